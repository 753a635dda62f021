"""Looking for terms in a glossary as people do: case, spaces, hyphens, inflection and near spellings do not matter."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from tm.core import Term
from tm.lang import en, hangul, ko
from tm.lang.regex import regex

_SPACES = regex(r"[\s\-_·]+")
#: How alike two words are, 0 to 1, from which a Latin one may be meant by the other.
_ALIKE = 0.8


def search(terms: Iterable[Term], text: str) -> tuple[list[Term], bool]:
    """The terms that hold a text in any column, in order; where none does, those with a word spelt nearly so.

    Returns:
        (terms, True if they are only near)
    """
    listed = list(terms)
    wanted = _fold(text)
    words = set(en.lemmas(text)) if text.isascii() else set()
    exact = [t for t in listed if any(wanted in _fold(cell) for cell in _cells(t)) or _inflected(words, t)]
    if exact or not wanted:
        return exact, False
    return [term for term in listed if any(_near(wanted, _fold(word)) for word in (term.source, *term.targets))], True


def _cells(term: Term) -> Iterable[str]:
    yield from (term.id, term.source, *term.targets, term.status, term.pos, *term.excepted)
    yield from (term.domain, term.definition, term.note)


def _fold(text: str) -> str:
    return _SPACES.sub("", ko.fold(text))


def _inflected(words: set[str], term: Term) -> bool:
    """Are all words of the query, whatever their endings, words of the term: `models` finds `model`?"""
    return bool(words) and words <= {lemma for word in en.tokens(term.source) for lemma in word.lemmas}


def _near(wanted: str, word: str) -> bool:
    if hangul.has_hangul(wanted) and hangul.has_hangul(word):
        limit = 1 if len(wanted) < 3 else 2 if len(wanted) < 5 else 3
        return abs(len(wanted) - len(word)) < 2 and hangul.jamo_distance(wanted, word, limit=limit) <= limit
    return len(wanted) > 3 and difflib.SequenceMatcher(None, wanted, word).ratio() >= _ALIKE
