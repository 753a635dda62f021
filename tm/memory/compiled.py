"""The stages of the fuzzy filter that a compiler makes faster (see tm.memory.bounds): shared characters counted in one
pass, and bigrams that stand where they can stand, which nothing else does.

numba compiles it once for each machine and keeps the result in the user's cache folder. What it leaves out cannot be a
match, so that results are the same without it; only the time differs.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from tm.memory.bounds import codes


def available() -> bool:
    """True where numba is installed. Does not import it."""
    return find_spec("numba") is not None


@cache
def kernels() -> tuple[Callable[..., int], Callable[..., None]]:
    """`sharing` and `window`, compiled. Takes half a second, the first time on a machine several."""
    import numba
    from platformdirs import user_cache_path

    config: Any = numba.config
    chosen = os.environ.get("TM_CACHE_DIR")
    before = config.CACHE_DIR  # where the kernels of others are kept stays their own matter
    config.CACHE_DIR = str((Path(chosen) if chosen else user_cache_path("tm")) / "compiled")
    try:
        compiler = numba.njit(cache=True, nogil=True)
        return compiler(sharing), compiler(window)
    finally:
        config.CACHE_DIR = before


def sharing(
    bag: Any, used: Any, most: Any, first: Any, needed: Any, sums: Any, rows: Any, runs: Any, shared: Any
) -> int:
    """How many rows share as many characters with the query as they need to; these go into rows, runs and shared.

    bag:    counters by bucket and row (uint8)
    used:   the buckets of the query, and `most` how many characters it has in each (uint8)
    first:  where the rows of each length begin, and where those of the last one end
    needed: how many characters have to be shared, by length
    sums:   room that can hold as many as the query has characters
    rows, runs, shared: of what is found: its row, the number of its length, and how many characters it shares
    """
    found = 0
    for run in range(len(needed)):
        at, need = first[run], needed[run]
        while at < first[run + 1]:
            size = min(len(sums), first[run + 1] - at)
            for place in range(size):
                sums[place] = 0
            for n in range(len(used)):
                counters, limit = bag[used[n], at : at + size], most[n]
                for place in range(size):
                    sums[place] += min(counters[place], limit)
            for place in range(size):
                if sums[place] >= need:
                    rows[found], runs[found], shared[found] = at + place, run, sums[place]
                    found += 1
            at += size
    return found


class Bigrams:
    """Where the bigrams of a query stand, for `window`."""

    def __init__(self, text: str) -> None:
        points = codes(text)
        own, symbols = np.unique(points, return_inverse=True)
        #: Length of the query.
        self.length = len(points)
        #: Code point -> its number among those of the query, from 1; 0 for others.
        self.symbols = np.zeros(max(int(own[-1]) + 1 if len(own) else 1, 128), np.uint16)
        self.symbols[own] = np.arange(1, len(own) + 1)
        #: Number of the pair of two symbols: that of the first times this, and that of the second.
        self.count = len(own) + 1
        pairs = (symbols[:-1] + 1) * self.count + symbols[1:] + 1
        known, which = np.unique(pairs, return_inverse=True)
        #: Pair -> the number of that bigram, from 1; 0 for one that the query has not.
        self.pairs = np.zeros(self.count**2, np.uint16)
        self.pairs[known] = np.arange(1, len(known) + 1)
        #: Places that a bigram can have, and one more.
        self.width = len(pairs) + 1
        places = np.full((len(known) + 1, self.width), np.iinfo(np.int32).max, np.int32)
        places[which + 1, np.arange(len(pairs))] = np.arange(len(pairs))
        #: Bigram times width, and a place -> the first place from there on where it stands; a large number for none.
        self.places = np.minimum.accumulate(places[:, ::-1], axis=1)[:, ::-1].reshape(-1)


def window(
    blob: Any,
    at: Any,
    rows: Any,
    lengths: Any,
    distances: Any,
    own: int,
    symbols: Any,
    pairs: Any,
    count: Any,
    places: Any,
    width: Any,
    keep: Any,
) -> None:
    """Set `keep` for each row whose text may be within its distance of the query. Written for a compiler.

    blob, at:      texts in UTF-8
    rows, lengths: which of them, and their code points
    distances:     most edits for each row
    own:           length of the query; the others as in `Bigrams`
    """
    unsigned = np.uint64  # an index that cannot be negative is looked up in half the time
    last = width - 1
    for n in range(len(rows)):
        length, most = lengths[n], distances[n]
        longer = length - own
        left, right = (most - longer) >> 1, (most + longer) >> 1
        budget = 2 * most + min(longer, 0)
        missing, place, bigrams = 0, 0, length - 1
        byte, end = at[rows[n]], at[rows[n] + 1]
        if end - byte == length and length:  # every code point a byte
            before = unsigned(symbols[blob[byte]])
            while place < bigrams and missing <= budget:
                stop = min(place + 16, bigrams)  # looked at now and then: a branch at every place costs more
                while place < stop:
                    symbol = unsigned(symbols[blob[unsigned(byte + place + 1)]])
                    bigram = unsigned(pairs[before * unsigned(count) + symbol])
                    start = unsigned(min(max(place - right, 0), last))
                    missing += places[bigram * unsigned(width) + start] > place + left
                    before = symbol
                    place += 1
            keep[n] = missing <= budget
            continue
        before, place = unsigned(0), -1
        while byte < end and missing <= budget:
            point = np.int64(blob[byte])
            if point < 0x80:
                byte += 1
            elif point < 0xE0:
                point = (point & 0x1F) << 6 | (np.int64(blob[byte + 1]) & 0x3F)
                byte += 2
            elif point < 0xF0:
                point = (point & 0x0F) << 12 | (np.int64(blob[byte + 1]) & 0x3F) << 6
                point |= np.int64(blob[byte + 2]) & 0x3F
                byte += 3
            else:
                point = (point & 0x07) << 18 | (np.int64(blob[byte + 1]) & 0x3F) << 12
                point |= (np.int64(blob[byte + 2]) & 0x3F) << 6 | (np.int64(blob[byte + 3]) & 0x3F)
                byte += 4
            symbol = unsigned(symbols[point]) if point < len(symbols) else unsigned(0)
            if place >= 0:
                bigram = unsigned(pairs[before * unsigned(count) + symbol])
                start = unsigned(min(max(place - right, 0), last))
                missing += places[bigram * unsigned(width) + start] > place + left
            before = symbol
            place += 1
        keep[n] = missing <= budget
