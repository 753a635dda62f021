"""OpenDocument texts: paragraphs, headings, lists, tables and notes. Deleted text, comments and headers are not read.

Source: OpenDocument 1.3, part 3, chapters 5, 6 and 9.
"""

from __future__ import annotations

import re

from tm.core import Kind
from tm.formats.office import BREAK, Paragraph, Walk
from tm.formats.xml_safe import Attributes
from tm.formats.zip_parts import Archive

_BODY = "content.xml"
_SPACES = re.compile(r"[ \t\r\n]+")
_UNREAD_NAMES = """
tracked-changes annotation note-citation ruby-text automatic-styles font-face-decls scripts forms title desc
sequence-decls variable-decls user-field-decls object object-ole
"""


def paragraphs(archive: Archive) -> list[Paragraph]:
    """The paragraphs of the text; those of a note follow the one that it belongs to.

    Raises:
        FormatError: a part is missing, damaged, not safe to read or beyond a limit.
    """
    return _Text(name=f"{archive.name}: {_BODY}").walk(archive.read(_BODY))


class _Text(Walk):
    UNREAD = frozenset(_UNREAD_NAMES.split())

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
        self.lists = 0

    def element(self, local: str, attributes: Attributes, tag: str) -> None:  # noqa: ARG002
        """An element that is read begins."""
        if local in ("p", "h"):
            self.begin(self.paragraph(local, attributes))
        elif local == "s":
            count = attributes.get("c", "1")
            self.put(" " * min(int(count), 1_000) if count.isdecimal() else " ")
        elif local == "tab":
            self.put("\t")
        elif local == "line-break":
            self.put(BREAK)
        elif local == "list":
            self.lists += 1
        elif local == "table":
            self.columns.append(0)
        elif local == "table-row" and self.columns:
            self.columns[-1] = 0
        elif local in ("table-cell", "covered-table-cell") and self.columns:
            self.columns[-1] += 1
        self.listen()

    def paragraph(self, local: str, attributes: Attributes) -> Paragraph:
        """A paragraph by its element and the name of its style."""
        style = attributes.get("style-name", "").replace("_20_", " ").lower()
        if local == "h":
            level = attributes.get("outline-level", "1")
            return Paragraph(Kind.HEADING, min(int(level), 6) if level.isdecimal() else 1)
        if style in ("title", "subtitle"):
            return Paragraph(Kind.HEADING, 1 + (style == "subtitle"))
        if self.lists:
            return Paragraph(Kind.ITEM, self.lists)
        if style.startswith("quotation"):
            return Paragraph(Kind.QUOTE)
        return Paragraph()

    def listen(self) -> None:
        """Text is that of the innermost paragraph; the file may break and indent it, which shows as one space."""
        self.parser.CharacterDataHandler = self.said if self.open else None

    def said(self, text: str) -> None:
        """Characters of a paragraph."""
        parts = self.open[-1].parts
        text = _SPACES.sub(" ", text)
        if text.startswith(" ") and (not parts or parts[-1].endswith((" ", BREAK))):
            text = text[1:]
        if text:
            parts.append(text)
            if len(parts) > 64 and sum(map(len, parts)) > self.limits.text:
                self.too_long()

    def ended(self, local: str, tag: str) -> None:  # noqa: ARG002
        """An element that is read ends."""
        if local in ("p", "h") and self.open:
            self.open.pop()
        elif local == "list":
            self.lists -= 1
        elif local == "table" and self.columns:
            self.columns.pop()
        self.listen()

    def end(self, tag: str) -> None:
        """An element ends; behind one that is passed over, the text goes on."""
        super().end(tag)
        if not self.skipped:
            self.listen()
