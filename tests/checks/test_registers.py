"""The speech level that a project asks for (S702), the level of a document (S701), and headings (S703)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.bitexts import document
from tm.checks import engine, registers
from tm.checks.engine import Settings
from tm.checks.registry import load
from tm.core import Bead, Bitext, Diagnostic, Document, Kind

_POLITE = "물이 끓습니다."
_PLAIN = "물이 끓는다."


def check(code: str, texts: list[str], kinds: list[Kind], path: str = "ko.md", **options: object) -> list[Diagnostic]:
    """What a rule says about a document of these segments."""
    target = replace(document(texts, "ko", kinds), path=path)
    source = document(["Water boils."] * len(texts), "en", kinds)
    beads = tuple(Bead(range(i, i + 1), range(i, i + 1)) for i in range(len(texts)))
    return engine.run(Bitext(source, target, beads), [load()[code]], settings=Settings(options={code: options}))


def words(found: list[Diagnostic]) -> list[str]:
    return [item.target.text for item in found if item.target]


def test_the_register_of_the_project_is_held_against_every_sentence() -> None:
    """S702 reports the other level in prose and items, and leaves headings, cells and quotations alone."""
    kinds = [Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.CELL, Kind.QUOTE]
    plain = check("S702", [_PLAIN] * 5, kinds, register=(("**", "formal"),))
    polite = check("S702", [_POLITE] * 5, kinds, register=(("**", "plain"),))
    assert words(plain) == ["끓는다"] * 2
    assert words(polite) == ["끓습니다"] * 2
    assert not check("S702", [_POLITE, "물이 끓어요."], [Kind.PARAGRAPH] * 2, register=(("**", "formal"),))
    assert not check("S702", [_PLAIN], [Kind.PARAGRAPH])


@pytest.mark.parametrize(
    ("path", "level"),
    [
        ("docs/ko/a.md", "formal"),
        ("docs/ko/deep/er/a.md", "formal"),
        ("/home/me/site/docs/ko/reference/a.md", "plain"),
        ("../site/docs/ko/reference/x/a.md", "plain"),
        ("docs/kona/a.md", ""),
        ("blog/a.md", ""),
    ],
)
def test_the_longest_pattern_holds(path: str, level: str) -> None:
    """A pattern fits the end of a path, wherever the command was started; the longer pattern wins."""
    register = (("docs/ko/**", "formal"), ("docs/ko/reference/**", "plain"))
    assert registers.wanted(register, Document(path, "ko", "")) == level


def test_a_file_says_it_itself() -> None:
    """A comment in the file overrides the configuration."""
    text = "<!-- tm: register plain -->\n\n물이 끓는다.\n"
    assert registers.wanted((("**", "formal"),), Document("a.md", "ko", text)) == "plain"


def test_mixture_is_left_to_the_setting_where_there_is_one() -> None:
    """S701 is silent where S702 speaks."""
    texts, kinds = [_POLITE] * 9 + [_PLAIN], [Kind.PARAGRAPH] * 10
    assert words(check("S701", texts, kinds)) == ["끓는다"]
    assert not check("S701", texts, kinds, register=(("**", "formal"),))


def test_items_follow_the_paragraphs_unless_lists_have_a_level_of_their_own() -> None:
    """One plain sentence in a polite list is reported; lists that are plain throughout are not."""
    prose, item = [Kind.PARAGRAPH] * 9, Kind.ITEM
    one = check("S701", [_POLITE] * 9 + [_POLITE] * 5 + [_PLAIN], [*prose, *[item] * 6])
    all_plain = check("S701", [_POLITE] * 9 + [_PLAIN] * 5, [*prose, *[item] * 5])
    assert words(one) == ["끓는다"]
    assert not all_plain


def test_headings_in_segments() -> None:
    """S703 compares headings of a document, and takes no paragraph for one."""
    headings = ["물 끓이기", "차 고르기", "잔 데우기", "차 우리기", "이제 차를 마십니다"]
    kinds = [Kind.HEADING] * 5
    assert words(check("S703", headings, kinds)) == ["이제 차를 마십니다"]
    assert not check("S703", headings, [*kinds[:4], Kind.PARAGRAPH])
    assert not check("S703", headings[2:], kinds[2:])
