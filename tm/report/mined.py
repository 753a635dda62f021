"""Mined terms as a table for the terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

from tm.core import Place
from tm.lang.catalogue import translated
from tm.messages import say
from tm.report.frame import printable
from tm.report.glossary import table
from tm.report.lines import lines
from tm.report.text import where
from tm.report.words import rest
from tm.terms.proposals import Proposal

#: Renderings shown in the table; JSON and CSV have all.
_SHOWN = 4
#: Terms that are named when rows were added.
NAMED = 10
_TITLES = (say("source"), say("uses"), say("proposal"), say("status"), say("pos"), say("renderings"), say("example"))


def as_text(
    found: Sequence[Proposal], *, columns: int | None, total: int, listed: int = 0, language: str = "en"
) -> str:
    """A numbered table: source, uses, proposal, status, renderings with counts, where the first one stands.

    columns: those of the terminal; None for no limit
    total:   terms found, of which these are shown
    listed:  terms that are left out, since the glossary has them
    """
    rows = [("", *(translated(title, language) for title in _TITLES))]
    for term in found:
        shown = [f"{r.target} {r.count}" for r in term.renderings[:_SHOWN]]
        if len(term.renderings) > _SHOWN:
            shown.append("…")
        places = term.renderings[0].places
        example = where(places[0]) if places else ""
        cells = (term.source, str(term.count), term.target, term.status, term.pos, ", ".join(shown), example)
        rows.append((str(term.number), *cells))
    counted = say(
        "{count} in the glossary already: its number is left out",
        "{count} in the glossary already: their numbers are left out",
        count=listed,
    )
    known = translated(counted, language) if listed else ""
    if not found:
        return translated(say("no recurring terms found"), language) + (f": {known}" if known else "") + "\n"
    more = (
        say("{count} term", "{count} terms", count=total)
        if total == len(found)
        else say("{shown} of {count} term", "{shown} of {count} terms", shown=len(found), count=total)
    )
    rest = translated(say("--limit shows more"), language) if total > len(found) + listed else ""
    closing = "; ".join(filter(None, (translated(more, language), known, rest)))
    return table([tuple(map(printable, row)) for row in rows], columns=columns, give=(6, 7)) + closing + "\n"


def as_csv(found: Sequence[Proposal]) -> str:
    """Rows that a glossary can take, with what was counted in columns of their own."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("source", "target", "status", "pos", "note", "count", "renderings", "example"))
    for term in found:
        renderings = "; ".join(f"{r.target} ({r.count})" for r in term.renderings)
        places = term.renderings[0].places
        target = term.target.replace("|", "\\|")
        example = where(places[0]) if places else ""
        writer.writerow((term.source, target, term.status, term.pos, "", term.count, renderings, example))
    return stream.getvalue()


def as_json(found: Sequence[Proposal], *, total: int) -> str:
    """One object: `terms`, and `total`, how many there are without the limit."""
    terms = [
        {
            "number": term.number,
            "source": term.source,
            "target": term.target,
            "status": term.status,
            "pos": term.pos,
            "count": term.count,
            "score": round(term.score, 2),
            "renderings": [
                {
                    "target": r.target,
                    "count": r.count,
                    "evidence": r.evidence,
                    "score": round(r.score, 2),
                    "places": [_place(place) for place in r.places],
                }
                for r in term.renderings
            ],
        }
        for term in found
    ]
    return json.dumps({"version": 1, "terms": terms, "total": total}, ensure_ascii=False, indent=2) + "\n"


def _place(place: Place) -> dict[str, object]:
    start = lines(place.document.text).at(place.span.start)
    return {
        "path": place.document.path,
        "line": start.line,
        "column": start.column,
        "offset": start.offset,
        "text": place.text,
    }


def added(rows: Sequence[Mapping[str, str]], language: str) -> list[str]:
    """Names the terms that were added, a line each, the first ones if they are many."""
    pairs = ((row["source"], row.get("target", "")) for row in rows[:NAMED])
    named = ["  " + printable(f"{term} → {rendering}" if rendering else term) for term, rendering in pairs]
    return [*named, f"  {rest(len(rows) - NAMED, language)}"] if len(rows) > NAMED else named
