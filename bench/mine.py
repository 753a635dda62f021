"""Mining of terms: `python bench/mine.py FILE.po [...]` or `python bench/mine.py EN KO`.

Prints processor seconds of each step and beads a second, then the first twenty terms. `--rule T014` prints what that
rule finds instead, each finding with both texts, to be read and judged; any rule about a whole bitext will do.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from tm import glossary_work
from tm.checks import engine
from tm.checks.registry import load
from tm.core import Bitext, Place
from tm.pairing import FilePair
from tm.project import Project
from tm.terms.mine import Miner


def bitexts(paths: list[Path]) -> list[Bitext]:
    """Bilingual files, or two documents."""
    project = Project(Path.cwd())
    if len(paths) == 2 and paths[0].suffix != ".po":
        return [project.bitext(FilePair(*paths))]
    return [project.bitext(FilePair(path)) for path in paths]


def steps(found: Bitext) -> None:
    """Time of each step of mining."""
    inner = found.sentences or found
    units = [inner.sides(bead) for bead in inner.beads if bead.source and bead.target]
    languages = (found.source.language, found.target.language)
    miner: Miner | None = None

    def features() -> object:
        nonlocal miner
        miner = Miner(units, languages)
        return miner.units

    total = _timed("features", features)
    assert miner is not None
    total += _timed("associations", lambda: miner.usual.table)
    total += _timed("renderings", lambda: miner.terms())
    print(f"{found.target.path}: {len(units)} beads, {len(units) / total:,.0f} a second")


def _timed(name: str, work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    seconds = time.process_time() - begin
    print(f"{name:<14} {seconds:6.2f} s")
    return seconds


def read(found: Bitext, code: str) -> None:
    """Findings with their surroundings on both sides."""
    for diagnostic in engine.run(found, [load()[code]]):
        print(f"{diagnostic.severity.value:<8} {diagnostic.message}")
        for place in (diagnostic.source, diagnostic.target):
            if place is not None:
                print("        ", _around(place))


def _around(place: Place, room: int = 50) -> str:
    text = place.document.text
    return " ".join(text[max(0, place.span.start - room) : place.span.end + room].split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--rule", help="T014, C101 ...")
    options = parser.parse_args()
    for found in bitexts(options.paths):
        if options.rule:
            read(found, options.rule)
            continue
        steps(found)
        for term in glossary_work.mine([found])[:20]:
            renderings = ", ".join(f"{rendering.target} {rendering.count}" for rendering in term.renderings)
            print(f"{term.number:>3} {term.source:<24} {term.count:>5}  {renderings}")


if __name__ == "__main__":
    main()
