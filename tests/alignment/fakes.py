"""Small stand-ins that tests of alignment share."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from tm.alignment.encoder import Matrix
from tm.core import Kind, Places, Segment


class Words:
    """An encoder without meaning: texts are alike when they share words. Counts what it was asked for."""

    name = "words 1"
    dim = 32

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.asked += texts
        vectors = np.zeros((len(texts), self.dim), np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, blake2b(word.encode(), digest_size=1).digest()[0] % self.dim] += 1
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Matrix = np.divide(vectors, length, out=vectors, where=length > 0)
        return unit


def segments(*texts: str, kind: Kind = Kind.PARAGRAPH, level: int = 0, parent: int = -1) -> list[Segment]:
    """A segment for each text."""
    return [
        Segment(str(number), text, Places.identity(0, len(text)), kind, level=level, parent=parent)
        for number, text in enumerate(texts)
    ]
