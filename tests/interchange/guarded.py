"""The program in a process that is watched: which files it opens, what it connects to, its time and its memory.

A process is forked for each run from one that has imported what reads files, so that a hundred runs take seconds.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
START = "import sys; sys.path.insert(0, sys.argv[1]); from tests.interchange.guarded import serve; serve()"
#: Seconds of processor time after which a run is ended.
SECONDS = 20
#: What a program does to the world outside by these names.
CONNECTS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")
STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn")
#: What a run reads anyway: the interpreter, the project, the system's tables.
READ = (
    sys.prefix,
    sys.base_prefix,
    str(ROOT),
    "/usr",
    "/lib",
    "/proc/self",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/dev",
    "/sys",
)
READ_TOO = ("/etc/localtime", "/etc/os-release", "/etc/mime.types", "/etc/timezone", "/proc/stat", "/etc/ld.so.cache")
#: Not imported beforehand: their packages are large, and a run that needs none of them is small.
HEAVY = ("tm.alignment", "tm.batch", "tm.frames", "tm.memory.compiled")


@dataclass(frozen=True)
class Run:
    """A finished run. seconds: of processor time; peak: resident bytes; touched: what it should not have."""

    status: int
    out: str
    err: str
    seconds: float
    peak: int
    touched: tuple[str, ...]


def run(folder: Path, *arguments: str) -> Run:
    """Run the program in a folder, which it may read and write."""
    server = _server()
    assert server.stdin
    assert server.stdout
    with tempfile.TemporaryDirectory() as name:
        streams = [str(Path(name) / stream) for stream in ("out", "err", "touched")]
        server.stdin.write(json.dumps([arguments, str(folder), streams]).encode() + b"\n")
        server.stdin.flush()
        status, seconds, peak = json.loads(server.stdout.readline())
        out, err, touched = (Path(stream).read_text(encoding="utf-8", errors="replace") for stream in streams)
    return Run(status, out, err, seconds, peak, tuple(touched.splitlines()))


@cache
def _server() -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "OPENBLAS_NUM_THREADS": "1", "TM_LANG": "en"}
    server = subprocess.Popen(
        [sys.executable, "-c", START, str(ROOT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    atexit.register(server.kill)
    return server


def serve() -> None:
    """Answer requests with forked processes, until there are no more; returns in those processes after their run."""
    import tm

    for module in pkgutil.walk_packages(tm.__path__, "tm."):
        if not module.name.startswith(HEAVY) and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()
    with os.fdopen(os.dup(0), "rb") as requests, os.fdopen(os.dup(1), "wb") as answers:
        for line in requests:
            process = os.fork()
            if not process:
                _become(*json.loads(line))
                return
            _, status, usage = os.wait4(process, 0)
            code = os.waitstatus_to_exitcode(status)
            answers.write(json.dumps([code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024]).encode() + b"\n")
            answers.flush()


def _become(arguments: Sequence[str], folder: str, streams: Sequence[str]) -> None:
    """Make this process a watched run of the program."""
    os.chdir(folder)
    sys.argv = ["tm", *arguments]
    opened = [os.open(path, os.O_RDWR | os.O_CREAT) for path in (os.devnull, *streams)]
    for number, descriptor in enumerate(opened[:3]):
        os.dup2(descriptor, number)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    _watch(folder, opened[3])
    from tm.cli import main

    main()


def _watch(folder: str, report: int) -> None:
    """Note what is opened outside of the folder and of what every run reads, and whatever else reaches out."""
    inside = tuple(f"{os.path.realpath(path)}/" for path in (folder, *READ, os.environ.get("TM_CACHE_DIR", folder)))

    def look(event: str, values: tuple[Any, ...]) -> None:
        if event in CONNECTS or event.startswith(STARTS):
            os.write(report, f"{event} {values[:2]}\n".encode(errors="replace"))
        elif event == "open" and isinstance(values[0], str | bytes):
            path = os.path.realpath(os.path.join(folder, os.fsdecode(values[0])))  # noqa: PTH118
            if not path.startswith(inside) and path not in READ_TOO:
                os.write(report, f"open {path}\n".encode(errors="replace"))

    sys.addaudithook(look)
