"""Tables as glossaries: with a header in English or Korean, of languages, of memoQ, Phrase or Weblate; or without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tm.errors import FormatError
from tm.formats import language_codes
from tm.formats.glossary_csv import split_bars
from tm.formats.glossary_in import columns
from tm.formats.glossary_in.incoming import (
    Concept,
    Incoming,
    Intake,
    Languages,
    Word,
    rows,
    take_note,
    take_status,
    truth,
)
from tm.formats.glossary_in.records import Record
from tm.formats.glossary_out.entries import id_of
from tm.messages import say

#: Columns that number or locate what they stand in.
_ASIDE = frozenset({"tid", "location"})
_MATCHING = frozenset({"casesense", "casepermissive", "caseinsense", "halfprefix", "nonterm", ""})
#: Named in remarks by exports to Weblate and OmegaT: what stands before, the status, what divides them.
_UNUSED = {
    "Forbidden: ": ("forbidden", " | "),
    "Deprecated: ": ("deprecated", " | "),
    "forbidden: ": ("forbidden", ", "),
    "deprecated: ": ("deprecated", ", "),
    "금지: ": ("forbidden", ", "),
    "폐기: ": ("deprecated", ", "),
}
_DNT = frozenset({"번역 제외", "do not translate"})


@dataclass(frozen=True, slots=True)
class Column:
    """role: of `tm.formats.glossary_in.columns`, or empty. word: the column of terms that it says something about."""

    name: str
    role: str
    word: int = -1


@dataclass(frozen=True, slots=True)
class Header:
    """columns: in order; bars: targets are divided by bars; grouped: rows of one id are one concept."""

    columns: tuple[Column, ...]
    bars: bool = False
    grouped: bool = False
    weblate: bool = False


def read(
    records: Sequence[Record], *, name: str, languages: Languages, intake: Intake, headed: bool = False
) -> Iterator[Incoming]:
    """The rows of a table.

    headed: its first row is a header, whatever stands there

    Raises:
        FormatError: no column holds the terms of a language, or a row is wrong.
    """
    if not records:
        return
    header = header_of(records[0].cells, name, languages, intake)
    body = records if header is None else records[1:]
    if header is None and headed:
        raise FormatError(
            say("no columns of the table hold source and target terms"),
            where=f"{name}:{records[0].line}",
            hint=say("name them source and target, or by their languages"),
        )
    if header is None:
        header = _bare(records, name, languages)
    groups: dict[str, Concept] = {}
    seen: set[tuple[str, str]] = set()
    key = next((at for at, column in enumerate(header.columns) if column.role == "id"), -1)
    for record in body:
        where = f"{name}:{record.line}"
        try:
            concept = _concept(record, header, where, intake)
        except FormatError as error:
            intake.refuse(error)
            continue
        if header.weblate:
            _same_context(concept, seen)
        if not header.grouped:
            yield from rows(concept, intake)
            continue
        number = record.cells[key].strip() if 0 <= key < len(record.cells) else ""
        known = groups.setdefault(number or where, concept)
        if known is not concept:
            known.sources += concept.sources
            known.targets += concept.targets
    for concept in groups.values():
        yield from rows(concept, intake)


_NUMBER = re.compile(r"\s*\b\d+$")


def _same_context(concept: Concept, seen: set[tuple[str, str]]) -> None:
    """Takes off a context the number that only tells it from one before."""
    source = concept.sources[0].text if concept.sources else ""
    context = concept.domains[0] if concept.domains else ""
    base = _NUMBER.sub("", context)
    if base != context and (source, base) in seen:
        concept.domains[:] = [base] if base else []
    seen.add((source, context))


def header_of(cells: Sequence[str], name: str, languages: Languages, intake: Intake) -> Header | None:
    """What the first row says about the columns; None where it is a row of terms."""
    names = [" ".join(cell.split()) for cell in cells]
    roles = [columns.role(cell) for cell in names]
    tags = [columns.language(cell) for cell in names]
    if len(names) in (4, 5) and all(tags[2:4]) and not any((*roles[:2], *tags[:2])):
        return None  # DeepL: source, target, and the code of each
    distinct = {tag.partition("-")[0] for tag in tags if tag}
    if "source" in roles and "target" in roles:
        sides = ({roles.index("source")}, {at for at, role in enumerate(roles) if role == "target"})
    elif "source" in roles and distinct:
        fits = sorted(
            (rank, at) for at, tag in enumerate(tags) if (rank := language_codes.rank(languages.target, tag)) >= 0
        )
        if not fits:
            return None
        sides = ({roles.index("source")}, {at for rank, at in fits if rank == fits[0][0]})
    elif len(distinct) > 1:
        source, target = languages.sides(list(dict.fromkeys(filter(None, tags))), f"{name}:1", intake)
        sides = (
            {at for at, tag in enumerate(tags) if tag in source},
            {at for at, tag in enumerate(tags) if tag in target},
        )
    else:
        return None
    low = [cell.casefold() for cell in names]
    weblate = "developer_comments" in low
    memoq = "term_info" in low
    found, word = list[Column](), -1
    for at, cell in enumerate(names):
        role = "source" if at in sides[0] else "target" if at in sides[1] else roles[at]
        if role in ("source", "target"):
            word = at
        elif role == roles[at] and role == "" and tags[at]:
            word = at  # a third language: kept as a column, with what is said about it
        bound = word if low.count(low[at]) > 1 or role == "info" else -1
        if role in ("source", "target") and at not in sides[0] | sides[1]:
            role = ""
        if weblate and low[at] == "context":
            role = "domain"
        if memoq and columns.definition_of(cell):
            role = "definition"
        found.append(Column(cell, role, bound if role not in ("source", "target") else at))
    own = "source" in low and "target" in low and not weblate
    return Header(tuple(found), bars=own, grouped="cid" in low, weblate=weblate)


def _bare(records: Sequence[Record], name: str, languages: Languages) -> Header:
    """Columns of a table without a header: source, target, then a remark, or both language codes as DeepL writes them.

    Raises:
        FormatError: no row has two cells.
    """
    width = max(len(record.cells) for record in records)
    if width < 2:
        raise FormatError(
            say("the file has one column; a glossary has two"),
            where=f"{name}:{records[0].line}",
            hint=say("divide source and target by a comma, a semicolon or a tab"),
        )
    found = [Column("source", "source", 0), Column("target", "target", 1)]
    codes = {
        tuple(columns.language(cell.strip()).partition("-")[0] for cell in record.cells[2:4])
        for record in records
        if len(record.cells) >= 4
    }
    if width in (4, 5) and len(codes) == 1 and all(code := next(iter(codes))) and len(records[0].cells) >= 4:
        wanted = (language_codes.primary(languages.source), language_codes.primary(languages.target))
        if code == wanted[::-1] and code != wanted:
            found.reverse()
        elif code != wanted:
            raise FormatError(
                say("the file is {found}, not {wanted}", found=" - ".join(code), wanted=" - ".join(wanted)),
                where=f"{name}:{records[0].line}",
                hint=say("name its languages: --source-language, --target-language"),
            )
        found += [Column("", "aside"), Column("", "aside")]
    elif width > 2:
        found.append(Column("note", "note"))
    found += [Column(f"column {at + 1}", "") for at in range(len(found), width)]
    return Header(tuple(found))


def _concept(record: Record, header: Header, where: str, intake: Intake) -> Concept:
    if len(record.cells) > len(header.columns) and any(cell.strip() for cell in record.cells[len(header.columns) :]):
        raise FormatError(
            say(
                "the row has {cells} cells, the header {columns}", cells=len(record.cells), columns=len(header.columns)
            ),
            where=where,
            hint=say('put a cell that holds a comma in quotes: "a, b"'),
        )
    concept = Concept(where)
    words: dict[int, list[Word]] = {}
    cells = list(zip(header.columns, record.cells, strict=False))
    for at, (column, cell) in enumerate(cells):
        if column.role not in ("source", "target") or not (text := intake.text(cell, where)):
            continue
        many = split_bars(text) if column.role == "target" and header.bars else (text,)
        words[at] = [Word(part) for part in many]
        (concept.sources if column.role == "source" else concept.targets).extend(words[at])
    for column, cell in cells:
        if column.role in ("source", "target") or not cell.strip():
            continue
        if not column.role:
            text = intake.clean(cell, where).strip()
        else:
            text = intake.text(cell, where)
        if text and column.word >= 0:
            for word in words.get(column.word, ()):
                _about_word(word, column, text, intake, where, source=word in concept.sources)
        elif text:
            _about(concept, column, text, intake, where, header)
    if not concept.targets and concept.sources and concept.extra.pop("\0dnt", ""):
        concept.targets = [Word(concept.sources[0].text, "dnt")]
    concept.extra.pop("\0dnt", "")
    if "\0fuzzy" in concept.extra:
        concept.targets, concept.extra = [], {}
    return concept


def _about_word(word: Word, column: Column, text: str, intake: Intake, where: str, *, source: bool) -> None:
    match column.role:
        case "status":
            if not source and not word.status:
                take_status(word, text, intake, where)
        case "forbidden":
            word.status = "forbidden" if truth(text) and word.status != "deprecated" else word.status
        case "preferred":
            word.preferred = bool(truth(text))
        case "case":
            yes = truth(text)
            word.case = "sensitive" if yes else "" if yes is False else text
        case "pos":
            word.pos = text
        case "note":
            _notes([word], text, source=source, parts=text.split("\n") if "\n" in text else text.split("; "))
        case "info":
            _info(word, text, source)
        case _ if column.name.casefold() not in _ASIDE and truth(text) is not False:
            word.extra[column.name] = text


def _info(word: Word, text: str, source: bool) -> None:
    """memoQ's Term_Info: case, matching, NonTerm."""
    said = {part.strip().casefold() for part in text.split(";")}
    if "nonterm" in said and not source:
        word.status = "forbidden"
    if "casesense" in said and source:
        word.case = "sensitive"
    if said - _MATCHING:
        word.extra["Term_Info"] = text


def _about(concept: Concept, column: Column, text: str, intake: Intake, where: str, header: Header) -> None:
    match column.role:
        case "id":
            concept.id = id_of(text) if header.grouped else text
        case "status":
            for word in concept.targets:
                take_status(word, text, intake, where)
            if re.sub(r"[\s_-]", "", text).casefold() in ("dnt", "donottranslate", "번역제외"):
                concept.extra["\0dnt"] = "1"
        case "pos":
            for word in concept.targets:
                word.pos = text
        case "except":
            for word in concept.sources:
                word.excepted = split_bars(text)
        case "case":
            yes = truth(text)
            for word in concept.sources:
                word.case = "sensitive" if yes else "" if yes is False else text
        case "domain":
            concept.domains.append(text)
        case "definition":
            concept.definitions.append(text)
        case "forbidden":
            for word in concept.targets if truth(text) else ():
                word.status = "forbidden"
        case "dnt" | "translatable":
            if truth(text) is (column.role == "dnt"):
                concept.extra["\0dnt"] = "1"
                for word in concept.targets:
                    word.status = "dnt"
        case "preferred":
            for word in concept.targets:
                word.preferred = bool(truth(text))
        case "fuzzy":
            if truth(text):
                intake.notice(say("{where}: marked as unsure (fuzzy), left out", where=where))
                concept.extra["\0fuzzy"] = "1"
        case "developer":
            rest = _remarks(concept, text)
            concept.definitions += [rest] if rest else []
        case "note":
            if header.bars:
                concept.notes.append(text)
            else:
                rest = _remarks(concept, text)
                concept.notes += [rest] if rest else []
        case "aside":
            pass
        case _ if column.name.casefold() not in _ASIDE:
            name = column.name or "column"
            concept.extra[name] = text


def _remarks(concept: Concept, text: str) -> str:
    """Takes out of a remark what an export wrote there about single words; the rest of it."""
    rest = []
    for part in text.split("; "):
        if part in _DNT:
            for word in concept.targets:
                word.status = "dnt" if word.status != "forbidden" else word.status
            continue
        for label, (status, mark) in _UNUSED.items():
            if part.startswith(label):
                concept.targets += [Word(word, status) for word in part.removeprefix(label).split(mark) if word]
                break
        else:
            named = [word for word in (*concept.sources, *concept.targets) if part.startswith(f"{word.text}: ")]
            about = part[len(named[0].text) + 2 :] if named else part
            if not _notes(named or [*concept.sources, *concept.targets], about, concept=concept) and about:
                if named:
                    named[0].notes.append(about)
                else:
                    rest.append(part)
    return "; ".join(rest)


def _notes(
    words: Sequence[Word], text: str, *, source: bool = False, parts: Sequence[str] = (), concept: Concept | None = None
) -> bool:
    """Gives words what a remark says about them; False where it is only a remark."""
    known = False
    for part in parts or (text,):
        taken = False
        for word in words:
            of_source = source if concept is None else any(word is other for other in concept.sources)
            taken |= take_note(word, part, source=of_source)
        if not taken and parts:
            words[0].notes.append(part)
        known |= taken
    return known
