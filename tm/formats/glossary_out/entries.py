"""A glossary as entries: concepts with their terms by language, which is how other tools store it.

Rows of one concept become one entry; a word that several rows name is there once, with what they say about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from tm.core import Glossary, Term
from tm.formats.concepts import Concept, Report, concepts, one_line, unfit_for_xml
from tm.messages import say

#: English, so that whoever imports the file, person or program, reads the same.
DO_NOT_TRANSLATE = "Do not translate."
#: What the column `case` says where capitals count; see `tm.terms.concepts`.
SENSITIVE = frozenset({"sensitive", "case-sensitive", "yes", "true", "exact"})
UNUSED = frozenset({"forbidden", "deprecated"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an export is told beside the glossary.

    source, target: language tags, with the region where one was asked for
    extra:          columns of the user's own: by the place of a row, values by column
    excel_safe:     CSV cells that a spreadsheet would take for formulas begin with a tab
    """

    source: str = "en"
    target: str = "ko"
    extra: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    excel_safe: bool = False

    @property
    def columns(self) -> list[str]:
        """The names of the user's own columns, in the order in which they come."""
        return list(dict.fromkeys(name for values in self.extra.values() for name in values))


@dataclass(frozen=True, slots=True)
class Word:
    """A term of one language. status: of a target; excepted, case: of a source."""

    text: str
    status: str = ""
    pos: str = ""
    case: str = ""
    excepted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def dnt(self) -> bool:
        """True for a term that stays as it is in the source."""
        return self.status == "dnt"

    @property
    def sensitive(self) -> bool:
        """True where the glossary says that capitals count."""
        return self.case.lower() in SENSITIVE


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning. id: of the glossary, perhaps empty; rows: how many of the glossary it holds."""

    id: str
    domains: tuple[str, ...]
    definitions: tuple[str, ...]
    sources: tuple[Word, ...]
    targets: tuple[Word, ...]
    rows: int

    @property
    def dnt(self) -> bool:
        """True where a term is not translated."""
        return any(word.dnt for word in self.targets)


def entries(glossary: Glossary, report: Report, unfit: Callable[[str], str] = unfit_for_xml) -> list[Entry]:
    """The entries of a glossary; what the format cannot hold is left out and reported, the rest counted as written.

    unfit: why the format cannot hold a text; empty when it can
    """
    found = [_entry(concept) for concept in concepts(fit(glossary, report, unfit))]
    report.written += sum(entry.rows for entry in found)
    return found


def fit(glossary: Iterable[Term], report: Report, unfit: Callable[[str], str]) -> Iterator[Term]:
    """The rows with only the parts that the format can hold; the others are reported."""
    for term in glossary:
        source = one_line(term.source)
        if reason := unfit(source) or ("" if source else say("the source is empty")):
            report.leave_out(term, reason)
            continue
        targets = _kept(term, "target", term.targets, report, unfit)
        if term.status == "dnt":
            targets = (source, *(target for target in targets if target != source))
        if not targets:
            report.leave_out(term, say("no target that can be written"))
            continue
        details = {
            name: "".join(_kept(term, name, (getattr(term, name),), report, unfit))
            for name in ("pos", "case", "domain", "definition", "note")
        }
        excepted = _kept(term, "except", term.excepted, report, unfit)
        yield replace(term, source=source, targets=targets, excepted=excepted, **details)


def _kept(term: Term, part: str, texts: Iterable[str], report: Report, unfit: Callable[[str], str]) -> tuple[str, ...]:
    kept = []
    for text in texts:
        if reason := unfit(text):
            report.leave_out(term, say("{part}: {reason}", part=part, reason=reason))
        elif line := one_line(text):
            kept.append(line)
    return tuple(kept)


def _entry(concept: Concept) -> Entry:
    kinds: dict[str, set[str]] = {}
    for term in concept.terms:
        for text in (term.source, *term.targets):
            kinds.setdefault(text, set()).update({term.pos} - {""})
    sources: dict[tuple[str, str], list[Term]] = {}
    targets: dict[tuple[str, str, str], list[str]] = {}
    for term in concept.terms:
        sources.setdefault((term.source, term.pos or _only(kinds[term.source])), []).append(term)
        for target in term.targets:
            notes = targets.setdefault((target, term.pos or _only(kinds[target]), term.status), [])
            notes += [term.note] if term.note else []
    return Entry(
        concept.id,
        _once(term.domain for term in concept.terms),
        _once(term.definition for term in concept.terms),
        tuple(_source(text, pos, rows) for (text, pos), rows in sources.items()),
        tuple(Word(text, status, pos, notes=_once(notes)) for (text, pos, status), notes in targets.items()),
        len(concept.terms),
    )


def _source(text: str, pos: str, rows: list[Term]) -> Word:
    case = "; ".join(_once(row.case for row in rows))
    return Word(text, "", pos, case, _once(phrase for row in rows for phrase in row.excepted))


def _only(kinds: Collection[str]) -> str:
    """The part of speech that other rows give a term, where they agree: without it the term would be there twice."""
    return next(iter(kinds)) if len(kinds) == 1 else ""


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


_XML_ID = re.compile(r"[A-Za-z_가-힣][A-Za-z0-9_.가-힣-]*")
_UNFIT_ID = re.compile(r"[^A-Za-z0-9_가-힣-]")
#: Ids that are made here: for a concept without one, and for one that XML would not take.
_NUMBERED, _WRITTEN = "tm-", "id-"


def xml_id(wanted: str, number: int) -> str:
    """An id that XML accepts, from which `id_of` makes the glossary's own again; different for different ids."""
    if not wanted:
        return f"{_NUMBERED}{number}"
    if _XML_ID.fullmatch(wanted) and not wanted.startswith((_NUMBERED, _WRITTEN)):
        return wanted
    return _WRITTEN + _UNFIT_ID.sub(lambda found: f".{ord(found[0]):x}.", wanted)


def id_of(written: str) -> str:
    """The id in the glossary; empty for a concept that had none."""
    if re.fullmatch(rf"{_NUMBERED}\d+", written):
        return ""
    if not written.startswith(_WRITTEN):
        return written
    return re.sub(r"\.([0-9a-f]{1,5})\.", lambda found: chr(int(found[1], 16)), written.removeprefix(_WRITTEN))
