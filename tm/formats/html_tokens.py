"""HTML cut into tags, text, entities and comments, each with its place; together they are the whole file.

Of one's own, because what there is does not do: html.parser of Python 3.11 fails on `<![`, and takes 18 seconds for
40 kB of tags that never end; tree builders (html5lib, lxml, selectolax) repair the page, after which nothing leads back
to the file. Every search here is done once or bounded, so that time grows with the length.
Source: HTML Living Standard (WHATWG), section 13.2.5.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from tm.core import Span
from tm.formats.tags import Scanner

#: Elements without content.
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"})
#: Elements whose content is no HTML.
_RAW = frozenset({"script", "style"})
_MARK = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,10}|[A-Za-z][A-Za-z0-9]{0,40});?")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*+)")
_STEP = re.compile(r"[^>\"'=]*+")
_SPACE = re.compile(r"\s*+")
_KEPT = re.compile(r"\stranslate\s*+=\s*+[\"']?no\b", re.IGNORECASE)
#: Tags without an end before one gives up looking far, and how far one looks then.
_MISSES, _REACH = 20, 500


class Token(NamedTuple):
    """A piece of the file. kind: text, entity, open, close, empty, comment or other; name: in lower case.

    kept: the element says `translate="no"`
    """

    kind: str
    span: Span
    name: str = ""
    kept: bool = False


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a page, end to end."""
    cutter = _Cutter(text)
    at = begin = 0  # what is read, and where text that was not handed out begins
    while (mark := _MARK.search(text, at)) is not None:
        found = cutter.entity(mark.start()) if mark[0] == "&" else cutter.angle(mark.start())
        if found is None:
            at = mark.end()
            continue
        if begin < mark.start():
            yield Token("text", Span(begin, mark.start()))
        yield found
        at = begin = found.span.end
        if found.kind == "open" and found.name in _RAW:
            end = cutter.raw_end(found.name, at)
            if at < end:
                yield Token("other", Span(at, end))
            at = begin = end
    if begin < len(text):
        yield Token("text", Span(begin, len(text)))


class _Cutter:
    """Finds where a construct ends; remembers what is not there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.scanner = Scanner(text)
        self.misses = 0

    def entity(self, at: int) -> Token | None:
        found = _REFERENCE.match(self.text, at)
        if found is None or html.unescape(found[0]) in (found[0], ""):
            return None
        end = found.end()
        if not found[0].endswith(";") and found[0][1] != "#":  # `&ampx`: as much as is a name
            while len(html.unescape(self.text[at:end])) > 1:
                end -= 1
        return Token("entity", Span(at, end))

    def angle(self, at: int) -> Token | None:
        text = self.text
        if text.startswith("<!--", at):
            short = 5 if text.startswith("<!-->", at) else 6 if text.startswith("<!--->", at) else 0
            end = at + short if short else self.scanner.until("-->", at + 4)
            return Token("comment", Span(at, end if end > 0 else len(text)))
        if text.startswith(("<!", "<?"), at):
            close = "]]>" if text.startswith("<![CDATA[", at) else "?>" if text.startswith("<?", at) else ">"
            end = self.scanner.until(close, at + 2)
            if end < 0:
                end = self.scanner.until(">", at + 2)
            return Token("other", Span(at, end)) if end > 0 else None
        named = _NAME.match(text, at)
        if named is None:
            return None
        closing = text[at + 1] == "/"
        end = self.tag_end(named.end())
        if end < 0:
            self.misses += 1
            return None
        name = named[1].lower()
        if closing:
            return Token("close", Span(at, end), name)
        empty = text[end - 2] == "/" and name not in VOID and name not in _RAW
        return Token(
            "empty" if empty else "open", Span(at, end), name, bool(_KEPT.search(text, at, min(end, at + 5_000)))
        )

    def tag_end(self, at: int) -> int:
        """Behind the `>` that is in no quotes; -1 without one."""
        text = self.text
        stop = len(text) if self.misses < _MISSES else min(at + _REACH, len(text))
        while at < stop:
            at = _STEP.match(text, at, stop).end()  # type: ignore[union-attr]
            if at >= stop:
                break
            mark = text[at]
            if mark == ">":
                return at + 1
            at += 1
            if mark != "=":
                continue
            at = _SPACE.match(text, at, stop).end()  # type: ignore[union-attr]
            if text[at : at + 1] in ('"', "'"):
                end = self.scanner.until(text[at], at + 1)
                at = end if 0 < end <= stop else at + 1
        return -1

    def raw_end(self, name: str, at: int) -> int:
        """Where the end tag of a script begins; the end of the file without one."""
        found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.text, at)
        return found.start() if found else len(self.text)
