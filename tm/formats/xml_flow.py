"""Texts of bilingual XML as what they are made of: characters and elements, each with its place in the file.

A memory gets `plain` text from them, a check `xml_places.segment`, with every place.
"""

from __future__ import annotations

from typing import NamedTuple

from tm.formats.inline_codes import aside, shown
from tm.formats.xml_safe import CDATA, LIMITS, Attributes, Limits, Reader
from tm.messages import say

#: Elements that hold native code, not text; in XLIFF 2 `ph` is empty.
NATIVE = frozenset({"bpt", "ept", "it", "ph", "ut"})
#: Elements that stand alone for something.
_ALONE = frozenset({"ph", "ut", "x"})
_NONE: Attributes = {}


class Token(NamedTuple):
    """kind: text, open or close; text: characters, or the name of the element; at: first byte of it in the file."""

    kind: str
    text: str
    at: int
    attributes: Attributes = _NONE


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


def plain(flow: list[Token]) -> str:
    """What a reader reads of a text; see `tm.formats.inline_codes`."""
    if not flow:
        return ""
    if len(flow) == 1 and flow[0].kind == "text":
        return flow[0].text
    parts: list[str] = []
    codes: list[tuple[str, Attributes, list[str]]] = []  # native codes that are open, and `sub` in them
    for token in flow:
        into = codes[-1][2] if codes else parts
        if token.kind == "text":
            into.append(token.text)
        elif token.kind == "open":
            if token.text in NATIVE or (token.text == "sub" and codes):
                codes.append((token.text, token.attributes, []))
            elif not codes or codes[-1][0] == "sub":
                _alone(token.text, token.attributes, "", into)
        elif codes and codes[-1][0] == token.text:
            name, attributes, content = codes.pop()
            within = next((kept for kind, _, kept in reversed(codes) if kind == "sub"), parts)
            if name == "sub":
                _put(aside("".join(content), within[-1] if within else ""), within)
            elif not codes or codes[-1][0] == "sub":
                _alone(name, attributes, "".join(content), within)
    return "".join(parts)


def _alone(name: str, attributes: Attributes, content: str, into: list[str]) -> None:
    """What an element without text leaves: a value, the place of a line break, mostly nothing."""
    if name == "cp":  # XLIFF 2: a character that XML cannot hold
        code = int(attributes.get("hex", "FFFD"), 16) if _HEX.issuperset(attributes.get("hex", "FFFD")) else 0xFFFD
        into.append(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\N{REPLACEMENT CHARACTER}")
    elif name in _ALONE:
        equivalent = next(
            (value for key in ("equiv-text", "equiv", "disp") if (value := attributes.get(key, "").strip())), ""
        )
        if (
            attributes.get("disp", "").strip()
            and shown(attributes["disp"].strip(), "", "") == attributes["disp"].strip()
        ):
            equivalent = attributes["disp"]  # `equiv` is then a name for it
        kind = attributes.get("ctype") or attributes.get("subType") or attributes.get("type") or ""
        _put(shown(content or equivalent, kind, attributes.get("id", "")), into)


_HEX = frozenset("0123456789abcdefABCDEF")


def _put(text: str, into: list[str]) -> None:
    before = into[-1] if into else ""
    if text and not (text == " " and (not before or before[-1].isspace())):
        into.append(text)
