"""Segments from pieces of a file, and their composition: file text may be NFD, segment text is NFC."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tm.core import Mask, Places, Run, Segment, Span

#: A piece of a segment's text and the span of the file that it was read from.
Piece = tuple[str, Span]
#: Something to be masked: start, end, kind.
Found = tuple[int, int, str]


def build(pieces: Iterable[Piece]) -> tuple[str, Places]:
    """The text of the pieces and its places; pieces that continue one another become one run."""
    texts: list[str] = []
    runs: list[Run] = []
    at = 0
    for text, file in pieces:
        if not text:
            continue
        span = Span(at, at + len(text))
        at = span.end
        texts.append(text)
        last = runs[-1] if runs else None
        if (
            last is not None
            and len(text) == len(file)
            and len(last.text) == len(last.file)
            and last.file.end == file.start
        ):
            runs[-1] = Run(Span(last.text.start, span.end), Span(last.file.start, file.end))
        else:
            runs.append(Run(span, file))
    return "".join(texts), Places(tuple(runs))


def compose(segment: Segment) -> Segment:
    """The segment in NFC, each composed syllable or letter an atomic run over its parts in the file."""
    if unicodedata.is_normalized("NFC", segment.text):
        return segment
    pieces: list[Piece] = []
    before: list[int] = []  # offsets of the chunks in the old text, and of what they became in the new one
    after: list[int] = []
    old = new = 0
    for chunk in _chunks(segment.text):
        composed = unicodedata.normalize("NFC", chunk)
        before.append(old)
        after.append(new)
        pieces.append((composed, segment.places.file(Span(old, old + len(chunk)))))
        old, new = old + len(chunk), new + len(composed)
    before.append(old)
    after.append(new)
    text, places = build(pieces)

    def start(offset: int) -> int:
        return after[bisect_right(before, offset) - 1]

    def end(offset: int) -> int:
        index = bisect_right(before, offset) - 1
        return after[index] if before[index] == offset else after[index + 1]

    return replace(
        segment,
        text=text,
        places=places,
        masked=tidy([(start(m.span.start), end(m.span.end), m.kind) for m in segment.masked]),
    )


def _chunks(text: str) -> Iterable[str]:
    """Cut a text where composition cannot reach across: mostly single characters."""
    chunk: list[str] = []
    for character in text:
        if chunk and unicodedata.combining(character) == 0:
            whole = "".join(chunk)
            alone = unicodedata.normalize("NFC", whole), unicodedata.normalize("NFC", character)
            if character < "\u0300" or unicodedata.normalize("NFC", whole + character) == alone[0] + alone[1]:
                yield whole
                chunk = []
        chunk.append(character)
    if chunk:
        yield "".join(chunk)


def ordered(found: Sequence[Found]) -> list[Found]:
    """What was found, (start, end, kind), in order and without overlap.

    Of two that overlap, the one that starts first is kept whole.
    """
    kept: list[Found] = []
    at = 0
    for start, end, kind in sorted(found, key=_by_start):
        if start < at:
            start = at
        if start < end:
            kept.append((start, end, kind))
            at = end
    return kept


def _by_start(item: Found) -> tuple[int, int]:
    return item[0], -item[1]


def tidy(found: Sequence[Found]) -> tuple[Mask, ...]:
    """The masks of what was found: `ordered`."""
    return tuple([Mask(Span(start, end), kind) for start, end, kind in ordered(found)]) if found else ()
