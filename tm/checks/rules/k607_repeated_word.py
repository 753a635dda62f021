"""K607 repeated-word: a word, or a few words, are written twice in a row.

What it does: finds the same word directly behind itself (`모든 모든`, `the the`), with its particle (`회의도
회의도`), a noun with a particle behind the bare noun (`모델 모델을`), and runs of two to four words (`할 수 있는 할
수 있는`). Korean doubles words on purpose: adverbs (매우 매우, 점점), mimetic words (반짝 반짝), one by one (하나
하나, 한 줄 한 줄); those, numbers, and what the source says twice as well are left alone.
Why: it is left over from editing, and the eye skips it.
How to fix: leave one out. Safe.
Source: none is needed; which words Korean doubles follows the Standard Korean Language Dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import eq

from tm.checks import cues
from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Edit, Severity, Span
from tm.lang.josa_forms import agreeing
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """K607 낱말 반복: 같은 낱말을 잇달아 두 번 적었습니다.

무엇을 찾나: 바로 앞과 같은 낱말('모든 모든', 'the the'), 조사까지 같은 어절('회의도 회의도'), 조사가 붙은
명사가 같은 명사 뒤에 온 것('모델 모델을'), 두 어절에서 네 어절까지의 되풀이('할 수 있는 할 수 있는')를 찾습니다. 일부러
겹쳐 쓰는 부사(매우 매우, 점점), 의성의태어(반짝 반짝), 하나씩 가리키는 말(하나 하나, 한 줄 한 줄), 숫자, 원문도
되풀이한 말은 알리지 않습니다.
왜: 고치는 과정에서 남은 것으로, 눈에 잘 띄지 않습니다.
고치는 법: 하나만 남깁니다. 안전한 수정입니다.
근거: 겹쳐 쓰는 말은 표준국어대사전을 따릅니다.
"""

EXAMPLES = [
    Bad("All stars shine.", "모든 모든 별이 빛납니다.", fixed="모든 별이 빛납니다.", at="모든 모든"),
    Bad("The meeting too", "회의도 회의도 미뤘습니다.", fixed="회의도 미뤘습니다."),
    Bad("And then it rained.", "그리고 그리고 비가 왔습니다.", fixed="그리고 비가 왔습니다."),
    Bad("It trains the model.", "새 모델 모델을 학습시킵니다.", fixed="새 모델을 학습시킵니다.", at="모델 모델을"),
    Good("every moment", "순간 순간을 즐기고 사용 사용자를 봅니다."),
    Bad("the API", "새 API를 API를 부릅니다.", fixed="새 API를 부릅니다."),
    Bad("what we can do", "우리가 할 수 있는 할 수 있는 일", fixed="우리가 할 수 있는 일"),
    Bad("It can be.", "그럴 수 수 있습니다.", fixed="그럴 수 있습니다."),
    Good("It is very, very far.", "매우 매우 멀고 점점 멀어집니다."),
    Good("one by one", "하나 하나 봅니다. 한 줄 한 줄 읽습니다. 반짝 반짝"),
    Good("a bye-bye to you", "bye bye, 1 1 2 3, - -"),
    Good("The word was the Word.", "말 말, 그 그림"),
    Good("no no", "`a` a `b` b"),
    Good("a dog that bites a dog that bites a dog", "개를 무는 개를 무는 개를 봅니다."),
    Good("Many, many stars", "많은 많은 별"),
]

_WORD = regex(r"\S+")
_HANGUL_WORD = regex(r"[가-힣]{2,}")
_LATIN_WORD = regex(r"[A-Za-z]{2,}[가-힣]*")
#: Single syllables that are doubled by mistake only.
_SINGLE = frozenset("수것및등때를을의")
#: Doubled for emphasis, to tell things apart, or because they imitate a sound or a movement.
_DOUBLED = """
매우 아주 정말 너무 진짜 무척 훨씬 더욱 자꾸 계속 천천히 빨리 빨리빨리 조금 조금씩 차츰
점점 점차 살살 슬슬 두고 오래 자주 가끔 하나 하나씩 둘씩 각각 각자 서로 매일 매번 날마다
해마다 모두 어디 무엇 누구 언제 여기 저기 이리 저리 구석 사이 마디 군데 거듭 연거푸 제발
설마 그래 아니 안녕 여보세요 만세 파이팅 짝짝 반짝 두근 쿵쿵 똑똑 둥실 뭉게 깡충 아장
출렁 살랑 흔들 깜빡 깜박 번쩍 중얼 소곤 재잘 종알 데굴 빙글 뱅글 둥글 울긋 보글 부글
지글 바글 와글 시끌 덜컹 덜덜 찰칵 째깍 꼬끼오 야옹 멍멍 가도 와도 가고 오고 보고 먹고
자고 하고 멀고 길고 깊고 돌고 크고 높고 참고 두고두고 하면 가면 가나 오나 많은 많이 멀리
깊이 높이 한참 한발 한걸음 걸음 방울 송이 조각 층층 겹겹 켜켜 줄줄 곳곳 잘 더 또 꼭 쭉
푹 툭 탁 뚝
"""
_KEPT = frozenset(_DOUBLED.split())
#: Behind the second of two nouns (모델 모델을) these are particles; 마다 and 씩 mean one by one.
_PARTICLES = frozenset((*"을를은는이가의에로와과도", "에서", "으로"))
#: Nouns that mean one by one when doubled: 순간순간을.
_DISTRIBUTED = "순간 단계 사람 나라 부분 하루 마을 골목 고비 굽이 대목 계절 시절 개인 자기 스스로 이름"
_ONE_BY_ONE = frozenset(_DISTRIBUTED.split())
_ANY_LETTER = regex(r"[^\W\d_]")
_SHAPED = regex(r"[가-힣A-Za-z]+")
_SOURCE_TWICE = regex(r"\b(\w+)(?:[\s,-]+(?:and\s+)?)\1\b", re.IGNORECASE)


@rule("K607", "repeated-word", Severity.WARNING, language="ko")
def repeated_word(pair: Pair) -> Iterator[Hit]:
    """Report words and short runs of words that stand twice in a row."""
    target = pair.target
    if not target.translatable or cues.is_cue(target):  # who speaks repeats words
        return
    text = target.text
    words = text.split()
    places = list(_places(words)) if _may_repeat(words) else []
    if not places or _SOURCE_TWICE.search(pair.source.text):
        return
    spans = [Span(*found.span()) for found in _WORD.finditer(text)]
    for at, size in places:
        whole = Span(spans[at].start, spans[at + 2 * size - 1].end)
        if not target.is_masked(whole):
            once = Span(spans[at].start, spans[at + size].start)
            said = " ".join(words[at : at + size])
            yield Hit(
                whole,
                say("{said} stands twice in a row", said=said),
                say("leave one out"),
                fix=Edit(once, ""),
                safe=True,
            )


def _places(words: list[str]) -> Iterator[tuple[int, int]]:
    """Where words stand twice: the number of the first, and how many they are."""
    at = 0
    while at < len(words) - 1:
        word, size = words[at], 0
        for n in (4, 3, 2, 1):
            if at + n < len(words) and words[at + n].startswith(word) and _twice(words, at, n):
                size = n
                break
        if size:
            yield at, size
        at += size or 1  # the second may be the first of another pair: 말 말 말


def _may_repeat(words: list[str]) -> bool:
    """A quick test, which most segments fail."""
    if any(map(str.startswith, words[1:], words)):
        return True
    return len(set(words)) < len(words) and any(any(map(eq, words, words[n:])) for n in (2, 3, 4))


def _is_noun(word: str) -> bool:
    """Is the word a noun, which is not doubled to mean one by one?"""
    from tm.lang import ko

    if not _HANGUL_WORD.fullmatch(word) or word in _KEPT or word in _ONE_BY_ONE:
        return False
    return all(found.tag in ("NNG", "NNP") for found in ko.morphemes(word))


def _twice(words: list[str], at: int, size: int) -> bool:
    first, second = words[at : at + size], words[at + size : at + 2 * size]
    if first[:-1] != second[:-1] or len(second) < size or not second[-1].startswith(first[-1]):
        return False
    if size == 1:
        word, rest = first[0], second[0][len(first[0]) :]
        if _ANY_LETTER.match(rest):
            return rest in _PARTICLES and _is_noun(word) and agreeing(word, rest) == rest
        if word in _SINGLE:
            return True
        return bool(_HANGUL_WORD.fullmatch(word) or _LATIN_WORD.fullmatch(word)) and word not in _KEPT
    after, before = words[at + 2 * size : at + 2 * size + 1], words[at - 1 : at]
    if (after and after[0][:2] == first[0][:2]) or (before and before[0][:2] == first[-1][:2]):
        return False  # 모듈을 부르는 모듈을 부르는 모듈
    if _ANY_LETTER.match(second[-1][len(first[-1]) :]) or any(a == b for a, b in pairwise(first)):
        return False
    return (
        all(_SHAPED.fullmatch(word) for word in first) and sum(map(len, first)) > size and first[0] not in ("한", "두")
    )
