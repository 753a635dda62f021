"""TBX: version 2 with `tig` and `ntig`, version 3 in both styles (DCA, DCT), the early TBX-Min.

Whatever a file says that the project has no column for (context, term type, customer ...) becomes a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.errors import FormatError
from tm.formats.glossary_in.about import about_concept, about_word, word_notes
from tm.formats.glossary_in.incoming import Concept, Incoming, Intake, Languages, Word, rows
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
_AROUND = frozenset({"descripGrp", "termNoteGrp", "adminGrp", "termGrp", "termCompList", "noteGrp"})
#: Who changed what and when: of no use in a glossary.
_ASIDE = frozenset(
    {"transacGrp", "transac", "transacNote", "date", "createdBy", "createdAt", "lastModifiedBy", "lastModifiedAt"}
)
_PARTS = {"properNoun": "proper noun"}
#: What is told by names of its own: in the standard, by TermWeb, by Weblate.
_ROLES = {
    "administrativeStatus": "status",
    "normativeAuthorization": "status",
    "termStatus": "status",
    "partOfSpeech": "pos",
    "subjectField": "domain",
    "definition": "definition",
    "note": "note",
    "descrip": "note",
    "usagenote": "note",
    "translationneeded": "translatable",
    "forbidden": "forbidden",
}


def _role(kind: str) -> str:
    return _ROLES.get(kind) or _ROLES.get(re.sub(r"[\s_-]", "", kind).casefold(), "")


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
    said = list(_said(node, intake, where))
    groups = node.all(*_LANGUAGE)
    for side, words in zip(sides, (concept.sources, concept.targets), strict=True):
        for group in (group for tag in side for group in groups if group.language == tag):
            said += _said(group, intake, where)
            for part in group.all(*_TERM):
                _add(words, _word(part, name, intake, source=words is concept.sources))
    for kind, text in said:
        role = _role(kind)
        if kind == "conceptId":
            concept.id = concept.id or text
        elif role == "note":
            concept.notes += [text] if text not in concept.notes else []
        elif not about_concept(concept, role, text, intake, where):
            concept.say(kind, text)
    if concept.dnt and not concept.targets and concept.sources:
        concept.targets.append(Word(concept.sources[0].text, "dnt"))
    return concept


def _add(words: list[Word], word: Word) -> None:
    """Add a term; one that is there already only brings what else is said about it."""
    known = next((other for other in words if (other.text, other.status) == (word.text, word.status)), None)
    if known is not None:
        known.notes += [note for note in word.notes if note not in known.notes]
        for name, text in word.extra.items():
            known.say(name, text)
    elif word.text:
        words.append(word)


def _word(node: Node, name: str, intake: Intake, *, source: bool) -> Word:
    where = f"{name}:{node.line}"
    inner = [node, *node.all("termGrp")]
    term = next((child for part in inner for child in part.all("term")), None)
    word = Word(intake.text(term.text, where) if term is not None else "")
    parts = []
    for kind, text in _said(node, intake, where):
        role = _role(kind)
        if role == "note":
            parts.append(text)
        elif role in ("status", "pos", "translatable", "forbidden"):
            about_word(word, role, _PARTS.get(text, text) if role == "pos" else text, intake, where, source=source)
        else:
            word.say(kind, text)
    word_notes(word, parts, source=source)
    return word


def _said(node: Node, intake: Intake, where: str) -> Iterator[tuple[str, str]]:
    """What stands in an element, by kind: the type of a `descrip` or `termNote`, the name of an element in DCT."""
    for child in node.elements:
        if child.name in _AROUND:
            yield from _said(child, intake, where)
        elif child.name in (*_LANGUAGE, *_TERM, "term") or child.name in _ASIDE:
            continue
        elif (kind := child.attributes.get("type") or child.name) not in _ASIDE and (
            text := intake.text(_text(child), where)
        ):
            yield kind, text


def _text(node: Node) -> str:
    """The text of an element; of a note with a key, the key before its value."""
    key, value = node.all("noteKey"), node.all("noteValue")
    return f"{key[0].text}: {value[0].text}" if key and value else node.text
