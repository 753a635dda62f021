"""The term rules from Korean to English."""

from __future__ import annotations

import pytest

from tests.checks.harness import apply_fixes, document
from tm.checks import engine
from tm.checks.registry import load
from tm.core import Bead, Bitext, Diagnostic, Glossary, Term
from tm.terms.match import Matcher

TERMS = Glossary(
    (
        Term("", "신경망", ("neural network",)),
        Term("", "신경망", ("nerve net",), "forbidden"),
        Term("", "신경망", ("neuronal net",), "deprecated"),
        Term("", "표본", ("sample", "specimen")),
        Term("", "검증하다", ("validate",)),
        Term("", "카카오톡", ("카카오톡",), "dnt"),
    )
)


def report(code: str, source: str, target: str) -> list[Diagnostic]:
    left, right = document(source, "ko"), document(target, "en")
    bead = Bead(range(len(left.segments)), range(len(right.segments)))
    return engine.run(Bitext(left, right, (bead,)), [load()[code]], glossary=TERMS, matcher=Matcher(TERMS, "ko", "en"))


@pytest.mark.parametrize(
    ("code", "source", "bad", "good"),
    [
        ("T001", "신경망이 배운다.", "The brain learns.", "Neural networks learn."),
        ("T001", "값을 검증했다.", "The value was weighed.", "The value was validated."),
        ("T002", "신경망이 배운다.", "The 신경망 learns.", "The neural network (신경망) learns."),
        ("T003", "신경망이 배운다.", "Nerve nets learn.", "The neural-network learns."),
        ("T004", "신경망이 배운다.", "The neuronal net learns.", "The neural network learns."),
        ("T005", "카카오톡으로 보낸다.", "Send it by messenger.", "Send it by 카카오톡."),
        ("T007", "표본이 크다.", "The specimen is large.", "The sample is large."),
        ("T008", "표본과 표본", "A sample and a specimen", "A sample and a sample"),
        ("T011", "표본이 크다.", "It is large.", "The sample is large."),
    ],
)
def test_each_rule_works_backwards(code: str, source: str, bad: str, good: str) -> None:
    """A rule speaks on the bad English and not on the good one."""
    assert [d.code for d in report(code, source, bad)] == [code]
    assert report(code, source, good) == []


@pytest.mark.parametrize("code", ["T006", "T009", "T010", "T012", "T013"])
def test_rules_about_korean_spelling_are_silent_on_english(code: str) -> None:
    """What is particular to a Korean target says nothing about an English one."""
    assert report(code, "신경망이 배운다. 표본도 크다.", "The neurel network learns; Samples are large.") == []


def test_a_fix_needs_no_particle() -> None:
    """In English the word alone is replaced."""
    target = "The nerve net learns."
    assert apply_fixes(target, report("T003", "신경망이 배운다.", target)) == "The neural network learns."
