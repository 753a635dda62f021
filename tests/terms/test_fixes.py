"""Fixes of the term rules: particles agree, code and addresses stay, a second run has nothing to do."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.harness import apply_fixes, findings

ROWS = "\n".join(
    (
        "label,레이블",
        "label,꼬리표,forbidden",
        "layer,레이어",
        "layer,계층,deprecated",
        "template,템플릿",
        "Django,,dnt",
        "deploy,배포하다",
        "deploy,설치하다,forbidden",
        "method,메서드",
        "method,메소드,forbidden",
    )
)
CODES = ("T002", "T003", "T004", "T005", "T006")
SOURCE = "The label, the layer, the template and the method are deployed with Django."
WORDS = st.sampled_from(
    [
        "꼬리표",
        "label",
        "labels",
        "레이블",
        "계층",
        "레이어",
        "탬플릿",
        "템플릿",
        "장고",
        "Django",
        "메소드",
        "메서드",
        "설치",
        "배포",
    ]
)
PARTICLES = st.sampled_from(["", "은", "는", "이", "가", "을", "를", "와", "과", "으로", "로", "의", "들을", "에서"])
CODE = st.sampled_from(["`label`", "`메소드`", "[여기](https://label.example/꼬리표)", "https://example.org/label", ""])
CLAUSES = st.lists(st.tuples(WORDS, PARTICLES, CODE), min_size=1, max_size=4)
_MASKED = re.compile(r"`[^`]*`|https?://[^\s)]*")


@settings(max_examples=60)
@given(CLAUSES)
def test_fixes_are_stable_and_leave_code_alone(clauses: list[tuple[str, str, str]]) -> None:
    """Applied, a fix silences itself; what is code or an address is as it was; other words are too."""
    target = " ".join(f"{word}{particle} {code}".strip() for word, particle, code in clauses) + " 쓴다."
    for code in CODES:
        found = findings(code, SOURCE, target, ROWS)
        fixed = apply_fixes(target, found)
        assert _MASKED.findall(fixed) == _MASKED.findall(target)
        again = [d for d in findings(code, SOURCE, fixed, ROWS) if d.fix]
        assert apply_fixes(fixed, again) == fixed
        if not any(d.fix for d in found):
            assert fixed == target


@pytest.mark.parametrize(
    ("code", "target", "fixed"),
    [
        ("T003", "꼬리표가 있다.", "레이블이 있다."),
        ("T003", "꼬리표로 쓴다.", "레이블로 쓴다."),
        ("T003", "**꼬리표**를 쓴다.", "**레이블**을 쓴다."),
        ("T002", "label과 값", "레이블과 값"),
        ("T002", "labels와 값", "레이블과 값"),
        ("T004", "계층을 쌓는다.", "레이어를 쌓는다."),
        ("T005", "장고를 쓴다.", "Django를 쓴다."),
        ("T006", "탬플릿으로 쓴다.", "템플릿으로 쓴다."),
        ("T003", "어제 설치되었다.", "어제 배포되었다."),
    ],
)
def test_particles_are_repaired(code: str, target: str, fixed: str) -> None:
    """The particle behind a replaced term agrees with it, through emphasis marks as well."""
    assert apply_fixes(target, findings(code, SOURCE, target, ROWS)) == fixed


def test_a_verb_in_the_place_of_another_has_no_fix() -> None:
    """A native verb, met conjugated, is not replaced by a stem that would not fit."""
    (found,) = findings("T003", "We lend it.", "그것을 빌려준다.", "lend,대여하다\nlend,빌려주다,forbidden")
    assert found.fix is None


def test_the_mention_that_is_rendered_wrongly() -> None:
    """Of two mentions, the first of them rendered rightly, the finding shows the second."""
    rows = "method,메서드\nmethod,메소드,forbidden"
    text = "A method runs. Then the method ends."
    (found,) = findings("T003", text, "메서드가 돈다. 그리고 메소드가 끝난다.", rows)
    assert found.source is not None
    assert found.source.span.start == text.rindex("method")
