"""Writing remarks into a file: an edit each, after which everything else reads as before.

A writer says for which segments a remark can be written (`anchor`: a table, a broken paragraph, the plurals of a
message share one), and makes the edits. Where a comment could change what stands around it, the text is read again
with each set of edits before it is given out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import Protocol

from tm.core import Document, Edit, Span
from tm.errors import UsageError
from tm.messages import say

_LINE = re.compile(r"\r\n|\n|\r")
_TRANSLATOR = re.compile(r"[ \t]*+#(?![.:,|~])")
_COMMENT = re.compile(r"[ \t]*+#(?!~)")


#: Further writers by suffix: module and class.
_WRITERS = {
    ".html": ("remark_html", "Html"),
    ".htm": ("remark_html", "Html"),
    ".xhtml": ("remark_html", "Html"),
    ".rst": ("remark_lines", "Rst"),
    ".json": ("remark_json", "Descriptions"),
    ".arb": ("remark_json", "Descriptions"),
    ".vtt": ("remark_lines", "Cues"),
    ".yaml": ("remark_lines", "Yaml"),
    ".yml": ("remark_lines", "Yaml"),
    **dict.fromkeys((".xlf", ".xliff", ".xlf2", ".xliff2", ".tmx"), ("remark_xml", "Notes")),
    **dict.fromkeys((".sdlxliff", ".mqxliff", ".mxliff"), ("remark_xml", "Notes")),
}


class Writer(Protocol):
    """Of one document. Segments are named by their numbers; the number behind the last one is the end of the file."""

    #: Between two codes: a comma would need quotes in a table.
    separator: str

    def anchor(self, index: int) -> int:
        """The segment in front of which a remark about a segment stands."""

    def edits(self, remarks: Mapping[int, str]) -> dict[int, Edit]:
        """The edit for each remark, by anchor; without those for which the file has no room.

        Raises:
            UsageError: the format, or this file, has no place for remarks.
        """


def writer(document: Document) -> Writer:
    """What writes remarks into a document.

    Raises:
        UsageError: its format has no place for them.
    """
    suffix = PurePath(document.path).suffix.lower()
    if suffix in (".md", ".markdown", ".mdx"):
        from tm.formats.remark_markdown import Markdown

        return Markdown(document)
    if suffix in (".po", ".pot"):
        return Catalogue(document)
    if suffix in (".tsv", ".csv"):
        return Table(document)
    if (known := _WRITERS.get(suffix)) is not None:
        make: Callable[[Document], Writer] = getattr(import_module(f"tm.formats.{known[0]}"), known[1])
        return make(document)
    raise no_room(document)


def no_room(document: Document) -> UsageError:
    """The format, or this kind of file, has no place for remarks."""
    suffix = PurePath(document.path).suffix.lower()
    return UsageError(
        say("{suffix} files have no comments to write a suppression in", suffix=suffix or "such"),
        where=document.path,
        hint=say("accept the findings with --write-baseline, or leave the rule out with `ignore` in the configuration"),
    )


def line_break(text: str) -> str:
    """The first line break of a text."""
    found = _LINE.search(text)
    return found.group() if found else "\n"


class Catalogue:
    """A PO file: a translator's comment above the message, behind those that are there."""

    separator = ", "

    def __init__(self, document: Document) -> None:
        from tm.formats.po_scan import scan

        self.text = document.text
        self.at: list[int] = []  # of each segment, where its message begins
        self.first: list[int] = []
        for message in scan(document.text, name=document.path):
            if message.id.text and "fuzzy" not in message.flags:
                self.first += [len(self.at)] * len(message.strings)
                self.at += [message.at] * len(message.strings)

    def anchor(self, index: int) -> int:
        """The first plural form of the message."""
        return self.first[min(index, len(self.first) - 1)]

    def edits(self, remarks: Mapping[int, str]) -> dict[int, Edit]:
        """One line each."""
        end = line_break(self.text)
        return {index: self._line(self.at[index], f"# {words}{end}") for index, words in remarks.items()}

    def _line(self, at: int, line: str) -> Edit:
        start = self._start(at)
        place, up = start, start
        while up and _COMMENT.match(self.text, above := self._start(up - 1)):
            if _TRANSLATOR.match(self.text, above):
                place = up
                break
            place = up = above
        return Edit(Span(place, place), line)

    def _start(self, at: int) -> int:
        """Where the line of an offset begins; that of a line break is the line that it ends."""
        if self.text.startswith("\r\n", at - 1):
            at -= 1
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1


class Table:
    """A bilingual table with a column `tm`."""

    separator = " "

    def __init__(self, document: Document) -> None:
        self.path = document.path
        self.rooms = {remark.segments.start: remark for remark in document.remarks if not remark.text.strip()}
        self.known = bool(document.remarks)

    def anchor(self, index: int) -> int:
        """A row is a segment."""
        return index

    def edits(self, remarks: Mapping[int, str]) -> dict[int, Edit]:
        """Empty cells of the column filled."""
        if not self.known:
            raise UsageError(
                say("the table has no column for suppressions"),
                where=self.path,
                hint=say("add a column named tm to it; its cells read: ignore T002 reason"),
            )
        return {
            index: Edit(self.rooms[index].place, words.removeprefix("tm: "))
            for index, words in remarks.items()
            if index in self.rooms
        }


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with insertions made."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*parts, text[at:]])
