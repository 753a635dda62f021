"""Bilingual files of any format as translation units: one seam for memories, whatever tool wrote the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, BinaryIO, Protocol

from tm.core import TranslationUnit
from tm.formats import bilingual
from tm.formats.control import clean
from tm.formats.language_codes import canonical
from tm.formats.reading import Reading
from tm.formats.writing import Writing

__all__ = ["READERS", "WRITERS", "Reading", "read_units", "reader_for", "write_units", "writer_for"]

#: Modules with `units(stream, ...)`, by format; `tm.formats.bilingual` has the table.
READERS = {found.name: found.units for found in bilingual.FORMATS if found.units}
#: What units are written as: module and function `(units, writing) -> pieces of text`.
WRITERS = {found.name: found.lines for found in bilingual.FORMATS if found.lines}
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
    return bilingual.reader_for(name, "units").name


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
    format_ = bilingual.reader_for(name, "units")
    account = Reading() if report is None else report
    units: _Units = import_module(format_.units).units
    found = units(stream, name=name, source_language=source_language, target_language=target_language, report=account)
    return found if format_.name == "tmx" else clean(found, name=name, report=account)  # XML lets none through


def writer_for(name: str) -> str:
    """What units are written as, one of WRITERS, by the suffix of a file.

    Raises:
        FormatError: the suffix names none.
    """
    return bilingual.writer_for(name, "lines")


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

    Nothing that is written names a user, a host, or a path of a machine. What the format has no place for is counted
    in `lost` of the account.

    source_language, target_language: units of other languages are left out; a unit that says `ko` becomes `ko-KR`
        where that is asked for. Empty: all units, each in its own.
    replace_control: characters that the file cannot hold become U+FFFD and are counted
    report: the account; with `keep_going` in it, units with such characters are left out instead of being refused

    Raises:
        MissingExtraError: the format needs a package that is not installed.
        FormatError: a text holds such a character, and they are not to be replaced.
    """
    account = Reading() if report is None else report
    writing = Writing(canonical(source_language), canonical(target_language), account, replace_control)
    module, _, function = bilingual.row(to).lines.partition(":")
    write: Callable[..., Any] = getattr(import_module(module), function)
    counted = _counted(units, to, account)
    if not bilingual.row(to).text:
        write(counted, writing, stream)
        return account
    held: list[str] = []
    size = 0
    for piece in write(counted, writing):
        held.append(piece)
        size += len(piece)
        if size > _ROOM:
            stream.write("".join(held).encode())
            held, size = [], 0
    stream.write("".join(held).encode())
    return account


def _counted(units: Iterable[TranslationUnit], to: str, account: Reading) -> Iterator[TranslationUnit]:
    """The units; what the format has no place for is counted."""
    without = [(kind, fields) for kind, fields in bilingual.absent(to) if kind != "neighbours"]
    ordered = "neighbours" not in bilingual.row(to).holds
    above = ""
    for unit in units:
        for kind in bilingual.told(unit, without):
            account.lose(kind)
        if ordered:  # the order of the file says it, too
            if unit.before and unit.before != above:
                account.lose("neighbours")
            above = unit.source
        yield unit
