"""The text of a YAML scalar as pieces of the file: folded lines, escapes and doubled quotes lead to their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.core import Span
from tm.formats.pieces import Piece

_BREAK = r"(?:\r\n|[\r\n\x85\u2028\u2029])"
_FOLD = re.compile(rf"[ \t]*{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*")
_BREAKS = re.compile(_BREAK)
_JOINED = rf"{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*"
_DOUBLE = re.compile(rf"\\(?:x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}}|{_JOINED}|[^\r\n])|{_FOLD.pattern}")
_SINGLE = re.compile(rf"''|{_FOLD.pattern}")
_ESCAPES = {
    "0": "\0",
    "a": "\x07",
    "b": "\x08",
    "t": "\x09",
    "\t": "\x09",
    "n": "\n",
    "v": "\x0b",
    "f": "\x0c",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "\\": "\\",
    "/": "/",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
_HEAD = re.compile(rf"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?{_BREAK}")
_LINE = re.compile(rf"(?P<words>[^\r\n\x85\u2028\u2029]*)(?P<end>{_BREAK}|\Z)")


def pieces(text: str, span: Span, style: str, value: str) -> list[Piece] | None:
    """The value of a scalar as pieces; None where they do not give the value that the parser has.

    style: the mark that it begins with, empty for plain ones
    """
    if style in ("|", ">"):
        found = _trimmed(list(_block(text, span, value)), value)
    elif style in ("'", '"'):
        pattern = _SINGLE if style == "'" else _DOUBLE
        found = list(_flow(text, Span(span.start + 1, span.end - 1), pattern))
    else:
        found = list(_flow(text, span, _FOLD))
    return found if "".join(words for words, _ in found) == value else None


def _flow(text: str, span: Span, pattern: re.Pattern[str]) -> Iterator[Piece]:
    at = span.start
    for mark in pattern.finditer(text, span.start, span.end):
        if at < mark.start():
            yield text[at : mark.start()], Span(at, mark.start())
        meant = _meant(mark[0])
        if meant:
            yield meant, Span(*mark.span())
        at = mark.end()
    if at < span.end:
        yield text[at : span.end], Span(at, span.end)


def _meant(raw: str) -> str:
    """What an escape or a fold of lines stands for."""
    if raw == "''":
        return "'"
    if raw[0] != "\\":
        return _folded(raw)
    rest = raw[1:]
    if _BREAKS.match(rest):
        return "".join("\n" for _ in _BREAKS.findall(rest)[1:])
    return chr(int(rest[1:], 16)) if rest[0] in "xuU" and len(rest) > 1 else _ESCAPES.get(rest, "")


def _folded(raw: str) -> str:
    breaks = len(_BREAKS.findall(raw))
    return " " if breaks == 1 else "\n" * (breaks - 1)


def _block(text: str, span: Span, value: str) -> Iterator[Piece]:
    """Lines of a block scalar, its indentation left out, folded where it is one that folds."""
    head = _HEAD.match(text, span.start, span.end)
    if head is None:
        return
    lines: list[tuple[str, int, int, int]] = []  # words with their indentation, start, end, end with the break
    at = head.end()
    while at < span.end:
        line = _LINE.match(text, at)
        if line is None or line.end() == at:
            break
        lines.append((line["words"], at, line.end("words"), line.end()))
        at = line.end()
    given = re.search("[1-9]", head[0].partition("#")[0])
    first = next((words for words in value.split("\n") if words.strip(" ")), value.strip("\n"))
    indent = next((len(words) - len(words.lstrip(" ")) for words, *_ in lines if words.strip(" ")), 0)
    if given is not None:  # the value says how much of the indentation belongs to it
        indent -= len(first) - len(first.lstrip(" "))
    folds = text[span.start] == ">"
    following = [""] * (len(lines) + 1)  # behind each line, the next one that is not empty
    for number in range(len(lines) - 1, 0, -1):
        following[number - 1] = lines[number][0][indent:] or following[number]
    for number, (words, start, end, stop) in enumerate(lines):
        content = words[indent:]
        if content:
            yield content, Span(start + indent, end)
        if end == stop:
            continue
        goes_on = following[number][:1]
        if folds and content and content[0] not in " \t" and goes_on and goes_on not in " \t":
            yield (" " if lines[number + 1][0][indent:] else ""), Span(end, stop)
        else:
            yield "\n", Span(end, stop)


def _trimmed(found: list[Piece], value: str) -> list[Piece]:
    """Without the line breaks at the end that the value does not keep."""
    found = [piece for piece in found if piece[0]]
    length = sum(len(words) for words, _ in found)
    while found and length > len(value) and found[-1][0] == "\n":
        found.pop()
        length -= 1
    return found
