"""Languages as files and people name them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.formats.language_codes import canonical, primary, rank


@pytest.mark.parametrize("name", ["ko", "KO", "kor", "Korean", "korean", "한국어", " ko ", "kr"])
def test_korean(name: str) -> None:
    """All of these are Korean."""
    assert canonical(name) == "ko"


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("ko_KR", "ko-KR"),
        ("KO-kr", "ko-KR"),
        ("kor_KR", "ko-KR"),
        ("Korean (Korea)", "ko-KR"),
        ("한국어(대한민국)", "ko-KR"),
        ("English (United States)", "en-US"),
        ("English_United_States", "en-US"),
        ("ko_KR.UTF-8", "ko-KR"),
        ("En-uS", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("KOR", "ko"),
        ("kor_Hang", "ko-Hang"),
        ("ko-Hang-KR", "ko-Hang-KR"),
        ("en_GB", "en-GB"),
        ("zh_SIMPLIFIED", "zh-Hans"),
        ("Chinese (Traditional)", "zh-Hant"),
        ("Chinese_PRC", "zh-CN"),
        ("한국어(KO)", "ko"),
        ("한국어 (대한민국)", "ko-KR"),
        ("영어(미국)", "en-US"),
        ("미국 영어", "en-US"),
        ("US English", "en-US"),
        ("English (UK)", "en-GB"),
        ("English, United States", "en-US"),
        ("Korean - Korea", "ko-KR"),
        ("ko-KR (Korea)", "ko-KR"),
        ("Korean [ko-KR]", "ko-KR"),
        ("Korean language", "ko"),
        ("Korean Term", ""),
        ("Example of use", ""),
        ("xx", "xx"),
        ("", ""),
        ("*all*", ""),
        ("note", ""),
        ("term info", ""),
    ],
)
def test_hyphen_form(name: str, tag: str) -> None:
    """Hyphens, the usual case, regions by name; what is no language is none."""
    assert canonical(name) == tag


@given(st.text(max_size=20))
def test_any_name_has_one_form(name: str) -> None:
    """The form of a form is itself, and has the language that the name has."""
    tag = canonical(name)
    assert canonical(tag) == tag
    assert primary(name) == tag.partition("-")[0]


@pytest.mark.parametrize(
    ("wanted", "found", "expected"),
    [("ko", "KO", 0), ("ko", "ko_KR", 1), ("ko-KR", "ko", 1), ("en-US", "en-GB", 2), ("en", "ko", -1), ("en", "", -1)],
)
def test_rank(wanted: str, found: str, expected: int) -> None:
    """The very variant first, then one without a region, then another one."""
    assert rank(wanted, found) == expected
