"""Code blocks that differ, and options in the messages of programs."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from tm.checks.code import lines, names_in_quotes
from tm.checks.code_pairs import ALIKE, likeness
from tm.checks.code_same import localised
from tm.checks.registry import Hit, Pair
from tm.core import Edit, Kind, Severity, Span
from tm.lang import hangul
from tm.lang.regex import regex
from tm.messages import say

_TOKEN = regex(r"\w+|\W")
#: What of a formula does not change what is shown: signs around it, spacing, the kind of text.
_UNSHOWN = regex(r"\\(?:text|textrm|mathrm|mbox)(?![a-z])|(?<!\\)\\(?:q?quad\b|[,;:! ])|[\s${}]|\\(?=$)")
_OPTION = regex(r"(?<![\w-])--[a-z가-힣][\w-]*[^\W_]")


def options(pair: Pair) -> Iterator[Hit]:
    """Options in the messages of a program, which stand there without code marks."""
    there = {match[0]: Span(*match.span()) for match in _OPTION.finditer(pair.target.text)}
    new = [text for text in there if text not in pair.source.text]
    seen: set[str] = set()
    for match in _OPTION.finditer(pair.source.text):
        span = Span(*match.span())
        option = match[0]
        if option in pair.target.text or option in seen or pair.source.is_masked(span):
            continue
        seen.add(option)
        rival = next((text for text in new if hangul.has_hangul(text) or likeness(option, text) >= ALIKE), None)
        if rival is not None:
            new.remove(rival)
            yield Hit(
                there[rival],
                say("option altered: the source has {option}", option=option),
                say("copy it from the source"),
                source=span,
                fix=Edit(there[rival], option),
                pair=pair,
            )
        else:
            yield Hit(
                None,
                say("option missing: {option}", option=option),
                say("add it"),
                source=span,
                severity=Severity.WARNING,
                pair=pair,
            )


def blocks(pair: Pair) -> Iterator[Hit]:
    """Code blocks of one bead: the first line that differs."""
    source, target = pair.source, pair.target
    if source.kind is not target.kind or pair.bead.type != "1-1" or source.text == target.text:
        return
    if source.key and source.key == target.key and source.kind is not Kind.ENTRY and target.text.isascii():
        return  # the key is a digest of the content
    if source.text.startswith("$$") and _UNSHOWN.sub("", source.text) == _UNSHOWN.sub("", target.text):
        return
    here, there = lines(source.text), lines(target.text)
    own, other = [line.bare for line in here], [line.bare for line in there]
    if own == other or "".join(own) == "".join(other):
        yield from _names(pair)
        return
    for tag, a, b, c, d in SequenceMatcher(None, own, other, autojunk=False).get_opcodes():
        if tag == "equal" or any(line.free for line in there[c:d]) or "".join(own[a:b]) == "".join(other[c:d]):
            continue
        left = Span(here[a].span.start, here[b - 1].span.end) if b > a else None
        if left and hangul.has_hangul(left.of(source.text)):
            continue
        if left and d > c and localised("\n".join(own[a:b]), "\n".join(other[c:d])):
            continue
        right = Span(there[c].span.start, there[d - 1].span.end) if d > c else None
        at = there[c].span.start if c < len(there) else len(target.text)
        if left and right:
            what = say("code differs from the source")
        else:
            what = say("code missing" if left else "code added")
        yield Hit(
            right or Span(at, at),
            what,
            say("copy it from the source"),
            source=left,
            severity=Severity.WARNING,
            pair=pair,
            habit=_change("".join(own[a:b]), "".join(other[c:d])),
        )
        return


def _names(pair: Pair) -> Iterator[Hit]:
    """The first name in quotes that differs, such as the path of a file, where all else is the same."""
    source, target = pair.source.text, pair.target.text
    here, there = names_in_quotes(source), names_in_quotes(target)
    if len(here) != len(there):
        return
    for left, right in zip(here, there, strict=True):
        own, other = left.of(source), right.of(target)
        if own != other and likeness(own, other) >= ALIKE and not localised(own, other):
            yield Hit(
                right,
                say("code differs from the source"),
                say("copy it from the source"),
                source=left,
                severity=Severity.WARNING,
                pair=pair,
                habit=f"{own} {other}",
            )
            return


def _change(own: str, other: str) -> str:
    """What a piece of code became, where it is but a name or an argument: listings often change throughout."""
    before, after = _TOKEN.findall(own), _TOKEN.findall(other)
    changed = {
        f"{''.join(before[a:b])} {''.join(after[c:d])}"
        for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if tag != "equal"
    }
    return change if len(changed) == 1 and len(change := next(iter(changed))) < 40 else ""
