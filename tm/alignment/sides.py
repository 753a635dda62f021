"""What the search needs to know of one side of a bitext, as arrays with one row a segment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from tm.alignment import anchors
from tm.alignment.pieces import Pieces
from tm.core import Kind, Segment

#: A syllable of Hangul, kana or a Han character carries as much as this many Latin letters (measured: EN-KO pairs).
WIDE = 2.25
_WIDE = ((0x1100, 0x11FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7A3))
_HANGUL = re.compile("[\uac00-\ud7a3]")
_TAIL = " \t\n\r\f\v\u00a0\u2009\u202f\u3000*_~`'\"”’»)]}>」』"
#: Signs of notation, which a translation keeps: emphasis, code, brackets, operators. Not round brackets, quotation
#: marks, commas and dashes: Korean has its own ways with those.
_NOTATION = "[]*`:;?!%/=<>{}…"
#: How a segment ends: at the end of a sentence, before something it announces, or otherwise (headings, entries).
SENTENCE, COLON, OTHER = 0, 1, 2
_ENDS = {**dict.fromkeys(".!?。！？…", SENTENCE), **dict.fromkeys(":;：；,，", COLON)}


@dataclass(frozen=True, slots=True)
class Side:
    """n segments.

    length:  (n,) float, in Latin letters
    signs:   (n,) float32, how many signs of notation
    ends:    (n,) int, SENTENCE, COLON or OTHER
    kinds:   (n,) int, position in `tm.core.Kind`
    levels:  (n,) int
    widths:  (n,) int, how many columns the table of a cell has; 0 for others
    keys:    (n,) int, identities across languages, the same number on both sides; 0 for none
    telling: (n,) bool, True where a key should be found again on the other side
    breaks:  (n,) bool, True where the segment may not be joined to the one before it
    tokens:  (t,) int, the anchors that the other side has too, segment by segment, each by its number
    starts:  (n + 1,) int, where those of each segment begin
    mass:    (n,) float32, the weight of those anchors
    pieces:  the sentences as the encoder saw them; None without an encoder
    """

    length: NDArray[np.float64]
    signs: NDArray[np.float32]
    ends: NDArray[np.int8]
    kinds: NDArray[np.int8]
    levels: NDArray[np.int16]
    widths: NDArray[np.int16]
    keys: NDArray[np.int32]
    telling: NDArray[np.bool_]
    breaks: NDArray[np.bool_]
    tokens: NDArray[np.intp]
    starts: NDArray[np.intp]
    mass: NDArray[np.float32]
    pieces: Pieces | None = None

    def __len__(self) -> int:
        return len(self.length)

    def part(self, start: int, stop: int) -> Side:
        """Segments start to stop; the first may not be joined to what was before it."""
        return self.take(np.arange(start, stop))

    def take(self, rows: NDArray[np.intp]) -> Side:
        """Those segments alone."""
        counts = np.diff(self.starts)[rows]
        starts = np.concatenate([[0], np.cumsum(counts)])
        places = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], counts)
        return Side(
            self.length[rows],
            self.signs[rows],
            self.ends[rows],
            self.kinds[rows],
            self.levels[rows],
            self.widths[rows],
            self.keys[rows],
            self.telling[rows],
            self.breaks[rows],
            self.tokens[places],
            starts,
            self.mass[rows],
            None if self.pieces is None else self.pieces.take(rows),
        )

    def read(self, pieces: Pieces) -> Side:
        """The side with what an encoder saw."""
        return replace(self, pieces=pieces)


_KINDS = {kind: number for number, kind in enumerate(Kind)}


def _titles(segments: Sequence[Segment], other: Sequence[Segment]) -> set[int]:
    """The title in the front matter of a page whose other side has none, but a heading for it."""
    if not segments or segments[0].kind not in (Kind.META, Kind.MARKUP):
        return set()
    if any(one.kind is Kind.META for one in other) or not any(s.kind is Kind.HEADING and s.level == 1 for s in other):
        return set()
    return {n for n, segment in enumerate(segments) if segment.kind is Kind.META and segment.key == "title"}


def sides(
    source: Sequence[Segment], target: Sequence[Segment], breaks: tuple[Sequence[bool], Sequence[bool]] | None = None
) -> tuple[Side, Side, NDArray[np.float32]]:
    """Both sides without vectors, and the weight of each anchor that they share, by its number."""
    both = (source, target)
    texts = [[anchors.prose(segment) for segment in side] for side in both]
    forms = anchors.Forms()
    hangul = all(any(map(_HANGUL.search, prose)) for prose in texts)
    found = [anchors.numbered(side, prose, forms, hangul=hangul) for side, prose in zip(both, texts, strict=True)]
    counted = _counted(found, texts, forms)
    shared, weight = _shared(found, counted, len(forms.numbers), len(source) + len(target))
    titles = _titles(source, target), _titles(target, source)
    keys = [
        ["" if n in named else segment.key or anchors.heading_id(segment) for n, segment in enumerate(side)]
        for side, named in zip(both, titles, strict=True)
    ]
    names = {key: number for number, key in enumerate(sorted({"", *keys[0], *keys[1]}))}
    made = []
    for k, segments in enumerate(both):
        tokens, owners = shared[k]
        # what a medium is called, and how long its tags are, says nothing
        prose = ["" if segment.kind is Kind.MEDIA else text for segment, text in zip(segments, texts[k], strict=True)]
        made.append(
            Side(
                length=lengths(prose),
                signs=_signs(prose),
                ends=np.array([_ENDS.get(text.rstrip(_TAIL)[-1:], OTHER) for text in prose], np.int8),
                kinds=np.array(
                    [_KINDS[Kind.HEADING if n in titles[k] else segment.kind] for n, segment in enumerate(segments)],
                    np.int8,
                ),
                levels=np.array([1 if n in titles[k] else s.level for n, s in enumerate(segments)], np.int16),
                widths=_widths(segments),
                keys=np.array([names[key] for key in keys[k]], np.int32),
                telling=_telling(segments, keys[k], both[1 - k], keys[1 - k]),
                breaks=np.array(breaks[k] if breaks else [False] * len(segments), np.bool_),
                tokens=tokens,
                starts=np.searchsorted(owners, np.arange(len(segments) + 1)),
                mass=np.bincount(owners, weight[tokens], len(segments)).astype(np.float32),
            )
        )
    return made[0], made[1], weight


_Tokens = tuple[NDArray[np.intp], NDArray[np.intp]]


def _counted(found: Sequence[_Tokens], texts: Sequence[Sequence[str]], forms: anchors.Forms) -> set[int]:
    """What only counts segments, on both sides, becomes an anchor of its own, in place; returns those anchors."""
    counters = [anchors.counters(prose) for prose in texts]
    both = set.intersection(*({anchors.normal(counter) for counter, _ in side.values()} for side in counters))
    made = set()
    for (tokens, owners), prose, side in zip(found, texts, counters, strict=True):
        for row, (counter, bare) in side.items():
            form = anchors.normal(counter)
            if form not in both:
                continue  # on the other side it is a number like others
            new = forms.of("counter " + form)
            made.add(new)
            start, stop = np.searchsorted(owners, [row, row + 1])
            here = tokens[start:stop]
            here[np.flatnonzero(here == forms.of(form))[:1]] = new
            if bare:
                here[here == forms.of("text " + " ".join(prose[row].split()).casefold())] = new
    return made


def _shared(
    found: Sequence[_Tokens], counted: set[int], forms: int, segments: int
) -> tuple[list[_Tokens], NDArray[np.float32]]:
    """The tokens that both sides have, by a new number, each once a segment; and what each weighs."""
    counts = [np.bincount(tokens, minlength=forms) for tokens, _ in found]
    both = np.flatnonzero((counts[0] > 0) & (counts[1] > 0))
    numbers = np.full(forms, -1)
    numbers[both] = np.arange(len(both))
    kept, total = [], np.zeros(len(both), np.intp)
    for tokens, owners in found:
        here = numbers[tokens]
        once = owners[here >= 0] * len(both) + here[here >= 0]
        once.sort()
        once = once[np.diff(once, prepend=-1) > 0]
        kept.append((once % max(len(both), 1), once // max(len(both), 1)))
        total += np.bincount(kept[-1][0], minlength=len(both))
    weight = anchors.rarity(total, segments)
    weak = numbers[sorted(counted)]
    weak = weak[weak >= 0]
    weight[weak] = np.minimum(weight[weak], anchors.COUNTING)
    return kept, weight


def _telling(
    segments: Sequence[Segment], keys: Sequence[str], others: Sequence[Segment], theirs: Sequence[str]
) -> NDArray[np.bool_]:
    """True where a key should be found again: it is there, names a video, or most of its kind are."""
    found = np.zeros(len(segments), np.bool_)
    if not any(keys):
        return found
    kinds: dict[Kind, list[int]] = {}
    known: dict[Kind, set[str]] = {}
    for number, segment in enumerate(segments):
        kinds.setdefault(segment.kind, []).append(number)
    for segment, key in zip(others, theirs, strict=True):
        known.setdefault(segment.kind, set()).add(key)
    for kind, rows in kinds.items():
        there = [keys[row] in known.get(kind, ()) for row in rows]
        videos = [keys[row].startswith(("youtube:", "vimeo:")) for row in rows]
        found[rows] = 2 * sum(there) > len(rows) or np.logical_or(there, videos)
    return found


def _widths(segments: Sequence[Segment]) -> NDArray[np.int16]:
    """How many columns the table of each cell has; tables with nothing between them count as one."""
    found: list[int] = []
    for kind, run in groupby(segments, key=lambda segment: segment.kind):
        levels = [segment.level for segment in run]
        found += [max(levels) if kind is Kind.CELL else 0] * len(levels)
    return np.array(found, np.int16)


def lengths(texts: Sequence[str]) -> NDArray[np.float64]:
    """How much each text says, in Latin letters: without spaces, wide characters as several; at least 1."""
    return sums(texts, _WORTH) + 1


def _signs(texts: Sequence[str]) -> NDArray[np.float32]:
    """How many signs of notation each text has; the one that ends it is evidence of its own."""
    last = [text.rstrip(_TAIL)[-1:] for text in texts]
    return (sums(texts, _SIGNS) - [bool(sign) and sign in _NOTATION for sign in last]).astype(np.float32)


def sums(texts: Sequence[str], worth: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the characters of each text are worth together, by a table of the basic plane."""
    found = np.zeros(len(texts))
    at = 0
    while at < len(texts):  # a few megabytes at a time
        stop, size = at, 0
        while stop < len(texts) and size < 1_000_000:
            size += len(texts[stop])
            stop += 1
        codes = np.frombuffer("".join(texts[at:stop]).encode("utf-32-le", "surrogatepass"), np.uint32)
        ends = np.cumsum([0, *map(len, texts[at:stop])])
        found[at:stop] += np.diff(np.concatenate([[0.0], np.cumsum(worth[np.minimum(codes, 0xFFFF)])])[ends])
        at = stop
    return found


def _worth() -> NDArray[np.float64]:
    worth = np.ones(0x10000)
    worth[ord(" ")] = 0.0
    for first, last in _WIDE:
        worth[first : last + 1] = WIDE
    return worth


_WORTH = _worth()
_SIGNS = np.isin(np.arange(0x10000), [ord(sign) for sign in _NOTATION]).astype(np.float64)
