"""Which words differ between two texts, for marking them on both sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from tm.core import Span
from tm.lang.hangul import has_hangul

#: (what happened to the old text: replace, delete or insert; where it stood; what stands there now)
Change = tuple[str, Span, Span]

#: A tag and a placeholder are one word; so are letters and digits, 1.2 too; any other sign stands for itself.
_TOKEN = re.compile(
    r"</?[A-Za-z][^<>\n]*>|\{\{?\w*\}\}?|%(?:\(\w+\))?[sdif](?![A-Za-z])|[^\W_]+(?:['’][^\W_]+|(?<=\d)[.,]\d[^\W_]*)*"
    r"|\s+|.",
    re.S,
)
#: Behind digits these are part of the number.
_SCALES = "십백천만억조"
#: So many tokens on both sides together, behind what both begin and end with, are compared; more is one change.
_MOST = 4_000
#: So many pairs of equal words are looked at for a pleasing answer, which takes longer than the shortest one.
_PAIRS = 10_000


def changed(old: str, new: str) -> list[Change]:
    """The words in which two texts differ, in order; spans of one side do not overlap and are in order too.

    An empty span stands where something was put in or left out. Changes with nothing but blanks between them are one.
    In Korean a word that mostly agrees is marked only where it does not: 파일을 and 파일이 differ in 을 and 이.
    """
    if old == new:
        return []
    old_spans, new_spans = _tokens(old), _tokens(new)
    old_words, new_words = [s.of(old) for s in old_spans], [s.of(new) for s in new_spans]
    found: list[Change] = []
    for tag, i, j, k, m in _differing(old_words, new_words):
        found += _refined(tag, old, new, old_spans[i:j], new_spans[k:m], _at(old_spans, i, old), _at(new_spans, k, new))
    return _joined(found, old, new)


def _tokens(text: str) -> list[Span]:
    return [Span(*token.span()) for token in _TOKEN.finditer(text)]


def _at(spans: Sequence[Span], index: int, text: str) -> int:
    return spans[index].start if index < len(spans) else len(text)


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Ranges of words that differ."""
    start, shorter = 0, min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    if len(left) + len(right) > _MOST:
        yield "replace", start, len(old) - end, start, len(new) - end
        return
    counts = Counter(right)
    found: Iterable[tuple[str, int, int, int, int]]
    if sum(counts[word] for word in left if not word.isspace()) > _PAIRS:
        from rapidfuzz.distance import Levenshtein

        found = (
            (one.tag, one.src_start, one.src_end, one.dest_start, one.dest_end)
            for one in Levenshtein.opcodes(left, right)
        )
    else:  # blanks never hold two texts together: they only join a run of words
        found = SequenceMatcher(str.isspace, left, right, autojunk=False).get_opcodes()
    for tag, i, j, k, m in found:
        if tag != "equal":
            yield tag, i + start, j + start, k + start, m + start


def _refined(
    tag: str, old: str, new: str, left: Sequence[Span], right: Sequence[Span], i: int, k: int
) -> Iterator[Change]:
    """A run of changed words; pair by pair where both sides have as many and are Korean."""
    if tag == "replace" and len(left) == len(right):
        for one, other in zip(left, right, strict=True):
            if one.of(old) != other.of(new):
                yield ("replace", *_inside(old, new, one, other))
        return
    yield tag, Span(i, left[-1].end if left else i), Span(k, right[-1].end if right else k)


def _inside(old: str, new: str, one: Span, other: Span) -> tuple[Span, Span]:
    """What differs between two words: all of them, unless most of a Korean word (of the shorter one) agrees."""
    before, after = one.of(old), other.of(new)
    if not (has_hangul(before) and has_hangul(after)):
        return one, other
    start, shorter = 0, min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    if 2 * (start + end) < shorter:
        return one, other
    start, end = _around_number(before, after, start, end)
    return Span(one.start + start, one.end - end), Span(other.start + start, other.end - end)


def _around_number(before: str, after: str, start: int, end: int) -> tuple[int, int]:
    """What agrees at both ends of two words without the digits of a number that differs: 12억 and 13억, not 2 and 3."""
    parts = "0123456789.,"
    if any(word[start : start + 1] in tuple(parts + _SCALES) for word in (before, after)):
        while start and before[start - 1] in parts:
            start -= 1
        while end and before[-end] in parts + _SCALES:
            end -= 1
    return start, end


def _joined(found: Sequence[Change], old: str, new: str) -> list[Change]:
    """Changes with only blanks between them on both sides as one; what is left says what happened."""
    joined: list[Change] = []
    for tag, one, other in found:
        if joined:
            _, first, second = joined[-1]
            if not old[first.end : one.start].strip() and not new[second.end : other.start].strip():
                one, other = Span(first.start, one.end), Span(second.start, other.end)
                joined.pop()
        tag = "replace" if one and other else "delete" if one else "insert"
        joined.append((tag, one, other))
    return joined
