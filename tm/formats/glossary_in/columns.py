"""Columns of tables by the names that people and tools give them, in English and Korean."""

from __future__ import annotations

import re

from tm.formats import language_codes

_NAMES = {
    "id": "id|concept id|entry id|cid|entry_id|term id|번호|순번|개념|개념 id|아이디|식별자",
    "source": "source|source term|source text|원어|원문|원문 용어|원어 용어|출발어|term|용어|원본",
    "target": "target|target term|translation|target text|번역|번역어|역어|번역문|대역어|도착어|번역 용어|대응어",
    "status": "status|usage status|term status|approval|상태|승인|승인 상태|사용 상태",
    "pos": "pos|part of speech|partofspeech|part_of_speech|word class|품사",
    "except": "except|exceptions|not in|예외|제외",
    "case": "case|case sensitive|case_sensitive|casesensitive|case sensitivity|대소문자|대소문자 구분",
    "domain": "domain|domains|subject|subject field|subjectfield|concept_domain|entry_subject|entry_domain|field|"
    "분야|도메인|영역|주제|분류",
    "definition": "definition|definitions|concept_definition|description|meaning|정의|뜻|의미|설명|뜻풀이",
    "note": "note|notes|comment|comments|remark|remarks|concept_note|entry_note|translator_comments|explanation|비고|"
    "메모|주석|참고|노트|주의|코멘트",
    "developer": "developer_comments",
    "forbidden": "forbidden|prohibited|금지|금지어|사용 금지",
    "preferred": "preferred|권장|선호",
    "translatable": "translatable|번역 여부|번역 대상",
    "dnt": "dnt|do not translate|donottranslate|do_not_translate|번역 제외|번역 안 함|번역 안함",
    "info": "term_info",
    "fuzzy": "fuzzy",
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split("|")}
_TAIL = re.compile(r"[\s_]*(?:term|terms|용어|text)$", re.IGNORECASE)


def role(name: str) -> str:
    """What a column of this name holds; empty where the project has no column for it."""
    given = " ".join(name.split()).casefold()
    return _ROLES.get(given) or _ROLES.get(given.replace(" ", "")) or _ROLES.get(given.replace("_", " "), "")


def language(name: str) -> str:
    """The language whose terms a column of this name holds, as a tag; empty where it is none."""
    given = " ".join(name.split())
    if not given or role(given):
        return ""
    known = language_codes.canonical(_TAIL.sub("", given)) or language_codes.canonical(_named(given))
    return known if language_codes.rank(known, known) == 0 and _real(known) else ""


def _named(name: str) -> str:
    """memoQ's `English_United_States` as `English (United States)`."""
    first, _, rest = name.partition("_")
    return f"{first} ({rest.replace('_', ' ')})" if rest else name


def _real(tag: str) -> bool:
    """Is the tag of a language in the tables, not just any short word? Two letters, such as `en`, always count."""
    return len(tag.partition("-")[0]) == 2


def definition_of(name: str) -> str:
    """The language of a memoQ column of definitions, `Korean_Def`; empty where it is none."""
    return language(name[:-4]) if name.casefold().endswith("_def") else ""
