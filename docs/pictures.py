"""Draw the pictures of docs/en/how-it-works.md and docs/ko/how-it-works.md: docs/images/NAME.en.svg and NAME.ko.svg.

usage: python docs/pictures.py

The charts are those of notebooks, of the demo corpus; how far scores can be believed is read from docs/benchmarks.md.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tm

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
EN, KO, GOLD = (ROOT / "corpus" / "applications" / name for name in ("en.md", "ko.md", "links.tsv"))
#: What screen readers would say of each mark, thirty times the size of the rest: the pages describe the pictures.
_SPOKEN = re.compile(r' (?:aria-\w+|role)="[^"]*"')
#: Coordinates: a tenth of a pixel is enough.
_EXACT = re.compile(r"-?\d+\.\d{2,}")
_TAG = re.compile(r"<[^>]*>")
_ROW = re.compile(r"^(?:0\.\d+ to [\d.]+) +(\d+) +([\d.]+) +([\d.]+)", re.M)
WORDS = {
    "en": (
        "What a score promises, and what it keeps",
        "score: how sure the aligner is",
        "right of these beads",
        "beads",
    ),
    "ko": ("점수가 약속하는 것과 지키는 것", "점수: 정렬이 얼마나 확실한가", "그 비드 가운데 맞은 비율", "비드"),
}


def main() -> None:
    """Draw each picture in each language."""
    os.chdir(ROOT)
    paths = [path.relative_to(ROOT) for path in (EN, KO, GOLD)]
    aligned = tm.align(*paths[:2])
    evidence = tm.frames.bead_evidence(tm.frames.compare(*paths, evidence="fast"))
    for language in WORDS:
        os.environ["LC_ALL"] = f"{language}.UTF-8"
        save(tm.frames.confidence_chart(aligned, width=600, height=200), f"confidence.{language}.svg")
        save(tm.frames.evidence_chart(evidence), f"evidence.{language}.svg")
        save(reliability(language), f"reliability.{language}.svg")


def reliability(language: str) -> Any:
    """Beads by their score, and how many of them were right: documents that the weights were not fitted to."""
    from tm.frames.charts import BLUE, GREY, altair_module, finished, inline

    alt = altair_module()
    title, score, right, beads = WORDS[language]
    text = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    table = text.partition("<!-- bench: cross-validation -->")[2].partition("the same, level by level")[0]
    rows = [
        {"beads": int(count), "mean": float(mean), "right": float(share)}
        for count, mean, share in _ROW.findall(table)
        if int(count) >= 8  # fewer say nothing
    ]
    percent = alt.Axis(format="%")
    line = alt.Chart(inline([{"at": 0.0}, {"at": 1.0}])).mark_line(color=GREY, strokeDash=[4, 4])
    marks = alt.Chart(inline(rows)).mark_point(filled=True, color=BLUE, opacity=0.9)
    layers = alt.layer(
        line.encode(x=alt.X("at:Q", title=score, axis=percent), y=alt.Y("at:Q", title=right, axis=percent)),
        marks.encode(
            x="mean:Q",
            y="right:Q",
            size=alt.Size("beads:Q", title=beads, scale=alt.Scale(type="log", range=[30, 500])),
        ),
    )
    return finished(layers.properties(width=320, height=280), title)


def save(chart: Any, name: str) -> None:
    """Write a picture without what is said of each of its marks."""
    with TemporaryDirectory() as folder:
        svg = tm.frames.save_chart(chart, Path(folder) / name).read_text(encoding="utf-8")
    light = _TAG.sub(lambda tag: _EXACT.sub(lambda found: f"{float(found[0]):.1f}", tag[0]), _SPOKEN.sub("", svg))
    (IMAGES / name).write_text(light, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
