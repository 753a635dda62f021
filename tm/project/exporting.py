"""Units of a memory as a file of another tool: streamed, and there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from tm import files
from tm.core import TranslationUnit
from tm.errors import UsageError
from tm.formats.units import WRITERS, write_units, writer_for
from tm.messages import refusal, say


def export(
    units: Iterable[TranslationUnit],
    output: Path | BinaryIO | None,
    *,
    to: str | None = None,
    languages: tuple[str, str],
    replace_control: bool = False,
) -> tuple[int, dict[str, int]]:
    """Write units to a file, a stream or standard output: how many, and how many were left out, by reason.

    to: one of `tm.formats.units.WRITERS`; from the name of the file if not given, else TMX

    Raises:
        UsageError: no such format, or it cannot be written.
        FormatError: a text holds what the format cannot hold.
    """
    name = to or (writer_for(output.name) if isinstance(output, Path) else "tmx")
    if name not in WRITERS:
        raise UsageError(
            say("{value!r} is not a choice", value=name),
            where="--to",
            hint=say("use one of {choices}", choices=", ".join(WRITERS)),
        )

    def written(stream: BinaryIO) -> tuple[int, dict[str, int]]:
        source, target = languages
        done = write_units(
            units,
            stream,
            to=name,
            source_language=source,
            target_language=target,
            replace_control=replace_control,
        )
        return done.units, done.reasons

    if not isinstance(output, Path):
        return written(sys.stdout.buffer if output is None else output)
    try:
        with files.replacing(output) as stream:
            done = written(stream)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise UsageError(
            say("cannot write: {reason}", reason=refusal(error)),
            where=files.display(output),
            hint=say("check the folder and its permissions"),
        ) from error
    return done
