"""Texts of bilingual XML as what they are made of: characters and elements, each with its place in the file.

A memory gets plain text from them (`tm.formats.codes`), a check `xml_places.segment`, with every place.
"""

from __future__ import annotations

from tm.formats.codes import Token
from tm.formats.xml_safe import CDATA, LIMITS, Attributes, Limits, Reader
from tm.messages import say

_NONE: Attributes = {}


class Flow(list[Token]):
    """The content of one element, between `start` and `end`, which are bytes of the file."""

    __slots__ = ("attributes", "end", "line", "size", "start")

    def __init__(self, start: int, line: int, attributes: Attributes) -> None:
        super().__init__()
        self.start = self.end = start
        self.line, self.attributes = line, attributes
        self.size = 0


class FlowReader(Reader):
    """A reader that can keep the content of an element as a flow: `open` and `shut`.

    Elements inside do not reach `start` and `end`. exact: each token stands for one place in the file.
    """

    def __init__(self, *, name: str, exact: bool = False, limits: Limits = LIMITS) -> None:
        super().__init__(name=name, namespaces=True, limits=limits)
        self.parser.buffer_text = not exact
        self._section = _NONE
        if exact:
            self.parser.StartCdataSectionHandler = lambda: setattr(self, "_section", CDATA)
            self.parser.EndCdataSectionHandler = lambda: setattr(self, "_section", _NONE)
        self.flow: Flow | None = None
        self._outer = 0

    def open(self, attributes: Attributes) -> None:
        """Keep what follows, up to the end of the element that begins here."""
        self.flow = Flow(self.parser.CurrentByteIndex, self.line, attributes)
        self._outer = self.depth
        self.parser.CharacterDataHandler = self._text
        self.parser.StartElementHandler = self._inner_start
        self.parser.EndElementHandler = self._inner_end

    def shut(self, flow: Flow) -> None:
        """The content of the element that was opened; for subclasses."""

    def _text(self, text: str) -> None:
        flow = self.flow
        assert flow is not None
        flow.append(Token("text", text, self.parser.CurrentByteIndex, self._section))
        flow.size += len(text)
        if flow.size > self.limits.text:
            self.too_long()

    def _inner_start(self, tag: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > self.limits.depth:
            self.too_deep()
        flow = self.flow
        assert flow is not None
        flow.append(Token("open", local(tag), self.parser.CurrentByteIndex, attributes))
        if len(flow) > self.limits.text:
            self.fail(say("a unit of more than {count:,} parts", count=self.limits.text))

    def _inner_end(self, tag: str) -> None:
        self.depth -= 1
        flow = self.flow
        assert flow is not None
        if self.depth >= self._outer:
            flow.append(Token("close", local(tag), self.parser.CurrentByteIndex))
            return
        flow.end = self.parser.CurrentByteIndex
        self.flow = None
        self.parser.CharacterDataHandler = None
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.shut(flow)
        self.end(tag)


def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition(" ")[2]


def namespace(tag: str) -> str:
    """The namespace of an element."""
    return tag.rpartition(" ")[0]


def segments(flow: Flow) -> dict[str, Flow]:
    """The parts of a flow that are marked as segments (`mrk mtype="seg"`), by their `mid`."""
    found: dict[str, Flow] = {}
    inner: Flow | None = None
    depth = 0
    for token in flow:
        if token.kind == "close":
            depth -= 1
            if inner is not None and depth < 0:
                inner.end = token.at
                inner, depth = None, 0
                continue
        elif inner is None and token.kind == "open":
            if token.text == "mrk" and token.attributes.get("mtype") == "seg":
                inner = found.setdefault(
                    token.attributes.get("mid", str(len(found) + 1)), Flow(token.at, flow.line, token.attributes)
                )
                depth = 0
                continue
        elif token.kind == "open":
            depth += 1
        if inner is not None:
            inner.append(token)
        else:
            depth = 0
    return found
