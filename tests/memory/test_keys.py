"""What makes texts the same, and their digests."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.memory import keys

#: Texts with what the keys are about more often than chance would have it.
TEXTS = st.text(
    st.one_of(
        st.sampled_from(
            "0123456789.,０９．， \u3000\t\n'\"`“”‘’—-…\u00ad\u200bAaＡａİßﾊﾞ가\u1100\u1161\u11a8é\u0301\0\ufffc\ud800"
        ),
        st.characters(),
    ),
    max_size=30,
)


@given(TEXTS)
def test_normal_is_composed_and_can_be_stored(text: str) -> None:
    """A normal text is NFC, encodes, holds no NUL, and stays as it is when asked again."""
    normal = keys.normal(text)
    assert unicodedata.is_normalized("NFC", normal)
    assert "\0" not in normal
    normal.encode()
    assert keys.normal(normal) == normal


@given(TEXTS)
def test_forms_are_stable_and_nested(text: str) -> None:
    """Each form of a text is its own form, and texts that a finer form holds equal, a coarser one does too."""
    plain, numberless = keys.plain(text), keys.numberless(text)
    assert keys.plain(keys.normal(text)) == plain
    assert keys.plain(plain) == plain
    assert keys.numberless(plain) == numberless
    assert keys.numberless(keys.normal(text)) == numberless


@given(TEXTS)
def test_numbers_are_the_marks_of_the_numberless_text(text: str) -> None:
    """As many numbers are listed as there are marks, each of them digits and what may stand between."""
    text = keys.normal(text)
    numbers = keys.numbers(text)
    assert len(numbers) == keys.numberless(text).count(keys.NUMBER)
    assert all(keys.numberless(number.of(text)) == keys.NUMBER for number in numbers)


@given(TEXTS)
def test_both_spellings_of_a_text_have_one_digest(text: str) -> None:
    """Composed and decomposed, a text has the same digest, which fits a signed column of 64 bits."""
    normal = keys.normal(text)
    assert keys.digest(text) == keys.digest(normal) == keys.digest(unicodedata.normalize("NFD", normal))
    assert -(2**63) <= keys.digest(text) < 2**63


def test_digests_never_change() -> None:
    """Digests are kept in files and on servers: these figures may not change, or every memory is lost."""
    assert keys.digest("") == -1970711489451281740
    assert keys.digest("환각") == 2605511179595781380
    assert keys.context("", "") == 0
    assert keys.context("before", "") == -1336514391778821237
    assert keys.identity(("en", "ko"), 1, 2, 3) == 304025846848806761


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Cache is full", "the cache is full"),
        ("a  cache\tis ", "a cache is"),
        ("“cache”", '"cache"'),
        ("it’s", "it's"),
        ("a – b — c", "a - b - c"),
        ("wait…", "wait..."),
        ("ＡＢＣ　１２", "abc 12"),
        ("ﾊﾟﾘ", "パリ"),
    ],
)
def test_what_a_typist_decides_is_plain(one: str, other: str) -> None:
    """Case, blanks, quotes, dashes, ellipses and width do not count."""
    assert keys.plain(one) == keys.plain(other)
    assert keys.digest(one) != keys.digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("résumé", "resume"), ("m²", "m2"), ("①", "1"), ("'a'", '"a"'), ("환각을", "환각이"), ("a-b", "a b")],
)
def test_what_means_something_stays(one: str, other: str) -> None:
    """Accents, superscripts, circled numbers, kinds of quotes and particles do count."""
    assert keys.plain(one) != keys.plain(other)


def test_numbers_stand_where_they_stood() -> None:
    """Spans are of the text as given, separators inside a number included, those behind it not."""
    text = "In 2026, １,０００ or 3.5."
    assert [span.of(text) for span in keys.numbers(text)] == ["2026", "１,０００", "3.5"]
    assert keys.numberless(text) == f"in {keys.NUMBER}, {keys.NUMBER} or {keys.NUMBER}."


def test_order_makes_another_context() -> None:
    """What stood before is not what stood after."""
    assert len({keys.context("a", "b"), keys.context("b", "a"), keys.context("a", ""), keys.context("", "a")}) == 4
