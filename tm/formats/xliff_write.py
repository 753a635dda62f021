"""Units as XLIFF 1.2. Source: OASIS, XLIFF 1.2 (2008), strict schema. One `<file>` a document, in the order given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from tm.core import Bitext, TranslationUnit
from tm.formats.codes_lay import Account
from tm.formats.reading import Reading
from tm.formats.tmx_props import relative
from tm.formats.writing import Writing, escaped, program, quoted, units_of
from tm.formats.xliff_codes import texts
from tm.formats.xliff_states import TO_12
from tm.messages import say


def write(bitext: Bitext, stream: TextIO) -> None:
    """Write the beads that have a source; those without a target are to be translated."""
    writing = Writing(bitext.source.language, bitext.target.language, Reading())
    for text in lines(units_of(bitext, one_sided=True), writing):
        stream.write(text)


def lines(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[str]:
    """The file, piece by piece.

    Raises:
        FormatError: a text holds a character that XML cannot hold.
    """
    tool, version = program()
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'
    )
    opened: tuple[str, str, str] | None = None
    account = Account(writing.replace_control)
    number = 0
    for unit in writing.fit(units):
        number += 1
        if unit.status == "rejected":
            writing.report.skip(say("marked as rejected"), str(number))
            continue
        file = relative(unit.document) if unit.document else "", unit.source_language, unit.target_language
        if file != opened:
            yield _END if opened else ""
            opened = file
            yield _file(*file, tool, version)
        writing.report.units += 1
        yield _unit(unit, number, account)
    if opened is None:
        source, target = writing.source_language or "en", writing.target_language or "ko"
        yield _file("", source, target, tool, version)
    yield _END + "</xliff>\n"
    writing.notices()
    account.notices(writing.report)


_END = "</body>\n</file>\n"


def _file(document: str, source: str, target: str, tool: str, version: str) -> str:
    return (
        f'<file original="{quoted(document)}" source-language="{quoted(source)}" target-language="{quoted(target)}" '
        'datatype="plaintext" xml:space="preserve">\n'
        f'<header><tool tool-id="{tool}" tool-name="{tool}" tool-version="{quoted(version)}"/></header>\n<body>\n'
    )


def _unit(unit: TranslationUnit, number: int, account: Account) -> str:
    name = f' resname="{quoted(unit.segment)}"' if unit.segment else ""
    approved = ' approved="yes"' if unit.status == "approved" else ""
    state = "new" if not unit.target.strip() else TO_12.get(unit.status, "")
    said = f' state="{state}"' if state else ""
    notes = "".join([f"<note>{escaped(note)}</note>" for note in unit.notes])
    if unit.source_codes or unit.target_codes:
        source, target = texts(((unit.source, unit.source_codes), (unit.target, unit.target_codes)), account)
    else:
        source, target = escaped(unit.source), escaped(unit.target)
    return (
        f'<trans-unit id="{number}"{name}{approved} xml:space="preserve"><source>{source}</source>'
        f"<target{said}>{target}</target>{notes}</trans-unit>\n"
    )
