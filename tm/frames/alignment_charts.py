"""Charts of a bitext."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tm.core import Bead, Bitext
from tm.formats.rows import DOUBTFUL
from tm.frames.alignment import line, prose
from tm.frames.charts import COLOURS, RED, WIDTH, altair_module, finished, inline, nothing, short, thinned, tips
from tm.frames.given import given
from tm.frames.words import column, told
from tm.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import altair

#: Types that have a colour and a shape of their own; the others share one.
_TYPES = 5
_SHAPES = ("circle", "triangle-up", "square", "diamond", "triangle-down", "cross")


@given(aligned="Bitext")
def confidence_chart(aligned: Bitext, *, width: int = WIDTH, height: int = 240) -> altair.LayerChart:
    """The score of every bead with text for readers along the document; pointing at a mark shows its texts.

    Below the dashed line a bead is doubtful. The legend picks out a type; the axis can be dragged and zoomed. In a
    long document each mark is the least sure of several beads.

    Raises:
        MissingExtraError: Altair is not installed.
    """
    alt = altair_module()
    title = say("How sure the aligner is: {source} ↔ {target}", source=aligned.source.path, target=aligned.target.path)
    beads, run = thinned(list(prose(aligned)), lambda item: item[1].score)
    points = list(_points(aligned, beads))
    if not points:
        empty: altair.LayerChart = nothing(title, say("no text for readers on either side"))
        return empty
    frequent = [kind for kind, _ in Counter(str(point["type"]) for point in points).most_common()]
    other = told(say("other types"))
    shown = frequent if len(frequent) <= _TYPES + 1 else [*frequent[:_TYPES], other]
    for point in points:
        point["group"] = point["type"] if point["type"] in shown else other
    data = inline(points)
    pick = alt.selection_point(fields=["group"], bind="legend")
    along = alt.X(
        "bead:Q",
        title=told(say("bead, from the beginning of the document to its end")),
        scale=alt.Scale(nice=False, padding=8),
        axis=alt.Axis(tickMinStep=1, grid=False),
    )
    score = alt.Y(
        "score:Q",
        title=column("score"),
        scale=alt.Scale(domain=[0, 1], padding=6, nice=False),
        axis=alt.Axis(format="%"),
    )
    line_mark = alt.Chart(data).mark_line(color="#ccc", strokeWidth=1).encode(x=along, y=score)
    kind = column("type")
    marks = (
        alt.Chart(data)
        .mark_point(filled=True, size=55)
        .encode(
            x=along,
            y=score,
            color=alt.Color("group:N", title=kind, scale=alt.Scale(domain=shown, range=list(COLOURS[: len(shown)]))),
            shape=alt.Shape("group:N", title=kind, scale=alt.Scale(domain=shown, range=list(_SHAPES[: len(shown)]))),
            opacity=alt.condition(pick, alt.value(0.9), alt.value(0.08)),
            tooltip=tips("type", "source", "target", score=".0%", source_line="", target_line=""),
        )
        .add_params(pick, alt.selection_interval(bind="scales", encodings=["x"]))
    )
    limit = (
        alt.Chart(alt.InlineData(values=[{"limit": DOUBTFUL}]))
        .mark_rule(color=RED, strokeDash=[4, 4])
        .encode(y=alt.Y("limit:Q", title=column("score")))
    )
    made = aligned.signature or say("alignment made elsewhere")
    told_of = say("each mark is the least sure of {run} beads", run=run) if run > 1 else ""
    layers = alt.layer(limit, line_mark, marks).properties(width=width, height=height)
    chart: altair.LayerChart = finished(layers, title, made, told_of)
    return chart


def _points(aligned: Bitext, beads: Iterable[tuple[int, Bead]]) -> Iterator[dict[str, object]]:
    for number, bead in beads:
        source, target = aligned.sides(bead)
        yield {
            "bead": number,
            "score": round(bead.score, 4),
            "type": bead.type,
            "source_line": line(aligned.source, source) if bead.source else None,
            "target_line": line(aligned.target, target) if bead.target else None,
            "source": short(source.text),
            "target": short(target.text),
        }
