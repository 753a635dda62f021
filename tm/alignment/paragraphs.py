"""Align typed segments: paragraphs, headings, items, cells, media, code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from itertools import pairwise, zip_longest

from tm.alignment import borders, cores, pieces
from tm.alignment.cascade import Level, Texts, levels_of
from tm.alignment.encoder import Encoder, Matrix
from tm.core import Bead, Kind, Segment


def align(
    source: Sequence[Segment],
    target: Sequence[Segment],
    *,
    encoder: Encoder | None,
    locked: Sequence[Bead] = (),
    cascade: bool = True,
    vectors: tuple[Matrix, Matrix] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Bead]:
    """The best chain of beads between two sequences of segments.

    Args:
        encoder: None aligns by length, anchors and kinds alone: faster, and less sure on prose.
        locked: beads that are settled, in order: nothing crosses them, and they come back with score 1
        cascade: the encoder reads only what is not certain without it; False: it reads everything
        vectors: one row a segment for either side, used instead of an encoder
        progress: called now and then with the source segments done and their number

    Returns:
        Beads that cover each segment of either side exactly once, in order. The score of a bead is its
        probability among all chains of beads; that of a one-sided bead, the probability that
        nothing matches the segment. Markup is never matched: it gets one-sided beads of score 1.

    Raises:
        FormatError: locked beads cross, overlap or lie outside; vectors are not one row a segment.
    """
    borders.check(locked, len(source), len(target))
    if vectors is not None:
        pieces.check(vectors, len(source), len(target))
    with cores.one_thread() if encoder or vectors else nullcontext():
        return _aligned(source, target, encoder, locked, cascade, vectors, progress)


def _aligned(
    source: Sequence[Segment],
    target: Sequence[Segment],
    encoder: Encoder | None,
    locked: Sequence[Bead],
    cascade: bool,
    vectors: tuple[Matrix, Matrix] | None,
    progress: Callable[[int, int], None] | None,
) -> list[Bead]:
    levels = levels_of(encoder, draft=cascade)
    found: list[Bead] = []
    for (rows, columns), bead in zip_longest(borders.between(locked, len(source), len(target)), locked):
        parts = source[rows.start : rows.stop], target[columns.start : columns.stop]
        if vectors is not None:
            levels = [Level(None, (vectors[0][rows.start : rows.stop], vectors[1][columns.start : columns.stop]))]
            cascade = False
        told = None if progress is None else partial(_tell, progress, rows, len(source))
        found += _moved(_region(*parts, levels, cascade, told), rows.start, columns.start)
        if bead is not None:
            found.append(replace(bead, score=1.0))
    if progress is not None:
        progress(len(source), len(source))
    return found


def _tell(progress: Callable[[int, int], None], rows: range, total: int, share: float) -> None:
    progress(rows.start + int(share * len(rows)), total)


def _moved(beads: Iterable[Bead], i: int, j: int) -> Iterator[Bead]:
    for bead in beads:
        rows, columns = bead.source, bead.target
        yield Bead(range(rows.start + i, rows.stop + i), range(columns.start + j, columns.stop + j), bead.score)


def _region(
    source: Sequence[Segment],
    target: Sequence[Segment],
    levels: Sequence[Level],
    cascade: bool,
    progress: Callable[[float], None] | None,
) -> Iterator[Bead]:
    kept = [_matched(source), _matched(target)]
    read = [source[i] for i in kept[0]], [target[j] for j in kept[1]]
    levels = [level.of(*kept) for level in levels]
    texts = Texts(*read, (_breaks(kept[0]), _breaks(kept[1])))
    return _woven(texts.align(levels, cascade=cascade, progress=progress), kept, len(source), len(target))


def _matched(segments: Sequence[Segment]) -> list[int]:
    return [number for number, segment in enumerate(segments) if segment.kind is not Kind.MARKUP]


def _breaks(kept: Sequence[int]) -> list[bool]:
    """True where markup stands before a segment: what it parts is not joined."""
    return [after - before > 1 for before, after in pairwise([-1, *kept])]


def _woven(beads: Sequence[Bead], kept: list[list[int]], n: int, m: int) -> Iterator[Bead]:
    """Beads over the kept segments as beads over all; what was left out stands alone, where it stands."""
    i = j = 0
    for bead in beads:
        start = kept[0][bead.source.start] if bead.source else i
        while i < start:
            yield Bead(range(i, i + 1), range(j, j))
            i += 1
        left = kept[1][bead.target.start] if bead.target else j
        while j < left:
            yield Bead(range(i, i), range(j, j + 1))
            j += 1
        yield Bead(range(i, i + len(bead.source)), range(j, j + len(bead.target)), bead.score)
        i, j = i + len(bead.source), j + len(bead.target)
    for number in range(i, n):
        yield Bead(range(number, number + 1), range(j, j))
    for number in range(j, m):
        yield Bead(range(n, n), range(number, number + 1))
