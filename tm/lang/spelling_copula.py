"""The copula 이다 in forms that do not go with the noun before it: 기계이에요, 파일이예요, 함수에요, 값이였다.

-이에요 and -이었 stand behind a consonant, -예요 and -였 behind a vowel. A noun that ends in 이 itself (아이, 높이) is
told by the analyser's dictionary.
Source: Standard Language (표준어 규정), article 26; Hangul Orthography (한글 맞춤법), article 36.
"""

from __future__ import annotations

import re

from tm.lang.hangul import INITIALS, VOWELS, compose, final
from tm.lang.spelling_form import Form, written
from tm.lang.spelling_spacing_shapes import END

_OPEN = "".join(compose(initial, vowel) for initial in INITIALS for vowel in VOWELS)
#: Places, which 에 and 요 may follow: 여기에요.
_PLACES = re.compile(r"(?:여기|거기|저기|어디|쪽|데|위|아래|뒤|사이|가운데|학교|회사|후|때)$")


def _ends_in_i(noun: str) -> bool:
    """Is this a word that ends in 이 itself: 아이, 높이, 고양이, 줄이 (a stem)?"""
    from tm.lang import ko

    tokens, host = ko.morphemes(noun), ko.morphemes(noun[:-1])
    if [token.tag for token in tokens] != ["NNG"] and [token.tag for token in host] == ["NNG"]:
        return False
    return bool(tokens) and (len(tokens[-1].form) > 1 or tokens[-1].tag in ("XSN", "NNG", "NNB"))


def _ends_in_noun(word: str) -> bool:
    from tm.lang import ko

    tokens = ko.morphemes(word)
    return bool(tokens) and tokens[-1].tag in ("NNG", "NNP", "NNB", "XSN", "NP")


def _is(found: re.Match[str]) -> str | None:
    """기계이에요 to 기계예요, 차이에요 to 차이예요."""
    host = found["host"]
    return "이예요" if _ends_in_i(host + "이") else "예요"


def _is_closed(found: re.Match[str]) -> str | None:
    """파일이예요 to 파일이에요; 길이예요 stays, and 민준이예요, of a name."""
    from tm.lang import ko

    host = found["host"]
    return None if _ends_in_i(host + "이") or ko.morphemes(host)[-1].tag == "NNP" else "이에요"


def _is_open(found: re.Match[str]) -> str | None:
    """함수에요 to 함수예요; 여기에요 may be right."""
    host = found["host"]
    return "예요" if _PLACES.search(host) is None and _ends_in_noun(host) else None


def _was(found: re.Match[str]) -> str | None:
    """값이였다 to 값이었다, 문제이였다 to 문제였다; 아이였다 stays."""
    host = found["host"]
    if _ends_in_i(host + "이") or not _ends_in_noun(host):
        return None
    return "이었" if final(host[-1]) else "였"


def _being(found: re.Match[str]) -> str | None:
    """값이여야 to 값이어야, 이유이여서 to 이유여서; 차이여야 stays."""
    host = found["host"]
    if _ends_in_i(host + "이") or not _ends_in_noun(host):
        return None
    return "이어" if final(host[-1]) else "여"


FORMS: tuple[Form, ...] = (
    Form(f"이에요(?<=[{_OPEN}]이에요)", rf"(?P<host>[가-힣]*[{_OPEN}])(?P<x>이에요){END}", _is, "S26"),
    Form("이예요", rf"(?P<host>[가-힣]*[^{_OPEN}\W])(?P<x>이예요){END}", _is_closed, "S26"),
    Form("에요", rf"(?P<host>[가-힣]*[{_OPEN}])(?<![이니거])(?P<x>에요){END}", _is_open, "S26", "error"),
    Form(f"예요(?<=[^\\W{_OPEN}]예요)", rf"(?<=[가-힣])(?<![{_OPEN}])(?P<x>예요){END}", written("이에요"), "S26"),
    Form("이였", r"(?P<host>[가-힣]+)(?P<x>이였)", _was, "36"),
    Form(
        "이여[서야도]",
        rf"(?P<host>[가-힣]+)(?P<x>이여)(?=[서도]{END}|야(?:만|지)? ?(?:{END}|[하합한해]))",
        _being,
        "36",
    ),
    Form("예여[.!?]", r"(?<=[가-힣])예(?P<x>여)(?=[.!?])", written("요"), "-"),
    Form("아니여[서야도]", rf"(?P<x>아니여)(?=[서야도]{END})", written("아니어"), "-"),
)
