"""What is prose in a segment: Hangul and Latin words outside masks, for the rules on completeness."""

from __future__ import annotations

import unicodedata

from tm.core import Segment
from tm.lang import en_prose
from tm.lang.regex import regex

_HANGUL = regex(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_HANGUL_WORD = regex(r"[가-힣]+")
_LETTER = regex(r"[^\W\d_]")
_NOISE = regex(r"[\W_]+")


def has_hangul(text: str) -> bool:
    """At least one Hangul letter."""
    return _HANGUL.search(text) is not None


def in_language(text: str, language: str) -> bool:
    """Does the text hold words of the language's script? Masked text must be blanked before."""
    if language.startswith("ko"):
        return has_hangul(text)
    return _LETTER.search(text) is not None and not has_hangul(text)


def word_count(text: str, language: str) -> int:
    """Words of the language in blanked text: Latin words, or groups of Hangul."""
    return len(_HANGUL_WORD.findall(text)) if language.startswith("ko") else len(en_prose.words(text))


def only_names(text: str) -> bool:
    """Are there English words in blanked text, and all of them names: capitalised, and not ordinary?"""
    found = en_prose.words(text)
    return bool(found) and not any(word.islower() or en_prose.is_ordinary(word) for word in found)


def folded(segment: Segment) -> str:
    """The prose of a segment for comparison: no masks, case, spaces or punctuation."""
    return folded_text(segment.blanked())


def folded_text(text: str) -> str:
    """The same of blanked text."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


#: Masks that a reader sees as a part of the sentence.
_READ = frozenset({"code", "variable", "math"})


def quoted(segment: Segment, limit: int = 48) -> str:
    """The first words of a segment as a reader sees them, for a message: with its code, without marks and addresses."""
    parts, at = [], 0
    for mask in segment.masked:
        parts.append(segment.text[at : mask.span.start])
        if mask.kind in _READ:
            parts.append(mask.span.of(segment.text))
        at = mask.span.end
    return excerpt("".join([*parts, segment.text[at:]]), limit)


def excerpt(text: str, limit: int = 48) -> str:
    """The first words of a text, for a message."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[:limit].rsplit(" ", 1)[0]
    return (cut if len(cut) > limit // 2 else line[:limit]).rstrip(",;:.") + " …"
