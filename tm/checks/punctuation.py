"""Punctuation of a segment: how it ends, and brackets and quotation marks that have no partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tm.core import Segment, Span
from tm.lang.regex import regex

#: Each opening mark and what closes it.
PAIRS = {
    "(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "「": "」", "『": "』",
    "《": "》", "〈": "〉", "（": "）", "［": "］", "【": "】",
}  # fmt: skip
_OPENER = {close: opener for opener, close in PAIRS.items()}
#: Any of them.
MARKS = regex("[" + re.escape("".join(PAIRS) + "".join(_OPENER)) + "]")
#: `1)` `a)` `가)` count items; `:)` `^^)` smile.
_COUNTED = regex(r"(?:^|[\s(\[{“‘「『《〈【,;/])(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4}|[가-하])$")
_SMILE = regex(r"[:;=8xXㅎㅋㅠㅜ^~]['\-^]?$")
_SMILE_AFTER = regex(r"^[:;=]|^[^\w\s(){}]{1,3}[)]")
#: Marks that may stand behind the one that ends a sentence.
_BEHIND = frozenset("*_~\"'”’」』》〉)]）］ \t\n\u00a0")
_BRACKETS = frozenset(")]）］")


_HALF = str.maketrans("（）［］", "()[]")


class Ending(NamedTuple):
    """The last character of a text, marks that close something left out.

    at:       its offset
    enclosed: a bracket closes behind it, so that it may not be what ends the sentence
    """

    mark: str
    at: int
    enclosed: bool


def ending(segment: Segment) -> Ending | None:
    """How a segment ends; None where it ends in code, an address or a tag, or holds nothing."""
    text, at, enclosed = segment.text, len(segment.text) - 1, False
    hidden = {mask.span.end: mask for mask in segment.masked[-6:]}
    while at >= 0:
        mask = hidden.get(at + 1)
        if mask is not None:
            if mask.kind not in ("markup", "comment"):
                return None
            at = mask.span.start - 1
            continue
        if text[at] not in _BEHIND:
            return Ending(text[at], at, enclosed)
        enclosed = enclosed or text[at] in _BRACKETS
        at -= 1
    return None


def unpaired(text: str) -> list[int]:
    """Offsets of brackets and curly marks without a partner; masks must be blanked before. Counters, smileys and
    apostrophes are no brackets.

    A bracket behind a counter may close another one or none, `(1)` and `1)`: of all ways to read them, the one that
    leaves the fewest marks alone is meant.
    """
    if MARKS.search(text) is None:
        return []
    text = text.translate(_HALF)  # the width of a bracket is another matter
    first = _Reading((), ())
    readings = {"": first}
    for match in MARKS.finditer(text):
        mark, at = match[0], match.start()
        loose = mark in ")]" and bool(_COUNTED.search(text, max(at - 6, 0), at) or _SMILE.search(text, 0, at))
        following: dict[str, _Reading] = {}
        for reading in readings.values():
            for one in reading.after(text, at, loose):
                stack = "".join(text[n] for n in one.waiting)
                if stack not in following or len(one.found) < len(following[stack].found):
                    following[stack] = one
        readings = dict(list(following.items())[:_READINGS])
    best = min(readings.values(), key=lambda reading: len(reading.found) + len(reading.waiting))
    return sorted(best.found + best.waiting)


#: So many readings of the counters before a mark are followed up.
_READINGS = 32


class _Reading(NamedTuple):
    """Marks that wait for their partner, and those that have none."""

    waiting: tuple[int, ...]
    found: tuple[int, ...]

    def after(self, text: str, at: int, loose: bool) -> Iterator[_Reading]:
        """What it may become with the mark at `at`; loose: the mark may be a counter's."""
        mark, waiting = text[at], self.waiting
        if mark in PAIRS:
            smiles = mark == "(" and _SMILE.search(text, max(at - 2, 0), at)
            year = mark == "‘" and text[at + 1 : at + 3].isdigit()  # ‘90s
            yield self if smiles or year else _Reading((*waiting, at), self.found)
            return
        before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
        if mark == "’" and before.isascii() and before.isalnum():
            inside = bool(waiting) and text[waiting[-1]] == "‘"
            if not inside or (before.isalpha() and after.isascii() and after.isalpha()):
                yield self  # an apostrophe
                return
        place = next((n for n in range(len(waiting) - 1, -1, -1) if text[waiting[n]] == _OPENER[mark]), None)
        if place is not None:
            yield _Reading(waiting[:place], (*self.found, *waiting[place + 1 :]))
        elif not loose:
            yield _Reading(waiting, (*self.found, at))
        if loose:
            yield self


def lone_quote(blank: str, text: str) -> int:
    """The offset of a straight double quotation mark of a blanked text without a partner; -1 where all have one.

    text: the same with its masks, which tell opening from closing marks
    """
    lone, open_at, count = -1, -1, 0
    for found in re.finditer('"', blank):
        at = found.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        opens = (not before or before.isspace() or before in "([{<=:,/*_~") and after and not after.isspace()
        if open_at < 0 and before.isdigit():
            continue  # inches
        count += 1
        if open_at < 0:
            if not opens and after and not after.isspace() and before and not before.isspace() and lone < 0:
                lone = at  # closes what nothing opened
            else:
                open_at = at
        elif opens and before.isspace():
            lone, open_at = (open_at if lone < 0 else lone), at
        else:
            open_at = -1
    if count % 2 == 0:
        return -1
    return lone if lone >= 0 else open_at


_STOP = regex(r"[.?!。](?=\s|$)|\n")


def region(text: str, at: int) -> Span:
    """From a mark to the end of its sentence: where its partner belongs."""
    stop = _STOP.search(text, at + 1)
    return Span(at, stop.start() if stop else len(text.rstrip()) or at + 1)
