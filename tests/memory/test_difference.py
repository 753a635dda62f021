"""The words that differ, marked on both sides."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.core import Span
from tm.memory.difference import changed


def words(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(tag, one.of(old), other.of(new)) for tag, one, other in changed(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Press the red button.", "Press the blue button.", [("replace", "red", "blue")]),
        ("Press the red button.", "Press the button.", [("delete", "red ", "")]),
        ("Press the button.", "Press the red button.", [("insert", "", "red ")]),
        ("Press the big red button.", "Press a small green button.", [("replace", "the big red", "a small green")]),
        ("Wait 3 s", "Wait 40 s", [("replace", "3", "40")]),
        ("Open <b>it</b>", "Open <i>it</i>", [("replace", "<b>", "<i>"), ("replace", "</b>", "</i>")]),
        ("Hello.", "Hello!", [("replace", ".", "!")]),
        ("1.2 billion of 4.", "1.3 billion of 4.", [("replace", "1.2", "1.3")]),
        ("1.2 billion", "1.2 million", [("replace", "billion", "million")]),
        ("don't go", "do not go", [("replace", "don't", "do not")]),
        ("a", "", [("delete", "a", "")]),
        ("", "a", [("insert", "", "a")]),
        ("same", "same", []),
    ],
)
def test_english(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    """Whole words are marked; neighbouring changes are one."""
    assert words(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("파일을 여세요.", "파일이 여세요.", [("replace", "을", "이")]),
        ("환각을 줄인다", "환각으로부터 줄인다", [("replace", "을", "으로부터")]),
        ("모델은 값을 반환한다", "모델은 값을 반환하지 않는다", [("replace", "반환한다", "반환하지 않는다")]),
        ("신경망이 배운다", "신경망이 잊는다", [("replace", "배운다", "잊는다")]),
        ("데이터를 저장했습니다", "데이터를 저장합니다", [("replace", "했습", "합")]),
    ],
)
def test_korean(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    """An eojeol is a word; where most of it agrees only the syllables that differ are marked."""
    assert words(old, new) == expected


TEXT = st.text(st.sampled_from("ab 가나다을를.<>{}%3\n’"), max_size=30)


@given(TEXT, TEXT)
def test_marks_rebuild_the_new_text(old: str, new: str) -> None:
    """Spans lie inside and in order, do not overlap, and putting the new words in makes the new text of the old."""
    at, behind, parts = 0, 0, []
    for tag, one, other in changed(old, new):
        assert at <= one.start <= one.end <= len(old)
        assert behind <= other.start <= other.end <= len(new)
        assert tag == ("replace" if one and other else "delete" if one else "insert")
        assert one.of(old) != other.of(new)
        assert Span(at, one.start).of(old) == Span(behind, other.start).of(new)
        parts += [old[at : one.start], other.of(new)]
        at, behind = one.end, other.end
    assert "".join([*parts, old[at:]]) == new


def test_long_texts_end() -> None:
    """Two long texts that share nothing are one change, at once."""
    old, new = "a b " * 5_000, "c d " * 5_000
    assert [tag for tag, *_ in changed(old + "x", new + "y")] == ["replace"]


def test_long_texts_of_few_words_take_no_time() -> None:
    """The same words a thousand times over are compared in another way, which gives both texts all the same."""
    old, new = " ".join("ab"[at % 3 % 2] for at in range(900)), " ".join("ab"[at % 5 % 2] for at in range(900))
    begin = time.process_time()
    found = changed(old, new)
    assert time.process_time() - begin < 1
    text, last = "", 0
    for _, one, other in found:
        text += old[last : one.start] + other.of(new)
        last = one.end
    assert text + old[last:] == new
