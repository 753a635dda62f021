"""T014, C101, C102, C103 on documents of several segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.bitexts import bitext, gold, run
from tests.conftest import needs_shared
from tm import formats
from tm.checks import engine
from tm.checks.registry import load
from tm.core import Bead, Bitext, Diagnostic, Kind, Severity

FILLER = [
    (["The cat sleeps."], ["고양이가 잔다."]),
    (["A dog barks."], ["강아지가 짖는다."]),
    (["It rains."], ["비가 온다."]),
]


def catalogue(*messages: Sequence[str]) -> str:
    """A PO file of (context, source, target); an empty context is none."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    return head + "\n".join(
        (f'msgctxt "{context}"\n' if context else "") + f'msgid "{source}"\nmsgstr "{target}"\n'
        for context, source, target in messages
    )


def check(code: str, text: str) -> list[Diagnostic]:
    read = formats.read_bitext(text.encode(), name="ko.po", source_language="en", target_language="ko", notices=[])
    return engine.run(read, [load()[code]])


def check_pair(code: str, source: str, target: str) -> list[Diagnostic]:
    """Findings of one rule on two Markdown texts of as many segments."""
    left, right = (
        formats.read_document(text.encode(), name=f"{language}.md", language=language)
        for text, language in ((source, "en"), (target, "ko"))
    )
    beads = tuple(Bead(range(n, n + 1), range(n, n + 1)) for n in range(len(left.segments)))
    return engine.run(Bitext(left, right, beads), [load()[code]])


def test_t014_says_where_and_how_often() -> None:
    """One finding a rarer rendering, at its first place, with the places of the others and of the usual one."""
    rows = [
        ([f"The lamp {word}."], [f"램프가 {korean}."]) for word, korean in (("fell", "떨어졌다"), ("broke", "깨졌다"))
    ]
    rows += [
        (["Clean the lamp."], ["램프를 닦는다."]),
        (["Sell a lamp."], ["lamp를 판다."]),
        (["My lamp."], ["나의 lamp."]),
    ]
    (found,) = run("T014", bitext(*rows, *FILLER, *FILLER, (["A lamp burns."], ["램프가 탄다."])))
    assert found.message == "'lamp' is lamp here (2 times), 램프 elsewhere (4 times)"
    assert found.target is not None
    assert found.source is not None
    assert (found.target.text, found.source.text) == ("lamp", "lamp")
    assert [note.place.text for note in found.related] == ["램프", "lamp"]


def test_t014_leaves_code_alone() -> None:
    """A word that names a piece of code stays Latin rightly: emphasised, quoted, or before the word for its kind."""
    rows = [
        ([f"The lamp {word}."], [f"램프가 {korean}."]) for word, korean in (("fell", "떨어졌다"), ("broke", "깨졌다"))
    ]
    rows += [(["Clean the lamp."], ["램프를 닦는다."]), (["A lamp burns."], ["램프가 탄다."])]
    for source, target in (("Set *lamp* first.", "*lamp*를 먼저."), ("The lamp option.", "lamp 옵션이다.")):
        assert run("T014", bitext(*rows, *FILLER, ([source], [target]))) == []


LETTERS = st.text("ab A가각램프다.을 \n*`(-)lampLAMP12", max_size=24)


@given(st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=12))
def test_any_text_can_be_mined(rows: list[tuple[str, str]]) -> None:
    """Whatever the two sides hold, the rules about recurring text give findings or none, with places in both files."""
    texts = [(f"The lamp {source}.", f"lamp램프 {target}") for source, target in rows] * 3
    found = bitext(*[([source], [target]) for source, target in texts], *FILLER)
    for code in ("T014", "C101", "C102", "C103"):
        for diagnostic in run(code, found):
            assert diagnostic.target is not None
            assert diagnostic.target.span.end <= len(found.target.text)


def test_c101_reports_the_rarer_wording() -> None:
    """Of three, the one that differs; the related place is the usual wording."""
    rows = [
        (["See the notes below."], ["아래 주석을 보세요."]),
        *FILLER,
        (["See the notes below."], ["밑의 참고를 보세요."]),
    ]
    (found,) = run("C101", bitext(*rows, (["See the notes below."], ["아래 주석을 보세요."])))
    assert found.target is not None
    assert found.target.text == "밑의 참고를 보세요."
    assert found.related[0].place.text == "아래 주석을 보세요."


@pytest.mark.parametrize(("source", "count"), [("Open", 0), ("Sort files", 0), ("Sort by date", 1)])
def test_c101_lets_short_labels_differ_by_context(source: str, count: int) -> None:
    """In a catalogue with contexts, one word may be a command here and a state there; a phrase may not."""
    assert len(check("C101", catalogue(("menu", source, "열기로 한다"), ("state", source, "열린 상태")))) == count


def test_c102_wants_something_that_differs() -> None:
    """Other verbs may be translated alike; other nouns and numbers may not."""
    assert check("C102", catalogue(("", "Delete photo", "사진 삭제"), ("", "Remove photo", "사진 삭제"))) == []
    (found,) = check("C102", catalogue(("", "Delete photo", "사진 삭제"), ("", "Remove from album", "사진 삭제")))
    assert found.source is not None
    assert found.source.text == "Remove from album"


def test_c103_compares_references_with_their_heading() -> None:
    """A line of the contents that is a heading's text is worded as the heading is; spaces and numbers do not count."""
    heading = bitext((["First steps"], ["시작하기"]), kind=Kind.HEADING)
    rows = [(["First steps"], ["시작하기"]), (["1. First steps"], ["1. 첫걸음"]), (["First steps"], ["시작 하기"])]
    found = bitext(*rows)
    kinds = (heading.source.segments[0].kind, Kind.ITEM, Kind.ITEM)

    sides = [
        replace(side, segments=tuple(replace(s, kind=kind) for s, kind in zip(side.segments, kinds, strict=True)))
        for side in (found.source, found.target)
    ]
    (reported,) = run("C103", replace(found, source=sides[0], target=sides[1]))
    assert reported.target is not None
    assert reported.target.text == "1. 첫걸음"


@pytest.mark.parametrize(("heading", "count"), [("# template", 0), ("A template", 1)])
def test_t014_leaves_headings_that_name_code_alone(heading: str, count: int) -> None:
    """A heading of one word in lower case, on both sides, is the name of what its page is about."""
    uses = [("fell", "떨어졌다"), ("broke", "깨졌다"), ("burns", "탄다"), ("moves", "움직인다"), ("grows", "자란다")]
    source = [f"The template {word}.\n\nIt rains." for word, _ in uses]
    target = [f"템플릿이 {word}.\n\n비가 온다." for _, word in uses]
    korean = "template 하나" if count else heading
    found = check_pair("T014", "\n\n".join([heading, *source]), "\n\n".join([korean, *target]))
    assert len([one for one in found if one.target and one.target.text == "template"]) == count


@needs_shared
@pytest.mark.parametrize(
    ("name", "most", "among"),
    [
        ("sent-hf-forum", 4, "'title' is 타이틀 here (once), 제목 elsewhere (9 times)"),
        ("pydoc-unittest-hard", 5, "'fixture' is 픽스처 here (4 times), 픽스쳐 elsewhere (6 times)"),
        ("pydoc-howto-regex", 1, ""),
    ],
)
def test_t014_finds_little_and_what_matters(name: str, most: int, among: str) -> None:
    """On real translations there are few findings, those among them that a reviser would want."""
    messages = [found.message for found in run("T014", gold(name))]
    assert len(messages) <= most
    assert not among or among in messages


def test_t013_strips_particles() -> None:
    """A name with particles behind it is one form, whatever the particles are."""
    found = run(
        "T013",
        bitext(
            (["They always write Python here."], ["파이썬으로 쓴다."]),
            (["We will read Python there."], ["파이썬의 글을 읽는다."]),
            (["After that it became Python."], ["그때 파이썬이 되었다."]),
            (["People know Python rather well."], ["파이썬으로는 잘 안다."]),
        ),
    )
    assert not found


def test_t013_tells_a_form_once() -> None:
    """One finding a rarer form, with its other places; a warning only where it is a slip."""
    latin = [(["They will never ask Google about this."], ["Google에 묻는다."])] * 3
    hangul = [
        (["They will never ask Google about this."], [f"이제 구글{particle} 묻는다."])
        for particle in ("에", "에게", "이", "도")
    ]
    (found,) = run("T013", bitext(*hangul, *latin))
    assert found.message == "Google here (3 times), 구글 elsewhere (4 times)"
    assert found.severity is Severity.INFO
    assert [note.place.text for note in found.related] == ["구글", "Google", "Google"]
    (slip,) = run("T013", bitext(*hangul, latin[0]))
    assert slip.message == "Google here (once), 구글 elsewhere (4 times)"
    assert slip.severity is Severity.WARNING


def test_c103_tells_a_place_once_and_a_wording_at_its_first_place() -> None:
    """A link in front of a colon is one place, not two, and the same wording elsewhere is information."""
    source, target = "# First steps\n\n", "# 시작하기\n\n"
    for number in range(3):
        source += f"- [First steps](#first): step {number}\n\nA cat sleeps here {number} times.\n\n"
        target += f"- [첫걸음](#first): {number}단계\n\n고양이가 여기서 {number}번 잔다.\n\n"
    found = check_pair("C103", source, target)
    assert [(d.target.text if d.target else "", d.severity) for d in found] == [
        ("첫걸음", Severity.WARNING),
        ("첫걸음", Severity.INFO),
        ("첫걸음", Severity.INFO),
    ]


@pytest.mark.parametrize(
    ("reference", "heading"),
    [
        ("요약", "요약(First steps)"),
        ("요약(First steps)", "요약"),
        ("요약", "요약 [first-steps]"),
        ("요약", "요약 [[first-steps]]"),
        ("요약", "요약 {#first-steps}"),
        ("요약", "요약<sup>First steps</sup>"),
        ("요약", "First steps(요약)"),
    ],
)
def test_c103_leaves_glosses_alone(reference: str, heading: str) -> None:
    """The source word or an anchor in brackets of any kind is no other wording, on either side; a Korean word is."""
    assert not check_pair("C103", "- First steps\n\n# First steps", f"- {reference}\n\n# {heading}")
    assert check_pair("C103", "- First steps\n\n# First steps", f"- {reference} 정리\n\n# {heading}")


@pytest.mark.parametrize(
    ("link", "is_reference"),
    [
        ("(#first)", True),
        ("(../first)", True),
        ("(https://a.example/first)", False),
        ("(//a.example)", False),
        ("[1]", False),
    ],
)
def test_c103_passes_over_links_to_other_sites(link: str, *, is_reference: bool) -> None:
    """What a link to another site says is the name of something there, wherever its address stands."""
    below = "\n\n[1]: https://a.example/first\n"
    source = f"See [First steps]{link} now.\n\n- [First steps]{link}\n\n# First steps{below}"
    target = f"지금 [첫걸음]{link}을 보세요.\n\n- [첫걸음]{link}\n\n# 시작하기{below}"
    assert len(check_pair("C103", source, target)) == 2 * is_reference


def test_c103_says_less_of_other_pages_and_nothing_of_files_and_keys() -> None:
    """Another page need not be called what a heading here is, and neither a file nor a key in code is a title."""
    heading = "\n\n# Tides", "\n\n# 밀물과 썰물"
    for link, severities in (
        ("[Tides](#tides)", [Severity.WARNING]),
        ("[Tides](moon.md)", [Severity.INFO]),
        ("[Tides](TIDES)", []),
        ("[Tides](../tides.md)", []),
    ):
        found = check_pair(
            "C103", f"See {link}.{heading[0]}", f"{link.replace('Tides', '조석', 1)}을 보세요.{heading[1]}"
        )
        assert [one.severity for one in found] == severities, link
    assert not check_pair("C103", f"- `Tides`: a table{heading[0]}", f"- `Tides`: 표{heading[1]}")


def test_c103_takes_a_count_for_no_numbering() -> None:
    """Two headings that differ in a count are two; a number that both languages begin with only numbers them."""
    assert not check_pair("C103", "# 10 lamps\n\nA.\n\n# 100 lamps", "# 등대 10기\n\n가.\n\n# 등대 100기")
    assert check_pair("C103", "# 1 Lamps\n\nA.\n\n- Lamps", "# 1 등대\n\n가.\n\n- 등불")
