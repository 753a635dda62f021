"""Subtitles: what rules on prose do not say of cues."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tm.cli import app


def cues(*rows: tuple[str, str, str]) -> str:
    """A file of cues: when each begins and ends, in seconds, and what it says."""
    return "\n".join(
        f"{n}\n00:00:{first},000 --> 00:00:{last},000\n{words}\n" for n, (first, last, words) in enumerate(rows, 1)
    )


EN = (
    ("01", "04", "The owl that lives in the old barn,"),
    ("04", "07", "hunts every night beside the river."),
    ("10", "13", "Nobody in the village has ever seen it sleep."),
    ("14", "18", "My grandmother said that owls bring luck to a house."),
)
KO = (
    ("01", "07", "낡은 헛간에 사는 올빼미는 밤마다 강가에서 사냥을 합니다."),
    ("10", "13", "마을에서 그 새가 자는 것을 본 사람은 없습니다."),
    ("14", "18", "할머니는 올빼미가 집에 복을 가져온다고 하셨습니다."),
)


def found(folder: Path, source: str, target: str, *codes: str) -> list[tuple[str, str]]:
    """(code, severity) of what `tm check` reports of two files of subtitles."""
    (folder / "en.srt").write_text(source, "utf-8")
    (folder / "ko.srt").write_text(target, "utf-8")
    paths = [str(folder / "en.srt"), str(folder / "ko.srt")]
    options = ["--isolated", "--no-cache", "--output-format", "json", "--select", ",".join(codes)]
    done = CliRunner().invoke(app, ["check", *paths, *options])
    return [(one["code"], one["severity"]) for one in json.loads(done.stdout)["diagnostics"]]


def test_cues_divided_otherwise(tmp_path: Path) -> None:
    """What is shown for as long as two cues of the source is no omission of one of them."""
    assert found(tmp_path, cues(*EN), cues(*KO), "U203", "U204") == []


def test_a_cue_that_is_missing(tmp_path: Path) -> None:
    """Where nothing is shown, the cue is missing."""
    assert found(tmp_path, cues(*EN), cues(*KO[:1], *KO[2:]), "U203", "U204") == [("U203", "warning")]


@pytest.mark.parametrize(
    ("code", "first", "second"),
    [
        ("P502", '할머니는 "올빼미가 집에', '복을 가져온다"고 하셨습니다.'),
        ("U202", "할머니는 올빼미가 집에 오면서", "복을 가져온다고 하셨습니다."),
        ("K607", "할머니는 말하고 말하고 또", "말하고 말하고 또 하셨습니다."),
    ],
)
def test_what_goes_on_in_the_next_cue(tmp_path: Path, code: str, first: str, second: str) -> None:
    """Sentences and what is quoted may go on in the next cue, and who speaks repeats words."""
    source = cues(*EN[:3], ("14", "16", "My grandmother said that owls,"), ("16", "18", "bring luck to a house."))
    target = cues(*KO[:2], ("14", "16", first), ("16", "18", second))
    assert found(tmp_path, source, target, code) == []


def test_a_number_may_stand_beside(tmp_path: Path) -> None:
    """A number that a cue lacks is information: it may stand in the one before or behind."""
    source = cues(*EN[:3], ("14", "18", "My grandmother saw 36 owls in the barn."))
    target = cues(*KO[:2], ("14", "18", "할머니는 헛간에서 올빼미를 보셨습니다."))
    assert found(tmp_path, source, target, "N301") == [("N301", "info")]


def test_people_speak_each_in_their_way(tmp_path: Path) -> None:
    """Of speech levels nothing is said, whatever most of the cues have."""
    source = cues(*((f"{n:02}", f"{n + 1:02}", f"The owl number {n} sleeps here.") for n in range(10, 30)))
    target = cues(
        *(
            (f"{n:02}", f"{n + 1:02}", f"{n}번 올빼미가 여기서 {'잔다' if n == 20 else '잡니다'}.")
            for n in range(10, 30)
        )
    )
    assert found(tmp_path, source, target, "S701") == []
