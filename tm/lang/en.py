"""English: words and what they may be inflected from. `en_context` tells nouns from verbs.

No dictionary: regular endings are taken off by rule, so a word has every base form that it could
come from (`caches`: cache, cach), and a lookup keeps those that exist. Irregular forms, words that
are noun and verb, and fixed expressions are listed in `data/en_*.tsv`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import overload

from tm.core import Span
from tm.lang.regex import regex
from tm.lang.sentences import english

_WORD = regex(r"[^\W\d_가-힣ㄱ-ㆎ぀-ヿ一-鿿][^\W_가-힣ㄱ-ㆎ぀-ヿ一-鿿]*(?:['’](?:t|re|ve|ll|d|m)\b)?")
#: The same for texts in ASCII, several times as fast.
_ASCII_WORD = regex(r"[A-Za-z][A-Za-z0-9]*(?:'(?:t|re|ve|ll|d|m)\b)?", re.ASCII)
_VOWEL = regex("[aeiouy]")
_DOUBLED = regex(r"([bdfgklmnprstvz])\1$")

BASE, S, ED, ING = "base", "s", "ed", "ing"

#: Sentence splitting is shared with Korean; see `tm.lang.sentences`.
sentences = english


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a text.

    form:     as written
    readings: (base form in lower case, how it is inflected: base, s, ed or ing); the word itself first
    """

    form: str
    span: Span
    readings: tuple[tuple[str, str], ...]

    @property
    def lower(self) -> str:
        """The form in lower case, the typographic apostrophe made plain."""
        return self.readings[0][0]

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Every base form that the word may come from."""
        return base_forms(self.form)


def tokens(text: str) -> list[Word]:
    """The words of a text with their readings. Words end where Hangul begins: `commit을` holds `commit`."""
    found = (_ASCII_WORD if text.isascii() else _WORD).finditer(text)
    return [Word(form := m[0], Span(m.start(), m.end()), readings(form)) for m in found]


class Tokens(Sequence[Word]):
    """The words of a text like `tokens`, each made when it is asked for. forms: as written."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.forms = forms(text)
        self._starts: list[int] = []
        self._made: dict[int, Word] = {}

    def __len__(self) -> int:
        return len(self.forms)

    @property
    def starts(self) -> list[int]:
        """Where each word begins. Between two words no letter stands that could begin one: the next place is right."""
        if not self._starts:
            behind, index, append = 0, self._text.index, self._starts.append
            for form in self.forms:
                at = index(form, behind)
                append(at)
                behind = at + len(form)
        return self._starts

    def start(self, at: int) -> int:
        """Where a word begins."""
        return self.starts[at]

    def end(self, at: int) -> int:
        """Where a word ends."""
        return self.starts[at] + len(self.forms[at])

    def span(self, at: int) -> Span:
        """Where a word stands."""
        start = self.start(at)
        return Span(start, start + len(self.forms[at]))

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        made = self._made.get(at)
        if made is None:
            at = range(len(self.forms))[at]
            made = self._made[at] = Word(self.forms[at], self.span(at), readings(self.forms[at]))
        return made


def words(text: str) -> list[Span]:
    """The words, in order, without punctuation."""
    return [Span(*m.span()) for m in _WORD.finditer(text)]


def forms(text: str) -> list[str]:
    """The words as written, in order."""
    return (_ASCII_WORD if text.isascii() else _WORD).findall(text)


def lemmas(text: str) -> list[str]:
    """The likeliest base form of every word that carries meaning, in order."""
    return [found for found in map(lemma, forms(text)) if found]


@lru_cache(maxsize=65536)
def lemma(form: str) -> str:
    """The likeliest base form; empty for a word without a meaning of its own."""
    options = readings(form)
    return "" if options[0][0] in function_words() else _likeliest(options)


def fold(text: str) -> str:
    """The form in which texts are compared: composed (NFC), lower case, plain apostrophes."""
    return unicodedata.normalize("NFC", text).casefold().replace("’", "'")


def _likeliest(options: Sequence[tuple[str, str]]) -> str:
    if len(options) == 1 or options[0][0] in _table("en_verbs.tsv"):
        return options[0][0]
    if options[0][0] in _irregular():
        return _irregular()[options[0][0]][0][0] if _irregular()[options[0][0]] else options[0][0]
    known = [lemma for lemma, _ in options[1:] if lemma in _table("en_verbs.tsv")]
    return known[0] if known else options[1][0]


@lru_cache(maxsize=65536)
def readings(word: str) -> tuple[tuple[str, str], ...]:
    """(base form, inflection) for all that the word may be, itself first.

    >>> readings("queries")
    (('queries', 'base'), ('query', 's'), ('querie', 's'))
    """
    lower = fold(word)
    found = [(lower, BASE)]
    irregular = _irregular().get(lower)
    if irregular is not None:
        found += irregular
    elif len(word) > 2 and word.endswith("s") and word[:-1].isupper():  # GPUs
        found.append((lower[:-1], S))
    elif len(lower) > 2 and not re.search(r"[^a-z]", lower):
        found += [*_s(lower), *_ed(lower), *_ing(lower)]
    elif lower.endswith("s") and len(lower) > 3:  # GPT4s, naïves
        found.append((lower[:-1], S))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65536)
def base_forms(word: str) -> tuple[str, ...]:
    """Every base form that a word may come from, itself first."""
    return tuple(dict.fromkeys(lemma for lemma, _ in readings(word)))


def _s(word: str) -> list[tuple[str, str]]:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return []
    if word.endswith("ies") and len(word) > 4:
        return [(word[:-3] + "y", S), (word[:-1], S)]
    if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        return [(word[:-1], S), (word[:-2], S)]
    return [(word[:-1], S)]


def _ed(word: str) -> list[tuple[str, str]]:
    return [(base, ED) for base in _stems(word[:-2])] if word.endswith("ed") else []


def _ing(word: str) -> list[tuple[str, str]]:
    return [(base, ING) for base in _stems(word[:-3])] if word.endswith("ing") else []


def _stems(stem: str) -> list[str]:
    """Base forms before -ed or -ing: plan(ned), cach(ed), valid(at)ed, appl(i)ed."""
    if len(stem) < 2 or not _VOWEL.search(stem):
        return []
    if _DOUBLED.search(stem):
        return [stem[:-1], stem]
    if stem.endswith("i"):
        return [stem[:-1] + "y"]
    return [stem + "e", stem] if stem[-1] not in "wxy" else [stem]


@cache
def _lines(name: str) -> tuple[str, ...]:
    text = (resources.files("tm.lang") / "data" / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _irregular() -> dict[str, list[tuple[str, str]]]:
    """Form to its readings; an empty list for a word that only looks inflected."""
    table: dict[str, list[tuple[str, str]]] = {}
    for line in _lines("en_irregular.tsv"):
        lemma, kind, forms = line.split("\t")
        if kind == "fixed":
            table.setdefault(lemma, [])
        for form in forms.split():
            ending = S if kind == "plural" else ING if form.endswith("ing") and lemma != "be" else ED
            table.setdefault(form, []).append((lemma, ending))
    return table


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def word_class(name: str) -> frozenset[str]:
    """A closed class of words: determiners, objects, subjects, modals, prepositions, auxiliaries, adverbs, others."""
    rows = (line.split("\t") for line in _lines("en_classes.tsv"))
    return next(frozenset(row[1].split()) for row in rows if row[0] == name)


@cache
def function_words() -> frozenset[str]:
    """Words without a meaning of their own."""
    names = ("objects", "subjects", "modals", "prepositions", "auxiliaries", "others")
    return frozenset().union(*map(word_class, names)) - {"people", "users", "developers", "programmers"}


def also_verb(word: Word) -> bool:
    """Can the word, or what it is inflected from, be a verb as well as a noun?"""
    return any(lemma in _table("en_verbs.tsv") for lemma in word.lemmas)


@cache
def phrases() -> tuple[str, ...]:
    """Fixed expressions whose nouns do not carry their technical sense."""
    return _lines("en_phrases.tsv")


@cache
def everyday() -> dict[str, tuple[str, ...]]:
    """English nouns with the Korean words that render their everyday senses."""
    rows = (line.split("\t") for line in _lines("en_senses_ko.tsv"))
    return {word: tuple(korean.split(" | ")) for word, korean in rows}


@cache
def renderings() -> dict[str, tuple[str, ...]]:
    """English terms with the Korean words that usually render them, any of which a glossary may have picked."""
    rows = (line.split("\t") for line in _lines("en_renderings_ko.tsv"))
    return {word: tuple(korean.split(" | ")) for word, korean in rows}


@cache
def rendered_by() -> dict[str, frozenset[str]]:
    """Korean words, spaces left out, with the English terms that they may render."""
    table: dict[str, set[str]] = {}
    for term, korean in renderings().items():
        for word in korean:
            table.setdefault(word.replace(" ", ""), set()).add(term)
    return {word: frozenset(found) for word, found in table.items()}
