"""Text read line by line, so that memory stays flat: UTF-8 at once, other encodings by way of the whole file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from tm.formats.decode import MAX_LINE, decode
from tm.formats.reading import Reading

_CHUNK = 1 << 18
#: A line with its end; unlike those of `str.splitlines`, nothing else is an end.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def lines_of(stream: BinaryIO, *, name: str, report: Reading) -> Iterator[str]:
    """The lines of a text file with their ends (`\\r\\n`, `\\n` or `\\r`), in the encoding that it is in.

    A file that can be read twice and is UTF-8 is never held whole.

    Raises:
        FormatError: as for `tm.formats.decode.decode`.
    """
    start = stream.tell() if stream.seekable() else -1
    if start >= 0 and _is_plain(stream):
        stream.seek(start)
        yield from _lines(codecs.iterdecode(iter(lambda: stream.read(_CHUNK), b""), "utf-8-sig"))
        return
    if start >= 0:
        stream.seek(start)
    decoded = decode(stream.read(), name=name)
    if decoded.notice:
        report.notice(decoded.notice)
    yield from _lines(iter((decoded.text,)))


def _is_plain(stream: BinaryIO) -> bool:
    """UTF-8 without NUL that holds anything, its lines perhaps not too long."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    filled = False
    length = 0  # of the line that goes on from piece to piece, in bytes
    try:
        while chunk := stream.read(_CHUNK):
            if b"\0" in chunk:
                return False
            end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            length = length + len(chunk) if end < 0 else len(chunk) - end
            if length > MAX_LINE:
                return False
            filled = filled or bool(chunk.removeprefix(codecs.BOM_UTF8).strip())
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return filled


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    rest = ""
    for piece in pieces:
        text = rest + piece
        end = max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1  # a line feed may follow the last one
        yield from _LINE.findall(text[:end])
        rest = text[end:]
    yield from _LINE.findall(rest)
