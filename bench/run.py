"""All measurements, one after another: what `make bench` runs.

usage: python bench/run.py [--write] [NAME ...]

Without a name, all parts. A part that needs gold data ($TM_SHARED, or ../shared, see docs/benchmarks.md) is
named as skipped where there is none. --write puts what a part printed into docs/benchmarks.md, between
the comments that bear its name; the rest of the page stays.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
PAGE = ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True)
class Part:
    """One measurement. command: arguments of Python; needs: a folder of the gold data, or nothing."""

    name: str
    about: str
    command: str
    needs: str = ""
    table: bool = False  # it prints Markdown; otherwise it is shown as it is


PARTS = [
    Part("machine", "what all of it runs on", "bench/run.py machine", table=True),
    Part("peers", "levels of alignment beside other aligners", "bench/peers.py", table=True),
    Part("growth", "alignment of 1,000 to 100,000 lines", "bench/growth.py", "gold/large", table=True),
    Part("alignment", "each gold set", "bench/alignment.py", "gold"),
    Part("alignment-none", "each gold set, without a model", "bench/alignment.py --without-encoder", "gold"),
    Part(
        "cross-validation",
        "weights fitted without the documents they are scored on",
        "bench/fit_alignment.py --cross-validate",
        "gold",
    ),
    Part(
        "cross-validation-none",
        "the same without a model",
        "bench/fit_alignment.py --cross-validate --without-encoder",
        "gold",
    ),
    Part("trouble", "damaged documents", "bench/alignment_trouble.py", "gold"),
    Part("encoder", "the encoder by itself", "bench/encoder.py", "gold"),
    Part("sentences", "sentences inside paragraphs", "bench/sentences.py", "gold"),
    Part("terms", "term rules against verdicts made by hand", "bench/terms.py $TM_SHARED/gold/terms", "gold/terms"),
    Part("ablation", "what each idea gives", "bench/terms.py --ablation $TM_SHARED/gold/terms", "gold/terms"),
    Part("completeness", "omissions and additions", "bench/completeness.py", "gold"),
    Part("particles", "wrong particles planted", "bench/particles.py $TM_SHARED/gold/large/ko.txt.gz", "gold/large"),
    Part("numbers", "changed numbers planted", "bench/number_rules.py", "gold/large"),
    Part(
        "check",
        "tm check, as ratios",
        "bench/check.py corpus/applications/en.md corpus/applications/ko.md glossary.csv",
    ),
    Part("pages", "a project of 200 pages", "bench/pages.py $TM_SHARED/gold", "gold", table=True),
    Part("rules", "rules on a large catalogue, beside pofilter", "bench/rules.py", "gold/large", table=True),
    Part("memory-store", "the file of a memory of a million units", "bench/memory_store.py", table=True),
    Part(
        "memory-concordance",
        "a phrase in a memory of a million units",
        "bench/memory_concordance.py --phrases 100",
        table=True,
    ),
    Part("memory-lookup", "similar units, 10,000 to a million", "bench/memory_lookup.py", table=True),
    Part("hostile", "reading hostile Markdown", "bench/hostile.py --quick"),
    Part("mutate", "10,000 damaged documents", "bench/mutate.py"),
    Part("kill", "kill -9 while fixes are written", "bench/kill.py"),
]


def missing(part: Part) -> str:
    """Why a part cannot run here; empty where it can."""
    if part.needs and not (SHARED / part.needs).is_dir():
        return f"needs the folder {part.needs} of the gold data: set TM_SHARED to the folder that holds gold/"
    return ""


def machine() -> str:
    """What the figures were measured on, without names."""
    model = platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists() and (found := re.search(r"^model name\s*: (.+)$", info.read_text(), re.M)):
        model = f"{found[1].strip()} ({model})"
    memory = (
        f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB" if hasattr(os, "sysconf") else "?"
    )
    rows = [
        ("processor", model),
        ("cores", f"{os.cpu_count()}, of which the tables use one"),
        ("memory", memory),
        ("system", f"{platform.system()}, Python {platform.python_version()}, numpy {version('numpy')}"),
        ("program", f"tm {version('tm-toolkit')}, {_revision()}"),
        ("date", f"{datetime.now(UTC):%Y-%m-%d}"),
    ]
    return "\n".join(["| | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows)])


def _revision() -> str:
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%h"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return f"commit {done.stdout.strip()}" if done.returncode == 0 else "no commit"


def measured(part: Part) -> str | None:
    """What a part prints; None where it failed."""
    if part.name == "machine":
        return machine()
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "TM_SHARED": str(SHARED)}
    command = [sys.executable, *(word.replace("$TM_SHARED", str(SHARED)) for word in part.command.split())]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    return None if done.returncode else done.stdout.strip()


def written(page: str, part: Part, text: str) -> str:
    """The page with what a part printed between its comments.

    Raises:
        ValueError: the page has no place for it.
    """
    body = text if part.table else f"```text\n{text}\n```"
    place = re.compile(rf"(<!-- bench: {re.escape(part.name)} -->\n).*?(<!-- end -->)", re.S)
    if not place.search(page):
        raise ValueError(f"{PAGE.name} has no place for {part.name}")
    return place.sub(lambda found: f"{found[1]}\n{body}\n\n{found[2]}", page)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(part.name for part in PARTS))
    parser.add_argument("--write", action="store_true", help=f"renew the tables of {PAGE.relative_to(ROOT)}")
    options = parser.parse_args()
    if unknown := set(options.names) - {part.name for part in PARTS}:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    skipped, failed = [], []
    for part in PARTS:
        if options.names and part.name not in options.names:
            continue
        if why := missing(part):
            skipped.append(f"  {part.name:<16} {why}")
            continue
        print(f"== {part.name}: {part.about}\n   {part.command}\n", flush=True)
        text = measured(part)
        if text is None:
            failed.append(part.name)
            continue
        print(text + "\n", flush=True)
        if options.write:
            PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), part, text), encoding="utf-8")
    if skipped:
        print("Skipped:", *skipped, sep="\n")
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
