"""TBX version 3, dialect TBX-Basic in DCA style: see `tm.formats.glossary_out.tbx`."""

from __future__ import annotations

from tm.core import Glossary
from tm.formats.concepts import Report
from tm.formats.glossary_out import tbx
from tm.formats.glossary_out.entries import Wanted


def write(glossary: Glossary, wanted: Wanted) -> tuple[bytes, Report]:
    """One conceptEntry a concept."""
    return tbx.write(glossary, wanted, tbx.V3)
