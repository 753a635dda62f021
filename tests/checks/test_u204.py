"""U204: added text, and the translator's notes and credits that are none."""

from __future__ import annotations

import pytest

from tests.checks.bitexts import Row, alone, bitext, covered, gold, run, sentences
from tests.checks.harness import findings
from tests.conftest import needs_shared
from tm.checks.notes import is_note
from tm.core import Bead, Bitext, Diagnostic, Kind, Severity
from tm.formats import read_document

SOURCE = "The station on the cape measures wind and waves every hour, in summer as in winter."
TARGET = "곶에 있는 관측소는 여름이든 겨울이든 한 시간마다 바람과 파도를 잽니다."
ADDED = "우리 동네에도 이런 관측소가 하나 있으면 좋겠습니다."


@pytest.mark.parametrize(
    "text",
    [
        "(역주: 한국에는 아직 없습니다.)",
        "※ 옮긴이 주 — 한국에는 아직 없습니다.",
        "[역자 주] 한국에는 아직 없습니다.",
        "> 번역자의 말: 한국에는 아직 없습니다.",
        "옮긴이: 김철수",
        "*이 글은 저자의 동의를 받아 번역하였습니다.*",
        "본 문서는 [블로그](https://example.org/a-very-long-address-of-a-post-that-goes-on-and-on)를 번역한 글입니다.",
        "원문: [Uses of ice](https://example.org/ice)",
        "(* 한국에는 아직 없습니다.)",
        "한국어 번역은 [김철수](https://example.org)가 했습니다.",
        "현재 원문의 [3f2a](https://example.org/commit/3f2a)까지 반영되어 있습니다.",
    ],
)
def test_notes_and_credits_are_silent(text: str) -> None:
    """A translator may speak, if the reader can tell."""
    assert findings("U204", "", text) == []


LINK = "[Ice](https://example.org/ice)"
ABOUT = [
    f"이 글은 Jane Doe의 {LINK}을 저자의 허락을 받아 옮긴 것이다.",
    f"Jane Doe가 쓴 {LINK}를 우리말로 옮긴 글입니다.",
    f"Jane Doe의 {LINK}를 허락을 받고 번역했습니다.",
    f"원문 링크: {LINK}",
    f"아래 글은 Jane Doe의 글 {LINK}의 번역입니다.",
    f"{LINK}를 저자 Jane Doe의 동의를 얻어 한국어로 싣습니다.",
    f"**번역 안내** {LINK}에 실린 글입니다.",
    "원문에는 그림이 있으나 여기서는 생략하였습니다.",
]
NO_NOTES = [
    f"더 많은 이야기는 {LINK}에서 읽을 수 있습니다.",
    f"번역 도구는 {LINK}에서 내려받을 수 있습니다.",
    "출처를 밝히지 않은 글은 믿을 수 없습니다.",
]


def beside(target: str, source: str = "") -> list[str]:
    """What U204 says where a paragraph of many has no counterpart, the first line of the target."""
    left = read_document((source + f"{SOURCE}\n\n" * 8).encode(), name="en.md", language="en")
    right = read_document((target + f"\n\n{TARGET}" * 8 + "\n").encode(), name="ko.md", language="ko")
    more = len(right.segments) - 8
    beads = [Bead(range(0), range(i, i + 1)) for i in range(more)]
    first = len(left.segments) - 8
    beads += [Bead(range(i + first, i + first + 1), range(i + more, i + more + 1)) for i in range(8)]
    return [one.message for one in run("U204", Bitext(left, right, tuple(beads)))]


@pytest.mark.parametrize("text", ABOUT)
def test_a_first_paragraph_about_the_translation(text: str) -> None:
    """What leads to the original, or names it, at the beginning of a page is the translator's; not in its middle."""
    assert beside(text) == []
    assert beside(f"> {text}") == []
    others: list[Row] = [([SOURCE], [TARGET])] * 8
    assert run("U204", bitext(*others, ([], [text]))) == []


@pytest.mark.parametrize("text", NO_NOTES)
def test_a_link_alone_is_no_note(text: str) -> None:
    """A first paragraph that speaks of other things is an addition, with a link or without."""
    assert len(beside(text)) == 1


def test_a_paragraph_with_a_link_in_the_middle() -> None:
    """Within a text the same words may be the author's: they are an addition there."""
    middle: list[Row] = [([SOURCE], [TARGET])] * 4
    assert len(run("U204", bitext(*middle, ([], [ABOUT[1]]), *middle))) == 1


def test_front_matter_where_the_source_has_none() -> None:
    """A site asks for a title on top of each page; where the source has front matter too, a value of it is added."""
    added = "---\ntitle: 얼음 이야기를 하는 관측소\n---"
    assert beside(added) == []
    source = read_document(f"---\ntitle: Ice\n---\n\n{SOURCE}\n".encode(), name="en.md", language="en")
    target = "---\ntitle: 얼음\ndescription: 얼음 이야기를 하는 관측소와 등대\n---"
    right = read_document(f"{target}\n\n{TARGET}\n".encode(), name="ko.md", language="ko")
    keys = [one.key for one in right.segments]
    at = keys.index("description")
    beads = [Bead(range(i, i + 1), range(i, i + 1)) for i in range(at)]
    beads += [Bead(range(at, at), range(at, at + 1))]
    beads += [Bead(range(i - 1, i), range(i, i + 1)) for i in range(at + 1, len(keys))]
    assert len(run("U204", Bitext(source, right, tuple(beads)))) == 1


def test_a_rewritten_paragraph_is_told_as_missing() -> None:
    """What stands where a source paragraph is missing may be its free rendering: the addition is information."""
    found = run(
        "U204",
        bitext(
            ([SOURCE], [TARGET]),
            (["Nobody lives there any more, and the lamp is lit by a small computer in the cellar now."], [], 0.99),
            ([], ["요즘은 비었습니다."], 0.99),
            ([SOURCE], [TARGET]),
        ),
    )
    assert [one.severity for one in found] == [Severity.INFO]


def test_an_unmarked_addition_is_reported() -> None:
    """Added text is marked whole; the source place is empty and lies where it would belong."""
    (found,) = run("U204", bitext(([SOURCE], [TARGET]), ([], [ADDED]), ([SOURCE], [TARGET])))
    assert found.target is not None
    assert found.target.text == ADDED
    assert found.source is not None
    assert (found.source.span.start, len(found.source.span)) == (len(SOURCE), 0)


def test_a_note_parts_a_run() -> None:
    """Additions around a translator's note are two findings, and the note is in none."""
    rows: list[Row] = [([], [ADDED]), ([], ["역주: 한국에는 아직 없습니다."]), ([], [ADDED])]
    found = run("U204", bitext(([SOURCE], [TARGET]), *rows, ([SOURCE], [TARGET])))
    assert [f.target.text for f in found if f.target] == [ADDED, ADDED]


def test_the_title_of_a_box_is_no_addition() -> None:
    """A box has a default title; writing a Korean one adds nothing."""
    left = read_document(b"/// tip\n\nCount owls.\n\n///\n", name="a.md", language="en")
    right = read_document("/// tip | 알아두기\n\n올빼미를 세세요.\n\n///\n".encode(), name="b.md", language="ko")
    kinds = [segment.kind for segment in left.segments], [segment.kind for segment in right.segments]
    assert kinds[0] == [Kind.MARKUP, Kind.PARAGRAPH, Kind.MARKUP]
    title = Bead(range(1), range(1)) if len(kinds[1]) == 3 else Bead(range(1), range(2))
    rest = tuple(Bead(range(i, i + 1), range(i + len(kinds[1]) - 3, i + len(kinds[1]) - 2)) for i in (1, 2))
    assert run("U204", Bitext(left, right, (title, *rest))) == []
    alone = Bead(range(1), range(0)), Bead(range(1, 1), range(1))
    assert run("U204", Bitext(left, right, (*alone, *rest))) == []


def test_a_clause_that_became_a_sentence_is_no_addition() -> None:
    """Where the neighbour has a clause to spare and the alignment is not sure, length alone proves little."""
    source = "The river has many paths for boats, see below."
    target = ["강에는 배가 다니는 길이 여럿 있습니다.", "노를 젓는 방법은 다음에서 살펴봅니다."]
    found = bitext(([source], [" ".join(target)]))
    beads = (Bead(range(1), range(1), 0.86), Bead(range(1, 1), range(1, 2), 0.86))
    assert run("U204", sentences(found, *beads, parts=([source], target))) == []
    plain = "The river has many paths for all sorts of boats."
    found = bitext(([plain], [" ".join(target)]))
    assert len(run("U204", sentences(found, *beads, parts=([plain], target)))) == 1


def test_lost_sentences_together_match_a_lone_paragraph() -> None:
    """Two sentences that a neighbouring paragraph of the source says in one."""
    target = [TARGET, "끝으로 등불을 켜는 방법도 소개합니다.", "이 방법을 쓰면 배가 길을 잃지 않습니다."]
    lone = "Finally, we show how to light the lamp, a way to keep the ships from losing their course."
    found = bitext(([SOURCE], [" ".join(target)]), ([lone], []))
    beads = (Bead(range(1), range(1)), *(Bead(range(1, 1), range(i, i + 1), 0.95) for i in (1, 2)))
    assert run("U204", sentences(found, *beads, parts=([SOURCE], target))) == []


def test_a_translation_behind_the_original_is_no_addition() -> None:
    """The original that was left in front of it is the defect, and another rule reports it."""
    found = bitext(([SOURCE], [f"{SOURCE}\n{TARGET}"]))
    beads = (Bead(range(1), range(1)), Bead(range(1, 1), range(1, 2), 0.95))
    found = sentences(found, *beads, parts=([SOURCE], [SOURCE, TARGET]))
    assert run("U204", found) == []
    (leftover,) = run("U201", found)
    assert leftover.target is not None
    assert leftover.target.text == SOURCE
    rows: list[Row] = [([SOURCE], [SOURCE]), ([], [TARGET])]
    assert run("U204", bitext(*rows)) == []


HARD = ("pydoc-decimal-hard", "pydoc-faq-programming-hard", "pydoc-unittest-hard", "pydoc-whatsnew-37-hard")


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("name", HARD)
def test_one_sided_segments_of_gold(name: str) -> None:
    """Measured with the gold alignment: additions but notes reported, and nothing that has a counterpart."""
    found = gold(name)
    reported = covered(found, run("U204", found), "target")
    added = {i for i in alone(found, "target") if not is_note(found.target.segments[i])}
    assert reported - added == set()
    assert len(reported & added) >= 0.9 * len(added)


@pytest.mark.parametrize(
    "note",
    [
        "[^9]: 이 이야기는 한국에서는 조금 다르게 전해집니다.",
        "<aside>이 이야기는 한국에서는 조금 다르게 전해집니다.</aside>",
        "<aside>\n\n이 이야기는 한국에서는 조금 다르게 전해집니다.\n\n</aside>",
    ],
)
def test_notes_by_their_place(note: str) -> None:
    """A footnote or an aside that the source does not have is the translator's; the paragraph behind it is not."""

    def added(text: str) -> list[str]:
        target = read_document(f"{TARGET}\n\n{text}\n\n{TARGET}\n".encode(), name="ko.md", language="ko")
        source = read_document(f"{SOURCE}\n\n{SOURCE}\n".encode(), name="en.md", language="en")
        last = len(target.segments) - 1
        beads = [Bead(range(1), range(1)), *(Bead(range(1, 1), range(k, k + 1)) for k in range(1, last))]
        found = Bitext(source, target, (*beads, Bead(range(1, 2), range(last, last + 1))))
        return [one.message for one in run("U204", found)]

    assert added(note) == []
    assert len(added(f"{note}\n\n{ADDED}")) == 1


def test_a_very_sure_lost_sentence_needs_no_lengths() -> None:
    """An added sentence in a paragraph of usual length, of which the alignment is sure."""
    long = "The station on the cape measures wind and waves every hour, in summer as in winter, day and night."
    whole = bitext(([long], [f"{TARGET} {ADDED}"]))
    for score, count in ((0.97, 1), (0.6, 0)):
        beads = (Bead(range(1), range(1)), Bead(range(1, 1), range(1, 2), score))
        assert len(run("U204", sentences(whole, *beads, parts=([long], [TARGET, ADDED])))) == count


def labelled(extra: str) -> list[Diagnostic]:
    """What U204 says where one long sentence of labels became several, the last of which is `extra`."""
    cell = "`near`: the lamps at the gate where it is dark; `all`: the lamps everywhere; `none`: no lamp"
    said = ["`near`: 어두운 곳에서 문 앞에 있는 등불을 켭니다.", "`all`: 모든 곳의 등불을 켭니다.", extra]
    found = bitext(([cell], [" ".join(said)]))
    beads = (Bead(range(1), range(1)), *(Bead(range(1, 1), range(i, i + 1), 0.96) for i in (1, 2)))
    return run("U204", sentences(found, *beads, parts=([cell], said)))


def test_labels_of_a_long_sentence_are_no_additions() -> None:
    """A sentence whose marks the source has, and the rest of the target has not, renders a part of it."""
    assert labelled("`none`: 등불을 아예 켜지 않습니다.") == []
    assert labelled("`dim`: 등불을 아예 켜지 않습니다.") != []
    assert labelled("`all`: 이것은 아무래도 덧붙인 말입니다.") != []


@pytest.mark.parametrize(
    ("words", "told"),
    [("파일에 바로.", False), ("파일에 바로 적습니다.", True), ("그것은 지난해 봄에 처음으로.", True)],
)
def test_a_few_words_without_a_verb_are_a_fragment(words: str, told: bool) -> None:
    """Nobody adds such; a sentence with a verb may be an addition, and so may a longer one."""
    assert bool(labelled(words)) is told
