"""XLIFF of the version that the file has: 1.0 to 1.2 with SDLXLIFF, or 2.x."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from types import ModuleType
from typing import BinaryIO, cast

from tm.core import TranslationUnit
from tm.formats import xliff, xliff2, xliff_entries
from tm.formats.reading import Reading
from tm.formats.xml_bytes import encoding_of

_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?xliff\b[^>]{0,4000}")
_NAMESPACE = re.compile(r"""["']urn:oasis:names:tc:xliff:document:([12])""")
_VERSION_2 = re.compile(r"""\sversion\s*=\s*["']2""")  # not `its:version`
_HEAD = 1 << 16


def units(
    stream: BinaryIO, *, name: str, source_language: str, target_language: str, report: Reading
) -> Iterator[TranslationUnit]:
    """Yield a unit for each translated trans-unit, or segment in it; see `tm.formats.units.read_units`.

    Raises:
        FormatError: as for `xliff.entries` and `xliff2.entries`.
    """
    head = stream.read(_HEAD)
    module = version(head, name=name)
    found = module.entries(cast(BinaryIO, _Again(head, stream)), name=name, report=report)
    yield from xliff_entries.units(
        found,
        name=name,
        source_language=source_language,
        target_language=target_language,
        report=report,
        form="xliff2" if module is xliff2 else "xliff",
    )


def version(head: bytes, *, name: str) -> ModuleType:
    """The module that reads a file, by its first bytes.

    Raises:
        FormatError: they are in an encoding that is not read.
    """
    encoding, mark = encoding_of(head, name=name)
    root = _ROOT.search(head[mark:].decode(encoding, "replace"))
    if root is None:
        return xliff
    if (named := _NAMESPACE.search(root[0])) is not None:
        return xliff2 if named[1] == "2" else xliff
    return xliff2 if _VERSION_2.search(root[0]) is not None else xliff


class _Again:
    """A stream of which the first bytes have been read already."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = io.BytesIO(head), stream

    def read(self, size: int) -> bytes:
        """The next bytes, at most `size`."""
        return self._head.read(size) or self._stream.read(size)
