"""Texts that recur in a document: what rules about consistency compare."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from tm.checks.mined import Unit, units
from tm.checks.registry import Pair
from tm.core import Kind, Segment
from tm.lang.regex import regex

_MARKS = regex(r"[*_~`#]+|<[^<>]*>|\{[#:][^{}]*\}")
_LINK = regex(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?")
_GLOSS = regex(r"\s*\([A-Za-z][A-Za-z0-9 .,'’/-]*\)")
_END = " \t\n.。:：;!…"
_LATIN_WORD = regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def repeated(pairs: Sequence[Pair]) -> Iterator[Unit]:
    """What can recur: entries, segments and sentences, headings apart, with one segment on either side."""
    entries = [p for p in pairs if p.source.kind is Kind.ENTRY and p.two_sided and p.translatable and p.trusted]
    yield from (Unit(pair, pair.source, pair.target) for pair in entries)
    for unit in units([pair for pair in pairs if pair.source.kind not in (Kind.ENTRY, Kind.HEADING)]):
        if len(unit.pair.bead.source) == len(unit.pair.bead.target) == 1:
            yield unit


def shown(text: str) -> str:
    """What a reader sees of a text, on one line: no markup, links by their text, no end mark."""
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if _MARKS.search(text) is not None:
        text = _MARKS.sub("", text)
    return " ".join(unicodedata.normalize("NFC", text).split()).strip(_END)


def same(text: str) -> str:
    """The form in which two texts are one: `shown`, in lower case."""
    return shown(text).casefold()


def without_glosses(text: str) -> str:
    """A Korean text without source words in brackets, which stand at a first mention alone: 환각(hallucination)."""
    return _GLOSS.sub("", text) if "(" in text else text


def short(text: str, most: int = 50) -> str:
    """A text as a message quotes it."""
    seen = shown(text)
    return seen if len(seen) <= most else seen[: most - 1] + "…"


def words(text: str) -> int:
    """How many words of letters a text has."""
    return len(_LATIN_WORD.findall(text))


def has_words(text: str, least: int) -> bool:
    """Has it so many words of letters? Reads no further than it must."""
    return next(islice(_LATIN_WORD.finditer(text), least - 1, None), None) is not None


def context(segment: Segment) -> str:
    """What tells a message of a catalogue from another with the same text; empty elsewhere."""
    return segment.id.removesuffix(segment.key) if segment.kind is Kind.ENTRY and segment.key else ""
