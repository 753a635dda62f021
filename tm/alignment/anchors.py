"""Anchors: what a translation leaves as it is, so that it fixes a bead without any model.

Numbers, addresses (those of videos brought to one form), pages that are linked to, words in Latin script,
identifiers, whole texts left untranslated, and the key of a segment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tm.core import Kind, Segment

_TOKEN = re.compile(
    r"(?:https?|ftp)://[^\s)>\]\"'`]+"
    r"|\d[\d,]*(?:\.\d+)*"
    r"|[A-Za-z_][A-Za-z0-9_]+"
    # any other letter run that a translation may have kept: Greek, Cyrillic, Hangul
    r"|[^\W\d_]+"
)
_TOKEN_FOREIGN = re.compile(_TOKEN.pattern.replace(r"[^\W\d_]+", r"[^\W\d_\uac00-\ud7a3]+"))
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
_VIDEO = re.compile(
    r"(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:\S*?&)?v=|embed/|shorts/|live/)|youtu\.be/|img\.youtube\.com/vi/)([\w-]{6,})"
)
_VIMEO = re.compile(r"vimeo\.com/(?:video/)?(\d+)")

#: An anchor says no more than one that two of 800 segments have, however long the documents.
RAREST = 6.0

#: What counts segments ("3.", "Step 3", "그림 3", "b)", "IV.") weighs no more: when one segment is dropped and the
#: rest are numbered anew, it pairs each of them with its neighbour.
COUNTING = 1.0
_COUNTED = re.compile(
    r"[\W_]*(?:[^\W\d_]++\.?\s*)?"
    r"(?P<counter>\d++(?:\.\d++)*+(?!,\d)|(?<![^\W_])(?:[A-Za-z]|[IVX]+|[ivx]+)(?=[.):\]]))(?P<rest>\W*\w)?"
)
_ROMAN = {"i": 1, "v": 5, "x": 10}
#: Something counts if its predecessor or its successor is among so many others that do, before it or behind it.
_NEAR = 8

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
    found = {normal(token) for token in _TOKEN.findall(prose(segment))}
    return frozenset(found.union(whole(segment)))


def normal(token: str) -> str:
    """One form for a token and what a translation may make of it, with a prefix for its sort."""
    if token[0].isdecimal():
        return "number " + (token.replace(",", "").lstrip("0") or "0")
    if "://" in token:
        return "url " + address(token)
    word = token.lower()
    # GANs, GAN: Korean seldom keeps the plural
    plural = len(word) > 3 and word.endswith("s") and token[0] in _LATIN
    return "word " + (word[:-1] if plural else word)


def whole(segment: Segment) -> list[str]:
    """The anchors of a segment that do not stand in its prose: its whole text, its key, addresses it links to."""
    found = ["text " + " ".join(segment.text.split()).casefold()] if segment.text and not segment.text.isspace() else []
    for mask in segment.masked:
        if mask.kind in OPAQUE:
            text = mask.span.of(segment.text)
            inside = _TOKEN.findall(text)
            found += ["url " + address(token) for token in inside if "://" in token]
            if mask.kind == "url" and "://" not in text:
                found += places(text)
    if segment.key:
        found.append("key " + segment.key)
    return found


def places(destination: str) -> list[str]:
    """What a link within a project leads to: the name of the page without folders and endings, which differ between
    the languages of a project, and the place on it.

    >>> places("../guide/setup.md#first-run")
    ['page setup', 'place first-run']
    >>> places("/docs/ko/setup/") == places("setup.en.md")
    True
    """
    path, _, fragment = destination.strip("<>").partition("#")
    name = path.partition("?")[0].rstrip("/").rpartition("/")[2].lstrip(".").partition(".")[0]
    found = ["page " + name.lower()] if name else []
    return [*found, "place " + fragment.lower()] if fragment else found


class Forms(dict[str, int]):
    """token as written -> number of its normal form; each different token is brought to normal form once."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[str, int] = {}

    def __missing__(self, token: str) -> int:
        number = self[token] = self.of(normal(token))
        return number

    def of(self, form: str) -> int:
        """The number of a normal form."""
        return self.numbers.setdefault(form, len(self.numbers))


def numbered(
    segments: Sequence[Segment], texts: Sequence[str], forms: Forms, *, hangul: bool = True
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The anchors of segments with that prose: as `tokens`, many times faster.

    Args:
        hangul: False leaves out words in Hangul, which are most of a Korean text and no use if the other side has none

    Returns:
        the number of each anchor, and the segment that it is in, in order; some more than once
    """
    findall, known, of = (_TOKEN if hangul else _TOKEN_FOREIGN).findall, forms.__getitem__, forms.of
    found: list[int] = []
    ends: list[int] = []
    for segment, text in zip(segments, texts, strict=True):
        found += map(known, findall(text))
        found += map(of, whole(segment))
        ends.append(len(found))
    return np.array(found, np.intp), np.repeat(np.arange(len(ends)), np.diff(np.array([0, *ends])))


def counters(texts: Sequence[str]) -> dict[int, tuple[str, bool]]:
    """What texts begin with, alone or behind one word, that only counts them: a number, a letter, a Roman numeral.

    Returns:
        the counter of each text that has one, and whether the text is nothing else

    >>> counters(["1. Open it.", "There were 12.", "2. Close it.", "404 is an error.", "3"])
    {0: ('1', False), 2: ('2', False), 4: ('3', True)}
    """
    found = [(row, match) for row, text in enumerate(texts) if (match := _COUNTED.match(text))]
    steps = [_steps(match["counter"]) for _, match in found]
    kept = {}
    for at, (row, match) in enumerate(found):
        before, behind = steps[max(at - _NEAR, 0) : at], steps[at + 1 : at + 1 + _NEAR]
        if any(
            any((head, last - 1) in other for other in before) or any((head, last + 1) in other for other in behind)
            for head, last in steps[at]
        ):
            kept[row] = match["counter"], match["rest"] is None
    return kept


def _steps(counter: str) -> tuple[tuple[str, int], ...]:
    """What a counter may be: what stays the same in its row, and its number there. `i.` is a letter or a numeral."""
    if counter[0].isdecimal():
        head, _, last = counter.rpartition(".")
        return ((head, int(last[:9])),)
    low = counter.lower()
    found = (("letter", ord(low)),) if len(low) == 1 else ()
    if not set(low) <= _ROMAN.keys():
        return found
    worth = [_ROMAN[sign] for sign in low]
    return (*found, ("roman", sum(-one if one < after else one for one, after in pairwise([*worth, 0]))))


def heading_id(segment: Segment) -> str:
    """The id that a heading is linked by, where it is written out: `{#setup}`, `{/*setup*/}`, `[[setup]]`."""
    for mask in segment.masked:
        if segment.kind is Kind.HEADING and mask.kind == "anchor":
            return "#" + mask.span.of(segment.text).strip(" {}[]#/*")
    return ""


def prose(segment: Segment) -> str:
    """The text without addresses, tags and comments, at the same offsets; code and variables stay: they are anchors."""
    text, at = segment.text, 0
    if not segment.masked:
        return text
    kept = []
    for mask in segment.masked:
        if mask.kind in OPAQUE:
            kept += [text[at : mask.span.start], " " * len(mask.span)]
            at = mask.span.end
    return "".join([*kept, text[at:]])


def rarity(counts: NDArray[np.intp], segments: int) -> NDArray[np.float32]:
    """How much anchors of both sides say that stand in that many of the segments of both: about 1 to 6.

    An anchor of one side only says nothing: it may be a word that everybody translates.
    """
    # two short texts are not the language: pretend to have seen a hundred segments
    found = np.log(1 + max(segments, 100) / counts)
    return np.minimum(found, RAREST).astype(np.float32)
