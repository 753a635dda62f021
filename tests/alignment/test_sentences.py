"""Sentences inside paired paragraphs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alignment.fakes import Words, segments
from tests.alignment.test_align import covers
from tests.alignment.test_beads import chain
from tm.alignment import align_sentences
from tm.core import Bead, Document, Kind, Segment


def document(*paragraphs: list[str]) -> Document:
    found: list[Segment] = []
    for number, texts in enumerate(paragraphs):
        found += segments(*texts, kind=Kind.SENTENCE, parent=number)
    return Document("", "en", "", tuple(found))


_SIZES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)).filter(any), max_size=5)


@given(_SIZES, st.data())
@settings(max_examples=60, deadline=None)
def test_sentences_are_covered_and_stay_in_their_paragraphs(sizes: list[tuple[int, int]], data: st.DataObject) -> None:
    """Sentence beads cover each sentence once, in order, and never cross the beads of the paragraphs."""
    paragraphs = chain(sizes, 0.9)
    texts = st.lists(st.sampled_from(["one GPT-2.", "둘 GPT-2.", "three 42", "넷: 42"]), max_size=4)
    sides = [document(*(data.draw(texts) for _ in range(sum(size[k] for size in sizes)))) for k in (0, 1)]
    beads = align_sentences(sides[0], sides[1], paragraphs, encoder=data.draw(st.sampled_from([None, Words()])))
    assert covers(beads, len(sides[0].segments), len(sides[1].segments))
    owner = [{k: n for n, bead in enumerate(paragraphs) for k in (bead.source, bead.target)[side]} for side in (0, 1)]
    for bead in beads:
        owners = {owner[0][sides[0].segments[i].parent] for i in bead.source}
        owners |= {owner[1][sides[1].segments[j].parent] for j in bead.target}
        assert len(owners) == 1
        assert 0 <= bead.score <= 0.9


def test_one_with_one_needs_no_encoder() -> None:
    """Where there is no choice nothing is encoded, and the score is the paragraphs'."""
    encoder = Words()
    paragraphs = [Bead(range(1), range(1), 0.8), Bead(range(1, 2), range(1, 1), 0.7)]
    beads = align_sentences(document(["One."], ["Two.", "Three."]), document(["하나."]), paragraphs, encoder=encoder)
    assert [(bead.type, bead.score) for bead in beads] == [("1-1", 0.8), ("1-0", 0.7), ("1-0", 0.7)]
    assert encoder.asked == []


def test_a_split_sentence_is_found() -> None:
    """A sentence that the translator split is one bead, with its two halves."""
    source = document(
        ["GPT-2 appeared in 2019 and had 1.5 billion parameters in 48 layers.", "It was trained on WebText."]
    )
    target = document(["GPT-2는 2019년에 나왔다.", "48개 층에 1.5 억 단위 매개변수를 두었다.", "WebText로 학습했다."])
    beads = align_sentences(source, target, [Bead(range(1), range(1))], encoder=None)
    assert [bead.type for bead in beads] == ["1-2", "1-1"]


def test_where_lengths_and_anchors_settle_it_nothing_is_encoded() -> None:
    """A paragraph whose sentences go one by one by their numbers and names is not shown to the encoder."""
    encoder = Words()
    source = document(["GPT-2 came out in 2019 with 48 layers.", "BERT came out in 2018 with 24 of them."])
    target = document(["GPT-2는 2019년에 48개 층으로 나왔다.", "BERT는 2018년에 24개 층으로 나왔다."])
    beads = align_sentences(source, target, [Bead(range(1), range(1))], encoder=encoder)
    assert [bead.type for bead in beads] == ["1-1", "1-1"]
    assert min(bead.score for bead in beads) >= 0.99
    assert encoder.asked == []


def test_a_lost_sentence_is_found_by_what_the_paragraph_lacks() -> None:
    """A sentence that nothing on the other side resembles, in a paragraph too short for it, stands alone."""
    source = document(
        ["The pump was checked in 2019 by hand.", "Nobody wrote down what they saw there.", "It broke in 2021."]
    )
    target = document(["펌프는 2019년에 손으로 점검했다.", "2021년에 고장 났다."])
    beads = align_sentences(source, target, [Bead(range(1), range(1))], encoder=None)
    assert [bead.type for bead in beads] == ["1-1", "1-0", "1-1"]


def test_a_paragraph_of_hundreds_of_sentences() -> None:
    """A paragraph too large to be searched whole takes the search for long sides, with the same result."""
    english = [f"Sample {n} was weighed on day {n + 7}." for n in range(300)]
    korean = [f"시료 {n}은 {n + 7}일째에 무게를 쟀다." for n in range(300)]
    beads = align_sentences(document(english), document(korean), [Bead(range(1), range(1))], encoder=None)
    assert [bead.type for bead in beads] == ["1-1"] * 300


def test_a_moved_sentence_is_not_sure_to_be_lost() -> None:
    """Of two sentences in the other order the lone ones score low: each is there, at another place."""
    source = document(["alpha beta gamma delta.", "one two three four five six.", "red green blue black."])
    target = document(["one two three four five six.", "red green blue black.", "alpha beta gamma delta."])
    beads = align_sentences(source, target, [Bead(range(1), range(1))], encoder=Words())
    assert [bead.type for bead in beads] == ["1-0", "1-1", "1-1", "0-1"]
    assert max(beads[0].score, beads[-1].score) <= 0.3
    assert min(bead.score for bead in beads[1:3]) > 0.9


def test_a_huge_paragraph_is_aligned_as_a_document_is() -> None:
    """Hundreds of sentences in one paragraph are read level by level: what numbers settle, no encoder reads."""
    encoder = Words()
    source = [f"Item {k * 7} is number {k * 13}." for k in range(340)]
    target = [f"항목 {k * 7}의 번호는 {k * 13}이다." for k in range(340) if k != 100]
    beads = align_sentences(document(source), document(target), [Bead(range(1), range(1))], encoder=encoder)
    assert [bead.source for bead in beads if not bead.target] == [range(100, 101)]
    assert len(encoder.asked) < 100
