"""Misspellings that follow from a rule of the orthography, not from a list of words: 돌아가습니다, 할께요, 기계이에요.

The forms stand in modules by what they are about: endings, the copula 이다, sounds within words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from tm.core import Span
from tm.lang import spelling_copula, spelling_endings, spelling_sounds
from tm.lang.hangul import is_syllable
from tm.lang.regex import regex
from tm.lang.spelling import Entry, Misspelling, distinct
from tm.lang.spelling_form import Form

_FORMS = (*spelling_endings.FORMS, *spelling_copula.FORMS, *spelling_sounds.FORMS)
#: The letters that a pattern begins with; none where it does not begin with letters, or the last may be missing.
_BEGINNING = re.compile(r"[가-힣]*(?![가-힣?*|])")
#: Each form with what a text must hold before its patterns are compiled, and these.
_COMPILED = tuple((form, _BEGINNING.match(form.seen), regex(form.seen), regex(form.pattern)) for form in _FORMS)


def find_all(texts: Sequence[str]) -> dict[int, list[Misspelling]]:
    """The misspelt forms of each of many texts, by their number; texts without one are left out.

    Cost: one quick pass a form over the words, each once.
    """
    whole = "\n".join(texts)
    words = distinct(whole)
    likely = [
        (form, seen, pattern)
        for form, begins, seen, pattern in _COMPILED
        if (not begins or begins[0] in words) and seen.search(words)
    ]
    found: dict[int, list[Misspelling]] = {}
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0)) if likely else []
    for form, seen, pattern in likely:
        for number in sorted({bisect_right(starts, match.start()) - 1 for match in seen.finditer(whole)}):
            for slip in _found(form, pattern, texts[number]):
                others = found.setdefault(number, [])
                if not any(slip.span.overlaps(other.span) for other in others):
                    others.append(slip)
    return {number: slips for number, slips in found.items() if slips}


def _found(form: Form, pattern: re.Pattern[str], text: str) -> Iterator[Misspelling]:
    """What a form finds, as words: the whole of those that hold it."""
    for match in pattern.finditer(text):
        right, (start, end) = form.right(match), match.span("x")
        if right is None:
            continue
        first, last = start, end
        while first and is_syllable(text[first - 1]):
            first -= 1
        while last < len(text) and is_syllable(text[last]):
            last += 1
        words = text[first:start] + right + text[end:last]
        if words != text[first:last]:
            entry = Entry(text[first:last], words, "any", not form.level, form.level, form.norm)
            yield Misspelling(Span(first, last), entry)
