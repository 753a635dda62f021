"""P502 unpaired: a bracket or a quotation mark has no partner.

What it does: pairs round, square and curly brackets, corner and angle brackets of Korean titles, curly quotation
marks, and counts straight ones and marks of code. Reported is what stays alone in the target while the marks of the
source are complete. Code, addresses, tags and placeholders are left out, as are counters (`1)`), smileys, apostrophes
and inches.
Why: a reader cannot tell where an aside or a quotation ends; in software texts it is a typing error in plain sight.
How to fix: add the missing mark, or take the stray one away. There is no automatic fix: the place is a guess.
Source: Hangul Orthography, appendix on punctuation (2014): marks 8 to 14 are pairs.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks import cues
from tm.checks.punctuation import MARKS, PAIRS, lone_quote, region, unpaired
from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Kind, Segment, Severity, Span
from tm.messages import say

KOREAN = """P502 짝 없는 부호: 괄호나 따옴표의 한쪽이 없습니다.

무엇을 찾나: 소괄호, 중괄호, 대괄호, 낫표와 화살괄호, 둥근 따옴표의 짝을 맞추고 곧은 따옴표와 코드 표시의 개수를
셉니다. 원문의 부호는 모두 짝이 맞는데 번역문에 혼자 남은 부호가 있으면 알립니다. 코드, 주소, 태그, 자리
표시자는 보지 않고, 번호(`1)`), 표정 글자, 아포스트로피, 인치 부호도 세지 않습니다.
왜: 보충 설명이나 인용이 어디에서 끝나는지 알 수 없습니다. 화면에 나오는 글에서는 바로 눈에 띄는 오타입니다.
고치는 법: 빠진 짝을 넣거나 남은 부호를 지웁니다. 자리를 확신할 수 없으므로 자동으로 고치지 않습니다.
근거: 한글 맞춤법 부록 '문장 부호'(2014) 8 큰따옴표부터 14 홑낫표와 홑화살괄호까지는 짝을 이루어 씁니다.
"""

EXAMPLES = [
    Bad("There are four classes (leak, pump, road, none).", "클래스는 네 가지(누수, 펌프, 도로, 없음입니다."),
    Bad('The album "%s" is full.', '"%s 앨범이 가득 찼습니다.', at='"%s 앨범이 가득 찼습니다'),
    Bad("The label ‘normal’ is doubtful.", "‘정상이라는 레이블은 의심스럽습니다."),
    Bad("Call `run` first.", "먼저 `run을 부릅니다.", at="`"),
    Good("A backtick is `` ` ``.", "백틱은 ` 글자입니다."),
    Bad("The nets learn slowly.", "신경망)은 천천히 학습합니다.", at=")"),
    Bad("He read “Owls” again.", "그는 《올빼미를 다시 읽었습니다."),
    Good("There are two classes (leak, none).", "클래스는 두 가지(누수, 없음)입니다."),
    Good("1) Open it. 2) Close it.", "1) 엽니다. 2) 닫습니다."),
    Good("It works :)", "잘 됩니다 :)"),
    Good("the range [0, 1)", "범위 [0, 1)"),
    Good("Call `f(` first.", "먼저 `f(`를 호출합니다."),
    Good('It’s a 5" screen.', '화면은 5"입니다.'),
]


#: Either mark of a pair, and the other.
_QUOTES = "“”‘’"
_PARTNERS = PAIRS | {close: opener for opener, close in PAIRS.items()}


def _odd(text: str) -> bool:
    """Does a mark stand there more often than its partner? A quick test, which most texts fail."""
    return any(text.count(mark) != text.count(_PARTNERS[mark]) for mark in set(MARKS.findall(text)))


def _says_backtick(source: Segment) -> bool:
    """Does it show one, in code marks or without?"""
    return "`" in source.blanked() or any("`" in mask.span.of(source.text).strip("`") for mask in source.masked)


def _code_mark(target: Segment) -> Iterator[Hit]:
    """The one mark of code that encloses nothing."""
    blank = target.blanked()
    if blank.count("`") == 1 and blank[(at := blank.index("`")) - 1 : at] != "\\":
        yield Hit(Span(at, at + 1), say("{mark} is never closed", mark="`"), say("add {pairs}", pairs="`"))


@rule("P502", "unpaired", Severity.WARNING)
def unpaired_marks(pair: Pair) -> Iterator[Hit]:
    """Report each mark of the target without a partner, where the source has none such."""
    target = pair.target
    if not pair.two_sided or not pair.translatable:
        return
    text = target.text
    if text.count("`") % 2 and not _says_backtick(pair.source) and target.kind is not Kind.ENTRY:
        yield from _code_mark(target)
    quotes = text.count('"') % 2 == 1 or (target.masked and '"' in text)
    if not quotes and not _odd(text):
        return
    blank = target.blanked()
    lone = unpaired(blank)
    quote = lone_quote(blank, text) if quotes else -1
    if not lone and quote < 0:
        return
    source = pair.source.blanked()
    if cues.is_cue(target):  # what is quoted goes on in another one
        lone, quote = [at for at in lone if text[at] not in _QUOTES], -1
    if unpaired(source):
        lone = []
    if quote >= 0 and not any(text[at] in "“”" for at in lone) and lone_quote(source, pair.source.text) < 0:
        yield Hit(
            region(text, quote), say("quotation mark without a partner"), say("add the other one, or take it away")
        )
    elif quote >= 0:
        lone = [at for at in lone if text[at] not in "“”"]  # a straight mark beside a curly one: P503
    if len(lone) == 2 and text[lone[0]] in "“‘" and text[lone[1]] in "”’":
        yield Hit(
            Span(lone[1], lone[1] + 1),
            say("{opening} is closed by {closing}", opening=text[lone[0]], closing=text[lone[1]]),
            say("use marks of one kind"),
        )
        return
    for at in lone:
        mark = text[at]
        if mark in PAIRS:
            yield Hit(region(text, at), say("{mark} is never closed", mark=mark), say("add {pairs}", pairs=PAIRS[mark]))
        else:
            yield Hit(
                Span(at, at + 1), say("{mark} closes nothing", mark=mark), say("add its partner, or take it away")
            )
