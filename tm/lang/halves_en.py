"""English numbers with a half behind them: `two and a half`, `one and a half thousand`, `a million and a half`."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from tm.core import Span
from tm.lang.numerals_value import SCALES, Number, Value, also, whole
from tm.lang.regex import regex

_SCALE = "(hundred|thousand|million|billion|trillion|dozen)"
_AND_HALF = regex(rf"[\s-]+and[\s-]+(?:a|one)[\s-]+half\b(?:\s+{_SCALE}\b)?", re.IGNORECASE)
_SCALE_END = regex(rf"\b{_SCALE}$", re.IGNORECASE)


def with_halves(text: str, found: list[Number]) -> list[Number]:
    """Two and a half is 2.5, one and a half thousand 1,500, a million and a half 1,500,000, an hour and a half 90."""
    result: list[Number] = []
    end = 0
    for number in found:
        if number.span.start < end:  # `half thousand` of `one and a half thousand`
            continue
        half = _AND_HALF.match(text, number.span.end)
        if half and half[1] and number.kind == "cardinal":
            end = half.end()
            value = whole((number.value + Fraction(1, 2)) * SCALES[half[1].lower()])
            sure = value > 10 and half[1].islower()
            number = replace(number, value=value, span=Span(number.span.start, end), certain=sure, also=())
        elif half:
            scale = _SCALE_END.search(number.span.of(text))
            more: list[Value] = [other * Fraction(3, 2) for other in number.also]
            if scale:
                more = [number.value + Fraction(SCALES[scale[1].lower()], 2)]
            number = also(number, number.value + Fraction(1, 2), *more)
        result.append(number)
    return result
