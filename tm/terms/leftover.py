"""Source words left in the target: which of them a translator should have translated."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from tm.core import Segment, Span
from tm.lang.regex import regex
from tm.terms.commands import in_command
from tm.terms.english import EnglishIndex
from tm.terms.gloss import glosses
from tm.terms.prose import prose, quoted

#: Latin words with nothing but spaces and hyphens between them.
_RUN = regex(r"[A-Za-z][A-Za-z0-9'’]*(?:[ \u00a0‐‑-][A-Za-z0-9][A-Za-z0-9'’]*)*")
#: Three or more Latin words with commas between: values, arguments, names.
_LISTING = regex(r"\*?[A-Za-z]\w*\*?(?:, \*?[A-Za-z]\w*\*?){2,}")
#: The word itself is spoken of: `hallucinate`라는 표현.
_MENTION = regex(r"[\"'”’*_]*\s?(?:이라는|라는|이란|란)\s(?:표현|말|낱말|단어|용어|이름|명칭|뜻|영어)")
#: Marks of reStructuredText, in which *name* is a parameter.
_REST = regex(r":[a-z:+-]+:`|``|\*\\")
#: What names a piece of code, directly behind it: return문, for절, async키워드.
_CODE_NOUN = regex(
    r"(?:문|절|식|키워드|예약어|태그|속성|메서드|메소드|함수)들?"
    r"(?:은|는|이|가|을|를|에|에서|의|으로|로|와|과|도|만|이나|나|처럼|까지|부터|이다|입니다|인|일)?(?![가-힣])"
)
WORD = regex(r"[A-Za-z]+")
#: Letters that words of one family share at least, and what may follow them.
STEM = 6
_ENDINGS = regex(
    "(?:e|y|s|es|e?d|ing|ions?|[oe]rs?|ments?|able|ive|ying|ie[sd]|(?:(?:f?i)?c)?ations?|at(?:e[sd]?|ing)"
    "|i[zs](?:e[sd]?|ing|ation))?"
)
#: A longer run is an untranslated clause or a title, not a term.
_LONGEST_RUN = 5


class Leftovers:
    """Finds source terms in target text with the index of the source language."""

    def __init__(self, index: EnglishIndex) -> None:
        self._index = index

    def find(self, source: Segment, target: Segment, names: Collection[str] = ()) -> dict[int, list[tuple[Span, str]]]:
        """For each key of the index, (span in the target, status).

        names:  words that are names in the source, as written there
        status: `untranslated`; `gloss` for words in brackets behind Korean; `ignored` for names, titles and labels.
        """
        text = prose(target)
        occurrences = self._index.find(text)
        if not occurrences:
            return {}
        runs = [Span(*match.span()) for match in _RUN.finditer(text)]
        explained = glosses(target)
        labels = quoted(text)
        found: dict[int, list[tuple[Span, str]]] = {}
        for occurrence in occurrences:
            run = next((run for run in runs if run.contains(occurrence.span)), occurrence.span)
            if any(gloss.contains(occurrence.span) for gloss in explained):
                status = "gloss"
            elif occurrence.span.of(text) in names or _is_name(run, occurrence.span, source.text, target.text, labels):
                status = "ignored"
            else:
                status = "untranslated"
            found.setdefault(occurrence.key, []).append((occurrence.span, status))
        return found

    def derived(
        self, term: str, source: Segment, target: Segment, names: Collection[str] = ()
    ) -> list[tuple[Span, str]]:
        """Words of the target formed like a term of one word: hallucination for hallucinate."""
        if not WORD.fullmatch(term):
            return []
        text = prose(target)
        if term[:STEM].lower() not in text.lower():
            return []
        explained = glosses(target)
        labels = quoted(text)
        found = []
        for run in _RUN.finditer(text):
            for match in WORD.finditer(run.group()):
                word = Span(*match.span()).shift(run.start())
                if not same_family(term.lower(), match.group().lower()):
                    continue
                if any(gloss.contains(word) for gloss in explained):
                    found.append((word, "gloss"))
                elif match.group() not in names and not _is_name(
                    Span(*run.span()), word, source.text, target.text, labels
                ):
                    found.append((word, "untranslated"))
        return found


def same_family(one: str, other: str) -> bool:
    """Do two words share all but a derivational ending: classify, classification?"""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= STEM and all(_ENDINGS.fullmatch(word, shared) for word in (one, other))


def _is_name(run: Span, term: Span, source: str, target: str, labels: Iterable[Span]) -> bool:
    """Is the left-over word part of a name, a title or a quoted label that stands in the source as it is here?"""
    if _is_headword(run, source, target) or _is_listed(term, source, target) or _is_parameter(term, source, target):
        return True
    if _MENTION.match(target, term.end) or _is_code(term, source, target) or in_command(term, source, target):
        return True
    words = re.split(r"[ \u00a0‐‑-]", run.of(target))
    if len(words) > _LONGEST_RUN:
        return True
    if "-" in target[max(0, term.start - 1) : term.start] + target[term.end : term.end + 1]:
        return True  # part of a hyphenated word
    copied = len(words) > 1 and len(run) > len(term) and run.of(target) in source
    # `Python library`: only the neighbour is a name, the term in lower case is not
    if copied and any(word[:1].isupper() for word in words) and not term.of(target)[:1].islower():
        return True
    return any(
        label.contains(run) and len(label) > len(term) + 2 and label.of(target)[1:-1] in source for label in labels
    )


def _is_code(term: Span, source: str, target: str) -> bool:
    """Is it called a statement, a keyword or the like, and not so in the source, as in `loss function`?

    Or is it an operand, first+third, that the source has as well?
    """
    operand = target[max(0, term.start - 2) : term.end]
    if operand[1:2] == "+" and not operand[:1].isspace() and operand in source:
        return True
    if _CODE_NOUN.match(target, term.end) is None:
        return False
    return re.search(rf"{re.escape(term.of(target))}[ -]function", source, re.IGNORECASE) is None


def _is_headword(run: Span, source: str, target: str) -> bool:
    """Is the segment an entry of a word list: the whole source, then its translation in brackets?"""
    behind = target[run.end :].lstrip(" *_")
    return (
        run.of(target).casefold() == source.strip(" *_:").casefold()
        and behind[:1] in ("(", "（", "[")
        and (target[: run.start].strip(" *_") == "")
    )


def _is_listed(term: Span, source: str, target: str) -> bool:
    """Is the word one of three in a row, with commas between, that the source has just so: values, arguments?"""
    for listing in _listings(target):
        if not listing.start <= term.start < listing.end:
            continue
        items = listing.of(target).split(", ")
        before = target[listing.start : term.start].count(", ")
        windows = (items[first : first + 3] for first in range(max(0, before - 2), before + 1))
        return any(len(window) == 3 and ", ".join(window) in source for window in windows)
    return False


@lru_cache(maxsize=16)
def _listings(target: str) -> tuple[Span, ...]:
    """Words with commas between; a long text is asked about for each of its words."""
    return tuple(Span(*listing.span()) for listing in _LISTING.finditer(target))


def _is_parameter(term: Span, source: str, target: str) -> bool:
    """Is it the name of a parameter, *name* in reStructuredText, kept as in the source?"""
    marked = target[max(0, term.start - 1) : term.end + 1]
    starred = len(marked) == len(term) + 2 and marked[0] == marked[-1] == "*"
    return starred and marked in source and (_REST.search(target) or _REST.search(source)) is not None
