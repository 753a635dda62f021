"""Files to values and back: what is read and written, by suffix. A format's module loads when it is used.

Reading is strict: a file that is not what its name says raises FormatError with the line. Positions
are exact: `segment.places` leads from every character of a segment to the file as it is.
"""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from tm.core import Bitext, Document
from tm.errors import UsageError
from tm.formats import bilingual
from tm.formats.decode import Decoded, decode, encoded
from tm.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "BITEXT_WRITERS",
    "FORMATS",
    "Decoded",
    "Format",
    "by_key",
    "carries",
    "decode",
    "dump_bitext",
    "encode",
    "read_bitext",
    "read_document",
    "read_only",
    "refuse_changes",
    "text_of",
    "write_bitext",
    "writer_for",
]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Format:
    """One row of FORMATS. carries: document, bitext or glossary; module: imported on use."""

    name: str
    suffixes: tuple[str, ...]
    carries: str
    module: str


FORMATS = (
    Format("markdown", (".md", ".markdown", ".mdx"), "document", "tm.formats.markdown"),
    Format("text", (".txt",), "document", "tm.formats.text"),
    Format("html", (".html", ".htm", ".xhtml"), "document", "tm.formats.html"),
    Format("rst", (".rst",), "document", "tm.formats.rst"),
    Format("subtitles", (".srt", ".vtt"), "document", "tm.formats.subtitles"),
    Format("docx", (".docx",), "document", "tm.formats.docx"),
    Format("odt", (".odt",), "document", "tm.formats.odt"),
    *(
        Format(row.name, row.suffixes, "document", f"tm.formats.keys_{row.name}")
        for row in bilingual.FORMATS
        if row.keyed
    ),
    *(Format(row.name, row.suffixes, "bitext", row.checked) for row in bilingual.FORMATS if row.checked),
)

#: What a bitext is written as, by name: modules with `write(bitext, stream)`, or `dump(bitext)` where it is no text.
BITEXT_WRITERS = {row.name: row.aligned for row in bilingual.FORMATS if row.aligned}


def _format(name: str) -> Format | None:
    suffix = PurePath(name).suffix.lower()
    return next((row for row in FORMATS if suffix in row.suffixes), None)


def carries(name: str | PurePath) -> str:
    """What a file of this name carries: document, bitext or an empty string."""
    found = _format(str(name))
    return found.carries if found else ""


#: What a file carries, in a message.
_KINDS = {"document": say("document"), "bitext": say("bilingual file")}


def _read_as(name: str, kind: str) -> Format:
    found = _format(name)
    if found is not None and found.carries == kind:
        return found
    known = ", ".join(suffix for row in FORMATS if row.carries == kind for suffix in row.suffixes)
    raise bilingual.unread(name, _KINDS[kind], known)


def _tell(notice: str, notices: list[str] | None) -> None:
    if notice and notices is not None:
        notices.append(notice)
    elif notice:
        log.warning(notice)


def text_of(data: bytes, *, name: str) -> Decoded:
    """The text of a file of any format, decoded as its reader does it.

    Raises:
        FormatError: as for `decode`.
    """
    found = _format(name)
    if found is not None and found.name == "po":
        from tm.formats import po

        return po.decoded_as_declared(data, name=name)
    if found is not None and found.name in ("xliff", "xliff2", "tmx"):
        from tm.formats import xml_places

        return xml_places.decoded(data, name=name)
    if found is not None and found.name == "html":
        from tm.formats import html

        return decode(data, name=name, declared=html.declared(data))
    if found is not None and found.name == "parquet":
        from tm.formats import parquet_bitext

        return parquet_bitext.text_of(data, name=name)
    if read_only(name):
        from tm.formats import office

        return office.text_of(data, name=name)
    return decode(data, name=name)


def read_only(name: str) -> bool:
    """Is a file of this name read, but never written back?"""
    return name.lower().endswith((".docx", ".odt", ".parquet"))


def refuse_changes(name: str) -> None:
    """Raise UsageError for a file that is not written back."""
    if read_only(name):
        raise UsageError(
            say("{suffix} files are read, and not changed", suffix=PurePath(name).suffix),
            where=name,
            hint=say("convert it first: tm convert FILE -o FILE.tsv")
            if carries(name) == "bitext"
            else say("make the changes in the word processor, or convert the file to Markdown or HTML"),
        )


def encode(text: str, *, like: bytes, name: str) -> bytes:
    """Text in the encoding of a file as it was, byte order mark included.

    Raises:
        FormatError: that encoding cannot hold a character of the text.
        UsageError: files of that format are read only.
    """
    refuse_changes(name)
    return encoded(text, like=like, encoding=text_of(like, name=name).encoding, name=name)


def read_document(
    data: bytes, *, name: str, language: str, lines: bool = False, notices: list[str] | None = None
) -> Document:
    """Read a file as a document.

    name:    path of the file: its suffix names the format, messages call the file by it
    lines:   for plain text, one segment a line instead of one a paragraph
    notices: collects what the user should know; without it, notices are logged

    Raises:
        FormatError: the suffix is unknown, or the bytes are not such a file.
    """
    found = _read_as(name, "document")
    if read_only(name):
        from tm.formats import office

        return office.read(data, name=name, language=language)
    decoded = text_of(data, name=name)
    _tell(decoded.notice, notices)
    if found.name not in ("markdown", "text"):
        module: Any = import_module(found.module)
        found_segments, found_remarks, *told = module.read(decoded.text, name=name, language=language)
        for notice in told[0] if told else ():
            _tell(notice, notices)
        return Document(name, language, decoded.text, found_segments, found_remarks)
    from tm.formats import remarks
    from tm.formats.blocks import segments

    if found.name == "text":
        from tm.formats import text

        blocks = text.blocks(decoded.text, by_line=lines)
    else:
        from tm.formats import markdown

        blocks = markdown.blocks(decoded.text, mdx=name.lower().endswith(".mdx"))
    return Document(name, language, decoded.text, *remarks.taken_out(decoded.text, blocks, segments(blocks)))


def by_key(source: Document, target: Document) -> Bitext | None:
    """Two catalogues with keys as a bitext, whose beads are their keys; None for other documents."""
    found = _format(source.path), _format(target.path)
    if not all(row is not None and row.name in ("json", "yaml") for row in found):
        return None
    from tm.formats import keys

    return keys.paired(source, target, found[1].name if found[1] else "")


def read_bitext(
    data: bytes, *, name: str, source_language: str, target_language: str, notices: list[str] | None = None
) -> Bitext:
    """Read a bilingual file, whose beads are its rows or messages.

    Raises:
        FormatError: the suffix is unknown, or the bytes are not such a file; carries the line.
    """
    module: Any = import_module(_read_as(name, "bitext").module)
    bitext, found = module.read(data, name=name, source_language=source_language, target_language=target_language)
    for notice in found:
        _tell(notice, notices)
    result: Bitext = bitext
    return result


def writer_for(name: str) -> str:
    """The bitext format that a file name asks for.

    Raises:
        FormatError: the suffix names none.
    """
    return bilingual.writer_for(name, "aligned")


def write_bitext(bitext: Bitext, to: str) -> str:
    """The bitext in one of BITEXT_WRITERS, as text.

    Raises:
        ValueError: that format is no text.
    """
    module = import_module(BITEXT_WRITERS[to])
    if not hasattr(module, "write"):
        raise ValueError(f"{to} is no text: use dump_bitext")
    stream = io.StringIO()
    write: Callable[[Bitext, io.StringIO], None] = module.write
    write(bitext, stream)
    return stream.getvalue()


def dump_bitext(bitext: Bitext, to: str) -> bytes:
    """The bitext in one of BITEXT_WRITERS, as the bytes of a file.

    Raises:
        MissingExtraError: the format needs a package that is not installed.
    """
    module = import_module(BITEXT_WRITERS[to])
    if hasattr(module, "dump"):
        dump: Callable[[Bitext], bytes] = module.dump
        return dump(bitext)
    return write_bitext(bitext, to).encode("utf-8", "surrogateescape")
