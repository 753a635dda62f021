"""Markup that cannot be broken out of: text is escaped where it is put in, and marked at exact spans.

`Html` is markup already; whatever else is put into a `tag` is text and is escaped. So nothing that a file holds can
become markup, wherever it ends up: text, attributes, names of files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from tm.core import Span
from tm.report.escape import encodable
from tm.report.frame import printable

_BREAK = re.compile(r"\r\n|\r|\n")
_VOID = frozenset({"meta", "input", "br", "hr", "wbr"})


class Html(str):
    """Markup, made by this module."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that the same marks cover. marks: their numbers; first: those that begin here."""

    span: Span
    marks: tuple[int, ...] = ()
    first: tuple[int, ...] = ()


def text(value: str) -> Html:
    """Text as markup: line breaks stay, other control characters and marks of direction are shown harmless."""
    if isinstance(value, Html):
        return value
    if not value.isprintable():
        value = "\n".join(printable(line) for line in _BREAK.split(value))
    return Html(escape(encodable(value)))


def tag(name: str, /, *children: str, **attributes: str | int | bool | None) -> Html:
    """An element. `class_` is class, `data_x` is data-x; None and False leave an attribute out, True is one alone."""
    opened = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{text(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Html(f"<{name}{opened}>")
    return Html(f"<{name}{opened}>{''.join(map(text, children))}</{name}>")


def together(parts: Iterable[str], between: str = "") -> Html:
    """Several beside each other."""
    return Html(text(between).join(map(text, parts)))


def pieces(length: int, spans: Sequence[Span]) -> Iterator[Piece]:
    """A text of `length` code points cut where a span begins or ends, in order; an empty span is an empty piece.

    Spans may overlap, in any order; what of them lies outside of the text is left out.
    """
    held = [Span(min(max(span.start, 0), length), max(min(span.end, length), 0)) for span in spans]
    empty: dict[int, list[int]] = {}
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, span in enumerate(held):
        if span.start >= span.end:
            empty.setdefault(span.start, []).append(number)
        else:
            opening.setdefault(span.start, []).append(number)
            closing.setdefault(span.end, []).append(number)
    cuts = sorted({0, length, *empty, *opening, *closing})
    covering: list[int] = []
    for at, until in zip(cuts, [*cuts[1:], length], strict=True):
        covering = [number for number in covering if number not in closing.get(at, ())]
        if here := empty.get(at):
            yield Piece(Span(at, at), tuple(here), tuple(here))
        begun = opening.get(at, [])
        covering = sorted([*covering, *begun])
        if at < until:
            yield Piece(Span(at, until), tuple(covering), tuple(begun))


def marked(value: str, spans: Sequence[Span], *, style: str | None = None) -> Html:
    """Text with `<mark>` around its spans, which may overlap. style: of all of them, where no style sheet is"""
    parts: list[Html] = []
    for piece in pieces(len(value), spans):
        inner = text(piece.span.of(value))
        parts.append(tag("mark", inner, style=style) if piece.marks else inner)
    return Html("".join(parts))
