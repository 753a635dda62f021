"""K603 particle-double: a particle is written in both forms, or twice.

What it does: finds 을(를), 은/는, (으)로 and the like behind a word that is known: a Hangul word, or one whose Korean
reading is sure (GPU을(를)). Behind a placeholder, a letter that stands for any word, a blank or a mark like ○○, where
nobody knows what will be filled in, both forms are right. Also finds two partners in a row (데이터을를) and a particle
written twice (서버에서에서).
Why: both forms at once are a stopgap for an unknown word; behind a known one they read like a form letter.
How to fix: keep the form that agrees. Safe.
Source: Hangul Orthography (한글 맞춤법), general principles, article 1 (words are written as they are pronounced);
forms after the Standard Korean Language Dictionary, entries of the particles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.checks.particle_words import written
from tm.checks.particles import host_before
from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Edit, Kind, Segment, Severity, Span
from tm.lang.hangul import is_syllable
from tm.lang.josa_doubt import is_short
from tm.lang.reading import Sound, of_hangul
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """K603 조사 겹침: 조사의 두 꼴을 함께 적었거나 같은 조사를 거듭 적었습니다.

무엇을 찾나: 앞말을 아는데도 '을(를)', '은/는', '(으)로'처럼 두 꼴을 함께 적은 곳을 찾습니다. 앞말이 한글이거나 읽는
법이 분명한 말(GPU을(를))일 때만 봅니다. 무엇이 들어갈지 모르는 자리 표시자, 아무 말이나 대신하는 글자, 채워 넣을 자리,
○○ 같은 기호 뒤에서는 두 꼴을 함께 적는 것이 맞습니다. 짝이 나란히 붙은 것(데이터을를)과 같은 조사가 두 번 붙은
것(서버에서에서)도 알립니다.
왜: 두 꼴을 함께 적는 것은 앞말을 모를 때 쓰는 방편입니다. 아는 말 뒤에 남아 있으면 기계가 쓴 글로 읽힙니다.
고치는 법: 앞말에 맞는 꼴만 남깁니다. 안전하게 자동으로 고칠 수 있습니다.
근거: 한글 맞춤법 제1항(표준어를 소리대로 적되, 어법에 맞도록 함), 표준국어대사전의 조사 풀이.
"""

EXAMPLES = [
    Bad("Press the button.", "버튼을(를) 누르세요.", fixed="버튼을 누르세요.", at="을(를)"),
    Bad("The file is missing.", "파일이(가) 없습니다.", fixed="파일이 없습니다."),
    Bad("Save as a file.", "파일(으)로 저장합니다.", fixed="파일로 저장합니다."),
    Bad("The GPU is", "GPU은(는) 빠릅니다.", fixed="GPU는 빠릅니다."),
    Bad("the word", "낱말을/를 고릅니다.", fixed="낱말을 고릅니다."),
    Bad("the data", "데이터을를 읽습니다.", fixed="데이터를 읽습니다."),
    Bad("The value, basically", "값은는 기본적으로로 같다.", fixed="값은 기본적으로 같다."),
    Bad("on the server", "서버에서에서 실행합니다.", fixed="서버에서 실행합니다."),
    Bad("“Name” is", "'이름'은(는) 비어 있습니다.", fixed="'이름'은 비어 있습니다."),
    Bad("The file is missing.", "**파일**이(가) 없습니다.", fixed="**파일**이 없습니다."),
    Good("Cannot open %s", "%s을(를) 열 수 없습니다."),
    Good("Open {name}", "{name}을(를) 엽니다."),
    Good("the particles 을/를", "조사 을/를, '은/는', 은는을 고릅니다."),
    Good("people of the village", "마을을 가을은 수은은 은은한 결과와 효과와 어린이가"),
    Good("X meets Y", "X을(를) Y와(과) 비교합니다. ○○을(를) 고릅니다. 'XX'을(를) 더합니다."),
    Good("Close `run()`", "`run()`을(를) 부릅니다."),
    Good("the set", "set을(를) 만듭니다."),
    Good("the directory (%1)", "디렉터리(%1)이(가) 없습니다."),
]

#: What is written for both forms, after a consonant and after a vowel.
_PAIRS = [("을", "를"), ("은", "는"), ("이", "가"), ("과", "와"), ("이나", "나"), ("이란", "란"), ("이랑", "랑")]
_BOTH = {
    written: pair
    for pair in _PAIRS
    for a, b in (pair, pair[::-1])
    for written in (f"{a}({b})", f"({a}){b}", f"{a}/{b}")
}
_BOTH |= {f"(이){rest}": (f"이{rest}", rest) for rest in ("나", "란", "랑", "며", "라는", "라고", "라도", "라면", "든")}
_BOTH |= {
    f"(으){rest}": (f"으{rest}", rest) for rest in ("로", "로서", "로써", "로부터", "로는", "로도", "로만", "로의")
}
_BOTH |= {"으로/로": ("으로", "로"), "로(으로)": ("으로", "로"), "으로(로)": ("으로", "로")}
_DOUBLE = regex(rf"(?<=[^\s/])(?:{'|'.join(sorted(map(re.escape, _BOTH), key=len, reverse=True))})(?![가-힣/(])")
#: Two partners run together, which no word ends in, and particles that never follow themselves.
_TWICE = regex(
    r"(?<=[가-힣])(?:(?P<pair>을를|를을|는은|은는|와과|으로로)|(?P<same>에서|에게|으로|까지|부터|처럼)(?P=same)|(?P<one>를)를)(?![가-힣])"
)
#: What those two look for begins so: a quick look.
_BRACKETED = regex(r"[(/][가-힣]")
_RUN = regex(r"을를|를[을를]|은는|는은|와과|으로로|에서에서|에게에게|으로으로|까지까지|부터부터|처럼처럼")
_PARTNERS = {
    "을를": ("을", "를"),
    "를을": ("을", "를"),
    "는은": ("은", "는"),
    "은는": ("은", "는"),
    "와과": ("과", "와"),
    "으로로": ("으로", "로"),
}
_STANDS_FOR_ANY = regex(
    r"(?:^|[^A-Za-z0-9])(?P<letter>[A-Za-z])(?P=letter)*$|[○●◯□△×_…~]$|\bfoo$|\bbar$|\bxxx$", re.IGNORECASE
)
_PLACEHOLDER = regex(r"%[A-Za-z0-9(]|[{}$]")
_NAMES = frozenset({"카를", "샤를"})  #: that end like a particle: 카를을
_NAMES_PARTICLES = regex(r"(?:조사|[을를은는이가와과로])[\s,·'‘\"“]*$")


#: What each of the two patterns needs.
_SEEN = regex(f"{_BRACKETED.pattern}|{_RUN.pattern}")


@rule("K603", "particle-double", Severity.WARNING, language="ko", seen=_SEEN)
def particle_double(pair: Pair) -> Iterator[Hit]:
    """Report each doubled particle behind a word that is known."""
    segment = pair.target
    if not segment.translatable:
        return
    text = segment.text
    for found in _DOUBLE.finditer(text) if _BRACKETED.search(text) else ():
        span = Span(*found.span())
        told = None if segment.is_masked(span) else _known(segment, span.start)
        if told is None:
            continue
        closed, open_ = _BOTH[found[0]]
        wanted = closed if told.takes(closed if closed in ("을", "으로") else "을") else open_
        if found[0].startswith("(으)") or "으로" in found[0]:
            wanted = closed if told.ends == "C" else open_
        yield _hit(segment, span, say("both forms {found} behind a known word", found=found[0]), wanted)
    for found in _TWICE.finditer(text) if _RUN.search(text) else ():
        span = Span(*found.span())
        if segment.is_masked(span):
            continue
        if found["pair"]:
            before = text[max(0, span.start - 8) : span.start]
            alone = text[span.start - 2 : span.start - 1].strip("'\"‘“") == ""
            if text[span.start - 1 : span.start + 1] in _NAMES:
                continue
            if _NAMES_PARTICLES.search(before) or (alone and not is_short(before[-1], found["pair"][-1])):
                continue
            closed, open_ = _PARTNERS[found["pair"]]
            wanted = closed if of_hangul(before).takes(closed if closed == "으로" else "을") else open_
        else:
            wanted = found["same"] or found["one"]
        yield _hit(segment, span, say("the particle is written twice: {found}", found=found[0]), wanted)


def _hit(segment: Segment, span: Span, message: str, wanted: str) -> Hit:
    return Hit(
        span,
        message,
        say("write {segment}{wanted}", segment=written(segment, span.start), wanted=wanted),
        fix=Edit(span, wanted),
        safe=True,
    )


def _known(segment: Segment, end: int) -> Sound | None:
    """How the word before a particle ends; None where any word may stand there, or its reading is open."""
    text = segment.text
    before = text[max(0, end - 8) : end]
    if _STANDS_FOR_ANY.search(before.rstrip("'\"’”")) or _NAMES_PARTICLES.search(before.rstrip("'\"’”")[-4:]):
        return None
    if is_syllable(text[end - 1]):
        return of_hangul(text[end - 1])
    if segment.kind is Kind.ENTRY and text[end - 1] in "`*_":
        return None
    if text[end - 1] in ")）" and _PLACEHOLDER.search(text, max(0, text.rfind("(", 0, end)), end):
        return None
    host = host_before(segment, end)
    if host is None and is_syllable(before.rstrip("*_~")[-1:]):  # **파일**을(를)
        return of_hangul(before.rstrip("*_~"))
    if host is None or host.kind in ("variable", "open", "code", "expression"):
        return None
    told = host.sound
    return told if told.known and len(told.ends) == 1 and told.listed else None
