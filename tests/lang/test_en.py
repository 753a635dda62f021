"""English words, base forms, noun or verb by neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.lang import en, en_context


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("queries", "query"),
        ("caches", "cache"),
        ("classes", "class"),
        ("boxes", "box"),
        ("analyses", "analysis"),
        ("matrices", "matrix"),
        ("people", "person"),
        ("planned", "plan"),
        ("used", "use"),
        ("applied", "apply"),
        ("trained", "train"),
        ("fetched", "fetch"),
        ("running", "run"),
        ("caching", "cache"),
        ("dying", "die"),
        ("overrode", "override"),
        ("written", "write"),
        ("GPUs", "gpu"),
    ],
)
def test_inflected_forms_lead_to_their_base(form: str, lemma: str) -> None:
    """A regular or irregular form has its base form among its lemmas."""
    assert lemma in en.Word(form, en.words(form)[0], en.readings(form)).lemmas


@pytest.mark.parametrize(
    "word", ["string", "class", "bus", "status", "analysis", "this", "need", "thing", "process", "has"]
)
def test_words_that_only_look_inflected_are_left_whole(word: str) -> None:
    """An ending that belongs to the word is not taken off."""
    assert [lemma for lemma, _ in en.readings(word) if lemma != word and lemma not in ("have",)] == []


def test_words_end_where_hangul_begins() -> None:
    """A particle behind a Latin word is not part of it."""
    text = "commit을 push한다, don't"
    assert [span.of(text) for span in en.words(text)] == ["commit", "push", "don't"]


def test_lemmas_leave_function_words_out() -> None:
    """Only words that carry meaning are listed, in their base form."""
    assert en.lemmas("The networks were trained on images.") == ["network", "train", "image"]


@pytest.mark.parametrize(
    ("text", "word", "verb"),
    [
        ("You can view the page.", "view", True),
        ("to query a database", "query", True),
        ("Cache the result.", "Cache", True),
        ("Django caches the result.", "caches", True),
        ("It is set to zero.", "set", True),
        ("to build and test it", "test", True),
        ("To start, type          here.", "type", True),
        ("   it   sorts           in place", "sorts", True),
        ("a tool that stores keys", "stores", True),
        ("Django queries tables.", "queries", True),
        ("Their queries has no effect", "queries", False),
        ("the view is empty", "view", False),
        ("each request and its response", "request", False),
        ("this class method returns nothing", "returns", True),
        ("Views are functions.", "Views", False),
        ("to memory", "memory", False),
        ("of type the", "type", False),
    ],
)
def test_neighbours_tell_verbs_from_nouns(text: str, word: str, verb: bool) -> None:
    """Particles, modals and objects make a verb of a word that can be one; a determiner before it does not."""
    words = en.tokens(text)
    at = next(i for i, found in enumerate(words) if found.form == word)
    inflection = en.S if word.endswith("s") and word != "class" else en.BASE
    assert en_context.is_verb(text, words, at, inflection) is verb


@given(st.text(max_size=80))
def test_any_text_has_words_at_their_spans(text: str) -> None:
    """Whatever the text, each word stands at its span and is its own first reading."""
    for word in en.tokens(text):
        assert word.span.of(text) == word.form
        assert word.readings[0] == (en.fold(word.form), en.BASE)
