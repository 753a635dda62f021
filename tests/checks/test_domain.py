"""Segments that are about something else than the document, told by the project's encoder."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from tests.checks.bitexts import bitext
from tm.checks import engine
from tm.checks.engine import Settings
from tm.checks.registry import load
from tm.core import Glossary, Term
from tm.terms.match import Matcher

HEAP = Glossary((Term("", "heap", ("힙",)),))
TECHNICAL = [([f"The heap of allocator {n} grows."], [f"할당기 {n}의 힙이 커진다."]) for n in range(40)]


class Topics:
    """Two topics, told by the word for dishes; everything else is the same to it."""

    dim = 2

    def __init__(self, name: str = "use-m3 0") -> None:
        self.name, self.asked = name, 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += 1
        return np.array([[0, 1] if "dishes" in text else [1, 0] for text in texts], np.float32)


def missing(encoder: Callable[[], Topics | None]) -> list[str]:
    found = engine.run(
        bitext(*TECHNICAL, (["A heap of dirty dishes waited."], ["더러운 접시가 기다렸다."])),
        [load()["T001"]],
        glossary=HEAP,
        matcher=Matcher(HEAP),
        settings=Settings(encoder=encoder),
    )
    return [diagnostic.term for diagnostic in found]


def test_the_encoder_of_the_project_is_asked() -> None:
    """A lone term far from where it is rendered is taken for the everyday word; the encoder is the one handed down."""
    topics = Topics()
    assert missing(lambda: topics) == []
    assert topics.asked == 1


def test_without_an_encoder_there_is_no_such_evidence() -> None:
    """With encoder = "none", or one on which no limit was set, the term is reported."""
    other = Topics("another model")
    assert missing(lambda: None) == ["heap"]
    assert missing(lambda: other) == ["heap"]
    assert not other.asked
