"""Quantities: which unit stands at a number, and conversions."""

from __future__ import annotations

import pytest

from tm.lang.measures import converted, quantities
from tm.lang.numerals import numbers


def only(text: str, language: str) -> object:
    (found,) = quantities(text, numbers(text, language))
    return found


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("about 4 inches apart", "약 10cm 간격으로"),
        ("at least 3 feet away", "90cm 이상"),
        ("for 90 seconds", "1분 30초 동안"),
        ("a walk of 5 miles", "8km를 걷는다"),
        ("2 pounds of flour", "밀가루 900g"),
        ("pump it to 65 psi", "4.5바까지 넣는다"),
        ("at 41 °F", "5°C에서"),
        ("36 hours later", "1일 12시간 뒤"),
    ],
)
def test_the_same_in_another_unit(english: str, korean: str) -> None:
    """A conversion is recognised, with the rounding that people do."""
    assert converted(only(english, "en"), only(korean, "ko"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("english", "korean"),
    [("4 inches", "20cm"), ("90 seconds", "2분 30초"), ("5 miles", "5km"), ("10 cm", "10cm"), ("41 °F", "15°C")],
)
def test_another_quantity(english: str, korean: str) -> None:
    """A wrong conversion, and a number that only changed its unit, are not the same quantity."""
    assert not converted(only(english, "en"), only(korean, "ko"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("$1.5 billion", "en", "USD"),
        ("6.50유로", "ko", "EUR"),
        ("5 percentage points", "en", "%p"),
        ("5퍼센트포인트", "ko", "%p"),
        ("5%", "ko", "%"),
        ("3달러", "ko", "USD"),
        ("3달", "ko", "mo"),
        ("8기가바이트", "ko", "GB"),
        ("20 degrees Celsius", "en", "°C"),
        ("화씨 41도", "ko", "°F"),
        ("4-fold", "en", "×"),
        ("20 µs", "en", "µs"),
        ("20 μs", "en", "µs"),
        ("5 MW", "en", "MW"),
        ("5 mW", "en", "mW"),
        ("10 kilowatt-hours", "en", "kWh"),
        ("10메가와트시", "ko", "MWh"),
        ("3 inches", "en", "in"),
        ("15 square metres", "en", "m²"),
        ("15제곱킬로미터", "ko", "km²"),
        ("4 sq km", "en", "km²"),
        ("초속 5m", "ko", "m/s"),
        ("25 basis points", "en", "bp"),
        ("50 per cent", "en", "%"),
        ("5%포인트", "ko", "%p"),
        ("100메가비트", "ko", "Mbit"),
        ("12V", "en", "V"),
        ("2 GBs", "en", "GB"),
        ("512 KHZ", "en", "kHz"),
    ],
)
def test_units(text: str, language: str, unit: str) -> None:
    """A unit is known by its sign, its word, or what stands in front."""
    assert [quantity.unit for quantity in quantities(text, numbers(text, language))] == [unit]


@pytest.mark.parametrize(("text", "language"), [("4 in the box", "en"), ("3초기값", "ko"), ("3 pounds", "en")])
def test_doubtful_units_are_not_sure(text: str, language: str) -> None:
    """Short or ambiguous words may be a unit, but say nothing for sure."""
    assert [quantity.sure for quantity in quantities(text, numbers(text, language))] == [False]


@pytest.mark.parametrize(
    ("text", "loose"), [("5 m", True), ("5 in the box", False), ("3초기값", False), ("5 mb", False)]
)
def test_short_forms_are_loose(text: str, loose: bool) -> None:
    """A short form is a unit beside another of its dimension; a preposition is none."""
    assert [quantity.loose for quantity in quantities(text, numbers(text, "en"))] == [loose]
