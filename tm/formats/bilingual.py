"""The table of bilingual formats: what each is called, by what a file name means it, and what reads and writes it.

`tm check`, `tm align`, `tm convert`, `tm memory` and `tm.Memory` all look here: a name, a suffix or an alias that is
added here is known to every one of them. Modules are named by text and load when they are used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from tm.core import TranslationUnit
from tm.errors import FormatError, UsageError
from tm.messages import Said, say

#: Kinds of what a unit says beside its texts and its languages, and the fields that say it.
LOST: dict[str, tuple[Said, tuple[str, ...]]] = {
    "status": (say("status"), ("status",)),
    "notes": (say("notes"), ("notes",)),
    "key": (say("key"), ("segment",)),
    "document": (say("document"), ("document",)),
    "dates": (say("dates"), ("created", "changed")),
    "neighbours": (say("neighbouring texts"), ("before", "after")),
    "origin": (say("origin"), ("origin",)),
    "author": (say("author"), ("author",)),
    "codes": (say("inline codes"), ("source_codes", "target_codes")),
}
#: Who translated something is in no file that is written.
_ALL_BUT_CODES = ("status", "notes", "key", "document", "dates", "neighbours", "origin")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One row of FORMATS.

    name:     what `--to` calls it
    suffixes: of files that are read as it
    written:  endings of files that are written as it, dots included
    checked:  module with `read(data, *, name, source_language, target_language)`, which gives a bitext and notices
    units:    module with `units(stream, *, name, source_language, target_language, report)`
    lines:    module:function `(units, writing) -> pieces of text`, or `(units, writing, stream)` where it is no text
    aligned:  module with `write(bitext, stream)`, or `dump(bitext) -> bytes`
    keyed:    a file holds one language, so that a pair is two files
    text:     False where it is nothing to show on a terminal
    one_pair: a file holds one pair of languages
    holds:    kinds of LOST that it has a place for when units are written
    """

    name: str
    suffixes: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    checked: str = ""
    units: str = ""
    lines: str = ""
    aligned: str = ""
    keyed: bool = False
    text: bool = True
    one_pair: bool = False
    holds: tuple[str, ...] = ()


FORMATS: tuple[Bilingual, ...] = (
    Bilingual(
        name="tsv",
        suffixes=(".tsv",),
        written=(".tsv",),
        checked="tm.formats.tables",
        units="tm.formats.units_table",
        lines="tm.formats.units_write:tsv",
        aligned="tm.formats.tsv",
        one_pair=True,
        holds=("status", "notes", "key", "document", "dates", "origin"),
    ),
    Bilingual(
        name="csv",
        suffixes=(".csv",),
        written=(".csv",),
        checked="tm.formats.tables",
        units="tm.formats.units_table",
        lines="tm.formats.units_write:as_csv",
        aligned="tm.formats.bitext_csv",
        one_pair=True,
        holds=("status", "notes", "key", "document", "dates", "origin"),
    ),
    Bilingual(
        name="jsonl",
        suffixes=(".jsonl", ".ndjson"),
        written=(".jsonl", ".ndjson"),
        checked="tm.formats.jsonl_bitext",
        units="tm.formats.units_jsonl",
        lines="tm.formats.units_write:jsonl",
        aligned="tm.formats.jsonl",
        holds=_ALL_BUT_CODES,
    ),
    Bilingual(
        name="tmx",
        suffixes=(".tmx",),
        written=(".tmx",),
        checked="tm.formats.tmx_bitext",
        units="tm.formats.tmx",
        lines="tm.formats.tmx_write:lines",
        aligned="tm.formats.tmx_write",
        holds=(*_ALL_BUT_CODES, "codes"),
    ),
    Bilingual(
        name="xliff",
        suffixes=(".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"),
        written=(".xlf", ".xliff"),
        checked="tm.formats.xliff_bitext",
        units="tm.formats.units_xliff",
        lines="tm.formats.xliff_write:lines",
        aligned="tm.formats.xliff_write",
        holds=("status", "notes", "key", "document", "codes"),
    ),
    Bilingual(
        name="xliff2",
        suffixes=(".xlf2", ".xliff2"),
        written=(".xlf2", ".xliff2"),
        checked="tm.formats.xliff_bitext",
        units="tm.formats.units_xliff",
        lines="tm.formats.xliff2_write:lines",
        aligned="tm.formats.xliff2_write",
        one_pair=True,
        holds=("status", "notes", "key", "document", "codes"),
    ),
    Bilingual(
        name="po",
        suffixes=(".po", ".pot"),
        written=(".po",),
        checked="tm.formats.po",
        units="tm.formats.units_po",
        lines="tm.formats.po_write:lines",
        aligned="tm.formats.po_write",
        one_pair=True,
        holds=("status", "notes", "key", "document"),
    ),
    Bilingual(
        name="html",
        written=(".html", ".htm"),
        lines="tm.formats.units_html:lines",
        aligned="tm.formats.bitext_html",
        one_pair=True,
    ),
    Bilingual(
        name="parquet",
        suffixes=(".parquet",),
        written=(".parquet",),
        checked="tm.formats.parquet_bitext",
        units="tm.formats.units_parquet",
        lines="tm.formats.units_parquet:dump",
        aligned="tm.formats.bitext_parquet",
        text=False,
        holds=_ALL_BUT_CODES,
    ),
    Bilingual(name="beads", written=(".beads",), aligned="tm.formats.beads"),
    Bilingual(name="links", written=(".links", ".links.tsv"), aligned="tm.formats.links"),
    Bilingual(
        name="json",
        suffixes=(".json", ".arb"),
        written=(".json", ".arb"),
        lines="tm.formats.units_keys:as_json",
        keyed=True,
        one_pair=True,
        holds=("key",),
    ),
    Bilingual(
        name="yaml",
        suffixes=(".yaml", ".yml"),
        written=(".yaml", ".yml"),
        lines="tm.formats.units_keys:as_yaml",
        keyed=True,
        one_pair=True,
        holds=("key",),
    ),
)


def row(name: str) -> Bilingual:
    """The format of a name.

    Raises:
        KeyError: there is none.
    """
    for found in FORMATS:
        if found.name == name:
            return found
    raise KeyError(name)


def names(use: str) -> list[str]:
    """The formats that serve a use: checked, units, lines or aligned, as the columns are called."""
    return [found.name for found in FORMATS if getattr(found, use)]


def of_suffix(name: str) -> Bilingual | None:
    """The format that a file of this name is read as."""
    suffix = PurePath(name).suffix.lower()
    return next((found for found in FORMATS if suffix in found.suffixes), None)


def reader_for(name: str, use: str) -> Bilingual:
    """The format that a file of this name is read as: checked (as a bitext) or units.

    Raises:
        FormatError: the suffix names none.
    """
    found = of_suffix(name)
    if found is not None and getattr(found, use):
        return found
    known = ", ".join(suffix for found in FORMATS if getattr(found, use) for suffix in found.suffixes)
    raise unread(name, say("bilingual file"), known)


def unread(name: str, kind: str, known: str) -> FormatError:
    """The failure for a file name whose suffix names nothing that is read as such a thing."""
    suffix = PurePath(name).suffix
    what = (
        say("{suffix} files are not read as a {kind}", suffix=suffix, kind=kind)
        if suffix
        else say("{name} has no suffix that names its format", name=name)
    )
    if suffix.lower() == ".tbx":
        hint = say("bring its terms in: tm glossary import {name}", name=name)
    else:
        hint = say("use one of {known}", known=known)
    return FormatError(what, where=name, hint=hint)


def writer_for(name: str, use: str) -> str:
    """The format that a file of this name is written as: lines (units) or aligned (a bitext).

    Raises:
        FormatError: the suffix names none.
    """
    lower = name.lower()
    endings = [(ending, found.name) for found in FORMATS if getattr(found, use) for ending in found.written]
    fitting = [(ending, own) for ending, own in endings if lower.endswith(ending)]
    if fitting:
        return max(fitting, key=lambda one: len(one[0]))[1]  # `a.links.tsv` holds links
    suffix = PurePath(name).suffix
    what = say("{suffix} files are not written", suffix=suffix) if suffix else say("no suffix names the format")
    raise FormatError(what, where=name, hint=say("name one: --to {choices}", choices="|".join(names(use))))


def named(value: str, use: str) -> str:
    """The format that a person calls by its name or by one of its endings: `xliff`, `xlf`, `.xlf`.

    Raises:
        UsageError: there is none.
    """
    if value in names(use):
        return value
    ending = "." + value.lower().removeprefix(".")
    for found in FORMATS:
        if getattr(found, use) and (ending in found.written or found.name == ending[1:]):
            return found.name
    raise UsageError(
        say("{value!r} is not a choice", value=value),
        where="--to",
        hint=say("use one of {choices}", choices=", ".join(names(use))),
    )


def told(unit: TranslationUnit, without: Sequence[tuple[str, tuple[str, ...]]]) -> list[str]:
    """The kinds of `without` that a unit says something of."""
    return [kind for kind, fields in without if any(getattr(unit, field) for field in fields)]


def absent(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Kinds that a format has no place for, with the fields that say them."""
    held = row(name).holds
    return tuple([(kind, fields) for kind, (_, fields) in LOST.items() if kind not in held])
