"""Which segments the rows of a locked alignment mean, wherever they stand now; which rows fit nothing, and why."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tm.errors import FormatError
from tm.formats.locked import Entry, Side
from tm.formats.rows import one_line
from tm.messages import say
from tm.project.places import Places, cut

#: Rows that fit nothing and are named; the others are counted.
_NAMED = 5


def resolved(place: Places, rows: Sequence[tuple[str, Side]]) -> tuple[list[range], dict[int, FormatError]]:
    """The segments that one side of each row means, and the rows that fit nothing; a segment is in one row only.

    Rows whose text stands in the document once are found first, wherever it stands now. They show how far lines have
    moved; of equal texts each row then gets the nearest to where it should be by now, in the order of the rows.
    """
    found: list[range | None] = [None] * len(rows)
    misfits: dict[int, FormatError] = {}
    used: dict[int, str] = {}
    later: list[tuple[int, list[int]]] = []
    drift: dict[int, int] = {}

    def take(row: int, first: int, count: int) -> None:
        where, side = rows[row]
        for number in range(first, first + count):
            if number in used:
                what = say(
                    "line {spans} of {path} is in two locked beads",
                    spans=place.spans[number][0],
                    path=place.document.path,
                )
                misfits[row] = FormatError(
                    what, where=where, hint=say("the other one is {used}: remove one of them", used=used[number])
                )
                return
        used.update(dict.fromkeys(range(first, first + count), where))
        found[row] = range(first, first + count)
        if side.lines is not None:
            drift[row] = place.spans[first][0] - side.lines[0]

    for row, (where, side) in enumerate(rows):
        said = one_line(side.text).strip()
        if side.empty:
            found[row] = range(0)
        elif side.numbers:
            if side.numbers[-1] >= len(place.spans):
                what = say(
                    "{path} has no segment {numbers}: it has {spans}, from 0",
                    path=place.document.path,
                    numbers=side.numbers[-1],
                    spans=len(place.spans),
                )
                misfits[row] = FormatError(
                    what, where=where, hint=say("was this made from another version of the file?")
                )
            else:
                take(row, side.numbers[0], len(side.numbers))
        elif not said:
            part = _on_lines(place, side, used)
            if isinstance(part, range):
                take(row, part.start, len(part))
            else:
                misfits[row] = FormatError(part[0], where=where, hint=part[1])
        elif not (begins := place.begins(said, side.count)):
            misfits[row] = _unlike(place, side, where, said)
        elif len(begins) == 1:
            take(row, begins[0], max(side.count, 1))
        else:
            later.append((row, begins))
    known = sorted(drift)
    last = latest = -1
    for row, begins in later:
        where, side = rows[row]
        assert side.lines is not None
        count = max(side.count, 1)
        at = bisect_left(known, row)
        before = max(known[at - 1] if at else -1, latest)
        moved = drift[before] if before >= 0 else drift[known[0]] if known else 0
        above = found[known[at - 1]] if at else None  # the sure row before this one, and the one behind it
        below = found[known[at]] if at < len(known) else None
        least = max(last, above.stop if above else 0)
        most = below.start if below else len(place.spans)
        ordered = begins[bisect_left(begins, least) : bisect_left(begins, most)]
        wanted = side.lines[0] + moved
        taken = _nearest(place, ordered, count, wanted, used)
        if taken is None:
            taken = _nearest(place, begins, count, wanted, used)
        if taken is None:
            what = say("line {lines} of {path} is in two locked beads", lines=side.lines[0], path=place.document.path)
            hint = say(
                "the file has {strip} less often than there are rows: remove one",
                strip=cut(one_line(side.text).strip()),
            )
            misfits[row] = FormatError(what, where=where, hint=hint)
            continue
        take(row, taken, count)
        last, latest = taken + count, row
    return [part if part is not None else range(0) for part in found], misfits


def _nearest(place: Places, begins: Sequence[int], count: int, line: int, used: dict[int, str]) -> int | None:
    """The free one that stands nearest to a line; of two as near, the earlier. Looks outwards from there."""
    right = bisect_left(begins, line, key=lambda n: place.spans[n][0])
    left = right - 1
    while left >= 0 or right < len(begins):
        before = line - place.spans[begins[left]][0] if left >= 0 else None
        behind = place.spans[begins[right]][0] - line if right < len(begins) else None
        if behind is None or (before is not None and before <= behind):
            number, left = begins[left], left - 1
        else:
            number, right = begins[right], right + 1
        if not any(n in used for n in range(number, number + count)):
            return _first_of_line(place, begins, number, count, used)
    return None


def _first_of_line(place: Places, begins: Sequence[int], number: int, count: int, used: dict[int, str]) -> int:
    """Of equal cells of one row the first free one."""
    at = bisect_left(begins, number)
    while at and place.spans[begins[at - 1]][0] == place.spans[number][0]:
        at -= 1
        if not any(n in used for n in range(begins[at], begins[at] + count)):
            number = begins[at]
    return number


def _on_lines(place: Places, side: Side, used: dict[int, str]) -> range | tuple[str, str]:
    """What stands on the lines of a row that says no text; what is wrong and a hint, where it cannot be that."""
    assert side.lines is not None
    first, last = side.lines
    path = place.document.path
    if last > place.lines:
        return (
            say("line {last} of {path}: the file has {count}", last=last, path=path, count=place.lines),
            say("was this made from another version of the file?"),
        )
    on = place.on(first, last)
    if not on:
        return (
            say("{lines} of {path}: nothing to align stands there", lines=_shown(first, last), path=path),
            say("did you mean {nearest}?", nearest=place.nearest(first)),
        )
    if side.last and (not side.count or len(on) == side.count):
        return range(on[0], on[-1] + 1)
    free = next((number for number in on if number not in used), on[0])
    return range(free, min(free + max(side.count, 1), len(place.spans)))


def _shown(first: int, last: int) -> str:
    if first == last:
        return say("line {number}", number=first)
    return say("lines {first}-{last}", first=first, last=last)


def _unlike(place: Places, side: Side, where: str, said: str) -> FormatError:
    assert side.lines is not None
    first, last = side.lines
    path = place.document.path
    lines = _shown(first, last)
    on = place.on(first, last)
    if not on:
        hint = say("did you mean {nearest}?", nearest=place.nearest(first))
        return FormatError(
            say("{lines} of {path}: nothing to align stands there", lines=lines, path=path), where=where, hint=hint
        )
    there = place.text(on)
    if there == said:
        what = say(
            "{lines} of {path}: the type of the row counts {count} paragraph, here {on} stand",
            "{lines} of {path}: the type of the row counts {count} paragraphs, here {on} stand",
            lines=lines,
            path=path,
            count=side.count,
            on=len(on),
        )
        return FormatError(what, where=where, hint=say("correct the column type, or remove the row"))
    alike = next((n for n, (a, b) in enumerate(zip(there, said, strict=False)) if a != b), min(len(there), len(said)))
    if alike > 20:  # what they have in common would be all that is shown
        there, said = "…" + there[alike - 10 :], "…" + said[alike - 10 :]
    what = say("{lines} of {path}: another text stands there, {there}", lines=lines, path=path, there=cut(there))
    hint = say("the row has {said}: correct its line, or remove the row to align this part anew", said=cut(said))
    return FormatError(what, where=where, hint=hint)


def refuse(entries: Sequence[Entry], sides: tuple[Places, Places], misfits: Sequence[dict[int, FormatError]]) -> None:
    """Tell all rows that do not fit at once.

    Raises:
        FormatError: there are some.
    """
    rows = sorted(set(misfits[0]) | set(misfits[1]))
    if not rows:
        return
    if _by_sentence(entries, sides, rows):
        raise FormatError(
            say("these are beads of sentences"),
            where=entries[rows[0]].where,
            hint=say("lock paragraphs: give the alignment by paragraph; sentences are aligned inside its beads"),
        )
    first = misfits[0].get(rows[0]) or misfits[1][rows[0]]
    if len(rows) == 1:
        raise first
    named = ", ".join(entries[row].where for row in rows[1:_NAMED]) + (" ..." if len(rows) > _NAMED else "")
    raise FormatError(
        say("{what}; {rows} rows do not fit, also {named}", what=first.what, rows=len(rows), named=named),
        where=first.where,
        hint=first.hint,
    )


def _by_sentence(entries: Sequence[Entry], sides: tuple[Places, Places], rows: Sequence[int]) -> bool:
    """True where two rows that do not fit hold parts of one paragraph."""
    for at, place in enumerate(sides):
        seen: set[int] = set()
        for row in rows:
            side = (entries[row].source, entries[row].target)[at]
            said = one_line(side.text).strip()
            if side.lines is None or not said:
                continue
            for number in place.on(*side.lines)[:1]:
                text = place.text([number])
                if said != text and said in text:
                    if number in seen:
                        return True
                    seen.add(number)
    return False
