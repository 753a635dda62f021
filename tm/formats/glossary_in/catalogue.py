"""PO catalogues as glossaries, as Weblate, Pontoon and the projects of GNOME and KDE hand their terms around."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from tm.errors import FormatError
from tm.formats import language_codes
from tm.formats.glossary_in.incoming import Concept, Incoming, Intake, Languages, Word, rows
from tm.formats.units_po import units
from tm.messages import say

_BEGINS = re.compile(r'(?:\s*(?:#[^\n]*)?\n)*\s*msg(?:id|ctxt)\s+"')


def is_catalogue(text: str, *, name: str) -> bool:
    """Does the file begin as a catalogue does?"""
    return name.lower().endswith((".po", ".pot")) or _BEGINS.match(text[: 1 << 14]) is not None


def read(data: bytes, *, name: str, languages: Languages, intake: Intake) -> Iterator[Incoming]:
    """The rows of a file: a message is a concept, its remarks are notes, its context a column of its own.

    Raises:
        FormatError: it is no catalogue, or one in another language.
    """
    for number, unit in enumerate(
        units(io.BytesIO(data), name=name, source_language=languages.source, target_language="", report=intake), 1
    ):
        own = intake.languages[0] if intake.languages else ""
        if own and language_codes.rank(languages.target, own) < 0:
            languages.sides([languages.source, own], name, intake)
        where = say("{name}, unit {number}", name=name, number=number)
        try:
            concept = Concept(where, notes=[text for note in unit.notes if (text := intake.text(note, where))])
            for text, words in ((unit.source, concept.sources), (unit.target, concept.targets)):
                words += [Word(term)] if (term := intake.text(text, where)) else []
            if context := intake.text(unit.segment, where):
                concept.say("context", context)
        except FormatError as error:
            intake.refuse(error)
            continue
        yield from rows(concept, intake)
