"""Words that are part of a compound, which may have a rendering of its own: 일반 텍스트 for plain text, 글 for text."""

from __future__ import annotations

import re
from functools import lru_cache

from tm.core import Span
from tm.lang import ko

_NOUNS = frozenset(("NNG", "NNP", "XR"))
_BEFORE, _AFTER = re.compile(r"([가-힣]+) ?$"), re.compile(r" ?([가-힣]+)")


def in_korean(text: str, span: Span) -> bool:
    """Does a noun without a particle stand right before a word, or a noun right behind it?"""
    before, after = _BEFORE.search(text, 0, span.start), _AFTER.match(text, span.end)
    return (before is not None and _all_nouns(before[1])) or (after is not None and _begins_with_noun(after[1]))


@lru_cache(maxsize=4096)
def _all_nouns(word: str) -> bool:
    if len(word) < 2:
        return False
    inside = [form for form, at in ko.tagged(f"{word} 자료", _NOUNS) if at < len(word)]  # 파일의 alone has odd readings
    return sum(map(len, inside)) == len(word) or ko.tagged(word, _NOUNS) == [(word, 0)]


@lru_cache(maxsize=4096)
def _begins_with_noun(word: str) -> bool:
    return any(at == 0 and len(form) > 1 for form, at in ko.tagged(word, _NOUNS))


@lru_cache(maxsize=256)
def _compounds(text: str) -> frozenset[str]:
    from tm.terms.mine_english import found

    return frozenset(text[one[0] : one[1]].casefold() for one in found(text).values() if one[3] > 1)


def in_english(text: str, span: Span) -> frozenset[str]:
    """The compounds that a word is part of, in lower case."""
    compounds = _compounds(text)
    return frozenset(name for name in compounds if _holds(text, span, name)) if compounds else frozenset()


def _holds(text: str, span: Span, name: str) -> bool:
    low = text.casefold()
    at = low.find(name, max(0, span.end - len(name)))
    return 0 <= at <= span.start and span.end <= at + len(name) and len(name) > len(span)
