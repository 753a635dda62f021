"""Block rules for containers that CommonMark lacks: directives, admonitions, footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.formats.markdown_state import line_bounds, push

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_FOOTNOTE = re.compile(r"\[\^([^\s\]]+)\]:[ \t]*")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?|={3}[!+]?)[ \t]+(?:[a-z][a-z0-9_ -]*)?(?P<title>\"[^\"\n]*\")?[ \t]*$")
_DIRECTIVE = re.compile(
    r"(?::{3,}|/{3,})[ \t]*(?:\{[^{}\n]*\}|[\w:-]+)?(?:\{[^{}\n]*\})?[ \t]*"
    r"(?:\[(?P<label>[^\[\]\n]*)\]|\|?[ \t]*(?P<title>[^\n]*?))"
    r"[ \t]*(?:\{[^{}\n]*\})?[ \t]*:*$"
)


def directive(state: StateBlock, first: int, _stop: int, silent: bool) -> bool:
    """`:::note Title` and `/// tip | Title`: the marks are markup, the title is text, so is what follows."""
    start, end = line_bounds(state, first)
    if state.src[start : start + 3] not in (":::", "///") or state.is_code_block(first):
        return False
    found = _DIRECTIVE.match(state.src, start, min(end, start + 300))
    if found is None or found.end() != end:
        return False
    if not silent:
        _titled(state, first, found.span("label") if found["label"] else found.span("title"))
        state.line = first + 1
    return True


def _titled(state: StateBlock, line: int, title: tuple[int, int]) -> None:
    """A line of markup that may hold a title."""
    words = state.src[title[0] : title[1]] if title[0] >= 0 else ""
    if any(character.isalpha() for character in words):
        push(state, "title", line, line + 1, key="", text=words)
    else:
        push(state, "markup", line, line + 1, key="")


def admonition(state: StateBlock, first: int, stop: int, silent: bool) -> bool:
    """`!!! note "Title"` of Python-Markdown: what is indented under it is text, not code."""
    start, end = line_bounds(state, first)
    if state.src[start : start + 3] not in ("!!!", "???", "===") or state.is_code_block(first):
        return False
    found = _ADMONITION.match(state.src, start, min(end, start + 300))
    if found is None or found.end() != end:
        return False
    indented = first + 1 < stop and state.sCount[first + 1] >= state.sCount[first] + 4
    if not found["title"] and (not indented or state.src[start] == "="):
        return False
    if not silent:
        span = found.span("title")
        _titled(state, first, (span[0] + 1, span[1] - 1) if span[0] >= 0 else (-1, -1))
        _inside(state, first + 1, stop, state.sCount[first] + 4)
    return True


def footnote(state: StateBlock, first: int, stop: int, silent: bool) -> bool:
    """`[^1]: text`, with further paragraphs indented by four."""
    start, end = line_bounds(state, first)
    if state.src[start : start + 2] != "[^" or state.is_code_block(first):
        return False
    found = _FOOTNOTE.match(state.src, start, end)
    if found is None:
        return False
    if silent:
        return True
    push(state, "footnote_open", first, first + 1, key=found[1])
    begin, shift, indent = state.bMarks[first], state.tShift[first], state.sCount[first]
    state.bMarks[first], state.tShift[first] = found.end(), 0
    state.sCount[first] = indent + 4
    _inside(state, first, stop, indent + 4)
    state.bMarks[first], state.tShift[first], state.sCount[first] = begin, shift, indent
    push(state, "footnote_close", first, first + 1)
    return True


def _inside(state: StateBlock, first: int, stop: int, indent: int) -> None:
    """Parse the lines from `first` that are indented by `indent`, and go on behind them."""
    outer, parent = state.blkIndent, state.parentType
    state.blkIndent, state.parentType, state.line = indent, "tm", first
    state.level += 1
    if first < stop:
        state.md.block.tokenize(state, first, stop)
    state.level -= 1
    state.blkIndent, state.parentType = outer, parent
