"""U201: what counts as prose left in English, and what as a name."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.checks.bitexts import bitext, run, sentences
from tests.checks.harness import findings
from tm.core import Bead, Bitext, Kind, Severity
from tm.formats import read_document


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


@pytest.mark.parametrize(
    ("heading", "left"),
    [
        ("birdctl song mine", True), ("song mine", True), ("nest build up", True), ("birdctl watch out", True),
        ("src/main.rs lib/names.rs", True), ("max_wait min_wait", True), ("make sure you commit", False),
        ("install the package", False), ("birdctl for those in a hurry", False), ("max_wait for the client", False),
        ("open the nest", False), ("make it up", False),
    ],
)  # fmt: skip
def test_headings_that_are_commands_stay(heading: str, left: bool) -> None:
    """A command that code has, or whose program it has, may be a heading; English words are prose beside code too."""
    text = (
        "# {heading}\n\nRun `birdctl song mine`, then `make test`.\n\n"
        "```sh\n# open the nest\n$ nest build up --fast\n```\n"
    )
    english = text.format(heading=heading)
    korean = english.replace("Run", "실행").replace("then", "다음")
    source = read_document(english.encode(), name="en.md", language="en")
    target = read_document(korean.encode(), name="ko.md", language="ko")
    beads = tuple(Bead(range(n, n + 1), range(n, n + 1)) for n in range(len(source.segments)))
    assert (run("U201", Bitext(source, target, beads)) == []) is left


def test_many_commands_as_headings() -> None:
    """What a reference of commands costs grows with its length, not with its square."""

    def seconds(count: int) -> float:
        page = "".join(f"# bird song{n} add\n\n```\n" + "bird list\n" * 20 + "```\n" for n in range(count)).encode()
        source, target = (read_document(page, name=f"{tag}.md", language=tag) for tag in ("en", "ko"))
        beads = tuple(Bead(range(n, n + 1), range(n, n + 1)) for n in range(len(source.segments)))
        spent = []
        for _ in range(2):
            start = time.process_time()
            assert run("U201", Bitext(source, target, beads)) == []
            spent.append(time.process_time() - start)
        return min(spent)

    few = seconds(100)
    assert seconds(400) < 8 * few


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


@pytest.mark.parametrize("text", ["**Output:**", "*Prompt:*", "*Notes*"])
def test_one_word_labels_are_silent(text: str) -> None:
    """A label of one word is no title and no prose."""
    assert says(text, Kind.PARAGRAPH) == []


def test_a_quoted_link_is_a_title() -> None:
    """Who said it may stand in front; prose around it may not."""
    title = '["The Song of the Ice in spring"](https://example.org/song)'
    assert says(f"— @otterby, {title}", Kind.QUOTE) == []
    assert says(f"This is what they sing about in {title}", Kind.QUOTE) == [Severity.ERROR]
    assert says(title.replace("spring", "spring."), Kind.QUOTE) == [Severity.ERROR]


def test_what_a_program_prints_is_a_warning() -> None:
    """A message that is announced as such, or that stands in a component for it, may be kept on purpose."""
    message = "Boats can only be counted inside the body of a river."
    announced = (["You will see this error message:"], ["이런 오류 메시지가 나타납니다:"])
    told = (["You will see this river:"], ["이런 강이 나타납니다:"])
    for row, severity in ((announced, Severity.WARNING), (told, Severity.ERROR)):
        assert [found.severity for found in run("U201", bitext(row, ([message], [message])))] == [severity]
    found = bitext((["<ConsoleBlock level>"], ["<ConsoleBlock level>"]), ([message], [message]))
    sides = []
    for side in (found.source, found.target):
        first, second = side.segments
        sides.append(replace(side, segments=(replace(first, kind=Kind.MARKUP), second)))
    (printed,) = run("U201", replace(found, source=sides[0], target=sides[1]))
    assert printed.severity is Severity.WARNING


def test_titles_of_pages_elsewhere_are_info() -> None:
    """Who follows a list of links to English pages reads English; what is said beside them is to be translated."""
    linked = "[Counting the birds of the bay](https://example.org/birds)"
    for text in (linked, f"{linked} by Anna Berg", f"**Bay Watch**: {linked}"):
        assert says(text, Kind.ITEM) in ([], [Severity.INFO])
    assert says(f"Read more about it in {linked}", Kind.ITEM) == [Severity.ERROR]
    assert says("[Counting the birds of the bay](birds.md)", Kind.ITEM) == [Severity.ERROR]


def test_a_name_with_its_letters_stays() -> None:
    """A method that is introduced with its short form is a name, in its heading and in the table of contents."""
    heading = (["Quiet Water Guidance (QWG)"], ["Quiet Water Guidance (QWG)"])
    contents = (["Quiet Water Guidance"], ["Quiet Water Guidance"])
    assert says("Quiet Water Guidance", Kind.HEADING) == [Severity.WARNING]
    assert run("U201", bitext(contents, heading, kind=Kind.HEADING)) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Français | Deutsch | 日本語 | Bahasa Indonesia", "English | Français | Deutsch | 日本語 | Bahasa Indonesia"),
        (
            "[English](a.md) · [Español](a.es.md) · [Русский](a.ru.md)",
            "[English](a.md) · [Español](a.es.md) · [Русский](a.ru.md)",
        ),
        ("Korean version: [tides-ko.md](tides-ko.md)", "English version: [tides.md](tides.md)"),
        ("This page is also available in Korean.", "This page is also available in English."),
    ],
)
def test_what_leads_to_other_languages_stays(source: str, target: str) -> None:
    """A reader who looks for another language finds it by its own name."""
    assert findings("U201", source, target) == []


@pytest.mark.parametrize(
    "text", ["Read this in other languages: English, Français, 日本語", "Red | Green | Blue and white"]
)
def test_prose_beside_names_of_languages_is_prose(text: str) -> None:
    """A list is no bar of languages because some of its words name one."""
    assert findings("U201", text, text) != []


@pytest.mark.parametrize("text", ["JWT (JSON Web Token)", "BSN (Bird Song Network)", "Soft(arg)max - `nn.Softmax()`"])
def test_letters_with_their_name_and_coined_words_stay(text: str) -> None:
    """What the letters of a name stand for is part of the name; a word with brackets inside is coined."""
    assert says(text, Kind.HEADING) == []
    assert says("Nests (How to find them)", Kind.HEADING) != []


@pytest.mark.parametrize("text", ["Works Cited", "Bibliography", "Acknowledgments", "Appendix", "Further Reading"])
def test_parts_of_a_book_are_prose(text: str) -> None:
    """What parts of a text are called is translated in any book, however rare the word; elsewhere it may be a name."""
    assert says(text, Kind.HEADING) != []
    assert says("Bibliography", Kind.CELL) == []


def test_what_stays_everywhere_is_told_once() -> None:
    """The same title in the contents, over its section and in a table is one decision."""
    row = (["Counting the Birds"], ["Counting the Birds"])
    found = run("U201", bitext(row, row, row, kind=Kind.HEADING))
    assert [one.severity is Severity.INFO for one in found] == [False, True, True]


def test_a_word_left_in_a_column() -> None:
    """One ordinary word in a cell is a leftover where the rest of its column is translated, else a name."""

    def column(*cells: str) -> list[Severity]:
        found = bitext(*(([one], [two]) for one, two in zip(["Machine", "Pump", "Fan", "Valve"], cells, strict=True)))
        source, target = (
            replace(side, segments=tuple(replace(one, kind=Kind.CELL, level=1) for one in side.segments))
            for side in (found.source, found.target)
        )
        return [one.severity for one in run("U201", replace(found, source=source, target=target))]

    assert column("기계", "펌프", "Fan", "밸브") == [Severity.WARNING]
    assert column("기계", "Pump", "Fan", "Valve") == []


def test_a_licence_stays() -> None:
    """The text of a licence binds as it was written."""
    assert (
        says("Permission is hereby granted, free of charge, to any person who has a copy of this.", Kind.PARAGRAPH)
        == []
    )


PARAGRAPH = ["Thank you for reading this.", "The next post will be about hornets and traps."]
THANKS, NEXT, SOON = "읽어 주셔서 감사합니다.", "다음 글에서는 말벌과 덫을 다룹니다.", "며칠 뒤에 뵙겠습니다."


def doubles(source: list[str], target: list[str], *beads: Bead) -> dict[str, list[str]]:
    """What is advised about a paragraph of these sentences, by rule."""
    found = bitext(([" ".join(source)], [" ".join(target)]))
    cut = sentences(found, *beads, parts=(source, target))
    return {code: [str(one.help) for one in run(code, cut)] for code in ("U201", "U202")}


def lone(at: int, end: int) -> Bead:
    return Bead(range(at, at), range(end, end + 1), 1.0)


def both(at: int, end: int) -> Bead:
    return Bead(range(at, at + 1), range(end, end + 1), 1.0)


def test_deleting_is_advised_only_where_nothing_is_lost() -> None:
    """A source that stands as a whole in front of its translation, each sentence of it."""
    beads = (both(0, 0), both(1, 1), lone(2, 2), lone(2, 3))
    assert doubles(PARAGRAPH, [*PARAGRAPH, THANKS, NEXT], *beads) == {"U201": ["delete it"] * 2, "U202": []}
    assert doubles(PARAGRAPH[1:], [PARAGRAPH[1], NEXT], both(0, 0), lone(1, 1)) == {"U201": ["delete it"], "U202": []}


@pytest.mark.parametrize("last", [SOON, NEXT])
def test_a_sentence_left_in_english_is_to_be_translated(last: str) -> None:
    """Another Korean sentence behind it may be anything, where the rest of the paragraph is translated."""
    advice = doubles(PARAGRAPH, [THANKS, PARAGRAPH[1], last], both(0, 0), both(1, 1), lone(2, 2))
    assert advice == {"U201": [], "U202": ["translate it"]}


def test_korean_that_cannot_be_the_translation_saves_the_source() -> None:
    """Too short, too few sentences, or without the numbers and names of the source."""
    assert doubles(PARAGRAPH[1:], [PARAGRAPH[1], SOON], both(0, 0), lone(1, 1))["U201"] == []
    assert doubles(PARAGRAPH, [*PARAGRAPH, NEXT], both(0, 0), both(1, 1), lone(2, 2))["U201"] == []
    source = "The 47 traps of 1987 stand in the old orchard by the river."
    for text, count in (
        ("강가의 오래된 과수원에는 1987년의 덫 47개가 있습니다.", 1),
        ("강가의 오래된 과수원에는 벌이 아주 많이 살고 있습니다.", 0),
    ):
        assert len(doubles([source], [source, text], both(0, 0), lone(1, 1))["U201"]) == count
