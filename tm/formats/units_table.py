"""Tables of two languages (`.tsv`, `.csv`) as units: the rows of `tm.formats.tables`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tm.core import TranslationUnit
from tm.formats import tables
from tm.formats.lines import Lines
from tm.formats.reading import Reading
from tm.messages import say


def units(
    stream: BinaryIO, *, name: str, source_language: str, target_language: str, report: Reading
) -> Iterator[TranslationUnit]:
    """Yield a unit for each row with two texts; see `tm.formats.units.read_units`. The file is read whole.

    Raises:
        FormatError: as for `tables.read`.
    """
    source_language, target_language = source_language or "en", target_language or "ko"
    bitext, notices = tables.read(
        stream.read(), name=name, source_language=source_language, target_language=target_language
    )
    for notice in notices:
        report.notice(notice)
    lines = Lines(bitext.source.text)
    for source, target in zip(bitext.source.segments, bitext.target.segments, strict=True):
        if not source.text.strip() or not target.text.strip():
            reason = say("no translation") if source.text.strip() else say("no source text")
            report.skip(reason, f"{name}:{lines.at(source.file.start) + 1}")
            continue
        report.units += 1
        yield TranslationUnit(source.text, target.text, source_language, target_language, segment=source.id)
