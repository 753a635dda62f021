"""Bilingual files: units a second and memory of reading and writing, beside bare parsers and translate-toolkit.

usage: python bench/interchange.py [--units 100000] [--rounds 3] [--peer PYTHON]

Files are made of numbered sentences, plain and with inline codes, dates and keys. Every row is a process of its own, so
that memory is its own, and rows take turns, the least processor time of the rounds counting. PYTHON is an interpreter
with translate-toolkit and lxml (`requirements.txt`); without it, rows that need them are left out.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="x" creationtoolversion="1" '
    'segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/>\n<body>\n'
)
_PLAIN = (
    '<tu>\n  <tuv xml:lang="en"><seg>The network number {0} learns from examples &amp; needs no teacher.</seg></tuv>\n'
    '  <tuv xml:lang="ko"><seg>{0}번 네트워크는 예제에서 배우며 선생님이 필요 없습니다.</seg></tuv>\n</tu>\n'
)
_CODES = (
    '<tu tuid="{0}" creationdate="20200101T120000Z" creationid="X">\n  <tuv xml:lang="en-US"><seg>The <bpt i="1" x="1">'
    '&lt;b&gt;</bpt>network<ept i="1">&lt;/b&gt;</ept> number {0} learns from examples &amp; <ph x="2">%s</ph> needs '
    'no teacher.</seg></tuv>\n  <tuv xml:lang="ko-KR"><seg>{0}번 <bpt i="1" x="1">&lt;b&gt;</bpt>네트워크<ept i="1">'
    '&lt;/b&gt;</ept>는 예제와 <ph x="2">%s</ph>에서 배웁니다.</seg></tuv>\n</tu>\n'
)
_TIMED = """
import resource, sys, time
{imports}
begin = time.process_time()
{work}
spent = time.process_time() - begin
print(count / spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
#: What is done, by name: (needs the peers, code; FILE is the memory that is read, OUT what is written).
_READ = {
    "tm": (
        False,
        "from tm.formats.units import read_units\ncount = sum(1 for _ in read_units(open(FILE, 'rb'), name=FILE, "
        "source_language='en', target_language='ko'))",
    ),
    "expat, handlers that do nothing": (
        False,
        "from xml.parsers import expat\nparser = expat.ParserCreate('utf-8')\nparser.buffer_text = True\ncount = 0\n"
        "def start(tag, attributes):\n    global count\n    count += tag == 'tu'\n"
        "parser.StartElementHandler = start\nparser.EndElementHandler = lambda tag: None\n"
        "parser.ParseFile(open(FILE, 'rb'))",
    ),
    "lxml, iterparse": (
        True,
        "from lxml import etree\ncount = 0\nfor _, tu in etree.iterparse(FILE, tag='tu'):\n"
        "    texts = [''.join(seg.itertext()) for seg in tu.iter('seg')]\n    count += 1\n    tu.clear()\n"
        "    while tu.getprevious() is not None:\n        del tu.getparent()[0]",
    ),
    "translate-toolkit, tmxfile": (
        True,
        "from translate.storage.tmx import tmxfile\ncount = 0\nfor unit in tmxfile.parsefile(FILE).units:\n"
        "    unit.source, unit.target\n    count += 1",
    ),
}
#: A memory written and read again beside bare loops of lxml that keep texts and nothing else.
_ROUND = {
    "tm": (
        False,
        "from tm.core import TranslationUnit\nfrom tm.formats.units import read_units, write_units\n"
        "units = (TranslationUnit(f'The network {n} learns & grows.', f'{n}번 네트워크가 배웁니다.') "
        "for n in range(COUNT))\n"
        "with open(OUT, 'wb') as stream:\n    write_units(units, stream, to='tmx')\n"
        "count = sum(1 for _ in read_units(open(OUT, 'rb'), name='a.tmx', source_language='en', target_language='ko'))",
    ),
    "tm, inline codes kept": (
        False,
        "from tm.core import Code, TranslationUnit\nfrom tm.formats.reading import Reading\n"
        "from tm.formats.units import read_units, write_units\n"
        "codes = Code(4, 4, 'open', '1', 'bold', '<b>'), Code(11, 11, 'close', '1', '', '</b>')\n"
        "units = (TranslationUnit(f'The network {n} learns & grows.', f'{n}번 네트워크가 배웁니다.', "
        "source_codes=codes) "
        "for n in range(COUNT))\n"
        "with open(OUT, 'wb') as stream:\n    write_units(units, stream, to='tmx')\n"
        "count = sum(1 for _ in read_units(open(OUT, 'rb'), name='a.tmx', source_language='en', target_language='ko', "
        "report=Reading(codes=True)))",
    ),
    "lxml, xmlfile and iterparse": (
        True,
        "from lxml import etree\nlang = '{http://www.w3.org/XML/1998/namespace}lang'\n"
        "with etree.xmlfile(OUT, encoding='utf-8') as file, file.element('tmx', version='1.4'):\n"
        "    with file.element('body'):\n        for n in range(COUNT):\n            unit = etree.Element('tu')\n"
        "            for code, text in (('en', f'The network {n} learns & grows.'), "
        "('ko', f'{n}번 네트워크가 배웁니다.')):\n"
        "                variant = etree.SubElement(unit, 'tuv', {lang: code})\n"
        "                etree.SubElement(variant, 'seg').text = text\n            file.write(unit)\n"
        "count = 0\nfor _, unit in etree.iterparse(OUT, tag='tu'):\n"
        "    texts = [''.join(seg.itertext()) for seg in unit.iter('seg')]\n    count += 1\n    unit.clear()\n"
        "    while unit.getprevious() is not None:\n        del unit.getparent()[0]",
    ),
}
_WRITE = (
    "from tm.core import TranslationUnit\nfrom tm.formats.units import write_units\nunits = (TranslationUnit("
    "f'The network {n} learns.', f'{n}번 네트워크가 배웁니다.') for n in range(COUNT))\n"
    "count = write_units(units, open(OUT, 'wb'), to='FORMAT').units"
)


def make(path: Path, unit: str, count: int) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.write(_HEAD)
        stream.writelines(unit.format(number) for number in range(count))
        stream.write("</body></tmx>\n")


def run(python: str, code: str) -> tuple[float, float]:
    """(units a second of processor time, peak MB) of a piece of code."""
    lines = code.splitlines()
    imports = "\n".join(line for line in lines if line.startswith(("from ", "import ")))
    work = "\n".join(line for line in lines if not line.startswith(("from ", "import ")))
    done = subprocess.run(
        [python, "-c", f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n" + _TIMED.format(imports=imports, work=work)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    speed, memory = map(float, done.stdout.split())
    return speed, memory


def table(title: str, rows: dict[str, tuple[str, str]], rounds: int) -> None:
    """Print a table; rows: (interpreter, code) by name."""
    best = dict.fromkeys(rows, (0.0, 0.0))
    for _ in range(rounds):
        for name, (python, code) in rows.items():
            speed, memory = run(python, code)
            best[name] = max(best[name][0], speed), max(best[name][1], memory)
    print(f"\n{title}\n\n| | units a second | peak MB |\n| --- | --- | --- |")
    for name, (speed, memory) in best.items():
        print(f"| {name} | {speed:,.0f} | {memory:.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peer", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for title, unit in (("TMX, plain texts", _PLAIN), ("TMX, inline codes, dates and keys", _CODES)):
            file = Path(folder) / "memory.tmx"
            make(file, unit, options.units)
            table(
                f"Reading: {title}, {options.units:,} units, {file.stat().st_size / 1e6:.0f} MB",
                {
                    name: (options.peer if peer else sys.executable, code.replace("FILE", repr(str(file))))
                    for name, (peer, code) in _READ.items()
                    if options.peer or not peer
                },
                options.rounds,
            )
        out = repr(str(Path(folder) / "out"))
        table(
            f"Written and read again: TMX, {options.units:,} units",
            {
                name: (
                    options.peer if peer else sys.executable,
                    code.replace("COUNT", str(options.units)).replace("OUT", out),
                )
                for name, (peer, code) in _ROUND.items()
                if options.peer or not peer
            },
            options.rounds,
        )
        writers = {
            to: (sys.executable, _WRITE.replace("COUNT", str(options.units)).replace("OUT", out).replace("FORMAT", to))
            for to in ("tmx", "xliff", "xliff2", "po", "csv", "jsonl")
        }
        table(f"Writing: {options.units:,} units", writers, options.rounds)


if __name__ == "__main__":
    main()
