"""A memory of a million units in use, for bench/memory_store.py: exact answers of `tm.Memory`, commands, TMX files."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[1]
ROUNDS = 3
#: Runs of a command, of which the quickest counts.
RUNS = 7
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="x" creationtoolversion="1" '
    'segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>\n'
)
#: Units of a document; seconds since 1970, and a span of them, for dates.
_LONG, _SINCE, _SPAN = 50, 1_500_000_000, 200_000_000
_CODE = '<bpt i="1" x="1">&lt;b&gt;</bpt>{}<ept i="1">&lt;/b&gt;</ept>{}'
_TIMED = """
import sys, time
sys.path.insert(0, {root!r})
{imports}
begin = time.process_time()
{work}
print(count / (time.process_time() - begin))
"""
#: What is done with a file: (imports, work; FILE is read, MEMORY written).
_WAYS = {
    "`tm`, parsed": (
        "from tm.formats.units import read_units",
        "count = sum(1 for _ in read_units(open(FILE, 'rb'), name=FILE, source_language='en', target_language='ko'))",
    ),
    "`tm`, parsed and stored": (
        "import tm.memory.adding\nfrom tm.formats.units import read_units\nfrom tm.memory.store import open_store",
        "with open_store(MEMORY) as store:\n    count = store.add(read_units(open(FILE, 'rb'), name=FILE, "
        "source_language='en', target_language='ko'), origin='x').imported",
    ),
    "translate-toolkit, `tmxfile`, parsed": (
        "from translate.storage.tmx import tmxfile",
        "count = 0\nfor unit in tmxfile.parsefile(FILE).units:\n    unit.source, unit.target\n    count += 1",
    ),
}


def quantiles(times: Iterable[float]) -> tuple[float, float]:
    """The median and the 99th of 100."""
    every = sorted(times)
    return every[len(every) // 2], every[len(every) * 99 // 100]


def in_process(path: Path, asked: list[str]) -> list[tuple[str, float, float]]:
    """Milliseconds of processor time of exact answers through `tm.Memory`: (what, median, 99th of 100)."""
    import tm

    rows = []
    with tm.Memory(path, read_only=True, source_language="en", target_language="ko") as memory:
        ways: dict[str, dict[str, Any]] = {"the first match": {"limit": 1}, "exact matches only": {"threshold": 1.0}}
        for name, options in ways.items():
            times = [float("inf")] * len(asked)
            for _ in range(ROUNDS):
                for place, text in enumerate(asked):
                    begin = time.process_time()
                    found = memory.lookup(text, **options)
                    times[place] = min(times[place], (time.process_time() - begin) * 1000)
                    assert found[0].score >= 1, text
            rows.append((f"`tm.Memory.lookup`, {name}", *quantiles(times)))
    return rows


def commands(path: Path, text: str) -> list[tuple[str, float, float]]:
    """Seconds of the processor and of the clock, the least of some runs: `tm --version`, and lookups beside it."""
    memory = ["memory", "lookup", "--db", str(path), "--source-language", "en", "--target-language", "ko"]
    rows = {
        "`tm --version`": ["--version"],
        "`tm memory lookup`, a text that is there": [*memory, text],
        "`tm memory lookup`, a text like one": [*memory, f"And {text}"],
    }
    _run(rows["`tm memory lookup`, a text like one"])  # the index is there from the second time on
    best = dict.fromkeys(rows, (float("inf"), float("inf")))
    for _ in range(RUNS):
        for name, arguments in rows.items():
            best[name] = min(best[name][0], (took := _run(arguments))[0]), min(best[name][1], took[1])
    return [(name, *took) for name, took in best.items()]


def _run(arguments: list[str]) -> tuple[float, float]:
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "tm", *arguments], stdout=subprocess.DEVNULL, check=True, cwd=ROOT, env=environment
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - wall


def tmx(pairs: list[tuple[str, str]], folder: Path) -> list[tuple[str, list[float]]]:
    """Units a second of processor time from TMX files: of each way, those of the files in the order of SHAPES."""
    for name, shape in SHAPES.items():
        with (folder / f"{name}.tmx").open("w", encoding="utf-8") as stream:
            stream.write(_HEAD)
            before = ""
            for number, (source, target) in enumerate(pairs):
                stream.write(shape(number, source, target, before))
                before = source
            stream.write("</body></tmx>\n")
    ways = {name: way for name, way in _WAYS.items() if "toolkit" not in name or find_spec("translate")}
    best = {way: dict.fromkeys(SHAPES, 0.0) for way in ways}
    for _ in range(ROUNDS):
        for name in SHAPES:
            for way, (imports, work) in ways.items():
                memory = folder / "tmx.db"
                for old in folder.glob("tmx.db*"):
                    old.unlink()
                named = work.replace("FILE", repr(str(folder / f"{name}.tmx"))).replace("MEMORY", repr(str(memory)))
                code = _TIMED.format(root=str(ROOT), imports=imports, work=named)
                done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True)
                best[way][name] = max(best[way][name], float(done.stdout))
    return [(way, list(speeds.values())) for way, speeds in best.items()]


def _plain(_number: int, source: str, target: str, _before: str) -> str:
    return _bare(escape(source), escape(target))


def _codes(_number: int, source: str, target: str, _before: str) -> str:
    return _bare(_coded(source), _coded(target))


def _bare(one: str, other: str) -> str:
    return f'<tu>\n  <tuv xml:lang="en"><seg>{one}</seg></tuv>\n  <tuv xml:lang="ko"><seg>{other}</seg></tuv>\n</tu>\n'


def _told(number: int, source: str, target: str, before: str) -> str:
    """A unit as CAT tools write it; each document of fifty has one translator and one reviser."""
    rng = random.Random(number)
    maker, changer = f"user{number // _LONG % 7}", f"user{number // _LONG % 5}"
    first, second, third, fourth, fifth = (
        time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(_SINCE + rng.randrange(_SPAN))) for _ in range(5)
    )
    props = {
        "x-context-pre": f"<seg>{before}</seg>" if rng.random() < 1 / 2 else "",
        "x-document": f"guide/page{number // _LONG}.md",
        "x-ConfirmationLevel": rng.choice(("Translated", "ApprovedTranslation", "Draft")),
        "x-project": f"P-{rng.randrange(100)}" if rng.random() < 1 / 2 else "",
    }
    said = "".join(f'  <prop type="{kind}">{escape(text)}</prop>\n' for kind, text in props.items() if text)
    sides = (("en-US", maker, fourth, source), ("ko-KR", changer, fifth, target))
    variants = "".join(
        f'  <tuv xml:lang="{language}" creationid="{name}" changedate="{date}">\n'
        f"    <seg>{escape(text)}</seg>\n  </tuv>\n"
        for language, name, date, text in sides
    )
    return (
        f'<tu tuid="{number + 1}" creationdate="{first}" changedate="{second}" creationid="{maker}" '
        f'changeid="{changer}" usagecount="{rng.randrange(9)}" lastusagedate="{third}" segtype="sentence">\n'
        f"{said}  <note>Ticket {rng.randrange(100_000)}, see the style guide</note>\n{variants}</tu>\n"
    )


def _coded(text: str) -> str:
    """A text whose first word is bold, as TMX writes it."""
    first, _, rest = text.partition(" ")
    return _CODE.format(escape(first), escape(f" {rest}" if rest else ""))


#: Kinds of files: what a unit of each looks like, from its number, both texts, and the source before it.
SHAPES = {"plain texts": _plain, "inline codes": _codes, "attributes, properties, notes": _told}
