"""Languages as files and people name them, to one form: `ko`, `ko-KR`, with hyphens (BCP 47).

Tools write `KO`, `ko_KR`, `kor`, `Korean`, `한국어`, `Korean (Korea)` and mean the same; nothing else is guessed.
Source: ISO 639-1 and 639-2, RFC 5646 (case and order of subtags).
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Two letters, three letters (both of 639-2 where there are two), names in English, Korean and the language itself.
_LANGUAGES = """
ar ara arabic 아랍어 العربية
bg bul bulgarian 불가리아어 български
cs ces cze czech 체코어 čeština
da dan danish 덴마크어 dansk
de deu ger german 독일어 deutsch
el ell gre greek 그리스어 ελληνικά
en eng english 영어 영문
es spa spanish 스페인어 에스파냐어 español castellano
et est estonian 에스토니아어 eesti
fa fas per persian 페르시아어 فارسی
fi fin finnish 핀란드어 suomi
fr fra fre french 프랑스어 불어 français
he heb hebrew 히브리어 עברית
hi hin hindi 힌디어 हिन्दी
hr hrv croatian 크로아티아어 hrvatski
hu hun hungarian 헝가리어 magyar
id ind indonesian 인도네시아어 bahasa-indonesia
it ita italian 이탈리아어 italiano
ja jpn jp japanese 일본어 日本語
ko kor kr korean 한국어 국문 한글 한국말 우리말 조선어 조선말
lt lit lithuanian 리투아니아어 lietuvių
lv lav latvian 라트비아어 latviešu
ms msa may malay 말레이어
nb nob norwegian-bokmål
nl nld dut dutch 네덜란드어 nederlands
no nor norwegian 노르웨이어 norsk
pl pol polish 폴란드어 polski
pt por portuguese 포르투갈어 português
ro ron rum romanian 루마니아어 română
ru rus russian 러시아어 русский
sk slk slo slovak 슬로바키아어 slovenčina
sl slv slovenian slovene 슬로베니아어 slovenščina
sr srp serbian 세르비아어 српски
sv swe swedish 스웨덴어 svenska
th tha thai 태국어 타이어 ไทย
tr tur turkish 터키어 튀르키예어 türkçe
uk ukr ukrainian 우크라이나어 українська
vi vie vietnamese 베트남어 tiếng-việt
zh zho chi cn chinese 중국어 中文
"""
_REGIONS = """
kr korea south-korea republic-of-korea rok 한국 대한민국 남한
kp north-korea 북한
us united-states usa united-states-of-america american 미국 미합중국
gb united-kingdom uk great-britain british 영국
au australia
ca canada
in india
cn china mainland-china people's-republic-of-china prc 중국
tw taiwan 대만 타이완
hk hong-kong 홍콩
jp japan 일본
de germany
at austria
ch switzerland
fr france
es spain
mx mexico
it italy
br brazil
pt portugal
nl netherlands
be belgium
ru russia
"""
#: Scripts by which languages are told apart; tools name them instead of a region.
_SCRIPTS = """
hans simplified simplified-chinese simplified-script 간체 간체자 简体
hant traditional traditional-chinese traditional-script 번체 번체자 繁體
latn latin
cyrl cyrillic
hang hangul
"""


def _known(table: str) -> dict[str, str]:
    rows = (line.split() for line in table.strip().splitlines())
    return {name.replace("-", " "): row[0] for row in rows for name in row}


_BY_NAME, _BY_REGION, _BY_SCRIPT = _known(_LANGUAGES), _known(_REGIONS), _known(_SCRIPTS)
_TAG = re.compile(r"(?P<primary>[A-Za-z]{2,3})(?P<rest>(?:[-_][A-Za-z0-9]{1,8})*)")
#: What POSIX adds: `ko_KR.UTF-8`, `ca_ES@valencia`.
_POSIX = re.compile(r"[.@].*")
#: A name and what is told behind it: in brackets, after a comma, a hyphen or an underline, or a blank.
_NAMED = re.compile(
    r"(?P<first>[^()\[\],_:/]+?)\s*(?:[(\[,_:/]|\s-\s|(?<=\w)-(?=\w))\s*(?P<second>[^()\[\]]+?)\s*[)\]]?"
)


@lru_cache(maxsize=1024)
def canonical(name: str) -> str:
    """The tag that a name of a language stands for: `ko`, `ko-KR`, `zh-Hant-TW`; empty where it is none.

    A tag that is not in the tables is put into the usual case and kept: `qps_ploc` is `qps-Ploc`.
    """
    given = " ".join(name.split())
    if known := _BY_NAME.get(_plain(given)):
        return known
    found = _TAG.fullmatch(_POSIX.sub("", given) if given.isascii() else given)
    if found is not None:
        return _cased(found["primary"], found["rest"])
    named = _NAMED.fullmatch(given)
    if named is not None and (
        tag := _variant(named["first"], named["second"]) or _variant(named["second"], named["first"])
    ):
        return tag
    words = given.split()
    for at in range(1, len(words)):
        one, other = " ".join(words[:at]), " ".join(words[at:])
        if tag := _variant(one, other) or _variant(other, one):
            return tag
    return ""


def named(tag: str) -> bool:
    """Is the tag of a language that the tables name, not of just any two or three letters?"""
    return tag.partition("-")[0] in _BY_NAME


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


def _variant(name: str, more: str) -> str:
    """The tag of a language by its name, with a region, a script or its own code told beside it."""
    told = _plain(more)
    language = _BY_NAME.get(_plain(name), "")
    if not language:
        tag = _TAG.fullmatch(name.strip())
        there = tag is not None and tag["primary"].casefold() in _BY_NAME and (told in _BY_REGION or told in _BY_SCRIPT)
        return _cased(tag["primary"], tag["rest"]) if tag is not None and there else ""
    if told == "language":
        return language
    if told in _BY_REGION:
        return f"{language}-{_BY_REGION[told].upper()}"
    if told in _BY_SCRIPT:
        return f"{language}-{_BY_SCRIPT[told].capitalize()}"
    if _BY_NAME.get(told) == language:
        return language
    found = _TAG.fullmatch(more.strip())
    if found is not None and _BY_NAME.get(found["primary"].casefold()) == language:
        return _cased(found["primary"], found["rest"])
    return ""


def _cased(primary: str, rest: str) -> str:
    first = primary.casefold()
    parts = [_BY_NAME.get(first, first)]
    for part in re.split("[-_]", rest)[1:]:
        if len(part) == 2 and part.isalpha() and len(parts[-1]) > 1:
            parts.append(part.upper())
        else:
            parts.append(part.capitalize() if len(part) == 4 and part.isalpha() and len(parts) == 1 else part.lower())
    return "-".join(parts)


@lru_cache(maxsize=1024)
def primary(name: str) -> str:
    """The language without region and script: `ko` of `ko_KR`; empty where the name is none."""
    return canonical(name).partition("-")[0]


def rank(wanted: str, found: str) -> int:
    """How well a tag of a file serves the one asked for: 0 the same, 1 or 2 another variant, -1 not at all.

    1: one of the two names no region, `ko` for `ko-KR`; 2: another region or script.
    """
    wanted, found = canonical(wanted), canonical(found)
    if wanted == found:
        return 0 if wanted else -1
    one, other = wanted.partition("-")[0], found.partition("-")[0]
    if not one or one != other:
        return -1
    return 1 if one in (wanted, found) else 2
