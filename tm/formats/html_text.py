"""The text between two tags of blocks: what a reader sees, inline tags and entities where they stand, and its masks."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from tm.core import Mask, Span
from tm.formats import html_attributes
from tm.formats.html_tokens import VOID, Token
from tm.formats.inline import plain_found
from tm.formats.pieces import Found, Piece, tidy

#: Drawn or set by a program of its own: a piece that is left as it is.
DRAWN = {"svg": "markup", "math": "math"}
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_BLANK = re.compile(r"[ \t\r\n\f]+")


def pieces_of(text: str, line: Sequence[Token]) -> tuple[list[Piece], tuple[Mask, ...]]:
    """The text of a line, runs of blanks as one, and its masks."""
    pieces: list[Piece] = []
    made: list[Found] = []
    plain: list[tuple[int, int]] = []  # characters that stand as entities in the file
    at = 0
    kept: list[tuple[str, int]] = []  # open elements whose content stays as it is, and where it begins
    for token in _trimmed(text, line):
        raw = token.span.of(text)
        begin = at
        if token.kind == "text":
            for piece in _words(raw, token.span.start):
                pieces.append(piece)
                at += len(piece[0])
            continue
        if token.kind == "entity":
            value = html.unescape(raw)
            pieces.append((value, token.span))
            plain.append((at, at + len(value)))
            at += len(value)
            continue
        if token.name == "input" and not token.kept and (fields := _field(text, token)):
            for words, span, seen in fields:  # what a button says is a part of the line
                pieces.append((words, span))
                if not seen:
                    made.append((at, at + len(words), "tag"))
                at += len(words)
            continue
        pieces.append((raw, token.span))
        at += len(raw)
        if token.kind == "open" and token.name not in VOID and (token.kept or token.name in _CODE or kept):
            kept.append((token.name, at))
        elif token.kind == "close" and token.name in [name for name, _ in kept]:
            while kept:
                name, start = kept.pop()
                if name == token.name:
                    break
            if not kept:
                made.append((start, at if name in _CODE else begin, "code"))
                if name in _CODE:
                    continue
        made.append((begin, at, {"comment": "comment", "drawn": DRAWN.get(token.name, "")}.get(token.kind, "tag")))
    if kept:
        made.append((kept[0][1], at, "code"))
    whole = "".join(piece for piece, _ in pieces)
    shown = _without(whole, made)
    for start, end, kind in plain_found(shown):
        written = any(start <= place < end for place, _ in plain)
        made.append((start, end, "code" if kind == "tag" and written else kind))
    return pieces, tidy([found for found in made if found[0] < found[1]])


def _field(text: str, token: Token) -> list[tuple[str, Span, bool]]:
    """A field in a line as pieces, and whether a reader sees them; empty where nothing of it is seen."""
    found: list[tuple[str, Span, bool]] = []
    at = token.span.start
    for _, value in html_attributes.shown(token.span.of(text), token.name, at):
        found.append((text[at : value.start], Span(at, value.start), False))
        found += [(words, span, True) for words, span in html_attributes.pieces(text, value) if words]
        at = value.end
    return [*found, (text[at : token.span.end], Span(at, token.span.end), False)] if found else []


def _without(text: str, found: Sequence[Found]) -> str:
    """The text with what was found as blanks."""
    letters = list(text)
    for start, end, _ in found:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _trimmed(text: str, line: Sequence[Token]) -> list[Token]:
    """The tokens without blanks at either end."""
    kept = list(line)
    for end in (0, -1):
        while kept and kept[end].kind == "text":
            words = kept[end].span.of(text)
            left = words.lstrip() if end == 0 else words.rstrip()
            if not left:
                kept.pop(end)
                continue
            span = kept[end].span
            cut = len(words) - len(left)
            kept[end] = kept[end]._replace(
                span=Span(span.start + cut, span.end) if end == 0 else Span(span.start, span.end - cut)
            )
            break
    return kept


def _words(raw: str, start: int) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for blank in _BLANK.finditer(raw):
        pieces.append((raw[at : blank.start()], Span(start + at, start + blank.start())))
        space = "\n" if any(mark in blank[0] for mark in "\r\n") else " "
        pieces.append((space, Span(start + blank.start(), start + blank.end())))
        at = blank.end()
    pieces.append((raw[at:], Span(start + at, start + len(raw))))
    return pieces
