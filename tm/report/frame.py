"""Code frames: a line of a file with carets under a span, right for wide characters."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from itertools import accumulate

from tm.core import Place
from tm.report.lines import lines

#: Columns of text shown of a long line; paragraphs in Markdown are often one line.
WIDTH = 100
_ELLIPSIS = "…"
#: Most Korean text: one column each, syllables two. The tables of all characters take as long to load as a report.
_PLAIN = re.compile("[ -~“”‘’…—–·가-힣]*")


def width(text: str) -> int:
    """Columns that a text takes in a terminal."""
    if text.isascii() and text.isprintable():
        return len(text)
    if _PLAIN.fullmatch(text):
        return len(text) + sum(ch >= "가" for ch in text)
    found = _wcswidth()(text)
    return found if found >= 0 else len(text)


@cache
def _wcswidth() -> Callable[[str], int]:
    from wcwidth import wcswidth  # once: a long report asks a million times

    return wcswidth


class _Columns(dict[str, int]):
    """Columns of single characters; a long report asks for millions, of some thousand."""

    def __missing__(self, character: str) -> int:
        found = self[character] = width(character)
        return found


_one = _Columns().__getitem__


def fit(text: str, columns: int) -> str:
    """A text cut to at most `columns`, the cut shown."""
    if width(text) <= columns:
        return text
    used = 1
    for index, ch in enumerate(text):
        used += _one(ch)
        if used > columns:
            return text[:index] + _ELLIPSIS
    return text


def frame(place: Place, mark: str = "^", *, columns: int = WIDTH) -> tuple[int, str, str]:
    """The line where a place starts, cut to `columns` around it, and the marks below.

    Returns:
        (line number from 1, text, marks). An empty place gets one mark, between its neighbours; a source place that
        is the whole line or much longer than what is shown gets none.
    """
    found = lines(place.document.text)
    start = found.at(place.span.start)
    begin, end = found.starts[start.line - 1], found.ends[start.line - 1]
    # of a line that holds a whole book only what may be shown is read
    near = max(begin, place.span.start - 3 * columns)
    far = min(end, min(place.span.end, place.span.start + 3 * columns) + 3 * columns)
    text = printable(place.document.text[near:far])
    first = min(place.span.start - near, len(text))
    last = min(first + len(place.span), len(text))
    left, right = _window(text, first, max(last, first + 1), columns)
    before = _ELLIPSIS if left or near > begin else ""
    shown = before + text[left:right] + (_ELLIPSIS if right < len(text) or far < end else "")
    indent = width(before + text[left:first])
    length = max(1, width(text[first : min(last, right)]))
    whole = mark == "-" and near == begin and far == end and not text[:first].strip(" #>*-") and not text[last:].strip()
    # under all of a line, marks say nothing of where in the source; what a finding is about is always marked
    if whole or (mark == "-" and last > right and length > columns // 2):
        return start.line, shown, ""
    return start.line, shown, " " * indent + mark * length


def printable(text: str) -> str:
    """The same number of code points, each of them safe to print in a terminal."""
    if text.isprintable():  # what is replaced never is; most text is
        return text
    return "".join(
        " "
        if ch == "\t"
        else "\N{REPLACEMENT CHARACTER}"
        if unicodedata.category(ch) in ("Cc", "Cs", "Cn") or ch in BIDI
        else ch
        for ch in text
    )


#: Direction controls can make a terminal show text in another order than it stands in the file.
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def _window(text: str, first: int, last: int, columns: int) -> tuple[int, int]:
    """The part of a line around [first, last) that fits into `columns`."""
    if width(text) <= columns:
        return 0, len(text)
    budget = columns - 2
    used = min(width(text[first:last]), budget)
    left = first - _fitting(text, first, -1, min((budget - used) * 2 // 5, 40))[0]
    count, taken = _fitting(text, left, 1, budget)
    right = left + count
    left -= _fitting(text, left, -1, budget - taken)[0]  # room left over at the end of the line
    return left, right


def _fitting(text: str, at: int, step: int, room: int) -> tuple[int, int]:
    """How many characters behind a place (step 1), or before it (-1), fit into so many columns; and what they take."""
    near = text[at : at + room + 1] if step > 0 else text[max(at - room - 1, 0) : at]
    if near.isascii():  # printable: one column each
        count = min(len(near), room)
        return count, count
    widths = list(accumulate(map(_one, near if step > 0 else near[::-1])))
    if widths[-1] <= room:  # some of them take no column
        widths = list(accumulate(map(_one, text[at:] if step > 0 else text[:at][::-1])))
    count = bisect_right(widths, room)
    return count, widths[count - 1] if count else 0
