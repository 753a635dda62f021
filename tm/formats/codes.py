"""Reading inline codes: the text that a reader reads (`tm.formats.inline_codes`), and the codes with their places.

Sources: TMX 1.4b (bpt ept it ph hi ut sub), XLIFF 1.2 (g x bx ex mrk too), XLIFF 2.1 (pc sc ec mrk sm em cp).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from unicodedata import category, is_normalized, normalize

from tm.core import Code
from tm.formats.inline_codes import aside, shown
from tm.formats.xml_safe import Attributes

#: Elements that hold native code, not text; in XLIFF 2 `ph` is empty.
NATIVE = frozenset({"bpt", "ept", "it", "ph", "ut"})
#: Elements that stand alone for something.
ALONE = frozenset({"ph", "ut", "x"})
#: Elements around text.
_AROUND = frozenset({"g", "hi", "mrk", "pc"})
#: Elements that open and close what is not nested.
_OPENING, _CLOSING = frozenset({"bx", "sc", "sm"}), frozenset({"ex", "ec", "em"})
_NONE: Attributes = {}
_HEX = re.compile(r"[0-9A-Fa-f]{1,8}")
#: Attributes that a code says otherwise than in `extra`.
_SAID = {
    "tmx": frozenset({"i", "type", "pos"}),
    "xliff": frozenset({"id", "rid", "ctype", "pos", "mid", "mtype"}),
    "xliff2": frozenset({"id", "startRef", "type", "dataRef", "dataRefStart", "dataRefEnd", "isolated"}),
}
#: Native code that stands elsewhere in a file, by its name there: opening, closing.
Data = Mapping[str, tuple[str, str]]


class Token(NamedTuple):
    """kind: text, open or close; text: characters, or the name of the element; at: first byte of it in the file."""

    kind: str
    text: str
    at: int
    attributes: Attributes = _NONE


def plain(flow: Sequence[Token], data: Data | None = None) -> str:
    """What a reader reads of a text."""
    if not flow:
        return ""
    if len(flow) == 1 and flow[0].kind == "text":
        return flow[0].text
    return _Walk(flow, data, "").text


def coded(flow: Sequence[Token], form: str, data: Data | None = None) -> tuple[str, tuple[Code, ...]]:
    """The text, composed (NFC), and its codes. form: tmx, xliff or xliff2."""
    if len(flow) == 1 and flow[0].kind == "text":
        return normalize("NFC", flow[0].text), ()
    walk = _Walk(flow, data, form)
    return composed(walk.text, walk.codes)


class _Open(NamedTuple):
    """A native code that is being read: its content, where it begins in the text, and texts inside it."""

    name: str
    attributes: Attributes
    content: list[str]
    at: int
    subs: list[tuple[int, int]]


class _Walk:
    """One walk over the content of an element. form: empty where only the text is wanted."""

    def __init__(self, flow: Sequence[Token], data: Data | None, form: str) -> None:
        self.form, self.data = form, data or {}
        self.parts: list[str] = []
        self.at = 0  # length of the parts
        self.native: list[_Open] = []  # native codes that are open, and `sub` in them
        self.around: list[tuple[Attributes, str]] = []
        self.codes: list[Code] = []
        for token in flow:
            if token.kind == "text":
                self.keep(token.text)
            elif token.kind == "open":
                self.open(token.text, token.attributes)
            else:
                self.close(token.text)
        self.text = "".join(self.parts)

    def keep(self, text: str) -> None:
        """Text, where it belongs."""
        if self.native:
            self.native[-1].content.append(text)
        else:
            self.parts.append(text)
            self.at += len(text)

    def open(self, name: str, attributes: Attributes) -> None:
        native = self.native
        if name in NATIVE or (name == "sub" and native):
            native.append(_Open(name, attributes, [], self.at, []))
        elif native and native[-1].name != "sub":
            return
        elif name in _AROUND:
            if not native and self.form:
                self.around.append((attributes, name))
                if attributes.get("mtype") != "seg":  # a part of the text, no code
                    self.code("open", name, attributes, self.native_of(name, attributes)[0])
        elif name in _OPENING or name in _CLOSING:
            which = int(name in _CLOSING)
            if not native and self.form:
                self.code("close" if which else "open", name, attributes, self.native_of(name, attributes)[which])
        else:
            self.alone(name, attributes, self.native_of(name, attributes)[0], self.at, [])

    def close(self, name: str) -> None:
        native = self.native
        if not native:
            if name in _AROUND and self.around and self.around[-1][1] == name:
                attributes, _ = self.around.pop()
                if attributes.get("mtype") != "seg":
                    said: Attributes = {key: attributes[key] for key in _IDS if key in attributes}
                    self.code("close", name, said, self.native_of(name, attributes)[1])
        elif native[-1].name == name:
            code = native.pop()
            content = "".join(code.content)
            if name == "sub":
                self.sub(content)
            elif not native or native[-1].name == "sub":
                content = content or self.native_of(name, code.attributes)[0]
                if name in ALONE:
                    self.alone(name, code.attributes, content, code.at, code.subs)
                elif not native and self.form:
                    kind = {"bpt": "open", "ept": "close"}.get(name) or _IT.get(code.attributes.get("pos", ""), "open")
                    self.code(kind, name, code.attributes, content, code.at, code.subs)

    def sub(self, words: str) -> None:
        """A text inside a code goes on in the text around it."""
        holder = self.native[-1]
        outer = next((kept.content for kept in reversed(self.native) if kept.name == "sub"), None)
        into = self.parts if outer is None else outer
        if text := aside(words, into[-1] if into else ""):
            into.append(text)
            self.at += len(text) if outer is None else 0
        if self.form and holder.name != "sub":
            holder.subs.append((sum(map(len, holder.content)), len(words)))
            holder.content.append(words)

    def alone(self, name: str, attributes: Attributes, content: str, at: int, subs: list[tuple[int, int]]) -> None:
        """What an element without text leaves: a value, the place of a line break, mostly nothing."""
        into = self.native[-1].content if self.native else self.parts
        if name == "cp":  # XLIFF 2: a character that XML cannot hold
            number = attributes.get("hex", "FFFD")
            point = int(number, 16) if _HEX.fullmatch(number) else 0xFFFD
            text = chr(point) if 0 < point < 0xD800 or 0xDFFF < point < 0x110000 else "\N{REPLACEMENT CHARACTER}"
        elif name in ALONE:
            text = visible(name, attributes, _without(content, subs), into[-1] if into else "")
        else:
            return
        if text:
            into.append(text)
        if not self.native:
            self.at += len(text)
            if self.form and name != "cp":
                self.code("alone", name, attributes, content, at, subs)

    def native_of(self, name: str, attributes: Attributes) -> tuple[str, str]:
        """Native code that stands elsewhere: in the `originalData` of a unit, in the `tag-defs` of SDLXLIFF."""
        if not self.data:
            return "", ""
        if name == "pc":
            first, last = attributes.get("dataRefStart", ""), attributes.get("dataRefEnd", "")
            return self.data.get(first, _NOTHING)[0], self.data.get(last, _NOTHING)[0]
        if "dataRef" in attributes:
            one = self.data.get(attributes["dataRef"], _NOTHING)[0]
            return one, one
        if name in ("g", "x"):
            return self.data.get(attributes.get("id", ""), _NOTHING)
        return "", ""

    def code(
        self,
        kind: str,
        name: str,
        attributes: Attributes,
        content: str,
        at: int | None = None,
        subs: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Note a code that ends here."""
        said, get = _SAID[self.form], attributes.get
        if self.form == "tmx":
            number = (get("i") if name in ("bpt", "ept") else get("x")) or ""
        else:
            number = get("rid") or get("startRef") or get("id") or get("mid") or ""
        type_ = get("ctype") or get("mtype") or get("type") or ""
        extra = [(key, value) for key, value in attributes.items() if key not in said]
        if get("rid") and get("id"):
            extra.append(("id", attributes["id"]))
        if subs:
            extra.append(("sub", " ".join(f"{start}:{length}" for start, length in subs)))
        start = self.at if at is None else at
        self.codes.append(Code(start, self.at, kind, number, type_, content, f"{self.form}:{name}", tuple(extra)))


_IDS = ("id", "x", "mid")
_IT = {"begin": "open", "open": "open", "end": "close", "close": "close"}
_NOTHING = "", ""


def visible(name: str, attributes: Attributes, content: str, before: str) -> str:
    """What stands in the text behind `before` for a `ph`, `ut` or `x`."""
    equivalent = ""
    disp = attributes.get("disp", "").strip()
    if disp and shown(disp, "", "") == disp:
        equivalent = attributes["disp"]  # `equiv` is then a name for it
    else:
        for key in ("equiv-text", "equiv", "disp"):
            if equivalent := attributes.get(key, "").strip():
                break
    if name == "ph" and "dataRef" in attributes:
        content, equivalent = equivalent or content, ""
    kind = attributes.get("ctype") or attributes.get("subType") or attributes.get("type") or ""
    number = attributes.get("id") or attributes.get("x") or attributes.get("i") or ""
    text = shown(content or equivalent, kind, number)
    return "" if text == " " and (not before or before[-1].isspace()) else text


def _without(content: str, subs: Sequence[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, length in subs:
        parts.append(content[at:start])
        at = start + length
    return "".join([*parts, content[at:]]) if subs else content


def composed(text: str, codes: Sequence[Code]) -> tuple[str, tuple[Code, ...]]:
    """A text in NFC, and its codes where they are then; one inside a character goes before it."""
    if text.isascii() or is_normalized("NFC", text):
        return text, tuple(codes)
    whole = normalize("NFC", text)
    if not codes:
        return whole, ()
    places: dict[int, int] = {}
    last = out = seen = 0
    for place in sorted({place for code in codes for place in (code.start, code.end)}):
        start = place
        while seen < start < len(text) and not _begins(text[start]):
            start -= 1
        if start == seen:  # in the same character as the place before
            start = last
        seen = place
        if start > last:
            out += len(normalize("NFC", text[last:start]))
            last = start
        places[place] = len(whole) if place == len(text) else out
    return whole, tuple([replace(code, start=places[code.start], end=places[code.end]) for code in codes])


def _begins(character: str) -> bool:
    """Does a character never join the one before it?"""
    return not (category(character)[0] == "M" or "\u1160" <= character <= "\u11ff")
