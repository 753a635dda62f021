"""U205: lengths learnt from the document, by sentence where there are sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.bitexts import Row, bitext, gold, run, sentences
from tests.conftest import needs_shared
from tm.checks.engine import pairs
from tm.checks.lengths import Lengths, own_sizes
from tm.core import Bead, Kind, Severity

LONG = (
    "The station on the cape measures wind and waves every hour, in summer as in winter, and sends what it finds out."
)
LONG_KO = "곶에 있는 관측소는 여름이든 겨울이든 한 시간마다 바람과 파도를 재어 알아낸 것을 보냅니다."
CUT_KO = "관측소는 바람과 파도를 잽니다."
ROWS: list[Row] = [([LONG], [LONG_KO])] * 12


def test_a_short_translation_among_usual_ones() -> None:
    """A third of what the document's other pairs have is a warning, at the place of the text."""
    (found,) = run("U205", bitext(*ROWS, ([LONG], [CUT_KO])))
    assert found.severity is Severity.WARNING
    assert found.target is not None
    assert found.target.text == CUT_KO
    assert "% of the length" in found.message


def test_a_long_translation_among_usual_ones() -> None:
    """Three times the usual length is a warning as well."""
    (found,) = run("U205", bitext(*ROWS, ([LONG], [" ".join([LONG_KO] * 3)])))
    assert "3.0 times" in found.message


def test_a_terse_document_sets_its_own_measure() -> None:
    """Where all translations are short, a short one is usual."""
    terse: list[Row] = [([LONG], [CUT_KO])] * 13
    assert run("U205", bitext(*terse)) == []


def test_names_count_on_neither_side() -> None:
    """A list of names has no ratio: what both sides share is left out."""
    names = "Anna Berg, Ben Carter, Carla Dunn, David Ek, Emma Frost, George Hill, Ida Jensen and Karl Lund"
    found = bitext(*ROWS, ([f"Thanks to {names}."], [f"{names.replace(' and', ',')}에게 감사합니다."]))
    assert run("U205", found) == []
    last = pairs(found)[-1]
    assert own_sizes(last.source, last.target) < (40, 40)


def test_what_stays_in_english_does_not_set_the_measure() -> None:
    """A list of references that is left as it is makes no translation beside it look short."""
    entry = "Berg, A. The tides of the northern coast and how they were measured, second edition, chapter %d"
    references: list[Row] = [([entry % number], [entry % number]) for number in range(30)]
    assert run("U205", bitext(*ROWS, *references)) == []


def test_a_clause_in_the_sentence_beside_it_is_no_loss() -> None:
    """Where a translator ends a sentence earlier, the next one holds the rest: both together are as long as usual."""
    source = [
        "The lamp on the cape is lit at dusk, when the fishing boats come home from the banks off the coast.",
        "It burns until dawn.",
    ]
    target = ["곶의 등대는 해 질 녘에 켭니다.", "고깃배가 먼바다에서 돌아올 때 켜서 동이 틀 때까지 끄지 않습니다."]
    beads = (Bead(range(1), range(1)), Bead(range(1, 2), range(1, 2)))
    whole = bitext(([" ".join(source)], [" ".join(target)]))
    assert run("U205", sentences(whole, *beads, parts=(source, target))) == []
    whole = bitext(([" ".join(source)], [f"{target[0]} 동이 틀 때까지 탑니다."]))
    cut = sentences(whole, *beads, parts=(source, [target[0], "동이 틀 때까지 탑니다."]))
    assert [found.severity for found in run("U205", cut)] == [Severity.WARNING]


def test_a_heading_is_worded_freely() -> None:
    """A heading that says it shortly is information, one of which hardly anything is left a warning."""
    rows: list[Row] = [(["How to keep the old lamp of the cape burning"], ["곶의 오래된 등대를 계속 밝히는 법"])] * 25
    source = "Choose the harbour that suits your ship and its crew best"
    for target, severities in (
        ("배에 맞는 항구 고르기", []),
        ("배에 맞는 항구", [Severity.INFO]),
        ("항구", [Severity.WARNING]),
    ):
        found = run("U205", bitext(*rows, ([source], [target]), kind=Kind.HEADING))
        assert [one.severity for one in found] == severities, target


def test_an_unsure_pair_says_nothing() -> None:
    """Where the alignment is in doubt, so are the lengths."""
    assert run("U205", bitext(*ROWS, ([LONG], [CUT_KO], 0.3))) == []


def test_the_sentence_is_shown() -> None:
    """Of a paragraph aligned by sentence, the sentence that is too short is the place."""
    whole = bitext(([f"{LONG} {LONG}"], [f"{LONG_KO} {CUT_KO}"]))
    beads = (Bead(range(1), range(1)), Bead(range(1, 2), range(1, 2), 0.9))
    (found,) = run("U205", sentences(whole, *beads, parts=([LONG, LONG], [LONG_KO, CUT_KO])))
    assert found.target is not None
    assert found.target.text == CUT_KO
    unsure = replace(beads[1], score=0.5)
    assert run("U205", sentences(whole, beads[0], unsure, parts=([LONG, LONG], [LONG_KO, CUT_KO]))) == []


def test_silent_where_the_omission_is_reported() -> None:
    """A lost sentence is one finding: of U203."""
    whole = bitext(([f"{LONG} {LONG} {LONG}"], [CUT_KO]))
    beads = (Bead(range(1), range(1)), Bead(range(1, 2), range(1, 1), 0.98), Bead(range(2, 3), range(1, 1), 0.98))
    cut = sentences(whole, *beads, parts=([LONG] * 3, [CUT_KO]))
    assert len(run("U203", cut)) == 2
    assert run("U205", cut) == []


def test_a_kind_with_few_pairs_has_the_usual_lengths() -> None:
    """Three headings tell nothing about headings."""
    usual = Lengths(0.5, 0.2)
    assert Lengths.of(pairs(bitext(*ROWS[:3])), usual) is usual


@needs_shared
@pytest.mark.shared
def test_published_translations_are_nearly_silent() -> None:
    """At most one finding in 500 pairs of finished translations, aligned by hand."""
    names = ("pydoc-howto-functional-clean", "pydoc-curses", "pydoc-multiprocessing", "pydoc-tutorial")
    sets = [gold(name) for name in names]
    assert sum(len(run("U205", one)) for one in sets) <= sum(len(one.beads) for one in sets) / 500
