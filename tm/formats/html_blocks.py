"""Where in a page a text stands: open elements, with the end tags that HTML lets be left out."""

from __future__ import annotations

from tm.core import Kind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_CAPTIONS = frozenset({"figcaption", "caption", "legend"})
_PARTS = frozenset({"thead", "tbody", "tfoot"})
#: What an opening tag ends that is still open, and the elements that it does not look beyond.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _LISTS),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (_CELLS, frozenset({"tr", "table"})),
    "th": (_CELLS, frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    **{name: (_PARTS, frozenset({"table"})) for name in _PARTS},
    "option": (frozenset({"option"}), frozenset({"select"})),
}
#: A paragraph ends where one of these begins.
_IN_PARAGRAPH = frozenset({"button", "option", "select", "textarea"})
#: Elements in one another; browsers stop at as many.
_DEPTH = 512


class Blocks:
    """The open block elements, outermost first."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.columns: list[int] = [0]  # of each open table, the outermost being none
        self.fresh = False  # nothing of the open list item was read

    def imply(self, name: str) -> None:
        """End what an opening tag ends."""
        if name not in _IN_PARAGRAPH and self.names and self.names[-1] == "p":
            self.pop(len(self.names) - 1)
        ends, border = _ENDS.get(name, (frozenset(), frozenset()))
        for index in range(len(self.names) - 1, -1, -1) if ends else ():
            if self.names[index] in border:
                return
            if self.names[index] in ends:
                self.pop(index)
                return

    def open(self, name: str) -> None:
        """An element begins."""
        if len(self.names) >= _DEPTH:
            return
        self.names.append(name)
        if name == "li":
            self.fresh = True
        elif name == "table":
            self.columns.append(0)
        elif name == "tr":
            self.columns[-1] = 0
        elif name in _CELLS:
            self.columns[-1] += 1

    def close(self, name: str) -> None:
        """An element ends, and what is open in it."""
        for index in range(len(self.names) - 1, -1, -1):
            if self.names[index] == name:
                self.pop(index)
                return
            if self.names[index] == "table":  # a stray end tag in a cell closes nothing outside
                return

    def pop(self, index: int) -> None:
        """Everything from an index on ends."""
        for _ in range(self.names[index:].count("table")):
            self.columns.pop()
        del self.names[index:]
        self.fresh = self.fresh and "li" in self.names

    def kind(self, said: bool) -> tuple[Kind, int, str]:
        """Kind, level and key of a text that stands here. said: it holds words, so that an item has begun."""
        depth = sum(name in _LISTS for name in self.names)
        for name in reversed(self.names):
            if name in _HEADINGS:
                return Kind.HEADING, _HEADINGS[name], ""
            if name in _CELLS:
                return Kind.CELL, self.columns[-1], ""
            if name in _CAPTIONS:
                return Kind.CAPTION, 0, ""
            if name == "title":
                return Kind.META, 0, "title"
            if name == "li":
                fresh = self.fresh
                self.fresh = self.fresh and not said
                return (Kind.ITEM if fresh else Kind.PARAGRAPH), depth, ""
            if name == "blockquote":
                return Kind.QUOTE, 0, ""
        return Kind.PARAGRAPH, 0, ""
