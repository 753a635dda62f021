"""Columns of tables by the names that people and tools give them, in English and Korean."""

from __future__ import annotations

import re
from typing import NamedTuple

from tm.formats import language_codes

_NAMES = {
    "id": "id|no.|concept id|entry id|cid|entry_id|term id|번호|순번|연번|개념|개념 id|아이디|식별자",
    "source": "source|src|source term|source text|원어|원문|원문 용어|원어 용어|출발어|term|용어|원본",
    "target": "target|tgt|target term|translation|target text|번역|번역어|번역명|역어|번역문|대역어|도착어|번역 용어|"
    "대응어",
    "status": "status|usage status|term status|approval|상태|승인|승인 상태|사용 상태",
    "pos": "pos|src:pos|part of speech|partofspeech|part_of_speech|word class|품사",
    "except": "except|exceptions|not in|예외|제외",
    "case": "case|case sensitive|case_sensitive|casesensitive|case sensitivity|대소문자|대소문자 구분",
    "domain": "domain|domains|subject|subject field|subjectfield|concept_domain|entry_subject|entry_domain|field|"
    "category|분야|도메인|영역|주제|분류|카테고리",
    "definition": "definition|definitions|concept_definition|description|meaning|정의|뜻|의미|설명|뜻풀이",
    "note": "note|notes|comment|comments|remark|remarks|concept_note|entry_note|translator_comments|explanation|"
    "usage note|usage notes|비고|메모|주석|참고|노트|주의|코멘트",
    "developer": "developer_comments",
    "forbidden": "forbidden|prohibited|금지|금지어|사용 금지",
    "preferred": "preferred|권장|선호",
    "translatable": "translatable|번역 여부|번역 대상",
    "dnt": "dnt|do not translate|donottranslate|do_not_translate|번역 제외|번역 안 함|번역 안함",
    "info": "term_info",
    "fuzzy": "fuzzy",
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split("|")}
#: Beside the name of a language only: what its column holds.
_BESIDE = {
    **dict.fromkeys(("term", "terms", "word", "words", "name", "text", "용어", "단어", "표현", "명칭", "표기"), "term"),
    **dict.fromkeys(("def", "defn", "desc", "descr"), "definition"),
}
#: What may stand between the name of a language and the rest: `Korean term`, `term_ko`, `원문(EN)`, `en: note`.
_BETWEEN = re.compile(r"\s*[()\[\]:/_-]+\s*|\s+")
#: Korean writes both in one word: 영문명, 국문용어, 영문설명.
_GLUED = re.compile(r"([가-힣]{2,4}?)(명|명칭|용어|단어|표현|표기|원어|원문|번역|설명|정의|비고)")


class Meaning(NamedTuple):
    """What a column holds. role: a key of the names, `term` for the terms of a language; language: a tag."""

    role: str = ""
    language: str = ""


def meaning(name: str) -> Meaning:
    """What a column of this name holds; neither role nor language where the project has no column for it."""
    given = " ".join(name.split())
    if known := role(given):
        return Meaning(known)
    for found in _BETWEEN.finditer(given):
        one, other = given[: found.start()], given[found.end() :].rstrip(")] ")
        exact = not found[0].isspace()
        for named, rest in ((one, other), (other, one)):
            held = role(rest) or _BESIDE.get(rest.casefold(), "")
            if held and (tag := _beside(named, exact=exact)):
                return Meaning("term" if held in ("source", "target") else held, tag)
    if (glued := _GLUED.fullmatch(given)) and (tag := _language(glued[1])):
        held = role(glued[2]) or "term"
        return Meaning("term" if held in ("source", "target") else held, tag)
    tag = _language(given)
    return Meaning("term", tag) if tag else Meaning()


def role(name: str) -> str:
    """What a column of this name holds; empty where the project has no column for it."""
    given = " ".join(name.split()).casefold()
    return _ROLES.get(given) or _ROLES.get(given.replace(" ", "")) or _ROLES.get(given.replace("_", " "), "")


def _language(name: str) -> str:
    """The language of this name; two letters, such as `en`, always are one, three only where they are known."""
    known = language_codes.canonical(name)
    return known if len(known.partition("-")[0]) == 2 else ""


def _beside(name: str, *, exact: bool) -> str:
    """The language that is named beside something else. Two small letters in running words are no language."""
    tag = _language(name)
    if not tag or not language_codes.named(tag):
        return ""
    return tag if exact or len(name) > 2 or name.isupper() or not name.isascii() else ""
