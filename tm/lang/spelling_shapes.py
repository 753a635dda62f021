"""Word shapes that no Korean word has: a syllable lost or doubled while typing, a jamo left alone, an odd syllable.

The final 니다 needs ㅂ before it (합니다, 있습니다) unless it belongs to one of a few words (아니다, 지니다, 언니다):
what else ends so has lost a syllable. Of the 11,172 syllables that the script can build, Korean text uses those of the
old standard set KS X 1001; one outside it (됬, 핛) is nearly always a slip of the keys.
Source: Hangul Orthography (한글 맞춤법), article 1; KS X 1001:2004 for the set of 2,350 syllables.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from tm.core import Span
from tm.lang.hangul import INITIALS, VOWELS, compose, decompose, final
from tm.lang.regex import regex
from tm.messages import say


class Slip(NamedTuple):
    """A shape that cannot be right. right: how the span is written, empty where nobody can tell without the context."""

    span: Span
    what: str
    right: str


_NIDA = regex(r"니(?:다|까)(?![가-힣])")
_CUT = regex(
    r"(?:[합됩킵]|(?:것|값|때문|방법|경우|기능|결과|이유|함수|파일)입)(?P<rest>다)(?![가-힣])|"
    r"(?<=[가-힣])[합됩입습킵](?P<end>니)(?=[.!])"
)
#: What each of its matches holds, found in a fraction of the time.
_CUT_END = regex(r"[합됩입습킵](?:다(?![가-힣])|니[.!])")
#: Nouns in 니 with a closed syllable before it: 언니다 is a sound sentence.
_CLOSED_NOUNS = regex(r"(?:언|금|앞|덧|송곳|틀|사랑|왕|대문|젖)$")
#: With an open syllable before 니 there are verbs and many names (아니다, 지니다, 어머니다, 하모니다); these are none.
_OPEN_NOUNS = regex(
    r"(?:제거|표시|추가|처리|시도|확대|정의|전개|유지|비교|평가|제시|소개|요구|대기|증가|감소|조사|조회|허가|강조|공유|관리|저하|"
    r"전파|참고|참조|초래|회피|분리|분배|배치|설치|폐기|포기|표기|필요|주의|지시|명시|무시|출시|게시|변수|함수|개수|횟수|점수|배수|"
    r"요소|주소|정보|결과|효과|이유|경로|자료|종류|의미|문제|과제|주제|예제|규제|구조|상태|형태|단계|관계|한계|설계|통계|체계|"
    r"나타나|보여주|알려주|사라지|이루어지|가져오|불러오|들어오|들어가|올라가|내려가|나누|바꾸)$"
)
#: Nouns in 업 and 법, which are no verbs: 작업입니다. Not 단업니다, short for 단어입니다.
_CLOSED_BEFORE = regex(r"(?:작|산|기|수|직|사|농|공|백|팝|졸|협)업$|(?:방|문|기|용|해|요|편)법$")
#: ㅁ of 니다 for ㅂ, as it sounds: 바꿈니다. Not behind nouns: 프로그램니다 has lost 입.
_NOUN_ENDINGS = frozenset("함됨임봄줌감남옴킴짐춤움룸림꿈뀜씀염둠큼뜀냄뺌켬폄쏨쬠뜸")
#: The same, where a shorter word is a noun: 김, 이름, 아침.
_NOUNS_OR_VERBS = (
    *("넘김", "숨김", "남김", "옮김", "맡김", "즐김", "당김", "닫힘", "막힘", "잡힘", "밝힘", "마침", "고침", "미침"),
    *("모름", "고름", "부름", "따름", "누름", "다름", "바름"),
)
#: Ends a verb that another verb follows: 들어니다 has lost what follows.
_LINKING = frozenset("어여져려겨켜혀춰둬워해")
_TORN = (
    (
        ("되 있",),
        regex(r"(?<=[가-힣])(?<![하시지])되(?= 있(?:[습는다었던으지을음어]|고))"),
        "어",
        say("a syllable is missing behind 되"),
    ),
    (
        ("할 있", "될 있"),
        regex(r"(?<=[할될])(?= 있(?:습니다|다[.,]|는 |도록|으며|었))"),
        " 수",
        say("수 is missing"),
    ),
    (("수 습니다",), regex(r"수 (?=습니다)"), "있", say("있 is missing")),
)
#: 니다 and 니까 behind anything but a syllable that certainly ends a stem: what `_lost` looks at closer.
_SOUND = "".join(
    compose(initial, vowel, "ㅂ")
    for initial in INITIALS
    for vowel in VOWELS
    if compose(initial, vowel, "ㅂ") not in "업법읍"
)
_UNUSUAL = regex(rf"니(?:다|까)(?![가-힣])(?<![{_SOUND}]..)")
#: What one of `_TORN` needs.
_GAP = regex("|".join(re.escape(need) for needs, *_ in _TORN for need in needs))
#: Jamo that stand for themselves: in chat (ㅋㅋ, ㅠㅠ), as names of letters, as shapes (ㄱ자).
_JAMO = regex(r"(?<=[가-힣])[ㄱ-ㅎㅏ-ㅣ]+(?![ㄱ-ㅎㅏ-ㅣ])|(?<![가-힣ㄱ-ㅎㅏ-ㅣ\w])[ㄱ-ㅎㅏ-ㅣ](?=[가-힣]{2})")
_ALONE = regex(r"[ㄱ-ㅎㅏ-ㅣ]+")
_CHAT = frozenset("ㅋㅎㅠㅜㅇㅡ")
_SHAPED = regex(r"자|형|꼴|받침|불규칙|발음|소리|모음|자음|계열|이나|으로|에서|부터|까지|처럼")
_JAMO_TALK = 3  # separate jamo in one segment: it is about letters
_IN_USE = frozenset(
    "찟렜얬벴쬤쐤뼜뵀쇘괬꽸힣엳됭솁롹쿽쿈슌쥰츈똠펲찦샾햏뷁켘돠뢔쌰썅쎼쓔쬬맄긱갘텤핰쉡섿햌넴봣뙇"
)  # names, slang, brands


def find(text: str) -> Iterator[Slip]:
    """The slips in a text whose masks are blanked."""
    if "니다" in text or "니까" in text:
        yield from _lost(text)
    if "다" in text or "니" in text:
        yield from _cut(text)
    for needs, pattern, added, what in _TORN:
        if not any(need in text for need in needs):
            continue
        for found in pattern.finditer(text):
            start = _word_start(text, found.start())
            yield Slip(Span(start, found.end()), what, text[start : found.end()] + added)
    if _strange().search(text) is None:
        return
    yield from _jamo(text)
    for found in _odd().finditer(text):
        if found.group() not in _IN_USE and final(found.group()) != "ㄻ":  # 거칢: the noun of a stem in ㄹ
            start, end = _word_start(text, found.start()), found.end()
            while end < len(text) and "가" <= text[end] <= "힣":
                end += 1
            yield Slip(
                Span(start, end), say("the syllable {syllable} is not used in Korean", syllable=found.group()), ""
            )


def find_all(texts: Sequence[str]) -> dict[int, list[Slip]]:
    """What `find` finds in each of many texts, by their number; texts without a slip are left out.

    All of them are searched as one for what a slip begins with: several times faster than one by one.
    """
    whole = "\0".join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    at = [match.start() for pattern in (_UNUSUAL, _CUT_END, _GAP, _strange()) for match in pattern.finditer(whole)]
    found = {number: list(find(texts[number])) for number in sorted({bisect_right(starts, place) - 1 for place in at})}
    return {number: slips for number, slips in found.items() if slips}


def _cut(text: str) -> Iterator[Slip]:
    """A polite ending that lost one of its syllables: 합다, 기본값입다, 저장합니."""
    for found in _CUT.finditer(text):
        start, group = _word_start(text, found.start()), "rest" if found["rest"] else "end"
        stem = text[start : found.start(group)]
        span = Span(start, found.end(group))
        yield Slip(span, say("a syllable of 니다 is missing"), f"{stem}니다")


def _lost(text: str) -> Iterator[Slip]:
    for found in _NIDA.finditer(text):
        at = found.start()
        last = final(text[at - 1]) if at else ""
        if last == "ㅂ" and text[at - 1] != "읍":
            if text[at - 1] in "업법" and (noun := _CLOSED_BEFORE.search(text, max(at - 4, 0), at)):
                start = _word_start(text, at)
                yield Slip(
                    Span(start, found.end()),
                    say("입 is missing behind {noun}", noun=noun[0]),
                    f"{text[start:at]}입{found[0]}",
                )
            continue  # what nearly all of them are
        start = _word_start(text, at)
        stem, rest, span = text[start:at], found.group(), Span(start, found.end())
        if not stem:
            continue
        if stem[-1] == "읍" and final(stem[-2:-1]):  # 있읍니다, but 모읍니다
            yield Slip(span, say("읍니다 is written 습니다"), f"{stem[:-1]}습{rest}")
            continue
        if last in ("ㅂ", "ㅄ") or (last and _CLOSED_NOUNS.search(stem)):
            continue
        if last in ("ㅆ", "ㅀ", "ㄶ") or stem.endswith(("같", "좋", "많", "높", "낮", "넓")):
            yield Slip(span, say("습 is missing"), f"{stem}습{rest}")
        elif last == "ㅁ" and (stem[-1] in _NOUN_ENDINGS or stem.endswith(_NOUNS_OR_VERBS)):
            initial, vowel, _ = decompose(stem[-1])
            yield Slip(
                span,
                say("{stem}{rest} is not an ending", stem=stem[-1], rest=rest),
                stem[:-1] + compose(initial, vowel, "ㅂ") + rest,
            )
        elif _is_torn(stem, rest):
            yield Slip(span, say("a syllable is missing before {rest}", rest=rest), "")


def _is_torn(stem: str, rest: str) -> bool:
    if final(stem[-1]):
        return len(stem) > 1
    # -니까 is an ending of its own behind a vowel: 가니까
    return rest == "니다" and (stem[-1] in _LINKING or _OPEN_NOUNS.search(stem) is not None)


def _jamo(text: str) -> Iterator[Slip]:
    runs = _ALONE.findall(text)
    if not runs or len(runs) >= _JAMO_TALK:
        return
    for found in _JAMO.finditer(text):
        if (_CHAT.issuperset(found.group()) and found.group() != "ㅇ") or _SHAPED.match(text, found.end()):
            continue
        yield Slip(Span(*found.span()), say("the letter {letter} stands alone", letter=found.group()), "")


@cache
def _odd_syllables() -> str:
    usual = b"".join(bytes([row, cell]) for row in range(0xB0, 0xC9) for cell in range(0xA1, 0xFF)).decode("euc_kr")
    return "".join(sorted(set(map(chr, range(0xAC00, 0xD7A4))) - set(usual)))


@cache
def _odd() -> re.Pattern[str]:
    return re.compile(f"[{_odd_syllables()}]")


@cache
def _strange() -> re.Pattern[str]:
    """A jamo or an odd syllable, which hardly any text holds."""
    return re.compile(f"[ㄱ-ㅎㅏ-ㅣ{_odd_syllables()}]")


def _word_start(text: str, at: int) -> int:
    while at and "가" <= text[at - 1] <= "힣":
        at -= 1
    return at
