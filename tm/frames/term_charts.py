"""Charts of terminology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.frames.charts import (
    BLUE,
    COLOURS,
    GREY,
    MARKS,
    ORANGE,
    PINK,
    RED,
    WIDTH,
    altair_module,
    finished,
    inline,
    nothing,
    tips,
    whole,
)
from tm.frames.given import given
from tm.frames.glossaries import MINED
from tm.frames.terms import MISSING, RENDERINGS
from tm.frames.words import column, told
from tm.messages import say

if TYPE_CHECKING:
    import altair
    import pandas

#: What a chart calls the statuses of renderings, and their colours.
_WANTED, _OTHER = say("as the glossary says"), say("something else")
_GROUPS = {
    _WANTED: (("approved", "admitted", "kept"), BLUE),
    say("given up"): (("deprecated", "forbidden"), RED),
    say("left untranslated"): (("untranslated",), ORANGE),
    _OTHER: (("misspelled", "other"), PINK),
    say("nothing found"): ((MISSING,), GREY),
}
_GROUP = {status: name for name, (statuses, _) in _GROUPS.items() for status in statuses}
#: Share of a bar from which there is room for the text in it.
_ROOM = 0.16


@given(rendered=RENDERINGS)
def renderings_chart(rendered: pandas.DataFrame, *, limit: int = 25) -> altair.TopLevelMixin:
    """The most frequent terms, and how often each is rendered as the glossary says. `rendered`: of `renderings`."""
    alt = altair_module()
    title = say("How the terms of the glossary are rendered")
    if not len(rendered):
        return _none(title, say("no term of the glossary occurs"))
    total = rendered.groupby("term")["count"].sum().sort_values(ascending=False, kind="stable")
    some = rendered[rendered["term"].isin(list(total.index[:limit]))]
    wanted = [_GROUP.get(status) == _WANTED for status in some["status"]]
    usual = some.assign(wanted=wanted)[some["rendering"] != ""]
    usual = usual.sort_values(["count", "wanted"], ascending=False, kind="stable").drop_duplicates("term")
    names = {row.term: f"{row.term}  {row.rendering}" for row in usual.itertuples()}
    shown = some.assign(
        label=[names.get(term, term) for term in some["term"]],
        group=[told(_GROUP.get(status, _OTHER)) for status in some["status"]],
    )
    if len(shown) > MARKS:
        shown = shown.groupby(["term", "label", "rendering", "status", "group"], sort=False).agg(
            count=("count", "sum"), document=("document", _documents), line=("line", "first")
        )
        shown = shown.reset_index()
    order = [names.get(term, term) for term in total.index[:limit]]
    colours = {told(name): colour for name, (_, colour) in _GROUPS.items()}
    used = [name for name in colours if name in set(shown["group"])]
    pick = alt.selection_point(fields=["group"], bind="legend")
    chart = (
        alt.Chart(inline(shown.assign(rank=[used.index(group) for group in shown["group"]])))
        .mark_bar(height={"band": 0.75})
        .encode(
            x=alt.X("sum(count):Q", title=column("count"), axis=whole(total.max())),
            y=alt.Y("label:N", title=None, sort=order),
            color=alt.Color(
                "group:N",
                title=column("rendering"),
                scale=alt.Scale(domain=used, range=[colours[name] for name in used]),
            ),
            order=alt.Order("rank:Q"),
            opacity=alt.condition(pick, alt.value(1), alt.value(0.15)),
            tooltip=tips("term", "rendering", "status", "document", count="", line=""),
            detail=["rendering:N", "document:N"],
        )
        .add_params(pick)
        .properties(width=WIDTH - 330, height=alt.Step(20))
    )
    subtitle = say("{count} term occurs", "{count} terms occur", count=len(total))
    if len(total) > limit:
        subtitle = say("the {limit} most frequent of {count} terms that occur", limit=limit, count=len(total))
    made: altair.TopLevelMixin = finished(chart, title, subtitle)
    return made


@given(rendered=RENDERINGS)
def inconsistent_chart(rendered: pandas.DataFrame, *, limit: int = 20) -> altair.TopLevelMixin:
    """Terms with more than one rendering, and the share of each. `rendered`: of `renderings`."""
    from tm.frames.terms import inconsistent

    alt = altair_module()
    title = say("Terms that are rendered in more than one way")
    divided = list(inconsistent(rendered)["term"])
    if not divided:
        return _none(title, say("each term has one rendering"))
    some = rendered[rendered["term"].isin(divided[:limit]) & (rendered["status"] != MISSING)]
    counts: pandas.DataFrame = some.groupby(["term", "rendering"])["count"].sum().reset_index()
    counts = counts.sort_values(["term", "count", "rendering"], ascending=[True, False, True], kind="stable")
    total = counts.groupby("term")["count"].transform("sum")
    share = counts["count"] / total
    end = share.groupby(counts["term"]).cumsum()
    rank = counts.groupby("term").cumcount()
    kinds = [told(name) for name in (say("the usual one"), say("the second"), say("further ones"))]
    shown = counts.assign(
        share=share,
        start=end - share,
        end=end,
        rank=[kinds[min(number, 2)] for number in rank],
        text=[
            f"{text} {count}" if part >= _ROOM else str(count)
            for text, count, part in zip(counts["rendering"], counts["count"], share, strict=True)
        ],
    )
    base = alt.Chart(inline(shown)).encode(y=alt.Y("term:N", title=None, sort=divided[:limit]))
    bars = base.mark_bar(height={"band": 0.85}, stroke="white").encode(
        x=alt.X(
            "start:Q",
            title=told(say("share of the places that have a rendering")),
            axis=alt.Axis(format="%", grid=False),
        ),
        x2="end:Q",
        color=alt.Color(
            "rank:N",
            title=column("rendering"),
            scale=alt.Scale(domain=kinds, range=["#9ecae1", "#fdd0a2", "#d9d9d9"]),
        ),
        tooltip=tips("term", "rendering", count="", share=".0%"),
    )
    texts = base.mark_text(align="left", dx=5, fontSize=12, color="#111").encode(x="start:Q", text="text:N")
    chart = alt.layer(bars, texts).properties(width=WIDTH - 250, height=alt.Step(24))
    subtitle = say("{count} term", "{count} terms", count=len(divided))
    if len(divided) > limit:
        subtitle = say("the {limit} most divided of {count}", limit=limit, count=len(divided))
    made: altair.TopLevelMixin = finished(chart, title, subtitle)
    return made


@given(found=MINED)
def mined_chart(found: pandas.DataFrame, *, limit: int = 20) -> altair.TopLevelMixin:
    """Terms of the texts that the glossary lacks, the surest first. `found`: of `mined`."""
    alt = altair_module()
    title = say("Recurring terms that the glossary lacks")
    lacking = found[~found["listed"]]
    some = lacking.head(limit)
    if not len(some):
        return _none(title, say("nothing recurs that the glossary does not have"))
    shown = some.assign(label=[f"{row.source}  {row.target}" for row in some.itertuples()])
    base = alt.Chart(inline(shown)).encode(
        y=alt.Y("label:N", title=None, sort=list(shown["label"])),
        x=alt.X("count:Q", title=column("passages"), axis=whole(shown["count"].max())),
        tooltip=tips("source", "target", "pos", "status", "renderings", count="", score=".1f"),
    )
    bars = base.mark_bar(height={"band": 0.75}, color=COLOURS[2])
    texts = base.mark_text(align="left", dx=4, color="#222").encode(text="count:Q")
    chart = alt.layer(bars, texts).properties(width=WIDTH - 330, height=alt.Step(20))
    subtitle = say("the {limit} surest of {count}", limit=limit, count=len(lacking)) if len(lacking) > limit else ""
    made: altair.TopLevelMixin = finished(chart, title, subtitle)
    return made


def _documents(names: pandas.Series[str]) -> str:
    """The first of several documents, and how many there are."""
    return told(say("{first} and {count} more", first=names.iloc[0], count=len(names) - 1))


def _none(title: str, why: str) -> altair.TopLevelMixin:
    chart: altair.TopLevelMixin = nothing(title, why)
    return chart
