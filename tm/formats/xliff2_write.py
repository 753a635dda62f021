"""Units as XLIFF 2.1. Source: OASIS, XLIFF 2.1 (2018). One `<file>` a document, in the order given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from tm.core import Bitext, TranslationUnit
from tm.formats.codes_lay import Account
from tm.formats.reading import Reading
from tm.formats.tmx_props import relative
from tm.formats.writing import Writing, escaped, quoted, units_of
from tm.formats.xliff2_codes import texts
from tm.formats.xliff_states import TO_2
from tm.messages import say


def write(bitext: Bitext, stream: TextIO) -> None:
    """Write the beads that have a source; those without a target are to be translated."""
    writing = Writing(bitext.source.language, bitext.target.language, Reading())
    for text in lines(units_of(bitext, one_sided=True), writing):
        stream.write(text)


def lines(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[str]:
    """The file, piece by piece. It has one pair of languages: that of the first unit, where none is asked for.

    Raises:
        FormatError: a text holds a character that XML cannot hold.
    """
    opened: str | None = None
    account = Account(writing.replace_control)
    languages: tuple[str, str] | None = None
    number = files = 0
    for unit in writing.fit(units):
        number += 1
        own = unit.source_language, unit.target_language
        if unit.status == "rejected":
            writing.report.skip(say("marked as rejected"), str(number))
            continue
        if languages is None:
            languages = own
            yield _head(*languages)
        if own != languages:
            writing.report.skip(say("another language than the file's"), str(number))
            continue
        document = relative(unit.document) if unit.document else ""
        if document != opened:
            files += 1
            original = f' original="{quoted(document)}"' if document else ""
            yield f'{"" if opened is None else _END}<file id="f{files}"{original} xml:space="preserve">\n'
            opened = document
        writing.report.units += 1
        yield _unit(unit, number, account)
    if languages is None:
        yield _head(writing.source_language or "en", writing.target_language or "ko")
        yield '<file id="f1">\n<unit id="u0"><segment><source/></segment></unit>\n'  # a file is never empty
    yield _END + "</xliff>\n"
    writing.notices()
    account.notices(writing.report)


_END = "</file>\n"


def _head(source: str, target: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" '
        f'srcLang="{quoted(source)}" trgLang="{quoted(target)}">\n'
    )


def _unit(unit: TranslationUnit, number: int, account: Account) -> str:
    name = f' name="{quoted(unit.segment)}"' if unit.segment else ""
    state = TO_2.get(unit.status, "") if unit.target.strip() else "initial"
    said = f' state="{state}"' if state else ""
    notes = "".join([f"<note>{escaped(note)}</note>" for note in unit.notes])
    original = ""
    if unit.source_codes or unit.target_codes:
        coded = texts(((unit.source, unit.source_codes), (unit.target, unit.target_codes)), account)
        source, target, original = coded.source, coded.target, coded.original(account)
    else:
        source, target = escaped(unit.source), escaped(unit.target)
    target = f"<target>{target}</target>" if target else ""
    return (
        f'<unit id="u{number}"{name}>{f"<notes>{notes}</notes>" if notes else ""}{original}<segment{said}>'
        f"<source>{source}</source>{target}</segment></unit>\n"
    )
