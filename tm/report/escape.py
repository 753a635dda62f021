"""Text of files and file names in formats where some of its characters would mean something."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

from tm.report.frame import printable

_SURROGATE = re.compile("[\ud800-\udfff]")
#: Besides them, what XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>~|!&$])")


def encodable(text: str) -> str:
    """Text that every encoding of Unicode can hold: a byte of a file name that is no text becomes U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def clipped(text: str, length: int) -> str:
    """A text of at most `length` code points, the cut shown."""
    return text if len(text) <= length else text[: length - 1] + "…"


def on_a_line(text: str) -> str:
    """Text on one line, without control characters and without what changes its direction."""
    return printable(text.replace("\r\n", " ").replace("\n", " ").replace("\r", " "))


def in_xml(text: str) -> str:
    """Character data or an attribute's value in XML, direction controls and escape sequences made harmless."""
    lines = "\n".join(printable(line) for line in re.split(r"\r\n|\r|\n", text))
    return html.escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", lines)).replace("&#x27;", "&#39;")


def in_markdown(text: str) -> str:
    """Text in a cell of a Markdown table, as it is: no markup, no mention of a user or an issue."""
    escaped = _MARKDOWN.sub(r"\\\1", on_a_line(text))
    return re.sub(r"(@|#(?=\d))", r"\1<!-- -->", escaped)


def in_code(text: str) -> str:
    """Text as code in a cell of a Markdown table."""
    shown = on_a_line(text).replace("|", "\\|")
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    pad = " " if fence != "`" or shown.startswith(" ") or not shown else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def in_command(text: str) -> str:
    """The message of a workflow command of GitHub."""
    lines = "\n".join(printable(line) for line in re.split(r"\r\n|\r|\n", text))
    return lines.replace("%", "%25").replace("\n", "%0A")


def in_property(text: str) -> str:
    """A property of a workflow command of GitHub."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(escaped.replace(":", "%3A").replace(",", "%2C"))


def uri(path: str) -> str:
    """A path as a relative reference of a URI, or `file://` and an absolute one; bytes that are no text as they are."""
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = encodable(path).encode()
    quoted = quote(data, safe="/")
    if re.match("[A-Za-z]:/", path):
        return f"file:///{path[:2]}{quoted[4:]}"
    return f"file://{quoted}" if path.startswith("/") else quoted
