"""What the block rules share: places of lines, tokens, the scanner of the whole text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tm.formats.tags import Scanner

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

#: Lines that one tag may take.
_TALLEST = 80


def line_bounds(state: StateBlock, line: int) -> tuple[int, int]:
    """Where the text of a line begins, its container's marks left out, and ends."""
    return state.bMarks[line] + state.tShift[line], state.eMarks[line]


def push(state: StateBlock, kind: str, first: int, stop: int, **meta: Any) -> None:
    """A token of our own, `tm_KIND`, for whole lines."""
    token = state.push(f"tm_{kind}", "", 0)
    token.map = [first, stop]
    token.meta = meta


def push_text(state: StateBlock, line: int, start: int, end: int, **meta: Any) -> None:
    """Text that ends with its line."""
    token = state.push("paragraph_open", "p", 1)
    token.map = [line, line + 1]
    token.meta = meta
    token = state.push("inline", "", 0)
    token.map = [line, line + 1]
    token.content = state.src[start:end]
    token.meta = meta
    token.children = []
    state.push("paragraph_close", "p", -1)


def line_of(state: StateBlock, offset: int, first: int, stop: int) -> int:
    """The line that holds an offset, `stop` if it lies behind."""
    low, high = first, stop
    while low < high:
        middle = (low + high) // 2
        if state.eMarks[middle] < offset:
            low = middle + 1
        else:
            high = middle
    return low


def scanner_of(state: StateBlock) -> Scanner:
    """The one scanner of this text; `env["lower"]` holds another for its lower case."""
    if "scanner" not in state.env:
        state.env["scanner"] = Scanner(state.src)
        state.env["lower"] = Scanner(state.src.lower() if len(state.src.lower()) == len(state.src) else state.src)
    scanner: Scanner = state.env["scanner"]
    return scanner


def one_piece(state: StateBlock, first: int, last: int) -> bool:
    """True for a few lines without a blank one."""
    return last - first <= _TALLEST and not any(state.isEmpty(line) for line in range(first, last))
