"""P503 quote-style: straight and curly quotation marks are mixed.

What it does: reports a quotation that opens with a curly mark and closes with a straight one, or the reverse. With
the setting `documents = true` it also tells, once a document, that both styles occur in it. That is info.
Why: the mark that differs was typed by another hand or another program; a search for “ finds only half of them.
How to fix: the curly mark that belongs there. The fix is safe.
Source: Hangul Orthography, appendix on punctuation (2014), double (8) and single (9) quotation marks: the curly form
is the standard one, the straight form is allowed; one document keeps to one.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.core import Edit, Severity, Span
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """P503 따옴표 모양: 곧은 따옴표와 둥근 따옴표가 섞여 있습니다.

무엇을 찾나: 둥근 따옴표로 열고 곧은 따옴표로 닫은(또는 그 반대인) 인용을 찾습니다. 설정 `documents = true`를 주면 한
글에 두 모양이 함께 쓰인 것도 글마다 한 번 알립니다. 이것은 정보입니다.
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


@rule("P503", "quote-style", Severity.WARNING, scope="bitext")
def quote_style(whole: Whole, documents: bool = False) -> Iterator[Hit]:
    """Report quotations of two styles; with `documents`, also the first straight mark of a document with both."""
    straight: Hit | None = None
    curly = False
    for pair in whole.pairs:
        text = pair.target.text
        has_curly = "“" in text or "”" in text or "‘" in text
        curly = curly or has_curly
        if not has_curly and not (documents and straight is None and '"' in text):
            continue
        if not pair.translatable:
            continue
        blank = pair.target.blanked()
        if has_curly:
            for match in _MIXED.finditer(blank):
                kind = match.lastgroup or "a"
                span = Span(*match.span(kind))
                wanted = _WANTED[kind]
                if kind == "b" and blank.rfind("“", 0, span.start) > blank.rfind("”", 0, span.start):
                    continue  # inside a curly quotation
                yield Hit(
                    span,
                    say("{text} beside a curly quotation mark", text=text[span.start]),
                    say("use {wanted}", wanted=wanted),
                    fix=Edit(span, wanted),
                    safe=True,
                    pair=pair,
                )
        if straight is None and '"' in blank:
            at = blank.index('"')
            straight = Hit(Span(at, at + 1), say("straight and curly quotation marks in one document"), pair=pair)
    if documents and curly and straight is not None:
        yield Hit(straight.span, straight.message, say("use one style"), severity=Severity.INFO, pair=straight.pair)
