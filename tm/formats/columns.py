"""Which columns of a table hold the two texts: by language tag, by name of the language, or by role."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tm.errors import FormatError
from tm.formats.language_codes import canonical, named, primary
from tm.messages import say

# fmt: off
_ROLES = {
    "source": frozenset((
        "source", "source text", "original", "원문", "원본", "원어", "출발어", "출발 텍스트", "소스", "원문 텍스트",
    )),
    "target": frozenset((
        "target", "target text", "translation", "번역", "번역문", "번역본", "번역어", "역문", "도착어", "도착 텍스트",
        "대상", "타깃", "타겟", "대역",
    )),
}
# fmt: on
_LANGUAGES = {
    "en": ("english", "영어", "영문", "eng"),
    "ko": ("korean", "한국어", "국문", "한글", "kor"),
}
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*")
#: `원문 (영어)`, `Korean [ko-KR]`, `영어/원문`: several names of one column.
_PARTS = re.compile(r"[()\[\]/:|]+")
#: What a column without language may be called, beside the codes of languages that nobody asked for.
_OWN = frozenset({"id", "tm", "key", "no"})


def find(
    titles: Sequence[str],
    source_language: str,
    target_language: str,
    *,
    where: str,
    separator: str = "",
) -> dict[str, int]:
    """Which column is the source and the target, and the `id`, where there is one.

    separator: between cells, for a hint about a header that seems to use another

    Raises:
        FormatError: one is missing or ambiguous.
    """
    titles = [" ".join(title.split()).lower() for title in titles]
    found: dict[str, int] = {}
    if "id" in titles:
        found["id"] = titles.index("id")
    for side, language in (("source", source_language), ("target", target_language)):
        places = [i for i, title in enumerate(titles) if _is_side(title, side, language)]
        if len(places) > 1:  # beside Indonesian by another name, a column `id` is none of a language
            places = [i for i in places if titles[i] != "id"]
        if not places:
            raise _lacking(titles, side, language, where, separator)
        if len(places) > 1 and "-" in language:  # of ko and ko-KR the one that was asked for
            places = [i for i in places if variant(titles[i]) == canonical(language)] or places
        if len(places) > 1:
            raise FormatError(
                say(
                    "{count} columns for the {side} text ({language}) in the header",
                    count=len(places),
                    side=side,
                    language=language,
                ),
                where=where,
                hint=say("keep one of: {titles}", titles=", ".join(titles[i] for i in places)),
            )
        found[side] = places[0]
    if found.get("id") in (found["source"], found["target"]):  # Indonesian
        del found["id"]
    if found["source"] == found["target"]:
        raise FormatError(
            say("source and target are both {source_language}", source_language=source_language),
            where=where,
            hint=say("name two languages: --source-language en --target-language ko"),
        )
    return found


def variant(title: str) -> str:
    """The tag with a region that a title names, `ko-KR` of `Korean (Korea)` or `번역 [ko_KR]`; else nothing."""
    for name in (title, *_PARTS.split(title)):
        if "-" in (tag := canonical(name.strip())) and named(tag):
            return tag
    return ""


def serves(titles: Sequence[str], source_language: str, target_language: str) -> bool:
    """Do these titles name the two columns?"""
    try:
        find(titles, source_language, target_language, where="")
    except FormatError:
        return False
    return True


def _lacking(titles: Sequence[str], side: str, language: str, where: str, separator: str) -> FormatError:
    other = next((mark for mark in (";", "," if separator == "\t" else "\t") if separator and mark in titles[0]), "")
    what = say("no column for the {side} text ({language}) in the header", side=side, language=language)
    if len(titles) == 1 and other:
        hint = say(
            "the header seems to use {other!r} between cells: save it with {separator}",
            other=other,
            separator=say("tabs") if separator == "\t" else say("commas"),
        )
    else:
        hint = say(
            "name a column {language} or {side}; the header reads: {titles}",
            language=language,
            side=side,
            titles=", ".join(titles)[:200],
        )
    return FormatError(what, where=where, hint=hint)


def _is_side(title: str, side: str, language: str) -> bool:
    asked = primary(language) or language.lower().replace("_", "-").split("-")[0]
    names = [title, *(part.strip() for part in _PARTS.split(title))] if _PARTS.search(title) else [title]
    return any(_names(name, side, asked) for name in names if name)


def _names(name: str, side: str, asked: str) -> bool:
    if name in _ROLES[side] or name in _LANGUAGES.get(asked, ()):
        return True
    if _TAG.fullmatch(name) is not None:
        return re.split("[-_]", name)[0] == asked or (name not in _OWN and primary(name) == asked)
    return primary(name) == asked
