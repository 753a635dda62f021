"""Amazon Translate, custom terminology: CSV whose first row names the languages.

One cell that begins like a formula makes the whole file invalid, so such a term is left out.
Source: docs.aws.amazon.com/translate, custom terminology; 10 MiB a file, 10,000 characters a term.
"""

from __future__ import annotations

from tm.core import Glossary
from tm.formats.concepts import Report
from tm.formats.glossary_out.cells import csv_bytes
from tm.formats.glossary_out.entries import Wanted
from tm.formats.glossary_out.one_target import Service, fits, pairs
from tm.messages import say


def _refused(text: str) -> str:
    if text.startswith(("=", "+", "-", "@")):
        return say("Amazon Translate refuses a cell that begins with {sign}", sign=text[0])
    if len(text) > 10_000:
        return say("Amazon Translate takes {most:,} characters", most=10_000)
    return ""


_AMAZON = Service("Amazon Translate", largest=10 << 20, refuses=_refused)
#: The variants that Amazon Translate tells apart; other languages go without a region.
_VARIANTS = {"es-mx": "es-MX", "fr-ca": "fr-CA", "pt-pt": "pt-PT", "zh-tw": "zh-TW", "fa-af": "fa-AF"}


def write(glossary: Glossary, wanted: Wanted) -> tuple[bytes, Report]:
    """A row of language codes, then two columns."""
    report = Report()
    header = [(_code(wanted.source), _code(wanted.target))]
    return fits(csv_bytes(header + pairs(glossary, _AMAZON, report)), _AMAZON, report), report


def _code(tag: str) -> str:
    return _VARIANTS.get(tag.lower(), tag.partition("-")[0])
