"""Texts of TMX from the bytes between `<seg>` and `</seg>`, which a parser has found to be well-formed.

To be called for each tag of a text costs more than all that is done with it. Most hold codes in their simplest form,
native code between two tags, which a regular expression takes out; the others become tokens and are walked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import is_normalized, normalize

from tm.core import Code
from tm.formats.codes import Token, coded, plain
from tm.formats.inline_codes import shown
from tm.formats.xml_safe import LIMITS, Attributes

#: Attributes as XML allows them; a value may hold `>`.
ATTRIBUTES = r"""(?:\s+[^\s<>"'=/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*"""
#: Codes that only mark, with native code alone in them; of one that holds more, its end stays and tells.
_MARKS = re.compile(r"<(?:bpt|ept|it) [^<>]*>(?:[^<>]*</[bei]p?t>)?").sub
_HIGHLIGHTS = re.compile(r"</?hi(?:\s[^<>]*)?>").subn
#: Codes that stand for something.
_PLACES = re.compile(r"<(?:ph|ut)[^<>]*(?:/>|>[^<>]*</(?:ph|ut)>)").sub
_PLACE = re.compile(rf"<(?:ph|ut)(?P<attributes>{ATTRIBUTES})(?:/>|>(?P<content>[^<>]*)<.*)")
_CODE = re.compile("<(?:bpt|ept|it|hi|ph|ut)")
_ATTRIBUTE = re.compile(r"""([^\s<>"'=/]+)\s*=\s*("[^"<]*"|'[^'<]*')""")
_TOKEN = re.compile(
    r"(?P<text>[^<]+)|<!\[CDATA\[(?P<data>.*?)\]\]>|<!--.*?-->|<\?.*?\?>|</(?P<close>[^\s>]+)\s*>"
    rf"|<(?P<open>[^\s/>!?]+)(?P<attributes>{ATTRIBUTES})(?P<empty>/?)>",
    re.DOTALL,
)
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(\w+));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_BLANK = re.compile("[\t\n\r]")
#: What the latter come to, escaped: memories repeat a few of them. A line break is a mark that no XML holds,
#: and so is what is put between texts.
_values: dict[str, str] = {}
_MOST = 4096
_BREAK, _NEXT = "\0", "\1"


class UnreadableError(ValueError):
    """What stands there is not XML, or nested too deep."""


def text_of(raw: bytes) -> str:
    """The text between two tags, in UTF-8, as a reader reads it.

    Raises:
        UnreadableError: it is no content of an element.
    """
    text = raw.decode()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return read(text)


def read(text: str) -> str:
    """The same of a text whose line ends are those of XML already."""
    if "<" not in text:
        return unescaped(text) if "&" in text else text
    rest = _MARKS("", text)
    if "<" in rest:
        if "<hi" in rest:
            rest, count = _HIGHLIGHTS("", rest)
            if count > LIMITS.depth:  # perhaps in one another
                return plain(list(tokens(text)))
        rest = _PLACES(_value, rest)
    if "<" in rest or ">" in rest:  # something else, perhaps `>` in an attribute
        return plain(list(tokens(text)))
    if "&" in rest:
        rest = unescaped(rest)
    return _broken(rest) if _BREAK in rest else rest


def read_all(raw: Sequence[bytes]) -> list[str] | None:
    """What `text_of` makes of each, line ends being those of XML, and composed.

    None where expressions cannot take out all codes, or a text holds what no XML does.

    Raises:
        UnicodeDecodeError: they are not in UTF-8.
    """
    every = _NEXT.encode().join(raw).decode()
    if "<" in every:
        every = _lighter(every) or "<"
        if "<" in every or ">" in every:
            return None
    texts = every.split(_NEXT)
    if len(texts) != len(raw):
        return None
    if "&" in every:
        texts = [unescaped(text) if "&" in text else text for text in texts]
    if _BREAK in every:
        texts = [_broken(text) if _BREAK in text else text for text in texts]
    if not is_normalized("NFC", every if "&" not in every else _NEXT.join(texts)):
        texts = [normalize("NFC", text) for text in texts]
    return texts


def _lighter(texts: str) -> str | None:
    """Texts with their codes taken out as far as expressions can; None where they may be nested too deep."""
    if _CODE.search(texts) is None:
        return None
    rest, count = _HIGHLIGHTS("", _MARKS("", texts))
    if count > LIMITS.depth and 2 * max(text.count("<hi") for text in texts.split(_NEXT)) > LIMITS.depth:
        return None  # perhaps in one another
    return _PLACES(_value, rest)


def _value(found: re.Match[str]) -> str:
    """What a code comes to that stands for something."""
    code = found[0]
    value = _values.get(code)
    if value is None:
        if (parts := _PLACE.fullmatch(code)) is None:
            return code  # which is looked at more closely
        said = attributes_of(parts["attributes"])
        value = shown(unescaped(parts["content"] or ""), said.get("type", ""), said.get("x") or said.get("i") or "")
        value = _BREAK if value == " " else value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        if len(_values) >= _MOST:
            _values.clear()
        _values[code] = value
    return value


def _broken(text: str) -> str:
    """Line breaks as spaces, but where there is one or where a text begins."""
    whole = ""
    for number, piece in enumerate(text.split(_BREAK)):
        if number and whole and not whole[-1].isspace():
            whole += " "
        whole += piece
    return whole


def coded_text(raw: bytes) -> tuple[str, tuple[Code, ...]]:
    """The text, composed, and its codes.

    Raises:
        UnreadableError: it is no content of an element.
    """
    text = raw.decode()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return coded(list(tokens(text)), "tmx")


def tokens(text: str) -> Iterator[Token]:
    """The content of an element, piece by piece; line ends are those of XML already.

    Raises:
        UnreadableError: it is none, or nested too deep.
    """
    at = depth = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise UnreadableError
        at = found.end()
        if (words := found["text"]) is not None:
            yield Token("text", unescaped(words), 0)
        elif (words := found["data"]) is not None:
            if words:
                yield Token("text", words, 0)
        elif name := found["open"]:
            yield Token("open", name, 0, attributes_of(found["attributes"]))
            if found["empty"]:
                yield Token("close", name, 0)
            else:
                depth += 1
                if depth > LIMITS.depth:
                    raise UnreadableError
        elif name := found["close"]:
            yield Token("close", name, 0)
            depth -= 1


def attributes_of(written: str) -> Attributes:
    """The attributes of a tag."""
    return {name: unescaped(_BLANK.sub(" ", value[1:-1])) for name, value in _ATTRIBUTE.findall(written)}


def unescaped(text: str) -> str:
    """A text without references."""
    if "&" not in text:
        return text
    if "&#" in text:
        return _REFERENCE.sub(_character, text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    return text.replace("&amp;", "&")


def _character(found: re.Match[str]) -> str:
    if found[1] or found[2]:
        try:
            return chr(int(found[1], 16) if found[1] else int(found[2]))
        except (ValueError, OverflowError):
            return found[0]  # no character: the parser refuses the file
    return _NAMED.get(found[3], found[0])
