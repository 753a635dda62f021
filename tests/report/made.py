"""Findings made for tests of reports, and text that reports have trouble with."""

from __future__ import annotations

from hypothesis import strategies as st

from tm.core import Diagnostic, Document, Edit, Fix, Place, Related, Severity, Span
from tm.report import Manual, Style, Summary, summarise
from tm.report.style import page

ENGLISH = Document("docs/en.md", "en", "# Title\n\nThe network hallucinates when a sample is rare.\n")
KOREAN = Document("docs/ko.md", "ko", "# 제목\n\n드문 sample를 만나면 네트워크가 환각을 일으킵니다.\n")
#: What means something in one format or another, and what is no text at all.
AWKWARD = [
    "]]>",
    "<script>alert('x')</script>",
    "a|b `c` ``d`` [e](f) **g** _h_ ~~i~~ \\",
    "@someone #12 !3 {0} ${x} &amp; \"quoted\" 'so'",
    "::error::x\r\n::warning::%0A%25, title=y: z##[group]",
    "\x00\x07\x1b[31m\ufffe\uffff\x85\u2028",
    "\u202eright to left\u2066\u200f",
    "\ud800\udcff lone",
    "<!-- tm -->\n\n# 제목\n- 항목",
    "𝒜 😀 한글 ﷽",
]


def place(document: Document, text: str) -> Place:
    """Where a text stands in a document."""
    start = document.text.index(text)
    return Place(document, Span(start, start + len(text)))


def found(
    code: str = "T002",
    severity: Severity = Severity.ERROR,
    message: str = "'sample' is left untranslated",
    *,
    text: str = "sample",
    document: Document = KOREAN,
    term: str = "sample",
) -> Diagnostic:
    """A finding on a word of the Korean text, with a source, a related place and a fix."""
    target = place(document, text)
    return Diagnostic(
        code,
        "term-untranslated" if code == "T002" else "a-rule",
        severity,
        message,
        "use 샘플",
        term,
        "2",
        target,
        place(ENGLISH, "sample"),
        (Related("here too", place(document, document.text[:1])),) if document.text else (),
        Fix((Edit(target.span, "샘플"),)),
    )


def summary_of(diagnostics: list[Diagnostic], *failures: tuple[str, str]) -> Summary:
    """As if two documents had been checked."""
    paths = ("docs/ko.md", "docs/clean.md")
    return summarise(diagnostics, files=2, segments=7, seconds=0.25, paths=paths, failures=failures)


PAGES = "https://example.com/{lang}/rules/{code}.md"


def manual(code: str) -> Manual:
    """Any code is a rule with a page."""
    return Manual(f"what {code} finds", f"{code}\n\nWhat it does: finds things.", page(PAGES, code))


STYLE = Style(manual=manual)

awkward_text = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(), max_size=30),
    st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=3).map("".join),
)


@st.composite
def diagnostics(draw: st.DrawFn) -> Diagnostic:
    """Any finding in any file, however it is called and whatever it holds."""

    def somewhere(path: str, language: str) -> Place | None:
        text = draw(awkward_text)
        start = draw(st.integers(0, len(text)))
        span = Span(start, draw(st.integers(start, len(text))))
        return draw(st.one_of(st.none(), st.just(Place(Document(path, language, text), span))))

    target = somewhere(draw(awkward_text), "ko")
    fix = Fix((Edit(target.span, draw(awkward_text)),)) if target and draw(st.booleans()) else None
    related = somewhere("ko.md", "ko")
    return Diagnostic(
        draw(st.sampled_from(["T002", "K601", "X-1"])),
        "a-rule",
        draw(st.sampled_from(Severity)),
        draw(awkward_text),
        draw(awkward_text),
        draw(awkward_text),
        draw(awkward_text),
        target,
        somewhere("en.md", "en"),
        (Related(draw(awkward_text), related),) if related else (),
        fix,
    )


reports = st.lists(diagnostics(), max_size=4)
