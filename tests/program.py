"""The program in processes of its own, quickly: they are forked from one that has imported all of it.

A run of `python -m tm` spends a second on imports. Here each run is a process, too, with its own folder, environment
and streams, and it ends as the interpreter does; only what a module holds right after its import is there already.
Where the start itself is what a test looks at (locales, limits, signals), `python -m tm` is the right thing.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import select
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: Seconds that a run may take.
PATIENCE = 120
START = "import sys; sys.path.insert(0, sys.argv[1]); from tests.program import serve; serve()"


def tm(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, in this environment and `more`."""
    return _run(folder, arguments, more, together=False)


def screen(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the program as `tm` does; its standard output holds both streams, in the order of a terminal."""
    return _run(folder, arguments, more, together=True)


def _run(
    folder: Path, arguments: tuple[str, ...], more: Mapping[str, str], *, together: bool
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **more}
    if sys.platform != "linux":
        command = [sys.executable, "-m", "tm", *arguments]
        err = subprocess.STDOUT if together else subprocess.PIPE
        return subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=err,
            encoding="utf-8",
            check=False,
            timeout=PATIENCE,
        )
    with tempfile.TemporaryDirectory() as name:
        streams = [Path(name) / stream for stream in (("both", "both") if together else ("out", "err"))]
        status = _asked(arguments, folder, environment, streams)
        said, failures = (path.read_bytes().decode("utf-8") for path in streams)
    return subprocess.CompletedProcess(arguments, status, said, "" if together else failures)


def _asked(arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str], streams: list[Path]) -> int:
    server = _server()
    assert server.stdin
    assert server.stdout
    request = [arguments, str(folder), dict(environment), [str(path) for path in streams]]
    server.stdin.write(json.dumps(request).encode() + b"\n")
    server.stdin.flush()
    if not select.select([server.stdout], [], [], PATIENCE)[0]:
        server.kill()
        _server.cache_clear()
        raise TimeoutError(f"tm {' '.join(arguments)}: no answer within {PATIENCE} seconds")
    return int(server.stdout.readline())


@cache
def _server() -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "OPENBLAS_NUM_THREADS": "1"}  # no threads to be forked
    server = subprocess.Popen(
        [sys.executable, "-c", START, str(ROOT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    atexit.register(server.kill)
    return server


def serve() -> None:
    """Fork a process for each request; returns in none but those processes, and when there are no more requests."""
    import tm

    for module in pkgutil.walk_packages(tm.__path__, "tm."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()
    # The streams of the interpreter are for the forked processes.
    with os.fdopen(os.dup(0), "rb") as requests, os.fdopen(os.dup(1), "wb") as answers:
        for line in requests:
            process = os.fork()
            if not process:
                _become(line)
                break
            answers.write(b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
            answers.flush()
        else:
            return
    from tm.cli import main

    main()


def _become(line: bytes) -> None:
    """Make this process what the request asks for."""
    arguments, folder, environment, files = json.loads(line)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["tm", *arguments]
    for number, path in enumerate([os.devnull, *files]):
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        os.dup2(opened, number)
        os.close(opened)
