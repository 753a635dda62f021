"""What a translation leaves as it is."""

from __future__ import annotations

import pytest

from tests.alignment.fakes import segments
from tm.alignment import anchors
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


def test_only_shared_anchors_weigh_and_rare_ones_weigh_more() -> None:
    """An anchor on one side only has no weight; a common one has less than a rare one."""
    english = [anchors.tokens(segment) for segment in segments("GPU GPT", "GPU", "GPU only")]
    korean = [anchors.tokens(segment) for segment in segments("GPU GPT", "GPU", "GPU 하나")]
    weights = anchors.weights(english, korean)
    assert "word only" not in weights
    assert weights["word gpt"] > weights["word gpu"] > 0
