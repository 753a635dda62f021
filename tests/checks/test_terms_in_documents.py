"""What the rest of a document says about a missing term: its field, told by the encoder; its habits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from tests.checks.bitexts import bitext
from tm.checks import engine
from tm.checks.engine import Settings
from tm.checks.registry import load
from tm.core import Glossary, Severity, Term
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


def severities(*rows: tuple[str, str]) -> list[Severity]:
    """Of T001 over a document of such rows."""
    found = engine.run(
        bitext(*(([source], [target]) for source, target in rows)),
        [load()["T001"]],
        glossary=SCOPE,
        matcher=Matcher(SCOPE),
    )
    return [diagnostic.severity for diagnostic in found]


SCOPE = Glossary((Term("", "scope", ("범위",)),))
RIGHT, OTHER, SLIP = ("The scope is small.", "범위가 작다."), ("A scope opens.", "스코프가 열린다."), Severity.ERROR


def test_a_habit_is_told_once() -> None:
    """A word that stands beside the approved one again and again is told where it is first met; a few slips each."""
    assert severities(*[RIGHT] * 9, *[OTHER] * 6) == [SLIP, *[Severity.INFO] * 5]
    assert severities(*[RIGHT] * 9, *[OTHER] * 3) == [SLIP] * 3


def test_a_term_that_is_hardly_ever_as_listed_is_told_once() -> None:
    """Where a document renders a term now so, now so, the glossary means another one."""
    others = [("A scope opens.", f"{word} 열린다.") for word in ("창이", "문이", "뚜껑이", "가게가", "눈이", "귀가")]
    assert severities(*others, OTHER)[-1] is Severity.INFO


def test_a_lone_omission_of_a_settled_term_is_only_told() -> None:
    """Rendered rightly in twenty places and left out in one, a term is rather dropped on purpose there."""
    right = [(f"The scope of {n} is small.", f"{n}의 범위는 작다.") for n in range(20)]
    lone = ("The scope is large.", "크다.")
    assert severities(*right, lone) == [Severity.INFO]
    assert severities(*right[:19], lone) == [Severity.WARNING]
