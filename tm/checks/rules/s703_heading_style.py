"""S703 heading-style: a heading ends otherwise than the other headings of the document.

What it does: sorts the headings of the translation by how they end: as a noun phrase (설치 방법, 모델 불러오기) or as
a sentence (모델을 불러옵니다, 시작해 봅시다). When at least four of five share one way and there are five or more, the
others are reported. Questions, greetings, headings that are a name, code or Latin words, those whose source is a
question or an exclamation, and the title of a document among sentences are left alone.
Why: a table of contents reads as a list; one item in another form sounds as if it belonged elsewhere.
How to fix: word the heading like the others. No automatic fix.
Source: custom of publishers; style guides differ in which form they prefer, none mixes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Kind, Severity, Span
from tm.lang.regex import regex
from tm.lang.register import GREETINGS
from tm.messages import say

KOREAN = """S703 제목 형식: 제목의 끝맺음이 문서의 다른 제목과 다릅니다.

무엇을 찾나: 번역문의 제목이 명사구(설치 방법, 모델 불러오기)로 끝나는지 문장(모델을 불러옵니다, 시작해 봅시다)으로
끝나는지 봅니다. 제목이 다섯 개 이상이고 다섯 중 넷 이상이 한 형식이면 나머지를 알립니다. 의문문, 인사말, 이름이나
코드나 로마자로 된 제목, 원문이 의문문이나 감탄문인 제목, 다른 제목이 모두 문장인 문서의 제목은 보지 않습니다.
왜: 차례는 목록으로 읽힙니다. 하나만 형식이 다르면 다른 데서 온 것처럼 보입니다.
고치는 법: 다른 제목처럼 고쳐 씁니다. 자동으로 고치지 않습니다.
근거: 출판 관행. 어느 형식을 쓸지는 지침마다 다르지만 섞어 쓰라는 지침은 없습니다.
"""

_FOUR = "# 별의 일생\n\n## 먼지 모으기\n\n## 빛나는 시기\n\n## 마지막 순간\n\n"
_SENTENCES = "# 별을 봅니다\n\n## 먼지를 모읍니다\n\n## 빛이 납니다\n\n## 끝이 다가옵니다\n\n"
_SOURCE = "# Lives of stars\n\n## Gathering dust\n\n## Shining\n\n## The end\n\n## Telescopes"

EXAMPLES = [
    Bad(_SOURCE, _FOUR + "## 망원경을 고릅니다", at="망원경을 고릅니다"),
    Bad(_SOURCE, _FOUR + "## 직접 해 봅시다!", at="직접 해 봅시다!"),
    Bad(_SOURCE, _SENTENCES + "## 망원경 고르기", at="망원경 고르기"),
    Good(_SOURCE, _FOUR + "## 망원경 고르기"),
    Good(_SOURCE, _FOUR + "## 왜 빛날까요?"),
    Good(_SOURCE, _FOUR + "## Hubble"),
    Good(_SOURCE, _FOUR + "## 환영합니다"),
    Good(_SOURCE, _SENTENCES.replace("별을 봅니다", "별의 일생") + "## 망원경을 고릅니다"),
    Good(_SOURCE, "# 별을 봅니다\n\n## 망원경 고르기"),
    Good("# a\n\n# b", "# 별의 일생\n\n본문은 문장으로 끝납니다."),
]

#: A heading inside a message of a catalogue; headings of documents are segments of their own.
_LINE = regex(r"^#{1,6} +(.+?)[ #]*$", re.MULTILINE)
_HANGUL_END = regex(r"([가-힣]+)[\s.!:*_`~)\"'”’]*$")
_SENTENCE = regex(r"(?:니다|세요|하라|어요|아요|해요|예요|에요|죠|시오|시다|한다|된다|는다|있다|없다|이다|[간른온]다)$")
_QUESTION = regex(r"[?？]\s*$|(?:까|나요|는가|는지)[\s.]*$")


@rule("S703", "heading-style", Severity.INFO, scope="bitext", language="ko", enabled=False)
def heading_style(whole: Whole, *, share: float = 0.8, at_least: int = 5) -> Iterator[Hit]:
    """Report headings in another form than the rest.

    share:    part of the headings that must agree
    at_least: headings that a document must have
    """
    found = [(pair, span, form) for pair in whole.pairs for span in _headings(pair) if (form := _form(pair, span))]
    sentences = sum(form == "sentence" for _, _, form in found)
    if len(found) < at_least or not sentences:
        return
    if sentences <= (1 - share) * len(found) + 1e-9:
        odd = "sentence"
    elif sentences >= share * len(found):
        odd = "noun phrase"
    else:
        return
    for number, (pair, span, form) in enumerate(found):
        title = not number and form == "noun phrase"  # of the document
        if form == odd and not title:
            message = (
                say("a heading in the form of a sentence; most headings here are noun phrases")
                if odd == "sentence"
                else say("a heading in the form of a noun phrase; most headings here are sentences")
            )
            yield Hit(span, message, help=say("word it like the others"), pair=pair)


def _headings(pair: Pair) -> list[Span]:
    target = pair.target
    if target.kind is Kind.HEADING:
        return [Span(0, len(target.text))]
    if target.kind not in (Kind.PARAGRAPH, Kind.ENTRY) or "# " not in target.text:
        return []
    return [Span(*found.span(1)) for found in _LINE.finditer(target.text)]


def _form(pair: Pair, span: Span) -> str:
    """`sentence`, `noun phrase`, or empty for a heading that shows neither."""
    text = span.of(pair.target.blanked())
    end = _HANGUL_END.search(text)
    if end is None or _QUESTION.search(text):
        return ""
    if end[1].endswith(GREETINGS):
        return ""
    if pair.target.kind is Kind.HEADING and pair.source.text.rstrip().endswith(("?", "!")):
        return ""
    return "sentence" if _SENTENCE.search(end[1]) else "noun phrase"
