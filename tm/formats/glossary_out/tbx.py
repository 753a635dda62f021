"""TBX-Basic as CAT tools read it: version 2 (ISO 30042:2008, `martif`), and version 3 (ISO 30042:2019, DCA).

A concept is one entry, its source terms are one language section and its targets the other. TBX-Basic has no
place for `case`, `except` and "do not translate": they stand in notes, in English. No DOCTYPE is
written, because a validator that follows it looks for a file that is not there.
Source: TBX-Basic, version 2, with its XCS picklists for partOfSpeech and administrativeStatus; TBX-Basic 1.2.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tm.core import Glossary
from tm.formats.concepts import Report
from tm.formats.glossary_out.entries import DO_NOT_TRANSLATE, Entry, Wanted, Word, entries, xml_id

STATUS = {
    "approved": "preferredTerm-admn-sts",
    "dnt": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
    "deprecated": "supersededTerm-admn-sts",
}
PART_OF_SPEECH = {
    "noun": "noun",
    "n": "noun",
    "명사": "noun",
    "verb": "verb",
    "v": "verb",
    "동사": "verb",
    "adjective": "adjective",
    "adj": "adjective",
    "형용사": "adjective",
    "adverb": "adverb",
    "adv": "adverb",
    "부사": "adverb",
    "propernoun": "properNoun",
    "proper noun": "properNoun",
    "proper": "properNoun",
    "propn": "properNoun",
    "name": "properNoun",
    "고유명사": "properNoun",
    "other": "other",
}
#: What notes begin with that hold what TBX-Basic has no category for.
CASE, EXCEPT, PART = "Case: ", "Not this term in: ", "Part of speech: "
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Dialect:
    """Names of elements, and the parts of speech of the picklist."""

    root: dict[str, str]
    header: str
    entry: str
    language: str
    term: str
    kinds: frozenset[str]


V2 = Dialect(
    {"tag": "martif", "type": "TBX-Basic"},
    "martifHeader",
    "termEntry",
    "langSet",
    "tig",
    frozenset({"noun", "verb", "adjective", "adverb", "properNoun", "other"}),
)
V3 = Dialect(
    {"tag": "tbx", "type": "TBX-Basic", "style": "dca", "xmlns": "urn:iso:std:iso:30042:ed-2"},
    "tbxHeader",
    "conceptEntry",
    "langSec",
    "termSec",
    frozenset({"noun", "verb", "adjective", "adverb", "other"}),
)


def write(glossary: Glossary, wanted: Wanted, dialect: Dialect = V2) -> tuple[bytes, Report]:
    """One entry a concept. What XML cannot hold is left out: a term, a target or a descriptive text."""
    report = Report()
    attributes = dict(dialect.root)
    root = ET.Element(attributes.pop("tag"), {**attributes, _LANG: wanted.source})
    header = ET.SubElement(root, dialect.header)
    file = ET.SubElement(header, "fileDesc")
    _leaf(ET.SubElement(file, "titleStmt"), "title", "Glossary")
    _leaf(ET.SubElement(file, "sourceDesc"), "p", "Written by tm from a glossary table.")
    if dialect is V2:
        _leaf(ET.SubElement(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", type="XCSURI")
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for number, entry in enumerate(entries(glossary, report), 1):
        body.append(_entry(entry, number, wanted, dialect))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode(), report


def _entry(entry: Entry, number: int, wanted: Wanted, dialect: Dialect) -> ET.Element:
    element = ET.Element(dialect.entry, {"id": xml_id(entry.id, number)})
    for text in entry.domains:
        _leaf(element, "descrip", text, type="subjectField")
    for text in entry.definitions:
        _leaf(element, "descrip", text, type="definition")
    for language, words in ((wanted.source, entry.sources), (wanted.target, entry.targets)):
        group = ET.SubElement(element, dialect.language, {_LANG: language})
        for word in words:
            _word(group, word, dialect)
    return element


def _word(language: ET.Element, word: Word, dialect: Dialect) -> None:
    group = ET.SubElement(language, dialect.term)
    _leaf(group, "term", word.text)
    kind = PART_OF_SPEECH.get(word.pos.lower(), "other") if word.pos else ""
    if kind and kind not in dialect.kinds:
        kind = "noun" if kind == "properNoun" else "other"
    if kind:
        _leaf(group, "termNote", kind, type="partOfSpeech")
    if word.status:
        _leaf(group, "termNote", STATUS[word.status], type="administrativeStatus")
    for note in notes(word, plain=kind == PART_OF_SPEECH.get(word.pos.lower(), "")):
        _leaf(group, "note", note)


def notes(word: Word, *, plain: bool) -> Iterable[str]:
    """What is said about a word where the format has only notes. plain: its part of speech is said elsewhere."""
    return dict.fromkeys(
        [
            *([] if plain or not word.pos else [f"{PART}{word.pos}"]),
            *([f"{CASE}{word.case}"] if word.case else []),
            *([f"{EXCEPT}{bars(word.excepted)}"] if word.excepted else []),
            *([DO_NOT_TRANSLATE] if word.dnt else []),
            *word.notes,
        ]
    )


def bars(parts: Iterable[str]) -> str:
    """Phrases in one text, divided by bars; a bar in one is written with a backslash."""
    return " | ".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts)


def _leaf(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = text
