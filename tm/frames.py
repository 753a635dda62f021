"""Bitexts and findings in notebooks: pandas DataFrames, Altair charts, an HTML table.

pandas and Altair load inside the functions. Text columns have the dtype `string`, line numbers `Int64`,
so that a missing side is missing (`<NA>`) and not a number that happens to be there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from statistics import fmean
from typing import TYPE_CHECKING, Any

from tm.core import Bead, Bitext, Diagnostic, Document, Match, Place, Segment, Severity, TranslationUnit
from tm.errors import MissingExtraError
from tm.messages import say
from tm.report.lines import lines

if TYPE_CHECKING:
    import altair
    import pandas

_BITEXT = {
    "source": "string",
    "target": "string",
    "type": "string",
    "score": "float64",
    "source_line": "Int64",
    "target_line": "Int64",
    "source_kind": "string",
    "target_kind": "string",
    "source_ids": "object",
    "target_ids": "object",
}
_DIAGNOSTICS = {
    "code": "string",
    "name": "string",
    "severity": "string",
    "message": "string",
    "help": "string",
    "term": "string",
    "segment": "string",
    "path": "string",
    "line": "Int64",
    "column": "Int64",
    "text": "string",
    "source_path": "string",
    "source_line": "Int64",
    "source_column": "Int64",
    "source_text": "string",
    "fixable": "bool",
    "safe": "bool",
}
_UNITS = {
    "id": "int64",
    "source": "string",
    "target": "string",
    "source_language": "string",
    "target_language": "string",
    "status": "string",
    "origin": "string",
    "document": "string",
    "segment": "string",
    "before": "string",
    "after": "string",
    "author": "string",
    "created": "datetime64[ns, UTC]",
    "changed": "datetime64[ns, UTC]",
    "notes": "object",
}
_MATCHES = {
    "score": "float64",
    "kind": "string",
    "source": "string",
    "target": "string",
    "similarity": "float64",
    "content": "float64",
    "penalties": "object",
    "id": "int64",
    "status": "string",
    "origin": "string",
    "document": "string",
}


def bitext(bitext: Bitext) -> pandas.DataFrame:
    """One row a bead, in order; the index counts beads from 0.

    Columns:
        source, target (string): the text of each side, segments joined by line feeds; empty where a side is missing
        type (string): how many source and target segments: `1-1`, `1-2`, `0-1`
        score (float64): 0 to 1, how sure the aligner is
        source_line, target_line (Int64): line in the file where the side begins, from 1; <NA> where it is missing
        source_kind, target_kind (string): kind of the first segment: heading, paragraph, item ...; <NA> likewise
        source_ids, target_ids (object): tuple of the ids of the segments; empty where a side is missing
    """
    rows = []
    for bead in bitext.beads:
        source, target = bitext.sides(bead)
        rows.append(
            (
                source.text,
                target.text,
                bead.type,
                bead.score,
                _line(bitext.source, source) if bead.source else None,
                _line(bitext.target, target) if bead.target else None,
                source.kind.value if bead.source else None,
                target.kind.value if bead.target else None,
                _ids(bitext.source, bead.source),
                _ids(bitext.target, bead.target),
            )
        )
    return _frame(rows, _BITEXT, "bead")


def diagnostics(found: Iterable[Diagnostic]) -> pandas.DataFrame:
    """One row a finding, in the order given; the index counts from 0.

    Columns:
        code, name (string): `N302`, `number-changed`
        severity (category, ordered): info < warning < error, so that `frame.severity >= "warning"` selects
        message, help (string)
        term (string): the glossary's source term; empty for rules without one
        segment (string): id of the segment
        path (string), line, column (Int64, from 1): where the finding begins in the translation; <NA> where it
            has no such place
        text (string): what stands there; empty where something is missing
        source_path, source_line, source_column, source_text: the same in the source
        fixable, safe (bool): there is a fix; it cannot change the meaning
    """
    import pandas as pd

    rows = [
        (
            item.code,
            item.name,
            item.severity.value,
            item.message,
            item.help,
            item.term,
            item.segment,
            *_position(item.target),
            *_position(item.source),
            item.fix is not None,
            item.fix is not None and item.fix.safe,
        )
        for item in found
    ]
    frame = _frame(rows, _DIAGNOSTICS, "finding")
    order = [level.value for level in sorted(Severity, key=lambda level: level.rank)]
    frame["severity"] = frame["severity"].astype(pd.CategoricalDtype(order, ordered=True))
    return frame


def units(found: Iterable[TranslationUnit]) -> pandas.DataFrame:
    """One row a unit of a memory, in the order given; the index counts from 0.

    Columns:
        id (int64): its number in the memory
        source, target (string), source_language, target_language (string)
        status, origin, document, segment, author (string): empty where they are not known
        before, after (string): the source texts around it; likewise
        created, changed (datetime64[ns, UTC]): NaT where they are not known
        notes (object): tuple of strings
    """
    import pandas as pd

    rows = [tuple(getattr(unit, name) for name in _UNITS) for unit in found]
    times = {name: kind for name, kind in _UNITS.items() if kind.startswith("datetime")}
    frame = _frame(rows, {**_UNITS, **dict.fromkeys(times, "string")}, "unit")
    for name in times:
        read = pd.to_datetime(frame[name], format="ISO8601", utc=True, errors="coerce")
        frame[name] = read.astype("datetime64[ns, UTC]")
    return frame


def matches(found: Iterable[Match]) -> pandas.DataFrame:
    """One row a match, in the order given; the index counts from 0.

    Columns:
        score (float64): 1.01 in context, 1 for the same text, else below; kind (string)
        source (string): of the unit; target (string): with the numbers of the query where they were put in
        similarity (float64), content (float64): 1 where just particles and endings differ; NaN where it was not asked
        penalties (object): tuple of (name, amount)
        id (int64), status, origin, document (string): of the unit
    """
    rows = [
        (
            match.score,
            match.kind,
            match.unit.source,
            match.target or match.unit.target,
            match.similarity,
            match.content,
            match.penalties,
            match.unit.id,
            match.unit.status,
            match.unit.origin,
            match.unit.document,
        )
        for match in found
    ]
    return _frame(rows, _MATCHES, "match")


def types(aligned: Bitext) -> pandas.DataFrame:
    """How many beads with text for readers there are of each type, the most frequent first.

    Code, markup and media alone are not counted. Index: the type (string). Columns: beads (int64);
    share (float64), of the beads counted, 0 to 1; score (float64), the mean score of these beads.
    """
    import pandas as pd

    scores: dict[str, list[float]] = {}
    for _, bead in _prose(aligned):
        scores.setdefault(bead.type, []).append(bead.score)
    ordered = sorted(scores, key=lambda kind: (-len(scores[kind]), kind))
    total = sum(map(len, scores.values()))
    return pd.DataFrame(
        {
            "beads": pd.Series([len(scores[kind]) for kind in ordered], dtype="int64"),
            "share": pd.Series([len(scores[kind]) / total for kind in ordered], dtype="float64"),
            "score": pd.Series([fmean(scores[kind]) for kind in ordered], dtype="float64"),
        }
    ).set_index(pd.Index(ordered, dtype="string", name="type"))


def doubtful(aligned: Bitext, limit: int = 10) -> pandas.DataFrame:
    """The beads with the lowest scores, the least sure first: what a reviewer reads first.

    Beads of code, markup and media alone are left out. The index is that of `bitext`, as are the columns, of
    which ids and kinds are left out.
    """
    order = [number for number, _ in sorted(_prose(aligned), key=lambda item: (item[1].score, item[0]))][:limit]
    columns = ["score", "type", "source_line", "source", "target_line", "target"]
    return bitext(aligned).loc[order, columns]


def confidence_chart(aligned: Bitext, *, width: int = 760, height: int = 240) -> altair.LayerChart:
    """The score of every bead with text for readers along the document; pointing at a mark shows its texts.

    The chart is drawn by the notebook itself (Vega-Lite inside JupyterLab and VS Code): nothing is
    fetched, and Hangul is set in the reader's own fonts.

    Raises:
        MissingExtraError: Altair is not installed.
    """
    try:
        import altair as alt
    except ImportError:
        raise MissingExtraError(say("charts need Altair"), hint='pip install "tm-toolkit[notebooks]"') from None

    alt.renderers.enable("mimetype")  # Altair's own default makes the page load its scripts from the network
    points = list(_points(aligned))
    frequent = [kind for kind, _ in Counter(str(point["type"]) for point in points).most_common()]
    data = alt.InlineData(values=points)  # a DataFrame of more than 5,000 rows would be refused
    along = alt.X("bead:Q", title="bead", scale=alt.Scale(nice=False), axis=alt.Axis(tickMinStep=1))
    score = alt.Y("score:Q", title="score", scale=alt.Scale(domain=[0, 1]))
    line = alt.Chart(data).mark_line(color="#bbb", strokeWidth=1).encode(x=along, y=score)
    marks = (
        alt.Chart(data)
        .mark_circle(size=45, opacity=0.9)
        .encode(
            x=along,
            y=score,
            color=alt.Color("type:N", title="type", scale=alt.Scale(domain=frequent)),
            tooltip=[
                alt.Tooltip("score:Q", format=".2f"),
                "type:N",
                "source_line:Q",
                "source:N",
                "target_line:Q",
                "target:N",
            ],
        )
    )
    title = alt.Title(
        f"{aligned.source.path} ↔ {aligned.target.path}", subtitle=aligned.signature or "alignment made elsewhere"
    )
    return alt.layer(line, marks).properties(width=width, height=height, title=title)


def bitext_html(aligned: Bitext, *, limit: int = 100) -> str:
    """Both texts side by side as an HTML table, with type and score; every string from a file is escaped.

    limit: rows shown; what is not shown is counted below the table.
    """
    source, target = aligned.source, aligned.target
    cell = 'style="text-align: left; vertical-align: top; white-space: pre-wrap"'
    number = 'style="text-align: right; vertical-align: top"'
    rows = []
    for position, bead in enumerate(aligned.beads[:limit]):
        left, right = aligned.sides(bead)
        rows.append(
            f"<tr><td {number}>{position}</td>"
            f'<td {cell} dir="auto" lang="{escape(source.language)}">{escape(left.text)}</td>'
            f'<td {cell} dir="auto" lang="{escape(target.language)}">{escape(right.text)}</td>'
            f"<td {number}>{escape(bead.type)}</td><td {number}>{bead.score:.0%}</td></tr>"
        )
    hidden = len(aligned.beads) - len(rows)
    more = f"<p>{hidden} more beads; <code>to_frame()</code> has them all</p>" if hidden else ""
    head = "".join(
        f'<th style="text-align: left">{escape(text)}</th>'
        for text in ("bead", source.path, target.path, "type", "score")
    )
    caption = f"<caption>{len(aligned.beads)} beads; {escape(aligned.signature)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>{more}"


def _frame(rows: list[tuple[Any, ...]], dtypes: dict[str, str], index: str) -> pandas.DataFrame:
    import pandas as pd

    columns = zip(*rows, strict=True) if rows else ([] for _ in dtypes)
    frame = pd.DataFrame(
        {
            name: pd.Series(list(values), dtype=dtype)
            for (name, dtype), values in zip(dtypes.items(), columns, strict=True)
        }
    )
    return frame.rename_axis(index=index)


def _points(aligned: Bitext) -> Iterator[dict[str, object]]:
    for number, bead in _prose(aligned):
        source, target = aligned.sides(bead)
        yield {
            "bead": number,
            "score": round(bead.score, 4),
            "type": bead.type,
            "source_line": _line(aligned.source, source) if bead.source else None,
            "target_line": _line(aligned.target, target) if bead.target else None,
            "source": _short(source.text),
            "target": _short(target.text),
        }


def _short(text: str, length: int = 90) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _prose(aligned: Bitext) -> Iterator[tuple[int, Bead]]:
    """(number, bead) of the beads that hold text for readers."""
    for number, bead in enumerate(aligned.beads):
        sides = [aligned.source.segments[index] for index in bead.source]
        sides += [aligned.target.segments[index] for index in bead.target]
        if any(segment.translatable for segment in sides):
            yield number, bead


def _ids(document: Document, indices: range) -> tuple[str, ...]:
    return tuple(document.segments[index].id for index in indices)


def _line(document: Document, segment: Segment) -> int:
    return lines(document.text).at(segment.file.start).line


def _position(place: Place | None) -> tuple[str | None, int | None, int | None, str | None]:
    """Path, line, column and text; all missing where there is no place."""
    if place is None:
        return None, None, None, None
    at = lines(place.document.text).at(place.span.start)
    return place.document.path, at.line, at.column, place.text
