"""The part of a segment that is prose: masks and names of code replaced by spaces, offsets kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tm.core import Mask, Segment, Span
from tm.lang.regex import regex

#: What programmers write without marking it: foo_bar, a.b.c, name(), --option, ~/path, {name}, <tag>, a::b, mail@host.
_CODE = regex(
    r"""
      [A-Za-z][\w+.-]*://[^\s)\]>"'가-힣]+ | www\.[\w./-]+ | [\w.+-]+@[\w-]+\.[\w.]+
    | \{\{?[^{}\n]*\}?\} | <[/!A-Za-z][^<>\n]*>
    | (?<![\w/.~])(?:~|\.{1,2})?/[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]*)*
    | \b[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+){2,}/? | \b[A-Za-z0-9_.-]+/(?![A-Za-z0-9])
    | (?<![A-Za-z0-9])_{0,2}[A-Za-z0-9]+(?:_+[A-Za-z0-9]+)+_{0,2} | (?<![A-Za-z0-9_])__\w+__
    | \b[A-Za-z0-9]+(?:(?:\.|::|->)[A-Za-z_][A-Za-z0-9_]*)+(?:\(\))?
    | \b[A-Za-z0-9]+\(\) | (?<![\w-])--?[A-Za-z][\w-]*(?:=\S+)? | (?<![\w])[$@%\#][A-Za-z]\w*
    | (?:^|(?<=\s))>>>\s[^\n]* | Traceback\ \(most\ recent\ call\ last\)[^\n]*
    | (?<![\w.])\.[A-Za-z][a-z0-9]{1,5}\b | \b\w+=\w+
    """,
    re.VERBOSE | re.ASCII,
)
#: A role of reStructuredText that names something, :func:`open`; those that mark words of the text are left.
_ROLE = regex(
    r":(?!(?:term|abbr|dfn|strong|emphasis|guilabel|menuselection|command|sup|sub):)[a-z][a-z:+-]*:`[^`<\s]+`"
    r"|:(?:[a-z]+:)?(?:func|meth):`[^`]+`"  # a call as the title: :func:`pack(data, format) <struct.pack>`
)
_SENTENCE_END = regex(r"[a-z]{2,}\.[A-Z][a-z]+")  # a space is missing behind a full stop: not a dotted name


#: What may hold white space: then the whole text is searched, else each word by itself.
_CROSSING = ("{", "<", ">>>", "Traceback")
#: What one of the patterns needs, whichever it is; most texts have none of it. Plain strings, and what the others begin
#: with: looking for these takes a small part of the time of one pattern for all.
_NEEDED = ("/", "_", "@", "=", "()", "::", "->")
_NEEDED_FROM = tuple(
    (first, regex(pattern, re.ASCII))
    for first, pattern in (
        (".", r"\.[A-Za-z_]"),
        ("-", r"-(?<![\w-]-)-?[A-Za-z]"),
        ("$", r"\$[A-Za-z]"),
        ("%", r"%[A-Za-z]"),
        ("#", r"\#[A-Za-z]"),
    )
)
#: A word with a character that some of the patterns need.
_SUSPECT = regex(r"\S*[./_@:=()$%#~>-]\S*", re.ASCII)


def prose(segment: Segment) -> str:
    """The segment's text, same length, with everything that is not prose as spaces.

    Cost: words are looked up in a cache, so about the time of one regular expression.
    """
    return _unmasked(segment.text) if not segment.masked else _recent(segment)


#: The last segments with masks: several readers ask for the same one. Masks are compared by identity, as hashing
#: them costs more than the work.
_RECENT: dict[str, tuple[tuple[Mask, ...], str]] = {}
_MOST_RECENT = 256


def _recent(segment: Segment) -> str:
    known = _RECENT.get(segment.text)
    if known is not None and known[0] is segment.masked:
        return known[1]
    plain = ":`" not in segment.text
    found = _prose(segment.blanked(), ()) if plain else _prose(segment.text, segment.masked)
    if len(_RECENT) >= _MOST_RECENT:
        _RECENT.clear()
    _RECENT[segment.text] = (segment.masked, found)
    return found


@lru_cache(maxsize=256)
def _unmasked(text: str) -> str:
    return _prose(text, ())


def _prose(text: str, masked: tuple[Mask, ...]) -> str:
    if ":`" in text:
        text = _ROLE.sub(_blank, text)
    if masked:
        parts: list[str] = []
        at = 0
        for mask in masked:
            span = mask.span
            parts.append(text[at : span.start])
            at = span.end
            parts.append(" " * (at - span.start))
        parts.append(text[at:])
        text = "".join(parts)
    for sign in _CROSSING:
        if sign in text:
            return _without_code(text)
    if not _has_needed(text):
        return text
    for word in text.split():
        if word not in _PLAIN and not _is_plain(word):
            return _SUSPECT.sub(_word, text)
    return text


def _has_needed(text: str) -> bool:
    for sign in _NEEDED:
        if sign in text:
            return True
    for sign, pattern in _NEEDED_FROM:  # noqa: SIM110
        if sign in text and pattern.search(text):
            return True
    return False


#: Words that hold no code, as met: words recur, and to look one up takes less than to go through its letters.
_PLAIN: set[str] = set()
_MOST_PLAIN, _LONGEST_PLAIN = 20_000, 40


def _is_plain(word: str) -> bool:
    if _has_needed(word) and _cleaned(word) != word:
        return False
    if len(word) <= _LONGEST_PLAIN:
        if len(_PLAIN) >= _MOST_PLAIN:
            _PLAIN.clear()
        _PLAIN.add(word)
    return True


def _word(match: re.Match[str]) -> str:
    return _cleaned(match.group())


@lru_cache(maxsize=16384)
def _cleaned(word: str) -> str:
    return _without_code(word)


def _without_code(text: str) -> str:
    return _CODE.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    found = match.group()
    return found if _SENTENCE_END.fullmatch(found) else " " * len(found)


_BRACKET = regex(r"[\[({（［〔\])}）］〕]")
_OPEN = "([{（［〔"


def brackets(text: str) -> Iterator[Span]:
    """Every bracket with its partner, inner ones first: the span from the one to the other, both included."""
    stack: list[int] = []
    for match in _BRACKET.finditer(text):
        if match.group() in _OPEN:
            stack.append(match.start())
        elif stack:
            yield Span(stack.pop(), match.end())


_QUOTES = regex(
    r"\"[^\"\n]{1,120}\"|“[^”\n]{1,120}”|‘[^’\n]{1,120}’|「[^」\n]{1,120}」|『[^』\n]{1,120}』|《[^》\n]{1,120}》"
    r"|(?<!\w)'[^'\n]{1,120}'(?![A-Za-z0-9_])"  # Hangul may follow: 'Add label'을
)


def quoted(text: str) -> list[Span]:
    """Spans in quotation marks, marks included."""
    return [Span(*match.span()) for match in _QUOTES.finditer(text)]
