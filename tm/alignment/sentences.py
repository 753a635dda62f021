"""Align the sentences inside paired paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace

import numpy as np

from tm.alignment import anchors, cascade, cores, pieces, sentence_search
from tm.alignment.encoder import Encoder
from tm.alignment.search import chain
from tm.alignment.sentence_evidence import Array, Half, Paragraphs, ratio_of
from tm.alignment.sentence_weights import WITH_ENCODER, WITHOUT_ENCODER
from tm.alignment.sides import Side, lengths, sides
from tm.alignment.weights import TOGETHER_SENTENCES
from tm.core import Bead, Document, Segment

Span = tuple[range, range]
#: A paragraph of more cells is a document of its own: it takes the search for long sides.
LARGE = 2_500
#: And one of so many is read level by level, as a long document is.
HUGE = 100_000
#: Lengths and anchors settle a paragraph when every sentence has its own and is at least so sure of it.
SETTLED = 0.99
#: From this cosine on two lone sentences of a paragraph are taken for one that was moved; their scores shrink so.
ALIKE, MOVED = 0.5, 0.3
#: Paragraphs of one shape are searched together up to this many cells.
CELLS = 60_000


def align_sentences(
    source: Document, target: Document, paragraphs: Sequence[Bead], *, encoder: Encoder | None
) -> list[Bead]:
    """The best beads of sentences within each bead of paragraphs.

    Args:
        source, target: sentences; `parent` is the index of a sentence's paragraph
        paragraphs: beads over those paragraphs, in order
        encoder: reads the sentences of paragraphs where there is a choice, in one batch; after `align` with the
            same encoder it has seen nearly all of them

    Returns:
        Beads that cover each sentence of either side exactly once, in order. A score is the probability
        within the paragraphs' bead, times the score of that bead.
    """
    spans = list(spans_of(source.segments, target.segments, paragraphs))
    open_ = [number for number, span in enumerate(spans) if _has_choice(span)]
    found = {number: _plain(span) for number, span in enumerate(spans) if not _has_choice(span)}
    if open_:
        with cores.one_thread() if encoder else nullcontext():
            found.update(zip(open_, _searched(source, target, spans, open_, encoder), strict=True))
    return [
        Bead(bead.source, bead.target, round(bead.score * parent.score, 4))
        for number, parent in enumerate(paragraphs)
        for bead in found[number]
    ]


def _searched(
    source: Document, target: Document, spans: Sequence[Span], open_: Sequence[int], encoder: Encoder | None
) -> Iterator[list[Bead]]:
    """The beads of the open paragraphs. Others say how long translations are here, and are not read any further."""
    documents = source, target
    worth = [
        np.cumsum([0.0, *lengths([anchors.prose(segment) for segment in document.segments])]) for document in documents
    ]
    sums = [[worth[k][span[k].stop] - worth[k][span[k].start] for span in spans] for k in (0, 1)]
    pairs = [(a, b) for a, b in zip(*sums, strict=True) if a and b]
    chosen = [spans[number] for number in open_]
    parts = [
        replace(document, segments=tuple(document.segments[i] for span in chosen for i in span[k]))
        for k, document in enumerate(documents)
    ]
    packed: list[Span] = []
    i = j = 0
    for rows, columns in chosen:
        packed.append((range(i, i + len(rows)), range(j, j + len(columns))))
        i, j = i + len(rows), j + len(columns)
    ratio = ratio_of(pairs)
    found = Sentences(parts[0], parts[1], packed, encoder, ratio=ratio).search(range(len(packed)))
    for span, old, beads in zip(chosen, packed, found, strict=True):
        yield _moved(beads, (_by(span[0], old[0]), _by(span[1], old[1])))


def _by(new: range, old: range) -> range:
    return range(new.start - old.start, new.stop - old.start)


class Sentences:
    """The sentences of two documents in paired paragraphs."""

    def __init__(
        self,
        source: Document,
        target: Document,
        spans: Sequence[Span],
        encoder: Encoder | None,
        *,
        ratio: float | None = None,
    ) -> None:
        self.spans, self.encoder = spans, encoder
        self.documents = source, target
        left, right, self.weight = sides(source.segments, target.segments)
        self.sides: tuple[Side, Side] = left, right
        self.vectors: tuple[Array, Array] | None = None
        if ratio is not None:
            self.ratio = ratio
            return
        letters = [
            [float(side.length[span[k].start : span[k].stop].sum()) for span in spans]
            for k, side in enumerate(self.sides)
        ]
        self.ratio = ratio_of([(a, b) for a, b in zip(*letters, strict=True) if a and b])

    def search(self, numbers: Sequence[int]) -> list[list[Bead]]:
        """The beads of those paragraphs."""
        large = [number for number in numbers if len(self.spans[number][0]) * len(self.spans[number][1]) > LARGE]
        found = {number: self._long(self.spans[number]) for number in large}
        rest = [number for number in numbers if number not in found]
        if self.encoder is not None:
            even = [number for number in rest if len(self.spans[number][0]) == len(self.spans[number][1])]
            found.update((number, beads) for number, beads in self._searched(even) if all(map(_settled, beads)))
            rest = [number for number in rest if number not in found]
            self.read(rest)
        found.update((number, self._without_moved(beads)) for number, beads in self._searched(rest))
        return [found[number] for number in numbers]

    def _without_moved(self, beads: list[Bead]) -> list[Bead]:
        """Lone sentences that say the same on both sides of a paragraph were moved: little speaks for their loss."""
        rows = [bead.source.start for bead in beads if not bead.target]
        columns = [bead.target.start for bead in beads if not bead.source]
        if self.vectors is None or not rows or not columns:
            return beads
        alike = self.vectors[0][rows] @ self.vectors[1][columns].T >= ALIKE
        moved = {("source", rows[k]) for k in np.flatnonzero(alike.any(axis=1))}
        moved |= {("target", columns[k]) for k in np.flatnonzero(alike.any(axis=0))}
        return [
            replace(bead, score=round(bead.score * MOVED, 4))
            if (not bead.target and ("source", bead.source.start) in moved)
            or (not bead.source and ("target", bead.target.start) in moved)
            else bead
            for bead in beads
        ]

    def _searched(self, numbers: Sequence[int]) -> Iterator[tuple[int, list[Bead]]]:
        weights = WITHOUT_ENCODER if self.vectors is None else WITH_ENCODER
        for chunk in self.chunks(numbers):
            scores, alone = self.paragraphs(chunk).scores(weights)
            yield from zip(chunk, beads_of(scores, alone, [self.spans[number] for number in chunk]), strict=True)

    def chunks(self, numbers: Iterable[int]) -> Iterator[list[int]]:
        """Paragraphs of one shape, not too many at once."""
        shapes: dict[tuple[int, int], list[int]] = {}
        for number in numbers:
            rows, columns = self.spans[number]
            shapes.setdefault((len(rows), len(columns)), []).append(number)
        for (n, m), of in sorted(shapes.items()):
            size = max(CELLS // (n * m), 1)
            yield from (of[at : at + size] for at in range(0, len(of), size))

    def paragraphs(self, numbers: Sequence[int]) -> Paragraphs:
        """Paragraphs of one shape, as arrays."""
        halves = []
        for k, side in enumerate(self.sides):
            rows = np.array([self.spans[number][k] for number in numbers])
            vectors = None if self.vectors is None else self.vectors[k][rows]
            halves.append(Half(side.length[rows], side.ends[rows], side.mass[rows], vectors))
        shared = np.array([_shared(*self.sides, self.spans[number], self.weight) for number in numbers])
        return Paragraphs(halves[0], halves[1], shared, self.ratio)

    def read(self, numbers: Iterable[int]) -> None:
        """Have the sentences of those paragraphs encoded, in one batch."""
        assert self.encoder is not None
        rows = [[i for number in numbers for i in self.spans[number][k]] for k in (0, 1)]
        texts = [[pieces.readable(self.documents[k].segments[i]) for i in rows[k]] for k in (0, 1)]
        seen = self.encoder.encode([*texts[0], *texts[1]]) if rows[0] else np.zeros((0, self.encoder.dim), np.float32)
        made = []
        for k, part in enumerate((seen[: len(rows[0])], seen[len(rows[0]) :])):
            vectors = np.zeros((len(self.sides[k]), self.encoder.dim), np.float32)
            vectors[rows[k]] = part
            made.append(vectors)
        self.vectors = made[0], made[1]

    def _long(self, span: Span) -> list[Bead]:
        if len(span[0]) * len(span[1]) > HUGE:
            segments = [list(self.documents[k].segments[span[k].start : span[k].stop]) for k in (0, 1)]
            return _moved(cascade.aligned(segments[0], segments[1], self.encoder), span)
        parts = [side.part(part.start, part.stop) for side, part in zip(self.sides, span, strict=True)]
        if self.encoder is not None:
            segments = [list(self.documents[k].segments[span[k].start : span[k].stop]) for k in (0, 1)]
            said, heard = pieces.read(segments[0], segments[1], self.encoder)
            parts = [replace(parts[0], pieces=said), replace(parts[1], pieces=heard)]
        return _moved(chain(parts[0], parts[1], self.weight, together=TOGETHER_SENTENCES), span)


def _shared(source: Side, target: Side, span: Span, weight: Array) -> Array:
    """Weight of the anchors that two sentences share. Shape: (n, m)."""
    sides_ = [
        (
            side.tokens[side.starts[part.start] : side.starts[part.stop]],
            np.diff(side.starts[part.start : part.stop + 1]),
        )
        for side, part in zip((source, target), span, strict=True)
    ]
    shared = np.zeros((len(span[0]), len(span[1])), np.float32)
    if all(len(tokens) for tokens, _ in sides_):
        rows, columns = (np.repeat(np.arange(len(counts)), counts) for _, counts in sides_)
        left, right = np.nonzero(np.equal.outer(sides_[0][0], sides_[1][0]))
        np.add.at(shared, (rows[left], columns[right]), weight[sides_[0][0][left]])
    return shared


def beads_of(
    scores: sentence_search.Scores,
    alone: tuple[sentence_search.Floats, sentence_search.Floats],
    spans: Sequence[Span],
) -> Iterator[list[Bead]]:
    """The best chain of each paragraph, with probabilities."""
    steps = sentence_search.best(scores, alone)
    paired, lone, _ = sentence_search.probabilities(*sentence_search.balanced(scores, alone, steps))
    for number, (span, chosen) in enumerate(zip(spans, steps, strict=True)):
        i, j = span[0].start, span[1].start
        beads = []
        for start, stop, left, right in chosen:
            a, b = stop - start, right - left
            sure = (
                paired[a, b][number, start, left] if a and b else lone[0][number, start] if a else lone[1][number, left]
            )
            score = round(min(max(float(sure), 0.0), 1.0), 4)
            beads.append(Bead(range(i + start, i + stop), range(j + left, j + right), score))
        yield beads


def spans_of(source: Sequence[Segment], target: Sequence[Segment], paragraphs: Iterable[Bead]) -> Iterator[Span]:
    """The sentences of each bead of paragraphs."""
    i = j = 0
    for bead in paragraphs:
        start, left = i, j
        while i < len(source) and source[i].parent < bead.source.stop:
            i += 1
        while j < len(target) and target[j].parent < bead.target.stop:
            j += 1
        yield range(start, i), range(left, j)


def _settled(bead: Bead) -> bool:
    return bead.type == "1-1" and bead.score >= SETTLED


def _has_choice(span: Span) -> bool:
    return bool(span[0] and span[1]) and len(span[0]) + len(span[1]) > 2


def _plain(span: Span) -> list[Bead]:
    """One with one is one bead; of a missing paragraph each sentence stands alone."""
    rows, columns = span
    if rows and columns:
        return [Bead(rows, columns)]
    return [Bead(range(i, i + 1), columns) for i in rows] + [Bead(rows, range(j, j + 1)) for j in columns]


def _moved(beads: Iterable[Bead], into: Span) -> list[Bead]:
    i, j = into[0].start, into[1].start
    return [
        Bead(
            range(bead.source.start + i, bead.source.stop + i),
            range(bead.target.start + j, bead.target.stop + j),
            bead.score,
        )
        for bead in beads
    ]
