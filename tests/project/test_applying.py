"""Drafts of new texts from a memory, in the format of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tm.core import Match, TranslationUnit
from tm.errors import UsageError
from tm.memory.lookup import Query
from tm.project.applying import apply

KNOWN = {
    "Getting started": ("시작하기", 1.0),
    "Install the tool.": ("도구를 설치합니다.", 1.0),
    "Then run it twice.": ("그런 다음 한 번 실행합니다.", 0.96),
    "A cell": ("칸 | 하나", 1.0),
    "Both of these. As a whole.": ("둘을 한꺼번에 옮겼습니다.", 1.01),
}


def known(queries: Sequence[Query]) -> list[Match | None]:
    """Answers from KNOWN."""
    found: list[Match | None] = []
    for query in queries:
        target, score = KNOWN.get(query.text, ("", 0.0))
        found.append(Match(TranslationUnit(query.text, target), score, "exact", target=target) if target else None)
    return found


def drafted(text: str, name: str = "new.md", find: Callable[[Sequence[Query]], Sequence[Match | None]] = known) -> str:
    """The draft of a text."""
    return apply(text.encode(), name=name, language="en", find=find, threshold=0.95).text


def test_markdown_stays_as_it_is_outside_what_is_replaced() -> None:
    """Marks of blocks, blanks, code and text without a match stay; sentences are replaced one by one."""
    text = (
        "---\ntitle: Getting started\n---\n\n#  Getting started\n\n"
        "* Install the tool.  Unknown words here.\n\n    code = 1\n\n"
        "> Then run it twice.\n\nBoth of these. As a whole.\n"
    )
    assert drafted(text) == (
        "---\ntitle: 시작하기\n---\n\n#  시작하기\n\n"
        "* 도구를 설치합니다.  Unknown words here.\n\n    code = 1\n\n"
        "> 그런 다음 한 번 실행합니다. <!-- tm: draft 96 -->\n\n둘을 한꺼번에 옮겼습니다.\n"
    )


def test_a_fuzzy_match_is_marked_or_left_out() -> None:
    """MDX has comments of its own; plain text has none, so that only whole matches go in."""
    assert drafted("Then run it twice.\n", "new.mdx") == "그런 다음 한 번 실행합니다. {/* tm: draft 96 */}\n"
    assert (
        drafted("Then run it twice.\n\nInstall the tool.\n", "new.txt") == "Then run it twice.\n\n도구를 설치합니다.\n"
    )


def test_what_would_change_the_structure_stays() -> None:
    """A translation with a bar would make two cells of one."""
    text = "| Head | Install the tool. |\n| --- | --- |\n| A cell | other |\n"
    done = apply(text.encode(), name="new.md", language="en", find=known, threshold=0.95)
    assert done.text == "| Head | 도구를 설치합니다. |\n| --- | --- |\n| A cell | other |\n"
    assert [segment for segment, _ in done.left] == ["A cell"]
    assert (done.whole, done.fuzzy) == (1, 0)


@pytest.mark.parametrize("cell", ["A | B", "끝 |"])
def test_what_would_not_be_read_again_stays(cell: str) -> None:
    """A bar in the last cell makes no further cell: what stands behind it would just not be shown."""

    def find(queries: Sequence[Query]) -> list[Match | None]:
        return [
            Match(TranslationUnit("x", cell), 1.0, "exact", target=cell) if query.text == "last" else None
            for query in queries
        ]

    text = "| One | Two |\n| --- | --- |\n| first | last |\n"
    assert drafted(text, find=find) == text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("new.md", "> One and\n> two. Three\n>   is here.\n"),
        ("new.md", "- One and\n  two.\n- Three\n  is here.\n"),
        ("new.txt", "> One and\n> two.\n\n  Three\n  is here.\n"),
    ],
)
def test_lines_keep_their_ends_and_their_marks(name: str, text: str, end: str) -> None:
    """Lines of a translation stand in the file as those of its source do: the same text changes nothing."""
    text = text.replace("\n", end)

    def same(queries: Sequence[Query]) -> list[Match | None]:
        return [Match(TranslationUnit(query.text, query.text), 1.0, "exact", target=query.text) for query in queries]

    def doubled(queries: Sequence[Query]) -> list[Match | None]:
        return [
            Match(TranslationUnit(query.text, ""), 1.0, "exact", target="하나\n둘\n셋") if "two" in query.text else None
            for query in queries
        ]

    assert drafted(text, name, same) == text
    draft = drafted(text, name, doubled)
    assert draft.count("\n") == draft.count(end) >= 3
    if name == "new.md" and text.startswith(">"):
        assert draft.startswith(f"> 하나{end}> 둘{end}>   셋")


def test_the_leverage_counts_what_is_below_the_threshold_too() -> None:
    """The report is about the memory, not about what was filled in."""
    done = apply(b"Then run it twice.\n", name="new.md", language="en", find=known, threshold=1.0)
    assert done.text == "Then run it twice.\n"
    assert {row.band: row.segments for row in done.leverage.rows}["95-99"] == 1


def test_neighbours_are_those_of_the_text() -> None:
    """Sentences are asked for with the sentences next to them, over the borders of paragraphs."""
    asked: list[Query] = []

    def find(queries: Sequence[Query]) -> list[Match | None]:
        asked.extend(queries)
        return [None] * len(queries)

    drafted("# One\n\nTwo is here. Three is here.\n\nFour.\n", find=find)
    assert Query("Three is here.", "Two is here.", "Four.") in asked
    assert Query("One", "", "Two is here. Three is here.") in asked


def test_a_format_without_drafts_is_refused() -> None:
    """A table has no room for a draft; the way out is named."""
    with pytest.raises(UsageError, match="no draft"):
        drafted("source\ttarget\n", "new.tsv")


def test_xliff_keeps_its_line_ends_and_what_xml_cannot_hold_is_named() -> None:
    """A translation with a control character is left out and counted as left, not as filled in."""
    text = (
        '<xliff version="1.2"><file source-language="en" target-language="ko" original="a"><body>\r\n'
        '<trans-unit id="1"><source>One</source></trans-unit>\r\n'
        '<trans-unit id="2"><source>Two</source></trans-unit>\r\n'
        "</body></file></xliff>\r\n"
    )
    answers = {"One": "하나\n둘", "Two": "둘\x01"}

    def find(queries: Sequence[Query]) -> list[Match | None]:
        return [Match(TranslationUnit(q.text, answers[q.text]), 1.0, "exact", target=answers[q.text]) for q in queries]

    done = apply(text.encode(), name="a.xlf", language="en", find=find, threshold=0.95)
    assert ">하나\r\n둘</target>" in done.text
    assert (done.whole, done.fuzzy, [segment for segment, _ in done.left]) == (1, 0, ["Two"])
