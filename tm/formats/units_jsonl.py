"""JSON lines as units: what `tm memory export` and `tm align` write, or any objects with `source` and `target`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO
from unicodedata import normalize

from tm.core import TranslationUnit
from tm.errors import FormatError
from tm.formats.language_codes import canonical, rank
from tm.formats.reading import Reading
from tm.formats.tmx_props import relative
from tm.messages import say

_TEXTS = ("before", "after", "origin", "changed", "document", "segment", "author", "created", "status")
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
        row = _object(line, where)
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
        wrong = [
            language
            for asked, language in zip((source_language, target_language), languages, strict=True)
            if asked and rank(asked, language) < 0
        ]
        # a line says what it is: what was taken out of a memory comes back, unless other languages were named
        if wrong and (report.strict or not row.get("source_language") or not row.get("target_language")):
            report.skip(say("another language"), where)
        elif not row["source"].strip() or not row["target"].strip():
            report.skip(say("no translation") if row["source"].strip() else say("no source text"), where)
        else:
            report.units += 1
            fields: dict[str, Any] = {key: row[key] for key in _TEXTS if isinstance(row.get(key), str)}
            if "document" in fields:
                fields["document"] = relative(fields["document"])
            notes = row.get("notes")
            fields["notes"] = tuple(str(note) for note in notes) if isinstance(notes, list) else ()
            texts = normalize("NFC", row["source"]), normalize("NFC", row["target"])
            yield TranslationUnit(texts[0], texts[1], languages[0], languages[1], **fields)


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FormatError(
            say("not a line of JSON in UTF-8"),
            where=where,
            hint=say("write one object a line, as in: {example}", example='{"source": "", "target": ""}'),
        ) from error
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("source", "target")):
        raise FormatError(
            say("an object without the texts source and target"),
            where=where,
            hint=say("write one object a line, as in: {example}", example='{"source": "", "target": ""}'),
        )
    return row
