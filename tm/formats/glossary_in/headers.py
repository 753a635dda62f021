"""What the columns of a table hold: as its first row says, or as tables without a header are laid out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tm.errors import FormatError
from tm.formats import language_codes
from tm.formats.glossary_in.columns import Meaning, meaning
from tm.formats.glossary_in.incoming import Intake, Languages
from tm.formats.glossary_in.records import Record
from tm.lang.hangul import has_hangul
from tm.messages import say


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


def header_of(
    cells: Sequence[str], where: str, languages: Languages, intake: Intake, *, headed: bool = False
) -> Header | None:
    """What the first row says about the columns; None where it is a row of terms.

    headed: it is a header, whatever stands there

    Raises:
        FormatError: it is a header without a column for the terms of a language.
    """
    names = [" ".join(cell.split()) for cell in cells]
    meanings = [meaning(name) for name in names]
    if _deepl(meanings):
        return None
    sides = _sides(meanings, where, languages, intake)
    if sides is None:
        if headed or _is_header(meanings):
            raise FormatError(
                say("no columns of the table hold source and target terms"),
                where=where,
                hint=say("name them source and target, or by their languages"),
            )
        return None
    low = [name.casefold() for name in names]
    return Header(
        tuple(_columns(names, meanings, sides)),
        bars="source" in low and "target" in low and "developer_comments" not in low,
        grouped="cid" in low,
        weblate="developer_comments" in low,
    )


def _deepl(meanings: Sequence[Meaning]) -> bool:
    """A row of DeepL: source, target, and the code of each."""
    return (
        len(meanings) in (4, 5)
        and all(one.role == "term" for one in meanings[2:4])
        and not any(one.role for one in meanings[:2])
    )


def _is_header(meanings: Sequence[Meaning]) -> bool:
    """Do the cells name columns, though not the right ones? In a table of terms one may be such a name, not several."""
    known = {(one.role, one.language.partition("-")[0]) for one in meanings if one.role}
    terms = any(role in ("source", "target", "term") for role, _ in known)
    return len(known) > 1 and (len(meanings) > 2 or (terms and all(one.role for one in meanings)))


def _sides(
    meanings: Sequence[Meaning], where: str, languages: Languages, intake: Intake
) -> tuple[set[int], set[int]] | None:
    """The columns of source and of target terms; None where the names tell neither.

    `source` and `target` by name mean what they say; otherwise languages count, and one that is missing is the side
    that is only named so.
    """
    sources = [at for at, one in enumerate(meanings) if one.role == "source"]
    targets = [at for at, one in enumerate(meanings) if one.role == "target"]
    if sources and targets:
        return {sources[0]}, set(targets)
    tags = {at: one.language for at, one in enumerate(meanings) if one.role == "term"}
    fits = [
        {at for at, tag in tags.items() if language_codes.rank(wanted, tag) >= 0}
        for wanted in (languages.source, languages.target)
    ]
    if not tags or (len({tag.partition("-")[0] for tag in tags.values()}) < 2 and not sources and not targets):
        return None
    if all(fits):
        best = languages.sides(list(dict.fromkeys(tags.values())), where, intake)
        return ({at for at, tag in tags.items() if tag in best[0]}, {at for at, tag in tags.items() if tag in best[1]})
    if sources and fits[1]:
        return {sources[0]}, _nearest(fits[1], tags, languages.target)
    if targets and fits[0]:
        return _nearest(fits[0], tags, languages.source), set(targets)
    languages.sides(list(dict.fromkeys(tags.values())), where, intake)  # says which is missing
    return None


def _nearest(fits: set[int], tags: dict[int, str], wanted: str) -> set[int]:
    least = min(language_codes.rank(wanted, tags[at]) for at in fits)
    return {at for at in fits if language_codes.rank(wanted, tags[at]) == least}


def _columns(names: Sequence[str], meanings: Sequence[Meaning], sides: tuple[set[int], set[int]]) -> list[Column]:
    """Names that recur belong to the terms before them; names with a language, to the terms of that language."""
    low = [name.casefold() for name in names]
    spoken = {at: meanings[at].language.partition("-")[0] for at in sorted(sides[0] | sides[1])}
    weblate = "developer_comments" in low
    found, word = list[Column](), -1
    for at, (name, (role, language)) in enumerate(zip(names, meanings, strict=True)):
        if at in sides[0] or at in sides[1]:
            word = at
            found.append(Column(name, "source" if at in sides[0] else "target", at))
            continue
        about = next((other for other, tag in spoken.items() if language and tag == language.partition("-")[0]), -1)
        if role == "term" and language:
            word = at  # a third language: kept as a column, with what is said about it
            role = ""
        elif language and about < 0:
            role = ""
        elif role in ("source", "target"):
            role = "else" if low[at] in ("term", "용어") and role == "source" else ""
        elif weblate and low[at] == "context":
            role = "domain"
        if language and about >= 0 and role not in ("definition", "domain", "id", ""):
            bound = about
        else:
            bound = word if low.count(low[at]) > 1 or role == "info" else -1
        found.append(Column(name, role, bound))
    return found


def bare(records: Sequence[Record], name: str, languages: Languages) -> Header:
    """Columns of a table without a header: source, target, then a remark, or both language codes as DeepL writes them.

    Raises:
        FormatError: no row has two cells, or most have one: it is no table but running text.
    """
    width = max(len(record.cells) for record in records)
    filled = sum(sum(1 for cell in record.cells if cell.strip()) > 1 for record in records)
    if width > 1 and 2 * filled < len(records):
        raise FormatError(
            say("{count} of {all} lines hold source and target", count=filled, all=len(records)),
            where=f"{name}:{records[0].line}",
            hint=say("divide source and target by a comma, a semicolon or a tab"),
        )
    if width < 2:
        raise FormatError(
            say("the file has one column; a glossary has two"),
            where=f"{name}:{records[0].line}",
            hint=say("divide source and target by a comma, a semicolon or a tab"),
        )
    found = [Column("source", "source", 0), Column("target", "target", 1)]
    codes = {
        tuple(meaning(cell.strip()).language.partition("-")[0] for cell in record.cells[2:4])
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
    else:
        _written_in(records, name, languages)
        if width > 2:
            found.append(Column("note", "note"))
    found += [Column(f"column {at + 1}", "") for at in range(len(found), width)]
    return Header(tuple(found))


#: A word, not a symbol or an abbreviation, which stays as it is in Korean.
_ENGLISH = re.compile(r"(?<![A-Za-z])[a-z]{3,}(?![A-Za-z])")
_LATIN = re.compile("[A-Za-z]")


def _written_in(records: Sequence[Record], name: str, languages: Languages) -> None:
    """Make sure that the first two columns are in the languages that are wanted, as far as letters tell.

    Raises:
        FormatError: most rows are not: it is a list in one language, or running text with commas.
    """
    sides = (language_codes.primary(languages.source), language_codes.primary(languages.target))
    if set(sides) != {"en", "ko"}:
        return
    pairs = [(record.cells[0].strip(), record.cells[1].strip()) for record in records if len(record.cells) > 1]
    pairs = [(one, other) for one, other in pairs if one and other and one != other]
    other = {"ko": _english, "en": _korean}
    for at, (side, place) in enumerate(zip(sides, (say("first"), say("second")), strict=True)):
        wrong = sum(other[side](pair[at]) for pair in pairs)
        if len(pairs) > 1 and 2 * wrong > len(pairs):
            raise FormatError(
                say(
                    "this is no glossary: {wrong} of {all} rows have no {language} in the {place} column",
                    wrong=wrong,
                    all=len(pairs),
                    language=say("Korean") if side == "ko" else say("English"),
                    place=place,
                ),
                where=f"{name}:{records[0].line}",
                hint=say("write the source in the first column, its translation in the second, or name the columns"),
            )


def _english(text: str) -> bool:
    return not has_hangul(text) and _ENGLISH.search(text) is not None


def _korean(text: str) -> bool:
    return has_hangul(text) and not _LATIN.search(text)
