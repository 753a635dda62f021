"""Why a word that looks like a term may not be it: a name, a verb, part of a compound, a number."""

from __future__ import annotations

from collections.abc import Sequence

from tm.lang import en, en_context
from tm.lang.en import Word
from tm.terms.english_pattern import Entry

_HYPHENS = "-‐‑"
_KINDS = frozenset(("type", "kind", "sort", "form", "class"))
#: Nearly always numbers, whatever a glossary has them for: 서드 파티 for third.
_ORDINALS = frozenset(("first", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"))


def name_doubt(prose: str, words: en.Tokens, entry: Entry, first: int, last: int) -> str:
    """`name` for a part of a capitalised name, `capital` for a name by itself, else empty."""
    if entry.sensitive or not words.forms[first][0].isupper():
        return ""
    if _in_name(prose, words, first, last):
        return "name"
    if not entry.proper and first == last and en_context.named(prose, words, first):
        return "capital"
    return ""


def doubt_of(prose: str, words: Sequence[Word], entry: Entry, first: int, last: int, inflection: str) -> str:
    """The other reasons, see `Occurrence.why`; empty where nothing is against the term."""
    start, end = words[first].span.start, words[last].span.end
    if _hyphenated(prose, start, end):
        return "compound"
    if entry.sensitive and words[first].lower in en.word_class("names") and en_context.opens(prose, words[first]):
        return "opening"
    if entry.verb_only and en_context.neighbour(prose, words, first, -1) in en.word_class("determiners"):
        return "noun"
    if entry.adjective and inflection == en.S:
        return "noun"
    if first != last or entry.verb:
        return ""
    if en_context.is_verb(prose, words, first, inflection if inflection != en.BASE else _own(words[first])):
        return "verb"
    if words[first].lower in _ORDINALS:
        return "number"
    if set(words[first].lemmas) & _KINDS and en_context.neighbour(prose, words, first, +1) == "of":
        behind = words[first + 2].lower if first + 2 < len(words) else ""
        return "" if behind in en.word_class("determiners") else "kind"
    return ""


def _hyphenated(prose: str, start: int, end: int) -> bool:
    before, after = prose[max(0, start - 2) : start], prose[end : end + 2]
    if before[-1:] in _HYPHENS and before[-1:] and len(before) == 2 and (before[0].isalnum() or before[0] == "_"):
        return True
    return len(after) == 2 and after[0] in _HYPHENS and (after[1].isalnum() or after[1] == "_")


def _own(word: Word) -> str:
    """A term that ends in -ing or -s by itself is judged as one: training a model, the training; it returns a value."""
    if word.lower.endswith("ing"):
        return en.ING
    return en.S if any(how == en.S for _, how in word.readings) else en.BASE


def _in_name(prose: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Do the words and a neighbour all begin with a capital, in a text that is no title?"""
    if not words[first].form[0].isupper() or en_context.titled(prose):
        return False
    if any(_ampersand(prose, words, i, i + 1) for i in (first - 1, last)):
        return True
    if en_context.opens(prose, words[first]):  # its own capital says nothing
        return last + 2 < len(words) and all(_joined_capital(prose, words, i, i + 1) for i in (last, last + 1))
    return (first > 0 and _joined_capital(prose, words, first - 1, first)) or (
        last + 1 < len(words) and _joined_capital(prose, words, last, last + 1)
    )


def _ampersand(prose: str, words: Sequence[Word], left: int, right: int) -> bool:
    """Weights & Biases: joined so, words with capitals are a name even at the head of a sentence."""
    if left < 0 or right >= len(words) or prose[words[left].span.end : words[right].span.start] != " & ":
        return False
    return words[left].form[0].isupper() and words[right].form[0].isupper()


def _joined_capital(prose: str, words: Sequence[Word], left: int, right: int) -> bool:
    gap = prose[words[left].span.end : words[right].span.start]
    return gap == " " and words[left].form[0].isupper() and words[right].form[0].isupper()
