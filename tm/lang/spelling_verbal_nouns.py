"""Nouns of action, which take 하다, 되다 and 시키다 as suffixes: 확인, 재사용, 평면화."""

from __future__ import annotations

from functools import cache
from importlib import resources

from tm.lang.regex import regex

#: Nouns in 화 that are no actions: pictures, flowers, shoes, films, telephones.
_NO_CHANGES = regex(
    r"(?:영|전|만|동|문|회|판|벽|국|궁|채|경치?|풍경|인물|초상|정물|운동|등산|안전|실내|극|설|신|우|대|평|조|재|실|야)화$"
)
_PREFIXES = frozenset("재미선후비역자")


@cache
def verbal_nouns() -> frozenset[str]:
    """Nouns that take 하다 as a suffix."""
    text = resources.files("tm.lang").joinpath("data", "ko_verbal_nouns.tsv").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def is_verbal(word: str) -> bool:
    """Is the word a noun of action, or does a short compound end in one?"""
    nouns = verbal_nouns()
    if word == "계속":  # an adverb as well: 공부를 계속 하던 중
        return False
    if word in nouns or (word[:1] in _PREFIXES and word[1:] in nouns):
        return True
    if len(word) > 2 and word[-1] == "화" and _NO_CHANGES.search(word) is None:
        return True  # -화, to become or to make so
    return any(word[-size:] in nouns for size in range(max(2, len(word) - 4), len(word) - 1))
