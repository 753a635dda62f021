"""Units as Parquet, the column store of data tools: a row a unit, a column a field; read batch by batch."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from tm.core import TranslationUnit
from tm.errors import FormatError
from tm.formats import columns
from tm.formats.parquet import library
from tm.formats.reading import Reading
from tm.formats.units_jsonl import NAMES, unit_of
from tm.formats.units_write import FIELDS, fields
from tm.formats.writing import Writing
from tm.messages import say

#: Columns that are read: of units, what they may be called by, and the kinds of segments that `tm align` writes.
_DETAILS = {*FIELDS, *NAMES, "source_kind", "target_kind"}
#: Rows that are held at once.
_BATCH = 2_000


def dump(units: Iterable[TranslationUnit], writing: Writing, stream: BinaryIO) -> None:
    """Write every field but the number, the author and the inline codes; notes are lists of texts.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    arrow = library()
    kinds = [(name, arrow.list_(arrow.string()) if name == "notes" else arrow.string()) for name in FIELDS]
    schema = arrow.schema(kinds)
    with arrow.parquet.ParquetWriter(stream, schema, compression="zstd") as table:
        rows: list[dict[str, Any]] = []
        for unit in writing.fit(units):
            writing.report.units += 1
            rows.append(fields(unit))
            if len(rows) == _BATCH:
                table.write_table(arrow.Table.from_pylist(rows, schema))
                rows = []
        table.write_table(arrow.Table.from_pylist(rows, schema))
    writing.notices()


def units(
    stream: BinaryIO, *, name: str, source_language: str, target_language: str, report: Reading
) -> Iterator[TranslationUnit]:
    """Yield a unit a row; see `tm.formats.units.read_units`. The two texts stand in columns as in other tables.

    Raises:
        MissingExtraError: pyarrow is not installed.
        FormatError: it is no Parquet file, or has no such columns; carries the row, from 1.
    """
    for number, row in rows(stream, name=name, languages=(source_language, target_language), report=report):
        unit = unit_of(row, f"{name}:{number}", source_language, target_language, report)
        if unit is not None:
            yield unit


def rows(
    stream: BinaryIO, *, name: str, languages: tuple[str, str], report: Reading | None = None
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows with their numbers, the two texts as `source` and `target`.

    Raises:
        MissingExtraError: pyarrow is not installed.
        FormatError: as for `units`.
    """
    arrow = library()
    file = stream if stream.seekable() else io.BytesIO(stream.read())
    try:
        table = arrow.parquet.ParquetFile(file)
        schema = table.schema_arrow
        inner = _texts_within(arrow, schema)
        titles = inner or [field.name for field in schema if _is_text(arrow, field.type)]
        found = columns.find(titles, languages[0] or "en", languages[1] or "ko", where=name)
        sides = {titles[found[side]]: side for side in ("source", "target")}
        given = {f"{side}_language": tag for title, side in sides.items() if (tag := columns.variant(title))}
        within = ["translation"] if inner else [*sides]
        wanted = [*within, *(field.name for field in schema if field.name in _DETAILS and field.name not in sides)]
        if (
            report is not None
            and report.whole
            and (others := [title for title in (*schema.names, *inner) if title not in wanted and title not in sides])
        ):
            report.notice(say("columns that are not carried over: {columns}", columns=", ".join(others)[:200]))
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH, columns=wanted):
            for values in batch.to_pylist():
                number += 1
                if inner:
                    values |= values.pop("translation") or {}
                said = {sides.get(key, key): _plain(value) for key, value in values.items() if value is not None}
                yield number, given | said
    except (arrow.ArrowException, OSError) as error:
        raise FormatError(
            say("not a Parquet file that can be read: {reason}", reason=str(error).splitlines()[0][:200]),
            where=name,
            hint=say("was it saved under a wrong name?"),
        ) from error


def _texts_within(arrow: Any, schema: Any) -> list[str]:
    """The names of the texts that a column `translation` holds, as data sets of translations have them."""
    at = schema.get_field_index("translation")
    if at < 0 or not arrow.types.is_struct(schema.field(at).type):
        return []
    return [field.name for field in schema.field(at).type if _is_text(arrow, field.type)]


def _plain(value: Any) -> Any:
    """A value as JSON would have it: dates and numbers are texts."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value.tzinfo else value.isoformat() + "Z"
    return value if isinstance(value, (str, list)) else str(value)


def _is_text(arrow: Any, kind: Any) -> bool:
    if arrow.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(arrow.types.is_string(kind) or arrow.types.is_large_string(kind) or arrow.types.is_string_view(kind))
