"""Small numbers in words that have another value on the other side: four classes, 세 클래스.

Words up to ten are free in translation (two, both, 둘 다, nothing at all), so that one is missing says nothing. That
just one is missing, and just one that the other side lacks stands there instead, says enough for a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tm.checks.number_sides import Sides
from tm.checks.numbers import Comparison, values
from tm.core import Span
from tm.lang.digits import has_digit
from tm.lang.numerals_en import CARDINALS, ORDINALS, sighted
from tm.lang.numerals_value import Number, Value

_PLAIN_EN = frozenset(word for word, value in (*CARDINALS.items(), *ORDINALS.items()) if value <= 10 and value != 1) | {
    "twice", "thrice", "triple", "nonzero", "zeros", "zeroes",
}  # fmt: skip
#: One is hardly ever a number; only digits say that it was.
_ONE_EN = frozenset({"one", "single", "once"})
_SEEN_EN, _SEEN_ONE_EN = (frozenset(word.encode() for word in words) for words in (_PLAIN_EN, _ONE_EN))
#: `a second`, `per second` measure time; `a third`, `two fifths` divide.
_OTHER_EN = re.compile(r"\b(?:an?|per|every|each|one|split|sub|\d)[\s-]$|/$", re.IGNORECASE)
_NOUN_EN = re.compile(
    r"\s(?!(?:of|in|per|to|and|or|later|before|after|is|was|for|at|on|when|with|from|that|than|behind|apart|long|each|by"
    r"|as|but|if|while|until|every|a|the)\b)[a-z]"
)
_TENS_KO = "열|스물|서른|마흔|쉰|예순|일흔|여든|아흔"
_ONES_KO = "두|세|네|다섯|여섯|일곱|여덟|아홉"
_PLAIN_KO = re.compile(rf"(?:(?:{_TENS_KO})\s?)?(?:한|{_ONES_KO})(?<!^한)|{_TENS_KO}|스무|둘|셋|넷")
_COUNTS_KO = re.compile(
    r"\s?(?:번째|개|가지|명|번|배|마리|권|장|대|곳|종류|종|단계|줄|칸|쪽|사람|시간|달|살|방법|부분|경우|갈래|쌍)|\s[가-힣]"
)
_SMALL_KO = re.compile(rf"(?<![가-힣])(?:{_ONES_KO}|{_TENS_KO}|스무|둘|셋|넷)|\d")


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
    left = _plain(source.segment.text, source.language, [n for n in source.numbers if not n.certain], said[0])
    if not left:
        return []
    # a certain one that found its partner, or was converted, is no other's
    free = [n for n in target.numbers if not n.certain or n in found.extra]
    right = _plain(target.segment.text, target.language, free, said[1])
    known_left, known_right = _values(source.numbers), _values(target.numbers)
    new = [number for number in right if not any(known_left[value] for value in values(number))]
    lost = [number for number in left if not any(known_right[value] for value in values(number))]
    # Said twice on one side, once on the other; only where the other number is there for sure.
    if len(lost) == 1 and not new:
        new = [n for n in right if not n.certain and known_right[n.value] > known_left[n.value]][-1:]
    elif len(new) == 1 and not lost:
        here = Counter(number.value for number in left)
        lost = [number for number in left if here[number.value] > known_right[number.value]][-1:]
    if len(new) != 1:
        return []
    if len(lost) != 1 or (lost[0].kind == "month") != (new[0].kind == "month"):
        return []
    if lost[0].value == 1 and not new[0].certain:
        return []
    return [(lost[0], new[0])]


def _values(found: Sequence[Number]) -> Counter[Value]:
    """How often each value may be meant."""
    return Counter(value for number in found if number.kind != "name" for value in values(number))


def _plain(text: str, language: str, found: Sequence[Number], said: Sequence[Span]) -> list[Number]:
    """Digits, and words that are a number and nothing else."""
    return [
        number
        for number in found
        if number.kind in ("cardinal", "ordinal", "month")
        and not any(span.overlaps(number.span) for span in said)
        and (number.certain or _is_plain(text, language, number))
    ]


def _is_plain(text: str, language: str, number: Number) -> bool:
    word = number.span.of(text)
    if number.kind == "month":
        return word == text.strip(" .")
    if language.startswith("en"):
        if word.lower() not in _PLAIN_EN:
            return word.lower() in _ONE_EN
        if word.lower() not in ORDINALS:
            return True
        before = _OTHER_EN.search(text, max(0, number.span.start - 8), number.span.start)
        return not before or (word.lower() == "second" and _NOUN_EN.match(text, number.span.end) is not None)
    return _PLAIN_KO.fullmatch(word) is not None and _COUNTS_KO.match(text, number.span.end) is not None
