"""The first put as the second: an ordinal in words, whose translation is otherwise free."""

from __future__ import annotations

import re

from tm.core import Span
from tm.lang.regex import regex

_FIRST_EN = regex(r"\bfirst\b", re.IGNORECASE)
#: What may be put as the second, or counts without a number.
_MORE_EN = regex(
    r"\b(?:second\w*|third\w*|fourth|fifth|next|then|other|another|latter|last|follow\w*|both|either|after\w*|again|two|twice"
    r"|three|four|five|finally|additional\w*|repeat\w*|further|later|previous|prior|before|one|once|double|pair|new)\b"
    r"|[2-5]|\bI[IV]+\b",
    re.IGNORECASE,
)
_FIRST_KO = regex(r"첫|처음|먼저|우선|최초|일단|초기|퍼스트|[가-힣\s]하나|1|①|시작")
_ORDER_KO = regex(r"(?<![가-힣\d])(?:두|세|네|다섯|[2-5])\s?번째|(?<![가-힣])[둘셋넷]째")


def may_differ(source: str, target: str) -> bool:
    """A quick test."""
    return "째" in target and _FIRST_EN.search(source) is not None


def changed(source: str, target: str) -> tuple[Span, Span] | None:
    """Where the first stands, and a later one that the source does not speak of; None where it may be otherwise."""
    first = _FIRST_EN.search(source) if "째" in target else None
    if first is None or _MORE_EN.search(source) or _FIRST_KO.search(target):
        return None
    found = [*_ORDER_KO.finditer(target)]
    return (Span(*first.span()), Span(*found[0].span())) if len(found) == 1 else None
