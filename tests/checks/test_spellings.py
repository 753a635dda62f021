"""K606 and K608 on whole texts: what is widespread, what the glossary allows, words that are masked."""

from __future__ import annotations

import pytest

from tests.checks.harness import document, findings
from tm.checks import engine
from tm.checks.engine import Settings
from tm.checks.registry import load
from tm.core import Bead, Bitext, Diagnostic, Document


def check(code: str, text: str, **options: bool) -> list[Diagnostic]:
    target = document(text, "ko")
    bitext = Bitext(Document("en.md", "en", ""), target, (Bead(range(0), range(len(target.segments))),))
    return engine.run(bitext, [load()[code]], settings=Settings(options={code: options}))


@pytest.mark.parametrize(("code", "text"), [("K606", "디렉토리와 쓰레드"), ("K608", "잊혀진 이름의 최대값")])
def test_what_is_widespread_is_said_when_asked_for(code: str, text: str) -> None:
    """Spellings in wide use are information, and only with the option."""
    assert not check(code, text)
    assert [one.severity for one in check(code, text, widespread=True)] == ["info", "info"]


def test_what_may_mean_two_things_is_no_safe_fix() -> None:
    """돌아가습니다 is an error, but 돌아갔습니다 may be meant; 정답을 맞추다 may be right."""
    (lost,) = check("K608", "곧 돌아가습니다.")
    (alike,) = check("K608", "정답을 맞추었다.")
    assert [(one.severity, one.fix is not None and one.fix.safe) for one in (lost, alike)] == [
        ("error", False),
        ("warning", False),
    ]


def test_code_is_no_word() -> None:
    """What is masked is not read, nor what stands around it read as one."""
    assert not findings("K608", "", "`할께요`라고 쓰고 `되`요와 비가 않 `x` 온다")


@pytest.mark.parametrize("word", ["남겨 주세요요", "남겨 주세여", "확인하세여", "읽으세여"])
def test_polite_endings_of_chats(word: str) -> None:
    """Typed twice, or as they are spoken."""
    assert len(findings("K608", "Leave a comment.", f"의견을 {word}.")) == 1
    assert findings("K608", "See the summary.", "확인하세요 요약을. 거룩하신 여왕이 주신 요리.") == []


def test_thanks_that_are_given_are_one_word() -> None:
    """감사드리다 is a verb; thanks with a word in front of them, or a particle behind, are an object."""
    assert len(findings("K605", "Thank you.", "모두 감사 드려요.")) == 1
    for right in ("모두 감사드려요.", "깊은 감사 드립니다.", "감사를 드립니다.", "선물을 드립니다."):
        assert findings("K605", "Thank you.", right) == []
