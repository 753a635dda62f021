"""Lines that lead to the document in other languages: each language is named in its own tongue there."""

from __future__ import annotations

from collections import Counter

from tm.core import Segment
from tm.formats import language_codes
from tm.lang.regex import regex

#: Languages of a bar at least, and words of a name at most: Bahasa Indonesia, Português do Brasil.
_LEAST, _WORDS = 3, 3
#: What stands between two names; what is masked (links, tags) is blank.
_BETWEEN = regex(r"[|·•,/、，;\n\u2014\u2013]+|\s-\s|\s{2,}")
_MARKS = " \t*_~()[]{}<>\"'“”‘’:.-"
#: A letter of a script that is neither Latin nor Hangul.
_OTHER_SCRIPT = regex(r"[^\W\d_a-zA-Z\u00aa-\u024f\u1e00-\u1eff\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_WORD = regex(r"[^\W\d_]+")


def is_bar(segment: Segment) -> bool:
    """Is the text nothing but names of languages: `English | 한국어 | 日本語`?"""
    names = [name for part in _BETWEEN.split(segment.blanked()) if (name := part.strip(_MARKS))]
    if len(names) < _LEAST or max(len(name.split()) for name in names) > _WORDS:
        return False
    return 3 * sum(map(_is_language, names)) >= 2 * len(names)


def other_language_named(source: Segment, target: Segment) -> bool:
    """Does a line differ from its source in names of languages alone: `Korean version: ...`, `English version: ...`?"""
    ours, theirs = (Counter(map(str.casefold, _WORD.findall(side.blanked()))) for side in (source, target))
    only = [[*(ours - theirs)], [*(theirs - ours)]]
    return all(only) and all(_is_language(word) for words in only for word in words)


def _is_language(name: str) -> bool:
    return _OTHER_SCRIPT.search(name) is not None or language_codes.named(language_codes.canonical(name))
