"""Nouns, compounds and verbs of an English text, for mining."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tm.core import Span
from tm.lang import en
from tm.lang.en_context import is_verb, opens, titled
from tm.lang.en_prose import is_ordinary
from tm.terms.mine_features import NOUN, VERB, Found, light

#: Words of a compound; longer ones are rare, and each costs a column of counts.
_LONGEST = 3
#: Unknown words of up to this length are not taken for participles: speed, embed.
_SHORT = 5
_PARTICIPLE = "ed"
_NOWHERE = Span(0, 0)
_JOINTS = frozenset((" ", "-", "\n"))
_DEGREES = frozenset(("more", "most", "less", "least", "very", "too", "so", "not", "never", "only", "also", "just"))
#: Parts of a word in front of a hyphen: pre-trained.
_PREFIXES = frozenset(("anti", "co", "de", "inter", "multi", "non", "post", "pre", "re", "semi", "sub", "ultra", "un"))


#: A word that may be part of a term: start, end, lower case, likeliest base form, kind (noun, verb, ed for a
#: participle), and whether it is capitalised where none is due.
_Token = tuple[int, int, str, str, str, bool]


def found(text: str) -> dict[str, Found]:
    """The features of a text by label, the first of each; a verb's label begins with `to `."""
    words, empty = en.tokens(text), light("en")
    read = [_known(word.form) for word in words]
    tokens = [known and _token(text, words, at, known) for at, known in enumerate(read)]
    features: dict[str, Found] = {}
    for at, token in enumerate(tokens):
        if token is None:
            continue
        start, stop, lower, lemma, kind, capital = token
        if kind != _PARTICIPLE and lemma not in empty and len(lemma) > 1:
            prefix = lower in _PREFIXES and text[stop : stop + 1] == "-"
            label = f"to {lemma}" if kind == VERB else lemma
            if not prefix and label not in features:
                features[label] = Found(start, stop, kind == VERB, 1, capital)
        if lower in empty or (kind == VERB and lower == lemma):
            continue
        before = lower
        for end in range(at + 1, min(at + _LONGEST, len(tokens))):
            last = tokens[end]
            if last is None or text[stop : last[0]] not in _JOINTS or last[4] == VERB:
                break
            _, stop, form, base, kind, due = last
            capital = capital and due
            if kind == NOUN and base not in empty:
                label = f"{before} {base}"
                if label not in features:
                    features[label] = Found(start, stop, False, end - at + 1, capital)
            before = f"{before} {form}"
    return features


def _token(text: str, words: Sequence[en.Word], at: int, known: tuple[str, str, str, bool]) -> _Token:
    """A word where it stands. known: as `_known` gives it."""
    lower, lemma, how, doubtful = known
    word = words[at]
    form, span = word.form, word.span
    kind = NOUN
    if how == en.ED:
        kind = _PARTICIPLE
    elif doubtful and is_verb(text, words, at, how):
        kind = VERB
    elif how == en.ING:
        lemma = lower
    capital = form[0].isupper() and not titled(text) and not opens(text, word)
    return span.start, span.end, lower, lemma, kind, capital


@lru_cache(maxsize=65536)
def _known(form: str) -> tuple[str, str, str, bool] | None:
    """Lower case, the likeliest base form, how the word is inflected from it, and whether it may be a verb somewhere.

    None for what is no part of a term.
    """
    lower = en.readings(form)[0][0]
    names = ("determiners", "subjects", "adverbs")
    if lower in en.function_words() or any(lower in en.word_class(name) for name in names) or "'" in lower:
        return None
    lemma, how = _base(lower) if not form.isupper() else (lower, en.BASE)
    if how != en.ED and (lower in _DEGREES or (lower.endswith("ly") and len(lower) > 4)):
        return None
    doubtful = how == en.ING or en.also_verb(en.Word(form, _NOWHERE, en.readings(form)))
    return lower, lemma, how, doubtful


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
