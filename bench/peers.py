"""This project's levels of alignment beside other aligners: one process each, one core, the same run.

usage: python bench/peers.py [--gold FOLDER] [--only NAME ...] [--timeout SECONDS]

Prints Markdown tables: first what can be measured with the files of this project (corpus/), then, where there is a
folder of gold data ($TM_SHARED/gold, or ../shared/gold), the same on those sets. `make bench` runs it in an
environment of its own, .venv-bench, that holds the peers of bench/requirements.txt; a tool that is not installed
is named as skipped.

    strict     F1 of whole two-sided beads
    links      F1 of linked lines of documents, mean and lowest
    one-sided  F1 of segments that have no counterpart
    pairs/s    source segments aligned in a second of processor time, models loaded before
    time       processor time of the group, that of the first tool counting as 1
    start      seconds of processor time until the first alignment can begin: imports, models
    MB         peak resident memory of the process

Peers that need vectors get those of this project's encoder, run as this project runs it: their times are
flattered rather than penalised. Peers read the texts of the segments that this project's reader finds.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from aligners import TOOLS, Case

ROOT = Path(__file__).parents[1]
#: What keeps a tool to one core, however it computes.
ONE_CORE = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "RAYON")}


def cases(gold: Path) -> dict[str, list[Case]]:
    """Cases by group: those of the corpus, then those below `gold`."""
    found: dict[str, list[Case]] = {}
    for path in sorted((ROOT / "corpus").glob("*/sentences/gold.beads")):
        found.setdefault("corpus: sentences", []).append(_lines("corpus: sentences", path))
    for path in sorted((ROOT / "corpus").glob("*/links.tsv")):
        found.setdefault("corpus: documents", []).append(
            Case("corpus: documents", path.with_name("en.md"), path.with_name("ko.md"), path)
        )
    for pattern, group in (("pydoc-*", "gold: paragraphs"), ("sent-*", "gold: sentences")):
        for path in sorted(gold.glob(f"{pattern}/gold.beads")):
            found.setdefault(group, []).append(_lines(group, path))
    for path in sorted(gold.glob("raw-*/gold.links.tsv")):
        found.setdefault("gold: documents", []).append(
            Case("gold: documents", path.with_name("en.md"), path.with_name("ko.md"), path)
        )
    return found


def _lines(group: str, path: Path) -> Case:
    return Case(group, path.with_name("en.txt"), path.with_name("ko.txt"), path)


# Child: one tool, one process ---------------------------------------------------------------------------


def child(number: int, paths: list[list[str]]) -> dict[str, Any]:
    """Align pairs of files with one tool; steps and seconds of each."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    cases = [Case("", Path(source), Path(target), Path(gold)) for source, target, gold in paths]
    align = TOOLS[number].load()
    start, results = _seconds(), []
    for case in cases:
        documents = case.read()
        begin = _seconds()
        steps = align(*documents)
        results.append({"steps": steps, "seconds": _seconds() - begin, "pairs": len(documents[0].segments)})
    return {"start": start, "mb": peak(), "results": results}


def _seconds() -> float:
    """Processor time of this process and of those that it started and waited for."""
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system


def peak() -> float:
    """Peak resident memory of this process in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if sys.platform == "darwin" else 1024)


# Parent: scores and tables ------------------------------------------------------------------------------


def measure(number: int, found: Sequence[Case], timeout: float) -> dict[str, Any]:
    """Run one tool on a group; `error` in place of results when it died."""
    request = json.dumps([[str(case.source), str(case.target), str(case.gold)] for case in found])
    command = [sys.executable, str(Path(__file__).resolve()), "--child", str(number)]
    environment = {**os.environ, **ONE_CORE, "PYTHONHASHSEED": "0"}
    try:
        done = subprocess.run(
            command, input=request, env=environment, capture_output=True, text=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        return {"error": f"not done after {timeout:.0f} s"}
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith(" ")]
        return {"error": (said or [f"exit status {done.returncode}"])[-1]}
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def figures(found: Sequence[Case], results: Sequence[dict[str, Any]]) -> tuple[str, str]:
    """Cells: strict F1 of beads or links, F1 of what is one-sided."""
    from tm.alignment import beads, links, score
    from tm.core import Bead, Bitext

    if not found[0].lines:
        scores = []
        for case, result in zip(found, results, strict=True):
            source, target = case.read()
            made = [Bead(range(a, b), range(c, d)) for a, b, c, d in result["steps"]]
            rows = links.rows(Bitext(source, target, tuple(made), ""))
            gold = links.read(case.gold.read_text(encoding="utf-8"), name=case.gold.name)
            scores.append(links.score(gold, rows, source.text, target.text))
        link = [one["link"]["f1"] for one in scores]
        # a document without one-sided lines has no such F1
        null = [one["null"]["f1"] for one in scores if one["null"]["r"] or one["null"]["p"]]
        return f"{_mean(link):.3f} ({min(link):.3f})", f"{_mean(null):.3f}"
    total = score.Tally()
    for case, result in zip(found, results, strict=True):
        made = [Bead(range(a, b), range(c, d)) for a, b, c, d in result["steps"]]
        total.add(beads.read(case.gold.read_text(encoding="utf-8"), name=case.gold.name), made)
    return f"{total.strict.f1:.4f}", f"{total.null.f1:.4f}"


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def table(group: str, found: Sequence[Case], tools: Sequence[int], timeout: float) -> Iterator[str]:
    """The rows of one group, as they are measured."""
    pairs = f"{len(found)} {'pair' if len(found) == 1 else 'pairs'} of files"
    yield f"\n**{group[0].upper()}{group[1:]}** ({pairs})\n"
    yield f"| tool | {'strict' if found[0].lines else 'links'} | one-sided | pairs/s | time | start, s | MB |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    first = 0.0
    for number in tools:
        tool = TOOLS[number]
        if not group.endswith(tool.groups):
            continue
        result = measure(number, found, timeout)
        if "error" in result:
            yield f"| {tool.name} | {result['error'][:100]} | | | | | |"
            continue
        results = result["results"]
        spent, pairs_done = sum(one["seconds"] for one in results), sum(one["pairs"] for one in results)
        first = first or spent
        speed = (f"{_round(pairs_done / spent):,}", _times(spent / first))
        cells = (*figures(found, results), *speed, f"{result['start']:.1f}", f"{result['mb']:.0f}")
        yield f"| {tool.name} | {' | '.join(cells)} |"


def _round(value: float) -> int:
    """Two digits: the third is noise."""
    unit = 10 ** max(len(str(int(value))) - 2, 0)
    return round(value / unit) * unit


def _times(value: float) -> str:
    return f"{value:.2g}" if value < 10 else f"{_round(value):,}"


def installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def main() -> None:
    shared = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=shared / "gold")
    parser.add_argument(
        "--only", nargs="+", default=[""], metavar="NAME", help="tools whose name contains one of these"
    )
    parser.add_argument("--timeout", type=float, default=900, help="seconds for one tool")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child is not None:
        print(json.dumps(child(options.child, json.load(sys.stdin))))
        return
    tools, skipped = [], []
    for number, tool in enumerate(TOOLS):
        if not any(part in tool.name for part in options.only):
            continue
        if installed(tool.package):
            tools.append(number)
        else:
            skipped.append(f"{tool.name}: {tool.package} is not installed (make bench does that)")
    wanted = cases(options.gold)
    if not any(group.startswith("gold") for group in wanted):
        skipped.append("the gold sets: there is no folder gold in $TM_SHARED or ../shared")
    packages = dict.fromkeys(TOOLS[number].package for number in tools)
    print(", ".join(f"{package} {version(package)}" for package in packages))
    for group, found in wanted.items():
        for row in table(group, found, tools, options.timeout):
            print(row, flush=True)
    for what in skipped:
        print(f"\nSkipped: {what}.")


if __name__ == "__main__":
    main()
