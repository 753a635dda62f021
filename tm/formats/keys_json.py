"""Catalogues in JSON: each string with its keys and its exact place.

The parser of the standard library gives no places, so this one reads on its own, as strictly (RFC 8259).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NoReturn

from tm.core import Remark, Segment, Span
from tm.errors import FormatError
from tm.formats import keys
from tm.formats.keys import Value
from tm.formats.lines import Lines
from tm.formats.pieces import Piece
from tm.messages import say

_SPACE = re.compile(r"[ \t\r\n]*+")
_STRING = re.compile(r'"(?P<inner>(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+)"')
_OTHER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?|true|false|null")
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")
_HALF = re.compile("[\ud800-\udfff]")


def read(text: str, *, name: str, language: str) -> tuple[tuple[Segment, ...], tuple[Remark, ...], list[str]]:
    """The strings of a catalogue, called by their keys, its remarks where it describes its messages, and notices.

    Raises:
        FormatError: it is no JSON, or holds no string; carries line and column.
    """
    values = list(_Reader(text, name).values())
    found, notices = keys.segments(values, language, keys.Lines(text), name)
    if not any(value.text and not value.missing for value in values):
        raise FormatError(
            say("{name} holds no texts with keys", name=name),
            where=f"{name}:1",
            hint=say('a catalogue is an object with pairs "key": "text", which may stand in one another'),
        )
    if "tm" not in text or "ignore" not in text:
        return found, (), notices
    from tm.formats import remark_json

    return found, tuple(remark_json.read(text, values, found)), notices


def values(text: str, *, name: str) -> tuple[list[Value], list[str]]:
    """All values of a catalogue, and notices.

    Raises:
        FormatError: it is no JSON; carries line and column.
    """
    return list(_Reader(text, name).values()), []


class _Reader:
    """One walk over the text, without recursion."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name

    def fail(self, what: str, at: int) -> NoReturn:
        lines = Lines(self.text)
        line = lines.at(min(at, len(self.text)))
        raise FormatError(
            say("not a readable JSON file: {reason}", reason=what),
            where=f"{self.name}:{line + 1}:{at - lines.starts[line] + 1}",
            hint=say("look for a missing comma or quote in front of it"),
        )

    def skip(self, at: int) -> int:
        return _SPACE.match(self.text, at).end()  # type: ignore[union-attr]

    def string(self, at: int) -> re.Match[str]:
        found = _STRING.match(self.text, at)
        if found is None:
            if not self.text.startswith('"', at):
                self.fail(say("a key in quotes should stand here"), at)
            self.fail(say("a string that is not closed, or holds a control character or a wrong escape"), at)
        return found

    def values(self) -> Iterator[Value]:
        """The values of objects and arrays, in order."""
        text = self.text
        path: list[str | int] = []  # of open objects the key, of arrays the number
        at = self.skip(0)
        while True:
            opener = text[at : at + 1]
            if opener and opener in "{[":
                if len(path) >= keys.DEPTH:
                    self.fail(say("values nested more than {depth} deep", depth=keys.DEPTH), at)
                inner = self.skip(at + 1)
                if text[inner : inner + 1] == {"{": "}", "[": "]"}[opener]:
                    at = inner + 1
                else:
                    path.append(0 if opener == "[" else "")
                    at = self.key(path, inner)
                    continue
            elif opener == '"':
                found = self.string(at)
                if path:
                    span = Span(*found.span("inner"))
                    yield Value(tuple(map(str, path)), tuple(self.pieces(span)), span)
                at = found.end()
            else:
                other = _OTHER.match(text, at)
                if other is None:
                    self.fail(say("a value should stand here"), at)
                if path:
                    span = Span(*other.span())
                    empty = other[0] == "null"
                    yield Value(tuple(map(str, path)), () if empty else ((other[0], span),), span, empty, empty)
                at = other.end()
            at = self.closed(path, at)
            if not path:
                break
        if at < len(text):
            self.fail(say("something stands behind the end of the document"), at)

    def key(self, path: list[str | int], at: int) -> int:
        """Where the value of the next entry begins; its key is noted."""
        if isinstance(path[-1], int):
            return at
        found = self.string(at)
        try:
            path[-1] = json.loads(found[0])
        except ValueError:
            self.fail(say("a key in quotes should stand here"), at)
        at = self.skip(found.end())
        if not self.text.startswith(":", at):
            self.fail(say("a colon should stand here"), at)
        return self.skip(at + 1)

    def closed(self, path: list[str | int], at: int) -> int:
        """Behind a value: go on with the next one, out of everything that ends here."""
        while True:
            at = self.skip(at)
            if not path:
                return at
            last = path[-1]
            mark = self.text[at : at + 1]
            if mark == ",":
                if isinstance(last, int):
                    path[-1] = last + 1
                return self.key(path, self.skip(at + 1))
            if mark != ("]" if isinstance(last, int) else "}"):
                self.fail(say("a comma or a closing bracket should stand here"), at)
            path.pop()
            at += 1

    def pieces(self, span: Span) -> Iterator[Piece]:
        at = span.start
        for escape in _ESCAPE.finditer(self.text, span.start, span.end):
            yield self.text[at : escape.start()], Span(at, escape.start())
            meant = json.loads(f'"{escape[0]}"')
            if _HALF.search(meant):
                self.fail(say("half of a surrogate pair"), escape.start())
            yield meant, Span(*escape.span())
            at = escape.end()
        yield self.text[at : span.end], Span(at, span.end)
