"""Noun or verb, told by the words around. Sentences made up for this test; `bench` of other taggers use them too."""

from __future__ import annotations

import pytest

from tm.lang import en, en_context

#: The word in question stands between bars.
NOUNS = [
    "The |cache| is full.", "Each |request| has a header.", "Write a |test| for it.", "The |build| failed last night.",
    "Open the |log| and scroll down.", "This |query| is slow.", "We need a new |release|.", "Its |type| is unknown.",
    "A |field| of the form", "The |return| of the function", "In the first |run| it was slow.", "Check the |output|.",
    "the |scope| of a variable", "Every |commit| has an author.", "The |match| was exact.", "Add a |label| to the box.",
    "an |index| of names", "The |view| shows ten rows.", "Her |report| was short.", "Two |updates| wait.",
    "These |requests| are logged.", "All |builds| pass.", "The |queries| run at night.", "Use of the |lock| is rare.",
    "the |load| on the server", "a |lookup| in the table", "no |change| in the file", "the next |step| of the plan",
    "by the |import| of goods", "without a |filter| it is loud", "The |name| of the |process| is known.",
    "its |display| is broken", "A list with fewer |labels| makes sense.",
]  # fmt: skip
VERBS = [
    "We |cache| the result.", "You can |request| a copy.", "Please |test| it again.", "They |build| boats.",
    "To |log| in, type your name.", "It |returns| a list.", "Do not |release| the brake.", "Users |type| their names.",
    "|Return| the book to her.", "It will |run| all night.", "You must |commit| the file.", "I |match| the colours.",
    "Let's |label| the boxes.", "It |indexes| the pages.", "You should |view| it on a phone.", "She |reports| it.",
    "|Update| the page first.", "He |requests| a refund.", "To |build| and |test| a boat", "It |filters| the noise.",
    "You cannot |lock| the door.", "|Load| the file.", "It |displays| the time.", "We |change| it every day.",
    "Never |import| this file.", "They |name| boats.", "It may |process| the file twice.", "|Check| it now.",
    "It helps you and your team |build| small boats.", "Let people |name| small boats.",
    "You |query| the table with it.", "|Open| the lid.", "It can |crash| at night.", "|Note| that it is late.",
]  # fmt: skip


def marked(sentence: str) -> list[tuple[str, list[en.Word], int, str]]:
    text = sentence.replace("|", "")
    words = en.tokens(text)
    bars = [i for i, character in enumerate(sentence) if character == "|"]
    found = []
    for removed, at in enumerate(bars):
        if removed % 2 == 0:
            index = next(i for i, word in enumerate(words) if word.span.start == at - removed)
            inflection = next((how for _, how in words[index].readings if how == en.S), en.BASE)
            found.append((text, words, index, inflection))
    return found


def wrong(sentences: list[str], *, verb: bool) -> list[str]:
    return [s for s in sentences if any(en_context.is_verb(*place) != verb for place in marked(s))]


def test_nouns_are_not_taken_for_verbs() -> None:
    """A noun term is never lost to a verb: no noun of the list is called one."""
    assert wrong(NOUNS, verb=False) == []


def test_most_verbs_are_seen() -> None:
    """The verbs of the list are seen."""
    missed = wrong(VERBS, verb=True)
    assert not missed


@pytest.mark.parametrize("text", ["", "a", "the the", "run", "a b c d e f"])
def test_any_text_has_an_answer(text: str) -> None:
    """No text breaks it."""
    words = en.tokens(text)
    assert all(en_context.is_verb(text, words, at) in (True, False) for at in range(len(words)))


def test_words_made_when_needed_are_the_same() -> None:
    """`Tokens` and `tokens` agree."""
    text = "The queries of GPUs don't end; caching 데이터 is fine."
    assert list(en.Tokens(text)) == en.tokens(text)
