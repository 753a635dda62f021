"""Files as a user names them: read, written whole, shown in messages. Every failure is a TmError."""

from __future__ import annotations

import os
import re
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

from tm.errors import UsageError
from tm.messages import refusal, say

#: Pipes that a shell hands over, and the one device that ends at once.
_HANDED = ("/dev/fd/", "/dev/stdin", "/dev/null", "/proc/self/fd/")


def display(path: Path) -> str:
    """A path as reports show it: relative to the current folder where it lies below, else as given.

    Links keep the names that they have there: a file outside that a link in the folder leads to is shown as the link.
    """
    try:
        here, shown = os.path.join(os.getcwd(), ""), os.path.join(os.getcwd(), path)  # noqa: PTH109, PTH118  hundreds of them are shown in a run
        if ".." in path.parts or not shown.startswith(here):
            shown = str(place(path))
    except (ValueError, OSError):
        return path.as_posix()
    if os.sep == "/" and shown.startswith(here):
        return shown[len(here) :]
    try:
        return Path(shown).relative_to(here).as_posix()
    except ValueError:
        return path.as_posix()


def real(path: Path) -> Path:
    """The path without links; one that leads round in a circle, or that no file can have, as it is."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return path.absolute()


def place(path: Path) -> Path:
    """Where a name stands: its folder without links; the name itself as it is, although it may be a link."""
    return path if path.name in ("", "..") else real(path.parent) / path.name


def exists(path: Path) -> bool:
    """True when there is something; a name that no file can have is not there."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """True for a file; a name that no file can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_dir(path: Path) -> bool:
    """True for a folder; a name that no folder can have is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def read(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UsageError: it does not exist, is a folder, a pipe or a device, or cannot be read.
    """
    try:
        if _endless(path):
            raise UsageError(
                say("this is a pipe or a device, not a file"), where=display(path), hint=say("name a file that ends")
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError(say("no such file"), where=display(path), hint=say("check the path")) from None
    except IsADirectoryError:
        raise UsageError(
            say("this is a folder, not a file"), where=display(path), hint=say("name a file in it")
        ) from None
    except (OSError, ValueError) as error:
        reason = refusal(error)
        hint = say("check its permissions") if isinstance(error, PermissionError) else say("check its path")
        raise UsageError(
            say("cannot read the file: {reason}", reason=reason), where=display(path), hint=hint
        ) from error


def _endless(path: Path) -> bool:
    """A pipe that perhaps nobody writes to, a device; not what a shell hands over, as `<(command)` and /dev/stdin."""
    mode = path.stat().st_mode
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return False
    return not path.as_posix().startswith(_HANDED)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        replace(path, data)
    except OSError as error:
        hint = say("check the folder and its permissions")
        raise UsageError(
            say("cannot write: {reason}", reason=refusal(error)), where=display(path), hint=hint
        ) from error


def unchanged(path: Path, data: bytes, new: bytes = b"") -> None:
    """Make sure that a file still is what was read from it, before something made of that takes its place.

    new: what is to be written; another run may have written the same meanwhile

    Raises:
        UsageError: it was changed meanwhile, or is gone.
    """
    if read(path) not in (data, new):
        raise UsageError(
            say("the file was changed while it was being checked; nothing was written"),
            where=display(path),
            hint=say("run the command again"),
        )


def refuse_inputs(output: Path, inputs: Iterable[Path]) -> None:
    """Make sure that a result takes the place of none of the files that it is made from.

    Raises:
        UsageError: it would.
    """
    own = real(output)
    if any(real(path) == own for path in inputs):
        raise UsageError(
            say("-o names a file that is read; it would be lost"), where=display(output), hint=say("name another file")
        )


def replace(path: Path, data: bytes) -> None:
    """Write aside, then rename, so that a file is either the old one or the whole new one.

    A link stays a link: what it leads to is replaced. A device or a pipe is written to.

    Raises:
        OSError: it cannot be written.
    """
    with replacing(path) as stream:
        stream.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream to a file beside `path`, which takes its place when all was written and goes when it was not.

    What is no file is written to as it is: a pipe, a device, or what the shell has opened, such as /dev/stdout.

    Raises:
        OSError: it cannot be written.
    """
    opened = _OPENED.fullmatch(path.as_posix())
    if opened is not None or (path.exists() and not stat.S_ISREG(path.stat().st_mode)):
        number = os.dup(_NUMBERS.get(opened[1]) or int(opened[2])) if opened is not None else -1
        with os.fdopen(number, "wb") if opened is not None else path.open("wb") as through:
            yield through
        return
    path = Path(os.path.realpath(path))
    _sweep(path.parent)
    handle, name = tempfile.mkstemp(_UNFINISHED, f".{path.name[:40]}.", path.parent)
    temporary, held = Path(name), os.dup(handle)
    try:
        _hold(held)
        with os.fdopen(handle, "wb") as stream:
            yield stream
        temporary.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        if os.name == "nt":  # an open file cannot be renamed there
            os.close(held)
            held = -1
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    finally:
        if held >= 0:
            os.close(held)


#: What a shell has opened already, perhaps on a file that others write to: by name, or by number.
_OPENED = re.compile(r"/dev/(stdout|stderr)|/(?:dev|proc/self)/fd/([0-9]{1,6})")
_NUMBERS = {"stdout": 1, "stderr": 2}

#: How names of files end that are being written.
_UNFINISHED = ".tm-part"
_PART = re.compile(rf"\..{{1,40}}\.[a-z0-9_]{{8}}{re.escape(_UNFINISHED)}", re.DOTALL)
#: Seconds after which such a file that nobody holds was left behind by a process that was killed; and where nobody
#: can tell whether one is held.
_LEFT, _LEFT_PERHAPS = 5, 86_400


def _hold(handle: int) -> bool | None:
    """Hold a file until its process ends, however it ends: false when another does, None where nobody can tell."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        return None
    return True


@cache
def _sweep(folder: Path) -> None:
    """Remove what processes that were killed left unfinished in a folder; once a run, which may write thousands."""
    with suppress(OSError), os.scandir(folder) as entries:
        left = [entry.path for entry in entries if entry.name.endswith(_UNFINISHED) and _PART.fullmatch(entry.name)]
        for name in left:
            with suppress(OSError):
                _remove_if_left(name)


def _remove_if_left(name: str) -> None:
    state = os.lstat(name)
    age = time.time() - state.st_mtime
    if not stat.S_ISREG(state.st_mode) or age < _LEFT:
        return
    handle = os.open(name, os.O_RDWR)
    try:
        mine = _hold(handle)
    finally:
        os.close(handle)
    if mine or (mine is None and age > _LEFT_PERHAPS):
        Path(name).unlink(missing_ok=True)


@cache
def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
