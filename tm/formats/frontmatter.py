"""Front matter of Jekyll, Hugo and Docusaurus: which lines it takes, and the values that readers read.

A small line scanner rather than a YAML parser: values need their place in the file, and a value that
YAML would refuse (an unquoted colon in a title) is still a title.
"""

from __future__ import annotations

import re

from tm.core import Kind, Segment, Span
from tm.formats.blocks import Block
from tm.formats.inline import markdown_masks
from tm.formats.lines import Lines
from tm.formats.pieces import Piece, build

_SEEN = """
title subtitle long_title short_title seo_title meta_title page_title link_title nav_title sidebar_title sidebar_label
pagination_label description meta_description seo_description excerpt summary abstract caption tagline headline heading
lead lede intro introduction teaser details image_alt alt_text text announcement
"""
#: Keys whose values readers see, in lower case without `_` and `-`.
TRANSLATED = frozenset(_SEEN.replace("_", "").split())
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_KEY = re.compile(
    r"""(?P<indent>\s*+(?:-\s++)?+)["']?(?P<key>[\w.@$/-][\w.@$/ -]{0,79}?)["']?\s*+[:=](?:\s++|$)(?P<value>.*)$"""
)
_TOML = re.compile(r"""(?P<indent>\s*)["']?(?P<key>[\w.-]{1,80}?)["']?\s*=\s*(?P<value>.*)$""")
_PLAUSIBLE = re.compile(r"\s*(?:#|-(?:\s|$)|[\[\]{}\"',]|<<:|[\w.@$/-]+\s*=)|\s+\S")
_SCALAR = re.compile(r"[|>][+-]?\d?[+-]?\s*(?:#.*)?$")
_LONG = re.compile(r"'{3}(?:[^']|'(?!''))*+'{3}|\"{3}(?:[^\"]|\"(?!\"\"))*+\"{3}")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "b": "\b", "f": "\f", "e": "\x1b", "_": "\xa0"}
_WORD = re.compile(r"[^\W\d_]")
_TEMPLATE = re.compile(r"\s*(?:\{\{.*\}\}|\{%.*%\})\s*")


def read(lines: Lines) -> tuple[int, list[Block]]:
    """How many lines the front matter takes, 0 without any, and its blocks."""
    fence = lines[0].rstrip() if len(lines) else ""
    if fence not in _FENCES:
        return 0, []
    end = next((i for i in range(1, len(lines)) if lines[i].rstrip() in _FENCES[fence]), 0)
    toml = fence == "+++"
    if not end or not _reads_as_data(lines, end, toml):
        return 0, []
    blocks: list[Block] = []
    plain = 0  # first line not yet in a block
    line = 1
    while line < end:
        last, segment = _value(lines, line, end, toml)
        if segment is not None:
            blocks += _markup(lines, plain, line)
            blocks.append(Block(range(line, last), (segment,)))
            plain = last
        line = last
    return end + 1, blocks + _markup(lines, plain, end + 1)


def _reads_as_data(lines: Lines, end: int, toml: bool) -> bool:
    """False for prose between two horizontal rules."""
    pattern = _TOML if toml else _KEY
    body = [lines[i] for i in range(1, end) if not lines.blank(i)]
    if toml:
        body = _LONG.sub("''", "\n".join(body)).split("\n")
    keys = sum(pattern.match(line) is not None for line in body)
    return all(pattern.match(line) or _PLAUSIBLE.match(line) for line in body) and (keys > 0 or not body)


def _markup(lines: Lines, first: int, stop: int) -> list[Block]:
    """The lines as one markup block, blank ones at either end left out."""
    taken = [line for line in range(first, stop) if not lines.blank(line)]
    if not taken:
        return []
    first, last = taken[0], taken[-1]
    start, end = lines.starts[first], lines.ends[last]
    text, places = build([(lines.text[start:end], Span(start, end))])
    return [Block(range(first, last + 1), (Segment("", text, places, Kind.MARKUP),))]


def _value(lines: Lines, line: int, end: int, toml: bool) -> tuple[int, Segment | None]:
    """The line behind an entry, and the segment of its value if readers read it."""
    found = (_TOML if toml else _KEY).match(lines[line])
    if found is None:
        return line + 1, None
    key, value = found["key"].strip(), found["value"]
    wanted = re.sub(r"[_\s-]", "", key.rpartition(".")[2]).lower() in TRANSLATED
    start = lines.starts[line] + found.start("value")
    indent = len(found["indent"])
    if not toml and _SCALAR.match(value):
        last, pieces = _indented(lines, line + 1, end, indent)
    elif toml and value[:3] in ('"""', "'''"):
        last, pieces = _long(lines, start, value[:3], line, end)
    elif value[:1] in ('"', "'"):
        last, pieces = _quoted(lines, start, line, end, indent)
    elif toml or not value or value[0] in "[{&*!|>%@`":
        return line + 1, None
    else:
        last, pieces = _unquoted(lines, start, value, line, end, indent)
    if not wanted:
        return (last if pieces else line + 1), None
    text, places = build(pieces)
    if not _WORD.search(text) or _TEMPLATE.fullmatch(text):
        return last, None
    return last, Segment("", text, places, Kind.META, markdown_masks(text), key=key)


def _row(lines: Lines, line: int) -> Piece:
    raw = lines[line]
    words = raw.strip()
    start = lines.starts[line] + len(raw) - len(raw.lstrip())
    return words, Span(start, start + len(words))


def _joined(rows: list[Piece]) -> list[Piece]:
    """Rows with a line break between them, which stands for whatever the file has there."""
    pieces: list[Piece] = []
    for row in rows:
        if pieces:
            pieces.append(("\n", Span(pieces[-1][1].end, row[1].start)))
        pieces.append(row)
    return pieces


def _deeper(lines: Lines, line: int, indent: int) -> bool:
    raw = lines[line]
    return len(raw) - len(raw.lstrip()) > indent


def _indented(lines: Lines, line: int, end: int, indent: int) -> tuple[int, list[Piece]]:
    """A block scalar: the lines indented further than its key."""
    rows: list[Piece] = []
    last = line
    while line < end and (lines.blank(line) or _deeper(lines, line, indent)):
        if not lines.blank(line):
            rows.append(_row(lines, line))
            last = line + 1
        line += 1
    return last, _joined(rows)


def _unquoted(lines: Lines, start: int, value: str, line: int, end: int, indent: int) -> tuple[int, list[Piece]]:
    words = re.sub(r"(?<!\s)\s++#.*$", "", value).rstrip()
    rows: list[Piece] = [(words, Span(start, start + len(words)))] if words else []
    last = line + 1
    while last < end and not lines.blank(last) and _deeper(lines, last, indent) and not _KEY.match(lines[last]):
        if lines[last].lstrip().startswith(("- ", "#")):
            break
        rows.append(_row(lines, last))
        last += 1
    return last, _joined(rows)


def _long(lines: Lines, start: int, quotes: str, line: int, end: int) -> tuple[int, list[Piece]]:
    close = lines.text.find(quotes, start + 3, lines.ends[end - 1])
    if close < 0:
        return line + 1, []
    inner = Span(start + 3, close)
    text = inner.of(lines.text)
    inner = Span(inner.start + len(text) - len(text.lstrip()), inner.end - len(text) + len(text.rstrip()))
    return lines.at(close) + 1, [(inner.of(lines.text), inner)]


def _quoted(lines: Lines, start: int, line: int, end: int, indent: int) -> tuple[int, list[Piece]]:
    """A value in quotes, which may run over several lines; escapes are atomic pieces."""
    text, quote = lines.text, lines.text[start]
    pieces: list[Piece] = []
    at = plain = start + 1
    stop = lines.ends[end - 1]
    while at < stop:
        character = text[at]
        if character in "\r\n":
            after = at
            while after < stop and text[after].isspace():
                after += 1
            if not _deeper(lines, lines.at(after), indent):
                break
            kept = text[plain:at].rstrip()
            pieces += [(kept, Span(plain, plain + len(kept))), ("\n", Span(plain + len(kept), after))]
            at = plain = after
        elif character == "\\" and quote == '"' and (found := _ESCAPE.match(text, at)) is not None:
            pieces += [(text[plain:at], Span(plain, at)), (_unescaped(found.group()), Span(at, found.end()))]
            at = plain = found.end()
        elif character == quote and quote == "'" and text[at + 1 : at + 2] == "'":
            pieces += [(text[plain:at], Span(plain, at)), ("'", Span(at, at + 2))]
            at = plain = at + 2
        elif character == quote:
            return lines.at(at) + 1, [*pieces, (text[plain:at], Span(plain, at))]
        else:
            at += 1
    words = lines[line][start - lines.starts[line] :].rstrip()  # a quote that never closes: take the line as it is
    return line + 1, [(words, Span(start, start + len(words)))]


def _unescaped(escape: str) -> str:
    if escape[1] in "xuU" and len(escape) > 2:
        code = int(escape[2:], 16)
        return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"
    return _PLAIN.get(escape[1], escape[1])
