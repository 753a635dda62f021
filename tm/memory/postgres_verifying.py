"""Is a memory on a server what it should be? Everything is read and every digest computed anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tm.memory import keys, rows
from tm.messages import say

if TYPE_CHECKING:
    from tm.memory.postgres_schema import Connection

#: What is counted -> the query; 0 is as it should be.
_BARE = {
    say("groups of units without an import"): (
        "SELECT count(*) FROM {schema}.shelf s WHERE NOT EXISTS (SELECT FROM {schema}.import i WHERE i.id = s.import)"
    ),
    say("groups of units without languages"): (
        "SELECT count(*) FROM {schema}.shelf s WHERE NOT EXISTS (SELECT FROM {schema}.pair p WHERE p.id = s.pair)"
    ),
    say("units without a group"): (
        "SELECT count(*) FROM {schema}.unit u WHERE NOT EXISTS (SELECT FROM {schema}.shelf s WHERE s.id = u.shelf)"
    ),
    say("units whose neighbour is gone"): (
        "SELECT count(*) FROM {schema}.unit u WHERE"
        " (u.near_before AND NOT EXISTS (SELECT FROM {schema}.unit n WHERE n.id = u.id - 1))"
        " OR (u.near_after AND NOT EXISTS (SELECT FROM {schema}.unit n WHERE n.id = u.id + 1))"
    ),
    say("units that no import brought"): (
        "SELECT count(*) FROM {schema}.unit u WHERE NOT EXISTS"
        " (SELECT FROM {schema}.import i WHERE u.id BETWEEN i.first AND i.last)"
    ),
}
#: What a unit is found by, behind the columns of `rows.unit_of`.
DIGESTS = "u.identity, u.by_source, u.by_target, u.by_plain, u.by_numberless, u.context"


def bare(connection: Connection, schema: str) -> list[str]:
    """What the tables say of one another."""
    found: list[str] = []
    for what, query in _BARE.items():
        (count,) = connection.execute(query.format(schema=schema)).fetchone() or (0,)
        if count:
            found.append(say("{problem}: {count}", problem=what, count=count))
    query = (
        f"SELECT o.last_id, coalesce(max(u.id), 0) FROM {schema}.store o LEFT JOIN {schema}.unit u ON true GROUP BY 1"
    )
    for last, highest in connection.execute(query):
        if highest > last:
            what = say(
                "units are numbered past the last number: {highest} of {last}", highest=int(highest), last=int(last)
            )
            found.append(what)
    return found


def of_units(found_rows: Iterable[tuple[Any, ...]], noted: Iterable[tuple[str, str, int]]) -> list[str]:
    """What is wrong with units and their digests, and with what is noted of their number."""
    problems: list[str] = []
    counts: Counter[tuple[str, str]] = Counter()
    for row in found_rows:
        unit = rows.unit_of(row)
        tags = unit.source_language, unit.target_language
        counts[tags] += 1
        if keys.normal(unit.source) != unit.source or keys.normal(unit.target) != unit.target:
            problems.append(say("unit {number}: its text is not composed", number=unit.id))
        plain = keys.plain(unit.source)
        numberless = keys.without_numbers(plain)
        digests = keys.digest(unit.source), keys.digest(unit.target)
        context = keys.context(unit.before, unit.after)
        wanted = (
            keys.identity(tags, *digests, context),
            *digests,
            keys.digest(plain),
            keys.digest(numberless) if numberless != plain else None,
            context,
        )
        if wanted != row[-len(wanted) :]:
            problems.append(say("unit {number}: what it is found by is not of its text", number=unit.id))
    for source, target, count in noted:
        real = counts.pop((source, target), 0)
        if real != count:
            problems.append(say("{pair}: {real} units, not {noted}", pair=f"{source} {target}", real=real, noted=count))
    return problems
