"""What the rest of a document says about a missing term: its field, told by the encoder; its habits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from tests.checks.bitexts import bitext
from tm.checks import engine
from tm.checks.engine import Settings
from tm.checks.registry import load
from tm.core import Glossary, Kind, Severity, Term
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


def severities(*rows: tuple[str, str], kind: Kind = Kind.PARAGRAPH) -> list[Severity]:
    """Of T001 over a document of such rows."""
    found = engine.run(
        bitext(*(([source], [target]) for source, target in rows), kind=kind),
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


RIGHTLY = [(f"The scope of {n} is small.", f"{n}의 범위는 작다.") for n in range(20)]
OTHERS = [("It is so.", "그렇다.")] * 2
LONE = ("The scope is large.", "크다.")


def test_a_lone_omission_of_a_settled_term_is_only_told() -> None:
    """Rendered rightly in six places and left out in one, a term is rather dropped on purpose there."""
    assert severities(*RIGHTLY[:6], *OTHERS, LONE) == [Severity.INFO]
    assert severities(*RIGHTLY[:5], *OTHERS, LONE) == [Severity.WARNING]
    assert severities(*RIGHTLY[:6], *[LONE, *OTHERS] * 3)[-1] is Severity.WARNING


def test_what_was_just_said_may_be_left_out() -> None:
    """A term that is rendered in one of the two segments before is understood."""
    assert severities(RIGHTLY[0], *OTHERS[:1], LONE) == [Severity.INFO]
    assert severities(RIGHTLY[0], *OTHERS, LONE) == [Severity.WARNING]
    assert severities(LONE, RIGHTLY[0]) == [Severity.WARNING]


def test_rows_and_messages_stand_alone() -> None:
    """In a table nothing goes before; there a lone omission needs twenty other places."""
    assert severities(*RIGHTLY[:19], LONE, kind=Kind.ENTRY) == [Severity.WARNING]
    assert severities(*RIGHTLY, LONE, kind=Kind.ENTRY) == [Severity.INFO]


def found(code: str, glossary: Glossary, *rows: tuple[str, str]) -> list[tuple[Severity, str]]:
    """Severity and message of the findings of a rule over a document."""
    document = bitext(*(([source], [target]) for source, target in rows))
    return [
        (d.severity, d.message)
        for d in engine.run(document, [load()[code]], glossary=glossary, matcher=Matcher(glossary))
    ]


def test_what_is_never_translated_is_told_once() -> None:
    """A term in Latin letters throughout is told where it is first met; a few slips beside translations each."""
    slip, right = ("A scope opens.", "scope가 열린다."), RIGHT
    told = found("T002", SCOPE, *[slip] * 4, right)
    assert [severity for severity, _ in told] == [Severity.ERROR, *[Severity.INFO] * 3]
    assert "4 times" in told[0][1]
    assert [severity for severity, _ in found("T002", SCOPE, *[slip] * 4, *[right] * 3)] == [Severity.ERROR] * 4


def test_a_name_that_is_always_written_otherwise_is_told_once() -> None:
    """헬름 for Helm throughout is a decision of the translator; beside Helm each place is a slip."""
    helm = Glossary((Term("", "Helm", ("Helm",), status="dnt"),))
    other, right = ("Helm is small.", "헬름은 작다."), ("Helm is large.", "Helm은 크다.")
    told = found("T005", helm, *[other] * 4, right)
    assert [severity for severity, _ in told] == [Severity.ERROR, *[Severity.INFO] * 3]
    assert "4 times" in told[0][1]
    assert [severity for severity, _ in found("T005", helm, *[other] * 3, *[right] * 3)] == [Severity.ERROR] * 3


def test_a_name_that_stands_for_a_pronoun_is_a_name() -> None:
    """Where the source goes on with `it`, the name is not written in Hangul letters either."""
    name = Glossary((Term("", "BlueLantern", ("BlueLantern",), status="dnt"),))
    first, far = ("BlueLantern is new.", "BlueLantern은 새롭다."), ("It rained.", "비가 왔다.")
    again = ("It glows.", "블루랜턴은 빛난다.")
    assert [severity for severity, _ in found("T005", name, first, again)] == [Severity.ERROR]
    assert found("T005", name, first, far, far, again) == []
    assert found("T005", name, again) == []
