"""Bilingual files of any format as translation units: one seam for memories, whatever tool wrote the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import PurePath
from typing import BinaryIO, Protocol

from tm.core import TranslationUnit
from tm.errors import FormatError
from tm.formats.control import clean
from tm.formats.language_codes import canonical
from tm.formats.reading import Reading
from tm.formats.writing import Writing
from tm.messages import say

__all__ = ["READERS", "WRITERS", "Reading", "read_units", "reader_for", "write_units", "writer_for"]

#: Modules with `units(stream, ...)`, by format.
READERS = {
    "tmx": "tm.formats.tmx",
    "xliff": "tm.formats.units_xliff",
    "po": "tm.formats.units_po",
    "table": "tm.formats.units_table",
    "jsonl": "tm.formats.units_jsonl",
}
#: What units are written as: module and function `(units, writing) -> pieces of text`.
WRITERS = {
    "tmx": ("tm.formats.tmx_write", "lines"),
    "xliff": ("tm.formats.xliff_write", "lines"),
    "xliff2": ("tm.formats.xliff2_write", "lines"),
    "po": ("tm.formats.po_write", "lines"),
    "tsv": ("tm.formats.units_write", "tsv"),
    "csv": ("tm.formats.units_write", "as_csv"),
    "jsonl": ("tm.formats.units_write", "jsonl"),
}
_WRITER_ENDINGS = {".xlf": "xliff", ".xlf2": "xliff2", **{f".{name}": name for name in WRITERS}}
#: By ending.
_ENDINGS = {
    ".tmx": "tmx",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".xlf2": "xliff",
    ".sdlxliff": "xliff",
    ".mqxliff": "xliff",
    ".mxliff": "xliff",
    ".po": "po",
    ".pot": "po",
    ".tsv": "table",
    ".csv": "table",
    ".jsonl": "jsonl",
}
#: Characters that are gathered before they are written.
_ROOM = 1 << 16


class _Units(Protocol):
    def __call__(
        self, stream: BinaryIO, *, name: str, source_language: str, target_language: str, report: Reading
    ) -> Iterator[TranslationUnit]: ...


def reader_for(name: str) -> str:
    """The format, one of READERS, that a file name asks for.

    Raises:
        FormatError: the suffix names none.
    """
    suffix = PurePath(name).suffix
    if found := _ENDINGS.get(suffix.lower()):
        return found
    what = (
        say("{suffix} files hold no translation units that can be read", suffix=suffix)
        if suffix
        else say("{name} has no suffix that names its format", name=name)
    )
    raise FormatError(what, where=name, hint=say("use one of {known}", known=", ".join(_ENDINGS)))


def read_units(
    stream: BinaryIO,
    *,
    name: str,
    source_language: str = "",
    target_language: str = "",
    report: Reading | None = None,
) -> Iterator[TranslationUnit]:
    """Yield the units of a bilingual file in file order, its format being named by its suffix.

    Texts are composed (NFC); inline codes are left out of them, values such as `{name}` stay
    (`tm.formats.inline_codes`). Languages are compared by their primary subtags, the very variant first; a unit says
    what the file says, in hyphen form (`ko-KR`). Without a language, the file's own count.

    name:   of the file, for messages and its suffix
    report: collects what was left out and why; files are streamed, so it is complete when the walk is over. What it
            asks for (`drafts`, `replace_control`) is read from it

    Raises:
        FormatError: the suffix is unknown, the file is not what it says it is (with the line), or a text holds a
            control character (with its code point and the number of the unit). It may come after units have been
            yielded: whoever stores them does so all or not at all.
    """
    format_ = reader_for(name)
    account = Reading() if report is None else report
    units: _Units = import_module(READERS[format_]).units
    found = units(stream, name=name, source_language=source_language, target_language=target_language, report=account)
    return found if format_ == "tmx" else clean(found, name=name, report=account)  # XML lets none through


def writer_for(name: str) -> str:
    """What units are written as, one of WRITERS, by the suffix of a file.

    Raises:
        FormatError: the suffix names none.
    """
    suffix = PurePath(name).suffix
    if found := _WRITER_ENDINGS.get(suffix.lower()):
        return found
    what = say("{suffix} files are not written", suffix=suffix) if suffix else say("no suffix names the format")
    raise FormatError(what, where=name, hint=say("use one of {known}", known=", ".join(_WRITER_ENDINGS)))


def write_units(
    units: Iterable[TranslationUnit],
    stream: BinaryIO,
    *,
    to: str,
    source_language: str = "",
    target_language: str = "",
    report: Reading | None = None,
    replace_control: bool = False,
) -> Reading:
    """Write units as one of WRITERS, in UTF-8, piece by piece; the account of what was written and what was left out.

    Nothing that is written names a user, a host, or a path of a machine.

    source_language, target_language: units of other languages are left out; a unit that says `ko` becomes `ko-KR`
        where that is asked for. Empty: all units, each in its own.
    replace_control: characters that the file cannot hold become U+FFFD and are counted

    Raises:
        FormatError: a text holds such a character, and they are not to be replaced.
    """
    account = Reading() if report is None else report
    writing = Writing(canonical(source_language), canonical(target_language), account, replace_control)
    module, function = WRITERS[to]
    pieces: Iterable[str] = getattr(import_module(module), function)(units, writing)
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > _ROOM:
            stream.write("".join(held).encode())
            held, size = [], 0
    stream.write("".join(held).encode())
    return account
