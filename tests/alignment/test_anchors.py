"""What a translation leaves as it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alignment.fakes import segments
from tm.alignment import anchors
from tm.alignment.sides import sides
from tm.core import Mask, Places, Segment, Span


@pytest.mark.parametrize(
    "url",
    [
        "https://youtu.be/MVBe6_o4cMI",
        "https://www.youtube.com/embed/MVBe6_o4cMI?rel=0",
        "https://www.youtube.com/watch?feature=x&v=MVBe6_o4cMI",
        "https://img.youtube.com/vi/MVBe6_o4cMI/0.jpg",
    ],
)
def test_addresses_of_one_video_are_one(url: str) -> None:
    """A video is the same behind its page, its player, its short link and its thumbnail."""
    assert anchors.address(url) == "youtube:MVBe6_o4cMI"


def test_addresses_differ_by_host_and_path_alone() -> None:
    """Scheme, `www.`, fragment and last slash say nothing; the path does."""
    assert anchors.address("http://www.Example.org/a/#top") == anchors.address("https://example.org/a")
    assert anchors.address("https://example.org/a") != anchors.address("https://example.org/b")


def test_tokens_survive_translation() -> None:
    """Numbers, names and code give the same anchors in both languages."""
    english, korean = segments("GANs use 1,024 units in `train_step`.", "GAN은 `train_step`에서 1024개 유닛을 쓴다.")
    assert {"word gan", "number 1024", "word train_step"} <= anchors.tokens(english) & anchors.tokens(korean)


def test_what_is_masked_as_markup_gives_addresses_only() -> None:
    """Words inside an address are no anchors, the address is."""
    text = "see [this](https://example.org/deep-learning)"
    masked = Segment("", text, Places.identity(0, len(text)), masked=(Mask(Span(11, len(text) - 1), "url"),))
    found = anchors.tokens(masked)
    assert "url example.org/deep-learning" in found
    assert "word learning" not in found


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("harbour/tides", "harbour/tides"),
        ("../en/tides.md", "../ko/tides.md"),
        ("tides.md", "/docs/ko/Tides/"),
        ("./tides.en.html?v=2", "<tides.ko.html>"),
        ("#low-water", "#low-water"),
    ],
)
def test_a_page_is_known_wherever_a_language_keeps_it(source: str, target: str) -> None:
    """Links to one page of a project give one anchor, whatever the folders and endings of the language."""
    assert anchors.places(source) == anchors.places(target) != []


def test_a_page_and_a_place_on_it_are_two_anchors() -> None:
    """Where a translation names the place on a page otherwise, the page still speaks for the pair."""
    shared = set(anchors.places("tides.md#low-water")) & set(anchors.places("tides.md#썰물"))
    assert shared == {"page tides"}
    assert anchors.places("") == anchors.places("/") == []


def test_only_shared_anchors_weigh_and_rare_ones_weigh_more() -> None:
    """An anchor on one side only is left out; a common one has less weight than a rare one."""
    source, target, weight = sides(segments("GPU GPT", "GPU", "GPU only"), segments("GPU GPT", "GPU", "GPU 하나"))
    assert [len(source.tokens), len(target.tokens), len(weight)] == [6, 6, 4]  # two whole texts as well
    gpu = np.bincount(source.tokens).argmax()
    assert weight.min() == weight[gpu] > 0


@given(st.lists(st.text(st.sampled_from("aS1,._한국é \n:/x"), max_size=20), max_size=6))
@settings(max_examples=80, deadline=None)
def test_numbered_anchors_are_the_tokens(texts: list[str]) -> None:
    """The quick way over a whole side finds what the plain way finds in each segment."""
    side, forms = segments(*texts), anchors.Forms()
    numbers, owners = anchors.numbered(side, texts, forms)
    names = {number: name for name, number in forms.numbers.items()}
    for row, segment in enumerate(side):
        assert {names[number] for number in numbers[owners == row]} == anchors.tokens(segment)


@pytest.mark.parametrize(
    ("texts", "counters"),
    [
        (["1. Open", "2. Close"], ["1", "2"]),
        (["그림 3은 탑이다.", "표 9", "그림 4는 다리다."], ["3", "4"]),
        (["제3장", "제4장"], ["3", "4"]),
        (["(a) tea", "(b) milk"], ["a", "b"]),
        (["IV. Tea", "V. Milk"], ["IV", "V"]),
        (["1.9 Tea", "1.10 Milk"], ["1.9", "1.10"]),
        (["404 is an error", "500 too"], []),
        (["1,000 won", "2,000 won"], []),
        (["Tea has 1 leaf", "Milk has 2"], []),
    ],
)
def test_counters_rise_at_the_start_of_texts(texts: list[str], counters: list[str]) -> None:
    """What a text begins with counts it if its predecessor or successor begins another text near by."""
    assert [counter for counter, _ in anchors.counters(texts).values()] == counters


def test_counters_weigh_little() -> None:
    """A shared number that counts says less than the same number in a sentence."""
    counted = sides(segments("3. tea", "4. milk"), segments("3. 차", "4. 우유"))
    meant = sides(segments("tea of 3", "milk of 4"), segments("차 3", "우유 4"))
    assert 0 < counted[0].mass.max() <= anchors.COUNTING < meant[0].mass.min()
