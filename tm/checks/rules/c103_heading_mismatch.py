"""C103 heading-mismatch: a heading is translated otherwise than where the text refers to it by its name.

What it does: compares lines of the source that are a heading's text (also before a colon), links whose text it is, and
headings that recur. Numbering, markup and spaces do not count, nor does a source word or an anchor in brackets of any
kind, nor do links to other sites. A place is told once; a wording met throughout is a warning at its first place and
info at the others. Info where a heading that recurs is a single word, and where a link of a heading's name
leads to another page.
Why: a reader looks for the section by the words of the table of contents or of the link.
How to fix: choose one wording. There is no automatic fix.
Source: style guides ask that cross-references repeat the title as it stands (Chicago Manual of Style, 2.32).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.checks.repeated import same, short, shown, without_glosses, words
from tm.core import Kind, Segment, Severity, Span
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """C103 제목 불일치: 제목을, 본문에서 그 제목을 가리키는 곳과 다르게 옮겼습니다.

무엇을 찾나: 제목과 같은 원문이 한 줄로 나오는 곳(쌍점 앞도 포함), 그 제목을 글자로 한 링크, 되풀이되는 제목의 번역을
비교합니다. 번호와 서식, 띄어쓰기, 어떤 괄호로든 묶은 원어와 앵커, 다른 사이트로 가는 링크는 비교하지 않습니다. 한
자리는 한 번만 알리고, 문서 내내 되풀이되는 표현은 처음 나온 자리만 경고하며 나머지는 정보입니다. 되풀이되는 제목이 한
낱말이거나, 제목과 같은 글의 링크가 다른 페이지로 가면 정보입니다.
왜: 독자는 차례나 링크에 적힌 말로 그 절을 찾습니다.
고치는 법: 표현 하나를 골라 통일합니다. 자동으로 고치지 않습니다.
근거: 상호 참조에는 제목을 그대로 되풀이합니다(시카고 편집 지침 등).
"""

EXAMPLES = [
    Bad("- First steps\n- Care\n\n# First steps", "- 첫걸음\n- 관리\n\n# 시작하기", at="첫걸음"),
    Bad("See [First steps](#first).\n\n# First steps", "[첫걸음](#first)을 보세요.\n\n# 시작하기", at="첫걸음"),
    Bad("# Further reading\n\nA.\n\n# Further reading", "# 더 읽을거리\n\n가.\n\n# 참고 문헌", at="참고 문헌"),
    Bad("*First steps: how to begin*\n\n# First steps", "*첫걸음: 시작하는 법*\n\n# 시작하기", at="첫걸음"),
    Good("- First steps\n- Care\n\n# First steps", "- 시작하기\n- 관리\n\n# 시작하기"),
    Good("- First steps\n\n# First steps", "- 1. 첫 걸음\n\n# 첫걸음"),
    Good("The first steps are hard.\n\n# First steps", "처음은 어렵습니다.\n\n# 시작하기"),
    Good("- First steps\n\n# First steps", "- 첫걸음(First steps)\n\n# 첫걸음 [first-steps]"),
    Good(
        "Made with [First steps](https://a.example/b).\n\n# First steps",
        "[첫걸음](https://a.example/b)으로 만들었습니다.\n\n# 시작하기",
    ),
    Good("See [this page](#first).\n\n# First steps", "[이 글](#first)을 보세요.\n\n# 시작하기"),
]
_NUMBER = regex(r"^(?:[\d.]+[.)]?|[A-Z][.)]|(?:제\s*)?\d+\s*[장절부])\s+")
#: A number that is numbering only if the translation begins with it as well.
_BARE = regex(r"\d+\s")
_LINK = regex(r"(?<!!)\[([^\[\]\n]+)\](\([^()\n]*\)|\[[^\[\]\n]*\])")
_LETTER = regex(r"[^\W\d_]")
_LINE = regex(r"[^\n]+")
_COLON = regex(r"\s*[:：]\s")
#: The source words behind a heading, or its anchor: [models], [[models]], （models）, <sup>models</sup>, {#models}.
_BEHIND = regex(
    r"(?<=\S)\s*(?:\[{1,2}[A-Za-z][^\[\]가-힣]*\]{1,2}(?![(\[])|（[A-Za-z][A-Za-z0-9 .,'’/-]*）|"
    r"<sup>[^<>가-힣]*</sup>|\{#[^{}]*\})"
)
_IN_KOREAN = regex(r"[A-Za-z][A-Za-z0-9 .,'’/-]*\s*[(\[]([^()\[\]]*[가-힣][^()\[\]]*)[)\]]")
_SITE = regex(r"(?:[a-z][a-z0-9+.-]*:)?//|mailto:", re.IGNORECASE)
_DEFINED = regex(r"^ {0,3}(\[[^\[\]\n]+\]):[ \t]*<?(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Place:
    """A line, link or heading on both sides of a pair."""

    pair: Pair
    source: Span
    target: Span
    page: bool = False  # it leads to another page of the site

    @property
    def name(self) -> str:
        text = self.source.of(self.pair.source.text)
        counted = _BARE.match(shown(text))
        # "10 threads" is counted in Korean behind its noun; "1 Threads" is numbered on both sides
        return same(text) if counted and not shown(self.text).startswith(counted[0]) else _name(text)

    @property
    def text(self) -> str:
        return self.target.of(self.pair.target.text)


@rule("C103", "heading-mismatch", Severity.WARNING, scope="bitext")
def heading_mismatch(whole: Whole) -> Iterator[Hit]:
    """One finding for each reference that words a heading differently, and for each heading that recurs so."""
    pairs = [pair for pair in whole.pairs if pair.two_sided and pair.translatable and pair.trusted]
    first: dict[str, _Place] = {}
    wordings: dict[str, set[str]] = {}
    for place in [place for pair in pairs for place in _headings(pair)]:
        name, wording = place.name, _wording(place.text)
        home = first.setdefault(name, place)
        if wordings.setdefault(name, {wording}) and _wording(home.text) != wording:
            wordings[name].add(wording)
            yield _hit(place, home, say("the same heading"), Severity.INFO if words(name) < _SHORT else None)
    defined = dict(_DEFINED.findall(whole.bitext.source.text)) if first else {}
    for pair in pairs if first else ():
        told: list[Span] = []
        for place in (*_links(pair, defined), *_lines(pair, defined)):
            heading = first.get(place.name)
            if heading is None or any(place.target.overlaps(other) for other in told):
                continue
            if _wording(place.text) not in wordings[place.name]:
                told.append(place.target)
                yield _hit(place, heading, say("the heading"), Severity.INFO if place.page else None)


#: Words of a heading that recurs from which another wording is a warning.
_SHORT = 2


def _hit(place: _Place, heading: _Place, what: str, severity: Severity | None) -> Hit:
    return Hit(
        place.target,
        say(
            "'{title}' here, but {what} is '{heading}'", title=short(place.text), what=what, heading=short(heading.text)
        ),
        help=say("word the title in the same way"),
        source=place.source,
        severity=severity,
        pair=place.pair,
        habit=f"{place.name}: {_wording(place.text)}",
        related=[(say("{what} here", what=what), heading.pair, heading.target)],
    )


def _headings(pair: Pair) -> Iterator[_Place]:
    """A heading, or the lines of a text that are headings of Markdown, as catalogues and tables hold them."""
    if pair.source.kind is pair.target.kind is Kind.HEADING:
        if len(pair.bead.source) == len(pair.bead.target) == 1:
            yield _Place(pair, Span(0, len(pair.source.text)), Span(0, len(pair.target.text)))
        return
    if "#" not in pair.source.text or "\n" not in pair.source.text:
        return
    for place, mark in _rows(pair):
        if mark:
            yield place


def _name(text: str) -> str:
    return same(_NUMBER.sub("", same(text)))


def _wording(text: str) -> str:
    """What is compared of a heading: its Korean, which may stand in brackets behind the source word."""
    plain = without_glosses(_BEHIND.sub("", text)) if any(mark in text for mark in "([（<{") else text
    inner = _IN_KOREAN.fullmatch(shown(plain))
    return _name(inner[1] if inner else plain).replace(" ", "")


def _rows(pair: Pair) -> Iterator[tuple[_Place, bool]]:
    """The lines of a segment with as many on either side, and which of them are headings."""
    left, right = (list(_LINE.finditer(segment.text)) for segment in (pair.source, pair.target))
    for ours, theirs in zip(left, right, strict=True) if len(left) == len(right) else ():
        place = _Place(pair, _trimmed(ours.group(), ours.start()), _trimmed(theirs.group(), theirs.start()))
        yield place, len(left) > 1 and ours.group().startswith("#") and theirs.group().startswith("#")


def _lines(pair: Pair, defined: Mapping[str, str]) -> Iterator[_Place]:
    """Lines that may name a heading, whole or as far as a colon."""
    if pair.source.kind is Kind.HEADING:
        return
    for place, heading in _rows(pair):
        if heading:
            continue
        yield from _title(place, defined)
        before = [_COLON.search(span.of(segment.text)) for segment, span in _sides(place)]
        if before[0] and before[1]:
            source, target = place.source.start, place.target.start
            short = _Place(pair, Span(source, source + before[0].start()), Span(target, target + before[1].start()))
            yield from _title(short, defined)


def _title(place: _Place, defined: Mapping[str, str]) -> Iterator[_Place]:
    """A line that may be a title: not a key in code, and no link to another site or to a file of that name."""
    source = place.pair.source
    if not _LETTER.search(source.blanked(), place.source.start, place.source.end):
        return
    link = _LINK.fullmatch(place.source.of(source.text))
    leads = _address(link, defined) if link else ""
    if not _SITE.match(leads) and not (link and _is_file(link[1], leads)):
        yield replace(place, page=_is_page(leads))


def _address(link: re.Match[str], defined: Mapping[str, str]) -> str:
    """Where a link leads to, also where its address stands in a definition."""
    address = link[2][1:-1].strip() if link[2][0] == "(" else ""
    return address or defined.get(link[2] if link[2] not in ("", "[]") else f"[{link[1]}]", "")


def _is_page(address: str) -> bool:
    """Does an address lead to another page? What that is called need not be what a heading here is."""
    return bool(address) and not address.startswith("#")


def _is_file(text: str, address: str) -> bool:
    """Is a link text the name of the file that it leads to: `[LICENSE](../LICENSE)`?"""
    return _is_page(address) and same(text) in (name := same(address.rpartition("/")[2]), name.partition(".")[0])


def _sides(place: _Place) -> tuple[tuple[Segment, Span], tuple[Segment, Span]]:
    return (place.pair.source, place.source), (place.pair.target, place.target)


def _trimmed(text: str, start: int) -> Span:
    """A line without list marks, emphasis and white space at its ends."""
    left = len(text) - len(text.lstrip(" \t*_-+>#"))
    right = len(text.rstrip(" \t*_"))
    return Span(start + left, start + max(left, right))


def _links(pair: Pair, defined: Mapping[str, str]) -> Iterator[_Place]:
    """The texts of links that lead to the same address, on this site."""
    if pair.source.kind is Kind.HEADING:
        return
    ours, theirs = ({m[2]: m for m in _LINK.finditer(segment.text)} for segment in (pair.source, pair.target))
    for written, link in ours.items():
        leads = _address(link, defined)
        if written in theirs and not _SITE.match(leads) and not _is_file(link[1], leads):
            yield _Place(pair, Span(*link.span(1)), Span(*theirs[written].span(1)), _is_page(leads))
