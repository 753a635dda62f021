"""Speech levels of Korean sentences."""

from __future__ import annotations

import pytest

from tm.core import Mask, Span
from tm.lang import ko
from tm.lang.register import FAMILIAR, FORMAL, PLAIN, POLITE, endings


def levels(text: str, *masks: Mask) -> list[tuple[str, str]]:
    """Register and ending word of each sentence."""
    blanked = list(text)
    for mask in masks:
        blanked[mask.span.start : mask.span.end] = " " * len(mask.span)
    return [(e.register, e.span.of(text)) for e in endings(text, masks, lambda: ko.morphemes("".join(blanked)))]


@pytest.mark.parametrize(
    ("sentence", "register"),
    [
        ("모델을 학습합니다.", FORMAL),
        ("값이 없습니까?", FORMAL),
        ("다시 시도하십시오.", FORMAL),
        ("이것은 예입니다(그림 2).", FORMAL),
        ("다시 보세요.", POLITE),
        ("그렇죠?", POLITE),
        ("정말 빠르네요!", POLITE),
        ("같은 것이에요.", POLITE),
        ("모델을 학습한다.", PLAIN),
        ("이것이 이유이다.", PLAIN),
        ("값은 필요하다…", PLAIN),
        ("그것은 아니다.", PLAIN),
        ("함수다.", PLAIN),
        ("나는 몰랐지.", FAMILIAR),
    ],
)
def test_registers(sentence: str, register: str) -> None:
    """The last ending tells the level."""
    assert [level for level, _ in levels(sentence)] == [register]


@pytest.mark.parametrize(
    "sentence",
    [
        "그림 2. 전체 구조",
        "모델의 개요.",
        "함수와 람다.",
        "저 넓은 바다.",
        "북쪽은 캐나다.",
        "한번 해 봅시다.",
        "무엇일까?",
        "감사합니다.",
        "이게 (거의) 다?",
        "값이 아닙 니다.",
        "파일을 만들었습니다다.",
        "이것은 한다",
        "안내판에는 “어둡다.”",
        "그는 “가자. 늦었다. 빨리.”라고",
        "(이것은 주석이다.)",
        "This is English.",
        "",
    ],
)
def test_no_register(sentence: str) -> None:
    """Noun endings, open questions, greetings, quotations, notes in brackets and text without a stop have none."""
    assert levels(sentence) == []


def test_each_sentence_with_its_word() -> None:
    """Every full sentence of a paragraph is read, and its last word is what a report points at."""
    text = "`a.b`를 **씁니다.** 그 뒤에 [여기](u)를 본다. 끝이에요!"
    masks = [Mask(Span(0, 5), "code"), *(Mask(Span(at, at + 2), "markup") for at in (7, 13))]
    assert levels(text, *masks) == [(FORMAL, "씁니다"), (PLAIN, "본다"), (POLITE, "끝이에요")]
