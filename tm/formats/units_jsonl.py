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
from tm.formats.streams import lines_of
from tm.formats.tmx_props import described, relative
from tm.messages import say

_TEXTS = ("before", "after", "origin", "changed", "document", "segment", "author", "created", "status")
#: Kinds of segments that `tm align` writes too, and nobody translates.
_UNREAD = {"code", "markup", "media"}
#: Keys that are named as not carried over.
_MOST = 100
#: What a unit may be called by, the first that it has; as `tm.formats.jsonl_bitext` reads it.
NAMES = ("segment", "id", "key")
#: What else is read, and what `tm align` writes of a bead.
_KNOWN = {*_TEXTS, *NAMES, "source", "target", "source_language", "target_language", "translation", "notes"}
_KNOWN |= {"type", "score"} | {
    f"{side}_{what}" for side in ("source", "target") for what in ("ids", "kind", "lines", "span")
}


def units(
    stream: BinaryIO, *, name: str, source_language: str, target_language: str, report: Reading
) -> Iterator[TranslationUnit]:
    """Yield a unit a line; see `tm.formats.units.read_units`.

    Raises:
        FormatError: a line is no JSON object with two texts; carries its number.
    """
    others: dict[str, None] = {}
    for number, line in enumerate(lines_of(stream, name=name, report=report), 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            row = _object(line, where, source_language, target_language, others)
        except FormatError:
            if not report.keep_going:
                raise
            report.skip(say("no object with two texts"), where)
            continue
        unit = unit_of(row, where, source_language, target_language, report)
        if unit is not None:
            yield unit
    if report.whole and others:
        report.notice(say("keys that are not carried over: {keys}", keys=", ".join(others)[:200]))


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
    if not fields.get("segment"):
        fields["segment"] = next((str(row[key]) for key in NAMES if _is_name(row.get(key))), "")
    for key in ("document", "origin"):
        if key in fields:
            fields[key] = relative(fields[key])
    notes = row.get("notes")
    notes = [notes] if isinstance(notes, str) and notes else notes
    fields["notes"] = tuple(str(note) for note in notes if note not in (None, "")) if isinstance(notes, list) else ()
    if given := fields.get("status"):
        fields["status"] = status(given, report)
    return TranslationUnit(normalize("NFC", source), normalize("NFC", target), languages[0], languages[1], **fields)


def status(given: str, report: Reading) -> str:
    """A status as memories call it; empty, with a notice, where it is none."""
    found = described([("x-status", given)]).get("status", "")
    if not found and given.strip().lower() not in ("", "unspecified"):
        report.notice(say("the status {status} is not known, and left out", status=f"“{given.strip()[:40]}”"))
    return found


def _is_kept(key: str, value: object) -> bool:
    """Does a unit hold what an object says under a key?"""
    if value is None or value == "" or value == []:
        return True
    if key in NAMES:
        return _is_name(value)
    return key in _KNOWN and (key not in _TEXTS or isinstance(value, str))


def _is_name(value: object) -> bool:
    return (isinstance(value, str) and bool(value)) or (isinstance(value, int) and not isinstance(value, bool))


def _object(
    line: str, where: str, source_language: str, target_language: str, others: dict[str, None]
) -> dict[str, Any]:
    """The object of a line, its two texts as `source` and `target`; what no unit holds is noted in `others`."""
    try:
        row = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise FormatError(say("not a line of JSON"), where=where, hint=_hint()) from error
    texts: dict[str, Any] = row if isinstance(row, dict) else {}
    if isinstance(row, dict) and not {"source", "target"} <= row.keys():
        row, texts = _by_language(row, source_language or "en", target_language or "ko")
    if isinstance(row, dict):
        for side in ("source", "target"):
            if side in row and row[side] is None:  # not translated
                row[side] = ""
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("source", "target")):
        raise FormatError(say("an object without the texts source and target"), where=where, hint=_hint())
    if len(others) < _MOST:
        others |= dict.fromkeys([key for key, value in texts.items() if not _is_kept(key, value)])
    return row


def _hint() -> str:
    return say("write one object a line, as in: {example}", example='{"source": "", "target": ""}')


def _by_language(
    row: dict[str, Any], source_language: str, target_language: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """An object that calls its texts by their languages, `{"en": "", "ko": ""}`, perhaps below `translation`.

    The second is what it says beside the two texts.
    """
    texts = row.get("translation")
    texts = texts if isinstance(texts, dict) else row
    titles = list(texts)
    try:
        found = columns.find(titles, source_language, target_language, where="")
    except FormatError:
        return row, {}
    sides = {side: titles[found[side]] for side in ("source", "target")}
    rest = {key: value for key, value in {**row, **texts}.items() if key not in sides.values()}
    given = {f"{side}_language": tag for side, title in sides.items() if (tag := columns.variant(title))}
    return {**given, **row, "source": texts[sides["source"]], "target": texts[sides["target"]]}, rest
