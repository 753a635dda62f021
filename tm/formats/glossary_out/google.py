"""Google Cloud Translation, glossary of one direction: CSV of source and target without a header.

Source: cloud.google.com/translate, glossaries: 10 million characters in all; 1,024 bytes a term.
"""

from __future__ import annotations

from tm.core import Glossary
from tm.formats.concepts import Report
from tm.formats.glossary_out.cells import csv_bytes
from tm.formats.glossary_out.entries import Wanted
from tm.formats.glossary_out.one_target import Service, fits, pairs

_GOOGLE = Service("Google Cloud Translation", most=1024, largest=10_000_000)


def write(glossary: Glossary, wanted: Wanted) -> tuple[bytes, Report]:  # noqa: ARG001
    """Two columns; the languages are named when the glossary is made."""
    report = Report()
    return fits(csv_bytes(pairs(glossary, _GOOGLE, report)), _GOOGLE, report), report
