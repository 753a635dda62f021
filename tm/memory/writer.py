"""Who is writing to a memory: a small file beside it while a writer is at work, for the message to the next one.

The lock is the database's own. This file only tells about it, so one that a killed writer left behind harms nothing.
"""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from tm.errors import TmError
from tm.files import display
from tm.messages import say


def user() -> str:
    """The name of whoever runs the program, as the system has it; empty where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


@contextmanager
def announced(path: Path) -> Iterator[None]:
    """While this runs, others can read who writes to the memory at `path`."""
    note = _note(path)
    about = {
        "process": os.getpid(),
        "program": Path(sys.argv[0] or "python").name,
        "user": user(),
        "since": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
    }
    with suppress(OSError):
        note.write_text(json.dumps(about), encoding="utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink()


def busy(path: Path, waited: float) -> TmError:
    """What a second writer is told: who writes, and since when."""
    try:
        about = json.loads(_note(path).read_text(encoding="utf-8"))
        what = say(
            "{program} (process {process}, user {user}) has been writing to the memory since {since}",
            program=str(about["program"]),
            process=int(about["process"]),
            user=str(about["user"]) or "?",
            since=str(about["since"]),
        )
    except (OSError, ValueError, LookupError, TypeError):
        what = say("another program is writing to the memory")
    hint = say("waited {seconds:g} s; nothing was changed: run it again when that is done", seconds=waited)
    return TmError(what, where=display(path), hint=hint)


def _note(path: Path) -> Path:
    return path.with_name(path.name + "-writer")
