"""A project of 200 pages: checked cold, unchanged, after one edit; and one page beside `tm --help`.

python bench/pages.py GOLD        GOLD: folder with gold sets, each with en.txt, ko.txt, gold.beads

Prints a Markdown table: seconds of processor time of the whole command with its processes, and of the clock; the least
of some runs. Byte code and the unpacked weights of the encoder are there, as on a machine where `tm` ran before.
"""

from __future__ import annotations

import ast
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGES, LEAST, MOST = 200, 60, 150
CONFIG = '[[pairs]]\nsource = "en/{path}.md"\ntarget = "ko/{path}.md"\n'
Bead = tuple[list[str], list[str]]


def beads(gold: Path) -> list[Bead]:
    """The texts of every bead of every set."""
    found: list[Bead] = []
    for file in sorted(gold.glob("*/gold.beads")):
        sides = [(file.parent / f"{name}.txt").read_text(encoding="utf-8").splitlines() for name in ("en", "ko")]
        for line in file.read_text(encoding="utf-8").splitlines():
            left, right = (ast.literal_eval(part) for part in line.split(":")[:2])
            found.append(([sides[0][i] for i in left], [sides[1][i] for i in right]))
    return found


def build(folder: Path, gold: Path) -> None:
    """Pages of neighbouring beads, from anywhere in the sets."""
    rng, found = random.Random(7), beads(gold)
    for number in range(PAGES):
        size = rng.randint(LEAST, MOST)
        at = rng.randrange(len(found) - size)
        for side, name in enumerate(("en", "ko")):
            path = folder / name / f"part{number % 7}" / f"page{number:03}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            text = "\n\n".join(line for bead in found[at : at + size] for line in bead[side])
            path.write_text(text + "\n", encoding="utf-8")
    (folder / "tm.toml").write_text(CONFIG, encoding="utf-8")


def seconds(folder: Path, *arguments: str) -> tuple[float, float]:
    """(processor, clock) of a command."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / ".byte-code")
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "tm", *arguments]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False, env=environment)
    assert done.returncode in (0, 1), done.returncode
    clock, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock


def tell(name: str, runs: list[tuple[float, float]], bar: str) -> None:
    processor, clock = (min(run[k] for run in runs) for k in (0, 1))
    print(f"| {name} | {processor:.2f} | {clock:.2f} | {bar} |", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder, Path(sys.argv[1]))
        page = folder / "ko/part1/page001.md"
        seconds(folder, "check", "-q", "--no-cache", str(page))  # makes byte code
        print("| run | processor | clock | bar |\n| --- | ---: | ---: | --- |")
        tell("`tm check`, nothing kept", [seconds(folder, "check", "-q")], "clock 30 on two cores")
        tell("unchanged", [seconds(folder, "check", "-q") for _ in range(5)], "processor 1")
        edited = []
        for number in range(5):
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace("\n\n", f" {number}번째로 고쳤습니다.\n\n", 1), encoding="utf-8")
            edited.append(seconds(folder, "check", "-q"))
        tell("one paragraph edited", edited, "1")
        runs = [(seconds(folder, "check", "-q", str(page)), seconds(folder, "--help")) for _ in range(11)]
        tell("`tm check PAGE`, unchanged", [run for run, _ in runs], "clock twice that of `tm --help`")
        tell("`tm --help`", [run for _, run in runs], "")


if __name__ == "__main__":
    main()
