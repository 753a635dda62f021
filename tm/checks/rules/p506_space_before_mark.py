"""P506 space-before-mark: a space stands in front of a full stop, a comma or a question mark.

What it does: looks for a space between Hangul and a full stop, comma, question mark or exclamation mark that ends a
word there. Marks behind code, links and Latin words are left alone, since some kinds of markup need the space, and so
are ellipses, file names (.env) and texts whose source has such spaces, too.
Why: the mark may stand alone at the beginning of the next line; programs that cut texts into sentences miss the end.
How to fix: take the space away. The fix is safe.
Source: Hangul Orthography, appendix on punctuation (2014): full stop (1), question mark (2), exclamation mark (3) and
comma (4) are joined to the word in front of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Edit, Severity, Span
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """P506 부호 앞 공백: 마침표나 쉼표, 물음표 앞에 공백이 있습니다.

무엇을 찾나: 한글과 그 뒤의 마침표, 쉼표, 물음표, 느낌표 사이에 놓인 공백을 찾습니다. 코드나 링크, 로마자 뒤의 부호는
그대로 둡니다. 마크업에 따라서는 공백이 있어야 하기 때문입니다. 줄임표와 파일 이름(.env), 원문에도 그런 공백이 있는
글도 알리지 않습니다.
왜: 부호만 다음 줄 첫머리에 놓일 수 있고, 글을 문장으로 나누는 프로그램이 문장의 끝을 놓칩니다.
고치는 법: 공백을 지웁니다. 안전한 수정입니다.
근거: 한글 맞춤법 부록 '문장 부호'(2014) 1 마침표, 2 물음표, 3 느낌표, 4 쉼표. 앞말에 붙여 씁니다.
"""

EXAMPLES = [
    Bad("It has ended.", "끝났습니다 .", fixed="끝났습니다.", at=" ."),
    Bad("First, open it.", "먼저 , 엽니다.", fixed="먼저, 엽니다."),
    Bad("Is it late? Then go.", "늦었습니까 ? 그러면 가세요.", fixed="늦었습니까? 그러면 가세요."),
    Bad("It is **small**.", "**작습니다 .**", fixed="**작습니다.**"),
    Good("It has ended.", "끝났습니다."),
    Good("Edit the .env file.", "편집할 파일은 .env 입니다."),
    Good("Rename the part behind the last dot.", "마지막 . 다음 부분을 바꿉니다."),
    Good("Run `a.sh` .", "실행할 것은 `a.sh` ."),
    Good("and so on ...", "그 밖의 것 ..."),
]

#: A full stop amid a text is one behind what ends a sentence; else the text may speak of the mark.
_SPACE = regex(
    r"(?<=[가-힣])[ \u00a0]+(?P<mark>[,?!](?=[\s\"'”’)*_]|$)|\.(?=[\"'”’)*_]*$)|(?<=[다요죠까오] )\.(?=[\s\"'”’)*_]))"
)
_SEEN = regex(r"[가-힣][ \u00a0]+[.,?!]")
_SOURCE = regex(r"\w[ \u00a0][.,?!](?=\s|$)")


@rule("P506", "space-before-mark", Severity.WARNING, language="ko", seen=_SEEN)
def space_before_mark(pair: Pair) -> Iterator[Hit]:
    """Report each space between Hangul and the mark that ends a word there."""
    target = pair.target
    if not pair.translatable or _SEEN.search(target.text) is None or _SOURCE.search(pair.source.text):
        return
    for found in _SPACE.finditer(target.text):
        gap, mark = Span(found.start(), found.start("mark")), found["mark"]
        if target.is_masked(Span(gap.start, found.end())):
            continue
        yield Hit(
            Span(*found.span()),
            say("a space in front of {mark!r}", mark=mark),
            say("take it away"),
            fix=Edit(gap, ""),
            safe=True,
            habit="space before a mark",
        )
