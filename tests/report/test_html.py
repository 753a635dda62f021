"""The page of a check: texts, marks and findings, as a parser of HTML reads it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given

from tests.report.made import AWKWARD, KOREAN, STYLE, found, reports
from tests.report.paired import HOSTILE, PATH, at, bitext, findings
from tests.report.read import TAGS, Read, aligned, marks, render
from tm.core import Diagnostic, Document, Place, Related, Severity, Span
from tm.report import Style
from tm.report.frame import BIDI, printable
from tm.report.html import pair, shell

KOREAN_STYLE = Style(language="ko", manual=STYLE.manual)

PAIR = bitext()
FINDINGS = findings(PAIR)
PAGE = Read(render(FINDINGS, aligned(PAIR)))


@given(reports)
def test_a_page_holds_no_markup_of_files(diagnostics: list[Diagnostic]) -> None:
    """Whatever files hold, tags are those of the report and balanced, identifiers are unique, links lead to them."""
    page = render(diagnostics, STYLE, (AWKWARD[1], AWKWARD[1]))
    read = Read(page)
    assert {tag for tag, _, _ in read.elements} <= TAGS
    assert len(read.ids) == len(set(read.ids))
    for attrs, _ in read.of("a"):
        assert attrs["href"][0] == "#"
        assert attrs["href"][1:] in read.ids
    assert not set(page) & BIDI
    assert len(read.of("article")) == len(diagnostics)
    page.encode()


@pytest.mark.parametrize("page", [PAGE, Read(pair.page(PAIR, "en"))], ids=["check", "pair"])
def test_hostile_text_stays_text(page: Read) -> None:
    """Markup in texts, terms, paths, messages and signatures ends no script and begins no element."""
    shown = "\n".join(map(printable, HOSTILE.split("\n")))
    assert {tag for tag, _, _ in page.elements} <= TAGS
    assert len(page.of("script")) == 1
    assert sum(shown in text for _, text in page.of("p")) >= 3
    assert any(printable(PATH) == text for _, text in page.of("span"))


def test_the_policy_allows_the_page_itself_only() -> None:
    """A browser is told by digest which style and script may run, and that nothing may be fetched."""
    (policy,) = (attrs["content"] for attrs, _ in PAGE.of("meta") if "http-equiv" in attrs)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert policy == shell.policy()
    assert [attrs.get("src") for attrs, _ in PAGE.of("script")] == [None]
    assert "url(" not in shell.asset("style.css")
    assert "@import" not in shell.asset("style.css")
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|innerHTML|eval|import)\b", shell.script())


def test_findings_are_marked_where_they_are() -> None:
    """Both sides are marked at the exact spans, also where findings overlap and cross a line."""
    numbers = {attrs["data-r"]: int(attrs["id"][1:]) for attrs, _ in PAGE.of("article")}
    assert marks(PAGE, numbers["T002"]) == {"s": "sample", "t": "sample"}
    assert marks(PAGE, numbers["S701"]) == {"s": "", "t": "sample를 만나면 모델이 `code` 환각을\n일으"}
    assert marks(PAGE, numbers["K601"]) == {"s": "", "t": "끝"}
    assert sorted(numbers.values()) == [1, 2, 3, 4]


def test_what_is_missing_stands_beside_nothing() -> None:
    """An omission is in the row of the source, whose other side says that there is nothing."""
    rows = [text for attrs, text in PAGE.of("div", "row") if "alone" in attrs["class"]]
    assert [(text.startswith("1-0"), "Only here." in text, "nothing in the translation" in text) for text in rows] == [
        (True, True, True)
    ]
    assert "U203" in rows[0]


def test_rows_without_findings_are_folded() -> None:
    """Long runs without findings are folded, their texts are there; neighbours of findings are not folded."""
    (fold,) = [text for _, text in PAGE.of("details", "fold")]
    assert "3 paragraphs without findings" in fold
    assert "Three." in fold
    assert "Only here." not in fold


def test_sides_have_their_language() -> None:
    """Readers that speak a page aloud are told which text is in which language, and so is the interface."""
    assert {attrs.get("lang") for attrs, _ in PAGE.of("div", "s")} == {"en"}
    assert {attrs.get("lang") for attrs, _ in PAGE.of("div", "t")} == {"ko", None}  # nothing has no language
    page = Read(render(FINDINGS, aligned(PAIR, language="ko")))
    assert page.of("html")[0][0]["lang"] == "ko"
    assert page.of("h1")[0][1] == "번역 검사"
    assert "결과가 없는 문단 3개" in [text for _, text in page.of("summary")]


def test_a_finding_says_everything() -> None:
    """Severity, code with its manual, message, help, the fix as a difference, both places, the term."""
    attrs, text = next((attrs, text) for attrs, text in PAGE.of("article") if attrs["data-r"] == "T002")
    for part in ("error", "T002 term-untranslated", "'sample'", "use 표본", "safe fix", "source 3:", "translation 3:4"):
        assert part in text
    assert attrs["data-t"].startswith("sample")
    assert PAGE.of("del")[0][1] == "sample"
    assert PAGE.of("ins")[0][1].startswith("표본")
    assert any(attrs.get("id") == "r-T002" and "finds things" in text for attrs, text in PAGE.of("div", "manual"))


def test_related_places_are_marked_and_linked_both_ways() -> None:
    """What a finding points to is marked in the text: the finding leads there, the mark leads back and says why."""
    number = next(attrs["id"][1:] for attrs, _ in PAGE.of("article") if attrs["data-r"] == "T002")
    ((attrs, text),) = PAGE.of("a", "also")
    assert (text, attrs["href"], attrs["id"]) == ("넷", f"#f{number}", f"r{number}-1")
    assert attrs["title"].startswith("here </script>")
    assert [text for attrs, text in PAGE.of("a", "at") if attrs["href"] == f"#r{number}-1"] == ["12:1"]


def test_many_related_places() -> None:
    """Those beyond the first few are folded, and beyond a number only counted; one is marked as often as it is told."""
    word = at(PAIR.target, "하나")
    one = replace(FINDINGS[3], related=tuple(Related(f"place {n}", word) for n in range(60)))
    page = Read(render([one], aligned(PAIR)))
    (folded,) = (text for _, text in page.of("details") if text.startswith("+57"))
    assert folded.endswith("place 39 6:1+20")
    assert len(page.of("a", "also")) == 1
    assert sum(attrs["href"].startswith("#r1-") for attrs, _ in page.of("a", "at")) == 40


def test_a_place_over_several_paragraphs_has_one_name() -> None:
    """A mark that goes on in the next paragraph is led to where it begins."""
    start = PAIR.target.text.index("하나")
    one = replace(FINDINGS[3], target=Place(PAIR.target, Span(start, PAIR.target.text.index("셋"))))
    page = Read(render([one], aligned(PAIR)))
    assert marks(page, 1)["t"] == "하나.둘."
    assert page.ids.count("t1") == 1


def test_what_is_wide_is_marked_faintly() -> None:
    """A whole paragraph is not painted over."""
    content = "가나다 " * 40
    wide = Read(render([found(document=Document("ko.md", "ko", content), text=content.strip())]))
    assert wide.of("a", "wide")
    assert not PAGE.of("a", "wide")


def test_a_page_without_alignments_shows_the_lines() -> None:
    """Findings whose texts are not given are shown with the lines they stand in."""
    page = Read(render([found()], KOREAN_STYLE))
    assert marks(page, 1) == {"s": "sample", "t": "sample"}
    assert "드문 sample를 만나면" in page.of("div", "t")[0][1]
    assert page.of("h1")[0][1] == "번역 검사"


def test_a_page_cuts_long_lines_around_the_finding() -> None:
    """Of a line of a million characters a few hundred are shown."""
    content = "가" * 500_000 + "sample" + "나" * 500_000
    page = render([found(document=Document("ko.md", "ko", content))])
    assert "가" * 50 + "<a" in page
    assert len(page) < len(render([found()])) + 5_000


def test_a_page_leaves_out_texts_that_would_make_it_huge(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a size, paragraphs far from any finding are counted instead of shown."""
    monkeypatch.setattr("tm.report.html.TEXTS", 100)
    page = Read(render(FINDINGS, aligned(PAIR)))
    assert any("2 paragraphs without findings, left out" in text for _, text in page.of("p", "fold"))
    assert "Three." not in page.of("main")[0][1]
    assert "Four." in page.of("main")[0][1]  # a finding points there


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sample", "를 만나면"),
        (
            "앞의 긴 글이 이어지는 줄에서 sample 뒤의 긴 글이 더 이어지는 줄",
            "…긴 글이 이어지는 줄에서 sample 뒤의 긴 글이 더 이어지는…",
        ),
        ("가" * 40 + "sample" + "나" * 40, "…" + "가" * 16 + "sample" + "나" * 16 + "…"),
    ],
)
def test_a_difference_is_cut_at_words(text: str, shown: str) -> None:
    """What stands around a change is cut where a word ends, and the cut is shown."""
    whole = Document("ko.md", "ko", text if text != "sample" else KOREAN.text)
    page = Read(render([found(document=whole)]))
    ((_, told),) = page.of("span", "diff")
    assert shown in told.replace("샘플", "")


def test_marks_survive_an_empty_place() -> None:
    """Something missing inside of a text is a mark with a name."""
    page = Read(render([found(document=Document("ko.md", "ko", KOREAN.text), text="")]))
    assert page.of("a", "gap")[0][0]["aria-label"] == "something is missing here"


def test_a_finding_in_another_file_is_shown_too() -> None:
    """A finding in a glossary has a place of its own beside the aligned texts."""
    other = Document("glossary.csv", "", "id,source,target\n1,sample,표본\n")
    one = Diagnostic("G901", "duplicate", Severity.INFO, "twice", target=Place(other, Span(19, 25)))
    page = Read(render([one, *FINDINGS], aligned(PAIR)))
    assert next(text for _, text in page.of("h2", "row")).strip().startswith("glossary.csv")
    assert len(page.of("article")) == 5
