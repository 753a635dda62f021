"""Which files belong together: path patterns, arguments of a command, a look at the languages."""

from __future__ import annotations

from tm.pairing.arguments import Between, between, resolve
from tm.pairing.languages import refuse_wrong_languages
from tm.pairing.patterns import FilePair, distinct, files, find, missing, untranslated

__all__ = [
    "Between",
    "FilePair",
    "between",
    "distinct",
    "files",
    "find",
    "missing",
    "refuse_wrong_languages",
    "resolve",
    "untranslated",
]
