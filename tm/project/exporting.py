"""Units of a memory as a file of another tool: streamed, and there whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from tm import files
from tm.errors import UsageError
from tm.formats.reading import Reading
from tm.formats.units import WRITERS, write_units, writer_for
from tm.messages import refusal, say
from tm.project.memory import Memory


def export(
    memory: Memory, output: Path | None, *, to: str | None = None, replace_control: bool = False, **filters: Any
) -> Reading:
    """Write units to a file, or to standard output; what was written, and what was left out and why.

    to:      one of `tm.formats.units.WRITERS`; from the name of the file if not given
    filters: as for `Memory.units`

    Raises:
        UsageError: no such format, or it cannot be written.
        FormatError: a text holds what the format cannot hold.
    """
    name = to or (writer_for(output.name) if output is not None else "tmx")
    if name not in WRITERS:
        raise UsageError(
            say("{value!r} is not a choice", value=name),
            where="--to",
            hint=say("use one of {choices}", choices=", ".join(WRITERS)),
        )
    source, target = memory.languages

    def written(stream: BinaryIO) -> Reading:
        return write_units(
            memory.units(languages=memory.languages, **filters),
            stream,
            to=name,
            source_language=source,
            target_language=target,
            replace_control=replace_control,
        )

    if output is None:
        return written(cast(BinaryIO, sys.stdout.buffer))
    folder = files.real(output).parent
    try:
        with tempfile.NamedTemporaryFile("wb", dir=folder, prefix=f".{output.name}.", delete=False) as stream:
            try:
                done = written(cast(BinaryIO, stream))
                stream.flush()
                os.fsync(stream.fileno())
            except BaseException:
                with suppress(OSError):
                    Path(stream.name).unlink()
                raise
        Path(stream.name).chmod(0o666 & ~_umask())
        Path(stream.name).replace(files.real(output))
    except OSError as error:
        with suppress(OSError, UnboundLocalError):
            Path(stream.name).unlink()
        raise UsageError(
            say("cannot write: {reason}", reason=refusal(error)),
            where=files.display(output),
            hint=say("check the folder and its permissions"),
        ) from error
    return done


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
