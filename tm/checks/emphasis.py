"""Emphasis of Markdown that does not render: which pairs of marks CommonMark leaves as they are."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tm.core import Segment, Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


class Emphasis(NamedTuple):
    """A pair of marks that was meant as emphasis: `mark` is `*`, `**`, `_` and so on."""

    mark: str
    start: Span
    end: Span

    @property
    def whole(self) -> Span:
        """From the first mark to the last."""
        return Span(self.start.start, self.end.end)

    @property
    def inside(self) -> Span:
        """What the marks enclose."""
        return Span(self.start.end, self.end.start)


def broken(segment: Segment) -> list[Emphasis]:
    """Pairs of emphasis marks of a segment that a CommonMark parser leaves in the text."""
    text = segment.text
    found = [pair for pair in _pairs(segment) if not (_opens(text, pair.start) and _closes(text, pair.end))]
    if not found:
        return []
    left = _left(text)
    return [pair for pair in found if pair.mark in left]


def _pairs(segment: Segment) -> list[Emphasis]:
    waiting: list[Span] = []
    found = []
    text = segment.text
    for mask in segment.masked:
        shown = mask.span.of(text)
        if mask.kind != "markup" or shown.strip("*_"):
            continue
        if waiting and waiting[-1].of(text) == shown:
            found.append(Emphasis(shown, waiting.pop(), mask.span))
        else:
            waiting.append(mask.span)
    return found


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _flanks(text: str, span: Span) -> tuple[bool, bool, str, str]:
    """Is a run of marks left-flanking and right-flanking, and what stands beside it (CommonMark 0.31, 6.2)."""
    start, end = span.start, span.end
    while start and text[start - 1] == text[span.start]:
        start -= 1
    while end < len(text) and text[end] == text[span.start]:
        end += 1
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before))
    right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after))
    return left, right, before, after


def _opens(text: str, span: Span) -> bool:
    left, right, before, _ = _flanks(text, span)
    return left and (text[span.start] == "*" or not right or _is_mark(before))


def _closes(text: str, span: Span) -> bool:
    left, right, _, after = _flanks(text, span)
    return right and (text[span.start] == "*" or not left or _is_mark(after))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


@lru_cache(maxsize=8)
def _left(text: str) -> str:
    """The text that a reader sees, with the marks that the parser left in it."""
    shown: list[str] = []
    for token in _parser().parseInline(text):
        shown += [child.content for child in token.children or () if child.type == "text"]
    return "\0".join(shown)


def repaired(text: str, pair: Emphasis) -> tuple[str, bool]:
    """What to write instead of a broken pair, marks included, and whether it shows the same words in the same order.

    The bracket of a gloss and enclosing quotation marks move out of the marks, those of a link into its text,
    underscores become asterisks; elsewhere HTML takes their place.
    """
    inside = pair.inside.of(text)
    mark = pair.mark.replace("_", "*")
    before, after = text[: pair.whole.start], text[pair.whole.end :]
    for written in _forms(inside, mark):
        new = before + written + after
        if not any(left in _left(new) for left in {pair.mark, mark} if left in _left(text)):
            return written, True
    name = "strong" if len(mark) == 2 else "em"
    if len(mark) == 3:
        return f"<strong><em>{inside}</em></strong>", False
    return f"<{name}>{inside}</{name}>", False


def _forms(inside: str, mark: str) -> list[str]:
    forms = []
    if inside.endswith(")") and "(" in inside:
        at = inside.rindex("(")
        head = inside[:at].rstrip()
        if head and "(" not in head and not head.endswith("]"):
            forms.append(f"{mark}{head}{mark}{inside[len(head) :]}")
    if inside[:1] in "\"'“‘「『《〈" and inside[-1:] in "\"'”’」』》〉" and len(inside) > 2:
        forms.append(f"{inside[0]}{mark}{inside[1:-1]}{mark}{inside[-1]}")
    if inside.startswith("[") and inside.endswith(")") and inside.count("](") == 1:
        words, address = inside[1:].split("](")
        forms.append(f"[{mark}{words}{mark}]({address}")
    forms.append(f"{mark}{inside}{mark}")
    return forms
