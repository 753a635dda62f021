"""DeepL glossaries: CSV of source and target, no header, no byte order mark, which would be part of the first term.

Source: developers.deepl.com, glossaries: one target for each source, 1,024 bytes a term, 10 MiB a file.
"""

from __future__ import annotations

from tm.core import Glossary
from tm.formats.concepts import Report
from tm.formats.glossary_out.cells import csv_bytes
from tm.formats.glossary_out.entries import Wanted
from tm.formats.glossary_out.one_target import Service, fits, pairs

_DEEPL = Service("DeepL", most=1024, largest=10 << 20)


def write(glossary: Glossary, wanted: Wanted) -> tuple[bytes, Report]:  # noqa: ARG001
    """Two columns; the languages are named when the file is sent."""
    report = Report()
    return fits(csv_bytes(pairs(glossary, _DEEPL, report)), _DEEPL, report), report
