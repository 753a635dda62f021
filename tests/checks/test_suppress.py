from __future__ import annotations

import pytest

from tests.cli.test_bad_input import ENGLISH
from tm.checks import engine
from tm.checks.registry import load
from tm.core import Bead, Bitext, Kind
from tm.formats import read_bitext, read_document

WRONG = "빠른 여우이 게으른 개를 뛰어넘어 숲속으로 달아났습니다."


def codes(target: str, *, name: str = "ko.md") -> list[str]:
    right = read_document(target.encode(), name=name, language="ko")
    left = read_document(ENGLISH.encode(), name="en.md", language="en")
    beads = []
    for number, segment in enumerate(right.segments):
        beads.append(Bead(range(0, 0), range(number, number + 1)) if segment.kind is Kind.MARKUP else None)
    prose = [number for number, bead in enumerate(beads) if bead is None]
    made = [
        bead
        or Bead(
            range(1, 2) if number == prose[-1] else range(0, 1) if number == prose[0] else range(1, 1),
            range(number, number + 1),
        )
        for number, bead in enumerate(beads)
    ]
    found = engine.run(Bitext(left, right, tuple(made)), [load()["K601"]])
    return [diagnostic.code for diagnostic in found]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- tm: ignore K601 house style -->\n\n",
        "<!-- tm: ignore K601 -->\n",
        "<!-- tm: ignore T002, K6 both -->\n\n",
        "<!--tm:ignore K-->\n\n",
    ],
)
def test_the_next_block_is_left_alone(comment: str) -> None:
    """A comment with a code or prefix silences it in the block behind it, and in no other."""
    assert codes(f"# 제목\n\n{comment}{WRONG}\n") == []
    assert codes(f"# 제목\n\n{comment}글입니다.\n\n{WRONG}\n") == ["K601"]


def test_other_rules_go_on() -> None:
    """Another code silences nothing."""
    assert codes(f"# 제목\n\n<!-- tm: ignore T002 reason -->\n\n{WRONG}\n") == ["K601"]


def test_a_whole_file() -> None:
    """`ignore-file` holds for every block, wherever it stands; MDX has its own comments."""
    assert codes(f"# 제목\n\n{WRONG}\n\n<!-- tm: ignore-file K601 reason -->\n") == []
    assert codes(f"# 제목\n\n{{/* tm: ignore K601 reason */}}\n\n{WRONG}\n", name="ko.mdx") == []


def test_a_comment_above_a_message() -> None:
    """In a catalogue a translator's comment silences a rule for the message behind it."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    message = f'msgid "The fox ran away into the forest."\nmsgstr "{WRONG}"\n'
    for comment, expected in (("# tm: ignore K601 reason\n", []), ("", ["K601"]), ("#. tm: ignore K601 x\n", ["K601"])):
        bitext = read_bitext(
            (head + comment + message).encode(), name="ko.po", source_language="en", target_language="ko"
        )
        assert [found.code for found in engine.run(bitext, [load()["K601"]])] == expected
