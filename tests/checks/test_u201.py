"""U201: what counts as prose left in English, and what as a name."""

from __future__ import annotations

import pytest

from tests.checks.bitexts import bitext, run
from tests.checks.harness import findings
from tm.core import Kind, Severity


def says(text: str, kind: Kind) -> list[Severity]:
    return [found.severity for found in run("U201", bitext(([text], [text]), kind=kind))]


@pytest.mark.parametrize(
    "text",
    ["How it works", "Describing photos", "Restoring colors in old films", "Winning at Chess", "Try it yourself!"],
)
def test_headings_left_in_english_are_errors(text: str) -> None:
    """A heading with function words, lower-case words or a gerund is prose."""
    assert says(text, Kind.HEADING) == [Severity.ERROR]


@pytest.mark.parametrize("text", ["Introduction", "Future Work", "Conclusion"])
def test_headings_that_may_be_names_are_warnings(text: str) -> None:
    """Capitalised common words alone may name something."""
    assert says(text, Kind.HEADING) == [Severity.WARNING]


@pytest.mark.parametrize(
    "text",
    [
        "PyTorch", "TensorFlow 2.0", "Andrej Karpathy", "React", "GPT-2", "C++", "OpenAI Gym", "Spring Boot", "MNIST",
        "Node.js", "Ubuntu Linux", "(Marsh et al., 2016)", "x = 3", "https://example.org", "Ctrl+C",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", [Kind.HEADING, Kind.CELL, Kind.PARAGRAPH])
def test_names_code_and_citations_stay(text: str, kind: Kind) -> None:
    """Names, versions, citations and code may be the same in both languages."""
    assert says(text, kind) == []


@pytest.mark.parametrize("text", ["git merge --abort", "npm run build", "string", "true", "push|fetch"])
def test_commands_and_values_stay(text: str) -> None:
    """What is typed or stored is no prose."""
    assert says(text, Kind.ENTRY) == []


def test_a_word_used_inside_korean_is_a_name() -> None:
    """What the translation keeps in Latin letters in its sentences may stand alone too, ordinary words may not."""
    body = (["We play Deep Ocean here."], ["여기서는 Deep Ocean을 합니다."])
    assert run("U201", bitext((["Deep Ocean"], ["Deep Ocean"]), body, kind=Kind.HEADING)) == []
    (found,) = run("U201", bitext((["Winning Deep Ocean"], ["Winning Deep Ocean"]), body, kind=Kind.HEADING))
    assert found.severity is Severity.ERROR


def test_a_title_of_a_work_is_info() -> None:
    """A quoted or emphasised title may stay in English."""
    assert says("*The Song of the Ice*", Kind.PARAGRAPH) == [Severity.INFO]


def test_an_empty_entry_is_a_warning() -> None:
    """A catalogue entry without a translation is reported as such."""
    (found,) = run("U201", bitext((["Open the file"], [""]), kind=Kind.ENTRY))
    assert (found.severity, found.message) == (Severity.WARNING, "not translated: Open the file")


def test_the_whole_segment_is_marked() -> None:
    """The finding covers the untranslated text, and says that it equals the source."""
    (found,) = findings("U201", "It rains a lot.", "it rains a lot")
    assert found.target is not None
    assert (found.target.text, found.message) == ("it rains a lot", "untranslated: the same as the source")


def test_one_korean_word_is_enough_to_be_silent() -> None:
    """Partly translated text is for another rule."""
    assert findings("U201", "Computer vision, sound and more", "Computer vision, sound 등") == []
