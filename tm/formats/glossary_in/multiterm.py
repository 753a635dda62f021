"""MultiTerm XML (`mtf`). Its fields have free names: the usual ones are known, others become columns."""

from __future__ import annotations

from collections.abc import Iterator

from tm.errors import FormatError
from tm.formats.glossary_in.about import about_concept, about_word
from tm.formats.glossary_in.columns import role
from tm.formats.glossary_in.incoming import Concept, Incoming, Intake, Languages, Word, rows
from tm.formats.glossary_in.trees import Node, entries

ROOTS = {"mtf": frozenset({"conceptGrp"})}


def read(data: bytes, *, name: str, languages: Languages, intake: Intake) -> Iterator[Incoming]:
    """The rows of a file.

    Raises:
        FormatError: it is no MultiTerm XML, not safe, or holds no terms in one of the languages.
    """
    found = dict.fromkeys(
        _language(group)
        for node in entries(data, name, ROOTS, Intake(replace_control=intake.replace_control))
        for group in node.all("languageGrp")
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


def _language(group: Node) -> str:
    language = next(iter(group.all("language")), None)
    return "" if language is None else language.language or language.attributes.get("type", "")


def _concept(node: Node, sides: tuple[list[str], list[str]], name: str, intake: Intake) -> Concept:
    where = f"{name}:{node.line}"
    concept = Concept(where)
    for kind, text in _fields(node, intake, where):
        match role(kind):
            case "id":
                concept.id = text
            case "domain" | "definition" as known:
                about_concept(concept, known, text, intake, where)
            case "note":
                concept.notes.append(text)
            case _:
                concept.say(kind, text)
    for side, words in zip(sides, (concept.sources, concept.targets), strict=True):
        for tag in side:
            for group in node.all("languageGrp"):
                if _language(group) != tag:
                    continue
                for kind, text in _fields(group, intake, where):
                    if role(kind) == "definition":
                        concept.definitions.append(text)
                    elif role(kind) == "note":
                        concept.notes.append(text)
                    else:
                        concept.say(kind, text)
                words += [
                    _word(part, where, intake, concept, words is concept.sources) for part in group.all("termGrp")
                ]
        words[:] = [word for word in words if word.text]
    if not concept.id and len(concept.sources) > 1:
        number = next((child.text for child in node.all("concept")), "")
        concept.id = intake.text(number, where)
    return concept


def _word(node: Node, where: str, intake: Intake, concept: Concept, source: bool) -> Word:
    word = Word(intake.text(next((child.text for child in node.all("term")), ""), where))
    for kind, text in _fields(node, intake, where):
        known = role(kind)
        if known == "note":
            word.notes.append(text)
        elif known == "definition":
            concept.definitions.append(text)
        elif not about_word(word, known, text, intake, where, source=source):
            word.say(kind, text)
    return word


def _fields(node: Node, intake: Intake, where: str) -> Iterator[tuple[str, str]]:
    for child in node.elements:
        if child.name == "descripGrp":
            yield from _fields(child, intake, where)
        elif child.name == "descrip" and (text := intake.text(child.text, where)):
            yield child.attributes.get("type", "note"), text
