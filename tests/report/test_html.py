"""The page of a check and that of an alignment: what is in them, as a parser of HTML reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.made import AWKWARD, KOREAN, STYLE, found, reports, summary_of
from tests.report.paired import HOSTILE, PATH, at, bitext, document, findings, large
from tm.core import Bead, Bitext, Diagnostic, Document, Place, Places, Related, Severity, Span
from tm.formats import dump_bitext
from tm.project.manuals import manuals
from tm.report import REPORTS, Style
from tm.report.frame import BIDI, printable
from tm.report.html import pair, shell
from tm.report.html.places import within

KOREAN_STYLE = Style(language="ko", manual=STYLE.manual)
VOID = {"meta", "input"}
TAGS = {"html", "head", "title", "style", "body", "header", "main", "footer", "script", "dialog", "form", "section"}
TAGS |= {"h1", "h2", "h3", "p", "div", "span", "a", "b", "i", "ul", "li", "table", "tbody", "tr", "th", "td", "svg"}
TAGS |= {"rect", "details", "summary", "article", "del", "ins", "code", "kbd", "button", "select", "option", "label"}
TAGS |= {"fieldset", "legend", "ol", "optgroup", "caption", *VOID}


class Read(HTMLParser):
    """Elements as (tag, attributes, text), and whether each was closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[int] = []
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]
        assert len(attrs) == len(dict(attrs))
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))
        if tag not in VOID:
            self.open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self.open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for number in self.open:
            self.elements[number][2].append(data)

    def of(self, tag: str, kind: str = "") -> list[tuple[dict[str, str], str]]:
        """Attributes and texts of the elements with a tag, and with a class where one is named."""
        return [
            (attrs, "".join(texts))
            for name, attrs, texts in self.elements
            if name == tag and (not kind or kind in attrs.get("class", "").split())
        ]

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs, _ in self.elements if "id" in attrs]


def render(diagnostics: list[Diagnostic], style: Style = STYLE, *failures: tuple[str, str]) -> str:
    return REPORTS["html"](diagnostics, summary_of(diagnostics, *failures), f"tm 1 {HOSTILE}", style)


def aligned(*bitexts: Bitext, language: str = "en") -> Style:
    return Style(language=language, manual=STYLE.manual, aligned=lambda: bitexts)


PAIR = bitext()
FINDINGS = findings(PAIR)
PAGE = Read(render(FINDINGS, aligned(PAIR)))


def marks(page: Read, number: int) -> dict[str, str]:
    """The text of either side that is marked for a finding, `s` and `t`."""
    texts = {"s": "", "t": ""}
    side = ""
    for tag, attrs, inner in page.elements:
        if tag == "div" and "side" in attrs.get("class", ""):
            side = attrs["class"].split()[1]
        if tag == "a" and {"m", "also"} & set(attrs.get("class", "").split()) == {"m"}:
            numbers = attrs.get("data-f", attrs["href"][2:]).split()
            texts[side] += "".join(inner) if str(number) in numbers else ""
    return texts


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


def test_the_worst_is_told_first() -> None:
    """Above everything, the findings of the highest severity are links, few at once; counts lead to the first ones."""
    many, bitexts = large(60, documents=3)
    page = Read(render(many, aligned(*bitexts)))
    (worst,) = (number for number, (_, attrs, _) in enumerate(page.elements) if attrs.get("id") == "worst")
    assert worst < next(number for number, (tag, _, _) in enumerate(page.elements) if tag == "article")
    assert page.elements[worst][1]["class"] == "error"
    firsts = [text for _, text in page.of("li") if text.startswith("T002 'sample'")]
    assert len(firsts) == 21
    assert firsts[0] == "T002 'sample' in paragraph 0 is left untranslated ko/0.md:1:7"
    severities = {attrs["id"]: attrs["class"].split()[1] for attrs, _ in page.of("article")}
    chips = [(attrs["data-only"], severities[attrs["href"][1:]], text) for attrs, text in page.of("a", "chip")]
    assert chips == [
        ("error", "error", "21 errors"),
        ("warning", "warning", "21 warnings"),
        ("info", "info", "18 infos"),
    ]


def test_a_page_explains_its_rules() -> None:
    """Each rule that found something is explained on the page, in the reader's language, and leads nowhere else."""
    words = {
        "en": ("particle-space", "Korean", "What it does", "Reported", "Fine", "reason"),
        "ko": ("조사 띄어쓰기", "한국어", "무엇을 찾나", "알리는 것", "문제없는 것", "이유"),
    }
    for language, (name, family, label, reported, fine, reason) in words.items():
        style = Style(language=language, manual=manuals(language))
        made = render([found("K604"), found("P501")], style)
        page = Read(made)
        assert any(f"K604 {name}" in text for _, text in page.of("h3"))
        assert any(f"K604 {name} (1)" == text for _, text in page.of("option"))
        assert family in [attrs["label"] for attrs, _ in page.of("optgroup")]
        (told,) = (text for attrs, text in page.of("div", "manual") if attrs["id"] == "r-K604")
        for part in (
            label,
            "GPU 를 씁니다.",
            "GPU를 씁니다.",
            f"<!-- tm: ignore K604 {reason} -->",
            'ignore = ["K604"]',
        ):
            assert part in told
        assert {text for _, text in page.of("caption")} == {reported, fine}
        assert "example.org" not in made


@pytest.mark.parametrize(
    ("path", "form"), [("ko.po", "# {}"), ("ko.mdx", "{{/* {} */}}"), ("ko.rst", ".. {}"), ("ko.json", None)]
)
def test_how_to_be_silent_depends_on_the_file(path: str, form: str | None) -> None:
    """The comment is one that the file's format knows; where it has none, the configuration is left."""
    page = Read(render([found("K604", document=Document(path, "ko", KOREAN.text))]))
    codes = [text for _, text in page.of("code") if "K604" in text]
    assert codes == [*([form.format("tm: ignore K604 reason")] if form else []), 'ignore = ["K604"]']


def test_totals_by_rule_term_and_file() -> None:
    """The head counts by rule, term and file, and names the documents without findings."""
    many, bitexts = large(60, documents=3)
    page = Read(render(many, aligned(*bitexts)))
    rows = [text for _, text in page.of("tr")]
    for row in ("T002 some-rule21", "sample21", "ko/1.md20"):
        assert row in rows
    assert {"21 errors", "7 errors, 7 warnings, 6 infos"} <= {attrs["aria-label"] for attrs, _ in page.of("svg")}
    assert [text for _, text in page.of("details", "clean")] == ["2 documents without findingsdocs/clean.mddocs/ko.md"]
    assert len(page.of("section", "sheet")) == 3


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


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_clean_page_says_so(language: str) -> None:
    """Without findings the page has one sentence, in the reader's language, and no filters."""
    page = Read(render([], Style(language=language)))
    told = "No problems found in 2 documents." if language == "en" else "문서 2개에서 문제를 찾지 못했습니다."
    assert told in page.of("header")[0][1]
    assert not page.of("input")


def test_what_could_not_be_checked_is_on_the_page() -> None:
    """A document that could not be read is named even where nothing else is wrong."""
    assert "bad.md: why" in Read(render([], STYLE, ("bad.md", "why"))).of("li")[0][1]


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


def test_an_alignment_shows_types_scores_and_doubt() -> None:
    """Each row tells its bead; what is doubtful or one-sided is marked, and linked from the head."""
    page = Read(pair.page(PAIR, "en"))
    rows = page.of("div", "row")
    assert [attrs["data-type"] for attrs, _ in rows].count("1-1") == 8
    (doubt,) = [(attrs, text) for attrs, text in rows if "doubt" in attrs["class"]]
    assert "40% ?" in doubt[1]
    assert f"#{doubt[0]['id']}" in [attrs["href"] for attrs, _ in page.of("a")]
    assert len([attrs for attrs, _ in rows if "alone" in attrs["class"]]) == 1
    assert "9 beads, 1 doubtful (?), 1 only in the source" in page.of("header")[0][1]
    assert "</script>" in page.of("footer")[0][1]


def test_the_file_of_an_alignment_is_that_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `--to html` writes is the page, in the language of the user."""
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert dump_bitext(PAIR, "html") == pair.page(PAIR, "ko").encode()


def test_many_rows_of_an_alignment_are_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser is given so many rows at once; the others are there, in order, by as many."""
    monkeypatch.setattr("tm.report.html.rows.CHUNK", 4)
    page = Read(pair.page(PAIR, "en"))
    assert [text.partition("1-")[0] for _, text in page.of("details", "chunk")] == [
        "rows 5 to 8 of 9",
        "rows 9 to 9 of 9",
    ]
    assert [attrs["id"] for attrs, _ in page.of("div", "row")] == [f"b1-{number}" for number in range(1, 10)]


@pytest.mark.parametrize("sides", [("", ""), ("One.\n", ""), ("", "하나.\n")])
def test_an_empty_side_is_no_accident(sides: tuple[str, str]) -> None:
    """A bitext of nothing, or of one side, is a page too."""
    source, target = (
        document(text, f"{language}.md", language) if text else Document(f"{language}.md", language, "")
        for text, language in zip(sides, ("en", "ko"), strict=True)
    )
    beads = [Bead(range(len(source.segments)), range(len(target.segments)))] if any(sides) else []
    page = Read(pair.page(Bitext(source, target, tuple(beads)), "en"))
    assert len(page.of("div", "row")) == len(beads)
    assert bool(page.of("p", "none-at-all")) is not bool(page.of("input")) is bool(beads)


@given(st.data())
def test_places_lead_back_to_the_text(data: st.DataObject) -> None:
    """From a span of a text to the file and back is that span; from part of an atomic run, the whole of it."""
    lengths = data.draw(
        st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(0, 3)), min_size=1, max_size=6)
    )
    parts, at = [], 0
    for length, room, gap in lengths:
        same = data.draw(st.booleans())
        parts.append((length, Span(at, at + (length if same else room))))
        at = parts[-1][1].end + gap
    places = Places.of_pieces(parts)
    size = sum(length for length, *_ in lengths)
    start = data.draw(st.integers(0, size - 1))
    span = Span(start, data.draw(st.integers(start + 1, size)))
    back = within(places, places.file(span), size)
    assert back.start <= span.start
    assert span.end <= back.end
    assert places.file(back) == places.file(span)
    assert within(places, Span(at + 5, at + 6), size) == Span(size, size)
