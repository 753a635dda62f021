"""Charts of how good an alignment is."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING, Any

from tm.frames.charts import BLUE, GREY, MARKS, ORANGE, RED, WIDTH, altair_module, finished, inline, nothing, tips
from tm.frames.given import given
from tm.frames.gold import EVIDENCE
from tm.frames.quality import BEADS, BY_TYPE, QUALITY, THRESHOLDS
from tm.frames.words import column, told
from tm.messages import say

if TYPE_CHECKING:
    import altair
    import pandas

_MEASURES = {
    "strict": say("{measure}: whole beads", measure="strict"),
    "lax": say("{measure}: beads that touch", measure="lax"),
    "link": say("{measure}: pairs", measure="link"),
    "null": say("{measure}: one-sided", measure="null"),
}
_GROUPS = {"right": say("right"), "wrong": say("wrong"), "unrelated": say("unrelated")}
_SHAPES = {"none": "circle", "fast": "triangle-up", "full": "diamond"}
_COLOURS = {"none": ORANGE, "fast": BLUE, "full": GREY}


@given(quality=QUALITY)
def quality_chart(quality: pandas.DataFrame) -> altair.TopLevelMixin:
    """F1 of each measure, by evidence. `quality`: of `alignment_quality`."""
    alt = altair_module()
    title = say("F1 against gold, by what the alignment goes by")
    if not len(quality):
        return _none(title)
    shown = quality.assign(
        measure=[told(_MEASURES.get(name, name)) for name in quality["measure"]],
        evidence=_called(quality),
    )
    base = alt.Chart(inline(shown)).encode(
        x=alt.X("f1:Q", title=column("f1"), scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%", grid=False)),
        y=alt.Y("evidence:N", title=None, sort=_names()),
        color=_colour(quality, legend=False),
        tooltip=tips("evidence", "measure", precision=".1%", recall=".1%", f1=".1%"),
    )
    bars = base.mark_bar(height=16)
    labels = base.mark_text(align="left", dx=4).encode(text=alt.Text("f1:Q", format=".1%"), color=alt.value("#222"))
    chart = (
        alt.layer(bars, labels)
        .properties(width=WIDTH - 230, height=66)
        .facet(
            row=alt.Row("measure:N", title=None, sort=[told(name) for name in _MEASURES.values()], header=_header()),
            spacing=8,
        )
    )
    made: altair.TopLevelMixin = finished(chart, title)
    return made


@given(by_type=BY_TYPE)
def by_type_chart(by_type: pandas.DataFrame) -> altair.TopLevelMixin:
    """Recall of whole beads by type, with how many the gold has. `by_type`: of `quality_by_type`."""
    alt = altair_module()
    title = say("Beads of the gold that were found, by type")
    some = by_type[by_type["gold"] > 0]
    if not len(some):
        return _none(title)
    shown = some.assign(
        evidence=_called(some),
        label=[
            told(say("{type} ({count} in the gold)", type=str(kind), count=int(count)))
            for kind, count in zip(some["type"], some["gold"], strict=True)
        ],
        found_of=[
            told(say("{right} of {gold}", right=int(right), gold=int(gold)))
            for right, gold in zip(some["right"], some["gold"], strict=True)
        ],
    )
    order = list(dict.fromkeys(shown["label"]))
    base = alt.Chart(inline(shown)).encode(
        x=alt.X("recall:Q", title=column("found_of"), scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")),
        y=alt.Y("label:N", title=column("type"), sort=order),
        tooltip=tips("type", "evidence", "found_of", recall=".1%", precision=".1%"),
    )
    used = [name for name in EVIDENCE if name in set(by_type["evidence"])]
    names = [told(EVIDENCE[name]) for name in used]
    points = base.mark_point(filled=True, size=95, opacity=1).encode(
        color=_colour(by_type),
        shape=alt.Shape(
            "evidence:N",
            title=column("evidence"),
            scale=alt.Scale(domain=names, range=[_SHAPES[name] for name in used]),
        ),
        yOffset=alt.YOffset("evidence:N", sort=names),
    )
    made: altair.TopLevelMixin = finished(points.properties(width=WIDTH - 260, height=alt.Step(14)), title)
    return made


@given(curve=THRESHOLDS)
def threshold_chart(curve: pandas.DataFrame) -> altair.TopLevelMixin:
    """Precision and recall of what stays when beads below a score are left out. `curve`: of `threshold_curve`."""
    alt = altair_module()
    title = say("Leaving out beads below a score: what stays is surer, and less")
    if not len(curve):
        return _none(title)
    long = curve.melt(["evidence", "threshold", "kept"], ["precision", "recall"], "what", "value").dropna()
    long = long.assign(evidence=_called(long), what=[column(str(name)) for name in long["what"]])
    least = max(0.0, float(int(float(long["value"].min()) * 10)) / 10) if len(long) else 0.0
    chart = (
        alt.Chart(inline(long))
        .mark_line(strokeWidth=2.2, interpolate="step-after")
        .encode(
            x=alt.X("threshold:Q", title=told(say("least score of a bead"))),
            y=alt.Y(
                "value:Q",
                title=column("share"),
                scale=alt.Scale(domain=[least, 1], clamp=True),
                axis=alt.Axis(format="%"),
            ),
            color=_colour(curve),
            strokeDash=alt.StrokeDash(
                "what:N",
                title=column("what"),
                scale=alt.Scale(domain=[column("precision"), column("recall")], range=[[1, 0], [5, 4]]),
                legend=alt.Legend(symbolType="stroke", symbolSize=300, symbolStrokeColor="#222"),
            ),
            tooltip=tips("evidence", "what", threshold=".2f", value=".1%", kept=""),
        )
        .properties(width=WIDTH - 180, height=260)
    )
    made: altair.TopLevelMixin = finished(chart, title)
    return made


@given(evidence=BEADS)
def evidence_chart(evidence: pandas.DataFrame) -> altair.TopLevelMixin:
    """Length ratio and similarity of right, wrong and unrelated beads. `evidence`: of `bead_evidence`."""
    alt = altair_module()
    title = say("What tells translations from unrelated texts: length and meaning")
    some = evidence[evidence["length_ratio"] > 0]
    if not len(some):
        return _none(title)
    names, colours = {name: told(word) for name, word in _GROUPS.items()}, [BLUE, RED, GREY]
    some = some.iloc[:: -(-len(some) // MARKS)]
    some = some.assign(
        log_ratio=[log2(ratio) for ratio in some["length_ratio"]],
        source=some["source"].str.slice(0, 90),
        target=some["target"].str.slice(0, 90),
    ).sort_values("group", key=lambda groups: groups.map({"unrelated": 0, "right": 1, "wrong": 2}.get))
    # the few wrong ones last, so that they lie on top
    data = inline(some.assign(group=[names.get(name, name) for name in some["group"]]))
    beads = column("group")
    colour = alt.Color("group:N", title=beads, scale=alt.Scale(domain=list(names.values()), range=colours))
    pick = alt.selection_point(fields=["group"], bind="legend")

    def panel(x: Any, width: int) -> Any:
        return (
            alt.Chart(data)
            .mark_bar(opacity=0.55, binSpacing=0)
            .encode(
                x=x,
                y=alt.Y("count()", title=beads, stack=None),
                color=colour,
                opacity=alt.condition(pick, alt.value(0.6), alt.value(0.05)),
                tooltip=[*tips("group"), alt.Tooltip("count()", title=beads)],
            )
            .properties(width=width, height=170)
        )

    lengths = panel(
        alt.X(
            "log_ratio:Q",
            bin=alt.Bin(maxbins=40),
            title=told(say("characters of the translation for one of the source")),
            axis=alt.Axis(labelExpr="format(pow(2, datum.value), '.2~r')", values=[-4, -3, -2, -1, 0, 1, 2, 3, 4]),
        ),
        310,
    )
    meaning = told(say("similarity of meaning (cosine)"))
    meanings = panel(alt.X("similarity:Q", bin=alt.Bin(maxbins=40), title=meaning), 310)
    scatter = (
        alt.Chart(data)
        .mark_point(filled=True, size=45)
        .encode(
            x=alt.X(
                "length_ratio:Q",
                title=told(say("length ratio (logarithmic)")),
                scale=alt.Scale(type="log", nice=False, padding=10),
            ),
            y=alt.Y("similarity:Q", title=column("similarity")),
            color=colour,
            shape=alt.Shape(
                "group:N",
                title=beads,
                scale=alt.Scale(domain=list(names.values()), range=["circle", "diamond", "triangle-up"]),
            ),
            opacity=alt.condition(pick, alt.value(0.75), alt.value(0.05)),
            tooltip=tips(
                "group",
                "type",
                "source",
                "target",
                length_ratio=".2f",
                similarity=".2f",
                source_line="",
                target_line="",
            ),
        )
        .properties(width=676, height=240)
        .add_params(pick)
    )
    made: altair.TopLevelMixin = finished(alt.vconcat(alt.hconcat(lengths, meanings), scatter), title)
    return made


def _colour(rows: pandas.DataFrame, *, legend: bool = True) -> Any:
    alt = altair_module()
    used = [name for name in EVIDENCE if name in set(rows["evidence"])]
    scale = alt.Scale(domain=[told(EVIDENCE[name]) for name in used], range=[_COLOURS[name] for name in used])
    options: dict[str, Any] = {} if legend else {"legend": None}
    return alt.Color("evidence:N", title=column("evidence"), scale=scale, **options)


def _called(rows: pandas.DataFrame) -> list[str]:
    """What the chart calls the evidence of each row."""
    return [told(EVIDENCE.get(name, name)) for name in rows["evidence"]]


def _names() -> list[str]:
    return [told(name) for name in EVIDENCE.values()]


def _header() -> Any:
    return altair_module().Header(labelAngle=0, labelAlign="left", labelPadding=6)


def _none(title: str) -> altair.TopLevelMixin:
    chart: altair.TopLevelMixin = nothing(title, say("nothing to show"))
    return chart
