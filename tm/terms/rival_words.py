"""The Hangul words of a target as evidence reads them: with every particle that they may have taken off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tm.core import Span
from tm.lang import en
from tm.lang.regex import regex
from tm.terms.concepts import Concept
from tm.terms.korean import letters_of
from tm.terms.sound import consonants, spells

HANGUL = regex(r"[가-힣]+")
TAIL = regex(
    r"(?:들?(?:[은는이가을를의에도와과로만]|으로|에서|에게|부터|까지|처럼|보다)(?:[은는도만의서써])?|들|이다|입니다|라는|이라는|하|한|할|하는|하여|합니다|되|된|될|되는|됩니다"
    r"|이?(?:고|며|면|라고|라면|니까|므로|나|든|랑|란|었다|였다|어야|여야|지만|던|인|일)|인|일|였다|여야|으로서?|(?:이어야|여야)(?:합니다|한다|만)?)?"
)
#: Syllables that make a verb of the noun before them: 정리합니다, 실행됐다.
MAKES_VERBS = frozenset("하되시한할된될해됩합됐했함됨")
#: Words that name nothing by themselves.
EMPTY = frozenset(
    (
        *(
            "그래서",
            "그러나",
            "그리고",
            "그러면",
            "그런데",
            "그래도",
            "그러므로",
            "그렇게",
            "그래야",
            "하지만",
            "따라서",
        ),
        *(
            "그러니",
            "그대로",
            "또는",
            "또한",
            "다시",
            "바로",
            "가장",
            "매우",
            "경우",
            "다음",
            "이전",
            "이후",
            "모든",
            "다른",
        ),
        *(
            "같은",
            "여러",
            "해당",
            "우리",
            "여기",
            "거기",
            "이것",
            "그것",
            "저것",
            "지금",
            "처음",
            "때문",
            "정도",
            "이상",
        ),
        *("이하", "관련", "대신", "자신", "서로"),
    )
)
#: Words of every text that sound like English ones by chance: 그래서 like class, 결과 like Cargo, 이름 like Helm.
EVERYWHERE = EMPTY | frozenset(
    (
        *(
            "결과",
            "이름",
            "사용",
            "방법",
            "문제",
            "내용",
            "자료",
            "정보",
            "시간",
            "사람",
            "처리",
            "실행",
            "설정",
            "변경",
        ),
        *(
            "생성",
            "추가",
            "삭제",
            "확인",
            "필요",
            "가능",
            "일부",
            "전체",
            "아래",
            "위치",
            "부분",
            "상태",
            "종류",
            "차이",
        ),
        *(
            "과정",
            "기준",
            "목록",
            "항목",
            "번호",
            "순서",
            "모습",
            "소리",
            "나라",
            "세계",
            "생각",
            "이유",
            "도움",
            "시작",
            "완료",
        ),
    )
)


@dataclass(frozen=True)
class Around:
    """What else is in the two texts.

    beside: for each occurrence of the term in the source, the words directly before and behind it
    taken:  places of the target that render other terms
    in_brackets: the source has the term in brackets itself, so that a bracket in the target explains another word
    certain: the term of the source may not be another word or sense
    others: gives the base forms of the other words of the source; asked for when needed
    """

    beside: Sequence[tuple[str, str]] = ()
    taken: Sequence[Span] = ()
    others: Callable[[], Collection[str]] = frozenset
    in_brackets: bool = False
    certain: bool = True

    @cached_property
    def words(self) -> Collection[str]:
        """Base forms of the other words of the source."""
        return self.others()

    def free(self, span: Span) -> bool:
        """Does nothing else of the source claim the place?"""
        return not any(span.overlaps(other) for other in self.taken)


@dataclass(frozen=True, slots=True)
class Word:
    """The beginning of a Hangul word, its letters as they are compared, its consonants."""

    span: Span
    text: str
    letters: str
    sounds: str


@lru_cache(maxsize=65536)
def heads(word: str) -> tuple[tuple[str, str, str], ...]:
    """Every beginning of a Hangul word that may be a noun with a particle behind it, the shortest first."""
    if word in EVERYWHERE:
        return ()
    parts = (
        word[:length]
        for length in range(2, len(word) + 1)
        if TAIL.fullmatch(word, length)
        and word[:length] not in EVERYWHERE
        and not _cut_off(word[:length], word[length:])
    )
    return tuple((part, letters_of(part), consonants(part)) for part in parts)


def _cut_off(head: str, rest: str) -> bool:
    """Does the head end in a part of the particle: 에폭으 before 로, 툴의?"""
    return (head[-1] == "으" and rest[:1] == "로") or (len(head) == 2 and not rest and head[-1] in "의을를")


@lru_cache(maxsize=32)
def words(prose: str) -> tuple[Word, ...]:
    """The beginnings of all Hangul words of a text, in order."""
    found = []
    for match in HANGUL.finditer(prose):
        start = match.start()
        found += [Word(Span(start, start + len(part[0])), *part) for part in heads(match.group())]
    return tuple(found)


@lru_cache(maxsize=32)
def all_consonants(prose: str) -> str:
    """The consonants of all words of a text, one word a line."""
    return "\n".join({word.sounds for word in words(prose)})


def accounted(word: Word, around: Around) -> bool:
    """Is the word the sound, or a usual rendering, of another word of the source?"""
    others = en.rendered_by().get(word.letters, frozenset())
    if others & set(around.words):
        return True
    return any(len(other) > 2 and spells(word.text, other) for other in around.words)


def renders_another(word: Word, concept: Concept) -> bool:
    """Is the word a usual rendering of an English term other than this one: 이름, which sounds like Helm too?"""
    terms = en.rendered_by().get(word.letters, frozenset())
    return bool(terms) and concept.source.lower() not in terms
