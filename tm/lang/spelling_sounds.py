"""Misspelt sounds within and at the end of words: 뒷쪽, 반듯히, 회계년도, 2020연도, 스케쥴.

Source: Hangul Orthography (한글 맞춤법), articles 10, 11, 18, 30 and 51.
"""

from __future__ import annotations

import re

from tm.lang.hangul import INITIALS
from tm.lang.spelling_form import Form, with_final, written
from tm.lang.spelling_spacing_shapes import END, START, ending

#: Syllables that begin with a tense or aspirated consonant, before which no ㅅ is put in.
_STRONG = "".join(
    f"{chr(0xAC00 + INITIALS.index(initial) * 588)}-{chr(0xAC00 + INITIALS.index(initial) * 588 + 587)}"
    for initial in "ㄲㄸㅃㅆㅉㅊㅋㅌㅍ"
)
_S = ending("ㅅ")
#: What a year is counted for.
_YEARS = (
    "회계|생산|발행|설립|제작|출생|출판|출시|시작|종료|졸업|입학|기준|사업|개봉|발매|창립|작성|제조|창간|"
    "수상|완공|준공|과세|예산|결산"
)


def _open(found: re.Match[str]) -> str:
    """뒷쪽 to 뒤쪽, 아랫층 to 아래층."""
    return with_final(found["x"], "")


FORMS: tuple[Form, ...] = (
    Form(
        f"(?:[뒷윗]|아랫)[{_STRONG}]",
        rf"(?P<x>(?<![가-힣])뒷(?=[{_STRONG}])|(?<![가-힣])윗(?=[쪽칸층편턱채첨짝팔판])|(?<=아)랫(?=[{_STRONG}]))",
        _open,
        "30",
    ),
    Form(f"히(?<=[{_S}]히)(?![가-힣])", rf"(?<=[{_S}])(?<!못)(?P<x>히){END}", written("이"), "51"),
    Form("없히", r"(?<=없)(?P<x>히)", written("이"), "51"),
    Form(
        f"년도(?<=(?:{_YEARS})년도)", rf"{START}(?P<x>(?:{_YEARS})년도)", lambda found: found["x"][:-2] + "연도", "10"
    ),
    Form("년도(?<![가-힣]년도)", rf"(?:{_YEARS}|해당|당해|다음|이전|각) (?P<x>년도)", written("연도"), "10"),
    Form("연도(?<=[0-9]연도)", r"(?<=[0-9])(?P<x>연도)", written("년도"), "10"),
)
