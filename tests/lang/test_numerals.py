"""Numbers by value: what is read, and what English and Korean forms are one number."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.core import Mask, Span
from tm.lang.numerals import numbers
from tm.lang.numerals_ko import in_scale
from tm.lang.numerals_value import Number


def values(text: str, language: str) -> list[str]:
    return [str(number.value) for number in numbers(text, language) if number.kind != "name"]


def shared(english: str, korean: str) -> bool:
    """Does each certain number of the English have a partner in the Korean?"""
    left = [n for n in numbers(english, "en") if n.certain and n.kind != "name"]
    right = [n for n in numbers(korean, "ko") if n.kind != "name"]
    return all(any(n.values & other.values for other in right) for n in left)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", "5"),
        ("1,000", "1000"),
        ("12,345,678", "12345678"),
        ("3.14", "157/50"),
        ("0.5", "1/2"),
        (".5", "1/2"),
        ("1_000_000", "1000000"),
        ("50 million", "50000000"),
        ("50-million", "50000000"),
        ("1.5 billion", "1500000000"),
        ("2 trillion", "2000000000000"),
        ("3 hundred", "300"),
        ("7 thousand", "7000"),
        ("2 dozen", "24"),
        ("10K", "10000"),
        ("1.2k", "1200"),
        ("7B", "7000000000"),
        ("5M", "5000000"),
        ("$3bn", "3000000000"),
        ("93%", "93"),
        ("4.5 percent", "9/2"),
        ("2 per cent", "2"),
        ("1st", "1"),
        ("22nd", "22"),
        ("3rd", "3"),
        ("20th", "20"),
        ("1990s", "1990"),
        ("the '90s", "90"),
        ("1/2", "1/2"),
        ("3/4", "3/4"),
        ("½", "1/2"),
        ("2x", "2"),
        ("64-bit", "64"),
        ("100px", "100"),
        ("5GB", "5"),
        ("1e-5", "1/100000"),
        ("2.5e3", "2500"),
        ("mid-1990s", "1990"),
        ("top-10", "10"),
        ("$1.5 million", "1500000"),
        ("twelve", "12"),
        ("nineteen", "19"),
        ("forty", "40"),
        ("thirty-one", "31"),
        ("Ninety-nine", "99"),
        ("two hundred", "200"),
        ("two hundred and five", "205"),
        ("three thousand four hundred", "3400"),
        ("fifty million", "50000000"),
        ("one hundred thousand", "100000"),
        ("half a million", "500000"),
        ("half a dozen", "6"),
        ("a dozen", "12"),
        ("a hundred", "100"),
        ("twenty-first", "21"),
        ("twelfth", "12"),
        ("hundredth", "100"),
        ("the five hundred and first", "501"),
        ("two-thirds", "2/3"),
        ("three quarters", "3/4"),
        ("half", "1/2"),
        ("both", "2"),
        ("**50** million", "50"),
    ],
)
def test_english(text: str, value: str) -> None:
    """An English form has its value."""
    assert values(text, "en")[0] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", "5"),
        ("1,000개", "1000"),
        ("천 개", "1000"),
        ("1천", "1000"),
        ("5천만", "50000000"),
        ("5,000만", "50000000"),
        ("5000만 명", "50000000"),
        ("35백만", "35000000"),
        ("3,500만", "35000000"),
        ("15억", "1500000000"),
        ("3억 5천만", "350000000"),
        ("2천2백만 명", "22000000"),
        ("2천 2백만 명", "22000000"),
        ("2천200만 명", "22000000"),
        ("2천2백만명", "22000000"),
        ("1억 2천200만 원", "122000000"),
        ("1조 2000억", "1200000000000"),
        ("2만 5,000원", "25000"),
        ("2만5천", "25000"),
        ("1만 2천 명", "12000"),
        ("3.5만", "35000"),
        ("4천500", "4500"),
        ("5백", "500"),
        ("50만여 명", "500000"),
        ("100분의 1", "1/100"),
        ("93%", "93"),
        ("93 %", "93"),
        ("93퍼센트", "93"),
        ("93프로", "93"),
        ("1990년대", "1990"),
        ("2017년", "2017"),
        ("20세기", "20"),
        ("제3의", "3"),
        ("3번째", "3"),
        ("2분의 1", "1/2"),
        ("삼분의 일", "1/3"),
        ("절반", "1/2"),
        ("하나", "1"),
        ("한 번", "1"),
        ("둘", "2"),
        ("두 배", "2"),
        ("세 가지", "3"),
        ("네 명", "4"),
        ("다섯", "5"),
        ("열 개", "10"),
        ("열두 달", "12"),
        ("스무 명", "20"),
        ("스물다섯", "25"),
        ("서른한 가지", "31"),
        ("알림 삼백열네 개", "314"),
        ("백서른 명", "130"),
        ("아흔아홉", "99"),
        ("첫 번째", "1"),
        ("둘째", "2"),
        ("이십 명", "20"),
        ("삼십일", "31"),
        ("백만", "1000000"),
        ("오천만", "50000000"),
        ("천오백", "1500"),
        ("제삼자", "3"),
        ("일대일", "1"),
        ("이틀", "2"),
        ("열흘", "10"),
        ("단일", "1"),
        ("양쪽", "2"),
        ("오후 3시", "3"),
        ("① 준비", "1"),
    ],
)
def test_korean(text: str, value: str) -> None:
    """A Korean form has its value."""
    assert values(text, "ko")[0] == value


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("50 million trees", "나무 5천만 그루"),
        ("50,000,000 trees", "나무 5,000만 그루"),
        ("35 million", "35백만"),
        ("100% sure", "100퍼센트 확실한"),
        ("1/3 of the water", "물의 3분의 1"),
        ("the 1990s", "90년대"),
        ("the '90s", "1990년대"),
        ("the 21st century", "21세기"),
        ("the twenty-first century", "21세기"),
        ("March 5, 2017", "2017년 3월 5일"),
        ("2017-03-05", "2017. 3. 5."),
        ("12/25/2020", "2020년 12월 25일"),
        ("at 3 p.m.", "오후 3시에"),
        ("at 3 p.m.", "15시에"),
        ("at 10:30", "10시 30분에"),
        ("at 10:00", "10시에"),
        ("2x faster", "두 배 빠른"),
        ("8x8 and 32 × 32", "8×8과 32 x 32"),
        ("3-5 days", "3~5일"),
        ("24 hours", "하루"),
        ("7 days", "일주일"),
        ("thirty-one birds", "새 31마리"),
        ("thirty-one birds", "새 서른한 마리"),
        ("twelve months", "열두 달"),
        ("1,000 birds", "새 천 마리"),
        ("10K stars", "별 1만 개"),
        ("4K video", "4K 영상"),
        ("7B parameters", "매개변수 70억 개"),
        ("$1.5 billion", "15억 달러"),
        ("3rd parties", "제삼자"),
        ("only version 2.7", "버전 2.7만"),
        ("article 2", "제2조"),
        ("2 pieces", "2조각"),
        ("as much as 3", "3만큼"),
    ],
)
def test_one_number_in_two_languages(english: str, korean: str) -> None:
    """What is certain in English is found again in Korean, whatever its form."""
    assert shared(english, korean)


@pytest.mark.parametrize(
    "text",
    [
        "GPT-2",
        "ResNet50",
        "H264",
        "utf-8",
        "python3.11",
        "K601",
        "1.2.3",
        "3D",
        "0x1F",
        "mp3",
        "&#39;",
        "%1",
        "{0}",
        "U+266B",
    ],
)
def test_names_are_no_quantities(text: str) -> None:
    """Digits of names, versions, codes and placeholders are read as names, in both languages."""
    assert [n.kind for n in numbers(f"see {text} here", "en")] == ["name"]
    assert [n.kind for n in numbers(f"여기 {text}를 봅니다", "ko")] == ["name"]


@pytest.mark.parametrize(
    "text", ["네트워크", "세계", "한국", "간단한", "열기", "둘러보기", "두려움", "사진", "이것", "만큼"]
)
def test_korean_words_that_begin_like_numbers(text: str) -> None:
    """A word that only begins or ends like a numeral is no number."""
    assert numbers(text, "ko") == []


def test_words_up_to_ten_are_uncertain() -> None:
    """Small number words and round ones are free in translation, compounds are not."""
    assert not numbers("two of them", "en")[0].certain
    assert not numbers("a hundred times", "en")[0].certain
    assert not numbers("thousands of them", "en")[0].certain
    assert numbers("twenty-two of them", "en")[0].certain


def test_month_names_count_beside_digits() -> None:
    """ "May 2017" names a month, "may" and a sentence-initial "May" alone do not for certain."""
    assert numbers("May 2017", "en")[0] == Number(Fraction(5), Span(0, 3), "month")
    assert not numbers("In March, they left.", "en")[0].certain
    assert numbers("it may rain", "en") == []


def test_list_ordinals() -> None:
    """The number in front of a heading is a list number."""
    assert numbers("12. Painting", "en")[0].kind == "list"
    assert numbers("### 12. 그림", "ko")[0].kind == "list"


def test_masked_digits_are_not_read() -> None:
    """Nothing inside a mask is a number, and nothing is read across it; marks of emphasis do not part a number."""
    assert numbers("see `x3` 5", "en", [Mask(Span(4, 8), "code")]) == [Number(Fraction(5), Span(9, 10))]
    found = numbers("**50** million", "en", [Mask(Span(0, 2), "markup"), Mask(Span(4, 6), "markup")])
    assert [number.value for number in found] == [50_000_000]


@pytest.mark.parametrize(
    ("value", "form"),
    [(50_000_000, "5,000만"), (123_450_000, "1억 2,345만"), (10_000, "1만"), (12_345, ""), (999, "")],
)
def test_korean_scale(value: int, form: str) -> None:
    """Large round numbers are written with 만 and 억; others have no shorter form."""
    assert in_scale(value) == form


@given(st.integers(min_value=1, max_value=10**15))
def test_thousands_separators_keep_the_value(value: int) -> None:
    """A whole number reads the same with and without separators, and in 만, 억 and 조."""
    assert [n.value for n in numbers(f"{value:,}", "en")] == [value]
    if form := in_scale(value):
        assert numbers(form, "ko")[0].value == value or "조" in form


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    """Spans lie in the text, in order, and do not overlap where digits are read."""
    for language in ("en", "ko"):
        found = [n for n in numbers(text, language) if any(c.isdigit() for c in n.span.of(text))]
        ends = [n.span for n in found]
        assert all(0 <= span.start < span.end <= len(text) for span in ends)


@pytest.mark.parametrize(
    "text", ["1" * 5000, "1" * 5000 + "%", "9" * 400 + "e99", "0." + "3" * 9000, "1" * 5000 + "만"]
)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_endless_digits_are_read(text: str, language: str) -> None:
    """Numbers longer than Python converts, and larger than a float, are one number and no failure."""
    assert [len(number.span) for number in numbers(text, language)] == [len(text)]
