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


def tally(folders: Sequence[Path], used: encoder.Encoder | None) -> score.Tally:
    total = score.Tally()
    for folder in folders:
        gold = beads.read((folder / "gold.beads").read_text(encoding="utf-8"), name=folder.name)
        total.add(gold, align(lines(folder / "en.txt"), lines(folder / "ko.txt"), encoder=used))
    return total


def test_paragraphs(used: encoder.Encoder) -> None:
    """Strict F1 on paragraphs and F1 of segments without counterpart, micro average: measured 0.993 and 0.956."""
    total = tally(PARAGRAPHS, used)
    assert total.strict.f1 >= 0.988
    assert total.null.f1 >= 0.94


def test_sentences(used: encoder.Encoder) -> None:
    """Strict F1 on sentences, micro average: measured 0.997."""
    assert tally(SENTENCES, used).strict.f1 >= 0.99


def test_paragraphs_without_encoder() -> None:
    """Strict F1 on paragraphs by lengths, notation and anchors alone: measured 0.979."""
    assert tally(PARAGRAPHS, None).strict.f1 >= 0.97


def test_sentences_without_encoder() -> None:
    """Strict F1 on sentences by lengths, notation and anchors alone: measured 0.975."""
    assert tally(SENTENCES, None).strict.f1 >= 0.965


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


@pytest.mark.parametrize("with_encoder", [True, False])
def test_scores_mean_what_they_say(with_encoder: bool, used: encoder.Encoder) -> None:
    """Of the beads and of the lone segments with a score of at least 0.9, at least 97 % are right: measured 99 %."""
    right, made = [0, 0], [0, 0]
    for folder in PARAGRAPHS:
        gold = beads.read((folder / "gold.beads").read_text(encoding="utf-8"), name=folder.name)
        known = {(bead.source, bead.target) for bead in gold if bead.source and bead.target}
        alone = {("source", i) for bead in gold if not bead.target for i in bead.source}
        alone |= {("target", j) for bead in gold if not bead.source for j in bead.target}
        for bead in align(lines(folder / "en.txt"), lines(folder / "ko.txt"), encoder=used if with_encoder else None):
            if bead.score < 0.9:
                continue
            lone = {("source", i) for i in bead.source} | {("target", j) for j in bead.target}
            one_sided = not (bead.source and bead.target)
            made[one_sided] += 1
            right[one_sided] += lone <= alone if one_sided else (bead.source, bead.target) in known
    assert made[0] > 2000
    assert made[1] > 200
    assert right[0] / made[0] >= 0.99
    assert right[1] / made[1] >= 0.97
