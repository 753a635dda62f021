"""JSON lines of two languages as a bitext: one bead an object, texts at their exact places.

Keys as in `tm.formats.units_jsonl`. A key `tm` is for remarks to the program.
"""

from __future__ import annotations

from tm.core import Bead, Bitext, Document, Remark, Segment
from tm.errors import FormatError
from tm.formats import columns, keys_json
from tm.formats.decode import decode
from tm.formats.keys import Value
from tm.formats.lines import Lines
from tm.formats.tables import Cell, masked, segment
from tm.messages import say

#: Keys by which an object may be called, the first that it has.
_NAMES = ("segment", "id", "key")


def read(data: bytes, *, name: str, source_language: str, target_language: str) -> tuple[Bitext, list[str]]:
    """Read the objects, and what was passed over. Blank lines do not count; a missing text is an empty segment.

    Raises:
        FormatError: a line is no JSON object with two texts; carries its number.
    """
    decoded = decode(data, name=name)
    lines = Lines(decoded.text)
    sources: list[Segment] = []
    targets: list[Segment] = []
    remarks: list[Remark] = []
    for line in range(len(lines)):
        if lines.blank(line):
            continue
        where = f"{name}:{line + 1}"
        values = _values(lines[line], lines.starts[line], where)
        pair = _pair(values, source_language, target_language, where)
        given = next((values[(key,)].text for key in _NAMES if (key,) in values), "").strip()
        number = len(sources)
        masks = masked(pair)
        sources.append(segment(pair[0], given or str(number + 1), masks))
        targets.append(segment(pair[1], given or str(number + 1), masks))
        if remark := values.get(("tm",)):
            remarks.append(Remark(remark.text, remark.span, remark.span, range(number, number + 1)))
    beads = tuple([Bead(range(i, i + 1), range(i, i + 1)) for i in range(len(sources))])
    source = Document(name, source_language, decoded.text, tuple(sources))
    target = Document(name, target_language, decoded.text, tuple(targets), tuple(remarks))
    return Bitext(source, target, beads, "json"), [decoded.notice] if decoded.notice else []


def _values(line: str, start: int, where: str) -> dict[tuple[str, ...], Cell]:
    """The texts of an object by their keys, placed in the file."""
    try:
        found, _ = keys_json.values(line, name=where)
    except FormatError as error:
        raise FormatError(
            say("not a line of JSON"),
            where=where,
            hint=say("write one object a line, as in: {example}", example='{"source": "", "target": ""}'),
        ) from error
    return {value.path: _cell(value, start) for value in found if value.text}


def _cell(value: Value, start: int) -> Cell:
    return Cell(tuple([(text, span.shift(start)) for text, span in value.pieces]), value.span.shift(start))


def _pair(
    values: dict[tuple[str, ...], Cell], source_language: str, target_language: str, where: str
) -> tuple[Cell, Cell]:
    tops = {path[-1]: cell for path, cell in values.items() if path[:-1] in ((), ("translation",))}
    if "source" in tops and "target" in tops:
        return tops["source"], tops["target"]
    titles = list(tops)
    if columns.serves(titles, source_language, target_language):
        found = columns.find(titles, source_language, target_language, where=where)
        return tops[titles[found["source"]]], tops[titles[found["target"]]]
    raise FormatError(
        say("an object without the texts source and target"),
        where=where,
        hint=say("write one object a line, as in: {example}", example='{"source": "", "target": ""}'),
    )
