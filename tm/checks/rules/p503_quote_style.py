"""P503 quote-style: straight and curly quotation marks are mixed.

What it does: reports a quotation that opens with a curly mark and closes with a straight one, or the reverse. Once a
document it tells, as info, that some of its quotations have straight marks and others curly ones, on the first of the
rarer kind; not where the source mixes them, too. The setting `documents = false` switches that off.
Why: the mark that differs was typed by another hand or another program; a search for “ finds only half of them.
How to fix: the curly mark that belongs there. The fix is safe.
Source: Hangul Orthography, appendix on punctuation (2014), double (8) and single (9) quotation marks: the curly form
is the standard one, the straight form is allowed; one document keeps to one.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Edit, Severity, Span
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """P503 따옴표 모양: 곧은 따옴표와 둥근 따옴표가 섞여 있습니다.

무엇을 찾나: 둥근 따옴표로 열고 곧은 따옴표로 닫은(또는 그 반대인) 인용을 찾습니다. 한 글에 곧은 따옴표로 한 인용과
둥근 따옴표로 한 인용이 섞여 있으면, 더 적은 모양의 첫 자리에서 글마다 한 번 정보로 알립니다. 원문에도 섞여 있으면
알리지 않습니다. 설정 `documents = false`로 끌 수 있습니다.
왜: 다른 사람이나 다른 프로그램이 넣은 부호가 남은 것입니다. 한 가지 모양으로 검색하거나 바꾸면 나머지를 놓칩니다.
고치는 법: 그 자리에 맞는 둥근 따옴표로 바꿉니다. 안전한 수정입니다.
근거: 한글 맞춤법 부록 '문장 부호'(2014) 8 큰따옴표, 9 작은따옴표. 둥근 모양이 원칙이고 곧은 모양도 허용하며, 한
글에서는 하나로 통일합니다.
"""

EXAMPLES = [
    Bad("the book “Owls”", '“올빼미"라는 책', fixed="“올빼미”라는 책", at='"'),
    Bad("the book “Owls”", '"올빼미”라는 책', fixed="“올빼미”라는 책"),
    Bad("the label ‘none’", "‘없음'이라는 레이블", fixed="‘없음’이라는 레이블"),
    Good("the book “Owls”", "“올빼미”라는 책"),
    Good("the book “Owls”", '"올빼미"라는 책'),
    Good('“It is 5" wide,” she said.', '“너비가 5"예요.” 그가 말했습니다.'),
    Good("the book ‘Owls’", "'올빼미'라는 책"),
]

_MIXED = regex(
    r"“[^“”\"\n]{1,200}(?P<a>\")(?![^“”\"\n]{0,200}”)"
    r"|(?<![“\w])(?P<b>\")(?=[^“”\"\n]{1,200}”)(?<!“)"
    r"|‘[^‘’'\n]{1,80}(?P<c>')(?![^‘’\n]{0,80}’)"
)
_WANTED = {"a": "”", "b": "“", "c": "’"}


#: A quotation in double marks, straight or curly.
_QUOTED = regex(r"(?P<straight>\"[^\"“”\n]{1,200}\")|“[^\"“”\n]{1,200}”")
#: Quotations of a document from which it can be said to have a style.
_SOME = 3


@rule("P503", "quote-style", Severity.WARNING, scope="bitext")
def quote_style(whole: Whole, documents: bool = True) -> Iterator[Hit]:
    """Report quotations of two styles; with `documents`, also a document with quotations of both."""
    for pair in whole.pairs:
        text = pair.target.text
        if ("“" in text or "”" in text or "‘" in text) and pair.translatable:
            yield from _half_and_half(pair)
    if documents and "“" in whole.bitext.target.text and '"' in whole.bitext.target.text:
        yield from _two_styles(whole)


def _half_and_half(pair: Pair) -> Iterator[Hit]:
    """Quotations that open in one style and close in the other."""
    blank = pair.target.blanked()
    for match in _MIXED.finditer(blank):
        kind = match.lastgroup or "a"
        span = Span(*match.span(kind))
        wanted = _WANTED[kind]
        if kind == "b" and blank.rfind("“", 0, span.start) > blank.rfind("”", 0, span.start):
            continue  # inside a curly quotation
        yield Hit(
            span,
            say("{text} beside a curly quotation mark", text=span.of(pair.target.text)),
            say("use {wanted}", wanted=wanted),
            fix=Edit(span, wanted),
            safe=True,
            pair=pair,
        )


def _two_styles(whole: Whole) -> Iterator[Hit]:
    """The first quotation in the style that fewer of the document have; none where the source mixes them as well."""
    straight: list[tuple[Pair, Span]] = []
    curly: list[tuple[Pair, Span]] = []
    there: set[bool] = set()
    for pair in whole.pairs:
        if not pair.translatable:
            continue
        for match in _QUOTED.finditer(pair.target.blanked()):
            (straight if match["straight"] else curly).append((pair, Span(*match.span())))
        if '"' in pair.source.text or "“" in pair.source.text:
            there.update(match["straight"] is not None for match in _QUOTED.finditer(pair.source.blanked()))
    if not straight or not curly or len(straight) + len(curly) < _SOME or len(there) == 2:
        return
    pair, span = min(straight, curly, key=len)[0]
    message = say("straight and curly quotation marks in one document")
    yield Hit(span, message, say("use one style"), severity=Severity.INFO, pair=pair)
