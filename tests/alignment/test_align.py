"""Paragraph alignment: properties over generated input, and what kinds decide."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alignment.fakes import Words, segments
from tm.alignment import align, locks_digest, search, signature
from tm.core import Bead, Kind, Mask, Places, Segment, Span

_WORDS = st.sampled_from(
    ["the", "model", "GPT-2", "모델은", "42", "학습한다.", "see:", "https://youtu.be/MVBe6_o4cMI", ""]
)
_SEGMENTS = st.lists(
    st.builds(
        lambda words, kind, level, key: Segment(
            "", text := " ".join(words), Places.identity(0, len(text)), kind, (), level, key
        ),
        st.lists(_WORDS, max_size=6),
        st.sampled_from(list(Kind)),
        st.integers(0, 3),
        st.sampled_from(["", "title", "youtube:MVBe6_o4cMI", "image:a.png"]),
    ),
    max_size=9,
)
_ENCODERS = st.sampled_from([None, Words()])


def covers(beads: Sequence[Bead], sources: int, targets: int) -> bool:
    """Each index once, in order, and nothing empty."""
    return (
        [i for bead in beads for i in bead.source] == list(range(sources))
        and [j for bead in beads for j in bead.target] == list(range(targets))
        and all(bead.source or bead.target for bead in beads)
    )


@given(_SEGMENTS, _SEGMENTS, _ENCODERS)
@settings(max_examples=150, deadline=None)
def test_beads_cover_every_segment_once_in_order(
    source: list[Segment], target: list[Segment], encoder: Words | None
) -> None:
    """Beads cover each segment of either side exactly once, in order, with scores from 0 to 1."""
    beads = align(source, target, encoder=encoder)
    assert covers(beads, len(source), len(target))
    assert all(0 <= bead.score <= 1 for bead in beads)


@given(_SEGMENTS, _SEGMENTS)
@settings(max_examples=50, deadline=None)
def test_markup_and_one_sided_ranges(source: list[Segment], target: list[Segment]) -> None:
    """Markup stands alone with score 1, and an empty range lies where the missing side belongs."""
    i = j = 0
    for bead in align(source, target, encoder=None):
        assert (bead.source.start, bead.target.start) == (i, j)
        i, j = bead.source.stop, bead.target.stop
        members = [source[k] for k in bead.source] + [target[k] for k in bead.target]
        if any(segment.kind is Kind.MARKUP for segment in members):
            assert len(members) == 1
            assert bead.score == 1


@given(_SEGMENTS, _SEGMENTS, _ENCODERS)
@settings(max_examples=50, deadline=None)
def test_the_same_input_gives_the_same_beads(
    source: list[Segment], target: list[Segment], encoder: Words | None
) -> None:
    """Alignment is deterministic."""
    assert align(source, target, encoder=encoder) == align(source, target, encoder=encoder)


TEXTS = [
    "Deep networks learn features.",
    "The 1998 paper by LeCun used CNN layers.",
    "Install numpy 1.26 first.",
    "It runs on Linux and Windows.",
    "Read the FAQ.",
]
KOREAN = [
    "심층 신경망은 특징을 학습한다.",
    "LeCun의 1998년 논문은 CNN 층을 썼다.",
    "먼저 numpy 1.26을 설치한다.",
    "Linux와 Windows에서 돌아간다.",
    "FAQ를 읽는다.",
]


def test_swapping_the_sides_mirrors_the_beads() -> None:
    """Korean to English gives the beads of English to Korean, mirrored."""
    there = align(segments(*TEXTS), segments(*KOREAN[1:]), encoder=None)
    back = align(segments(*KOREAN[1:]), segments(*TEXTS), encoder=None)
    assert [(bead.source, bead.target) for bead in there] == [(bead.target, bead.source) for bead in back]


def test_anchors_and_lengths_find_a_dropped_paragraph() -> None:
    """Without an encoder, shared names and numbers still show which paragraph has no counterpart."""
    beads = align(segments(*TEXTS), segments(*KOREAN[:2], *KOREAN[3:]), encoder=None)
    assert [bead.type for bead in beads] == ["1-1", "1-1", "1-0", "1-1", "1-1"]
    assert beads[2].source == range(2, 3)


def test_empty_sides() -> None:
    """A side without segments leaves all of the other alone, and both empty give no beads."""
    assert align([], [], encoder=None) == []
    assert [bead.type for bead in align(segments("a", "b"), [], encoder=Words())] == ["1-0", "1-0"]
    assert [bead.type for bead in align([], segments("a"), encoder=Words())] == ["0-1"]


def pairs(source: list[Segment], target: list[Segment]) -> list[tuple[list[int], list[int]]]:
    beads = align(source, target, encoder=None)
    return [(list(bead.source), list(bead.target)) for bead in beads if bead.source and bead.target]


def one(text: str, kind: Kind, *, level: int = 0, key: str = "") -> Segment:
    return Segment("", text, Places.identity(0, len(text)), kind, (), level, key)


def test_media_are_matched_by_key() -> None:
    """An embedded player is the thumbnail link of the same video, and not of another one."""
    source = [one("<iframe src=a>", Kind.MEDIA, key="youtube:a"), one("<iframe src=b>", Kind.MEDIA, key="youtube:b")]
    target = [one("[![x](b.jpg)](b)", Kind.MEDIA, key="youtube:b")]
    assert pairs(source, target) == [([1], [0])]


def test_images_with_other_file_names_are_matched() -> None:
    """An image alone at its place is the translation's image there, whatever its file is called."""
    source = [one("![a](one.png)", Kind.MEDIA, key="image:one.png")]
    assert pairs(source, [one("![가](two.png)", Kind.MEDIA, key="image:two.png")]) == [([0], [0])]


@pytest.mark.parametrize(
    ("first", "second"),
    [(Kind.CODE, Kind.PARAGRAPH), (Kind.META, Kind.PARAGRAPH), (Kind.MEDIA, Kind.HEADING), (Kind.CELL, Kind.HEADING)],
)
def test_kinds_that_cannot_be_translations_never_meet(first: Kind, second: Kind) -> None:
    """Code, metadata and media are never paired with prose, even with the same words."""
    assert pairs([one("GPT-2 42", first)], [one("GPT-2 42", second)]) == []


def test_metadata_and_cells_keep_their_place() -> None:
    """Front-matter values pair by key, table cells by column."""
    meta = [one("Title 42", Kind.META, key="title"), one("Text 7", Kind.META, key="description")]
    assert pairs(meta, [one("Title 42", Kind.META, key="description")]) == [([1], [0])]
    cells = [one("42", Kind.CELL, level=1), one("42", Kind.CELL, level=2)]
    assert pairs(cells, [one("42", Kind.CELL, level=2)]) == [([1], [0])]


def test_a_title_may_move_into_front_matter() -> None:
    """The first heading of one file is the title in the front matter of another, where that has no such heading."""
    title = one("학교의 다섯 가지 습관", Kind.META, key="title")
    about = one("다섯 가지 습관", Kind.META, key="description")
    heading, text = one("Five habits of schools", Kind.HEADING, level=1), one("They open at eight.", Kind.PARAGRAPH)
    korean = one("여덟 시에 문을 엽니다.", Kind.PARAGRAPH)
    assert pairs([heading, text], [title, about, korean]) == [([0], [0]), ([1], [2])]
    assert pairs([title, korean], [heading, text]) == [([0], [0]), ([1], [1])]
    own = one("Habits", Kind.META, key="title")
    assert pairs([own, heading, text], [title, korean]) == [([0], [0]), ([2], [1])]


def test_a_table_with_a_column_more_pairs_the_others() -> None:
    """Cells keep their column only where both tables have as many: a column that one side lacks stands alone."""
    rows = [("Depth", "Name", "12", "340"), ("Width", "Reach", "7", "56000")]
    source = [one(text, Kind.CELL, level=k + 1) for row in rows for k, text in enumerate(row)]
    korean = [("깊이", "12", "340"), ("너비", "7", "56000")]
    target = [one(text, Kind.CELL, level=k + 1) for row in korean for k, text in enumerate(row)]
    found = [pair for pair in pairs(source, target) if all(pair)]
    assert found == [([0], [0]), ([2], [1]), ([3], [2]), ([4], [3]), ([6], [4]), ([7], [5])]


def test_items_of_a_list_are_known_by_their_links() -> None:
    """Short entries that all look alike are told apart by the page that each leads to."""

    def entry(name: str, page: str) -> Segment:
        text = f"[{name}]({page})"
        return Segment(
            "", text, Places.identity(0, len(text)), Kind.ITEM, (Mask(Span(len(name) + 3, len(text) - 1), "url"),), 1
        )

    source = [entry("Gulls", "birds/gull"), entry("Terns", "birds/tern"), entry("Owls", "birds/owl")]
    target = [entry("새 두 번째", "birds/tern"), entry("올빼미", "birds/owl")]
    assert pairs(source, target) == [([1], [0]), ([2], [1])]


def test_an_item_may_become_a_line() -> None:
    """List items meet the lines that a translator set instead of a list."""
    source = [one(text, Kind.ITEM, level=1) for text in TEXTS]
    assert pairs(source, segments(*KOREAN)) == [([k], [k]) for k in range(5)]


def test_a_heading_is_known_by_its_id() -> None:
    """Headings with the same written-out id are paired, whatever they are called."""

    def titled(text: str, name: str) -> Segment:
        whole = f"{text} {{#{name}}}"
        masked = (Mask(Span(len(text), len(whole)), "anchor"),)
        return Segment("", whole, Places.identity(0, len(whole)), Kind.HEADING, masked, 2)

    source = [titled("Setup", "setup"), titled("Usage", "usage"), titled("Help", "help")]
    assert pairs(source, [titled("쓰임", "usage"), titled("도움말", "help")]) == [([1], [0]), ([2], [1])]


def test_headings_do_not_become_items() -> None:
    """A dropped heading does not take the paragraph or the item behind it."""
    source = [one("Part 2", Kind.HEADING, level=2), *segments(TEXTS[1])]
    assert pairs(source, segments(KOREAN[1])) == [([1], [0])]


@pytest.mark.parametrize("lost", [range(70, 95), range(20, 140), range(0)])
def test_long_sides_are_searched_in_blocks(monkeypatch: pytest.MonkeyPatch, lost: range) -> None:
    """Blocks along a corridor give the beads of the whole search, around a dropped run as well."""
    source = [f"Section {number} of RFC{number * 7} explains item {number * 13}." for number in range(180)]
    target = [
        f"RFC{number * 7}의 {number}절은 항목 {number * 13}을 설명한다." for number in range(180) if number not in lost
    ]
    blocked = align(segments(*source), segments(*target), encoder=None)
    monkeypatch.setattr(search, "CELLS", 1_000_000)
    whole = align(segments(*source), segments(*target), encoder=None)
    assert [(b.source, b.target) for b in blocked] == [(b.source, b.target) for b in whole]
    assert sum(bead.type == "1-1" for bead in blocked) == 180 - len(lost)


def test_long_texts_that_have_nothing_in_common(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two long texts that have nothing in common are still covered, in bounded steps."""
    monkeypatch.setattr(search, "CELLS", 100)
    monkeypatch.setattr(search, "BATCH", 2000)
    source, target = [f"x{'a' * (k % 17)}" for k in range(90)], ["나" * (1 + k % 5) + "." for k in range(400)]
    assert covers(align(segments(*source), segments(*target), encoder=None), 90, 400)


def test_signature() -> None:
    """The signature names the encoder and the options, in a fixed order."""
    assert signature(None) == "align 7 | no encoder"
    assert signature(Words(), {"level": "sentence", "a": 1}) == "align 7 | words 1 | a 1 | level sentence"
    assert signature(Words(), cascade=False) == "align 7 | words 1 full"


def test_locks_digest_changes_with_each_lock() -> None:
    """As many locks in other places make another digest; other scores do not."""
    one = locks_digest([Bead(range(1), range(1), 0.5)])
    assert one == locks_digest([Bead(range(1), range(1), 1.0)])
    others = [
        locks_digest([Bead(range(1), range(1, 2))]),
        locks_digest([], ({0}, set())),
        locks_digest([], (set(), {0})),
        locks_digest([], (), [(0, 0)]),
    ]
    assert len({one, *others}) == 5


@pytest.mark.parametrize("lost", [0, 400])
def test_catalogues_end(lost: int) -> None:
    """Long lists without any shared anchor, a long run dropped or not, are covered and end."""
    source = [f"{chr(97 + k % 26) * (1 + k * 7 % 31)} entry" for k in range(1500)]
    target = ["가" * (1 + k * 7 % 31) + " 항목" for k in range(1500) if not 500 <= k < 500 + lost]
    assert covers(align(segments(*source), segments(*target), encoder=None), 1500, 1500 - lost)


@pytest.mark.parametrize(("n", "m"), [(1, 4000), (4000, 1), (0, 3000), (900, 900), (700, 900)])
def test_equal_lines(n: int, m: int) -> None:
    """Lines that are all the same, and a few against thousands, are covered and end."""
    assert covers(align(segments(*["Same."] * n), segments(*["같다."] * m), encoder=None), n, m)
