"""English numbers written as words: `thirty-one`, `two hundred and five`, `half a million`, `the twenty-first`."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from tm.core import Span
from tm.lang.halves_en import with_halves
from tm.lang.number_words_en import CARDINALS, HALVES, LOOSE, MONTHS, MULTIPLES, ORDINALS, OTHERS, ROMAN
from tm.lang.numerals_value import SCALES, Number, Value, also, whole
from tm.lang.regex import regex

_WORDS = sorted([*CARDINALS, *ORDINALS, *MULTIPLES, *LOOSE, *HALVES], key=len, reverse=True)
_WORD = "(?:" + "|".join(_WORDS) + ")"
_RUN = regex(
    rf"(?<!\w)(?:an?\s+(?=(?:{'|'.join(MULTIPLES)}|dozen|half)\b)|half\s+an?\s+(?=(?:{'|'.join(MULTIPLES)}|dozen)\b))?"
    rf"{_WORD}(?:(?:[-\s]|\s+and\s+)(?:{_WORD})(?!\w))*(?!\w)",
    re.IGNORECASE,
)
_PLURAL = regex(r"\b(?:tens|dozens|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)
_MONTH = regex(rf"\b({'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?")
_BY_DIGIT = regex(r"\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?$")
_THEN_DIGIT = regex(r",?\s(?:\d{1,2}(?:st|nd|rd|th)?\b|\d{4}\b)")
_ROMAN = regex(rf"(?<![\w.-])(?:{'|'.join(sorted(ROMAN, key=len, reverse=True))})(?![\w-])")
_AGES = frozenset({b"decade", b"decades", b"century", b"centuries"})
_AGE = regex(r"[\s-](decades?|century|centuries)\b", re.IGNORECASE)
_COUPLE = regex(r"\bcouple\s+(?:of\s+)?$", re.IGNORECASE)
_PART = regex(r"\b(?:half|quarters?)\s+of\s+$", re.IGNORECASE)
_ARTICLE = regex(r"(?<!\w)an?\s+$", re.IGNORECASE)
_STARTS = frozenset(word.encode() for word in (*CARDINALS, *ORDINALS, *MULTIPLES, *LOOSE, *HALVES))
_PLURALS = frozenset(word.encode() + b"s" for word in (*MULTIPLES, "ten", "dozen"))
_MULTIPLE_WORDS = frozenset(word.encode() for word in MULTIPLES)
_SCALE_LAST = regex(rf"\b(?:{'|'.join(MULTIPLES)})$", re.IGNORECASE)
_MONTH_WORDS = frozenset(name.lower().encode() for name in MONTHS)
#: An hour is 60 minutes as well.
_TIME_SPANS = {"second": 1000, "minute": 60, "hour": 60, "day": 24, "week": 7, "month": 30, "year": 12}
_TIME_WORDS = frozenset(word.encode() for word in _TIME_SPANS)
_TIME_SPAN = regex(rf"(?<!half )\b(?:[Aa]n?|per|every|each)\s({'|'.join(_TIME_SPANS)})\b")
#: Bytes to lower-case letters and spaces: several times as fast as a pattern.
_FOLD = bytes(byte | 32 if chr(byte).isalpha() and byte < 128 else 32 for byte in range(256))
#: Days, noon and midnight are no numbers, but are asked for together with them.
_DAYS = frozenset(
    day + ending
    for day in (b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday", b"sunday")
    for ending in (b"", b"s")
) | {b"noon", b"midnight"}
_ROMAN_WORDS = frozenset(word.lower().encode() for word in ROMAN)
_NUMERALS = _STARTS | _PLURALS | _MONTH_WORDS | _TIME_WORDS | _ROMAN_WORDS
_KNOWN = _NUMERALS | _DAYS
_SURE = (
    frozenset(
        [word.encode() for word, value in (*CARDINALS.items(), *ORDINALS.items()) if value > 10]
        + [word.encode() for word in MULTIPLES]
    )
    | _MONTH_WORDS
)


@lru_cache(64)
def sighted(text: str) -> frozenset[bytes]:
    """The words of a text that may hold a number or name a day, in lower case. Asked several times for one text."""
    return _KNOWN.intersection(_folded(text).split())


def _folded(text: str) -> bytes:
    """Letters in lower case, spaces for all else, at the same offsets."""
    return text.encode("ascii", "replace").translate(_FOLD)


def any_sure_words(text: str) -> bool:
    """The quick test: is there a word that may be part of a certain number?"""
    return not _SURE.isdisjoint(sighted(text))


def words(text: str) -> list[Number]:
    """Numbers of an English text that are written as words, month names among them, in text order.

    Words up to ten, round ones standing alone ("a hundred") and loose ones ("both", "a couple") are uncertain.
    """
    known = sighted(text)
    if not known:
        return []
    found: list[Number] = []
    end = 0
    for start in _starts(text, known & _STARTS):  # the long alternation is tried only where it may match
        if start >= end and (match := _RUN.match(text, start)):
            found.extend(_values(match[0], match.start()))
            end = match.end()
    if not _PLURALS.isdisjoint(known):
        found.extend(_vague(match) for match in _PLURAL.finditer(text))
    for match in _MONTH.finditer(text) if not _MONTH_WORDS.isdisjoint(known) else ():
        near = bool(_BY_DIGIT.search(text, 0, match.start()) or _THEN_DIGIT.match(text, match.end()))
        found.append(Number(MONTHS[match[1]], Span(*match.span(1)), "month", certain=near))
    if not _TIME_WORDS.isdisjoint(known):
        found += [
            Number(1, Span(*match.span()), "cardinal", False, (_TIME_SPANS[match[1]],))
            for match in _TIME_SPAN.finditer(text)
        ]
    if not _ROMAN_WORDS.isdisjoint(known):
        romans = _ROMAN.finditer(text)
        found += (Number(ROMAN[match[0]], Span(*match.span()), "cardinal", False) for match in romans)
    return sorted(found, key=lambda number: (number.span.start, number.span.end))


def with_what_follows(text: str, found: list[Number]) -> list[Number]:
    """Two decades are 20 years, two and a half 2.5, a quarter of a million 250,000: such numbers may stand for both."""
    known = sighted(text)
    if not known.isdisjoint(_AGES):
        for at, number in enumerate(found):
            if number.kind == "cardinal" and (age := _AGE.match(text, number.span.end)):
                found[at] = also(number, number.value * (10 if age[1][0] in "dD" else 100))
    if b"couple" in known:
        for at, number in enumerate(found):
            if number.value >= 100 and _COUPLE.search(text, max(0, number.span.start - 14), number.span.start):
                found[at] = replace(also(number, number.value * 2), certain=False)
    if len(found) > 1 and not _MULTIPLE_WORDS.isdisjoint(known):
        found = _summed(text, found)
    if b"half" in known or b"quarter" in known or b"quarters" in known:
        found = with_halves(text, found)
        for at, number in enumerate(found):
            if number.value >= 1000 and _PART.search(text, max(0, number.span.start - 16), number.span.start):
                parts = (number.value * Fraction(part, 4) for part in (1, 2, 3))
                found[at] = replace(also(number, *parts), certain=False)
    return found


def _summed(text: str, found: list[Number]) -> list[Number]:
    """7 billion 300 million is one number."""
    kept: list[Number] = []
    for number in found:
        before = kept[-1] if kept else None
        scale = _SCALE_LAST.search(before.span.of(text)) if before else None
        if (
            before
            and scale
            and before.kind == number.kind == "cardinal"
            and number.value < SCALES[scale[0].lower()]
            and _SCALE_LAST.search(number.span.of(text))
            and text[before.span.end : number.span.start] in (" ", " and ")
        ):
            kept[-1] = Number(before.value + number.value, Span(before.span.start, number.span.end))
        else:
            kept.append(number)
    return kept


def _starts(text: str, known: frozenset[bytes]) -> list[int]:
    """Where runs of number words may begin: at each of them, and at an article before it."""
    padded = b" " + _folded(text) + b" "
    found: list[int] = []
    for word in known:
        at, wanted = -1, b" " + word + b" "
        while (at := padded.find(wanted, at + 1)) >= 0:
            found.append(at)
            if article := _ARTICLE.search(text, max(0, at - 12), at):
                found.append(article.start())
    return sorted(found)


def _vague(match: re.Match[str]) -> Number:
    name = match[0].lower()[:-1]
    return Number(10 if name == "ten" else SCALES[name], Span(*match.span()), "vague", certain=False)


def _values(run: str, at: int) -> list[Number]:
    """A run of number words to numbers; a run that makes no sense as one ("two three") is split."""
    tokens = [(match[0].lower(), match.span()) for match in re.finditer(r"[A-Za-z]+", run)]
    found: list[Number] = []
    run = run[:1].lower() + run[1:]
    here = 0
    while here < len(tokens):
        if tokens[here][0] in ("a", "an", "and"):
            here += 1
            continue
        number, after = _one(tokens, here, at)
        found.append(number)
        here = after
    if len(found) == 2 and len(tokens) <= 3 and _is_year(found, run):
        century, rest = found
        year = Number(century.value * 100 + rest.value, Span(century.span.start, rest.span.end), "year")
        return [also(year, century.value, rest.value)]
    if len(tokens) > 1 and tokens[0][0] in ("a", "an", "half"):
        found = [
            Number(n.value, Span(at, n.span.end), n.kind, n.value > 10**4 and run.islower(), n.also)
            if n is found[0]
            else n  # a Billion Laughs: a name
            for n in found
        ]
    return found


def _is_year(found: list[Number], run: str) -> bool:
    """Nineteen eighty-four: a century and two digits side by side; not twenty thirty-minute talks."""
    century, rest = found
    plain = century.kind == rest.kind == "cardinal" and run[century.span.end - found[0].span.start] == " "
    return plain and 11 <= century.value <= 20 and 10 <= rest.value < 100


def _one(tokens: list[tuple[str, tuple[int, int]]], here: int, at: int) -> tuple[Number, int]:
    """The number that begins at token `here`, and the index of the token behind it."""
    start, first = tokens[here][1][0] + at, tokens[here][0]
    if first == "half" and (scale := _scale_behind(tokens, here)):
        word, index = scale
        return Number(SCALES[word] // 2, Span(start, tokens[index][1][1] + at)), index + 1
    if first in HALVES or first in LOOSE:
        loose: Value = HALVES.get(first) or LOOSE[first]
        kind = "fraction" if first in HALVES else "cardinal"
        return Number(loose, Span(start, tokens[here][1][1] + at), kind, False, OTHERS.get(first, ())), here + 1
    total = section = 0
    last = 10**15  # what the next word must stay below
    kind, index, pieces = "cardinal", here, 0
    while index < len(tokens):
        word = tokens[index][0]
        if word == "and" and pieces and index + 1 < len(tokens) and last >= 100 and last < 10**15:
            index += 1
            continue
        if word in CARDINALS or word in ORDINALS:
            plain = CARDINALS.get(word, ORDINALS.get(word, 0))
            if pieces and (plain >= last or last == 10**15):
                break
            section += plain
            last = 10 if 20 <= plain < 100 else 1
            if word in ORDINALS:
                kind, index, pieces = "ordinal", index + 1, pieces + 1
                break
        elif word == "hundred" and section < 100:
            section = (section or 1) * 100
            last = 100
        elif word in MULTIPLES and word != "hundred":
            total += (section or 1) * SCALES[word]
            section, last = 0, 1000
        elif word == "dozen":
            section, last = (section or 1) * 12, 1
        else:
            break
        index, pieces = index + 1, pieces + 1
    index = max(index, here + 1)
    while tokens[index - 1][0] == "and":
        index -= 1
    value = total + section
    if index < len(tokens) and tokens[index][0] in ("thirds", "quarters") and value < 10:
        part, end = whole(HALVES[tokens[index][0]] * value), tokens[index][1][1] + at
        return Number(part, Span(start, end), "fraction", certain=False), index + 1
    certain = value > 10 and not (index - here == 1 and first in (*MULTIPLES, "hundredth", "thousandth", "millionth"))
    return Number(value, Span(start, tokens[index - 1][1][1] + at), kind, certain), index


def _scale_behind(tokens: list[tuple[str, tuple[int, int]]], here: int) -> tuple[str, int] | None:
    for index in (here + 1, here + 2):
        if index < len(tokens) and tokens[index][0] in (*MULTIPLES, "dozen"):
            return tokens[index][0], index
        if index < len(tokens) and tokens[index][0] not in ("a", "an"):
            return None
    return None
