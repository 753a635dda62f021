"""Nouns, compounds and verbs of an English text, for mining."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tm.lang import en
from tm.lang.en_context import is_verb, opens, titled
from tm.lang.en_prose import is_ordinary
from tm.terms.mine_features import NOUN, VERB, Found, light

#: Words of a compound; longer ones are rare, and each costs a column of counts.
_LONGEST = 3
#: Unknown words of up to this length are not taken for participles: speed, embed.
_SHORT = 5
_PARTICIPLE = "ed"
_JOINTS = frozenset((" ", "-", "\n"))
_DEGREES = frozenset(("more", "most", "less", "least", "very", "too", "so", "not", "never", "only", "also", "just"))
#: Parts of a word in front of a hyphen: pre-trained.
_PREFIXES = frozenset(("anti", "co", "de", "inter", "multi", "non", "post", "pre", "re", "semi", "sub", "ultra", "un"))


class _Token(NamedTuple):
    start: int
    end: int
    lower: str
    lemma: str
    kind: str  # noun, verb, ed (participle), or empty for what is no part of a term
    capital: bool


def found(text: str) -> dict[str, Found]:
    """The features of a text by label, the first of each; a verb's label begins with `to `."""
    words, empty = en.tokens(text), light("en")
    tokens = [_token(text, words, at) for at in range(len(words))]
    features: dict[str, Found] = {}
    for at, token in enumerate(tokens):
        if token is None:
            continue
        start, stop, lower, lemma, kind, capital = token
        prefix = lower in _PREFIXES and text[stop : stop + 1] == "-"
        if kind != _PARTICIPLE and lemma not in empty and len(lemma) > 1 and not prefix:
            label = f"to {lemma}" if kind == VERB else lemma
            if label not in features:
                features[label] = Found(start, stop, kind == VERB, 1, capital)
        if lower in empty or (kind == VERB and lower == lemma):
            continue
        before = lower
        for end in range(at + 1, min(at + _LONGEST, len(tokens))):
            last = tokens[end]
            if last is None or text[stop : last.start] not in _JOINTS or last.kind == VERB:
                break
            stop = last.end
            capital = capital and last.capital
            if last.kind == NOUN and last.lemma not in empty:
                label = f"{before} {last.lemma}"
                if label not in features:
                    features[label] = Found(start, stop, False, end - at + 1, capital)
            before = f"{before} {last.lower}"
    return features


def _token(text: str, words: Sequence[en.Word], at: int) -> _Token | None:
    """A word that may be part of a term; None for one that is none."""
    word = words[at]
    form = word.form
    known = _known(form)
    if known is None:
        return None
    lower, lemma, how = known
    kind = NOUN
    if how == en.ED:
        kind = _PARTICIPLE
    elif is_verb(text, words, at, how):
        kind = VERB
    if kind == NOUN and how == en.ING:
        lemma = lower
    capital = form[0].isupper() and not titled(text) and not opens(text, word)
    return _Token(word.span.start, word.span.end, lower, lemma, kind, capital)


@lru_cache(maxsize=65536)
def _known(form: str) -> tuple[str, str, str] | None:
    """Lower case, the likeliest base form and how the word is inflected from it; None for no part of a term."""
    lower = en.readings(form)[0][0]
    names = ("determiners", "subjects", "adverbs")
    if lower in en.function_words() or any(lower in en.word_class(name) for name in names) or "'" in lower:
        return None
    lemma, how = _base(lower) if not form.isupper() else (lower, en.BASE)
    if how != en.ED and (lower in _DEGREES or (lower.endswith("ly") and len(lower) > 4)):
        return None
    return lower, lemma, how


def _base(lower: str) -> tuple[str, str]:
    own, *inflected = en.readings(lower)
    if not inflected:
        return own
    known = [option for option in inflected if is_ordinary(option[0])]
    if known:
        return known[0]
    if inflected[0][1] == en.S:
        return inflected[-1] if lower.endswith(("sses", "xes", "zes", "ches", "shes")) else inflected[0]
    return inflected[0] if inflected[0][1] == en.ED and len(lower) > _SHORT else own
