"""How time and memory grow with the length of a document, and whether it is still aligned: `tm align` as a command.

usage: python bench/growth.py [--lines 1000 10000 100000] [--encoder NAME ...] [--timeout SECONDS]

Takes the first lines of the line-parallel files $TM_SHARED/gold/large/en.txt.gz and ko.txt.gz (or ../shared),
where line i is the translation of line i. Each figure is a process of its own on one core, from start to written
file, without a cache: processor seconds, seconds for each line against those of the row above, peak memory, strict F1.
galechurch is measured beside it where it is installed (make bench does that).
"""

from __future__ import annotations

import argparse
import gzip
import os
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from itertools import islice
from math import log
from pathlib import Path

from peers import ONE_CORE, ROOT

GALECHURCH = """
import sys
import galechurch
sides = [open(name, encoding="utf-8").read().split("\\n")[:-1] for name in sys.argv[1:3]]
with open(sys.argv[3], "w") as out:
    out.writelines(line + "\\n" for line in galechurch.align(*sides).to_pharaoh_lines())
"""


def run(command: list[str], timeout: float) -> tuple[float, float, str]:
    """Processor seconds and peak MB of a command, and its last line on stderr where it failed."""
    with tempfile.TemporaryFile() as errors:
        pin = (lambda: os.sched_setaffinity(0, {0})) if hasattr(os, "sched_setaffinity") else None
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=errors, env={**os.environ, **ONE_CORE}, preexec_fn=pin
        )
        end = time.monotonic() + timeout
        while True:
            done, status, used = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > end:
                process.kill()
                os.wait4(process.pid, 0)
                return 0.0, 0.0, f"not done after {timeout:.0f} s"
            time.sleep(0.02)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip().splitlines()
    failed = (said or [f"exit status {process.returncode}"])[-1] if process.returncode else ""
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return used.ru_utime + used.ru_stime, used.ru_maxrss / scale, failed


def strict(path: Path, lines: int) -> float:
    """F1 of the beads of a file against line i with line i."""
    from tm.alignment import beads

    found = [bead for bead in beads.read(path.read_text(), name=path.name) if bead.source and bead.target]
    right = sum(bead.source == bead.target and len(bead.source) == 1 for bead in found)
    return 2 * right / (len(found) + lines)


def main() -> None:
    shared = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", nargs="+", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument("--encoder", nargs="+", default=["none", "fast", "use-m3"])
    parser.add_argument("--timeout", type=float, default=900, help="seconds for one process")
    options = parser.parse_args()
    large = shared / "gold" / "large"
    if not large.is_dir():
        print("Skipped: there is no folder gold/large in $TM_SHARED or ../shared.")
        return
    print("| tool | lines | seconds | lines/s | grows as | MB | strict |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    tools = ["galechurch"] * (find_spec("galechurch") is not None) + [f"tm, `{name}`" for name in options.encoder]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out.beads")
        for tool in tools:
            before = None
            for count in options.lines:
                for name in ("en.txt", "ko.txt"):
                    with gzip.open(large / f"{name}.gz", "rt", encoding="utf-8", newline="\n") as stream:
                        Path(folder, name).write_text("".join(islice(stream, count)), encoding="utf-8", newline="\n")
                files = [str(Path(folder, "en.txt")), str(Path(folder, "ko.txt"))]
                encoder = tool.split("`")[1] if "`" in tool else ""
                own = ["-m", "tm", "align", *files, "--segments", "lines", "--no-cache", "--encoder", encoder]
                peer = ["-c", GALECHURCH, *files, str(out)]
                command = [sys.executable, *([*own, "-o", str(out)] if encoder else peer)]
                spent, memory, failed = run(command, options.timeout)
                if failed:
                    print(f"| {tool} | {count:,} | {failed[:80]} | | | | |", flush=True)
                    continue
                power = f"n^{log(spent / before[0]) / log(count / before[1]):.2f}" if before else ""
                cells = (f"{spent:.1f}", f"{count / spent:,.0f}", power, f"{memory:.0f}", f"{strict(out, count):.4f}")
                print(f"| {tool} | {count:,} | {' | '.join(cells)} |", flush=True)
                before = (spent, count)


if __name__ == "__main__":
    main()
