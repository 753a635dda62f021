"""Cutting texts into subwords with as little of the model as they need."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.alignment import subwords
from tm.alignment.subwords import Subwords
from tm.alignment.unpacked import folder
from tm.alignment.use_m3 import UseM3

TEXTS = [
    "The central bank raised interest rates twice, to 3.25%.",
    "중앙은행이 금리를 두 번 올렸다… 그리고　또　올렸다.",
    "`git rebase --onto` → ＦＵＬＬ  width\tand\u00a0spaces, ① ½ ㎞ 😀",
    "ÀÉÎ naïve Ünïcödé — «quoted» ‘so’",
    "高い山 и другие العربية",
    "",
    " ",
]


def few() -> Subwords:
    """With its index at hand, and nothing more."""
    encoder = UseM3()
    made = Subwords(encoder.subwords.model, encoder.name)
    _ = made._index
    made._loaded = False  # making an index reads the model
    return made


@cache
def whole() -> Any:
    return UseM3().subwords.whole


def cut(texts: list[str]) -> Any:
    """What the whole model makes of texts."""
    return whole().encode(texts, out_type=int, add_bos=True, add_eos=True)


@pytest.mark.parametrize("texts", [TEXTS, *([text] for text in TEXTS), []])
def test_a_small_model_cuts_like_the_whole_one(texts: list[str]) -> None:
    """The same numbers, without the whole model being read."""
    small = few()
    assert small.cut(texts) == cut(texts)
    assert not small._loaded


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8"), max_size=40)
        | st.text("가나다라마 을를abcde.,ﬁ…①\u0301\u1161\u200b\ufeff\n", max_size=40)
    )
)
def test_any_text_is_cut_alike(texts: list[str]) -> None:
    """Whatever characters there are, and however they compose, the result is that of the whole model."""
    made = few()
    made.__dict__["whole"] = whole()  # read once for all of these
    assert made.cut(texts) == cut(texts)


def test_characters_that_compose_are_left_to_the_whole_model() -> None:
    """What becomes of a letter with a combining mark, or of parts of syllables, cannot be told of one character."""
    for text in ("e\u0301", "\u1112\u1161\u11ab", "か\u3099"):
        small = few()
        small.cut([text])
        assert small._loaded


def test_much_text_is_left_to_the_whole_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """From some length on reading the whole model pays."""
    monkeypatch.setattr(subwords, "LITTLE", 10)
    small = few()
    small.cut(["more than ten characters"])
    assert small._loaded


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 99, "another array"])
def test_a_damaged_index_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes | str) -> None:
    """A broken file is as good as none."""
    few()
    (name,) = (path.name for path in folder().glob("subwords-*"))
    monkeypatch.setenv("TM_CACHE_DIR", str(tmp_path))
    kept = folder() / name
    kept.parent.mkdir()
    if isinstance(damage, bytes):
        kept.write_bytes(damage)
    else:
        np.save(kept, np.zeros(3))
    wrong = kept.read_bytes()
    assert few().cut(TEXTS[:3]) == cut(TEXTS[:3])
    assert kept.read_bytes() != wrong
    encoder = UseM3()
    assert encoder.subwords.cut(TEXTS[:3]) == cut(TEXTS[:3])
    assert not encoder.subwords._loaded, "the index was not made again"


def test_without_a_place_for_the_index_it_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder that cannot be made only costs time."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TM_CACHE_DIR", str(tmp_path / "file"))
    assert few().cut(TEXTS) == cut(TEXTS)
