"""A bitext as units: what is joined, what is left out, what stands around."""

from __future__ import annotations

import pytest

from tm.core import Bead, Bitext, Document, Kind, Places, Segment, TranslationUnit
from tm.memory.beads import Lone, beads_of, units


def document(
    language: str, *texts: str, kinds: dict[int, Kind] | None = None, parents: dict[int, int] | None = None
) -> Document:
    segments = tuple(
        Segment(
            str(number),
            text,
            Places.identity(0, len(text)),
            kind=(kinds or {}).get(number, Kind.PARAGRAPH),
            parent=(parents or {}).get(number, -1),
        )
        for number, text in enumerate(texts)
    )
    return Document(f"{language}.md", language, "\n".join(texts), segments)


def bitext(source: Document, target: Document, *beads: tuple[range, range]) -> Bitext:
    return Bitext(source, target, tuple(Bead(*bead) for bead in beads))


def test_beads_become_units() -> None:
    """One to one, one to many and one-sided beads; neighbours are the source texts beside, paired or not."""
    source = document("en", "One.", "Two.", "Three.", "Four.")
    target = document("ko", "하나.", "둘, 셋.", "다섯.")
    pairs = [(range(1), range(1)), (range(1, 3), range(1, 2)), (range(3, 4), range(2, 2)), (range(4, 4), range(2, 3))]
    found = list(units(bitext(source, target, *pairs), document="guide/en.md"))
    assert [lone.of_source for lone in found[2:] if isinstance(lone, Lone)] == [True, False]
    one, two = found[:2]
    assert isinstance(one, TranslationUnit)
    assert isinstance(two, TranslationUnit)
    assert (one.source, one.target, one.before, one.after) == ("One.", "하나.", "", "Two.")
    assert (two.source, two.target, two.before, two.after) == ("Two.\nThree.", "둘, 셋.", "One.", "Four.")
    assert (two.document, two.segment, two.source_language, two.target_language) == ("guide/en.md", "1", "en", "ko")


def test_sentences_of_a_paragraph_are_joined_by_a_space() -> None:
    """Sentences of one paragraph go on one line, those of two on two."""
    source = document("en", "A.", "B.", "C.", parents={0: 0, 1: 0, 2: 1})
    target = document("ko", "가.", parents={0: 0})
    (unit,) = units(bitext(source, target, (range(3), range(1))))
    assert isinstance(unit, TranslationUnit)
    assert unit.source == "A. B.\nC."


def test_code_and_markup_are_no_units() -> None:
    """What is not translated is neither a unit nor skipped, nor anybody's neighbour."""
    source = document("en", "A.", "code()", "B.", kinds={1: Kind.CODE})
    target = document("ko", "가.", "code()", "나.", kinds={1: Kind.CODE})
    first, second = units(bitext(source, target, *((range(n, n + 1), range(n, n + 1)) for n in range(3))))
    assert isinstance(first, TranslationUnit)
    assert isinstance(second, TranslationUnit)
    assert (first.after, second.before) == ("B.", "A.")


def test_levels() -> None:
    """Sentences where there are some, paragraphs where asked; an unknown level is a mistake in the program."""
    fine = bitext(document("en", "A."), document("ko", "가."), (range(1), range(1)))
    coarse = Bitext(fine.source, fine.target, fine.beads, sentences=fine)
    assert beads_of(coarse) is fine
    assert beads_of(coarse, "sentence") is fine
    assert beads_of(coarse, "paragraph") is coarse
    assert beads_of(fine) is fine
    for level, given in (("word", fine), ("sentence", fine)):
        with pytest.raises(ValueError, match=level):
            beads_of(given, level)
