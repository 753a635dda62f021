"""Anchors: what a translation leaves as it is, so that it fixes a bead without any model.

Numbers, addresses (those of videos brought to one form), words in Latin script, identifiers, whole
texts left untranslated, and the key of a segment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tm.core import Kind, Segment

_TOKEN = re.compile(
    r"(?P<url>(?:https?|ftp)://[^\s)>\]\"'`]+)"
    r"|(?P<number>\d[\d,]*(?:\.\d+)*)"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]+)"
    # any other letter run that a translation may have kept: Greek, Cyrillic, Hangul
    r"|(?P<other>[^\W\d_]+)"
)
_VIDEO = re.compile(
    r"(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:\S*?&)?v=|embed/|shorts/|live/)|youtu\.be/|img\.youtube\.com/vi/)([\w-]{6,})"
)
_VIMEO = re.compile(r"vimeo\.com/(?:video/)?(\d+)")

#: Kinds of mask whose text is an address or mark-up: only addresses are taken from it.
OPAQUE = frozenset({"url", "tag", "comment", "anchor", "markup"})


def address(url: str) -> str:
    """One form for the addresses of one thing: scheme, `www.`, fragment and last slash left out, videos by number.

    >>> address("https://www.youtube.com/watch?v=MVBe6_o4cMI&t=3") == address("https://youtu.be/MVBe6_o4cMI")
    True
    """
    if video := _VIDEO.search(url):
        return f"youtube:{video[1]}"
    if video := _VIMEO.search(url):
        return f"vimeo:{video[1]}"
    plain = url.partition("#")[0].rstrip("/.,;:!?")
    host, slash, path = plain.partition("://")[2].partition("/")
    return host.lower().removeprefix("www.") + slash + path


def tokens(segment: Segment) -> frozenset[str]:
    """The anchors of a segment, each with a prefix for its sort."""
    found: set[str] = set()
    for match in _TOKEN.finditer(prose(segment)):
        sort = match.lastgroup
        if sort == "url":
            found.add("url " + address(match[0]))
        elif sort == "number":
            found.add("number " + (match[0].replace(",", "").lstrip("0") or "0"))
        else:
            word = match[0].lower()
            # GANs, GAN: Korean seldom keeps the plural
            found.add("word " + (word[:-1] if sort == "word" and len(word) > 3 and word.endswith("s") else word))
    for mask in segment.masked:
        if mask.kind in OPAQUE:
            inside = mask.span.of(segment.text)
            found.update("url " + address(match[0]) for match in _TOKEN.finditer(inside) if match.lastgroup == "url")
    if segment.key:
        found.add("key " + segment.key)
    if whole := " ".join(segment.text.split()).casefold():
        found.add("text " + whole)
    return frozenset(found)


def heading_id(segment: Segment) -> str:
    """The id that a heading is linked by, where it is written out: `{#setup}`, `{/*setup*/}`, `[[setup]]`."""
    for mask in segment.masked:
        if segment.kind is Kind.HEADING and mask.kind == "anchor":
            return "#" + mask.span.of(segment.text).strip(" {}[]#/*")
    return ""


def prose(segment: Segment) -> str:
    """The text without addresses, tags and comments, at the same offsets; code and variables stay: they are anchors."""
    text, kept, at = segment.text, [], 0
    for mask in segment.masked:
        if mask.kind in OPAQUE:
            kept += [text[at : mask.span.start], " " * len(mask.span)]
            at = mask.span.end
    return "".join([*kept, text[at:]])


def weights(source: Sequence[frozenset[str]], target: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each anchor that both sides have says, by its rarity: about 1 to 5.

    An anchor of one side only says nothing: it may be a word that everybody translates.
    """
    from math import log

    left = Counter(token for side in source for token in side)
    right = Counter(token for side in target for token in side)
    # two short texts are not the language: pretend to have seen a hundred segments
    total = max(len(source) + len(target), 100)
    return {token: log(1 + total / (left[token] + right[token])) for token in sorted(left.keys() & right.keys())}
