"""What the search needs to know of one side of a bitext, as arrays with one row a segment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tm.alignment import anchors
from tm.alignment.pieces import Pieces
from tm.core import Kind, Segment

#: A syllable of Hangul, kana or a Han character carries as much as this many Latin letters (measured: EN-KO pairs).
WIDE = 2.25
_WIDE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_TAIL = re.compile(r"[\s*_~`'\"”’»)\]}>」』]+$")
#: How a segment ends: at the end of a sentence, before something it announces, or otherwise (headings, entries).
SENTENCE, COLON, OTHER = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Side:
    """n segments.

    length:  (n,) float, in Latin letters
    ends:    (n,) int, SENTENCE, COLON or OTHER
    kinds:   (n,) int, position in `tm.core.Kind`
    levels:  (n,) int
    keys:    n identities across languages, or empty strings
    breaks:  (n,) bool, True where the segment may not be joined to the one before it
    tokens:  n sets of anchors
    mass:    (n,) float32, the weight of the anchors that the other side has too
    pieces:  the sentences as the encoder saw them; None without an encoder
    """

    length: NDArray[np.float64]
    ends: NDArray[np.int8]
    kinds: NDArray[np.int8]
    levels: NDArray[np.int16]
    keys: tuple[str, ...]
    breaks: NDArray[np.bool_]
    tokens: tuple[frozenset[str], ...]
    mass: NDArray[np.float32]
    pieces: Pieces | None = None

    def __len__(self) -> int:
        return len(self.tokens)

    def part(self, start: int, stop: int) -> Side:
        """Segments start to stop; the first may not be joined to what was before it."""
        rows = slice(start, stop)
        return Side(
            self.length[rows],
            self.ends[rows],
            self.kinds[rows],
            self.levels[rows],
            self.keys[start:stop],
            self.breaks[rows],
            self.tokens[start:stop],
            self.mass[rows],
            None if self.pieces is None else self.pieces.part(start, stop),
        )


_KINDS = {kind: number for number, kind in enumerate(Kind)}


def sides(
    source: Sequence[Segment], target: Sequence[Segment], breaks: tuple[Sequence[bool], Sequence[bool]] | None = None
) -> tuple[Side, Side, dict[str, float]]:
    """Both sides without vectors, and the weights of the anchors that they share."""
    found = [[anchors.tokens(segment) for segment in side] for side in (source, target)]
    weight = anchors.weights(*found)
    both = []
    for number, segments in enumerate((source, target)):
        shared = tuple(frozenset(token for token in tokens if token in weight) for tokens in found[number])
        # what a medium is called, and how long its tags are, says nothing
        texts = ["" if segment.kind is Kind.MEDIA else anchors.prose(segment) for segment in segments]
        both.append(
            Side(
                length=np.array([_length(text) for text in texts], np.float64),
                ends=np.array([_end(text) for text in texts], np.int8),
                kinds=np.array([_KINDS[segment.kind] for segment in segments], np.int8),
                levels=np.array([segment.level for segment in segments], np.int16),
                keys=tuple(segment.key or anchors.heading_id(segment) for segment in segments),
                breaks=np.array(breaks[number] if breaks else [False] * len(segments), np.bool_),
                tokens=shared,
                mass=np.array([sum(weight[token] for token in sorted(tokens)) for tokens in shared], np.float32),
            )
        )
    return both[0], both[1], weight


def _length(text: str) -> float:
    plain = len(text) - text.count(" ")
    return plain + (WIDE - 1) * len(_WIDE.findall(text)) + 1.0


def _end(text: str) -> int:
    tail = _TAIL.sub("", text)[-1:]
    return SENTENCE if tail and tail in ".!?。！？…" else COLON if tail and tail in ":;：；,，" else OTHER
