"""Figures of sentence alignment on the demo corpus, which no weight may lower unseen."""

from __future__ import annotations

import pytest

from tests.alignment.fakes import segments
from tests.conftest import ROOT
from tm.alignment import align_sentences, beads, encoder, score
from tm.alignment.clauses import split_clauses
from tm.core import Bead, Document, Kind, Segment

SETS = sorted(ROOT.glob("corpus/*/sentences"))
Paired = tuple[Document, Document, list[Bead], list[Bead]]


def paired(size: int) -> list[Paired]:
    """The sets in paragraphs of that many gold beads: both sides, paragraph beads, gold beads."""
    found = []
    for folder in SETS:
        gold = beads.read((folder / "gold.beads").read_text(encoding="utf-8"), name=folder.name)
        sides: list[list[Segment]] = [[], []]
        for k, name in enumerate(("en.txt", "ko.txt")):
            texts = (folder / name).read_text(encoding="utf-8").split("\n")
            for number, bead in enumerate(gold):
                part = (bead.source, bead.target)[k]
                made = segments(*texts[part.start : part.stop], kind=Kind.SENTENCE, parent=number // size)
                sides[k] += made
        whole = [Bead(range(n, n + 1), range(n, n + 1)) for n in range((len(gold) - 1) // size + 1)]
        source, target = (Document("", tag, "", tuple(side)) for tag, side in zip(("en", "ko"), sides, strict=True))
        found.append((source, target, whole, list(gold)))
    return found


@pytest.fixture(scope="module")
def used(pytestconfig: pytest.Config) -> encoder.Encoder:
    """The shipped encoder; its vectors are kept from run to run."""
    assert pytestconfig.cache is not None
    made: encoder.Encoder = encoder.CachedEncoder(encoder.load("use-m3"), pytestconfig.cache.mkdir("vectors"))
    return made


def test_strict_and_sure(used: encoder.Encoder) -> None:
    """Strict F1 in paragraphs of three and five beads: measured 0.97; of beads at 0.9 and above 0.99 are right."""
    total, sure, right = score.Tally(), 0, 0
    for size in (3, 5):
        for source, target, whole, gold in paired(size):
            found = align_sentences(source, target, whole, encoder=used)
            total.add(gold, found)
            known = {(bead.source, bead.target) for bead in gold}
            high = [bead for bead in found if bead.score >= 0.9]
            sure += len(high)
            right += sum((bead.source, bead.target) in known for bead in high)
    assert total.strict.f1 >= 0.955
    assert sure > 400
    assert right / sure >= 0.97


def test_clauses_are_found(used: encoder.Encoder) -> None:
    """Of gold beads with two sentences on a side, 15 cuts into clauses are made; none leaves a bead alone."""
    cut = 0
    for source, target, _, gold in paired(4):
        pieces, others, found = split_clauses(source, target, gold, encoder=used)
        cut += len(pieces.segments) + len(others.segments) - len(source.segments) - len(target.segments)
        assert sum(not (bead.source and bead.target) for bead in found) == sum(
            not (bead.source and bead.target) for bead in gold
        )
    assert cut >= 13
