"""The figures of frames are right: those of the commands where there is one, counted by hand where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tm
from tests.conftest import ROOT
from tests.frames.test_columns import FIXED, KO, compared, revision, terms
from tm import frames
from tm.cli import app
from tm.errors import TmError

APPLICATIONS = ROOT / "corpus" / "applications"


def test_quality_is_that_of_the_command(tmp_path: Path) -> None:
    """Figures against gold are those of `tm align -o found.links.tsv` and `tm score alignment`."""
    pair = [str(ROOT / "corpus" / "howto" / name) for name in ("en.md", "ko.md")]
    gold, found = ROOT / "corpus" / "howto" / "links.tsv", tmp_path / "found.links.tsv"
    run = CliRunner().invoke
    assert run(app, ["align", *pair, "-o", str(found)]).exit_code == 0
    done = run(
        app,
        [
            "score",
            "alignment",
            str(gold),
            str(found),
            "--source",
            pair[0],
            "--target",
            pair[1],
            "--output-format",
            "json",
        ],
    )
    theirs = json.loads(done.stdout)
    ours = frames.alignment_quality(compared())
    for row in ours[ours["evidence"] == "fast"].to_dict("records"):
        assert row["f1"] == pytest.approx(theirs[row["measure"]]["f1"], abs=1e-9), row


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_types_curve_and_errors_of_a_known_alignment(tmp_path: Path) -> None:
    """One wrong bead lowers its type, the curve and the recall, and is shown with the gold beside it."""
    en = write(tmp_path / "en.txt", "The lamp of 12 watts is on.\nIt costs 30 euros.\nThe bulb lasts 1,000 hours.\n")
    ko = write(tmp_path / "ko.txt", "12와트 등이 켜져 있습니다.\n가격은 30유로입니다.\n전구는 1,000시간 갑니다.\n")
    right = write(tmp_path / "right.beads", "[0]:[0]\n[1]:[1]\n[2]:[2]\n")
    other = write(tmp_path / "other.beads", "[0]:[0]\n[1, 2]:[1, 2]\n")
    good = frames.compare(en, ko, right, evidence=("none",))
    assert len(frames.alignment_errors(good)) == 0
    assert frames.threshold_curve(good)[["precision", "recall"]].head(1).values.tolist() == [[1, 1]]
    bad = frames.compare(en, ko, other, evidence=("none",))
    (error,) = frames.alignment_errors(bad).to_dict("records")
    assert (error["gold"], error["found"], error["source_line"]) == ("2-2", "1-1 1-1", 2)
    assert error["source"] == "It costs 30 euros.\nThe bulb lasts 1,000 hours."
    by_type = {row["type"]: row for row in frames.quality_by_type(bad).to_dict("records")}
    assert [by_type["1-1"][name] for name in ("gold", "found", "right")] == [1, 3, 1]
    assert by_type["2-2"]["recall"] == 0
    beads = frames.bead_evidence(bad)
    assert beads["group"].tolist() == ["right", "wrong", "wrong"]
    with pytest.raises(TmError, match="the gold names line 90"):
        frames.compare(en, ko, write(tmp_path / "none.tsv", "en_lines\tko_lines\n90\t90\n"))


def test_renderings_are_counted(tmp_path: Path) -> None:
    """Inflected and misused renderings are counted by document, divided terms are listed, coverage follows."""
    glossary = write(tmp_path / "terms.csv", "source,target,status\nlamp,등,approved\nlamp,램프,forbidden\n")
    pairs = []
    for name, word in (("a", "등은"), ("b", "램프는")):
        en = write(tmp_path / f"{name}.en.md", "The lamp is bright.\n\nThe lamp is green today.\n")
        ko = write(tmp_path / f"{name}.ko.md", f"{word} 밝습니다.\n\n오늘 등은 초록색입니다.\n")
        pairs.append((en, ko))
    bitexts, rows = frames.bitexts(pairs), frames.read_glossary(glossary)
    rendered = frames.renderings(bitexts, rows)
    found = {
        (Path(str(r["document"])).name, r["rendering"], r["status"], r["count"], r["line"])
        for r in rendered.to_dict("records")
    }
    assert found == {
        ("a.ko.md", "등", "approved", 2, 1),
        ("b.ko.md", "램프", "forbidden", 1, 1),
        ("b.ko.md", "등", "approved", 1, 3),
    }
    (divided,) = frames.inconsistent(rendered).to_dict("records")
    assert (divided["usual"], divided["share"], divided["others"], divided["documents"]) == ("등", 0.75, "램프 1", 2)
    covered = frames.coverage(bitexts, rows)
    assert covered["words"].tolist() == [9, 9]
    assert covered["covered"].tolist() == [2, 2]
    assert covered["rendered"].tolist() == [2, 1]


def test_leverage_adds_up(tmp_path: Path) -> None:
    """Every word of the new text is in one band; growth ends where the whole memory stands."""
    en = write(tmp_path / "en.md", "The lamp is bright today.\n\nTurn the switch to dim the lamp.\n")
    ko = write(tmp_path / "ko.md", "오늘은 등이 밝습니다.\n\n스위치를 돌리면 등이 어두워집니다.\n")
    new = write(
        tmp_path / "new.md",
        "The lamp is bright today.\n\n" * 2 + "Turn the switch to dim the light.\n\nNobody knows this.\n",
    )
    with frames.memory([(en, ko)]) as memory:
        covered = frames.covered(memory, new)
        growth = frames.growth(memory, new, steps=2)
    assert covered["band"].tolist() == ["100", "repetitions", "85-94", "new"]
    leverage = frames.leverage(covered).set_index("band")
    assert leverage["words"].sum() == 5 + 5 + 7 + 3
    assert leverage["share"].sum() == pytest.approx(1)
    assert leverage.loc["new", "words"] == 3
    assert frames.repetitions(covered)[["times", "saved"]].values.tolist() == [[2, 5]]
    last = growth[growth["units"] == growth["units"].max()]
    assert dict(zip(last["band"], last["words"], strict=True)) == {"100": 10, "75-99": 7}
    assert growth[growth["units"] == 0]["words"].sum() == 0


def test_a_memory_of_ones_own(tmp_path: Path) -> None:
    """A memory that exists is looked into, and nothing is added to it."""
    with tm.Memory(tmp_path / "own.db") as memory:
        memory.add([tm.TranslationUnit("A lamp.", "등.")])
    with frames.memory([(KO, FIXED)], tmp_path / "own.db") as memory:
        assert len(memory) == 1
    with pytest.raises(TmError):
        frames.memory((), tmp_path / "none.db")


def test_revisions_are_those_of_the_command() -> None:
    """Scores are those of `tm score translation`, segments add up, and changed terms balance."""
    en = ROOT / "corpus" / "howto" / "en.md"
    arguments = ["score", "translation", str(FIXED), str(KO), str(en), "--bootstrap", "20", "--output-format", "json"]
    theirs = json.loads(CliRunner().invoke(app, arguments).stdout)
    scores = frames.revision_scores(revision()).set_index("metric")
    for name, metric in (("chrf", "chrF"), ("bleu", "BLEU"), ("ter", "TER")):
        assert scores.loc[metric, "score"] == pytest.approx(theirs["scores"][name]["score"])
        assert scores.loc[metric, "high"] == pytest.approx(
            theirs["scores"][name]["mean"] + theirs["scores"][name]["margin"]
        )
    counts = frames.revision_segments(revision())["change"].value_counts()
    assert counts.sum() == theirs["segments"]
    assert (counts["equal"], counts["added"]) == (theirs["equal"], theirs["only_test"])
    pair = (APPLICATIONS / "en.md", APPLICATIONS / "ko.md", APPLICATIONS / "ko.fixed.md")
    changes = frames.term_changes(*pair, terms())
    given_up = changes[changes["status"].isin(["forbidden", "deprecated", "untranslated"])]
    assert (given_up["change"] < 0).all()
    assert (changes["later"] - changes["earlier"] == changes["change"]).all()
    assert len(frames.term_changes(pair[0], pair[1], pair[1], terms())) == 0
