"""The documentation as a site: what its theme says is in the language of the site."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys

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


def test_the_site_is_built_where_the_locale_is_not_generated() -> None:
    """What the Makefile sets for sphinx-build makes up for a locale that the machine does not have."""
    recipe = re.search(r"^docs:.*\n(?:\t.*\n)+", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert recipe is not None
    line = next(line for line in recipe[0].splitlines() if "sphinx-build" in line)
    settings = dict(re.findall(r"(\w+)=(\S+)", line.partition("$(VENV)")[0]))
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONUTF8"))}
    asks = [sys.executable, "-c", "import locale, sys; locale.setlocale(locale.LC_ALL, ''); print(sys.flags.utf8_mode)"]
    unknown = plain | {"LANG": "xx_XX.UTF-8"}
    assert subprocess.run(asks, env=unknown, stderr=subprocess.DEVNULL).returncode
    assert subprocess.run(asks, env=unknown | settings, capture_output=True, text=True).stdout == "1\n"
