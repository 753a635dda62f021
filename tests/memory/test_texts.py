"""Many texts at once are what each is alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.memory.test_keys import TEXTS
from tm.core import TranslationUnit
from tm.memory import keys, texts


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=12))
def test_pieces_hold_the_normal_texts_of_units_that_have_both(pairs: list[tuple[str, str]]) -> None:
    """Of a piece, those with text on both sides are left, in order, each text as it is made normal by itself."""
    units = [TranslationUnit(*pair) for pair in pairs]
    found = texts.pairs(list(units))
    kept = [unit for unit in units if keys.normal(unit.source).strip() and keys.normal(unit.target).strip()]
    assert found.units == kept
    assert found.sources == [keys.normal(unit.source) for unit in kept]
    assert found.targets == [keys.normal(unit.target) for unit in kept]
    assert found.encoded == ([text.encode() for text in found.sources], [text.encode() for text in found.targets])


@given(st.lists(TEXTS.map(keys.normal).filter(str.strip), min_size=1, max_size=12))
def test_forms_and_digests_of_many_are_those_of_each(normal: list[str]) -> None:
    """Plain forms, numberless ones where there is a number, and the digests of both are as each text has them."""
    encoded = [text.encode() for text in normal]
    plain = texts.plains(normal, encoded)
    assert plain == [keys.plain(text).encode() for text in normal]
    known = texts.digests(encoded)
    assert known.tolist() == [keys.digest(text) for text in normal]
    assert texts.digests_beside(plain, encoded, known).tolist() == [keys.digest(keys.plain(text)) for text in normal]
    numbered, numberless = texts.numberless(plain)
    others = [at for at, text in enumerate(normal) if keys.numberless(text) != keys.plain(text)]
    assert numbered.tolist() == others
    assert numberless == [keys.numberless(normal[at]).encode() for at in others]
