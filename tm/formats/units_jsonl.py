"""JSON lines as units: what `tm memory export` and `tm align` write, or any objects with `source` and `target`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO
from unicodedata import normalize

from tm.core import TranslationUnit
from tm.errors import FormatError
from tm.formats import columns
from tm.formats.language_codes import canonical, rank
from tm.formats.reading import Reading
from tm.formats.tmx_props import relative
from tm.messages import say

_TEXTS = ("before", "after", "origin", "changed", "document", "segment", "author", "created", "status")
#: Kinds of segments that `tm align` writes too, and nobody translates.
_UNREAD = {"code", "markup", "media"}
#: Bytes of one line.
_LONGEST = 16 << 20


def units(
    stream: BinaryIO, *, name: str, source_language: str, target_language: str, report: Reading
) -> Iterator[TranslationUnit]:
    """Yield a unit a line; see `tm.formats.units.read_units`.

    Raises:
        FormatError: a line is no JSON object with two texts; carries its number.
    """
    number = 0
    while line := stream.readline(_LONGEST):
        number += 1
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            row = _object(line, where, source_language, target_language)
        except FormatError:
            if not report.keep_going:
                raise
            report.skip(say("no object with two texts"), where)
            continue
        unit = unit_of(row, where, source_language, target_language, report)
        if unit is not None:
            yield unit


def unit_of(
    row: dict[str, Any], where: str, source_language: str, target_language: str, report: Reading
) -> TranslationUnit | None:
    """A row with `source`, `target` and what else is said of a unit; None, and a reason, where it does not come in."""
    source, target = row.get("source") or "", row.get("target") or ""
    languages = [
        canonical(str(row.get(key) or "")) or asked or default
        for key, asked, default in (
            ("source_language", source_language, "en"),
            ("target_language", target_language, "ko"),
        )
    ]
    for language in languages:
        if language not in report.languages:
            report.languages.append(language)
    wrong = any(
        asked and rank(asked, language) < 0
        for asked, language in zip((source_language, target_language), languages, strict=True)
    )
    # a line says what it is: what was taken out of a memory comes back, unless other languages were named
    if wrong and (report.strict or not row.get("source_language") or not row.get("target_language")):
        report.skip(say("another language"), where)
        return None
    if not source.strip() or not (target.strip() or report.whole):
        report.skip(say("no translation") if source.strip() else say("no source text"), where)
        return None
    if {row.get("source_kind"), row.get("target_kind")} & _UNREAD:
        report.skip(say("code or markup"), where)
        return None
    report.units += 1
    fields: dict[str, Any] = {key: row[key] for key in _TEXTS if isinstance(row.get(key), str)}
    for key in ("document", "origin"):
        if key in fields:
            fields[key] = relative(fields[key])
    notes = row.get("notes")
    fields["notes"] = tuple(str(note) for note in notes) if isinstance(notes, list) else ()
    return TranslationUnit(normalize("NFC", source), normalize("NFC", target), languages[0], languages[1], **fields)


def _object(line: bytes, where: str, source_language: str, target_language: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FormatError(say("not a line of JSON in UTF-8"), where=where, hint=_hint()) from error
    if isinstance(row, dict) and not {"source", "target"} <= row.keys():
        row = _by_language(row, source_language or "en", target_language or "ko")
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("source", "target")):
        raise FormatError(say("an object without the texts source and target"), where=where, hint=_hint())
    return row


def _hint() -> str:
    return say("write one object a line, as in: {example}", example='{"source": "", "target": ""}')


def _by_language(row: dict[str, Any], source_language: str, target_language: str) -> dict[str, Any]:
    """An object that calls its texts by their languages, `{"en": "", "ko": ""}`, perhaps below `translation`."""
    texts = row.get("translation")
    texts = texts if isinstance(texts, dict) else row
    try:
        found = columns.find(list(texts), source_language, target_language, where="")
    except FormatError:
        return row
    titles = list(texts)
    return {**row, "source": texts[titles[found["source"]]], "target": texts[titles[found["target"]]]}
