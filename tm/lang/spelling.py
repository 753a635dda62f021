"""Spellings known to be wrong, looked up in running text: misspelt Korean words and loanword variants.

The words stand in `data/ko_spelling.tsv` and `data/ko_loanwords.tsv`, written for this project. What only an own list
can do was tried otherwise first, offline, on published translations: hunspell with its Korean dictionary flags one
word form in twelve, nearly all of them sound compounds and names; spylls (a reader of the same dictionary) flags most
words and takes seconds to load; symspell needs a list of word frequencies, which knows no endings; an analyser's own
spacing changed five of six sound lines. Checkers on the web are out: nothing leaves the machine. A list says less, is
right when it speaks, and can name the article that it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from tm.core import Span
from tm.lang.hangul import final, is_syllable
from tm.lang.josa_forms import agreeing, standing_at


class Entry(NamedTuple):
    """A row of a table. where: any, word (start of a word) or whole (all of it); certain: no other word looks so."""

    wrong: str
    right: str
    where: str
    certain: bool
    level: str
    norm: str


class Misspelling(NamedTuple):
    """An entry found in a text, at `span`."""

    span: Span
    entry: Entry


@cache
def words() -> dict[str, Entry]:
    """Misspelt words, by their wrong form."""
    rows = _rows("ko_spelling.tsv")
    return {r[0]: Entry(r[0], r[1], r[2].rstrip("?"), not r[2].endswith("?"), "", r[3]) for r in rows}


@cache
def loanwords() -> dict[str, Entry]:
    """Loanwords in other than standard spelling. level: warning, or info where the variant is widespread in print."""
    rows = _rows("ko_loanwords.tsv")
    return {
        r[0]: Entry(r[0], r[1], "word" if r[2].endswith("?") else "any", True, r[2].rstrip("?"), r[3]) for r in rows
    }


def _rows(name: str) -> Iterator[list[str]]:
    text = resources.files("tm.lang").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def find(text: str, table: dict[str, Entry]) -> Iterator[Misspelling]:
    """The entries of a table in a text, longest first, without overlap.

    Cost: one pass of a pattern whose alternatives share their beginnings, whatever the size of the table.
    """
    for found in _pattern(tuple(table)).finditer(text):
        entry, (start, end) = table[found.group()], found.span()
        if entry.where != "any" and start and is_syllable(text[start - 1]):
            continue
        if entry.where == "whole" and is_syllable(text[end : end + 1]):
            continue
        yield Misspelling(Span(start, end), entry)


def corrected(text: str, span: Span, right: str) -> tuple[Span, str]:
    """What to replace and by what, when `right` takes the place of a span: a particle behind it is made to agree."""
    wrong = span.of(text)
    if not is_syllable(right[-1:]) or final(wrong[-1:]) == final(right[-1:]):
        return span, right
    josa = standing_at(text, span.end)
    if josa is None:
        return span, right
    form = josa.of(text)
    return Span(span.start, josa.end), right + agreeing(right, form)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(trie(words))


def trie(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest that fits; alternatives share their beginnings."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _spelt(root)


def _spelt(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    branches = [re.escape(c) + _spelt(below) for c, below in sorted(node.items()) if c]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return body + ("?" if "" in node else "")
