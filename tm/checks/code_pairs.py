"""Which code span of a source became which of the target."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from tm.checks.code import Code, is_words
from tm.checks.registry import Pair, Whole
from tm.core import Kind, Segment
from tm.lang import hangul
from tm.lang.regex import regex

#: Likeness from which one code span counts as a changed form of another, and as one with a typing error.
ALIKE, TYPED = 0.6, 0.85
_COMMAND = regex(r"(?P<first>[a-z][\w.+-]*)(?: [\w.:@+/-]+)+", re.ASCII)
_WORD = regex(r"[A-Za-z_]\w{4,}", re.ASCII)


def missing(own: Sequence[Code], written: Sequence[Code]) -> list[Code]:
    """Code spans of the source that the target does not have in marks, or less often."""
    here, there = (Counter(one.inner for one in found) for found in (own, written))
    found: list[Code] = []
    for one in own:
        if there[one.inner] < here[one.inner] and not any(one.inner == other.inner for other in found):
            found.append(one)
    return found


def row(whole: Whole, number: int) -> list[Pair]:
    """The other pairs of cells in one row of a table, which may have its columns in another order."""
    pairs, text, found = whole.pairs, whole.bitext.target.text, list[Pair]()
    if pairs[number].source.kind is not Kind.CELL:
        return found
    for step in (-1, 1):
        at = number
        while 0 <= at + step < len(pairs) and pairs[at + step].target.kind is Kind.CELL:
            places = sorted((pairs[at].target.file, pairs[at + step].target.file))
            if "\n" in text[places[0].end : places[1].start]:
                break
            at += step
            found.append(pairs[at])
    return found


def stands(inner: str, text: str) -> bool:
    """Does it stand in the text, and not as a part of a longer name?"""
    return re.search(rf"(?<![\w-]){re.escape(inner)}(?![A-Za-z0-9_-])", text) is not None


def shown(segment: Segment) -> str:
    """The text without addresses, which may hold the names of code."""
    text = segment.text
    for mask in segment.masked:
        if mask.kind == "url":
            text = text[: mask.span.start] + " " * len(mask.span) + text[mask.span.end :]
    return text


def folded(text: str) -> str:
    """Without white space, marks of code and case."""
    return re.sub(r"[\s`\\]", "", text).casefold()


def translated(pair: Pair, gone: list[Code], new: list[Code], known: dict[str, str]) -> list[tuple[Code, Code]]:
    """Code in Korean, each with the lost code that it translates.

    That is what it translated elsewhere, or what stood at nearly the same place of the text.
    """
    spoken = [one for one in new if hangul.has_hangul(one.inner)]
    lengths = max(len(pair.source.text), 1), max(len(pair.target.text), 1)

    def apart(one: Code, other: Code) -> tuple[int, float]:
        places = one.span.start / lengths[0], other.span.start / lengths[1]
        unknown = other.inner not in known and one.inner not in known.values()
        return 1 if unknown else 2 * (known.get(other.inner) != one.inner), abs(places[0] - places[1])

    near = sorted((*apart(one, other), i, j) for i, one in enumerate(gone) for j, other in enumerate(spoken))
    found: dict[int, int] = {}
    for _, _, i, j in near:
        if i not in found and j not in found.values():
            found[i] = j
    if len(gone) == len({one.inner for one in spoken}) == 1:
        known.setdefault(spoken[0].inner, gone[0].inner)
    return [(gone[i], spoken[j]) for i, j in sorted(found.items())]


def likeness(one: str, other: str) -> float:
    """From 0 to 1; 1 where only the case differs."""
    if one.casefold() == other.casefold():
        return 1.0
    if len(one) < 3 or len(other) < 3:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def reworded(one: Code, lost: Sequence[Code], new: Sequence[Code]) -> Code | None:
    """The command that took the place of another: `make check` for `make test`.

    Words in code marks may be an example, which is translated. These begin alike, are still English, and nothing else
    in code differs.
    """
    command = _COMMAND.fullmatch(one.inner)
    if command is None or not is_words(one.inner) or len(lost) != 1 or len({other.inner for other in new}) != 1:
        return None
    rival = _COMMAND.fullmatch(new[0].inner)
    return new[0] if rival is not None and rival["first"] == command["first"] else None


def mistyped(own: Sequence[Code], new: Sequence[Code]) -> list[tuple[Code, Code]]:
    """Names of the target that the source does not have, each with the one of the source that was meant."""
    found: list[tuple[Code, Code]] = []
    for other in new:
        if _WORD.fullmatch(other.inner):
            meant = [one for one in own if _WORD.fullmatch(one.inner) and _typed(one.inner, other.inner)]
            if len({one.inner for one in meant}) == 1:
                found.append((meant[0], other))
    return found


def _typed(one: str, other: str) -> bool:
    """Differ these by a typing error rather than by an ending, such as that of a plural?"""
    if one.replace("_", "").casefold() == other.replace("_", "").casefold():
        return False  # bubble_sizes in another language: bubbleSizes
    return likeness(one, other) >= TYPED and not one.startswith(other) and not other.startswith(one)
