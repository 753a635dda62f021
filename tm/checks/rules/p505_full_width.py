"""P505 full-width: punctuation, letters or digits of Chinese or Japanese width in a Korean text.

What it does: looks for full-width brackets, commas, colons, question marks and the like, the Chinese full stop,
full-width digits and Latin letters, and the letters that are taken for a middle dot, between Hangul or Latin text. A
line that holds Chinese characters or kana may quote another language and is left alone, as is a mark that the source
has.
Why: they come with an input method or with a machine translation, take the width of a syllable, and look foreign
beside the marks of the other lines.
How to fix: the mark of Korean typesetting, with the space that belongs behind it. The fix is safe.
Source: Hangul Orthography, appendix on punctuation (2014): full stop (1), comma (4), middle dot (5), colon (6), round
brackets (10) and their forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Edit, Severity, Span
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """P505 전각 문장 부호: 한국어 글에 중국어나 일본어의 문장 부호나 전각 글자가 있습니다.

무엇을 찾나: 전각 괄호, 쉼표, 쌍점, 물음표 따위와 고리점(。), 전각 숫자와 로마자, 가운뎃점으로 잘못 쓴
글자(ㆍ・)를 찾습니다. 한자나 가나가 있는 줄은 다른 언어를 인용한 것일 수 있어 알리지 않고, 원문에 있는 부호도
그대로 둡니다.
왜: 입력기나 기계 번역에서 딸려 온 것으로, 한 글자 너비를 차지해 다른 줄의 부호와 어울리지 않습니다.
고치는 법: 한국어에서 쓰는 부호로 바꾸고, 뒤에 필요한 공백을 넣습니다. 안전한 수정입니다.
근거: 한글 맞춤법 부록 '문장 부호'(2014) 1 마침표, 4 쉼표, 5 가운뎃점, 6 쌍점, 10 소괄호의 꼴.
"""

EXAMPLES = [
    Bad("Owls (and bats) fly.", "올빼미（와 박쥐）는 납니다.", fixed="올빼미(와 박쥐)는 납니다.", at="（"),
    Bad("First, look.", "먼저，보세요.", fixed="먼저, 보세요."),
    Bad("It is late.", "늦었습니다。", fixed="늦었습니다."),
    Bad("red, blue", "빨강ㆍ파랑", fixed="빨강·파랑"),
    Bad("a 3D view", "3Ｄ 보기", fixed="3D 보기"),
    Good("Owls (and bats) fly.", "올빼미(와 박쥐)는 납니다."),
    Good("The Japanese text says hello.", "일본어로는 「こんにちは。」라고 합니다."),
    Good("Type `：` here.", "여기에 `：`를 입력하세요."),
    Good("red, blue", "빨강·파랑"),
]

_MARKS = {
    "，": ",", "、": ",", "。": ".", "．": ".", "：": ":", "；": ";", "！": "!", "？": "?",
    **{chr(code + 0xFEE0): chr(code) for code in range(0x30, 0x7B) if chr(code).isalnum()},
    "（": "(", "）": ")", "［": "[", "］": "]", "｛": "{", "｝": "}", "％": "%", "ㆍ": "·", "・": "·", "　": " ",
}  # fmt: skip
_ALL = frozenset(_MARKS)
_MARK = regex("[" + "".join(map(re.escape, _MARKS)) + "]")
_FOREIGN = regex(r"[ぁ-ヺー一-鿿]")
_SPACED = frozenset("，、。．：；！？")


@rule("P505", "full-width", Severity.INFO, language="ko", seen=_MARK)
def full_width(pair: Pair) -> Iterator[Hit]:
    """Report each full-width mark of the target outside quotations of other scripts."""
    text = pair.target.text
    if _ALL.isdisjoint(text) or not pair.translatable or _FOREIGN.search(text):
        return
    for found in _MARK.finditer(text):
        span, mark = Span(*found.span()), found[0]
        if mark in pair.source.text or pair.target.is_masked(span):
            continue
        after = text[span.end : span.end + 1]
        space = " " if mark in _SPACED and after.isalnum() and not after.isdigit() else ""
        plain = _MARKS[mark] + space
        yield Hit(
            span,
            say("full-width {mark!r}", mark=mark),
            say("use {mark!r}", mark=plain.strip()),
            fix=Edit(span, plain),
            safe=True,
        )
