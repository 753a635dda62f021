"""Units as TMX 1.4. Source: LISA OSCAR, TMX 1.4b (2005) and its DTD.

Nothing in the file says who wrote it or where: no user, no host, no path of a machine. No DOCTYPE is written,
because a reader that follows it looks for a file that is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from tm.core import Bitext, TranslationUnit
from tm.formats.codes_lay import Account
from tm.formats.reading import Reading
from tm.formats.tmx_codes import texts
from tm.formats.tmx_props import relative
from tm.formats.writing import Writing, escaped, program, quoted, units_of
from tm.messages import say

_DIGITS = str.maketrans("", "", "-:")


def write(bitext: Bitext, stream: TextIO) -> None:
    """Write the beads that have both sides."""
    writing = Writing(bitext.source.language, bitext.target.language, Reading())
    for text in lines(units_of(bitext), writing):
        stream.write(text)


def lines(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[str]:
    """The file, piece by piece.

    Raises:
        FormatError: a text holds a character that XML cannot hold.
    """
    tool, version = program()
    own = writing.source_language or "*all*"
    account = Account(writing.replace_control)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="{tool}" creationtoolversion="{quoted(version)}" segtype="sentence" o-tmf="{tool}" '
        f'adminlang="en" srclang="{quoted(own)}" datatype="plaintext"/>\n<body>\n'
    )
    for number, unit in enumerate(writing.fit(units), 1):
        if not unit.target.strip():
            writing.report.skip(say("no translation"), str(number))
            continue
        writing.report.units += 1
        yield _unit(unit, own, account)
    yield "</body>\n</tmx>\n"
    writing.notices()
    account.notices(writing.report)


def _unit(unit: TranslationUnit, own: str, account: Account) -> str:
    attributes = [
        ("tuid", unit.segment),
        ("creationdate", unit.created.translate(_DIGITS)),
        ("changedate", unit.changed.translate(_DIGITS)),
        ("srclang", "" if unit.source_language == own else unit.source_language),
    ]
    said = "".join([f' {name}="{quoted(text)}"' for name, text in attributes if text])
    details = [f"<note>{escaped(note)}</note>" for note in unit.notes]
    props = (
        ("x-document", relative(unit.document) if unit.document else ""),
        ("x-context-pre", unit.before),
        ("x-context-post", unit.after),
        ("x-origin", relative(unit.origin) if unit.origin else ""),
        ("x-status", unit.status),
    )
    details += [f'<prop type="{name}">{escaped(text)}</prop>' for name, text in props if text]
    if unit.source_codes or unit.target_codes:
        source, target = texts(((unit.source, unit.source_codes), (unit.target, unit.target_codes)), account)
    else:
        source, target = escaped(unit.source), escaped(unit.target)
    return (
        f"<tu{said}>{''.join(details)}\n"
        f'<tuv xml:lang="{quoted(unit.source_language)}"><seg>{source}</seg></tuv>\n'
        f'<tuv xml:lang="{quoted(unit.target_language)}"><seg>{target}</seg></tuv>\n</tu>\n'
    )
