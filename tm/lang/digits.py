"""Numbers written with digits, in English or Korean text: what they are worth, and which digits are no numbers.

Digits inside names (`GPT-2`, `utf-8`, `python3.11`, `1.2.3`) are found first and left alone; what is left is read
together with the scale behind it: `50 million`, `5천만`, `10K`, `93%`, `1990s`, `3억 5천만`.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from tm.core import Span
from tm.lang import digit_names
from tm.lang.numerals_value import BIG, SCALES, SMALL, Number, Value, also, exact, scale_value, whole
from tm.lang.regex import regex
from tm.lang.units import CAPITALS, JOINED

#: Letters that may stand directly behind a quantity; others make the whole a name (`3D`, `2to3`, `7z`).
UNITS = JOINED

_DATE = regex(r"(?<![\d.])(\d{4})(?:[-/]|\.\s?)(\d{1,2})(?:[-/]|\.\s?)(\d{1,2})(?!\d)")
_DATE_SIGN = regex(r"[0-9]{4}[-/.]")
_SHORT_DATE = regex(r"(?<![\d./])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])")
_CORE = regex(
    r"(?:\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?![\d])|\d+(?:_\d{3})+|\d+)(?:\.\d+)?|(?<![A-Za-z0-9_.)])\.\d+"
)
_FRACTION = regex(
    r"(?<![A-Za-z0-9_/.])(\d{1,3})\s?/\s?(\d{1,4})(?![A-Za-z0-9_/]|\.\d)|(?<!\d)(\d{1,4})\s?분의\s?(\d{1,4})"
)
#: 14 / 16 / 17 are three numbers, 18 / 20 are two.
_CHAIN_BEFORE, _CHAIN_BEHIND = regex(r"\d\+?\s?/\s?$"), regex(r"\+?\s?/\s?\d")
_OVER = regex(r"[0-9]\s?/\s?[0-9]")
_TIME = regex(r"(?<![\d:.])(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])")
_LIST = regex(r"\s*(?:\#{1,6}\s+)?[*_]{0,2}(\d{1,3})[.)](?=\s|$)")
#: 10^6, 10의 6제곱
_RAISED = regex(
    r"(?<![\w.,^])(?P<base>\d{1,4})(?:\^(?P<brace>\{)?|(?P<korean>의\s?))(?P<minus>[-−]?)(?P<to>\d{1,3})(?![\d.]\d)"
    r"(?(brace)\})(?(korean)\s?(?:제곱|승(?![가-힣]{2})))"
)
_LARGEST_POWER = 200  # digits
#: 3 to 4 million: both are millions
_TO = regex(r"\s?[-–—~∼～〜]\s?|\s(?:to|and|or|through)\s|(?:에서|과|와)\s|\s?내지\s")
_POWER = regex(r"[eE][+-]?\d{1,3}(?![A-Za-z0-9_])")
_SUFFIX = regex(r"[A-Za-z_][A-Za-z0-9_]*")
_PARTY = regex(r"[\s-]part(?:y|ies)\b", re.IGNORECASE)  # 3rd party: 타사, 서드파티
_SIDE = regex(r"\s?[x×X✕*]\s?(?=\d)")
_PERCENT = regex(r"\s{0,3}(?:%|％|퍼센트|프로(?![가-힣])|per\s?cent(?:age)?(?![A-Za-z]))", re.IGNORECASE)
_SCALE = regex(r"(?:\s{1,4}|-)(hundred|thousand|million|billion|trillion|dozen)s?(?![A-Za-z])", re.IGNORECASE)
_CLOCK = regex(r"\s?([ap])\.?\s?m(?![A-Za-z])\.?", re.IGNORECASE)
_KOREAN_SCALE = regex(
    r"\s{0,3}((?:십|백(?![업그엔])|천(?![체장연])|만(?![큼약들족])|억(?!지)|조(?![각건직합사항명치회립금]))+)"
)
_KOREAN_MORE = regex(r"\s?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)")
_KOREAN_KINDS = (
    (regex(r"\s{0,3}년대"), "decade"),
    (regex(r"\s{0,3}(?:번째|째|차(?![가-힣원])|세기)"), "ordinal"),
    (regex(r"\s{0,3}년"), "year"),
    (regex(r"\s{0,3}월"), "month"),
    (regex(r"\s?배(?![가-힣]|열|포)|\s?배[로의를가 ]"), "multiple"),
)
_DECADE = regex(r"\s{0,3}년대")
_BASE = regex(r"\s?진[수법]")
_HOUR = regex(r"\s?시(?![가-힣])|\s?시(?:에|부터|까지|와|이|쯤|경|\s?\d)")
_CIRCLED = regex(r"[①-⑳]")
#: First characters behind a number that may say more of it; any letter that is joined to it does, too.
_TELLING = frozenset("x×X✕*%％-_pPaAhHtTmMbBdD퍼프십백천만억조진년번째차세월배시")


def has_digit(text: str) -> bool:
    """A quick test before the slow ones."""
    return _DIGIT.search(text) is not None


_DIGIT = regex(r"[0-9①-⑳½⅓⅔¼¾０-９]")  # every segment is asked: no \d, which looks up each character
_DIGITS = regex(r"[0-9０-９]+")
_VULGAR = regex(r"[½⅓⅔¼¾]")
VULGAR = {"½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


class _Found:
    """Numbers found so far and the code points that they cover."""

    def __init__(self, text: str) -> None:
        self.text, self.numbers, self._taken = text, list[Number](), bytearray(len(text))

    def free(self, start: int, end: int) -> bool:
        return 1 not in self._taken[start:end]

    def put(self, value: Value, span: tuple[int, int], kind: str, also: tuple[Value, ...] = ()) -> None:
        self.add(Number(value, Span(*span), kind, also=also))

    def add(self, number: Number) -> None:
        self.numbers.append(number)
        self._taken[number.span.start : number.span.end] = b"\1" * len(number.span)


def digit_numbers(text: str) -> list[Number]:
    """Every number of `text` that is written with digits, and every name that has digits, in text order."""
    if not has_digit(text):
        return []
    found = _Found(text)
    runs = [match.span() for match in _DIGITS.finditer(text)]
    behind = {text[end : end + 1] for _, end in runs}  # what may follow costs less than the patterns that want it
    if match := _LIST.match(text):
        found.put(exact(match[1]), match.span(1), "list")
    if not behind.isdisjoint("-/."):
        for match in _DATE.finditer(text) if _DATE_SIGN.search(text) else ():
            for group, kind in ((1, "year"), (2, "month"), (3, "day")):
                found.put(exact(match[group]), match.span(group), kind)
    for start, end in (*digit_names.signed(text), *digit_names.joined(text, runs)):
        if found.free(start, end):
            digits = _DIGITS.search(text, start, end)
            found.put(exact(digits[0]) if digits else 0, (start, end), "name")
    if "/" in behind:
        for match in _SHORT_DATE.finditer(text):
            for group, kind in ((1, "month"), (2, "day"), (3, "year")):
                found.put(exact(match[group]), match.span(group), kind)
    if not text.isascii():
        for match in _CIRCLED.finditer(text):
            found.put(ord(match[0]) - ord("①") + 1, match.span(), "list")
        for match in _VULGAR.finditer(text):
            found.add(Number(VULGAR[match[0]], Span(*match.span()), "fraction", certain=False))
    for match in _FRACTION.finditer(text) if ("/" in text and _OVER.search(text)) or "분의" in text else ():
        above, below = (match[1], match[2]) if match[1] else (match[4], match[3])
        chain = _CHAIN_BEFORE.search(text, 0, match.start()) or _CHAIN_BEHIND.match(text, match.end())
        two = chain is not None or (match[1] is not None and " " in match[0] and len(below) > 1)
        if found.free(*match.span()) and 0 < int(above) < int(below) and not two:
            found.put(Fraction(int(above), int(below)), match.span(), "fraction")
    for match in _RAISED.finditer(text) if "^" in behind or "제곱" in text or "승" in text else ():
        base, to = int(match["base"]), int(match["to"])
        if found.free(*match.span()) and len(match["base"]) * to <= _LARGEST_POWER and base:
            power = whole(Fraction(base) ** (-to if match["minus"] else to))
            found.put(power, match.span(), "cardinal", (base, to))
    for match in _TIME.finditer(text) if ":" in behind else ():
        if found.free(*match.span()):
            _clock(found, match)
    at = 0
    for start, _ in runs:
        if start < at:
            continue
        core = (_CORE.match(text, start - 1) if start and text[start - 1] == "." else None) or _CORE.match(text, start)
        if core is None:
            continue
        at = core.end()
        if found.free(*core.span()):
            number = _read(text, core)
            found.add(number)
            at = max(at, number.span.end)
    return _with_shared_scale(text, sorted(found.numbers, key=_start)) if len(found.numbers) > 1 else found.numbers


def _with_shared_scale(text: str, found: list[Number]) -> list[Number]:
    """In 3 to 4 million and 3~4백만, the first may have the scale of the second."""
    for at, (number, after) in enumerate(pairwise(found)):
        if after.value >= 1000 and number.certain and number.kind == "cardinal" and 0 < number.value < 1000:
            digits = _DIGITS.match(text, after.span.start)
            scaled = digits is not None and digits.end() < after.span.end and text[digits.end()] not in ",_"
            between = _TO.match(text, number.span.end) if scaled else None
            if between and between.end() == after.span.start:
                core = _CORE.match(text, after.span.start)
                assert core is not None
                found[at] = also(number, number.value * after.value / Fraction(exact(core[0])))
    return found


def _start(number: Number) -> tuple[int, int]:
    return number.span.start, number.span.end


def _clock(found: _Found, match: re.Match[str]) -> None:
    """Hours and minutes as numbers of their own; full hours need no minutes in the other language."""
    for group in (1, 2, 3):
        if match[group]:
            value = exact(match[group])
            also = _twelve(value) if group == 1 else ()
            found.add(Number(value, Span(*match.span(group)), "time", group == 1 or value > 0, also))


def _twelve(hour: Value) -> tuple[Value, ...]:
    """The same hour on the other dial."""
    return (hour + 12,) if hour <= 12 else (hour - 12,)


def _decades(value: Value) -> tuple[Value, ...]:
    """The other ways to write a decade: 90 for 1990, 1990 (or 1890, 2090) for 90."""
    return (value % 100,) if value >= 100 else (value + 1800, value + 1900, value + 2000)


def _read(text: str, match: re.Match[str]) -> Number:
    """The number whose digits `match` covers, with what stands behind it."""
    digits, (start, end) = match[0], match.span()
    value = exact(digits)
    behind = text[end : end + 5].lstrip()[:1]
    if behind not in _TELLING and not (behind.isascii() and behind.isalpha() and behind == text[end]):
        return Number(value, Span(start, end), _plain_kind(text, digits, start))  # most numbers
    if power := _POWER.match(text, end):
        return Number(whole(value * Fraction(10) ** int(power[0][1:])), Span(start, power.end()))
    if _SIDE.match(text, end):
        return Number(value, Span(start, end))
    if tail := _PERCENT.match(text, end):
        return Number(value, Span(start, tail.end()), "percent")
    if (tail := _CLOCK.match(text, end)) and value <= 12:
        return Number(value, Span(start, end), "time", also=(value + 12,) if tail[1].lower() == "p" else (value - 12,))
    if tail := _SCALE.match(text, end):
        return Number(whole(value * SCALES[tail[1].lower()]), Span(start, tail.end()))
    if tail := _SUFFIX.match(text, end):
        return _with_letters(value, Span(start, end), tail, text)
    if tail := _KOREAN_SCALE.match(text, end):
        return _korean(text, value, Span(start, end), tail)
    if _BASE.match(text, end):  # 16진수 is "hexadecimal": no number in the other language
        return Number(value, Span(start, end), "base", certain=False)
    return Number(value, Span(start, end), _kind(text, digits, start, end), also=_also(text, value, end))


def _with_letters(value: Value, span: Span, tail: re.Match[str], text: str) -> Number:
    letters, joined = tail[0].lower(), Span(span.start, tail.end())
    if letters in ("st", "nd", "rd", "th"):
        return Number(value, joined, "ordinal", certain=_PARTY.match(text, tail.end()) is None)
    if letters == "s" and value in (10, 100, 1000) and text.startswith(" of ", tail.end()):
        return Number(value, joined, "vague", certain=False)
    if letters == "s" and value.denominator == 1 and value % 10 == 0 and value >= 10:
        return Number(value, joined, "decade", also=_decades(value))
    if tail[0] in ("k", "K", "M", "B", "bn", "mn", "T"):
        return Number(whole(value * SCALES[letters]), joined, also=(value,))
    if letters == "x":
        return Number(value, span, "multiple")
    if letters in UNITS and (len(tail[0]) > 1 or tail[0].islower() or tail[0] in CAPITALS):
        return Number(value, span)
    return Number(value, joined, "name")


def _korean(text: str, value: Value, span: Span, tail: re.Match[str]) -> Number:
    """Digits and 십, 백, 천, 만, 억, 조 in turn: `3억 5천만`, `2만 5,000`, `35백만`."""
    parts: list[Value | str] = [value, *tail[1]]
    end = tail.end()
    while more := _KOREAN_MORE.match(text, end):
        unit = _KOREAN_SCALE.match(text, more.end())
        joined = text[end] != " "
        if not unit and not (joined or len(more[1]) >= 3):
            break
        grown: list[Value | str] = [*parts, exact(more[1]), *(unit[1] if unit else "")]
        if not _within(parts, exact(more[1]), unit[1] if unit else "", joined=joined) and (
            scale_value(grown) - scale_value(parts) >= _last_scale(parts)
        ):
            break
        parts, end = grown, unit.end() if unit else more.end()
    total = scale_value(parts)
    # 3만 may be "only 3" (also 2.7만, of a version), 2조 "article 2" or "group 2"
    alone = len(parts) == 2 and parts[1] in ("만", "조") and value < 100
    if percent := _PERCENT.match(text, end):
        return Number(total, Span(span.start, percent.end()), "percent")
    return Number(total, Span(span.start, end), also=(value,) if alone else ())


def _within(parts: list[Value | str], digits: Value, unit: str, *, joined: bool) -> bool:
    """Do digits and their unit end a group that 십, 백 or 천 left open: `2천` and `2백만`, `1억 2천` and `200만`?"""
    last = parts[-1]
    small = unit.rstrip("만억조")
    big = unit[len(small) :]
    if last not in SMALL or len(big) != 1 or not (joined or small or digits >= 100):
        return False
    before = [BIG[part] for part in parts if isinstance(part, str) and part in BIG]
    return scale_value([digits, *small]) < SMALL[str(last)] and BIG[big] < min(before, default=10**16)


def _last_scale(parts: list[Value | str]) -> int:
    last = 1
    for part in reversed(parts):
        if not isinstance(part, str):
            break
        last *= SMALL.get(part) or BIG[part]
    return last


def _kind(text: str, digits: str, start: int, end: int) -> str:
    for pattern, kind in _KOREAN_KINDS:
        if pattern.match(text, end) and (kind != "year" or len(digits) == 4):
            return kind
    return _plain_kind(text, digits, start)


def _plain_kind(text: str, digits: str, start: int) -> str:
    """What a number is that nothing of note stands behind."""
    if text[max(start - 1, 0) : start] == "제" and not text[max(start - 2, 0) : start - 1].isalpha():
        return "ordinal"
    if len(digits) == 4 and digits.isdigit() and 1500 <= int(digits) < 2200:
        return "year"
    return "cardinal"


def _also(text: str, value: Value, end: int) -> tuple[Value, ...]:
    if _DECADE.match(text, end):
        return _decades(value)
    if value <= 24 and _HOUR.match(text, end):
        return _twelve(value)
    return ()
