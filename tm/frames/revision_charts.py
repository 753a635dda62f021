"""Charts and a page of what changed between two versions of a translation."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from tm.frames.charts import (
    BLUE,
    GREEN,
    GREY,
    RED,
    WIDTH,
    altair_module,
    finished,
    inline,
    nothing,
    short,
    thinned,
    tips,
)
from tm.frames.given import given, one_of
from tm.frames.revisions import SCORES, SEGMENTS, TERMS
from tm.frames.shown import Page
from tm.frames.table import encodable
from tm.frames.words import column, told
from tm.messages import listed, say
from tm.report.marked import Html, tag, together

if TYPE_CHECKING:
    import altair
    import pandas

_CHANGES = {
    "equal": (GREY, "circle", say("equal")),
    "changed": (BLUE, "diamond", say("changed")),
    "added": (GREEN, "triangle-up", say("added")),
    "removed": (RED, "triangle-down", say("removed")),
}
_CELL = "text-align: left; vertical-align: top; word-break: keep-all; overflow-wrap: anywhere"
_SHORT = "text-align: left; vertical-align: top; white-space: nowrap"
_GONE = "background: #fde0dd; color: #7a0010; text-decoration: line-through"
_NEW = "background: #d9f0d3; color: #00441b; text-decoration: none"
_WORDS = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)


@given(scores=SCORES)
def revision_scores_chart(scores: pandas.DataFrame) -> altair.TopLevelMixin:
    """chrF, BLEU and TER with their intervals. `scores`: of `revision_scores`."""
    alt = altair_module()
    title = say("How near the later version is to the earlier one")
    if not len(scores):
        return _none(title, say("no segments to compare"))
    metrics = {
        "chrF": told(say("chrF, 100 is equal")),
        "BLEU": told(say("BLEU, 100 is equal")),
        "TER": told(say("TER, 0 is equal")),
    }
    shown = scores.assign(
        label=[metrics.get(str(name), str(name)) for name in scores["metric"]],
        text=[f"{score:.1f}" for score in scores["score"]],
    )
    one = shown["document"].nunique() == 1
    base = alt.Chart(inline(shown)).encode(y=alt.Y("document:N", title=None, **({"axis": None} if one else {})))
    ranges = base.mark_rule(strokeWidth=3, opacity=0.5, color=BLUE).encode(
        x=alt.X("low:Q", title=None, scale=alt.Scale(zero=False, padding=14), axis=alt.Axis(tickCount=6)),
        x2="high:Q",
    )
    points = base.mark_point(filled=True, size=80, opacity=1, color=BLUE).encode(
        x=alt.X("score:Q", scale=alt.Scale(zero=False)),
        tooltip=tips("document", "metric", "signature", score=".2f", low=".2f", high=".2f", segments=","),
    )
    texts = base.mark_text(dy=-12, color="#222").encode(x="score:Q", text="text:N")
    chart = (
        alt.layer(ranges, points, texts)
        .properties(width=WIDTH - (200 if one else 330), height=alt.Step(38))
        .facet(
            row=alt.Row(
                "label:N",
                title=None,
                sort=list(metrics.values()),
                header=alt.Header(labelAngle=0, labelAlign="left", labelPadding=8),
            ),
            spacing=6,
        )
        .resolve_scale(x="independent")
    )
    document = str(shown["document"].iloc[0]) if one else ""
    explained = say("points; the bars hold 95 of 100 resamplings of the segments")
    made: altair.TopLevelMixin = finished(chart, title, document, explained)
    return made


@given(segments=SEGMENTS)
def revision_chart(segments: pandas.DataFrame, *, metric: str = "chrf") -> altair.TopLevelMixin:
    """How much each segment changed, along the document. `segments`: of `revision_segments`.

    metric: "chrf" or "ter"
    """
    alt = altair_module()
    names = {
        "chrf": say("chrF of the two versions; 100 is equal"),
        "ter": say("TER of the two versions; 0 is equal"),
    }
    one_of("metric", metric, names)
    title = say("What changed, along the document")
    if not len(segments):
        return _none(title, say("no segments to compare"))
    used = [name for name in _CHANGES if name in set(segments["change"])]
    called = {name: told(_CHANGES[name][2]) for name in used}
    counts = listed(
        [
            say("{count} {change}", count=int((segments["change"] == name).sum()), change=_CHANGES[name][2])
            for name in used
        ]
    )
    scores = [float(score) for score in segments["chrf"]]
    places, run = thinned(range(len(segments)), lambda place: scores[place])
    most = say("each mark is the most changed of {run} segments", run=run) if run > 1 else ""
    some = segments.iloc[places]
    shown = some.assign(
        segment=places,
        change=[called.get(str(name), name) for name in some["change"]],
        value=some[metric],
        earlier=[short(str(text)) for text in some["earlier"]],
        later=[short(str(text)) for text in some["later"]],
        source=[short(str(text)) for text in some["source"]],
    )
    pick = alt.selection_point(fields=["change"], bind="legend")
    highest = max(100.0, float(shown["value"].max())) if metric == "ter" else 100.0
    chart = (
        alt.Chart(inline(shown))
        .mark_point(filled=True, size=55)
        .encode(
            x=alt.X(
                "segment:Q",
                title=told(say("segment, from the beginning to the end")),
                scale=alt.Scale(nice=False, padding=8),
                axis=alt.Axis(grid=False, tickMinStep=1),
            ),
            y=alt.Y("value:Q", title=told(names[metric]), scale=alt.Scale(domain=[0, highest], padding=6)),
            color=alt.Color(
                "change:N",
                title=column("change"),
                scale=alt.Scale(domain=list(called.values()), range=[_CHANGES[name][0] for name in used]),
            ),
            shape=alt.Shape(
                "change:N",
                title=column("change"),
                scale=alt.Scale(domain=list(called.values()), range=[_CHANGES[name][1] for name in used]),
            ),
            opacity=alt.condition(pick, alt.value(0.85), alt.value(0.08)),
            tooltip=tips("change", "source", "earlier", "later", chrf=".1f", ter=".1f", earlier_line="", later_line=""),
        )
        .add_params(pick, alt.selection_interval(bind="scales", encodings=["x"]))
        .properties(width=WIDTH - 100, height=240)
    )
    made: altair.TopLevelMixin = finished(chart, title, counts, most)
    return made


@given(changes=TERMS)
def term_changes_chart(changes: pandas.DataFrame, *, limit: int = 30) -> altair.TopLevelMixin:
    """Renderings that came and went. `changes`: of `term_changes`."""
    alt = altair_module()
    title = say("Renderings of terms that came and went")
    if not len(changes):
        return _none(title, say("every term is rendered as before"))
    terms = list(dict.fromkeys(changes["term"]))
    some = changes[changes["term"].isin(terms[:limit])]
    nowhere, less, oftener = told(say("(nothing found)")), told(say("less often")), told(say("more often than before"))
    shown = some.assign(
        label=[text or nowhere for text in some["rendering"]],
        direction=[oftener if change > 0 else less for change in some["change"]],
        start=0,
    )
    base = alt.Chart(inline(shown)).encode(
        y=alt.Y("term:N", title=None, sort=terms[:limit]),
        tooltip=tips("term", "rendering", "status", earlier="", later="", change="+d"),
    )
    bars = base.mark_bar(height={"band": 0.8}, stroke="white").encode(
        color=alt.Color(
            "direction:N",
            title=None,
            legend=alt.Legend(orient="top", direction="horizontal"),
            scale=alt.Scale(domain=[less, oftener], range=["#fdae6b", "#9ecae1"]),
        ),
        order=alt.Order("rendering:N"),
        detail="rendering:N",
    )
    sides = []
    for direction, align, dx in ((less, "right", -6), (oftener, "left", 6)):
        own = shown[shown["change"] > 0] if align == "left" else shown[shown["change"] < 0]
        ends = own.groupby("term", sort=False)["change"].sum()
        texts = own.groupby("term", sort=False)["label"].agg(", ".join)
        rows = [
            {"term": term, "end": int(ends[term]), "text": short(str(texts[term]), 32), "direction": direction}
            for term in ends.index
        ]
        sides.append(
            alt.Chart(inline(rows))
            .mark_text(align=align, dx=dx, fontSize=12, color="#222")
            .encode(x="end:Q", y=alt.Y("term:N", sort=terms[:limit]), text="text:N")
        )
    most = int(max(shown.groupby(["term", "direction"])["change"].sum().abs().max(), 1))
    bars = bars.encode(
        x=alt.X(
            "sum(change):Q",
            title=told(say("places, later less earlier")),
            scale=alt.Scale(domain=[-2.8 * most, 2.8 * most], nice=False),
            axis=alt.Axis(
                values=list(range(-most, most + 1, max(1, most // 5))),
                labelExpr="datum.value ? format(datum.value, '+d') : '0'",
            ),
        )
    )
    chart = alt.layer(bars, *sides).properties(width=WIDTH - 200, height=alt.Step(22))
    subtitle = say("{count} term", "{count} terms", count=len(terms))
    if len(terms) > limit:
        subtitle = say("the {limit} terms with most changes of {count}", limit=limit, count=len(terms))
    made: altair.TopLevelMixin = finished(chart, title, subtitle)
    return made


@given(segments=SEGMENTS)
def revision_html(segments: pandas.DataFrame, *, limit: int = 50) -> Page:
    """The segments that changed with their changed words marked, as an HTML table; every string is escaped.

    segments: of `revision_segments`
    limit:    rows shown, the others are counted below
    """
    changed = segments[segments["change"] != "equal"]
    rows = []
    lines = [
        "" if missing else str(line)
        for line, missing in zip(changed["later_line"], changed["later_line"].isna(), strict=True)
    ]
    columns = (changed[name] for name in ("change", "source", "earlier", "later", "chrf"))
    for at, change, source, earlier, later, chrf in list(zip(lines, *columns, strict=True))[:limit]:
        before, after = _difference(str(earlier), str(later))
        called = told(_CHANGES[str(change)][2]) if str(change) in _CHANGES else str(change)
        cells = [tag("td", text, style=_SHORT) for text in (at, called)]
        cells += [tag("td", text, style=_CELL, dir="auto") for text in (str(source), before, after)]
        rows.append(tag("tr", *cells, tag("td", f"{chrf:.0f}", style="text-align: right; vertical-align: top")))
    head = tag(
        "tr",
        *(
            tag("th", column(name), style="text-align: left", scope="col")
            for name in ("line", "change", "source", "earlier", "later", "chrf")
        ),
    )
    of = say("{changed} of {count} segments changed", changed=len(changed), count=len(segments))
    caption = tag("caption", told(of))
    table = tag("table", caption, tag("thead", head), tag("tbody", *rows))
    hidden = len(changed) - len(rows)
    more = [tag("p", told(say("not shown: {count:,}", count=hidden)))] if hidden else []
    return Page(encodable(str(together([table, *more]))))


def _difference(before: str, after: str) -> tuple[Html, Html]:
    """Both texts, the words that only one of them has marked."""
    left, right = _WORDS.findall(before), _WORDS.findall(after)
    sides: tuple[list[Html | str], list[Html | str]] = [], []
    for what, i, j, k, m in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        gone, new = "".join(left[i:j]), "".join(right[k:m])
        sides[0].append(gone if what == "equal" or not gone else tag("del", gone, style=_GONE))
        sides[1].append(new if what == "equal" or not new else tag("ins", new, style=_NEW))
    return together(sides[0]), together(sides[1])


def _none(title: str, why: str) -> altair.TopLevelMixin:
    chart: altair.TopLevelMixin = nothing(title, why)
    return chart
