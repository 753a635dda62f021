"""Workbooks (.xlsx) as records. The archive is looked through before openpyxl sees it: sizes, entities, no surprise."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from tm.errors import FormatError
from tm.formats.glossary_in.records import Record
from tm.formats.glossary_out.sheet import library
from tm.formats.xml_safe import Limits, Reader
from tm.messages import say

#: What an archive may hold: members, bytes unpacked, how much more than packed.
MEMBERS, UNPACKED, RATIO = 2_000, 200 << 20, 100
_SMALL = 1 << 20  #: below, no ratio is looked at: short parts of a workbook pack well
#: How a workbook writes a carriage return; `_x005F_` is an underline before what would be read so.
_CARRIAGE = re.compile(r"(?<!_x005F)_x000D_\n?")
_LIMITS = Limits(size=UNPACKED, depth=64)


def read(data: bytes, *, name: str) -> list[Record]:
    """The rows of the first sheet, cells as texts.

    Raises:
        FormatError: it is no workbook, holds more than it should, or is not safe to read.
        MissingExtraError: openpyxl is not installed.
    """
    _look_through(data, name)
    try:
        book = library().load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        found = [Record(number, [_text(value) for value in row]) for number, row in enumerate(_rows(sheet), 1)]
    except (FormatError, MemoryError):
        raise
    except Exception as error:  # of whatever kind: the file is damaged, and openpyxl says so in many ways
        raise _damaged(name) from error
    return [record for record in found if any(cell.strip() for cell in record.cells)]


def _rows(sheet: Any) -> Any:
    sheet.reset_dimensions()  # what the file says about its own size is not believed
    return sheet.iter_rows(values_only=True)


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
    reader = Reader(name=name, limits=_LIMITS)
    with archive.open(member) as stream:
        for _ in reader.run(_Bounded(stream, member.file_size)):  # type: ignore[arg-type]
            pass


class _Bounded:
    """A member that gives no more than it says it holds."""

    def __init__(self, stream: Any, size: int) -> None:
        self.stream, self.left = stream, size

    def read(self, size: int) -> bytes:
        """The next bytes."""
        data: bytes = self.stream.read(min(size, self.left))
        self.left -= len(data)
        return data
