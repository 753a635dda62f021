"""M406 emphasis-broken: emphasis is not rendered, and its asterisks or underscores are shown.

What it does: looks for emphasis such as `**용어(term)**를`. Marks close only where they follow a letter, or precede a
space or punctuation: between a closing bracket and a particle they do neither. Underscores never close before a
letter. A space inside the marks (`**용어 **`), a mark too few (`**용어*`) or none at the other end does the same. What
the rule of thumb finds is handed to a CommonMark parser; reported is what it leaves in the text. Asterisks that the
source shows, too, are meant.
Why: readers see the marks. The source has no such trouble, since English puts a space behind the word.
How to fix: move the bracket, the quotation marks or the space out of the emphasis, complete the marks, write `*` for
`_`, or use HTML. The fix does so; it is safe unless it needs HTML, which some sites do not allow. Where the other end
is not known, there is none.
Source: CommonMark 0.31, 6.2 Emphasis and strong emphasis (left- and right-flanking delimiter runs). kramdown and
parsers with an extension for Chinese, Japanese and Korean are more lenient: switch the rule off there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.checks.emphasis import broken, repaired, stray
from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Edit, Kind, Severity
from tm.messages import say

KOREAN = """M406 깨진 강조: 강조 표시가 적용되지 않아 별표나 밑줄이 그대로 보입니다.

무엇을 찾나: `**용어(term)**를` 같은 강조를 찾습니다. 닫는 표시는 글자 뒤이거나 공백, 문장 부호 앞일 때만 닫힙니다.
닫는 괄호와 조사 사이에서는 어느 쪽도 아닙니다. 밑줄은 글자 앞에서 닫히지 않습니다. 표시 안쪽에 공백이
있거나(`**용어 **`), 한쪽 별표가 모자라거나(`**용어*`) 없을 때도 마찬가지입니다. 이렇게 찾은 것을 CommonMark
해석기에 넣어 보고, 글에 남은 표시만 알립니다. 원문에도 보이는 별표는 일부러 적은 것으로 봅니다.
왜: 독자에게 표시가 그대로 보입니다. 영어는 낱말 뒤에 공백이 있어 원문에서는 생기지 않는 문제입니다.
고치는 법: 괄호나 따옴표, 공백을 강조 밖으로 내거나, 모자란 별표를 채우거나, `_` 대신 `*`를 쓰거나, HTML을 씁니다.
자동으로 고칠 수 있으며, HTML이 필요한 경우가 아니면 안전한 수정입니다. HTML을 허용하지 않는 사이트도 있습니다.
강조가 어디에서 끝나는지 알 수 없으면 자동으로 고치지 않습니다.
근거: CommonMark 0.31 6.2 강조(왼쪽과 오른쪽에 붙는 구분 기호). kramdown이나 한중일 확장이 있는 해석기는 더
너그러우므로 거기에서는 이 규칙을 끕니다.
"""

EXAMPLES = [
    Bad("a **term**", "**용어(term)**를 봅니다.", fixed="**용어**(term)를 봅니다.", at="**용어(term)**"),
    Bad("an _owl_", "_올빼미_를 봅니다.", fixed="*올빼미*를 봅니다."),
    Bad('the **"owl"**', '**"올빼미"**라는 새', fixed='"**올빼미**"라는 새'),
    Bad("**[Owls](a.md)** sleep.", "**[올빼미](a.md)**는 잡니다.", fixed="[**올빼미**](a.md)는 잡니다."),
    Bad("Run **`owl`** now.", "**`owl`**을 실행합니다.", fixed="<strong>`owl`</strong>을 실행합니다."),
    Bad("It is **vital**.", "**중요 **합니다.", fixed="**중요** 합니다.", at="**중요 **"),
    Bad("a **term**", "이 ** 용어**를 봅니다.", fixed="이 **용어**를 봅니다."),
    Bad("It is **very** slow.", "**매우* 느립니다.", fixed="**매우** 느립니다.", at="**매우*"),
    Bad("It is **very** slow.", "매우** 느립니다.", at="**"),
    Good("a **term**", "**용어**를 봅니다."),
    Good("a **term**", "**용어(term)** 를 봅니다."),
    Good("a *term*", "*용어*(term)를 봅니다."),
    Good("`snake_case_name`", "snake_case_name을 씁니다."),
    Good("2 * 3 * 4", "2 * 3 * 4를 계산합니다."),
    Good("a **price** of 3 dollars", "**가격** 3달러*"),
]


#: Letters of a paragraph beyond which trying each repair in it would take minutes: no prose is that long.
_LONGEST = 10_000


@rule("M406", "emphasis-broken", Severity.ERROR, seen=re.compile("[*_]"))
def emphasis_broken(pair: Pair) -> Iterator[Hit]:
    """Report marks of emphasis, or of half of one, that a CommonMark parser leaves in the target."""
    target = pair.target
    if ("*" not in target.text and "_" not in target.text) or target.kind in (Kind.ENTRY, Kind.CODE, Kind.MEDIA):
        return
    if len(target.text) > _LONGEST:
        return
    found = broken(target) if target.text != pair.source.text else []
    for one in found:
        written, safe = repaired(target.text, one)
        yield Hit(
            one.whole,
            say("emphasis is not rendered: {mark} is shown", mark=one.mark),
            _help(written),
            fix=Edit(one.whole, written),
            safe=safe,
            habit="emphasis",
        )
    for other in stray(pair.source, target, found) if pair.two_sided else ():
        yield Hit(
            other.whole,
            say("emphasis is not rendered: {mark} is shown", mark=other.mark),
            _help(other.written),
            fix=Edit(other.whole, other.written) if other.written else (),
            safe=True,
            habit="stray marks",
        )


def _help(written: str) -> str:
    if not written:
        return say("add its partner, or take it away")
    return say("write {wanted}", wanted=written) if len(written) < 60 else say("move the marks next to a letter")
