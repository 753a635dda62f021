"""Korean numbers written in Hangul: native (`서른한`, `스무 명`, `첫째`), Sino-Korean (`이십`, `백만`) and loose words.

All of them are uncertain: the syllables have other meanings (이, 한, 세, 네, 백, 구조), and a translator is free to use
or to drop them. They serve to recognise a number of the other language, not to demand one there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from tm.core import Span
from tm.lang.numerals_value import BIG, HALF_BEHIND, SINO, SMALL, Number, Value, also, scale_value, whole
from tm.lang.regex import regex

_TENS = {
    "열": 10,
    "스물": 20,
    "스무": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
_LONG = {"하나": 1, "둘": 2, "셋": 3, "넷": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}
_SHORT = {"한": 1, "두": 2, "세": 3, "네": 4, "석": 3, "넉": 4, "닷": 5, "엿": 6}
#: Words that hold a number of their own, and the values they may render.
_FIXED: dict[str, tuple[int, ...]] = {
    "첫째": (1,), "둘째": (2,), "셋째": (3,), "넷째": (4,), "첫": (1,), "처음": (1,), "최초": (1,), "한두": (1, 2),
    "두세": (2, 3), "두어": (2,), "서너": (3, 4), "너덧": (4, 5), "대여섯": (5, 6), "하루": (1, 24), "이틀": (2, 48),
    "사흘": (3, 72), "나흘": (4,), "닷새": (5,), "엿새": (6,), "이레": (7,), "여드레": (8,), "아흐레": (9,),
    "열흘": (10,), "보름": (15,), "일주일": (1, 7), "반년": (6,), "한나절": (12,), "단일": (1,), "유일": (1,),
    "단독": (1,), "싱글": (1,), "혼자": (1,), "단수": (1,), "양쪽": (2,),
    "양측": (2,), "양방향": (2,), "더블": (2,), "듀얼": (2,), "곱절": (2,),
    "부부": (2,), "커플": (2,), "트리플": (3,), "이중": (2,), "삼중": (3,), "제로": (0,), "없음": (0,), "모두": (100,),
    "세븐": (7,), "일레븐": (11,), "트웰브": (12,), "트웬티": (20,), "헌드레드": (100,), "밀리언": (10**6,),
    "전부": (100,), "완전": (100,),
}  # fmt: skip
#: The same for words of one syllable, with what must follow them.
_FIXED_SHORT = (
    (r"단(?=\s)|매(?=\s)|각(?=\s)|한(?=쪽|편)", 1),
    (
        r"양(?=\s|손|발|쪽|측|끝|옆|팔|변|단|극|자|국)|쌍(?=\s|[을이의은과으])|짝(?=\s|[을이의은과으])|배(?=\s|로|의|가|만|씩|나)",
        2,
    ),
)
_COUNTERS = (
    "번|개|가지|명|쪽|편|배|자|줄|칸|쌍|곳|종|단|차례|방|군데|사람|분|대|장|달|시|살|채|마리|켤레|벌|권|그루|해|주|잔|입|판|끼"
    "|통|부|면|축|층|항|값|점|변|행|열|갈래|묶음|세트|군|글|자리|토막|걸음|바퀴|문장|단어|페이지|시간|학기|팀|조각|문자"
)
_SHORT_ALONE = rf"(?=\s|$|[^\w]|{_COUNTERS})"
_NATIVE = regex(
    rf"(?<![가-힣0-9])(?<!가능한 )"
    rf"(?:(?P<tens>{'|'.join(_TENS)})(?P<ones>\s?(?:{'|'.join(_LONG)})|(?:{'|'.join(_SHORT)}){_SHORT_ALONE})"
    rf"|(?P<ten>열){_SHORT_ALONE}|(?P<round>{'|'.join(word for word in _TENS if word != '열')})"
    rf"|(?P<long>{'|'.join(_LONG)})(?!러)|(?P<short>{'|'.join(_SHORT)}){_SHORT_ALONE})"
)
#: Hundreds are Sino-Korean, what is below may be native: 백서른, 삼백열네 개.
_MIXED = regex(
    rf"(?<![가-힣0-9])(?P<run>[이삼사오육칠팔구십백천만억]*[백천만])\s?(?:(?P<tens>{'|'.join(_TENS)})"
    rf"(?P<ones>{'|'.join((*_LONG, *_SHORT))})?|(?P<alone>{'|'.join((*_LONG, *_SHORT))}){_SHORT_ALONE})"
)
_WORD = regex(rf"(?<![가-힣0-9])(?:{'|'.join(sorted(_FIXED, key=len, reverse=True))})")
_WORD_SHORT = tuple((regex(rf"(?<![가-힣0-9])(?:{pattern})"), value) for pattern, value in _FIXED_SHORT)
_SINO = regex(r"(?<![가-힣0-9])(?:제|(?P<vague>수|몇))?\s?(?P<run>[일이삼사오육륙칠팔구영공십백천만억조]{2,})")
#: One Sino-Korean syllable counts only in front of these.
_SINO_ONE = regex(
    r"(?<![가-힣0-9])(?P<vague>수|몇)?(?P<run>[일이삼사오육칠팔구영십백천만억조])(?=\s?(?:차원|차|중|진법|진수|급|회|대일|대다"
    r"|분기|각형|층|등|인칭|항|면체|단계|번|세대|년|월|주|개월|학년|개|명|배|원|달러|단위|건|일|점|위|호))"
)
_SINO_ROUND = regex(rf"(?<![가-힣0-9])(?P<vague>수|몇)?(?P<run>[십백천만])(?=\s?(?:{_COUNTERS}))")
_SINO_ORDER = regex(r"(?<![가-힣0-9])제\s?(?P<run>[일이삼사오육칠팔구십])(?P<vague>)")
_FRACTION = regex(r"(?<![가-힣])([이삼사오육칠팔구십백천]+)\s?분의\s?([일이삼사오육칠팔구])")
_HALF = regex(r"절반|(?<![가-힣])(?:반반|반(?=\s|$|으로|만|씩|쪽|의|을|은|이|시간|정도|[^\w]))|반(?=\s|$|[^\w])")


_NATIVE_FIRST = frozenset(word[0] for word in (*_TENS, *_LONG, *_SHORT))
_SINO_FIRST = frozenset("제수몇일이삼사오육륙칠팔구영공십백천만억조")
#: Every pattern begins a word; it is tried only where one begins with a syllable that it may begin with.
_TRIED: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (_NATIVE, _NATIVE_FIRST),
    (_WORD, frozenset(word[0] for word in _FIXED)),
    *((pattern, frozenset("단매각한양쌍짝배")) for pattern, _ in _WORD_SHORT),
    *((pattern, _SINO_FIRST) for pattern in (_SINO, _SINO_ONE, _SINO_ROUND, _SINO_ORDER, _MIXED)),
)
_MIXED_AT, _SINO_AT = len(_TRIED) - 1, 2 + len(_WORD_SHORT)
_BY_FIRST = {
    first: tuple(at for at, (_, firsts) in enumerate(_TRIED) if first in firsts)
    for first in frozenset().union(*(firsts for _, firsts in _TRIED))
}
_AND_HALF = regex(rf"\s?(?:시간|년|해|달|개월|배|주|일|분|세기|학기){HALF_BEHIND}")
_DAYS_HALF = regex(HALF_BEHIND)
_START = regex(rf"(?<![가-힣0-9])[{''.join(sorted(_BY_FIRST))}]")


def words(text: str) -> list[Number]:
    """Numbers of a Korean text that are written in Hangul, in text order; all uncertain."""
    found: list[Number] = []
    sums: list[Number] = []
    ends: dict[int, int] = {}
    for begin in _START.finditer(text):
        start = begin.start()
        for at in _BY_FIRST[begin[0]]:
            if start >= ends.get(at, 0) and (match := _TRIED[at][0].match(text, start)):
                ends[at] = match.end()
                number = _number(match, at)
                if number is not None:
                    (sums if at == _MIXED_AT else found).append(number)
    for match in _FRACTION.finditer(text) if "분의" in text else ():
        below, above = sino(match[1]), sino(match[2])
        if below and above:
            found.append(Number(whole(Fraction(above) / below), Span(*match.span()), "fraction", False))
    if "반" in text:
        halves = _HALF.finditer(text)
        found += (Number(Fraction(1, 2), Span(*match.span()), "fraction", False, (50, 30, 2)) for match in halves)
    if sums:
        found = [number for number in found if not any(mixed.span.contains(number.span) for mixed in sums)] + sums
    return sorted(found, key=lambda number: (number.span.start, number.span.end))


def with_what_follows(text: str, found: list[Number]) -> list[Number]:
    """한 시간 반 is one hour and a half, 1.5, 하루 반 36 hours: such a number may stand for both."""
    if "반" in text and _DAYS_HALF.search(text):
        ends: set[int] = set()
        for at, number in enumerate(found):
            if number.kind == "name":
                continue
            if half := _AND_HALF.match(text, number.span.end):
                found[at] = also(number, number.value + Fraction(1, 2))
                if not half[0].startswith("시간"):
                    ends.add(half.end())
            elif 24 * number.value in number.also and _DAYS_HALF.match(text, number.span.end):
                found[at] = also(number, number.value + Fraction(1, 2), 24 * number.value + 12)
        if ends:  # of a year, a month: neither 30 nor 50
            found = [replace(n, also=()) if n.value == Fraction(1, 2) and n.span.end in ends else n for n in found]
    return found


def _number(match: re.Match[str], at: int) -> Number | None:
    """The number that the pattern `at` of the table read."""
    kind, also = "cardinal", tuple[Value, ...]()
    value: Value | None
    if at == 0:
        ones = (match["ones"] or "").strip()
        tens = match["tens"] or match["ten"] or match["round"]
        single = match["long"] or match["short"] or ones
        value = _TENS.get(tens or "", 0) + (_LONG.get(single) or _SHORT.get(single) or 0)
    elif at == 1:
        value, *others = _FIXED[match[0]]
        also = tuple(others)
        kind = "ordinal" if match[0].startswith("첫") or match[0].endswith("째") else "cardinal"
    elif at < _SINO_AT:
        value = _WORD_SHORT[at - 2][1]
    elif at < _MIXED_AT:
        value = sino(match["run"])
        kind = "vague" if match["vague"] else "cardinal"
    else:
        above, ones = sino(match["run"]), match["ones"] or match["alone"] or ""
        below = _TENS.get(match["tens"] or "", 0) + (_LONG.get(ones) or _SHORT.get(ones) or 0)
        value = None if above is None else above + below
    return None if value is None else Number(value, Span(*match.span()), kind, False, also)


def sino(run: str) -> Value | None:
    """The value of Sino-Korean numeral syllables, None where they make no number; leftover syllables are dropped.

    `이십삼` is 23, `일이` (two digits side by side) is nothing, `백만이` is 1,000,000 with a particle.
    """
    parts: list[Value | str] = []
    for syllable in run:
        if syllable in SMALL or syllable in BIG:
            parts.append(syllable)
        elif parts and not isinstance(parts[-1], str):
            return None
        else:
            parts.append(SINO[syllable])
    return scale_value(parts) if parts else None


def in_scale(value: int) -> str:
    """A large whole number the Korean way: `5,000만`, `1억 2,345만`; empty where 만 and 억 do not make it shorter."""
    return grouped(value) if value and value % 10**4 == 0 else ""


def grouped(value: int) -> str:
    """A whole number in groups of ten thousand: `3,200`, `1만 2,000`, `1억 2,345만`."""
    parts, rest = list[str](), value
    for name, scale in (("조", 10**12), ("억", 10**8), ("만", 10**4)):
        count, rest = divmod(rest, scale)
        if count:
            parts.append(f"{count:,}{name}")
    return " ".join([*parts, f"{rest:,}"] if rest or not parts else parts)
