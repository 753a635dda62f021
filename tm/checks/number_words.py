"""Small numbers in words that have another value on the other side: four classes, 세 클래스.

Words up to ten are free in translation (two, both, 둘 다, nothing at all), so that one is missing says nothing. That
just one is missing, and just one that the other side lacks stands there instead, says enough for a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tm.checks.number_sides import Side, Sides
from tm.checks.numbers import Comparison, values
from tm.core import Span
from tm.lang.digits import has_digit
from tm.lang.number_words_en import CARDINALS, ORDINALS
from tm.lang.numerals_en import sighted
from tm.lang.numerals_value import Number, Value
from tm.lang.regex import regex

_PLAIN_EN = frozenset(word for word, value in (*CARDINALS.items(), *ORDINALS.items()) if value <= 10 and value != 1) | {
    "twice", "thrice", "triple", "nonzero", "zeros", "zeroes",
}  # fmt: skip
#: One is hardly ever a number; only digits say that it was.
_ONE_EN = frozenset({"one", "single", "once"})
_SEEN_EN, _SEEN_ONE_EN = (frozenset(word.encode() for word in words) for words in (_PLAIN_EN, _ONE_EN))
#: `a second`, `per second` measure time; `a third`, `two fifths` divide.
_OTHER_EN = regex(r"\b(?:an?|per|every|each|one|next|last|split|sub|\d)[\s-]$|/$", re.IGNORECASE)
#: The next one, this one: no number.
_PRONOUN_EN = regex(
    r"\b(?:next|last|this|that|other|another|first|second|third|new|old|each|every|which|same|right|wrong|only|any)\s$",
    re.IGNORECASE,
)
_NOUN_EN = regex(
    r"\s(?!(?:of|in|per|to|and|or|later|before|after|is|was|for|at|on|when|with|from|that|than|behind|apart|long|each|by"
    r"|as|but|if|while|until|every|a|the)\b)[a-z]"
)
_TENS_KO = "열|스물|서른|마흔|쉰|예순|일흔|여든|아흔"
_ONES_KO = "두|세|네|다섯|여섯|일곱|여덟|아홉"
_PLAIN_KO = regex(rf"(?:(?:{_TENS_KO})\s?)?(?:한|{_ONES_KO})(?<!^한)|{_TENS_KO}|스무|둘|셋|넷")
_COUNTS_KO = regex(
    r"\s?(?:번째|개|가지|명|번|배|마리|권|장|대|곳|종류|종|단계|줄|칸|쪽|사람|시간|달|살|방법|부분|경우|갈래|쌍)|\s[가-힣]"
)
#: What says zero without a number.
_NONE_KO = regex(r"없")
_NONE_EN = regex(r"\b(?:none|nothing|empty)\b", re.IGNORECASE)
_ORDER_KO = regex(r"\s?(?:번째|째)")
_BOUND_EN = regex(r"\b(?:than|over|under|above|below|exceeds|exceeding|beyond)\s$", re.IGNORECASE)
_BOUND_KO = regex(r"\s?(?:[가-힣]{1,3}\s?)?(?:이상|이하|미만|초과|넘)")
#: Both, one of two: no count.
_ALL_KO = regex(r"\s?[다중](?![가-힣])")
#: 열 is also a column and "to open".
_TEN_KO = regex(r"\s?(?:번째|개|가지|명|번|배|마리|권|장|대|곳|종류|단계|줄|칸|쪽|사람|시간|달|살|갈래|쌍)")
_SINO_KO = regex(r"[일이삼사오육칠팔구십백천만억조영]|.?반")
_SMALL_KO = regex(rf"(?<![가-힣])(?:{_ONES_KO}|{_TENS_KO}|스무|둘|셋|넷)|\d")


def may_differ(source: str, target: str, language: str) -> bool:
    """A quick test, for a source (in `language`) without digits and certain words."""
    if language.startswith("en"):
        words = sighted(source)
        if _SEEN_EN.isdisjoint(words):
            return not _SEEN_ONE_EN.isdisjoint(words) and has_digit(target)
        return _SMALL_KO.search(target) is not None
    return language.startswith("ko") and _SMALL_KO.search(source) is not None


def changed(
    sides: Sides, found: Comparison, said: tuple[Sequence[Span], Sequence[Span]]
) -> list[tuple[Number, Number]]:
    """The number of the source and the one of the target in its place: one pair at most."""
    source, target = sides.source, sides.target
    left = _plain(source, [n for n in source.numbers if not n.certain or _is_small(n)], said[0])
    if not left:
        return []
    here = _values(_solid(source))
    # a certain one that found its partner, or was converted, is no other's
    free = [n for n in target.numbers if not n.certain or n in found.extra or (n in found.surplus and here[n.value])]
    right = _plain(target, free, said[1])
    if not right:
        return []
    there = _values(_solid(target))
    new = [number for number in right if not any(here[value] for value in values(number))]
    lost = [n for n in left if not n.certain and not any(there[value] for value in values(n))]
    if not new:  # said more often than in the source, where another is not said at all
        often = _values([n for n in target.numbers if n.certain or n in right]) if target.korean else there
        new = [n for n in right if n in found.surplus or often[n.value] > here[n.value]]
    elif not lost:  # said less often than in the source, where another is said that the source lacks
        lost = [number for number in left if here[number.value] > there[number.value]]
    if all(here[number.value] for number in new) and _NONE_KO.search(target.text):  # zero overhead is 없이
        lost = [n for n in lost if n.value != 0 or has_digit(n.span.of(source.text))]
    new = [n for n in new if not (n.value == 0 and _NONE_EN.search(source.text))]
    lost, new = _one_value(lost), _one_value(new)
    if not lost or not new or (lost[0].kind == "month") != (new[0].kind == "month"):
        return []
    counted = has_digit(lost[-1].span.of(source.text)) and not _is_ordinal(source, lost[-1])
    if _is_decimal(target, new[-1]) or (counted and _is_ordinal(target, new[-1])):  # 4 spaces in the second line
        return []
    if lost[0].value == 1 and _is_bound_elsewhere(source, lost[-1], target):
        return []
    if 1 in (lost[0].value, new[0].value) and not new[0].certain:
        return []
    return [] if _same_bound(source, lost[-1], target, new[-1]) else [(lost[-1], new[-1])]


def _is_small(number: Number) -> bool:
    """A small number in digits: 2nd for 두 번째."""
    return number.kind in ("cardinal", "ordinal") and 1 < number.value <= 10


def _one_value(found: list[Number]) -> list[Number]:
    """The numbers where all have one value; `one` counts only where there is no other."""
    found = [number for number in found if number.value != 1] or found
    return found if len({number.value for number in found}) == 1 else []


def _solid(side: Side) -> list[Number]:
    """Numbers without what is often no number: single Sino-Korean syllables (이 값), parts of other numbers (둘째)."""
    found: list[Number] = []
    for number in side.numbers:
        if found and found[-1].span.contains(number.span):
            continue
        if found and number.span.contains(found[-1].span):
            found.pop()
        if number.certain or not _SINO_KO.fullmatch(number.span.of(side.text)):
            found.append(number)
    return found


def _values(found: Sequence[Number]) -> Counter[Value]:
    """How often each value may be meant."""
    return Counter(value for number in found if number.kind != "name" for value in values(number))


def _plain(side: Side, found: Sequence[Number], said: Sequence[Span]) -> list[Number]:
    """Digits, and words that are a number and nothing else."""
    text, language = side.segment.text, side.language
    return [
        number
        for number in found
        if number.kind in ("cardinal", "ordinal", "month")
        and not any(span.overlaps(number.span) for span in said)
        and (number.certain or _is_plain(text, language, number))
    ]


def _is_ordinal(side: Side, number: Number) -> bool:
    """Second, 2nd, 두 번째, 2번째."""
    return number.kind == "ordinal" or (side.korean and _ORDER_KO.match(side.text, number.span.end) is not None)


def _is_decimal(side: Side, number: Number) -> bool:
    """A version or a measured value, 2.0, which no small word renders."""
    return "." in number.span.of(side.text)


def _is_bound_elsewhere(one: Side, number: Number, other: Side) -> bool:
    """More than one, where the other side has 2개 이상 for it."""
    if _BOUND_EN.search(one.text, max(0, number.span.start - 16), number.span.start) is None:
        return False
    return any(n.value == number.value + 1 and _BOUND_KO.match(other.text, n.span.end) for n in other.numbers)


def _same_bound(one: Side, number: Number, other: Side, rival: Number) -> bool:
    """More than one is 두 개 이상: the same said with another number."""
    if not other.korean:
        one, number, other, rival = other, rival, one, number
    than = _BOUND_EN.search(one.text, max(0, number.span.start - 16), number.span.start)
    return than is not None and _BOUND_KO.match(other.text, rival.span.end) is not None


def _is_plain(text: str, language: str, number: Number) -> bool:
    word = number.span.of(text)
    if number.kind == "month":
        return word == text.strip(" .")
    if language.startswith("en"):
        if word.lower() not in _PLAIN_EN:
            return word.lower() in _ONE_EN and not (
                word.lower() == "one" and _PRONOUN_EN.search(text, max(0, number.span.start - 9), number.span.start)
            )
        if word.lower() not in ORDINALS:
            return True
        before = _OTHER_EN.search(text, max(0, number.span.start - 8), number.span.start)
        return not before or (word.lower() == "second" and _NOUN_EN.match(text, number.span.end) is not None)
    counts = _TEN_KO if word == "열" else _COUNTS_KO
    end = number.span.end
    if word == "세" and text.startswith("대", end):  # 세대, a generation
        return False
    return bool(_PLAIN_KO.fullmatch(word) and counts.match(text, end) and not _ALL_KO.match(text, end))
