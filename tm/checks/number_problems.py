"""What is wrong with the numbers of a pair: found once, so that each problem is reported by one rule only.

In this order: dates, days and times (N305); units and signs (N304); numbers written with scale words (N302); values
that are missing or have another number in their place (N301). What an earlier one speaks of, a later one leaves
alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from weakref import ref

from tm.checks import cues, number_dates, number_names, number_order, number_times, number_units, number_words
from tm.checks.number_sides import Sides
from tm.checks.numbers import Comparison, compare
from tm.checks.registry import Hit, Pair
from tm.core import Kind, Severity, Span
from tm.lang.dates import may_hold_days
from tm.lang.digits import has_digit
from tm.lang.numerals import may_be_certain
from tm.lang.numerals_ko import in_scale
from tm.lang.numerals_value import Number, Value
from tm.lang.regex import regex
from tm.messages import say

#: Words that make a number of another power of ten: a wrong one is another mistake than a wrong digit.
_SCALE = regex(
    r"\b(?:hundred|thousand|million|billion|trillion)\b|\d\s?[천만억조백]|\d(?:[KMBT]|bn|mn)\b", re.IGNORECASE
)
_IMPERIAL = regex(r"[\s-]?(?:miles?|feet|foot|ft|inch(?:es)?|yards?|pounds?|lbs?|ounces?|gallons?|°\s?F|[ap]\.?m)\b")
_YEARS_FROM_NOW = regex(
    r"(?<![가-힣])(?:작년|지난해|올해|금년|내년|재작년|이듬해|그해)|\b(?:last|this|next|that) year\b", re.IGNORECASE
)
_LAST_DAY = 31
_ONLY = regex(r"\b(?:only|just|solely|merely|exclusively|alone|nothing but)\b", re.IGNORECASE)
_RANGE = regex(r"(?<!\d)(\d)\s?[~∼～〜–-]\s?(\d)(?!\d)")
#: Problems of the pairs that are being looked at, by id; several rules ask for them.
_KNOWN: dict[int, tuple[ref[Pair], Sequence[tuple[str, Hit]]]] = {}
_MOST = 1024
_NONE: Iterator[Hit] = iter(())


def problems(pair: Pair, code: str) -> Iterator[Hit]:
    """The hits of one rule on a pair."""
    found = _found(pair)
    return iter([hit for owner, hit in found if owner == code]) if found else _NONE


def spoken_of(pair: Pair, span: Span) -> bool:
    """True where a problem of the value stands at that place of the target."""
    return any(hit.span is not None and hit.span.overlaps(span) for _, hit in _found(pair))


def _found(pair: Pair) -> Sequence[tuple[str, Hit]]:
    known = _KNOWN.get(id(pair))
    if known is not None and known[0]() is pair:
        return known[1]
    if len(_KNOWN) >= _MOST:
        _KNOWN.clear()
    source, target, language = pair.source.text, pair.target.text, pair.source_language
    found: Sequence[tuple[str, Hit]] = ()
    if source and target and source != target:
        words = number_words.may_differ(source, target, language)
        certain = (
            words
            or may_be_certain(source, language)
            or number_names.may_differ(source, target)
            or number_units.may_differ(source, target)
            or number_order.may_differ(source, target)
            or number_times.may_differ(source, target)
        )
        if (certain or may_hold_days(source, language)) and pair.translatable:  # few pairs
            found = tuple(_problems(pair, words=words, certain=certain))
    _KNOWN[id(pair)] = (ref(pair), found)
    return found


def _problems(pair: Pair, *, words: bool, certain: bool) -> Iterator[tuple[str, Hit]]:
    """What quick tests have shown to be possible. words: small numbers in words; certain: more than days in words."""
    sides = Sides(pair)
    if not certain:
        for hit in number_dates.in_words(sides):
            yield "N305", hit
        return
    found = compare(sides.source, sides.target, words=words or not sides.source.has_digit)
    said: tuple[list[Span], list[Span]] = ([], [])  # spans of either side that a hit speaks of
    for hit in number_dates.changed(sides):
        yield "N305", hit
        _note(said, hit)
    for hit in number_units.changed(sides):
        yield "N304", hit
        _note(said, hit)
    if (found.missing or found.repeated) and sides.may_hold_times:
        for spans, more in zip(said, number_dates.settled(sides), strict=True):
            spans += more
    of_values = list(_values(pair, found, said))
    yield from of_values
    if not of_values:
        for one, other in number_words.changed(sides, found, said):
            yield _hit(one, other, pair, Severity.WARNING)
        texts = sides.source.text, sides.target.text
        others = [pair for pair in (number_order.changed(*texts), number_times.changed(*texts)) if pair]
        for here, there in (*number_names.changed(sides, found), *others):
            if not any(span.overlaps(there) for span in said[1]):
                yield _named(here, there, pair)


def _note(said: tuple[list[Span], list[Span]], hit: Hit) -> None:
    if hit.source is not None:
        said[0].append(hit.source)
    if hit.span is not None:
        said[1].append(hit.span)


def _silent(numbers: Sequence[Number], said: Sequence[Span]) -> list[Number]:
    return [number for number in numbers if not any(span.overlaps(number.span) for span in said)]


def _values(pair: Pair, found: Comparison, said: tuple[list[Span], list[Span]]) -> Iterator[tuple[str, Hit]]:
    missing = [number for number in _silent(found.missing, said[0]) if not _left_as_is(number, pair)]
    extra, surplus = _silent(found.extra, said[1]), _silent(found.surplus, said[1])
    repeated = _silent(found.repeated, said[0])
    rivals, spare = _rivals(missing, extra, pair)
    for number, rival in zip(missing, rivals, strict=True):
        if rival is not None and _only(number, rival, pair):
            continue
        if rival is not None or (
            number.value > 1 and not _in_range(number, pair) and not _is_counted_from_now(number, pair)
        ):  # Korean puts 0 and 1 as "none", "the", "each"
            yield _hit(number, rival, pair, _severity(number, rival, pair))
    # A value that is there, but once too few, beside one that the source lacks, or that is there once too often.
    for number, rival in zip(repeated, _rivals(repeated, spare, pair)[0], strict=True):
        if rival is not None:
            yield _hit(number, rival, pair, _severity(number, rival, pair))
    if len(repeated) == len(surplus) == 1 and surplus[0].value and not missing and not extra:  # 0 is no slip
        yield _hit(repeated[0], surplus[0], pair, Severity.WARNING)


def _only(number: Number, rival: Number, pair: Pair) -> bool:
    """Only 128 put as 128만, where 만 is no scale."""
    there = rival.span.of(pair.target.text)
    return there == f"{number.span.of(pair.source.text)}만" and _ONLY.search(pair.source.text) is not None


def _in_range(number: Number, pair: Pair) -> bool:
    """1, 2 or 3 put as 1~3."""
    ranges = _RANGE.findall(pair.target.text) if number.value < 10 else ()
    return any(int(low) < number.value < int(high) for low, high in ranges)


def _is_counted_from_now(number: Number, pair: Pair) -> bool:
    """2017 put as last year."""
    return number.kind == "year" and _YEARS_FROM_NOW.search(pair.target.text) is not None


def _left_as_is(number: Number, pair: Pair) -> bool:
    """A number in words that the target has in the same words: a name (Twelve-Factor), or untranslated; not lost.

    Nor is the number of a heading that became the mark of an item, which its text does not hold.
    """
    if number.kind == "list" and pair.target.kind is Kind.ITEM is not pair.source.kind:
        return True
    written = number.span.of(pair.source.text)
    return not has_digit(written) and written.casefold() in pair.target.text.casefold()


def _hit(number: Number, rival: Number | None, pair: Pair, severity: Severity | None) -> tuple[str, Hit]:
    here = number.span.of(pair.source.text)
    if rival is None:
        message, span, code = say("the number {number} is missing here", number=here), None, "N301"
    else:
        there = rival.span.of(pair.target.text)
        scaled = _SCALE.search(here) or _SCALE.search(there)
        message = say("{there} here, {here} in the source", there=there, here=here)
        span, code = rival.span, "N302" if scaled else "N301"
    return code, Hit(span, message, help=_help(number, pair), source=number.span, severity=severity)


def _named(here: Span, there: Span, pair: Pair) -> tuple[str, Hit]:
    """A figure of a name, an error where both are in digits."""
    written, rival = here.of(pair.source.text), there.of(pair.target.text)
    sure = has_digit(written) and has_digit(rival)
    message = say("{there} here, {here} in the source", there=rival, here=written)
    return "N301", Hit(there, message, source=here, severity=None if sure else Severity.WARNING)


def _rivals(lost: Sequence[Number], extra: Sequence[Number], pair: Pair) -> tuple[list[Number | None], list[Number]]:
    """For each lost number the one that took its place, and what is left over.

    As many on either side stand in the same order; else the nearest takes it. A year is never put for a quantity.
    """
    if len(lost) == len(extra) and all(map(_comparable, lost, extra)):
        return list(extra), []
    left, found = list(extra), list[Number | None]()
    for number in lost:
        here = number.span.start / max(len(pair.source.text), 1)
        near = [
            (abs(here - n.span.start / max(len(pair.target.text), 1)), n.span, n)
            for n in left
            if _comparable(number, n)
        ]
        rival = min(near)[2] if near else None
        found.append(rival)
        if rival is not None:
            left.remove(rival)
    return found, left


def _comparable(number: Number, other: Number) -> bool:
    apart = ("year", "percent", "month", "decade")
    if number.kind == other.kind:
        return True
    if "year" in (number.kind, other.kind) and number.value >= 1000 <= other.value:
        here, there = Counter(str(number.value)), Counter(str(other.value))
        return (here & there).total() * 2 >= min(here.total(), there.total())  # 2018 is no slip for 8797
    if "month" in (number.kind, other.kind) and max(number.value, other.value) > _LAST_DAY:
        return False
    return not (number.kind in apart and other.kind in apart)


def _severity(number: Number, rival: Number | None, pair: Pair) -> Severity | None:
    """Error for digits that are plainly lost or changed, warning for what a translator may have meant."""
    written = has_digit(number.span.of(pair.source.text))
    converted = _IMPERIAL.match(pair.source.text, number.span.end)
    if not written or converted or number.kind in ("list", "time"):
        return Severity.WARNING
    if rival is None and cues.is_cue(pair.target):
        return Severity.INFO  # it may stand in the cue before or behind
    small = number.value == 2 or (number.kind == "percent" and number.value == 100)
    return Severity.WARNING if small and rival is None else None


def _help(number: Number, pair: Pair) -> str:
    here = number.span.of(pair.source.text)
    korean = pair.target_language.startswith("ko")
    if korean and number.value >= 10**4 and number.value.denominator == 1 and number.kind != "year":
        scaled = in_scale(int(number.value))
        if scaled and scaled != here:
            return say("{number} is {value}", number=here, value=scaled)
    if number.kind == "month":
        return say("{number} is {value}", number=here, value=f"{number.value}월") if korean else ""
    if has_digit(here) and not _SCALE.search(here):
        return ""
    return say("{number} is {value}", number=here, value=_plain(number.value))


def _plain(value: Value) -> str:
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):g}"
