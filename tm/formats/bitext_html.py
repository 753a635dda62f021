"""Bitexts as one HTML page to read, print and send: both sides beside each other, the doubtful beads marked.

The page holds all it needs: no script, no font, no address that a browser would fetch. Every text is escaped.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from typing import TextIO

from tm.core import Bitext, Document, Kind, Segment
from tm.formats.rows import DOUBTFUL, Row, rows

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

_STYLE = """
:root { color-scheme: light dark; --text: #1c1e21; --soft: #5c6370; --page: #fff; --line: #d9dce1; --band: #f5f6f8;
  --doubt: #fff3cd; --doubt-edge: #b45309; --gap: #fbe9e7; --gap-edge: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e6e6; --soft: #a2a9b4; --page: #17191c; --line: #363b42;
  --band: #1f2226; --doubt: #3a2f10; --doubt-edge: #f0b44c; --gap: #3d1f1d; --gap-edge: #f2897f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: 1rem 1.5rem 4rem; color: var(--text); background: var(--page);
  font: 1rem/1.55 system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif; }
h1 { font-size: 1.25rem; margin: .5rem 0; overflow-wrap: anywhere; }
p { margin: .4rem 0; color: var(--soft); }
label { color: var(--text); cursor: pointer; }
a { color: inherit; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin-top: 1rem; }
col.type { width: 4.5rem; } col.line { width: 3.8rem; }
th, td { padding: .45rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { position: sticky; top: 0; background: var(--band); font-size: .85rem; overflow-wrap: anywhere; }
td.text { white-space: pre-wrap; overflow-wrap: anywhere; }
:lang(ko) { word-break: keep-all; }
td.line { color: var(--soft); text-align: right; font-variant-numeric: tabular-nums; font-size: .85rem; }
td.type { color: var(--soft); font-size: .85rem; border-left: 4px solid transparent; white-space: nowrap; }
td.type b { display: block; font-weight: 400; font-variant-numeric: tabular-nums; }
td.heading { font-weight: 600; } td.code { font-family: ui-monospace, monospace; font-size: .9em; }
td.none { color: var(--soft); font-style: italic; }
tr.doubt td { background: var(--doubt); } tr.doubt td.type { border-left-color: var(--doubt-edge); }
tr.doubt td.type b { color: var(--doubt-edge); font-weight: 700; }
tr.gap td { background: var(--gap); } tr.gap td.type { border-left-color: var(--gap-edge); }
tr:target td { outline: 2px solid var(--doubt-edge); outline-offset: -2px; }
body:has(#only:checked) tbody tr:not(.doubt, .gap) { display: none; }
@media (max-width: 46rem) { body { padding: .5rem; } col.line { width: 2.6rem; } th, td { padding: .35rem .3rem; } }
@media print { :root { color-scheme: light; --text: #000; --soft: #444; --page: #fff; --line: #999; --band: #fff;
  --doubt: #fff; --doubt-edge: #000; --gap: #fff; --gap-edge: #000; }
  body { max-width: none; padding: 0; font-size: 9.5pt; } thead { display: table-header-group; }
  thead th { position: static; } tr { break-inside: avoid; } label { display: none; }
  tr.doubt td.type, tr.gap td.type { border-left: 3pt double #000; } }
"""


def write(bitext: Bitext, stream: TextIO) -> None:
    """Write the beads that hold text for readers."""
    shown = list(rows(bitext))
    source, target = bitext.source, bitext.target
    title = f"{_safe(source.path)} ↔ {_safe(target.path)}"
    stream.write(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    stream.write(_summary(bitext, shown))
    stream.write(
        '<table>\n<colgroup><col class="type"><col class="line"><col><col class="line"><col></colgroup>\n<thead><tr>'
        '<th scope="col">bead</th>'
        f'<th scope="col">line</th><th scope="col">{_safe(source.path)} ({_safe(source.language)})</th>'
        f'<th scope="col">line</th><th scope="col">{_safe(target.path)} ({_safe(target.language)})</th>'
        "</tr></thead>\n<tbody>\n"
    )
    for number, row in enumerate(shown, 1):
        stream.write(_row(number, row, source, target))
    stream.write("</tbody>\n</table>\n</body>\n</html>\n")


def _summary(bitext: Bitext, shown: list[Row]) -> str:
    doubtful = [number for number, row in enumerate(shown, 1) if _doubtful(row)]
    gaps = Counter(_gap(row) for row in shown)
    parts = [f"{len(shown):,} beads", f"{len(doubtful):,} doubtful (below {DOUBTFUL:.0%}, marked ?)"]
    parts += [f"{gaps[side]:,} only in the {side}" for side in ("source", "target")]
    links = " ".join(f'<a href="#b{number}">{number}</a>' for number in doubtful[:200])
    more = " …" if len(doubtful) > 200 else ""
    text = f"<p>{', '.join(parts)}</p>\n"
    if doubtful:
        text += f"<p>Doubtful: {links}{more}</p>\n"
    if doubtful or gaps["source"] or gaps["target"]:
        text += '<p><label><input type="checkbox" id="only"> only what is doubtful or one-sided</label></p>\n'
    return text + (f"<p><small>{_safe(bitext.signature)}</small></p>\n" if bitext.signature else "")


def _row(number: int, row: Row, source: Document, target: Document) -> str:
    doubtful = _doubtful(row)
    marks = " ".join(name for name, on in (("doubt", doubtful), ("gap", bool(_gap(row)))) if on)
    score = f"<b>{row.bead.score:.0%}{' ?' if doubtful else ''}</b>"
    cells = _side(row.source, row.source_start, source.language, "source")
    cells += _side(row.target, row.target_start, target.language, "target")
    kind = f' class="{marks}"' if marks else ""
    return f'<tr id="b{number}"{kind}><td class="type">{row.bead.type}{score}</td>{cells}</tr>\n'


def _side(side: Segment, start: int | None, language: str, name: str) -> str:
    if start is None:
        return f'<td class="line"></td><td class="text none">nothing in the {name}</td>'
    kinds = {Kind.HEADING: " heading", Kind.CODE: " code"}
    return (
        f'<td class="line">{start}</td><td class="text{kinds.get(side.kind, "")}" lang="{_safe(language)}" dir="auto">'
        f"{_safe(side.text)}</td>"
    )


def _doubtful(row: Row) -> bool:
    return row.bead.score < DOUBTFUL


def _gap(row: Row) -> str:
    """The side that alone has something; empty for two."""
    if row.source_start is None:
        return "target"
    return "source" if row.target_start is None else ""


def _safe(text: str) -> str:
    return escape(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text))
