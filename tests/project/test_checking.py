"""Findings of the last run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_align import EN, KO
from tm.config import Config
from tm.core import Bitext
from tm.pairing import FilePair
from tm.project import Project, aligning


def test_findings_of_another_model_are_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings are kept for one state of the model: when its folder changes, the pair is aligned and checked anew."""
    (tmp_path / "en.md").write_text(EN, encoding="utf-8")
    (tmp_path / "ko.md").write_text(KO, encoding="utf-8")
    monkeypatch.setenv("TM_CACHE_DIR", str(tmp_path / "cache"))
    runs = []
    whole = aligning.aligned

    def counted(*given: Any, **named: Any) -> Bitext:
        runs.append(1)
        return whole(*given, **named)

    monkeypatch.setattr(aligning, "aligned", counted)
    for name, expected in (("model 1", 1), ("model 1", 1), ("model 2", 2)):
        project = Project(tmp_path, Config(encoder="./model"))
        project.__dict__.update(encoder=None, encoder_name=name)  # as the cached properties would be
        project.check(FilePair(tmp_path / "en.md", tmp_path / "ko.md"))
        assert len(runs) == expected
