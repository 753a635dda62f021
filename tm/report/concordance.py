"""Lines of a concordance: a phrase in its context, and the translation below."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tm.report.frame import fit, printable, width
from tm.report.matches import on_a_line, unit_value

if TYPE_CHECKING:
    from tm.memory.concordance import Line

_FOUND, _DIM = "33;1", "2"


def as_text(line: Line, columns: int, *, color: bool) -> str:
    """The phrase in the middle (KWIC), the other side below it, and at the end of that line where the unit is from."""
    half = max(16, columns // 2 - 4)
    left, found, right = (printable(part) for part in line.cut(half))
    left = _last(left, half)
    mark = f"\x1b[{_FOUND}m{found}\x1b[0m" if color else found
    pad = " " * (half - width(left))
    right = fit(right, max(8, columns - half - width(found)))
    place = fit(_place(line), columns // 3)
    room = columns - 4 - (width(place) + 2 if place else 0)
    other = fit(" ".join(printable(line.other.replace("\n", " ")).split()), room)
    if place:
        other += " " * (room - width(other) + 2) + (f"\x1b[{_DIM}m{place}\x1b[0m" if color else place)
    return f"{pad}{left}{mark}{right}\n    {other}\n"


def _place(line: Line) -> str:
    """The document that the unit is from, and what that calls it."""
    unit = line.unit
    return printable(" ".join(filter(None, [unit.document or unit.origin, unit.document and unit.segment])))


def whole(line: Line, *, color: bool) -> str:
    """Where the unit is from, its text with every place of the phrase, and the other side: nothing is cut."""
    unit, text, parts, at = line.unit, line.text, [], 0
    for span in line.spans:
        found = on_a_line(span.of(text))
        parts += [on_a_line(text[at : span.start]), f"\x1b[{_FOUND}m{found}\x1b[0m" if color else found]
        at = span.end
    facts = [fact for fact in (unit.document or unit.origin, unit.status) if fact]
    return "".join(
        [" · ".join(map(printable, facts)), "\n    ", *parts, on_a_line(text[at:]), f"\n    {on_a_line(line.other)}\n"]
    )


def _last(text: str, columns: int) -> str:
    """The end of a text that takes at most so many columns."""
    while text and width(text) > columns:
        text = text[max(1, (width(text) - columns) // 2) :]
    return text


def as_json(lines: Sequence[Line], phrase: str) -> str:
    """`{"hits": [...]}`, each with both texts and the places of the phrase in the one that was searched."""
    hits = [
        {
            "side": line.side,
            "spans": [[span.start, span.end] for span in line.spans],
            "source": line.unit.source,
            "target": line.unit.target,
            "origin": line.unit.origin,
            "unit": unit_value(line.unit),
        }
        for line in lines
    ]
    return json.dumps({"version": 1, "phrase": phrase, "hits": hits}, ensure_ascii=False, indent=2) + "\n"
