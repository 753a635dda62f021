"""Units as a file of another tool: streamed, and there whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, TypeVar

from tm import files
from tm.core import TranslationUnit
from tm.errors import UsageError
from tm.formats import bilingual
from tm.formats.reading import Reading
from tm.formats.units import write_units
from tm.messages import listed, refusal, say
from tm.project.inputs import tell

_Done = TypeVar("_Done")


def export(
    units: Iterable[TranslationUnit],
    output: Path | BinaryIO | None,
    *,
    to: str | None = None,
    languages: tuple[str, str],
    replace_control: bool = False,
) -> tuple[int, dict[str, int]]:
    """Write units to a file, a stream or standard output: how many, and how many were left out, by reason.

    What the writer has to say, and what the format has no place for, is logged.

    to: a format of `tm.formats.bilingual` that is written from units; from the name of the file if not given, else TMX

    Raises:
        UsageError: no such format, or it cannot be written.
        MissingExtraError: the format needs a package that is not installed.
        FormatError: a text holds what the format cannot hold.
    """
    name = format_of(output, to or (None if isinstance(output, Path) else "tmx"))
    source, target = languages

    def written(stream: BinaryIO) -> Reading:
        return write_units(
            units,
            stream,
            to=name,
            source_language=source,
            target_language=target,
            replace_control=replace_control,
        )

    done = placed(output, written)
    tell(done.notices)
    tell(lost(done, name))
    return done.units, done.reasons


def format_of(output: Path | BinaryIO | None, to: str | None) -> str:
    """The format that is meant: that of `to`, by name or ending, or else of the name of the file.

    Raises:
        UsageError: no such format, or it is no text and would go to a terminal.
        FormatError: the name of the file tells none.
    """
    name = bilingual.writer_for(output.name if isinstance(output, Path) else "", "lines") if to is None else ""
    name = name or bilingual.named(to or "", "lines")
    if output is None and not bilingual.row(name).text and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError(say("{to} is no text to be shown", to=name), hint=say("name a file with -o"))
    return name


def placed(output: Path | BinaryIO | None, write: Callable[[BinaryIO], _Done]) -> _Done:
    """Write to a file that appears when it is complete, to a stream, or to standard output; what `write` returns.

    Raises:
        UsageError: it cannot be written.
    """
    if not isinstance(output, Path):
        return write(sys.stdout.buffer if output is None else output)
    try:
        with files.replacing(output) as stream:
            done = write(stream)
            stream.flush()
            if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                os.fsync(stream.fileno())
    except OSError as error:
        raise UsageError(
            say("cannot write: {reason}", reason=refusal(error)),
            where=files.display(output),
            hint=say("check the folder and its permissions"),
        ) from error
    return done


def lost(account: Reading, to: str) -> list[str]:
    """Sentences about what a format has no place for, and about who made the units, which no file says."""
    kinds = [
        say("{what} ({count:,})", what=bilingual.LOST[kind][0], count=account.lost[kind])
        for kind in bilingual.LOST
        if account.lost.get(kind) and kind != "author"
    ]
    told: list[str] = []
    if kinds:
        told.append(say("{to} has no place for: {kinds} of units", to=to, kinds=listed(kinds)))
    if count := account.lost.get("author"):
        told.append(say("names of authors are never written ({count:,})", count=count))
    return told
