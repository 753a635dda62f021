"""What all charts share: Altair when it is first needed, colours, fonts, pictures on disk.

Notebooks draw charts themselves (Vega-Lite inside JupyterLab and VS Code): nothing is fetched, and Hangul is set in the
reader's own fonts. Pictures are drawn by a library, with a Korean font that comes in a package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tm import files
from tm.errors import MissingExtraError, UsageError
from tm.frames.given import given
from tm.frames.table import encodable
from tm.frames.words import column, told
from tm.messages import say
from tm.packages import install

if TYPE_CHECKING:
    import altair
    import pandas

_Row = TypeVar("_Row")

#: Colours that people with any kind of colour vision tell apart (Okabe and Ito 2008); yellow is left out: too pale.
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#555555")
BLUE, ORANGE, GREEN, PINK, RED, SKY, GREY = COLOURS
#: In pictures the first is there; in a browser one of the others.
FONT = '"Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif'
WIDTH = 720
#: Marks of a chart; more would be too many to tell apart, and too much to send to a browser.
MARKS = 5_000
#: Pixels of the picture for one of the chart.
_SCALE = 2


def altair_module() -> Any:
    """Altair, set up to draw without a network.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import altair as alt
    except ImportError:
        raise MissingExtraError(say("charts need Altair"), hint=install("notebooks")) from None
    alt.renderers.enable("mimetype")  # Altair's own default makes the page load its scripts from the network
    return alt


def inline(rows: pandas.DataFrame | Iterable[Mapping[str, object]]) -> Any:
    """Rows inside the chart, however many: a DataFrame of more than 5,000 would be refused."""
    alt = altair_module()
    frame: Any = rows
    records = frame.astype(object).where(frame.notna(), None).to_dict("records") if hasattr(rows, "notna") else rows
    return alt.InlineData(values=[{name: _plain(value) for name, value in record.items()} for record in records])


def _plain(value: object) -> object:
    """A value that JSON can hold."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, (bool, int, float)) or value is None:
        return value
    item = getattr(value, "item", None)
    return item() if callable(item) else str(value)


def finished(chart: Any, title: str, *subtitles: str) -> Any:
    """A chart with its title, fonts and quiet axes. subtitles: a line each; empty ones are left out."""
    alt = altair_module()
    lines = [encodable(told(line)) for line in subtitles if line]
    named = {"subtitle": lines} if lines else {}
    return (
        chart.properties(title=alt.Title(encodable(told(title)), anchor="start", **named))
        .configure(font=FONT)
        .configure_title(fontSize=15, fontWeight="normal", subtitleColor="#555", subtitleFontSize=12, offset=12)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12, titleFontSize=12, titleFontWeight="normal", gridColor="#e5e5e5", labelLimit=320
        )
        .configure_legend(labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelLimit=260)
        .configure_header(labelFontSize=12, titleFontSize=12, titleFontWeight="normal")
    )


def thinned(rows: Sequence[_Row], least: Callable[[_Row], float]) -> tuple[list[_Row], int]:
    """At most MARKS rows: of each run of neighbours the one with the least value; and how long the runs are."""
    run = -(-len(rows) // MARKS)
    return ([min(rows[at : at + run], key=least) for at in range(0, len(rows), run)] if run > 1 else list(rows)), run


def whole(most: float) -> Any:
    """An axis of counts up to a number, without fractions between them."""
    return altair_module().Axis(format=",d", tickMinStep=1, tickCount=max(1, min(10, int(most))))


def nothing(title: str, why: str) -> Any:
    """A chart of nothing, which says so."""
    alt = altair_module()
    mark = alt.Chart(alt.InlineData(values=[{"text": told(why)}])).mark_text(
        align="left", fontSize=13, color="#555", x=0
    )
    return finished(mark.encode(text="text:N").properties(width=WIDTH, height=40), title)


@given()
def save_chart(chart: altair.TopLevelMixin, path: str | PathLike[str]) -> Path:
    """Write a chart as a picture, PNG at twice its size or SVG, and give the path back.

    Drawn on this machine, nothing is fetched. Korean is set in Noto Sans KR, which an SVG names and does not hold.

    Raises:
        MissingExtraError: what draws, or the font, is not installed.
        UsageError: the suffix is neither `.png` nor `.svg`, or the file cannot be written.
    """
    if not hasattr(chart, "to_dict") or hasattr(chart, "iloc"):
        raise TypeError(f"save_chart: `chart` is a chart, not {type(chart).__name__}")
    place = Path(path)
    suffix = place.suffix.lower()
    if suffix not in (".png", ".svg"):
        hint = say("use one of {known}", known=".png, .svg")
        raise UsageError(say("charts are written as PNG or SVG"), where=str(place), hint=hint)
    draw = _drawing()
    alt = altair_module()
    options = {"vl_version": ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2]), "allowed_base_urls": []}
    spec = chart.to_dict()
    picture = (
        draw.vegalite_to_png(spec, scale=_SCALE, **options)
        if suffix == ".png"
        else draw.vegalite_to_svg(spec, **options).encode("utf-8")
    )
    files.write(place, picture)
    return place


@cache
def _drawing() -> Any:
    try:
        import pylopdf_fonts_ko
        import vl_convert
    except ImportError:
        raise MissingExtraError(
            say("pictures of charts need vl-convert and a Korean font"), hint=install("notebooks")
        ) from None
    vl_convert.register_font_directory(str(pylopdf_fonts_ko.sans_path().parent))
    return vl_convert


def short(text: str, length: int = 90) -> str:
    """A text as a tooltip shows it: cut, with a sign of it."""
    return text if len(text) <= length else text[: length - 1] + "…"


def tips(*texts: str, **numbers: str) -> list[Any]:
    """What pointing at a mark shows: columns of text, then columns of numbers with their formats."""
    alt = altair_module()
    shown = [alt.Tooltip(f"{name}:N", title=column(name)) for name in texts]
    return shown + [
        alt.Tooltip(f"{name}:Q", title=column(name), **({"format": how} if how else {}))
        for name, how in numbers.items()
    ]
