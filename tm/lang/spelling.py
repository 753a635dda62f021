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
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate
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
    """Misspelt words, by their wrong form. level: empty, or info where the variant is widespread in print."""
    found = {}
    for wrong, right, where, norm in _rows("ko_spelling.tsv"):
        level = "info" if where.endswith("~") else ""
        found[wrong] = Entry(wrong, right, where.rstrip("?~"), not where.endswith("?"), level, norm)
    return found


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


#: From frequent to rare in running text; what is not listed is rarer still.
_COMMON = (
    " 다는니이의에을하로를지고스한가은사수기대습서있으도자시인리어정제용일과나해합그라함보전트되부아만드상여들적구성비"
    "장동주오입호문조공우치계것요세경된모원신음실방식게위생유행반마분거관개안면파설명할터선화데표연미진값심르레됩않예"
    "환체재출될현작소바디내발"
)


def find(text: str, table: dict[str, Entry]) -> Iterator[Misspelling]:
    """The misspellings of a table in a text, longest first, without overlap.

    Cost: one pass of a pattern for the rarest letter of each entry, whatever the size of the table.
    """
    return (one for one in _met(text, table) if one.entry.wrong != one.entry.right)


def _met(text: str, table: dict[str, Entry]) -> Iterator[Misspelling]:
    """The same with the sound words of the table, which hold a misspelling and cover it: 그로테스크."""
    letters, index = _index(tuple(table))
    met: list[tuple[int, int, str]] = []
    for letter in letters.finditer(text):
        at = letter.start()
        for offset, wrong in index[text[at]]:
            if at >= offset and text.startswith(wrong, at - offset) and _stands(table[wrong], text, at - offset):
                met.append((at - offset, -len(wrong), wrong))
    done = 0
    for start, size, wrong in sorted(met):
        if start >= done:
            done = start - size
            yield Misspelling(Span(start, done), table[wrong])


@lru_cache(maxsize=2)
def distinct(text: str) -> str:
    """Each word of a text once, words being what stands between white space: a quarter of a long text."""
    return " ".join(set(text.split()))


def find_all(texts: Sequence[str], table: dict[str, Entry]) -> dict[int, list[Misspelling]]:
    """What `find` finds in each of many texts, by their number; texts without an entry are left out.

    All of them are searched as one, at first each word once: several times faster than one by one.
    """
    whole = "\n".join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    found: dict[int, list[Misspelling]] = {}
    words = distinct(whole)
    present = {one.entry.wrong for one in _met(words, table)}.union(_of_words(words, table))
    for span, entry in find(whole, {wrong: table[wrong] for wrong in table if wrong in present}) if present else ():
        number = bisect_right(starts, span.start) - 1
        found.setdefault(number, []).append(Misspelling(span.shift(-starts[number]), entry))
    return found


def _of_words(words: str, table: dict[str, Entry]) -> Iterator[str]:
    """The entries of more than a word whose first words end a word of the text, and whose next ones begin one."""
    joined = f" {words} "
    for first, entries in _by_first_word(tuple(table)).items():
        if f"{first} " in joined:
            yield from (wrong for wrong in entries if f" {wrong.split(' ')[1]}" in joined)


@lru_cache(maxsize=8)
def _by_first_word(table: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for wrong in table:
        if " " in wrong:
            found.setdefault(wrong.split(" ")[0], []).append(wrong)
    return found


def _stands(entry: Entry, text: str, start: int) -> bool:
    if entry.where != "any" and start and is_syllable(text[start - 1]):
        return False
    end = start + len(entry.wrong)
    return entry.where != "whole" or not is_syllable(text[end : end + 1])


@lru_cache(maxsize=32)
def _index(words: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, list[tuple[int, str]]]]:
    """A pattern for the rarest letter of each entry; and the entries by this letter, with its place in them."""
    index: dict[str, list[tuple[int, str]]] = {}
    for word in words:
        offset = max(range(len(word)), key=lambda at: _rarity(word[at]))
        index.setdefault(word[offset], []).append((offset, word))
    return re.compile(f"[{re.escape(''.join(sorted(index)))}]"), index


def _rarity(letter: str) -> int:
    return _COMMON.find(letter) if letter in _COMMON else len(_COMMON)


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
