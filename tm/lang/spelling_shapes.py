"""Word shapes that no Korean word has: a syllable lost or doubled while typing, a jamo left alone, an odd syllable.

The final 니다 needs ㅂ before it (합니다, 있습니다) unless it belongs to one of a few words (아니다, 지니다, 언니다):
what else ends so has lost a syllable. Of the 11,172 syllables that the script can build, Korean text uses those of the
old standard set KS X 1001; one outside it (됬, 핛) is nearly always a slip of the keys.
Source: Hangul Orthography (한글 맞춤법), article 1; KS X 1001:2004 for the set of 2,350 syllables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tm.core import Span
from tm.lang.hangul import compose, decompose, final


class Slip(NamedTuple):
    """A shape that cannot be right. right: how the span is written, empty where nobody can tell without the context."""

    span: Span
    what: str
    right: str


_NIDA = re.compile(r"([가-힣]+)니(?:다|까)(?![가-힣])")
#: Ends in 니 with a closed syllable before it, or is a verb in 니다: 언니다 is a sound sentence.
_NIDA_WORDS = re.compile(
    r"(?:언|금|앞|덧|송곳|틀|사랑|왕|아|지|다|거|머|끼|키|무|비|디|로|소|마|바|제|포|그|르|리|치|미|루|보|노|티|투|도|카|너|쥬|주|줄|배|할|쭈|허|하|되|이|어|해)$"
)
#: Nouns that end in an open syllable and take 하다: 제거니다 lacks a syllable, 어머니다 does not.
_OPEN_NOUNS = re.compile(
    r"(?:제거|표시|추가|처리|시도|확대|정의|전개|유지|비교|평가|제시|소개|요구|대기|증가|감소|조사|조회|허가|강조|공유|관리|구조화|"
    r"나타나|저하|전파|참고|참조|초래|회피|분리|분배|배치|설치|폐기|포기|표기|필요|주의|주시|중시|지시|명시|무시|감시|출시|게시|"
    r"도와주|보여주|알려주|사라지|이루어지|만들어지|느려지|빨라지|가져오|불러오|들어오|나오|들어가|올라가|내려가|나누|바꾸|고르|따르|모르|다르|부르)$"
)
_TORN = (
    (
        re.compile(r"(?<=[가-힣])(?<![하시지])되(?= 있(?:[습는다었던으지을]|고))"),
        "어",
        "a syllable is missing behind 되",
    ),
    (re.compile(r"(?<=[할될])(?= 있(?:습니다|다[.,]|는 |도록|으며|었))"), " 수", "수 is missing"),
    (re.compile(r"수 (?=습니다)"), "있", "있 is missing"),
)
#: Jamo that stand for themselves: in chat (ㅋㅋ, ㅠㅠ), as names of letters, as shapes (ㄱ자).
_JAMO = re.compile(r"(?<=[가-힣])[ㄱ-ㅎㅏ-ㅣ]+(?![ㄱ-ㅎㅏ-ㅣ])|(?<![가-힣ㄱ-ㅎㅏ-ㅣ\w])[ㄱ-ㅎㅏ-ㅣ](?=[가-힣]{2})")
_ALONE = re.compile(r"[ㄱ-ㅎㅏ-ㅣ]+")
_CHAT = frozenset("ㅋㅎㅠㅜㅇㅡ")
_SHAPED = re.compile(r"자|형|꼴|받침|불규칙|발음|소리|모음|자음|계열|이나|으로|에서|부터|까지|처럼")
_JAMO_TALK = 3  # separate jamo in one segment: it is about letters
_IN_USE = frozenset("똠펲찦샾햏뷁켘돠뢔쌰썅쎼쓔쬬맄긱갘텤핰쉡섿햌넴봣뙇")  # names, slang, brands


def find(text: str) -> Iterator[Slip]:
    """The slips in a text whose masks are blanked."""
    if "니다" in text or "니까" in text:
        yield from _lost(text)
    for pattern, added, what in _TORN:
        for found in pattern.finditer(text):
            start = _word_start(text, found.start())
            yield Slip(Span(start, found.end()), what, text[start : found.end()] + added)
    yield from _jamo(text)
    for found in _odd().finditer(text):
        if found.group() not in _IN_USE and final(found.group()) != "ㄻ":  # 거칢: the noun of a stem in ㄹ
            start, end = _word_start(text, found.start()), found.end()
            while end < len(text) and "가" <= text[end] <= "힣":
                end += 1
            yield Slip(Span(start, end), f"the syllable {found.group()} is not used in Korean", "")


def _lost(text: str) -> Iterator[Slip]:
    for found in _NIDA.finditer(text):
        stem, span = found[1], Span(*found.span())
        last = final(stem[-1])
        if last in ("ㅂ", "ㅄ") or (last and _NIDA_WORDS.search(stem)):
            continue
        rest = found.group()[len(stem) :]
        if last in ("ㅆ", "ㅀ", "ㄶ") or stem.endswith(("같", "좋", "많", "높", "낮", "넓")):
            yield Slip(span, "습 is missing", f"{stem}습{rest}")
        elif last == "ㅁ" and stem[-1] in "함됨임봄줌감남옴킴짐춤쓴움룸킴림":
            initial, vowel, _ = decompose(stem[-1])
            yield Slip(span, f"{stem[-1]}{rest} is not an ending", stem[:-1] + compose(initial, vowel, "ㅂ") + rest)
        elif (last and len(stem) > 1) or (not last and _OPEN_NOUNS.search(stem)):
            yield Slip(span, f"a syllable is missing before {rest}", "")


def _jamo(text: str) -> Iterator[Slip]:
    runs = _ALONE.findall(text)
    if not runs or len(runs) >= _JAMO_TALK:
        return
    for found in _JAMO.finditer(text):
        if (_CHAT.issuperset(found.group()) and found.group() != "ㅇ") or _SHAPED.match(text, found.end()):
            continue
        yield Slip(Span(*found.span()), f"the letter {found.group()} stands alone", "")


@cache
def _odd() -> re.Pattern[str]:
    usual = b"".join(bytes([row, cell]) for row in range(0xB0, 0xC9) for cell in range(0xA1, 0xFF)).decode("euc_kr")
    odd = sorted(set(map(chr, range(0xAC00, 0xD7A4))) - set(usual))
    return re.compile(f"[{''.join(odd)}]")


def _word_start(text: str, at: int) -> int:
    while at and "가" <= text[at - 1] <= "힣":
        at -= 1
    return at
