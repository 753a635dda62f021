"""Word documents: paragraphs, headings, lists and tables of the text, its footnotes and text boxes.

The zip and XML of the standard library are enough: python-docx brings lxml, unpacks every part at once, and leaves out
footnotes, text boxes and tracked insertions. Headers, comments and deleted text are not read.
Source: ECMA-376, part 1, chapter 17 (WordprocessingML).
"""

from __future__ import annotations

import io
import re

from tm.core import Kind
from tm.formats.office import BREAK, LIMITS, Paragraph, Walk
from tm.formats.xml_safe import Attributes, Reader
from tm.formats.zip_parts import Archive

_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_STYLES = "word/styles.xml"
_HEADING = re.compile(r"(?:heading|제목|개요) ?([1-9])$")
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_SIGNS = {"tab": "\t", "br": BREAK, "cr": BREAK, "noBreakHyphen": "\u2011", "softHyphen": "\xad"}
_KINDS = {"title": (Kind.HEADING, 1), "subtitle": (Kind.HEADING, 2), "caption": (Kind.CAPTION, 0)}

#: Kind and level of a style.
Look = tuple[Kind, int]


def paragraphs(archive: Archive) -> list[Paragraph]:
    """The paragraphs of the text, then those of its notes.

    Raises:
        FormatError: a part is missing, damaged, not safe to read or beyond a limit.
    """
    body = archive.read(_BODY)
    looks: dict[str, Look] = {}
    if _STYLES in archive:
        styles = _Styles(name=f"{archive.name}: {_STYLES}", namespaces=True, limits=LIMITS)
        for _ in styles.run(io.BytesIO(archive.read(_STYLES))):
            pass
        looks = styles.looks()
    found = _Text(looks, name=f"{archive.name}: {_BODY}").walk(body)
    for part in _NOTES:
        if part in archive:
            found += _Text(looks, name=f"{archive.name}: {part}").walk(archive.read(part))
    return found


class _Styles(Reader):
    """What paragraphs of a style are, by the name of the style: ids differ with the language of the program."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        local = tag.rpartition(" ")[2]
        value = next((value for name, value in attributes.items() if name.endswith(" val")), "")
        if local == "style":
            self.id = next((value for name, value in attributes.items() if name.endswith(" styleId")), "")
            self.all().setdefault(self.id, ["", "", ""])
        elif local in ("name", "basedOn", "outlineLvl") and (style := self.all().get(getattr(self, "id", ""))):
            style[("name", "basedOn", "outlineLvl").index(local)] = value

    def all(self) -> dict[str, list[str]]:
        """Name, parent and outline level of each style."""
        if not hasattr(self, "styles"):
            self.styles: dict[str, list[str]] = {}
        return self.styles

    def looks(self) -> dict[str, Look]:
        """Kind and level by id."""
        found: dict[str, Look] = {}
        for id_ in self.all():
            at, seen = id_, set()
            while at in self.all() and at not in seen:
                seen.add(at)
                name, parent, outline = self.all()[at]
                if (look := _look(name, outline)) is not None:
                    found[id_] = look
                    break
                at = parent
        return found


def _look(name: str, outline: str) -> Look | None:
    name = name.lower()
    if (heading := _HEADING.match(name)) is not None:
        return Kind.HEADING, min(int(heading[1]), 6)
    if outline.isdecimal() and int(outline) < 9:
        return Kind.HEADING, min(int(outline) + 1, 6)
    if name.startswith(("list bullet", "list number")):
        return Kind.ITEM, 1
    if "quote" in name:
        return Kind.QUOTE, 0
    return _KINDS.get(name)


class _Text(Walk):
    UNREAD = frozenset(
        {"del", "moveFrom", "Fallback", "rPr", "sectPr", "tblPr", "tcPr", "trPr", "instrText", "delText"}
    )

    def __init__(self, looks: dict[str, Look], *, name: str) -> None:
        super().__init__(name=name)
        self.looks = looks

    def element(self, local: str, attributes: Attributes, tag: str) -> None:
        """An element that is read begins."""
        value = attributes.get("val", "")
        if local == "p" and not tag.startswith("http://schemas.openxmlformats.org/drawingml"):
            self.begin(Paragraph())
        elif local == "t" and self.open:
            self.gather(self.open[-1].parts)
            if tag.startswith(_MATH):
                self.open[-1].math.append((len(self.open[-1].text), -1))
        elif local == "pStyle" and value in self.looks:
            self.look(*self.looks[value])
        elif local == "outlineLvl" and value.isdecimal() and int(value) < 9:
            self.look(Kind.HEADING, min(int(value) + 1, 6))
        elif local == "ilvl" and value.isdecimal():
            self.look(Kind.ITEM, int(value) + 1)
        elif local == "numId" and value == "0" and self.open and self.open[-1].kind is Kind.ITEM:
            self.open[-1].kind, self.open[-1].level = Kind.PARAGRAPH, 0
        elif local in _SIGNS and self.open and "pos" not in attributes:
            self.put(_SIGNS[local])
        elif local == "tbl":
            self.columns.append(0)
        elif local == "tr" and self.columns:
            self.columns[-1] = 0
        elif local == "tc" and self.columns:
            self.columns[-1] += 1

    def look(self, kind: Kind, level: int) -> None:
        """What the open paragraph is; a heading that is numbered stays one, and a cell too."""
        if self.open and self.open[-1].kind not in (Kind.HEADING, Kind.CELL):
            self.open[-1].kind, self.open[-1].level = kind, level

    def ended(self, local: str, tag: str) -> None:
        """An element that is read ends."""
        if local == "p" and self.open and not tag.startswith("http://schemas.openxmlformats.org/drawingml"):
            self.open.pop()
        elif local == "t":
            self.parser.CharacterDataHandler = None
            if self.open and tag.startswith(_MATH) and self.open[-1].math:
                self.open[-1].math[-1] = (self.open[-1].math[-1][0], len(self.open[-1].text))
        elif local == "tbl" and self.columns:
            self.columns.pop()
