"""Replacing a term repairs the particle behind it."""

from __future__ import annotations

import pytest

from tm.core import Span
from tm.terms.replace import replacing


@pytest.mark.parametrize(
    ("text", "old", "new", "after"),
    [
        ("꼬리표가 틀렸다.", "꼬리표", "레이블", "레이블이 틀렸다."),
        ("labels를 붙인다.", "labels", "레이블", "레이블을 붙인다."),
        ("값으로 쓴다.", "값", "자료", "자료로 쓴다."),
        ("request 와 응답", "request", "요청", "요청과 응답"),
        ("template 이 많다", "template", "템플릿", "템플릿 이 많다"),
        ("메소드들을 나열한다.", "메소드", "메서드", "메서드들을 나열한다."),
        ("장고는 빠르다.", "장고", "Django", "Django는 빠르다."),
    ],
)
def test_particles_follow_the_new_term(text: str, old: str, new: str, after: str) -> None:
    """The particle agrees with the new term; what is no particle stays as it is."""
    edit = replacing(text, Span(text.index(old), text.index(old) + len(old)), new)
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == after
