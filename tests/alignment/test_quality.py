"""Quality floors on gold alignments: measured figures less a small margin, so that a loss shows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import SHARED, needs_shared
from tm.alignment import align, beads, encoder, links, score
from tm.core import Bead, Bitext, Document, Kind, Places, Segment
from tm.formats import read_document

GOLD = SHARED / "gold"
PARAGRAPHS = sorted(path.parent for path in GOLD.glob("pydoc-*/gold.beads"))
SENTENCES = sorted(path.parent for path in GOLD.glob("sent-*/gold.beads"))
RAW = sorted(path.parent for path in GOLD.glob("raw-*/gold.links.tsv"))

pytestmark = needs_shared


@pytest.fixture(scope="module")
def used(pytestconfig: pytest.Config) -> encoder.Encoder:
    """The shipped encoder; its vectors are kept from run to run, for they are most of the time."""
    assert pytestconfig.cache is not None
    made: encoder.Encoder = encoder.CachedEncoder(encoder.load("use-m3"), pytestconfig.cache.mkdir("vectors"))
    return made


def lines(path: Path) -> list[Segment]:
    rows = path.read_text(encoding="utf-8").split("\n")[:-1]
    return [Segment(str(number), row, Places.identity(0, len(row))) for number, row in enumerate(rows)]


def strict(folders: Sequence[Path], used: encoder.Encoder | None) -> float:
    total = score.Tally()
    for folder in folders:
        gold = beads.read((folder / "gold.beads").read_text(encoding="utf-8"), name=folder.name)
        total.add(gold, align(lines(folder / "en.txt"), lines(folder / "ko.txt"), encoder=used))
    return total.strict.f1


def test_paragraphs(used: encoder.Encoder) -> None:
    """Strict F1 on paragraphs, micro average: measured 0.990."""
    assert strict(PARAGRAPHS, used) >= 0.985


def test_sentences(used: encoder.Encoder) -> None:
    """Strict F1 on sentences, micro average: measured 0.997."""
    assert strict(SENTENCES, used) >= 0.985


def test_paragraphs_without_encoder() -> None:
    """Strict F1 on paragraphs by lengths and anchors alone: measured 0.966."""
    assert strict(PARAGRAPHS, None) >= 0.955


def test_sentences_without_encoder() -> None:
    """Strict F1 on sentences by lengths and anchors alone: measured 0.974."""
    assert strict(SENTENCES, None) >= 0.955


def read(folder: Path, name: str, language: str) -> Document:
    return read_document((folder / name).read_bytes(), name=name, language=language)


@pytest.mark.parametrize("folder", RAW, ids=lambda folder: folder.name)
@pytest.mark.parametrize("with_encoder", [True, False])
def test_whole_documents(folder: Path, with_encoder: bool, used: encoder.Encoder) -> None:
    """Link F1 on each pair of files as published: measured 1.0, also by lengths, anchors and kinds alone."""
    source, target = read(folder, "en.md", "en"), read(folder, "ko.md", "ko")
    found = align(source.segments, target.segments, encoder=used if with_encoder else None)
    bitext = Bitext(source, target, tuple(found))
    gold = links.read((folder / "gold.links.tsv").read_text(encoding="utf-8"), name=folder.name)
    assert links.score(gold, links.rows(bitext), source.text, target.text)["link"]["f1"] >= 0.97


def test_every_heading_of_a_long_post_meets_its_own(used: encoder.Encoder) -> None:
    """All numbered headings of the founding pair, its section headings and its title are paired one to one."""
    source, target = (read(SHARED / "founding", f"{tag}.md", tag) for tag in ("en", "ko"))
    found = align(source.segments, target.segments, encoder=used)
    titles = {Kind.HEADING, Kind.META}
    paired = [pair for bead in found if (pair := heading(bead, source, target)) and pair[0].kind in titles]
    assert len(paired) == sum(segment.kind in titles for segment in source.segments) == 37
    assert all(english.kind is korean.kind for english, korean in paired)
    numbers = [(english.text.partition(".")[0], korean.text.partition(".")[0]) for english, korean in paired]
    assert [pair for pair in numbers if pair[0].isdecimal()] == [(str(n), str(n)) for n in range(1, 32)]


def heading(bead: Bead, source: Document, target: Document) -> tuple[Segment, Segment] | None:
    if bead.type != "1-1":
        return None
    return source.segments[bead.source.start], target.segments[bead.target.start]


def test_scores_mean_what_they_say() -> None:
    """Of the beads with a score of at least 0.9, at least that share is right; without encoder, where it is hardest."""
    right = made = 0
    for folder in PARAGRAPHS:
        gold = set(beads.read((folder / "gold.beads").read_text(encoding="utf-8"), name=folder.name))
        known = {(bead.source, bead.target) for bead in gold}
        for bead in align(lines(folder / "en.txt"), lines(folder / "ko.txt"), encoder=None):
            if bead.source and bead.target and bead.score >= 0.9:
                made += 1
                right += (bead.source, bead.target) in known
    assert made > 2000
    assert right / made >= 0.98
