"""Contents are not compared where the alignment is in doubt: low scores, and rows of a table sorted anew."""

from __future__ import annotations

import pytest

from tests.checks.bitexts import bitext, run
from tm.checks import rows
from tm.core import Bead, Bitext, Diagnostic
from tm.formats import read_document


def tables(source: str, target: str) -> Bitext:
    """Two Markdown tables of the same size, cell by cell, sure of themselves."""
    left = read_document(source.encode(), name="a.md", language="en")
    right = read_document(target.encode(), name="b.md", language="ko")
    beads = tuple(Bead(range(i, i + 1), range(i, i + 1)) for i in range(len(left.segments)))
    return Bitext(left, right, beads)


HEAD = "| Animal | Weight |\n|---|---|\n"
KOREAN_HEAD = "| 동물 | 몸무게 |\n|---|---|\n"


def check(source: str, target: str) -> list[Diagnostic]:
    return run("N301", tables(HEAD + source, KOREAN_HEAD + target))


def test_rows_in_another_order_are_not_compared() -> None:
    """The rows name themselves in Latin letters, and each stands on both sides."""
    source = "| Lutra-2 | 12 kg |\n| Vulpes | 7 kg |\n"
    assert check(source, "| Vulpes | 7 kg |\n| Lutra-2 | 12 kg |\n") == []


def test_rows_are_known_by_their_links() -> None:
    """An address in the first cell names a row, whatever the language of its text."""
    source = "| [Otter](https://example.org/o) | 12 kg |\n| [Fox](https://example.org/f) | 7 kg |\n"
    swapped = "| [여우](https://example.org/f) | 7 kg |\n| [수달](https://example.org/o) | 12 kg |\n"
    same = "| [수달](https://example.org/o) | 13 kg |\n| [여우](https://example.org/f) | 7 kg |\n"
    assert check(source, swapped) == []
    assert len(check(source, same)) == 1


def test_a_row_whose_name_changed_is_compared() -> None:
    """Only a key that stands in another row shows a new order."""
    assert len(check("| Lutra | 12 kg |\n| Vulpes | 7 kg |\n", "| Lontra | 13 kg |\n| Vulpes | 7 kg |\n")) == 1


def test_prose_has_no_rows() -> None:
    """Without a table nothing is crossed."""
    assert rows.crossed(bitext((["Seven."], ["일곱."]))) == frozenset()


def test_a_low_score_is_no_ground_for_comparison() -> None:
    """From 0.4 numbers are compared."""
    sides = (["It weighs 12 kg."], ["몸무게는 13킬로그램입니다."])
    assert run("N301", bitext((*sides, 0.39))) == []
    assert len(run("N301", bitext((*sides, 0.4)))) == 1


def items(source: str, target: str) -> Bitext:
    """Two lists, item by item."""
    return tables(
        "".join(f"- {line}\n" for line in source.split("|")), "".join(f"- {line}\n" for line in target.split("|"))
    )


def test_items_of_another_list_are_not_compared() -> None:
    """An item that links what another item of the source links is no translation of the item at its place."""
    source = "[Owl](https://example.org/owl)|[Fox](https://example.org/fox)|[Elk](https://example.org/elk)"
    target = "[여우](https://example.org/fox)|[말코손바닥사슴](https://example.org/elk)|[곰](https://example.org/bear)"
    assert rows.crossed(items(source, target)) == {0, 1}


def test_a_copied_link_is_no_crossing() -> None:
    """A link of the neighbour that the neighbour has as well was copied by mistake: that is to be told."""
    source = "[Owl](https://example.org/owl)|[Fox](https://example.org/fox)"
    target = "[부엉이](https://example.org/fox)|[여우](https://example.org/fox)"
    assert rows.crossed(items(source, target)) == frozenset()
    assert len(run("M401", items(source, target))) == 1


@pytest.mark.parametrize(
    ("lost", "message"),
    [
        (range(5, 7), "1 row of a table (2 cells) is not translated, from “Red fox about seven kilos”"),
        (
            range(3, 7),
            "2 rows of a table (4 cells) are not translated, from “Otter about twelve kilos Red fox about seven …”",
        ),
        (range(4, 7), "3 cells of a table are not translated, from “about twelve kilos Red fox about seven kilos”"),
    ],
)
def test_lost_rows_are_called_rows(lost: range, message: str) -> None:
    """Whole rows are counted as such, with their cells; a part of a row is cells."""
    source = HEAD + "| Otter | about twelve kilos |\n| Red fox | about seven kilos |\n| Red deer | very much indeed |\n"
    left = read_document(source.encode(), name="a.md", language="en")
    kept = [at for at in range(len(left.segments)) if at not in lost]
    cells = ["동물", "몸무게", "", "수달", "약 십이 킬로그램", "여우", "약 칠 킬로그램", "붉은사슴", "아주 많이 나감"]
    lines = [cells[at] for at in kept]
    right = read_document("\n".join(line or "-" for line in lines).encode(), name="b.txt", language="ko", lines=True)
    beads, here = [], 0
    for at in range(len(left.segments)):
        stop = here + (at not in lost)
        beads.append(Bead(range(at, at + 1), range(here, stop)))
        here = stop
    (found,) = run("U203", Bitext(left, right, tuple(beads)))
    assert found.message == message
