"""K601 particle-agreement: a particle does not agree with the sound before it.

What it does: finds particles that have two forms (을/를, 이/가, 은/는, 과/와, 으로/로 and those built on them) after
Hangul and compares the form with the last sound of the word. Final ㄹ takes 로: 파일로. Syllables that may be part of
a word (을 in 마을, 는 in 있는, 로 in 진입로) are left alone, and so is 을(를), where both stand.
Why: searching and replacing a term leaves the old partner behind, and every reader stumbles over it.
How to fix: take the other form. Only the particle changes, so the fix is safe. No fix where the word itself has lost
its end (프로그래을 for 프로그램을).
Source: Hangul Orthography (한글 맞춤법) and the Standard Korean Language Dictionary, entries of the particles.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Edit, Segment, Severity, Span
from tm.lang import josa, josa_cut, josa_doubt, josa_names, ko
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """K601 조사 불일치: 조사가 앞말의 받침과 맞지 않습니다.

무엇을 찾나: 받침에 따라 꼴이 달라지는 조사(을/를, 이/가, 은/는, 과/와, 으로/로와 여기서 나온 조사)가 한글로 끝나는
앞말의 끝소리와 맞는지 봅니다. ㄹ 받침 뒤에는 '로'를 씁니다(파일로). 낱말의 일부일 수 있는 글자(마을, 있는, 진입로)와
두 꼴을 나란히 적은 '을(를)'은 건드리지 않습니다.
왜: 용어를 찾아 바꾸면 조사가 바꾸기 전 낱말에 맞춰진 채로 남는데, 읽는 사람은 누구나 여기서 걸립니다.
고치는 법: 짝이 되는 꼴로 바꿉니다. 조사만 바뀌므로 안전하게 자동으로 고칠 수 있습니다. 낱말의 끝이
잘린 것(프로그램을을 프로그래을로)은 자동으로 고치지 않습니다.
근거: 한글 맞춤법, 표준국어대사전의 조사 풀이.
"""

EXAMPLES = [
    Bad("It reduces hallucination.", "환각를 줄인다.", fixed="환각을 줄인다.", at="를"),
    Bad("Save it to a file.", "파일으로 저장한다.", fixed="파일로 저장한다."),
    Bad("The model learns.", "모델는 스스로 배웁니다.", fixed="모델은 스스로 배웁니다."),
    Bad("Metrics and prompts", "메트릭와 프롬프트을 고른다.", fixed="메트릭과 프롬프트를 고른다."),
    Bad("The result appears at once.", "결과이 바로 나옵니다.", fixed="결과가 바로 나옵니다."),
    Bad("on the server", "서버에서은 실행되지 않습니다.", fixed="서버에서는 실행되지 않습니다."),
    Bad("with the variable", "**변숫값**를 씁니다.", fixed="**변숫값**을 씁니다."),
    Bad("This is called overfitting.", "이를 과적합라고 부릅니다.", fixed="이를 과적합이라고 부릅니다."),
    Bad("It is called this.", "이것라고 부릅니다.", fixed="이것이라고 부릅니다."),
    Bad("The school and the difference", "학교은 멀고 차이이 크다.", fixed="학교는 멀고 차이가 크다."),
    Bad("the number of rows", "행 수을 셉니다. 값를 봅니다.", fixed="행 수를 셉니다. 값을 봅니다."),
    Bad("It runs the program.", "프로그래을 실행합니다.", at="을"),
    Good("the Tagbanwa script, Voronoi", "타그반와 문자, 메이테이 문자, 보로노이"),
    Good("Meetei Mayek, Tagbanwa", "메이테이 마옉, 타그반와 자"),
    Good("people of the village", "마을 사람들"),
    Good("files that exist", "있는 파일과 없는 파일"),
    Good("evaluation and additional effects", "평가와 추가 효과"),
    Good("The difference between the two paths", "두 경로 사이의 차이"),
    Good("the access road", "진입로 옆에 있는 회로"),
    Good("Select an item.", "항목을(를) 고르세요."),
    Good("Read the `path` and the API.", "`path`을 읽고 API를 부릅니다."),
    Good("the engineers who connect stars", "별과 별을 잇는 길을 지은 사람"),
    Good("paired at random", "아무렇게나 짝지은 글, 구분지을 것, 뒤이은 장, 쏟아부은 물, 내리그은 선"),
    Good("SciPy, an absolute path", "사이파이(SciPy) 모두 절대경로 아래에 둡니다. 안양산로 616-2"),
]

_EMPHASIS = regex(r"[*_~]+")
#: A gloss directly behind a word, which has no particle then: 사이파이(SciPy), 사이파이<sup>SciPy</sup>.
_GLOSS = regex(r"[(（][A-Za-z]|<sup\b")


@rule("K601", "particle-agreement", Severity.ERROR, language="ko")
def particle_agreement(pair: Pair) -> Iterator[Hit]:
    """Report each particle after Hangul that certainly is one and has the wrong form."""
    if not pair.target.text or not pair.target.translatable:
        return
    marks = _inner_marks(pair.target)
    text = _without(pair.target.blanked(), marks)
    found = josa.disagreeing(text, lambda: ko.morphemes(text) if marks else pair.morphemes)
    offsets = _offsets(len(pair.target.text), marks) if found and marks else None
    for host, form, span, _ in found:
        if josa_names.is_in(pair.source.text, host, form):
            continue
        wanted = ko.agreeing(host, form)
        here = span if offsets is None else Span(offsets[span.start], offsets[span.end - 1] + 1)
        if _GLOSS.match(pair.target.text, here.end) and not josa_doubt.is_plain(host):
            continue
        message = say("{form} does not agree with {host}", form=form, host=host)
        if josa_cut.is_cut(host, form):
            yield Hit(here, message, help=say("correct the word"))
            continue
        yield Hit(
            here, message, help=say("write {host}{wanted}", host=host, wanted=wanted), fix=Edit(here, wanted), safe=True
        )


def _inner_marks(segment: Segment) -> list[Span]:
    """Emphasis marks, which may stand inside a word; in order."""
    text = segment.text
    return [
        m.span for m in segment.masked if m.kind == "markup" and _EMPHASIS.fullmatch(text, m.span.start, m.span.end)
    ]


def _without(text: str, marks: list[Span]) -> str:
    """The text without the marks."""
    if not marks:
        return text
    starts, ends = [0, *(mark.end for mark in marks)], [*(mark.start for mark in marks), len(text)]
    return "".join([text[start:end] for start, end in zip(starts, ends, strict=True)])


def _offsets(length: int, marks: list[Span]) -> list[int]:
    """From the offsets in a text without marks to those in the whole."""
    gone = {at for mark in marks for at in range(mark.start, mark.end)}
    return [at for at in range(length) if at not in gone]
