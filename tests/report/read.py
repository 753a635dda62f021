"""Pages as a parser of HTML reads them, for tests."""

from __future__ import annotations

from html.parser import HTMLParser

from tests.report.made import STYLE, summary_of
from tests.report.paired import HOSTILE
from tm.core import Bitext, Diagnostic
from tm.report import REPORTS, Style

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
