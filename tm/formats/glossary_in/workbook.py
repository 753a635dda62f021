"""Workbooks (.xlsx) as records. The archive is looked through before openpyxl sees it: sizes, entities, no surprise."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from tm.errors import FormatError
from tm.formats.glossary_in.records import Record
from tm.formats.glossary_out.sheet import library
from tm.formats.xml_safe import Attributes, Limits, Reader
from tm.messages import say

#: What an archive may hold: members, bytes unpacked, how much more than packed.
MEMBERS, UNPACKED, RATIO = 2_000, 200 << 20, 100
ROWS, COLUMNS = 1_048_576, 1_000  #: of a sheet that are looked at
_SMALL = 1 << 20  #: below, no ratio is looked at: short parts of a workbook pack well
#: How a workbook writes a carriage return; `_x005F_` is an underline before what would be read so.
_CARRIAGE = re.compile(r"(?<!_x005F)_x000D_\n?")
_LIMITS = Limits(size=UNPACKED, depth=64)


class Sheet(NamedTuple):
    """title: as people see it; records: its rows that say something."""

    title: str
    records: list[Record]


def read(data: bytes, *, name: str) -> list[Sheet]:
    """The sheets with their rows, cells as texts; those that can be seen before hidden ones.

    Raises:
        FormatError: it is no workbook, holds more than it should, or is not safe to read.
        MissingExtraError: openpyxl is not installed.
    """
    _look_through(data, name)
    try:
        book = library().load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        found = sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
        if not found:
            raise _damaged(name)
        return [Sheet(sheet.title, list(_records(sheet))) for sheet in found]
    except (FormatError, MemoryError):
        raise
    except Exception as error:  # of whatever kind: the file is damaged, and openpyxl says so in many ways
        raise _damaged(name) from error


def _records(sheet: Any) -> Iterator[Record]:
    """The rows that say something. What a sheet says about its size is not believed."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_row=ROWS, max_col=COLUMNS, values_only=True), 1):
        cells = [_text(value) for value in row]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield Record(number, cells)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _CARRIAGE.sub("\n", str(value)).replace("_x005F_", "_")


def _damaged(name: str) -> FormatError:
    return FormatError(say("not a readable workbook"), where=name, hint=say("save the file again as .xlsx, or as CSV"))


def _look_through(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                raise FormatError(
                    say("this archive is no workbook"), where=name, hint=say("a glossary is a table, TBX or XML file")
                )
            size = sum(member.file_size for member in members)
            if len(members) > MEMBERS or size > UNPACKED or (size > _SMALL and size > RATIO * len(data)):
                raise FormatError(
                    say("the archive unpacks to {size:,} bytes in {count:,} parts", size=size, count=len(members)),
                    where=name,
                    hint=say("save the file again as .xlsx, or as CSV"),
                )
            for member in members:
                if member.filename.endswith((".xml", ".rels", ".vml")):
                    _safe(archive, member, f"{name}/{member.filename}")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _damaged(name) from error


def _safe(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    reader = _Part(name=name, limits=_LIMITS)
    with archive.open(member) as stream:
        for _ in reader.run(_Bounded(stream, member.file_size)):  # type: ignore[arg-type]
            pass


class _Part(Reader):
    """Looks at a part. A row far away would be walked to, one empty row after another."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag.rpartition(":")[2] == "row":
            number = attributes.get("r", "1")
            if not number.isdecimal() or len(number) > len(str(ROWS)) or int(number) > ROWS:
                self.fail(say("a row beyond the last that a sheet has: {number}", number=number[:20]))


class _Bounded:
    """A member that gives no more than it says it holds."""

    def __init__(self, stream: Any, size: int) -> None:
        self.stream, self.left = stream, size

    def read(self, size: int) -> bytes:
        """The next bytes."""
        data: bytes = self.stream.read(min(size, self.left))
        self.left -= len(data)
        return data
