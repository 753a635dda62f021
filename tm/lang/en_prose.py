"""Is a Latin word ordinary English, or a name? Told by a list of common words, their inflection and the capitals."""

from __future__ import annotations

from functools import cache
from importlib import resources

from tm.lang import en
from tm.lang.regex import regex

#: A Latin word; digits, underscores or capitals inside make a name of it. Hangul may follow directly.
WORD = regex(r"(?<![A-Za-z0-9_@#/.\\-])[A-Za-z][A-Za-z'’]*(?![A-Za-z0-9_@/\\]|\.[A-Za-z0-9])")
_NAME = regex(r"[a-z]+[A-Z]|[A-Z][a-z]*[A-Z]|^[A-Z]{2,}$|^[A-Za-z]$")


@cache
def _list(kind: str) -> frozenset[str]:
    text = (resources.files("tm.lang") / "data" / "en_common.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(word for name, words in rows if name == kind for word in words.split())


def words(text: str) -> list[str]:
    """The Latin words of a text, those that are part of a path, an address or an identifier left out."""
    return WORD.findall(text)


def is_function(word: str) -> bool:
    """A word without meaning of its own: "of", "the", "with"."""
    return word.lower().replace("’", "'").split("'")[0] in _list("function")


def is_ordinary(word: str) -> bool:
    """A common English word in any inflection, however it is capitalised; not an acronym, not CamelCase."""
    if _NAME.search(word) and word not in ("I", "A", "a"):
        return False
    plain = word.lower().replace("’", "'").removesuffix("'s")
    if word[0].isupper() and plain in _list("brand"):
        return False
    if is_function(plain):
        return True
    return any(lemma in _list("content") for lemma, _ in en.readings(plain)) or _adverb(plain)


def is_gerund(word: str) -> bool:
    """An -ing form of a common verb ("Winning"), not a word that only ends so ("Spring")."""
    plain = word.lower()
    return plain.endswith("ing") and plain not in _list("content") and is_ordinary(word)


def _adverb(word: str) -> bool:
    return word.endswith("ly") and word[:-2] in _list("content")
