"""Texts that a translator moved: lone here, and lone in another place of the other side, with the same marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tm.checks import marks
from tm.checks.held import Side, has, of, opposite
from tm.checks.registry import Whole
from tm.core import Segment, Span

#: Times from which a name or a piece of code does not tell one passage of a document from another.
COMMONPLACE = 4
#: Letters from which a word that both sides have only once shows that they say the same.
LONG_WORD = 8


class Elsewhere:
    """Lone texts of a bitext, to find again what a translator moved: by marks, wherever it stands."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        self.languages = {"source": whole.bitext.source.language, "target": whole.bitext.target.language}

    def has(self, lost: Sequence[Segment], side: Side) -> bool:
        """Is there a lone text on the other side with at least half of what marks the lost one, or its counterpart?"""
        if lost and all((side, segment.file) in self._paired for segment in lost):
            return True
        weights = self._telling(lost, side)
        total = sum(weights.values())
        if total < 2:
            return False
        for text, found in self._lone[opposite(side)]:
            shared = sum(n for mark, n in weights.items() if mark in found or (isinstance(mark, str) and mark in text))
            if shared >= 2 and 2 * shared >= total:
                return True
        return False

    def _telling(self, lost: Sequence[Segment], side: Side) -> dict[object, int]:
        """What marks the lost text and is no commonplace of the document, with weights.

        A number or a name alone may be chance; an address, or a long word that either side has but once, is none.
        """
        found: dict[object, int] = {}
        own, other = self._texts[side], self._texts[opposite(side)]
        for mark in set[object]().union(*(marks.every(segment, self.languages[side]) for segment in lost)):
            if not isinstance(mark, str):
                found[mark] = 1
            elif (count := own.count(mark)) <= COMMONPLACE:
                unique = len(mark) >= LONG_WORD and ("/" in mark or (count == 1 and other.count(mark) == 1))
                found[mark] = 2 if unique else 1
        return found

    @cached_property
    def _texts(self) -> dict[str, str]:
        bitext = self.whole.bitext
        return {"source": bitext.source.text.casefold(), "target": bitext.target.text.casefold()}

    @cached_property
    def _paired(self) -> set[tuple[Side, Span]]:
        """Lone paragraphs that are each other's counterparts, by lengths, kinds and anchors."""
        bitext = self.whole.bitext
        if not self._lone["source"] or not self._lone["target"]:
            return set()
        from tm.alignment.moved import moved

        found: set[tuple[Side, Span]] = set()
        for rows, columns in moved(bitext.source.segments, bitext.target.segments, bitext.beads):
            found |= {("source", bitext.source.segments[i].file) for i in rows}
            found |= {("target", bitext.target.segments[j].file) for j in columns}
        return found

    @cached_property
    def _lone(self) -> dict[str, list[tuple[str, set[object]]]]:
        """Text and marks of each lone run of paragraphs and each lone sentence, by side."""
        found: dict[str, list[tuple[str, set[object]]]] = {"source": [], "target": []}
        sides: tuple[Side, Side] = ("source", "target")
        for side in sides:
            run: list[Segment] = []
            for pair in [*self.whole.pairs, None]:
                if pair is not None and not pair.translatable:
                    continue
                if pair is not None and not has(pair, opposite(side)):
                    run.append(of(pair, side))
                    continue
                self._add(found[side], run, side)
                run = []
                for inner in pair.sentences if pair else ():
                    if not has(inner, opposite(side)):
                        self._add(found[side], [of(inner, side)], side)
        return found

    def _add(self, found: list[tuple[str, set[object]]], run: list[Segment], side: Side) -> None:
        if run:
            known = set[object]().union(*(marks.every(segment, self.languages[side]) for segment in run))
            found.append(("\n".join(segment.text for segment in run).casefold(), known))
