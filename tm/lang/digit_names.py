"""Digits that are no number: they belong to a name, an address, a version, a placeholder.

`GPT-2`, `utf-8`, `python3.11`, `1.2.3`, `%1$s`, `U+00E9`: compared as a whole, never by value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tm.lang.regex import regex

#: Words and abbreviations in front of a number, joined to it, that do not make a name of it.
_PREFIXES = frozenset({
    "mid", "top", "pre", "post", "early", "late", "sub", "under", "over", "non", "p", "pp", "vol", "fig", "no", "ch",
    "sec", "eq", "vs", "usd", "eur", "krw", "us",
})  # fmt: skip

_NAME = regex(
    r"""
      https?://[^\s<>")\]]+ | www\.[^\s<>")\]]+
    | &\#?\w+;                                                           # character references
    | (?<![\d\s])%\d+\$?[a-zA-Z]? | (?<!\d)%[-+\#0]?\d+(?:\$|\.\d+)?[a-zA-Z]?   # placeholders
    | U\+[0-9A-Fa-f]{4,6} | \([&~_][A-Za-z0-9]\)                            # code points, access keys
    | (?<![\d/.])(?:24/7|9/11)(?![\d/.]\d|/) | (?<!\d)9[.·]11(?=\s?(?:테러|사태|사건|참사|공격))   # idioms
    | (?<![\w+])\+\d{1,3}(?=[\s-]\(?\d)                                   # the country of a telephone number
    | (?<![A-Za-z0-9_])\$?[A-Z]{1,3}\$\d+(?![A-Za-z0-9_])                    # cells of a sheet: $A$2
    | \{\d[^{}\s]*\} | \[\^[^\]\s]+\] | \#\d+(?![A-Za-z0-9_])
    | (?<![A-Za-z0-9_])0[xX][0-9A-Fa-f]+ | (?<![A-Za-z0-9_])0[oObB][0-7]+
    | (?<![A-Za-z0-9_.])v?\d+(?:\.\d+){2,}[A-Za-z0-9]*                    # versions
    """,
    re.VERBOSE,
)
#: Without one of these there is no such name. Trying each pattern at each character is what costs.
_NAME_SIGN = regex(r"[&%{#+·]|[A-Z]\$\d|24/7|9[/.]11|://|www\.|U\+|\([~_]|\[\^|0[xXoObB]|\d\.\d+\.\d")
#: Letters joined to digits: `GPT-2`, `utf-8`, `x3`. Read backwards and forwards from the digits.
_JOINTS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._‑")
_LETTERS = regex(r"(?:.*[^A-Za-z_])?([A-Za-z_]+)[-._‑]?$", re.DOTALL)
_WITH_DIGITS = regex(r"\d[A-Za-z0-9_]*(?:[-._‑][A-Za-z0-9_]+)*")
_QUARTER = regex(r"[1-4](?=,?\s(?:of\s)?(?:FY)?(?:19|20)\d\d)")  # Q3 2020
_LONGEST_PREFIX = 40


def signed(text: str) -> Iterator[tuple[int, int]]:
    """Where a sign says that digits are no number: addresses, placeholders, code points, versions."""
    if _NAME_SIGN.search(text):
        for match in _NAME.finditer(text):
            yield match.span()


def joined(text: str, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Digits that letters stand in front of, joined or with a hyphen, dot or underscore, and what belongs to them.

    runs: where the digits of the text stand
    """
    for start, _ in runs:
        if not start or text[start - 1] not in _JOINTS:
            continue
        prefix = _LETTERS.match(text[max(0, start - _LONGEST_PREFIX) : start])
        if prefix is None or prefix[1].lower() in _PREFIXES:
            continue
        if prefix[1] == "Q" and _QUARTER.match(text, start):
            continue
        begin = max(0, start - _LONGEST_PREFIX) + prefix.start(1)
        if begin and text[begin - 1].isascii() and text[begin - 1].isdigit():
            continue
        whole = _WITH_DIGITS.match(text, start)
        assert whole is not None
        yield begin, whole.end()
