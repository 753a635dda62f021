"""MultiTerm XML (`mtf`). Its fields have free names: the usual ones are known, others become columns."""

from __future__ import annotations

from collections.abc import Iterator

from tm.errors import FormatError
from tm.formats.glossary_in.columns import role
from tm.formats.glossary_in.incoming import Concept, Incoming, Intake, Languages, Word, rows, take_status, truth, unbar
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
            case "domain":
                concept.domains.append(text)
            case "definition":
                concept.definitions.append(text)
            case "note":
                concept.notes.append(text)
            case _:
                concept.extra[kind] = text
    for side, words in zip(sides, (concept.sources, concept.targets), strict=True):
        for tag in side:
            for group in node.all("languageGrp"):
                if _language(group) != tag:
                    continue
                for kind, text in _fields(group, intake, where):
                    if role(kind) == "definition":
                        concept.definitions.append(text)
                    else:
                        concept.extra[kind] = text
                words += [_word(part, where, intake, words is concept.sources) for part in group.all("termGrp")]
        words[:] = [word for word in words if word.text]
    if not concept.id and len(concept.sources) > 1:
        number = next((child.text for child in node.all("concept")), "")
        concept.id = intake.text(number, where)
    return concept


def _word(node: Node, where: str, intake: Intake, source: bool) -> Word:
    word = Word(intake.text(next((child.text for child in node.all("term")), ""), where))
    for kind, text in _fields(node, intake, where):
        match role(kind):
            case "status" if not source and word.status != "dnt":
                take_status(word, text, intake, where)
            case "dnt":
                word.status = "dnt" if truth(text) is not False and not source else word.status
            case "forbidden" if truth(text):
                word.status = "forbidden"
            case "pos":
                word.pos = text
            case "case":
                word.case = text
            case "except":
                word.excepted = unbar(text)
            case "note":
                word.notes.append(text)
            case _:
                word.extra[kind] = text
    return word


def _fields(node: Node, intake: Intake, where: str) -> Iterator[tuple[str, str]]:
    for child in node.elements:
        if child.name == "descripGrp":
            yield from _fields(child, intake, where)
        elif child.name == "descrip" and (text := intake.text(child.text, where)):
            yield child.attributes.get("type", "note"), text
