"""P501-P506: ends of sentences, partners of marks, and what they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.bitexts import bitext, run
from tests.checks.harness import findings
from tm.checks.punctuation import PAIRS, lone_quote, unpaired
from tm.core import Kind, Severity


@pytest.mark.parametrize(
    "text",
    [
        "a (b) c",
        "1) 하나 2) 둘",
        ":) 좋아요 :(",
        "it’s owls’",
        "‘90s",
        "“가 ‘나’ 다”",
        "(먼저 1) 이것 2) 저것)",
        "“가) 나”",
        "([가) 나])",
    ],
)
def test_complete_marks(text: str) -> None:
    """Pairs, counters, smileys and apostrophes are complete."""
    assert unpaired(text) == []


@pytest.mark.parametrize(
    ("text", "at"), [("가 (나", [2]), ("나라) 다", [2]), ("“가 나", [0]), ("(가 [나)", [3]), ("『가", [0])]
)
def test_lone_marks(text: str, at: list[int]) -> None:
    """A mark without a partner is found where it stands."""
    assert unpaired(text) == at


@given(st.text("가나 ()[]“”‘’「」.", max_size=40))
def test_wrapping_in_a_pair_changes_nothing(text: str) -> None:
    """A pair around a complete text brings in no lone mark."""
    if not unpaired(text):
        for opener, close in PAIRS.items():
            assert unpaired(f"가{opener}{text}가{close}") == []


@pytest.mark.parametrize(
    ("text", "at"),
    [('"가"라는 "나"', -1), ('5" 화면', -1), ('"가 나', 0), ('가" 나', 1), ('"11"을', -1), ('"가 "나"', 0)],
)
def test_straight_quotation_marks(text: str, at: int) -> None:
    """Straight marks pair by the spaces beside them; inches are none."""
    assert lone_quote(text, text) == at


@pytest.mark.parametrize("ending", ["비울까요.", "무엇입니까.", "좋은가요.", "하나요.", "큰가요.", "할까."])
def test_questions_without_their_mark(ending: str) -> None:
    """A question that ends in a full stop."""
    (found,) = findings("P501", "Is it so?", f"그것은 정말로 {ending}")
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize("text", ["그것은 정말로 어디인가.", "어디인가. 하나뿐이다."])
def test_who_asks_himself_may_end_in_a_full_stop(text: str) -> None:
    """Essays do so, as the orthography allows: information."""
    (found,) = findings("P501", "Where is it? Only one.", text)
    assert found.severity is Severity.INFO


@pytest.mark.parametrize("ending", ["그러니까요.", "좋으니까.", "하세요.", "합니다.", "휴가.", "좋은데요."])
def test_reasons_are_no_questions(ending: str) -> None:
    """Endings that only look like those of a question."""
    assert not findings("P501", "Is it so?", f"그것은 정말로 {ending}")


def test_lists_without_full_stops_are_a_style() -> None:
    """Where most items have no stop none is missing; where one of many lacks it, it is."""
    plain = [(["It is so."], ["그렇습니다"])] * 6
    kept = [(["It is so."], ["그렇습니다."])] * 6
    assert not run("P501", bitext(*plain, kind=Kind.ITEM))
    assert len(run("P501", bitext(*kept, plain[0], kind=Kind.ITEM))) == 1


def test_headings_need_no_stop() -> None:
    """Titles have no full stop by the norm."""
    assert not run("P501", bitext((["Owls sleep."], ["올빼미는 잠을 잡니다"]), kind=Kind.HEADING))


def test_one_quotation_one_finding() -> None:
    """Marks of two kinds around one quotation are one finding, straight beside curly ones that of P503."""
    assert len(findings("P502", "the “owl”", "‘올빼미”라는 새")) == 1
    assert not findings("P502", "the “owl”", '“올빼미"라는 새')
    assert len(findings("P503", "the “owl”", '“올빼미"라는 새')) == 1


def test_a_document_of_two_quotation_styles() -> None:
    """Told once, as info, on the rarer style; not where the source has both, nor of two quotations alone."""
    curly = (["the “owl”"], ["“올빼미”라는 새"])
    straight = (["the “bat”"], ['"박쥐"라는 짐승'])
    (found,) = run("P503", bitext(curly, straight, curly, straight, curly))
    assert found.severity is Severity.INFO
    assert found.target is not None
    assert found.target.text == '"박쥐"'
    assert not run("P503", bitext(curly, straight))
    assert not run("P503", bitext(curly, (['the "bat"'], ['"박쥐"라는 짐승']), curly))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("It is.", "`a` ."),
        ("It is .", "그렇습니다 ."),
        ("the . key", "점 . 키를 누릅니다."),
        ("an owl, ...", "올빼미 ..."),
        ("It is.", "이것은 .gitignore입니다."),
        ("a, b", "가 ,나"),
    ],
)
def test_spaces_that_may_be_meant(source: str, target: str) -> None:
    """A space is no slip behind code, before an ellipsis or a file name, or where the text speaks of the mark."""
    assert not findings("P506", source, target)


def test_spaces_before_marks() -> None:
    """Each one is found where it stands; a document that does so throughout is told once."""
    (first, second) = findings("P506", "Yes, it is.", "네 , 그렇습니다 .")
    assert [one.target.text for one in (first, second) if one.target] == [" ,", " ."]
    often = run("P506", bitext(*[(["It is so."], ["그렇습니다 ."])] * 4))
    assert [one.severity for one in often].count(Severity.WARNING) == 1
