"""The subword model, of which a short text needs little: some thousand of 128,000 pieces.

Reading the whole model takes longer than cutting a book with it. How a text is cut (Kudo 2018, a unigram model)
depends on the pieces that stand in it and on the least score of all; so a run that sees little text makes do with a
model of these, found through an index of hashed pieces that is made once and mapped into memory. Results are the same.
Source: Kudo, Subword Regularization (ACL 2018), and the message `ModelProto` of the library sentencepiece.
"""

from __future__ import annotations

import logging
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tm.alignment import unpacked
from tm.alignment.distinct import distinct

_LOG = logging.getLogger(__name__)
#: Characters for which small models are made in one run; with more, the whole one is read.
LITTLE = 60_000
#: Changes when the layout of the index does.
_LAYOUT = 1
#: Buckets of hashed pieces; one bucket in thirty is taken.
_BUCKETS = 1 << 22
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
#: Characters that are looked at: the basic plane, and pictures.
_CHARACTERS = (*range(0x10000), *range(0x1F000, 0x1FB00))
_UNKNOWN, _SAME, _OTHER = 0, 1, 2
#: Stands for a space in pieces.
_SPACE = "▁"
_PIECE, _NORMAL = 1, 1  # field of a piece; its type in that
Index = dict[str, NDArray[Any]]


class Subwords:
    """Cuts texts into numbers of subwords, each between those for the beginning and the end of a text."""

    def __init__(self, model: Path, name: str) -> None:
        """name: of the encoder, with its version."""
        self.model, self.name = model, name
        self._seen = 0
        self._loaded = False

    @cached_property
    def whole(self) -> Any:
        """The whole model, a `SentencePieceProcessor`."""
        import sentencepiece

        self._loaded = True
        return sentencepiece.SentencePieceProcessor(model_file=str(self.model))

    def cut(self, texts: Sequence[str]) -> list[list[int]]:
        """The subword numbers of each text."""
        self._seen += sum(map(len, texts))
        if not self._loaded and self._seen <= LITTLE and (index := self._index) is not None:
            codes = _codes(index, texts)
            if codes is not None:
                return _with_few(index, codes, texts)
        found: list[list[int]] = self.whole.encode(list(texts), out_type=int, add_bos=True, add_eos=True)
        return found

    @cached_property
    def _index(self) -> Index | None:
        """The index of the model's pieces, from its file where there is one; None where it cannot be made."""
        path = unpacked.folder() / f"subwords-{self.name.replace(' ', '-')}-{self.model.stat().st_size}-{_LAYOUT}.npy"
        try:
            return unpacked.mapped(path)
        except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
            if path.exists():
                _LOG.info("the index of subwords is not usable: %s", error)
        try:
            made = _made(self.model.read_bytes(), self.whole)
        except (ValueError, IndexError, struct.error) as error:
            _LOG.info("no index of subwords: %s", error)
            return None
        try:
            unpacked.keep(made, path)
        except OSError as error:
            _LOG.info("the index of subwords is not kept: %s", error)
        return made


def _with_few(index: Index, codes: NDArray[np.uint32], texts: Sequence[str]) -> list[list[int]]:
    """Cut with a model of the pieces that the texts may need."""
    import sentencepiece

    numbers = _needed(index, codes)
    offsets, raw = index["offsets"], index["raw"].data
    bounds = zip(offsets[numbers].tolist(), offsets[numbers + 1].tolist(), strict=True)
    parts = [*(raw[start:end] for start, end in bounds), index["rest"].data]
    few = sentencepiece.SentencePieceProcessor(model_proto=b"".join(parts))
    known = numbers.tolist()
    cut = few.encode(list(texts), out_type=int, add_bos=True, add_eos=True)
    return [[known[number] for number in text] for text in cut]


def _needed(index: Index, codes: NDArray[np.uint32]) -> NDArray[np.intp]:
    """The numbers of all pieces that stand in the text, of those that each model has, and of a few others."""
    taken, hashes, order = index["taken"], index["hashes"], index["order"]
    found = [index["always"]]
    window = np.zeros(len(codes) + 1, np.uint64)
    for size in range(1, int(index["longest"][0]) + 1):
        if size > len(codes):
            break
        window = (window[:-1] + codes[size - 1 :]) * _FACTOR
        hits = distinct(window[taken[_bucket(window)]])
        left, right = np.searchsorted(hashes, hits), np.searchsorted(hashes, hits, "right")
        for extra in range(int((right - left).max(initial=0))):
            at = left + extra
            found.append(order[at[at < right]])
    return distinct(np.concatenate(found)).astype(np.intp)


def _bucket(hashes: NDArray[np.uint64]) -> NDArray[np.intp]:
    found: NDArray[np.intp] = (hashes >> np.uint64(64 - 22)).astype(np.intp)
    return found


def _codes(index: Index, texts: Sequence[str]) -> NDArray[np.uint32] | None:
    """The characters of texts as the model sees them, with spaces between; None where that cannot be told."""
    joined = " ".join(["", *texts, ""])
    for changed in (False, True):
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
        if codes.max(initial=0) >= len(index["becomes"]):
            return None
        kinds = index["becomes"][codes]
        if (kinds == _UNKNOWN).any():
            return None
        if changed or not (kinds == _OTHER).any():
            break
        forms = index["forms"].tobytes().decode("utf-8").split("\0")
        joined = joined.translate(dict(zip(index["other"].tolist(), forms, strict=True)))
    spaced = _SPACE.join(["", *joined.split(), ""])
    return np.frombuffer(spaced.encode("utf-32-le", "surrogatepass"), np.uint32)


def _hash(piece: str) -> int:
    value = 0
    for character in piece:
        value = (value + ord(character)) * int(_FACTOR) & 0xFFFFFFFFFFFFFFFF
    return value


def _made(model: bytes, whole: Any) -> Index:
    """The index of a model.

    Returns:
        raw, offsets: the messages of the pieces one after another, and where each begins
        rest:         the other fields of the model
        hashes, order: of the pieces' texts, sorted, and the numbers of the pieces; taken: buckets that have any
        longest:      piece, in characters
        always:       pieces that each model has: those that are no text, and the one of the least score
        becomes:      for code points, what the model's normalisation makes of them, whatever stands beside: the same,
                      another text, or something that cannot be told of one character alone
        other, forms: code points that become another text, and these texts, divided by zeros
    """
    raw, rest = bytearray(), bytearray()
    texts: list[str] = []
    special: list[int] = []
    offsets, least = [0], (0.0, 0)
    for field, value, whole_field in _fields(model):
        if field != _PIECE:
            rest += whole_field
            continue
        piece = {key: content for key, content, _ in _fields(value)}
        number = len(texts)
        texts.append(piece[1].decode("utf-8"))
        if piece.get(3, _NORMAL) != _NORMAL:
            special.append(number)
        else:
            least = min(least, (struct.unpack("<f", piece[2])[0], number))
        raw += whole_field
        offsets.append(len(raw))
    known = {code: form for code in _CHARACTERS if (form := _form(code, whole)) is not None}
    becomes = np.zeros(_CHARACTERS[-1] + 1, np.uint8)
    other = [code for code, form in known.items() if form != chr(code)]
    becomes[list(known)] = _SAME
    becomes[other] = _OTHER
    hashes = np.array([_hash(text) for text in texts], np.uint64)
    order = np.argsort(hashes, kind="stable")
    taken = np.zeros(_BUCKETS, np.bool_)
    taken[_bucket(hashes)] = True
    return {
        "raw": np.frombuffer(bytes(raw), np.uint8),
        "offsets": np.array(offsets, np.int32),
        "rest": np.frombuffer(bytes(rest), np.uint8),
        "hashes": hashes[order],
        "order": order.astype(np.int32),
        "taken": taken,
        "longest": np.array([max(map(len, texts))], np.int32),
        "always": np.array(sorted({*special, least[1]}), np.int32),
        "becomes": becomes,
        "other": np.array(other, np.int32),
        "forms": np.frombuffer("\0".join(known[code] for code in other).encode(), np.uint8),
    }


def _form(code: int, whole: Any) -> str | None:
    """What normalisation makes of a character, whatever stands beside; None where it may compose with a neighbour."""
    character = chr(code)
    if not code or 0xD800 <= code < 0xE000 or 0x1100 <= code < 0x1200 or unicodedata.category(character)[0] == "M":
        return None
    if character == " ":
        return character
    normal: str = whole.normalize(f"a{character}b")
    return normal[2:-1].replace(_SPACE, " ") if normal[:2] == f"{_SPACE}a" and normal[-1] == "b" else None


def _fields(message: bytes) -> Iterator[tuple[int, Any, bytes]]:
    """The fields of a protocol buffer: number, content, and the whole with its key."""
    at = 0
    while at < len(message):
        start = at
        key, at = _number(message, at)
        kind = key & 7
        if kind == 0:
            content: Any
            content, at = _number(message, at)
        else:
            if kind == 2:
                size, at = _number(message, at)
            else:
                size = {1: 8, 5: 4}[kind]
            content, at = message[at : at + size], at + size
        yield key >> 3, content, message[start:at]


def _number(message: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, and what follows it."""
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
