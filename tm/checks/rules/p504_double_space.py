"""P504 double-space: two spaces, or a tab, stand between words.

What it does: looks for runs of two spaces or more, and for tabs, between two characters of one line. Two spaces at the
end of a line are a line break in Markdown, spaces at its start or between tags are indentation; a text whose source is
set in the same way (two spaces behind a full stop, columns of a table in plain text) is left alone.
Why: they are left over from editing. Korean separates words by one space.
How to fix: one space. The fix is safe.
Source: Hangul Orthography, article 2 (words are written apart); one space is the custom of typesetting.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Edit, Kind, Segment, Severity, Span
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """P504 이중 공백: 낱말 사이에 공백이 두 칸 이상이거나 탭이 있습니다.

무엇을 찾나: 한 줄 안에서 두 글자 사이에 놓인 두 칸 이상의 공백과 탭을 찾습니다. 줄 끝의 두 칸은 마크다운의
줄바꿈이고 줄 앞이나 태그 사이의 공백은 들여쓰기이므로 알리지 않습니다. 원문도 같은 방식이면(마침표 뒤 두 칸, 글자로
그린 표의 간격) 그대로 둡니다.
왜: 고치는 과정에서 남은 공백입니다. 한국어 글에서는 낱말 사이를 한 칸만 띄웁니다.
고치는 법: 한 칸으로 줄입니다. 안전한 수정입니다.
근거: 한글 맞춤법 제2항(단어는 띄어 씀). 한 칸으로 띄우는 것은 조판의 관례입니다.
"""

EXAMPLES = [
    Bad("A small step.", "작은  걸음입니다.", fixed="작은 걸음입니다.", at="  "),
    Bad("One, two.", "하나,  둘.", fixed="하나, 둘."),
    Bad("One two.", "하나\t둘.", fixed="하나 둘."),
    Bad("Left over.", "남은   공백", fixed="남은 공백"),
    Bad("Open **the box** now.", "**상자**를  지금 여세요.", fixed="**상자**를 지금 여세요."),
    Good("A small step.", "작은 걸음입니다."),
    Good("Run `a  b`.", "`a  b`를 실행합니다."),
    Good("First line", "첫째 줄  \n둘째 줄"),
    Good("<b>One</b><br><i>two</i>", "<b>하나</b><br>  <i>둘</i>"),
    Good("One sentence.  Another one.", "한 문장입니다.  다른 문장입니다."),
]

_SPACES = regex(r"(?<=[^\s\u200b])(?: {2,}| *\t[ \t]*)(?=\S)")


@rule("P504", "double-space", Severity.WARNING, seen=_SPACES)
def double_space(pair: Pair) -> Iterator[Hit]:
    """Report each run of spaces between two words of the target, unless the source has such runs."""
    target = pair.target
    if (
        ("  " not in target.text and "\t" not in target.text)
        or not pair.translatable
        or _SPACES.search(pair.source.text)
    ):
        return
    for found in _SPACES.finditer(target.text):
        span = Span(*found.span())
        tab = "\t" in found[0]
        if (len(span) > 2 or tab) and target.kind is Kind.ENTRY:
            continue  # columns of a program's output
        if not target.is_masked(span) and not _between_tags(target, span):
            yield Hit(
                span,
                say("a tab between words") if tab else say("{span} spaces between words", span=len(span)),
                say("one space"),
                fix=Edit(span, " "),
                safe=True,
                habit="spaces",
            )


def _between_tags(target: Segment, span: Span) -> bool:
    """`<br>  <b>`: no words on either side."""
    ends = {mask.span.end for mask in target.masked if mask.kind == "tag"}
    return span.start in ends and any(mask.kind == "tag" and mask.span.start == span.end for mask in target.masked)
