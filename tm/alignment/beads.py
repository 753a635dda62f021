"""The `beads` file: one bead a line, `[0]:[0, 1]`, zero-based segment numbers, an optional score behind.

An empty list stands for a side without counterpart; blank lines and lines starting with `#` are skipped.
Every segment of either side appears once, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tm.core import Bead
from tm.errors import FormatError
from tm.messages import say

_LINE = re.compile(r"\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]\s*(?::\s*(\S+))?")


def read(text: str, *, name: str) -> list[Bead]:
    """The beads of a file's text.

    Raises:
        FormatError: a line is not a bead, or a segment is left out, repeated or out of order.
    """
    beads: list[Bead] = []
    ends = [0, 0]
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{name}:{number}"
        found = _LINE.fullmatch(line.strip())
        if not found:
            raise FormatError(
                say("not a bead: {line!r}", line=line.strip()[:60]), where=where, hint=say("write it as [0]:[0, 1]")
            )
        sides = [_side(found[group], ends[group - 1], where) for group in (1, 2)]
        if not sides[0] and not sides[1]:
            raise FormatError(say("a bead without segments"), where=where, hint=say("remove the line"))
        beads.append(Bead(sides[0], sides[1], _score(found[3], where)))
        ends = [sides[0].stop, sides[1].stop]
    return beads


def _side(text: str, expected: int, where: str) -> range:
    try:
        numbers = sorted(int(part) for part in text.split(",")) if text.strip() else []
    except ValueError as error:
        raise FormatError(
            say("not a list of segment numbers: [{text}]", text=text), where=where, hint=say("write it as [0, 1]")
        ) from error
    side = range(expected, expected + len(numbers))
    if numbers != list(side):
        hint = say("every segment appears once, in order")
        raise FormatError(
            say("expected segment {expected} next, found [{text}]", expected=expected, text=text.strip()),
            where=where,
            hint=hint,
        )
    return side


def _score(text: str | None, where: str) -> float:
    if text is None:
        return 1.0
    try:
        return float(text)
    except ValueError as error:
        raise FormatError(
            say("not a score: {text!r}", text=text), where=where, hint=say("write a number from 0 to 1")
        ) from error


def write(beads: Sequence[Bead], *, scores: bool = False) -> str:
    """The text of a `beads` file; with scores, a third field of three digits."""
    lines = (f"{list(bead.source)}:{list(bead.target)}" + (f":{bead.score:.3f}" if scores else "") for bead in beads)
    return "".join(line + "\n" for line in lines)


def check(beads: Iterable[Bead], sources: int, targets: int, *, name: str) -> None:
    """Raise FormatError unless the beads cover that many segments, each once and in order."""
    ends = [0, 0]
    for bead in beads:
        for side, indices in enumerate((bead.source, bead.target)):
            if indices and indices.start != ends[side]:
                raise FormatError(say("segment {number} is in no bead, or not in order", number=ends[side]), where=name)
            ends[side] += len(indices)
    for label, expected, end in (("source", sources, ends[0]), ("target", targets, ends[1])):
        if end != expected:
            hint = say("were these beads made from other files?")
            raise FormatError(
                say(
                    "the beads cover {end} {label} segments; there are {expected}",
                    end=end,
                    label=label,
                    expected=expected,
                ),
                where=name,
                hint=hint,
            )
