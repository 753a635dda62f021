"""How words in Latin letters, numbers and units end when Koreans read them out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.lang import reading_digits
from tm.lang.hangul import final
from tm.lang.reading import OPEN, SIDES, sound
from tm.lang.reading_words import by_spelling


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("GPU API Kubernetes class Q&A OAuth view city laser radar iOS", "V"),
        ("SQL URL HTML file model PostgreSQL label Google L tool module", "L"),
        ("JSON RAM ROM LLM C# program engine WaveNet N token metric stack laptop None", "C"),
        ("PyTorch os.path my_class GraphQL-API YouTube", "V"),
        ("MyModel file_name.html getAll", "L"),
        ("DataFrame bootstrap.min on_return full-screen", "C"),
        ("set SET IP3 tokens GPT3 models UTF-8 iPhone14", None),
        ("values attribute predicate TLSv1.2 landscape env", "V"),
        ("TLSv1.6 Base16 types.MethodType bucket", "C"),
        ("mAP CoT LaTeX", None),
        ("IoU eBPF IoT RoPE CoLA", "V"),
        ("xyzzt -> = naïve x² C++ optipng", None),
        ("R", "VL"),
    ],
)
def test_words(words: str, ends: str | None) -> None:
    """Listed words, abbreviations, compounds and spelling decide; what can be read in two ways stays open."""
    for word in words.split():
        found = sound(word)
        assert not found.known if ends is None else found.ends == ends, (word, found)


@pytest.mark.parametrize(
    ("texts", "ends"),
    [
        ("2|4|5|9|12|1,234|3.14|10조|5km|30%|30°C|4.5bar|OpenSSL 3.2|RFC 5424|10GB|3.5GHz|값 2", "V"),
        ("1|7|8|21|3.11|3mol|Python 3.11|v1.1", "L"),
        ("0|3|6|10|100|1,000|10000|2020|3.0|5kg|120rpm|TLS 1.3|UTF-16|OpenSSL 1.1.0", "C"),
        ("Python 3|3:00|1/2|2^10|#1|GPT-3|iPhone 14|OpenGL 2.0", None),
    ],
)
def test_numbers_and_units(texts: str, ends: str | None) -> None:
    """Digits are Sino-Korean, units have Korean names; ratios, powers and numbers of names are open."""
    for text in texts.split("|"):
        found = sound(text)
        assert not found.known if ends is None else found.ends == ends, (text, found)


@given(st.integers(0, 10**11))
def test_number_agrees_with_its_numeral(number: int) -> None:
    """The sound of a number is that of its last numeral or unit of value, written out in Hangul."""
    digits = str(number)
    zeros = len(digits) - len(digits.rstrip("0"))
    units = "일십백천만만만만억억억억"
    last = "영일이삼사오육칠팔구"[number % 10] if not zeros or number == 0 else units[zeros]
    closing = final(last)
    assert reading_digits.number(digits) == ("L" if closing == "ㄹ" else "C" if closing else "V")
    assert reading_digits.number(f"{number:,}") == reading_digits.number(digits)


@given(st.text(max_size=30))
def test_any_text_has_a_sound(text: str) -> None:
    """Whatever stands there, the answer is some of the three sounds, and one form of each pair may follow."""
    found = sound(text)
    assert found.ends
    assert set(found.ends) <= set(OPEN)
    assert found.takes("을") or found.takes("를")
    assert found.takes("으로") or found.takes("로")


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_spelling_knows_its_limits(word: str) -> None:
    """A word without a vowel, or of two letters, is not read out."""
    ends = by_spelling(word)
    assert set(ends) <= set(OPEN)
    if len(word) < 3 or not set(word) & set("aeiouy"):
        assert ends == OPEN


def test_sides_cover_both_forms() -> None:
    """Of each pair one form follows a vowel, the other a consonant."""
    for closed, open_ in (("을", "를"), ("이", "가"), ("은", "는"), ("과", "와")):
        assert set(SIDES[closed]) | set(SIDES[open_]) == set(OPEN)
        assert not set(SIDES[closed]) & set(SIDES[open_])
