"""U202: what was left in English inside a Korean segment, and sentences that stop in the middle."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.bitexts import bitext, run
from tests.checks.harness import findings
from tests.conftest import needs_shared
from tm.core import Kind, Severity

SOURCE = "Open the window in the morning. Then wait until the birds come back to the tree."
LEFT = "Then wait until the birds come back to the tree"


def test_a_sentence_left_in_english() -> None:
    """The finding covers the English and is an error, since it stands in the source as it is."""
    (found,) = findings("U202", SOURCE, f"아침에는 창문을 엽니다. {LEFT}.")
    assert found.target is not None
    assert (found.target.text, found.severity) == (LEFT, Severity.ERROR)


@pytest.mark.parametrize(
    "target",
    [
        f"아침에는 창문을 엽니다. “{LEFT}.”라는 말대로 합니다.",
        f"아침에는 창문을 엽니다. 『{LEFT}』를 보세요.",
        f"아침에는 창문을 엽니다. 새가 나무로 돌아올 때까지({LEFT}) 기다립니다.",
        f"아침에는 창문을 엽니다. [{LEFT}](birds.md)를 보세요.",
        f"아침에는 창문을 엽니다. **{LEFT}**를 보세요.",
        f"아침에는 창문을 엽니다. `{LEFT}`를 실행합니다.",
        f"{LEFT} -- 새가 나무로 돌아올 때까지 기다립니다",
        "아침에는 창문을 엽니다. copyright by the people who wait for the birds",
    ],
)
def test_english_that_may_stay(target: str) -> None:
    """Quotations, titles, glosses, links, emphasis, code, what is translated beside it, and licence texts."""
    assert findings("U202", SOURCE, target) == []


BRIEF = "We counted the birds for a year. The table surprised us. Nobody had seen so many."


@pytest.mark.parametrize(
    "text", ["일 년 동안 새를 셌습니다. {0} 참 많았습니다.", "{0} 새가 참 많았습니다.", "참 많습니다. {0}"]
)
def test_a_short_sentence_left_in_english(text: str) -> None:
    """A whole sentence of the source is an accident, however short it is."""
    (found,) = findings("U202", BRIEF, text.format("The table surprised us."))
    assert found.target is not None
    assert (found.target.text, found.severity) == ("The table surprised us", Severity.ERROR)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (BRIEF, "새를 셌습니다. “The table surprised us.” 참 많았습니다."),
        (BRIEF, "새를 셌습니다. 표를 보고 놀랐습니다(The table surprised us.). 참 많았습니다."),
        (BRIEF, "새를 셌습니다. `The table surprised us.` 참 많았습니다."),
        (BRIEF, "새를 셌습니다. 책 The table surprised us! 참 많았습니다."),
        ("It asks: Are you sure? Then wait.", "이렇게 묻습니다: Are you sure? 그러면 기다립니다."),
        ("We visited Bank of America. Then we left.", "Bank of America. 그곳을 떠났습니다."),
    ],
)
def test_short_english_that_may_stay(source: str, target: str) -> None:
    """Quotations, glosses, code, titles, what a program asks, names."""
    assert findings("U202", source, target) == []


def test_a_bracket_of_the_source_is_no_gloss() -> None:
    """What stands in brackets on both sides was left behind; the translator's own brackets are a gloss."""
    source = "Open the window (it is on the other side of the house)."
    (found,) = findings("U202", source, "창문을 엽니다(it is on the other side of the house).")
    assert found.target is not None
    assert found.target.text == "it is on the other side of the house"


def test_english_that_the_source_does_not_have() -> None:
    """What a translator wrote in English of his own accord was not left behind."""
    assert findings("U202", SOURCE, "아침에는 창문을 엽니다. and then go to the house and sleep 하면 됩니다.") == []


def test_a_program_is_no_prose() -> None:
    """Keywords are common English words; signs of code tell them apart."""
    code = "for bird in the_list: print(bird) # 새를 셉니다. while waiting for the next one in it: sleep(1)"
    assert findings("U202", code.replace("새를 셉니다.", "Count the birds."), code) == []


@pytest.mark.parametrize(
    ("end", "count"),
    [
        ("한 시간마다 바람과 파도를", 1),
        ("한 시간마다 바람과 파도를.", 1),
        ("한 시간마다 바람을 재면서.", 1),
        ("한 시간마다 새로 재는", 1),
        ("한 시간마다 새로운 방법의", 1),
        ("한 시간마다 바람과 파도를...", 0),
        ("바람과 파도를 잽니다", 0),
        ("바닷가의 작은 마을", 0),
        ("한 시간마다 여는 회의", 0),
        ("바람과 파도를 `count`", 0),
    ],
)
def test_a_sentence_that_breaks_off(end: str, count: int) -> None:
    """Particles and endings that want a predicate; nouns, code and what trails off are left alone."""
    source = "The station on the cape measures wind and waves every hour."
    assert len(findings("U202", source, f"곶에 있는 관측소는 {end}")) == count


def test_a_sentence_goes_on_behind_code() -> None:
    """A paragraph that ends in an object in front of a block of code is whole."""
    source = "Run the following command, and it will count the birds."
    found = bitext(([source], ["새를 세려면 다음 명령을"]), (["count birds"], ["count birds"]))
    kinds = (Kind.PARAGRAPH, Kind.CODE)
    sides = [
        replace(side, segments=tuple(replace(s, kind=kind) for s, kind in zip(side.segments, kinds, strict=True)))
        for side in (found.source, found.target)
    ]
    assert len(run("U202", found)) == 1
    assert run("U202", replace(found, source=sides[0], target=sides[1])) == []


def test_the_first_of_two_paragraphs_breaks_off() -> None:
    """Where one paragraph became two, each of them must end."""
    source = "The station on the cape measures wind and waves every hour. In winter it measures the ice."
    (found,) = run("U202", bitext(([source], ["곶에 있는 관측소는 바람과 파도를", "겨울에는 얼음을 잽니다."])))
    assert found.target is not None
    assert found.target.text == "파도를"


def test_a_heading_with_a_word_left() -> None:
    """A common word at its end; not one that the translation uses elsewhere as a word of its own."""
    rows = [(["Birds and cameras"], ["새와 cameras"]), (["We use a camera."], ["카메라를 씁니다."])]
    headings = bitext(*rows, kind=Kind.HEADING)
    (found,) = run("U202", headings)
    assert found.severity is Severity.WARNING
    rows.append((["Set cameras to one."], ["cameras를 1로 둡니다."]))
    assert run("U202", bitext(*rows, kind=Kind.HEADING)) == []


def test_a_heading_that_keeps_more_words_is_one_manner() -> None:
    """One word at the end of a heading was forgotten; who keeps two of its words means to."""
    assert findings("U202", "## Reusable lights and cameras", "## 재사용할 수 있는 lights와 cameras") == []
    assert findings("U202", "## Reusable lights and cameras", "## 재사용할 수 있는 등과 cameras") != []


def test_a_rare_word_left_in_a_heading() -> None:
    """A word that the source writes in lower case in its sentences is none of its names."""
    heading = (["Captions for the deaf"], ["청각 장애인을 위한 captions"])
    other = (["They like short captions best."], ["짧은 자막을 가장 좋아합니다."])
    assert run("U202", bitext(heading, kind=Kind.HEADING)) == []
    assert len(run("U202", bitext(heading, other, kind=Kind.HEADING))) == 1


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("name", ["pydoc-howto-regex", "pydoc-multiprocessing", "pydoc-tutorial"])
def test_silent_on_published_translations(name: str) -> None:
    """Finished translations, full of code and names, have at most one finding a document."""
    from tests.checks.bitexts import gold

    assert len(run("U202", gold(name))) <= 1
