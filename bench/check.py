"""What `tm check` costs beside the work that cannot be avoided; each pair of figures comes from alternating runs.

usage: python bench/check.py EN KO [GLOSSARY] [--runs 5]

Prints medians of wall seconds and their ratios:
    help    `tm --help`               against `python -c "import typer"`
    cold    `tm check`, no cache      against loading the encoder and encoding the pair's paragraphs once
    warm    `tm check`, second run, unchanged files
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ENCODE = """
import sys
from pathlib import Path
from tm.alignment import encoder
from tm.formats import read_document
texts = []
for name, language in ((sys.argv[1], "en"), (sys.argv[2], "ko")):
    document = read_document(Path(name).read_bytes(), name=name, language=language)
    texts += [segment.text for segment in document.segments if segment.translatable]
encoder.load("use-m3").encode(texts)
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    begin = time.perf_counter()
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    spent = time.perf_counter() - begin
    if done.returncode not in (0, 1):
        sys.exit(f"{command} failed:\n{done.stderr.decode()}")
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("glossary", nargs="?")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    python = sys.executable
    check = [python, "-m", "tm", "check", options.source, options.target, "--exit-zero", "--output-format", "json"]
    if options.glossary:
        check += ["--glossary", options.glossary]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TM_CACHE_DIR": str(Path(folder))}
        commands = {
            "tm --help": [python, "-m", "tm", "--help"],
            "import typer": [python, "-c", "import typer"],
            "cold": [*check, "--no-cache"],
            "load and encode": [python, "-c", ENCODE, options.source, options.target],
            "warm": check,
        }
        spent: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(options.runs + 1):  # the first round fills file caches and is not counted
            for name, command in commands.items():
                value = seconds(command, environment)
                if run:
                    spent[name].append(value)
    middle = {name: statistics.median(values) for name, values in spent.items()}
    for name, value in middle.items():
        print(f"{name:<16} {value:6.3f} s  ({min(spent[name]):.3f} to {max(spent[name]):.3f})")
    print(f"help / import typer     {middle['tm --help'] / middle['import typer']:.2f}   (bar 2.0)")
    print(f"cold / load and encode  {middle['cold'] / middle['load and encode']:.2f}   (bar 2.5)")


if __name__ == "__main__":
    main()
