"""TBX: version 2 with `tig` and `ntig`, version 3 in both styles (DCA, DCT), the early TBX-Min.

Whatever a file says that the project has no column for (context, term type, customer ...) becomes a column.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.errors import FormatError
from tm.formats.glossary_in.incoming import Concept, Incoming, Intake, Languages, Word, rows, take_note, take_status
from tm.formats.glossary_in.trees import Node, entries
from tm.formats.glossary_out.entries import id_of

ROOTS = {
    "martif": frozenset({"termEntry"}),
    "tbx": frozenset({"conceptEntry"}),
    "TBX": frozenset({"entry", "termEntry", "conceptEntry"}),
}
_LANGUAGE = ("langSet", "langSec", "langGroup")
_TERM = ("tig", "ntig", "termSec", "termGroup")
#: Elements that only hold others together.
_AROUND = frozenset({"descripGrp", "termNoteGrp", "adminGrp", "termGrp", "termCompList"})
#: Who changed what and when: of no use in a glossary.
_ASIDE = frozenset({"transacGrp", "transac", "transacNote", "date"})
_PARTS = {"properNoun": "proper noun"}


def read(data: bytes, *, name: str, languages: Languages, intake: Intake) -> Iterator[Incoming]:
    """The rows of a file.

    Raises:
        FormatError: it is no TBX, not safe, or holds no terms in one of the languages.
    """
    found = dict.fromkeys(
        group.language
        for node in entries(data, name, ROOTS, Intake(replace_control=intake.replace_control))
        for group in node.all(*_LANGUAGE)
        if group.language
    )
    if not found:
        return
    sides = languages.sides(list(found), name, intake)
    for node in entries(data, name, ROOTS, intake):
        try:
            made = list(rows(_concept(node, sides, name, intake), intake))
        except FormatError as error:
            intake.refuse(error)
            continue
        yield from made


def _concept(node: Node, sides: tuple[list[str], list[str]], name: str, intake: Intake) -> Concept:
    where = f"{name}:{node.line}"
    concept = Concept(where, id_of(intake.text(node.attributes.get("id", ""), where)))
    for kind, text in _said(node, intake, where):
        _about_concept(concept, kind, text)
    groups = node.all(*_LANGUAGE)
    for side, words in zip(sides, (concept.sources, concept.targets), strict=True):
        for tag in side:
            for group in groups:
                if group.language != tag:
                    continue
                for kind, text in _said(group, intake, where):
                    _about_concept(concept, kind, text)
                for part in group.all(*_TERM):
                    word = _word(part, name, intake, source=words is concept.sources)
                    if word.text and all(word.text != other.text or word.status != other.status for other in words):
                        words.append(word)
    return concept


def _about_concept(concept: Concept, kind: str, text: str) -> None:
    if kind == "subjectField":
        concept.domains.append(text)
    elif kind == "definition":
        concept.definitions.append(text)
    elif kind == "note":
        concept.notes.append(text)
    else:
        concept.extra[kind] = f"{concept.extra[kind]}; {text}" if kind in concept.extra else text


def _word(node: Node, name: str, intake: Intake, *, source: bool) -> Word:
    where = f"{name}:{node.line}"
    inner = [node, *node.all("termGrp")]
    term = next((child for part in inner for child in part.all("term")), None)
    word = Word(intake.text(term.text, where) if term is not None else "")
    parts = []
    for kind, text in _said(node, intake, where):
        if kind in ("administrativeStatus", "normativeAuthorization", "termStatus"):
            if source:
                word.extra |= {} if "preferred" in text or "admitted" in text else {"source status": text}
            else:
                take_status(word, text, intake, where)
        elif kind == "partOfSpeech":
            word.pos = _PARTS.get(text, text)
        elif kind == "note":
            parts.append(text)
        else:
            word.extra[kind] = f"{word.extra[kind]}; {text}" if kind in word.extra else text
    for text in parts:
        if not take_note(word, text, source=source):
            word.notes.append(text)
    return word


def _said(node: Node, intake: Intake, where: str) -> Iterator[tuple[str, str]]:
    """What stands in an element, by kind: the type of a `descrip` or `termNote`, the name of an element in DCT."""
    for child in node.elements:
        if child.name in _AROUND:
            yield from _said(child, intake, where)
        elif child.name in (*_LANGUAGE, *_TERM, "term") or child.name in _ASIDE:
            continue
        elif text := intake.text(child.text, where):
            yield child.attributes.get("type") or child.name, text
