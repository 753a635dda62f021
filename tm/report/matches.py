"""What a memory answers, for people and as JSON: matches of a lookup, the leverage of a text."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from tm.core import Match, Span, TranslationUnit
from tm.lang.catalogue import translated
from tm.messages import say
from tm.report.frame import printable, width
from tm.report.glossary import table

if TYPE_CHECKING:
    from tm.memory.leverage import Leverage

_REMOVED, _ADDED, _FOUND = "31", "32;1", "33;1"
#: Kinds of matches as people call them.
KINDS = {
    "context": say("same text, same context"),
    "exact": say("same text"),
    "normalised": say("same but for case, blanks or signs"),
    "numbers": say("same but for numbers"),
    "fuzzy": say("similar"),
    "semantic": say("near in meaning"),
}
_INDENT = "      "


def percent(score: float) -> int:
    """A score as CAT tools show it: cut, never rounded up, so that only the same text is 100."""
    return int(score * 100 + 1e-9)


def as_json(matches: Sequence[Match], query: str, changed: Changed) -> str:
    """`{"matches": [...]}`, each with its score in percent, its kind, both texts, and what is known of the unit."""
    return json.dumps({"version": 1, "query": query, "matches": values(matches, query, changed)}, **_JSON) + "\n"


def values(matches: Sequence[Match], query: str, changed: Changed) -> list[dict[str, Any]]:
    """The matches of a query as values of JSON."""
    return [_value(match, query, changed) for match in matches]


def as_text(
    matches: Sequence[Match], query: str, changed: Changed, *, color: bool, language: str, verbose: bool = True
) -> str:
    """The matches, the best first: score, kind and origin, then the stored source with the words that differ marked,

    then the translation. `[-old-]` stands in the memory, `{+new+}` in the query.
    """
    if not matches:
        return translated(say("nothing in the memory is near enough"), language) + "\n"
    return "\n".join(_shown(match, query, changed, color, language, verbose) for match in matches)


#: `tm.memory.difference.changed`: where two texts differ, word by word.
Changed = Callable[[str, str], Sequence[tuple[str, Span, Span]]]
_JSON: dict[str, Any] = {"ensure_ascii": False, "indent": 2}


def _value(match: Match, query: str, changed: Changed) -> dict[str, Any]:
    unit = match.unit
    value: dict[str, Any] = {
        "score": percent(match.score),
        "kind": match.kind,
        "source": unit.source,
        "target": match.target or unit.target,
        "origin": unit.origin,
        "similarity": round(match.similarity, 4),
        "penalties": [{"name": str(name), "points": round(amount * 100, 2)} for name, amount in match.penalties],
        "changes": [
            {"query": [old.start, old.end], "source": [new.start, new.end]}
            for _, old, new in changed(query, unit.source)
        ],
        "unit": unit_value(unit),
    }
    if match.content is not None:
        value["content"] = round(match.content, 4)
    return value


def unit_value(unit: TranslationUnit) -> dict[str, Any]:
    """What is known of a unit besides its texts; what is not known is left out."""
    known = {
        "id": unit.id,
        "source_language": unit.source_language,
        "target_language": unit.target_language,
        "document": unit.document,
        "segment": unit.segment,
        "status": unit.status,
        "author": unit.author,
        "created": unit.created,
        "changed": unit.changed,
        "notes": list(unit.notes),
    }
    return {name: value for name, value in known.items() if value}


def _shown(match: Match, query: str, changed: Changed, color: bool, language: str, verbose: bool) -> str:
    unit = match.unit
    kind = translated(KINDS.get(match.kind, match.kind), language)
    facts = [fact for fact in (unit.document or unit.origin, unit.status, unit.changed[:10] if verbose else "") if fact]
    taken = ", ".join(f"{translated(name, language)} -{amount * 100:.0f}" for name, amount in match.penalties)
    head = f"{percent(match.score):>4}  {kind}" + (f" ({taken})" if taken else "")
    if match.content is not None and match.content >= 1.0 and match.score < 1.0:
        head += ", " + translated(say("only particles and endings differ"), language)
    if facts:
        head += "  " + " · ".join(map(printable, facts))
    source = _marked(query, unit.source, changed, color)
    return f"{head}\n{_INDENT}{source}\n{_INDENT}{on_a_line(match.target or unit.target)}\n"


def on_a_line(text: str) -> str:
    """A text with its line breaks shown, safe to print."""
    return printable(text.replace("\r\n", "\n").replace("\n", " ⏎ "))


def _marked(query: str, source: str, changed: Changed, color: bool) -> str:
    """The stored source, with what it has in place of the query's words, and these words."""
    parts, at = [], 0
    for _, old, new in changed(query, source):
        parts.append(on_a_line(source[at : new.start]))
        gone, come = on_a_line(new.of(source)), on_a_line(old.of(query))
        if gone:
            parts.append(f"\x1b[{_REMOVED}m{gone}\x1b[0m" if color else f"[-{gone}-]")
        if come:
            parts.append(f"\x1b[{_ADDED}m{come}\x1b[0m" if color else f"{{+{come}+}}")
        at = new.end
    return "".join([*parts, on_a_line(source[at:])])


# Leverage --------------------------------------------------------------------------------------

_BAND_NAMES = {"repetitions": say("repetitions"), "new": say("new"), "total": say("total")}


def leverage(found: Leverage, language: str) -> str:
    """Segments, words, characters and the share of the words, a row a band."""
    total = found.total
    head = (say("match"), say("segments"), say("words"), say("characters"), say("words, %"))
    rows = [[translated(name, language) for name in head]]
    for row in (*found.rows, total):
        share = 100 * row.words / total.words if total.words else 0.0
        name = translated(_BAND_NAMES.get(row.band, row.band), language)
        rows.append([name, f"{row.segments:,}", f"{row.words:,}", f"{row.characters:,}", f"{share:.1f}"])
    widths = [max(width(row[at]) for row in rows) for at in range(1, len(head))]
    aligned = []
    for name, *cells in rows:
        aligned.append([name, *(" " * (size - width(cell)) + cell for cell, size in zip(cells, widths, strict=True))])
    return table(aligned, columns=None, give=())


def leverage_values(found: Leverage) -> dict[str, Any]:
    """The same as values of JSON."""
    rows = (*found.rows, found.total)
    return {row.band: {"segments": row.segments, "words": row.words, "characters": row.characters} for row in rows}
