"""Taking a remark, or one code of it, out of a file so that everything else stays what it was."""

from __future__ import annotations

from collections.abc import Collection

from tm.checks.directives import Code, Directive
from tm.core import Edit, Remark, Span
from tm.lang.regex import regex

_BREAK = regex(r"\r\n|\n|\r")
#: What can follow a line of text at once and is still a block of its own.
_OPENS = regex(r"[\s>]*+(?:[-*+]\s|1[.)]\s|#{1,6}\s|```|~~~|<!--|\{/\*)")
#: A line with which nothing goes on: a heading, a rule or fence, a line that ends in a tag or comment.
_CLOSED = regex(r"[\s>]*+(?:#{1,6}\s|(?:-{3,}|={3,}|\*{3,}|\+{3}|`{3,}|~{3,})\s*$|<[^<]*>\s*$|<!--|\{/\*)")
_ITEM = regex(r"[\s>]*+(?:[-*+]|\d{1,9}[.)])(?:\s|$)")


def of_remark(text: str, remark: Remark) -> Edit:
    """The edit that takes a whole remark out; its line goes too, where that joins nothing."""
    whole = remark.whole
    if whole == remark.place or text[whole.start : whole.end].endswith(("\n", "\r")):
        return Edit(whole, "")
    first = max(text.rfind("\n", 0, whole.start), text.rfind("\r", 0, whole.start)) + 1
    ended = _BREAK.search(text, whole.end)
    last, following = ended.span() if ended else (len(text), len(text))
    if text[first : whole.start].strip(" \t>") or text[whole.end : last].strip():
        return Edit(_with_space(text, whole, Span(first, last)), "")
    before, after = _line_before(text, first), _line_at(text, following)
    blank_before, blank_after = not before.strip(" \t>"), not after.strip(" \t>")
    if first and blank_before and not text[following:].strip():  # the last line of the file
        return Edit(Span(first - len(before) - (2 if text.startswith("\r\n", first - 2) else 1), following), "")
    if blank_before and blank_after and following < len(text):
        ended = _BREAK.search(text, following)
        return Edit(Span(first, ended.end() if ended else len(text)), "")
    closed = _CLOSED.match(before) or _OPENS.match(after)
    if blank_before or blank_after or closed or (_ITEM.match(before) and _ITEM.match(after)):
        return Edit(Span(first, following), "")
    prefix = text[first : whole.start]
    return Edit(Span(first + len(prefix.rstrip()), last), "")  # the line stays, empty: what it parted stays parted


def of_codes(directive: Directive, gone: Collection[Code]) -> Edit | None:
    """The edit that takes some codes out of a directive and leaves others; None where the words stand escaped."""
    words, place = directive.remark.text, directive.remark.place
    if len(words) != len(place):
        return None
    start, end = directive.codes[0].place.start, directive.codes[-1].place.end
    parts: list[tuple[str, str]] = []
    between = ""
    for number, code in enumerate(directive.codes):
        if code in gone:
            continue
        if parts:
            between = words[directive.codes[number - 1].place.end : code.place.start]
        parts.append((between, code.text))
    return Edit(Span(start, end).shift(place.start), "".join(between + word for between, word in parts))


def _with_space(text: str, whole: Span, line: Span) -> Span:
    """A remark between other things of its line, with one of the spaces around it."""
    if (
        whole.end < line.end
        and text[whole.end] in " \t"
        and (whole.start == line.start or text[whole.start - 1] in " \t")
    ):
        return Span(whole.start, whole.end + 1)
    if whole.end == line.end or not text[whole.end : line.end].strip():
        return Span(line.start + len(text[line.start : whole.start].rstrip()), whole.end)
    return whole


def _line_before(text: str, first: int) -> str:
    """The line that ends in front of an offset."""
    if not first:
        return ""
    stop = first - (2 if text.startswith("\r\n", first - 2) else 1)
    return text[max(text.rfind("\n", 0, stop), text.rfind("\r", 0, stop)) + 1 : stop]


def _line_at(text: str, first: int) -> str:
    ended = _BREAK.search(text, first)
    return text[first : ended.start() if ended else len(text)]
