"""The places of an alignment that a person should look at."""

from __future__ import annotations

from tm import formats
from tm.core import Bead, Bitext
from tm.report import doubtful, doubtful_told
from tm.report.bitext import mistrust


def bitext(*beads: tuple[int, int, float], source: str = "", target: str = "") -> Bitext:
    """Beads of so many source and target paragraphs, with scores; paragraphs stand on lines 1, 3, 5 ..."""
    made, i, j = [], 0, 0
    for a, b, score in beads:
        made.append(Bead(range(i, i + a), range(j, j + b), score))
        i, j = i + a, j + b
    left = source or "".join(f"Paragraph {n} of the source, of middling length.\n\n" for n in range(i))
    right = target or "".join(f"번역문의 {n}번째 문단이며 길이는 보통이다.\n\n" for n in range(j))
    first = formats.read_document(left.encode(), name="en.md", language="en")
    second = formats.read_document(right.encode(), name="ko.md", language="ko")
    return Bitext(first, second, tuple(made), "test")


SURE = (1, 1, 0.99)


def test_nothing_doubtful() -> None:
    """Sure two-sided beads give no place."""
    assert doubtful.find(bitext(SURE, SURE, SURE)) == []


def test_neighbours_are_one_place() -> None:
    """Doubtful beads beside one another are one place, with the lines of both sides and the worst score."""
    (place,) = doubtful.find(bitext(SURE, (1, 1, 0.4), (2, 1, 0.2), (0, 1, 0.3), SURE))
    assert (place.source, place.target, place.score) == (range(1, 4), range(1, 4), 0.2)
    assert place.message == "lines 3-7 may belong to lines 3-7 of the source in another way than shown"
    assert place.reasons[0] == "low-score"
    assert place.why.startswith("20% sure")


def test_one_bead() -> None:
    """One doubtful bead alone is a pair that may be none."""
    (place,) = doubtful.find(bitext(SURE, (1, 1, 0.4), SURE))
    assert place.message == "line 3 may not belong to line 3 of the source"


def test_what_stands_on_one_side() -> None:
    """Sure one-sided neighbours are one place a side, and say where the missing text would stand."""
    places = doubtful.find(bitext(SURE, (1, 0, 0.99), (1, 0, 0.97), SURE, (0, 1, 0.9)))
    assert [place.message for place in places] == [
        "lines 3-5 of the source: nothing in the translation seems to say this",
        "line 5 of the translation: nothing in the source seems to say this",
    ]
    assert places[0].why == "97% sure, it would stand after line 1 of the translation"
    assert {place.reasons for place in places} == {("one-sided",)}


def test_a_text_at_the_beginning() -> None:
    """What stands before everything has its place there; a probability short of 1 is never shown as certain."""
    (place,) = doubtful.find(bitext((1, 0, 0.9999), SURE))
    assert place.why == "99% sure, it would stand at the beginning of the translation"


def test_what_was_moved() -> None:
    """Lone texts of both sides that say the same are one place, told where the source has them."""
    beads = bitext((1, 0, 0.9), (1, 0, 0.8), (1, 0, 0.99), SURE, (0, 1, 0.9), (0, 1, 0.9))
    lost, place = doubtful.find(beads, moved=[(range(1, 3), range(1, 3))])
    assert lost.reasons == ("one-sided",)
    assert (place.source, place.target, place.score, place.reasons) == (range(1, 3), range(1, 3), 0.8, ("order",))
    assert place.message.startswith("moved: lines 3-5 of the translation and lines 3-5 of the source seem to say")


def test_length_and_kind() -> None:
    """A doubtful pair of unlike lengths and kinds says so; its neighbours tell what is usual."""
    source = "".join(f"A paragraph of usual length stands here, number {n}.\n\n" for n in range(6)) + "# Head\n\n"
    target = "".join(f"보통 길이의 문단이 여기에 있고 번호는 {n}이다.\n\n" for n in range(6)) + "긴 글이다. " * 40
    (place,) = doubtful.find(bitext(*[SURE] * 6, (1, 1, 0.3), source=source, target=target))
    assert place.reasons == ("low-score", "length", "kind")
    assert "times as long as usual here" in place.why
    assert "a heading against a paragraph" in place.why


def test_code_and_markup_are_no_places() -> None:
    """A translation may drop code and tags without being asked about it."""
    source = "One.\n\n```\ncode\n```\n\n<br />\n\nTwo.\n"
    made = bitext((1, 1, 0.9), (1, 0, 0.9), (1, 0, 1.0), (1, 1, 0.9), source=source, target="하나.\n\n둘.\n")
    assert doubtful.find(made) == []


def test_many_paragraphs_are_cut() -> None:
    """A long place shows its first texts and counts the rest; every row fits the columns."""
    made = bitext(SURE, *[(1, 0, 0.9)] * 9, SURE)
    text = doubtful_told.render(made, doubtful.find(made), columns=60)
    assert "and 5 more paragraphs" in text
    assert text.endswith("1 place to look at in 11 beads of en.md and ko.md.\n")
    assert max(len(row) for row in text.splitlines() if "|" in row) <= 60


def test_documents_that_hardly_match() -> None:
    """Few sure counterparts on either side are told with their number; a pair with a few gaps is not."""
    assert mistrust(bitext(*[SURE] * 8, (1, 0, 0.9), (1, 0, 0.9))) == ""
    assert "only 7 of 10 paragraphs of en.md" in mistrust(bitext(*[SURE] * 7, *[(1, 0, 0.9)] * 3))
    assert "only 7 of 10 paragraphs of ko.md" in mistrust(bitext(*[SURE] * 7, *[(0, 1, 0.9)] * 3))
    assert "no paragraph of en.md" in mistrust(bitext((1, 1, 0.1), (1, 1, 0.2)))
