"""MultiTerm XML (`mtf`): entries with an index of languages; descriptive fields are free, named as below.

The fields have to be in the definition of the termbase. Source: SDL MultiTerm XML, its schema and exports.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tm.core import Glossary
from tm.formats.concepts import Report
from tm.formats.glossary_out.entries import Entry, Wanted, Word, entries
from tm.formats.glossary_out.tbx import bars

STATUS = {
    "approved": "Preferred",
    "admitted": "Admitted",
    "forbidden": "Forbidden",
    "deprecated": "Deprecated",
    "dnt": "Preferred",
}
_NAMES = {"en": "English", "ko": "Korean", "ja": "Japanese", "zh": "Chinese", "de": "German", "fr": "French"}


def write(glossary: Glossary, wanted: Wanted) -> tuple[bytes, Report]:
    """One conceptGrp a concept, numbered from 1; UTF-8."""
    report = Report()
    root = ET.Element("mtf")
    for number, entry in enumerate(entries(glossary, report), 1):
        root.append(_entry(entry, number, wanted))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode(), report


def _entry(entry: Entry, number: int, wanted: Wanted) -> ET.Element:
    group = ET.Element("conceptGrp")
    ET.SubElement(group, "concept").text = str(number)
    for text in entry.domains:
        _field(group, "Subject", text)
    for text in entry.definitions:
        _field(group, "Definition", text)
    if entry.id:
        _field(group, "ID", entry.id)
    for tag, words in ((wanted.source, entry.sources), (wanted.target, entry.targets)):
        language = ET.SubElement(group, "languageGrp")
        primary = tag.partition("-")[0]
        ET.SubElement(language, "language", {"lang": tag.upper(), "type": _NAMES.get(primary, primary.title())})
        for word in words:
            _word(language, word)
    return group


def _word(language: ET.Element, word: Word) -> None:
    group = ET.SubElement(language, "termGrp")
    ET.SubElement(group, "term").text = word.text
    if word.status:
        _field(group, "Status", STATUS[word.status])
    if word.dnt:
        _field(group, "Do Not Translate", "yes")
    if word.pos:
        _field(group, "Part of Speech", word.pos)
    if word.case:
        _field(group, "Case", word.case)
    if word.excepted:
        _field(group, "Except", bars(word.excepted))
    for note in word.notes:
        _field(group, "Note", note)


def _field(parent: ET.Element, kind: str, text: str) -> None:
    ET.SubElement(ET.SubElement(parent, "descripGrp"), "descrip", {"type": kind}).text = text
