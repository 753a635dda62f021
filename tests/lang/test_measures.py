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
