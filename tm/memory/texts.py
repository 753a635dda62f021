"""Texts of many units at once: what `tm.memory.keys` says of one, a few thousand at a time.

What most texts need is done for all of them, in one run of bytes; what is left of a text that needs more, by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter, eq
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tm.core import TranslationUnit
from tm.memory import keys

Numbers = NDArray[np.int64]

_SOURCES, _TARGETS = attrgetter("source"), attrgetter("target")
_NUMBER, _MARK = re.compile(keys.PLAIN_NUMBER.encode()), keys.NUMBER.encode()
_BLANK, _ASCII = np.uint8(32), np.uint8(128)


@dataclass(slots=True)
class Pairs:
    """Units that have both texts.

    sources, targets:    the texts, normal
    encoded:             both sides in UTF-8
    """

    units: list[TranslationUnit]
    sources: list[str]
    targets: list[str]
    encoded: tuple[list[bytes], list[bytes]]


def pairs(piece: list[TranslationUnit]) -> Pairs:
    """The units of a piece, without those that have no text on a side."""
    (sources, first), (targets, second) = (normals(list(map(side, piece))) for side in (_SOURCES, _TARGETS))
    if not all(sources) or not all(targets) or any(map(str.isspace, sources)) or any(map(str.isspace, targets)):
        kept = [at for at, pair in enumerate(zip(sources, targets, strict=True)) if all(map(str.strip, pair))]
        piece = [piece[at] for at in kept]
        sources, targets = ([values[at] for at in kept] for values in (sources, targets))
        first, second = ([values[at] for at in kept] for values in (first, second))
    return Pairs(piece, sources, targets, (first, second))


def normals(texts: list[str]) -> tuple[list[str], list[bytes]]:
    """`keys.normal` of each, and that in UTF-8."""
    every = "\n".join(texts)  # across which nothing is composed
    if "\0" in every or not unicodedata.is_normalized("NFC", every):
        texts = list(map(keys.normal, texts))
    try:
        return texts, list(map(str.encode, texts))
    except UnicodeEncodeError:  # half a surrogate pair
        texts = list(map(keys.normal, texts))
        return texts, list(map(str.encode, texts))


def plains(texts: Sequence[str], encoded: Sequence[bytes]) -> list[bytes]:
    """`keys.plain` of normal texts, in UTF-8. encoded: they themselves in UTF-8, none empty."""
    every = b"".join(encoded)
    codes = np.frombuffer(every, np.uint8)
    sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
    ends = np.cumsum(sizes)
    blank = codes == _BLANK
    odd = (codes >= _ASCII) | (codes < _BLANK)
    odd[1:] |= blank[1:] & blank[:-1]
    odd[ends - sizes] |= blank[ends - sizes]
    odd[ends - 1] |= blank[ends - 1]
    lower = every.lower()  # of the others, this is the plain form
    stops = ends.tolist()
    forms = [lower[start:stop] for start, stop in zip([0, *stops], stops, strict=False)]
    for at in _holding(ends, odd).tolist():
        forms[at] = keys.plain(texts[at]).encode()
    return forms


def numberless(plain: Sequence[bytes]) -> tuple[Numbers, list[bytes]]:
    """Which of some plain texts hold a number, and `keys.without_numbers` of these, in UTF-8."""
    every: Any = np.frombuffer(b"".join(plain), np.uint8)
    ends = np.cumsum(np.fromiter(map(len, plain), np.int64, len(plain)))
    numbered = _holding(ends, (every - np.uint8(48)) < 10)
    return numbered, [_NUMBER.sub(_MARK, plain[at]) for at in numbered.tolist()]


def _holding(ends: Numbers, marked: Any) -> Numbers:
    """Which of some texts hold a marked byte; they end at `ends`."""
    text = np.searchsorted(ends, np.flatnonzero(marked), side="right")
    return text[np.flatnonzero(np.diff(text, prepend=-1))]


def digests(encoded: Iterable[bytes]) -> Numbers:
    """`keys.digest` of normal texts in UTF-8."""
    return np.frombuffer(keys.raw_digests(encoded), ">i8").astype(np.int64)


def digests_beside(forms: Sequence[bytes], encoded: Sequence[bytes], known: Numbers) -> Numbers:
    """Digests of forms of texts whose own digests are known: a form that is the text itself has that one."""
    found = known.copy()
    others = np.flatnonzero(~np.fromiter(map(eq, forms, encoded), bool, len(forms)))
    found[others] = digests([forms[at] for at in others.tolist()])
    return found
