"""K610 on whole documents: what tells a slip from another word."""

from __future__ import annotations

import pytest

from tests.checks.bitexts import bitext
from tm.checks import engine
from tm.checks.registry import load
from tm.core import Diagnostic

_ROWS = (
    ("Create a container.", "컨테이너를 만듭니다."),
    ("The text is long.", "글이 깁니다."),
    ("Delete the container.", "컨테이너를 지웁니다."),
    ("Each container has a name.", "컨테이너마다 이름이 있습니다."),
)


def check(source: str, target: str) -> list[Diagnostic]:
    """Findings on a text that writes 컨테이너 three times, and ends with this row."""
    return engine.run(bitext(*(([one], [other]) for one, other in (*_ROWS, (source, target)))), [load()["K610"]])


@pytest.mark.parametrize("slip", ["컨데이너", "컨테이더", "컨테이녀", "컨텡이너"])
def test_a_slip_is_found_and_repaired(slip: str) -> None:
    """One slip in a word that renders the same source word is a warning, with a fix that is not safe."""
    (found,) = check("The container is small.", f"여기 {slip}는 작습니다.")
    assert found.severity == "warning"
    assert found.target is not None
    assert found.target.text == slip
    assert found.fix is not None
    assert not found.fix.safe
    assert [edit.text for edit in found.fix.edits] == ["컨테이너는"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("The cabin is small.", "컨데이너는 작습니다."),
        ("The container is small.", "'컨데이너'는 작습니다."),
        ("The container is small.", "`컨데이너`는 작습니다."),
        ("The container is small.", "컨데이너(Container)는 작습니다."),
        ("The container in a container", "컨테이너 안의 컨데이너들과 컨테이너"),
        ("Container and Konteina", "컨테이너와 컨데이너"),
        ("The container and its containment", "컨데이너가 작습니다."),
    ],
)
def test_what_may_be_meant_is_left_alone(source: str, target: str) -> None:
    """No finding without the source word, in quotes, in code, before a gloss, beside the usual word or its family."""
    assert not check(source, target)
