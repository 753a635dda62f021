"""The documentation as a site: what its theme says is in the language of the site."""

from __future__ import annotations

import runpy

import polib

from tests.conftest import ROOT
from tm.core import Severity
from tm.pairing import FilePair
from tm.project import Project

PO = ROOT / "docs" / "locale" / "ko" / "LC_MESSAGES" / "sphinx.po"


def test_labels_of_the_theme_have_their_korean() -> None:
    """Each label that the theme has in English alone is told in Korean, and so are the words around a page."""
    entries = {entry.msgid: entry.msgstr for entry in polib.pofile(str(PO))}
    labels = runpy.run_path(str(ROOT / "docs" / "conf.py"))["LABELS"]
    assert {*labels, "On this page", "Previous", "Next", "Back to top"} <= set(entries)
    assert all(entries.values())


def test_the_words_of_the_site_are_clean() -> None:
    """The Korean of the site passes the project's own check."""
    found = Project(ROOT).check(FilePair(PO)).diagnostics
    assert [one.message for one in found if one.severity is not Severity.INFO] == []
