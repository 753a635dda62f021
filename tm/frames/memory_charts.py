"""Charts of what a memory covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.frames.bands import GROWTH, LEVERAGE
from tm.frames.charts import WIDTH, altair_module, finished, inline, nothing, tips, whole
from tm.frames.given import given
from tm.frames.words import column, told
from tm.messages import say

if TYPE_CHECKING:
    import altair
    import pandas

#: From what needs no work to what needs all of it: one colour, darker to paler, and grey for new text.
_BANDS = {
    "repetitions": "#08306b",
    "101": "#08519c",
    "100": "#2171b5",
    "95-99": "#4292c6",
    "85-94": "#6baed6",
    "75-84": "#9ecae1",
    "new": "#bdbdbd",
}
_CALLED = {
    "repetitions": say("repetitions in the text"),
    "101": say("101 %  same text, same context"),
    "100": say("100 %  same text"),
    "95-99": "95 – 99 %",
    "85-94": "85 – 94 %",
    "75-84": "75 – 84 %",
    "new": say("new"),
}


@given(leveraged=LEVERAGE)
def leverage_chart(leveraged: pandas.DataFrame) -> altair.TopLevelMixin:
    """Words of a new text by match band. `leveraged`: of `leverage`."""
    alt = altair_module()
    title = say("What the memory knows of the new text")
    total = int(leveraged["words"].sum())
    if not total:
        return _none(title, say("the text has no words"))
    shown = leveraged.assign(
        label=[told(_CALLED.get(str(band), str(band))) for band in leveraged["band"]],
        text=[f"{words:,}  ({share:.0%})" for words, share in zip(leveraged["words"], leveraged["share"], strict=True)],
    )
    base = alt.Chart(inline(shown)).encode(
        y=alt.Y("label:N", title=None, sort=[told(name) for name in _CALLED.values()]),
        x=alt.X("words:Q", title=column("words"), axis=whole(leveraged["words"].max())),
        tooltip=tips("label", words=",", segments=",", characters=",", share=".1%"),
    )
    colour = alt.Color("band:N", legend=None, scale=alt.Scale(domain=list(_BANDS), range=list(_BANDS.values())))
    bars = base.mark_bar(height={"band": 0.8}).encode(color=colour)
    texts = base.mark_text(align="left", dx=5, color="#222").encode(text="text:N")
    chart = alt.layer(bars, texts).properties(width=WIDTH - 260, height=alt.Step(28))
    segments = int(leveraged["segments"].sum())
    counts = say("{words:,} words in {sentences:,} sentences", words=total, sentences=segments)
    made: altair.TopLevelMixin = finished(chart, title, counts)
    return made


@given(grown=GROWTH)
def growth_chart(grown: pandas.DataFrame) -> altair.TopLevelMixin:
    """How the covered share of a new text rose with the memory. `grown`: of `growth`."""
    alt = altair_module()
    title = say("How the memory grew to cover the new text")
    if not len(grown) or not int(grown["units"].max()):
        return _none(title, say("the memory is empty"))
    called = {"100": told(say("the same text")), "75-99": told(say("a similar text, 75 – 99 %"))}
    shown = grown.assign(
        kind=[called.get(str(band), str(band)) for band in grown["band"]],
        order=[list(called).index(str(band)) for band in grown["band"]],
        document=grown["document"].fillna(""),
    )
    chart = (
        alt.Chart(inline(shown))
        .mark_area(interpolate="step-after", line=True, opacity=0.85)
        .encode(
            x=alt.X(
                "units:Q",
                title=told(say("units in the memory, in the order they were added")),
                axis=alt.Axis(format=",d"),
            ),
            y=alt.Y(
                "share:Q",
                title=told(say("words covered")),
                stack="zero",
                axis=alt.Axis(format="%"),
                scale=alt.Scale(domain=[0, 1]),
            ),
            color=alt.Color(
                "kind:N",
                title=told(say("the memory has")),
                scale=alt.Scale(domain=list(called.values()), range=[_BANDS["100"], _BANDS["75-84"]]),
            ),
            order=alt.Order("order:Q"),
            tooltip=tips("document", "kind", units=",", words=",", share=".1%"),
        )
        .properties(width=WIDTH - 180, height=240)
    )
    made: altair.TopLevelMixin = finished(chart, title)
    return made


def _none(title: str, why: str) -> altair.TopLevelMixin:
    chart: altair.TopLevelMixin = nothing(title, why)
    return chart
