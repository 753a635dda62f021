"""Korean source, English target: the term matcher of this direction.

The same two readers with their parts exchanged. Doubts that rest on English word classes do not exist
here; a Korean term counts only as a whole word or morpheme, and the longest one. It is doubtful as part of a compound
or a verb, and where the English text has a word of the same family.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from tm.core import Segment, Span
from tm.lang import en, hangul
from tm.terms.concepts import Concept
from tm.terms.english import EnglishIndex, Entry
from tm.terms.korean import KoreanText, pattern
from tm.terms.prose import brackets, prose
from tm.terms.rival_words import HANGUL, MAKES_VERBS, TAIL
from tm.terms.use import Rendering, TermUse, distinct, longest

#: Letters that words of one family begin with alike, at least, and their share of the longer word.
_ROOT, _SHARE = 5, 0.5
_STATUSES = ("approved", "admitted", "forbidden", "deprecated")


class KoreanToEnglish:
    """Reads the source with `tm.terms.korean`, the target with `tm.terms.english`."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._concepts = concepts
        self._targets: dict[str, list[tuple[int, str]]] = {}  # one English word may render several terms
        for key, concept in enumerate(concepts):
            for status in _STATUSES:
                for target in getattr(concept, status):
                    self._targets.setdefault(target, []).append((key, status))
        self._texts = list(self._targets)
        self._index = EnglishIndex(
            [Entry(n, text, verb=True, sensitive=text != text.lower()) for n, text in enumerate(self._texts)],
            phrases=False,
        )

    def uses(self, source: Segment, target: Segment) -> tuple[TermUse, ...]:
        """The terms of the source in the order of their first occurrence, with their renderings."""
        met = self._met(KoreanText(source))
        if not met or not target.text.strip():
            return ()
        found: dict[int, list[Rendering]] = {key: [] for key in met}
        for occurrence in self._index.find(prose(target)):
            wanted = self._texts[occurrence.key]
            for key, status in self._targets[wanted]:
                if key in found:
                    status = "kept" if self._concepts[key].dnt and status == "approved" else status
                    found[key].append(Rendering(occurrence.span, wanted, status))
        text = KoreanText(target)
        for key in met if hangul.has_hangul(target.text) else ():
            found[key] += _left(self._concepts[key], text)
        renderings = longest({key: distinct(some) for key, some in found.items()})
        source_text = prose(source)
        words: set[str] = set()
        uses = []
        for key, spans in met.items():
            use = TermUse(self._concepts[key], tuple(spans), tuple(renderings[key]))
            if not use.rendered:
                words = words or set(map(en.fold, en.forms(prose(target))))
                verb = pattern(use.concept.source).verb
                alone = any(_stands_alone(span, source_text, verb=verb) for span in spans)
                use = replace(use, certain=alone and not _related(use.concept.wanted, words))
            uses.append(use)
        return tuple(uses)

    def _met(self, text: KoreanText) -> dict[int, list[Span]]:
        """The longest terms of the source; letters are compared first, as most terms are absent."""
        found = []
        for key, concept in enumerate(self._concepts):
            wanted = pattern(concept.source)
            if any(letters in text.letters for letters in (wanted.letters, *wanted.also) if letters) or wanted.verb:
                excepted = [span for phrase in concept.excepted for span in text.find(pattern(phrase))]
                found += [
                    (span, key)
                    for span in text.find(wanted, strict=True)
                    if text.prose[span.start : span.end].strip() and not any(e.contains(span) for e in excepted)
                ]
        taken: list[Span] = []
        met: dict[int, list[Span]] = {}
        for span, key in sorted(found, key=lambda item: (-len(item[0]), item[0])):
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                met.setdefault(key, []).append(span)
        return {key: sorted(spans) for key, spans in sorted(met.items(), key=lambda item: min(item[1]))}


def _stands_alone(term: Span, text: str, *, verb: bool) -> bool:
    """A word by itself: no part of 스타일시트, and a noun with a particle at most, not the verb 정리합니다?"""
    if hangul.is_hangul(text[term.start - 1 : term.start] or " "):
        return False
    behind = HANGUL.match(text, term.end)
    if verb or behind is None:
        return True
    return behind.group()[0] not in MAKES_VERBS and TAIL.fullmatch(behind.group()) is not None


def _related(wanted: Sequence[str], words: Collection[str]) -> bool:
    """Does the text hold a word of the same family as one of a target's: deploy for deployment, bound for binding?"""
    parts = {part for target in wanted for part in map(en.fold, en.forms(target)) if part not in en.function_words()}
    return any(_one_family(part, word) for part in parts for word in words)


@lru_cache(maxsize=65536)
def _one_family(one: str, other: str) -> bool:
    if not {*en.base_forms(one)}.isdisjoint(en.base_forms(other)):
        return True
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _ROOT and shared >= _SHARE * max(len(one), len(other))


def _left(concept: Concept, text: KoreanText) -> list[Rendering]:
    """The Korean term in the English text; in brackets it is a gloss."""
    glosses = list(brackets(text.text))
    found = []
    for span in text.find(pattern(concept.source), strict=True):
        gloss = any(bracket.contains(span) for bracket in glosses)
        status = "kept" if concept.kept else "gloss" if gloss else "untranslated"
        found.append(Rendering(span, span.of(text.text), status))
    return found
