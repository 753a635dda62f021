"""Bilingual files of any format as translation units: one seam for memories, whatever tool wrote the file."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePath
from typing import BinaryIO, Protocol

from tm.core import TranslationUnit
from tm.errors import FormatError
from tm.formats.reading import Reading
from tm.messages import say

__all__ = ["READERS", "Reading", "read_units", "reader_for"]

#: Modules with `units(stream, ...)`, by format.
READERS = {
    "tmx": "tm.formats.tmx",
    "xliff": "tm.formats.units_xliff",
    "po": "tm.formats.units_po",
    "table": "tm.formats.units_table",
}
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
}


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
    report: collects what was left out and why; files are streamed, so it is complete when the walk is over

    Raises:
        FormatError: the suffix is unknown, or the file is not what it says it is; carries the line. It may come
            after units have been yielded: whoever stores them does so all or not at all.
    """
    module = import_module(READERS[reader_for(name)])
    units: _Units = module.units
    return units(
        stream,
        name=name,
        source_language=source_language,
        target_language=target_language,
        report=Reading() if report is None else report,
    )
