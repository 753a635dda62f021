"""`kill -9` at random moments of `tm check --fix` over many files: each file is the old or the fixed one, whole.

usage: python bench/kill.py [--times 30] [--files 20] [--seed 1]

The moments lie over the whole run, most of them where files are written: a run without a kill shows when that is. After
each, the files are compared with both states, what was left beside them is counted, and a run that is not
killed must come to the fixed state and remove what was left. Exit 1 when something is neither.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "tm", "check", "--fix", "--no-cache", "--exit-zero", "-q"]
ENGLISH = "# Sensors of the bay\n\nThe file of sensor {0} is read.\n\n{1}Each value is compared with the one before.\n"
KOREAN = "# 만의 센서\n\n센서 {0}의 파일를 읽습니다.\n\n{1}각 값를 앞의 값와 비교합니다.\n"
#: Seconds that it takes to write a file, about.
WRITING = 0.0003
FILLER = ("The water rises slowly in the morning.\n\n", "물은 아침에 천천히 차오릅니다.\n\n")


def project(folder: Path, count: int, length: int = 200) -> list[Path]:
    """A project of so many pairs, each with fixes to make; the targets. length: further paragraphs in each."""
    folder.mkdir()
    (folder / "tm.toml").write_text(
        'encoder = "none"\n[[pairs]]\nsource = "en/{name}.md"\ntarget = "ko/{name}.md"\n', encoding="utf-8"
    )
    targets = []
    for side, text, filler in (("en", ENGLISH, FILLER[0]), ("ko", KOREAN, FILLER[1])):
        (folder / side).mkdir()
        for number in range(count):
            path = folder / side / f"page {number}.md"
            path.write_text(text.format(number, filler * length), encoding="utf-8")
            if side == "ko":
                targets.append(path)
    return targets


def environment() -> dict[str, str]:
    """The program of this checkout, its caches nowhere near those of the user."""
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"}


def run(folder: Path) -> float:
    """A whole run: seconds."""
    begin = time.monotonic()
    done = subprocess.run(COMMAND, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"tm ended with {done.returncode}: {done.stderr}")
    return time.monotonic() - begin


def killed(folder: Path, first: Path, after: float, written: bool) -> bool:
    """A run that is killed `after` so many seconds; `written`: counted from when the first file changes. Was it?"""
    before = first.stat().st_ino
    process = subprocess.Popen(
        COMMAND,
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    if written:
        while process.poll() is None and first.stat().st_ino == before:
            pass
    until = time.monotonic() + after
    while time.monotonic() < until:
        pass  # to sleep would be too long, or too little
    ended = process.poll() is not None
    if not ended:
        os.killpg(process.pid, signal.SIGKILL)  # its workers, too
    process.wait()
    return not ended


def trial(times: int, count: int, seed: int, length: int = 200) -> tuple[list[str], str]:
    """What went wrong, and what was seen."""
    rng = random.Random(seed)
    wrong: list[str] = []
    states = {"all old": 0, "some of each": 0, "all fixed": 0}
    hit, dropped, left = 0, 0, 0
    with tempfile.TemporaryDirectory() as base:
        targets = project(Path(base) / "a", count, length)
        old = {path.name: path.read_bytes() for path in targets}
        seconds = run(Path(base) / "a")
        fixed = {path.name: path.read_bytes() for path in targets}
        if any(old[name] == fixed[name] for name in old):
            raise SystemExit("the trial has files without anything to fix")
        for number in range(times):
            folder = Path(base) / f"b{number}"
            targets = project(folder, count, length)
            written = number % 3 > 0
            hit += killed(folder, targets[0], rng.uniform(0, WRITING * count if written else seconds), written)
            now = {path.name: path.read_bytes() for path in targets}
            kinds = ["old" if now[n] == old[n] else "fixed" if now[n] == fixed[n] else "broken" for n in now]
            wrong += [f"trial {number}: {n} is neither" for n, kind in zip(now, kinds, strict=True) if kind == "broken"]
            states[
                "all old" if set(kinds) == {"old"} else "all fixed" if set(kinds) == {"fixed"} else "some of each"
            ] += 1
            for path in _beside(folder, now):
                os.utime(path, (1, 1))  # as if some time had passed since
                dropped += 1
            run(folder)
            left += len(_beside(folder, now))
            if _beside(folder, now):
                wrong.append(f"trial {number}: another run leaves what the killed one was writing")
            if {path.name: path.read_bytes() for path in targets} != fixed:
                wrong.append(f"trial {number}: another run does not repair it")
    seen = ", ".join(f"{state} {often}" for state, often in states.items())
    told = f"{times} runs over {count} files, {hit} killed: {seen}; {left} files left over beside them"
    return wrong, f"{told} by the next run, of {dropped}"


def _beside(folder: Path, names: Collection[str]) -> list[Path]:
    """What lies in the folder of the targets and is none."""
    return [path for path in (folder / "ko").iterdir() if path.name not in names]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument("--length", type=int, default=200, help="paragraphs of a file")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong, seen = trial(options.times, options.files, options.seed, options.length)
    print(*wrong, seen, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
