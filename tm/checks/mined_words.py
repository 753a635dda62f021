"""Mined words where they stand: as words of the text, or as names of something, options, quotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.mined import MinedBitext
from tm.core import Kind, Segment, Span
from tm.lang.en_context import titled
from tm.lang.regex import regex

if TYPE_CHECKING:
    from tm.terms.mined import Mined, Rendering

#: What shows a word to be a name, an option or a quotation, beside it.
_MARK_BEFORE = regex(r"""(?:["'“‘`/=<>*_#@%$&|\\(\[{-]|[\w:][.:]|:)$""")
_MARK_AFTER = regex(r"""["'”’`/=<>*_#@%$&|\\)\]}-]|[.:][\w`:]""")

#: A word before one of these is the name of a piece of code: import 문, mirror 옵션.
_CODE_BEHIND = regex(
    " (?:문|모듈|옵션|인자|인수|메서드|함수|명령|키워드|속성|어트리뷰트|필드|클래스|파일"
    "|값|플래그|변수|매개 ?변수|형|타입|패키지|서비스)(?![가-힣]{3})"
)
_LATIN_BESIDE = regex(r",?\s*[A-Za-z0-9],?\s*")


def left_as_word(term: Mined, rendering: Rendering, found: MinedBitext) -> bool:
    """Is the source word left in the text as a word: not quoted, not part of a command or a longer Latin phrase?"""
    if term.words > 1 or len(term.key) < 4 or not term.key.isalpha():
        return False
    sides = [(found.units[use.unit], use) for use in rendering.uses]
    return all(
        _plain_throughout(u.source.text, term.key)
        and _plain_throughout(u.target.text, term.key)
        and not _LATIN_BESIDE.search(u.target.text[max(0, use.target.start - 3) : use.target.start])
        and not _LATIN_BESIDE.match(u.target.text[use.target.end : use.target.end + 3])
        and not _CODE_BEHIND.match(u.target.text, use.target.end)
        and not _code_title(u.source)
        for u, use in sides
    )


def _code_title(segment: Segment) -> bool:
    """Is the segment a heading of one word in lower case, as pages about a function or an option have it: `render`?"""
    return segment.kind in (Kind.HEADING, Kind.META) and segment.text.isidentifier() and segment.text.islower()


def _plain(text: str, span: Span) -> bool:
    before, after = text[: span.start], text[span.end :]
    marked = _MARK_BEFORE.search(before) or _MARK_AFTER.match(after)
    return not marked and span.of(text).islower()


def _plain_throughout(text: str, word: str) -> bool:
    """Is a word nowhere in the text marked as a name of something, `item` or *item*?"""
    return all(_plain(text, Span(*match.span())) for match in re.finditer(rf"(?i)(?<![a-z]){word}(?![a-z])", text))


def named(text: str, span: Span) -> bool:
    """Is a word part of a name, with another capital beside it: Object Pascal?"""
    if not text[span.start].isupper() or titled(text):
        return False
    return bool(re.match(r" [A-Z][a-z]", text[span.end :]) or re.search(r"[a-z,;] [A-Z]\w* $", text[: span.start]))
