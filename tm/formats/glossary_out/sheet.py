"""A table as a workbook (.xlsx): every cell a text, never a formula; the same table gives the same bytes.

openpyxl writes the parts; the archive is packed again without the moment of writing.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from tm.errors import MissingExtraError
from tm.formats.concepts import unfit_for_xml
from tm.messages import say

MOST = 32_767  #: characters that a cell holds
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)  #: the earliest that an archive can say


def library() -> Any:
    """openpyxl.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        return import_module("openpyxl")
    except ImportError as error:
        raise MissingExtraError(
            say("workbooks need the package {package}", package="openpyxl"), hint="pip install openpyxl"
        ) from error


def unfit(text: str) -> str:
    """Why a cell cannot hold the text; empty when it can."""
    if len(text) > MOST:
        return say("{count:,} characters, a cell holds {most:,}", count=len(text), most=MOST)
    return unfit_for_xml(text)


def book(rows: Sequence[Sequence[str | bool | None]], title: str) -> bytes:
    """One sheet: texts as texts, truth values as truth values; the first row stays in view."""
    package = library()
    workbook = package.Workbook(write_only=True)
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "A2"
    for row in rows:
        cells: list[Any] = []
        for value in row:
            cell = package.cell.WriteOnlyCell(sheet)
            if isinstance(value, bool):
                cell.value = value
            elif value:
                cell.value = "x"  # a text by type, whatever it looks like
                cell._value = _ESCAPE.sub("_x005F_", value)
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    packed = io.BytesIO()
    workbook.save(packed)
    return _same(packed.getvalue())


def _same(data: bytes) -> bytes:
    """The archive with one moment for everything in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(member)
            if member == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(member, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()
