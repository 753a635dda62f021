"""Speed of the rules on a large catalogue, and `tm check` beside `pofilter` of the Translate Toolkit on the same file.

usage: python bench/rules.py [--lines 30000] [--runs 3]

Makes one PO of the first lines of the line-parallel files $TM_SHARED/gold/large/en.txt.gz and ko.txt.gz (or ../shared),
where line i is the translation of line i. Printed are processor seconds of one core, the least of the runs:
each family of rules at the default profile, without reading the file; all of them; and whole commands in turn, from
start to printed findings, without a cache. pofilter runs its default tests; it is measured where it is installed.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from peers import ONE_CORE, ROOT

#: Families by what their rules ask for: letters of a code, or more of it.
FAMILIES = {
    "C, consistency": ("C",),
    "K601 to K604, particles": ("K601", "K602", "K603", "K604"),
    "K605 to K610, spacing and spelling": ("K605", "K606", "K607", "K608", "K609", "K610"),
    "M, markup": ("M",),
    "N, numbers": ("N",),
    "P, punctuation": ("P",),
    "S, register": ("S",),
    "T, terms, without a glossary": ("T",),
    "U, completeness": ("U",),
}


def catalogue(folder: Path, count: int, path: Path) -> int:
    """Write the lines as messages with their numbers as contexts; how many there are."""
    import polib

    sides = []
    for language in ("en", "ko"):
        with gzip.open(folder / f"{language}.txt.gz", "rt", encoding="utf-8") as lines:
            sides.append([line.rstrip("\n") for line in islice(lines, count)])
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit", "Language": "ko"}
    for number, (source, target) in enumerate(zip(*sides, strict=True)):
        file.append(polib.POEntry(msgctxt=str(number), msgid=source, msgstr=target))
    file.save(str(path))
    return len(file)


def least(work: Callable[[], object], runs: int) -> float:
    """Processor seconds of the fastest of some runs."""
    spent = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    return min(spent)


def command_seconds(command: list[str], environment: dict[str, str]) -> float:
    """Processor seconds of a command, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"{command} failed:\n{done.stderr.decode()}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rules_table(path: Path, runs: int) -> list[str]:
    from tm.checks import engine
    from tm.formats import read_bitext
    from tm.project import Project

    gc.set_threshold(100_000, 50, 50)  # as the command sets it
    data = path.read_bytes()
    bitext = read_bitext(data, name=path.name, source_language="en", target_language="ko", notices=[])
    project = Project.containing(path, use_cache=False)
    families = {**FAMILIES, "all rules": ("",)}
    rows = ["| rules | at the default profile | seconds | segments a second |", "| --- | ---: | ---: | ---: |"]
    for name, codes in families.items():
        chosen = [rule for rule in project.rules if rule.code.startswith(codes)]
        spent = least(lambda chosen=chosen: engine.run(bitext, chosen, settings=project.settings), runs)  # type: ignore[misc]
        rows.append(f"| {name} | {len(chosen)} | {spent:.1f} | {len(bitext.beads) / spent:,.0f} |")
    return rows


def commands_table(path: Path, count: int, runs: int) -> list[str]:
    check = [sys.executable, "-m", "tm", "check", str(path), "--no-cache", "--exit-zero"]
    commands = {"`tm check`": check, "`tm check --ignore C102,T014`": [*check, "--ignore", "C102,T014"]}
    beside = Path(sys.executable).with_name("pofilter")
    if (pofilter := str(beside) if beside.exists() else shutil.which("pofilter")) is not None:
        commands["`pofilter`, its default tests"] = [pofilter, str(path), str(path.with_suffix(".out.po"))]
    spent: dict[str, list[float]] = {name: [] for name in commands}
    # both with byte code, as installed programs have it
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | ONE_CORE
    environment["PYTHONPYCACHEPREFIX"] = str(path.parent / "byte-code")
    for command in commands.values():
        subprocess.run([*command[:-2], "--help"], stdout=subprocess.DEVNULL, env=environment, check=False)
    for _ in range(runs):
        for name, command in commands.items():
            spent[name].append(command_seconds(command, environment))
    rows = ["| command | seconds | segments a second |", "| --- | ---: | ---: |"]
    rows += [f"| {name} | {min(took):.1f} | {count / min(took):,.0f} |" for name, took in spent.items()]
    return rows if pofilter else [*rows, "| `pofilter` | not installed | |"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=30_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    shared = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.po"
        count = catalogue(shared / "gold" / "large", options.lines, path)
        print("\n".join([*rules_table(path, options.runs), "", *commands_table(path, count, options.runs)]))


if __name__ == "__main__":
    main()
