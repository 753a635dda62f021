"""TBX version 2, dialect TBX-Basic (ISO 30042:2008, `martif`): the TBX that CAT tools read.

A concept is a termEntry, its source terms are one langSet and its targets the other. TBX-Basic has no
place for `case`, `except` and "do not translate": they stand in notes, in English. No DOCTYPE is
written, because a validator that follows it looks for a file that is not there.
Source: TBX-Basic, version 2, with its XCS picklists for partOfSpeech and administrativeStatus.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from xml.etree import ElementTree as ET

from tm.core import Glossary, Term
from tm.formats.concepts import Concept, Report, concepts, one_line, unfit_for_xml
from tm.messages import say

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
}
DO_NOT_TRANSLATE = "Do not translate."
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_ID = re.compile(r"[A-Za-z_가-힣][A-Za-z0-9_.가-힣-]*")


def write(glossary: Glossary, source_language: str, target_language: str) -> tuple[bytes, Report]:
    """One termEntry a concept. What XML cannot hold is left out: a term, a target or a descriptive text."""
    report = Report()
    root = ET.Element("martif", {"type": "TBX-Basic", _LANG: source_language})
    header = ET.SubElement(root, "martifHeader")
    file = ET.SubElement(header, "fileDesc")
    _leaf(ET.SubElement(file, "titleStmt"), "title", "Glossary")
    _leaf(ET.SubElement(file, "sourceDesc"), "p", "Written by tm from a glossary table.")
    _leaf(ET.SubElement(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", type="XCSURI")
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    identify = _identifiers()
    for concept in concepts(_fit(glossary, report)):
        body.append(_entry(concept, identify(concept.id), source_language, target_language))
        report.written += len(concept.terms)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode(), report


def _fit(glossary: Glossary, report: Report) -> Iterator[Term]:
    """The rows with only the parts that XML can hold; the others are reported."""
    for term in glossary:
        source = one_line(term.source)
        if reason := unfit_for_xml(source) or ("" if source else say("the source is empty")):
            report.leave_out(term, reason)
            continue
        targets = _kept(term, "target", term.targets, report)
        if term.status == "dnt":
            targets = (source, *(target for target in targets if target != source))
        if not targets:
            report.leave_out(term, say("no target that can be written"))
            continue
        details = {
            name: "".join(_kept(term, name, (getattr(term, name),), report))
            for name in ("pos", "case", "domain", "definition", "note")
        }
        excepted = _kept(term, "except", term.excepted, report)
        yield Term(term.id, source, targets, term.status, excepted=excepted, **details)


def _kept(term: Term, part: str, texts: Iterable[str], report: Report) -> tuple[str, ...]:
    kept = []
    for text in texts:
        if reason := unfit_for_xml(text):
            report.leave_out(term, say("{part}: {reason}", part=part, reason=reason))
        elif line := one_line(text):
            kept.append(line)
    return tuple(kept)


def _entry(concept: Concept, identifier: str, source_language: str, target_language: str) -> ET.Element:
    entry = ET.Element("termEntry", {"id": identifier})
    for kind in ("domain", "definition"):
        for text in dict.fromkeys(getattr(term, kind) for term in concept.terms):
            if text:
                _leaf(entry, "descrip", text, type="subjectField" if kind == "domain" else "definition")
    sources: dict[tuple[str, str], list[str]] = {}
    targets: dict[tuple[str, str, str], list[str]] = {}
    kinds: dict[str, set[str]] = {}
    for term in concept.terms:
        for text in (term.source, *term.targets):
            kinds.setdefault(text, set()).update({term.pos} - {""})
    for term in concept.terms:
        sources.setdefault((term.source, term.pos or _only(kinds[term.source])), []).extend(_usage(term))
        for target in term.targets:
            notes = targets.setdefault((target, term.pos or _only(kinds[target]), term.status), [])
            notes += [DO_NOT_TRANSLATE] if term.status == "dnt" else []
            notes += [term.note] if target == term.targets[0] else []  # once a row
    group = ET.SubElement(entry, "langSet", {_LANG: source_language})
    for (text, pos), notes in sources.items():
        _tig(group, text, pos, "", notes)
    group = ET.SubElement(entry, "langSet", {_LANG: target_language})
    for (text, pos, status), notes in targets.items():
        _tig(group, text, pos, STATUS[status], notes)
    return entry


def _only(kinds: Collection[str]) -> str:
    """The part of speech that other rows give a term, where they agree: without it the term would be there twice."""
    return next(iter(kinds)) if len(kinds) == 1 else ""


def _usage(term: Term) -> list[str]:
    """What a row says about its source term for which TBX-Basic has no category."""
    return [
        *([f"Case: {term.case}"] if term.case else []),
        *([f"Not this term in: {' | '.join(term.excepted)}"] if term.excepted else []),
    ]


def _tig(language: ET.Element, text: str, pos: str, status: str, notes: Iterable[str]) -> None:
    tig = ET.SubElement(language, "tig")
    _leaf(tig, "term", text)
    known = PART_OF_SPEECH.get(pos.lower(), "other") if pos else ""
    if known:
        _leaf(tig, "termNote", known, type="partOfSpeech")
    if status:
        _leaf(tig, "termNote", status, type="administrativeStatus")
    if known == "other" and pos.lower() != "other":
        _leaf(tig, "note", f"Part of speech: {pos}")
    for note in dict.fromkeys(filter(None, notes)):
        _leaf(tig, "note", note)


def _leaf(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = text


def _identifiers() -> Callable[[str], str]:
    """Makes ids that XML accepts and that differ: the glossary's own where they do, `c1`, `c2` where it has none."""
    used: set[str] = set()

    def identify(wanted: str) -> str:
        base = re.sub(r"[^A-Za-z0-9_.가-힣-]", "-", wanted) if wanted else f"c{len(used) + 1}"
        base = base if _XML_ID.fullmatch(base) else f"c-{base}"
        identifier, number = base, 1
        while identifier in used:
            number += 1
            identifier = f"{base}-{number}"
        used.add(identifier)
        return identifier

    return identify
