"""Attributes that readers see or hear: the description of a page, what a button says, a hint in a field, a label.

Alternative texts of images are compared with their images (M407). Tooltips and labels of links and other pieces of a
sentence are not read: templates fill them in, and they are no part of the sentence.
Source: HTML Living Standard (WHATWG), 4.2.5 and 4.10; WAI-ARIA 1.2.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from tm.core import Span
from tm.formats.pieces import Piece

_ATTRIBUTE = re.compile(
    r"""(?<=[\s"'/])(?P<name>[A-Za-z][\w:.-]*)\s*+=\s*+(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>`=]+))"""
)
_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,10}|[A-Za-z][A-Za-z0-9]{0,40});")
_BLANK = re.compile(r"[ \t\r\n\f]+")
_LABELS = frozenset({"title", "aria-label", "aria-description", "aria-placeholder", "aria-roledescription"})
_FIELDS = {
    "input": frozenset({"placeholder", "alt"}),
    "textarea": frozenset({"placeholder"}),
    "option": frozenset({"label"}),
    "optgroup": frozenset({"label"}),
    "table": frozenset({"summary"}),
}
#: Buttons show their value, fields hold it.
_BUTTONS = frozenset({"button", "submit", "reset"})
_DESCRIBING = frozenset(
    {"description", "og:title", "og:description", "twitter:title", "twitter:description", "apple-mobile-web-app-title"}
)
#: Where a tooltip names something else than a text: style sheets, addresses.
_SILENT = frozenset({"link", "base", "html", "head", "param", "col", "colgroup", "frame", "source"})


def shown(tag: str, name: str, start: int) -> Iterator[tuple[str, Span]]:
    """What readers get of the attributes of a tag: (name of the attribute or of the property, place of its value).

    tag: as in the file, `start` where it stands; name: of the element
    """
    if "=" not in tag or name in _SILENT:
        return
    found: dict[str, tuple[str, Span]] = {}
    for one in _ATTRIBUTE.finditer(tag):
        group = "double" if one["double"] is not None else "single" if one["single"] is not None else "bare"
        found.setdefault(one["name"].lower(), (one[group], Span(*one.span(group)).shift(start)))
    if name == "meta":
        key = next((found[key][0].lower() for key in ("name", "property") if key in found), "")
        wanted = {"content": key} if key in _DESCRIBING else {}
    else:
        wanted = {key: key for key in _LABELS | _FIELDS.get(name, frozenset())}
        if name == "input" and found.get("type", ("",))[0].lower() in _BUTTONS:
            wanted["value"] = "value"
    for key, (value, span) in found.items():
        if key in wanted and any(map(str.isalpha, _ENTITY.sub("", value))) and "://" not in value:
            yield wanted[key], span


def pieces(text: str, span: Span) -> list[Piece]:
    """A value as pieces of the file: entities as what they stand for, runs of blanks as one."""
    found: list[Piece] = []
    raw, at = span.of(text), 0
    marks = sorted([*_ENTITY.finditer(raw), *_BLANK.finditer(raw)], key=lambda mark: mark.start())
    for mark in marks:
        found.append((raw[at : mark.start()], Span(span.start + at, span.start + mark.start())))
        meant = " " if mark[0].isspace() else html.unescape(mark[0])
        found.append((meant, Span(span.start + mark.start(), span.start + mark.end())))
        at = mark.end()
    found.append((raw[at:], Span(span.start + at, span.end)))
    return found
