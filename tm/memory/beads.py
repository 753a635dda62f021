"""A bitext as units of a memory: each bead with text on both sides, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tm.core import Bitext, Document, Segment, TranslationUnit

LEVELS = ("sentence", "paragraph")


class Lone(NamedTuple):
    """The first segment of a bead that has one side only; whether that is the source."""

    segment: Segment
    of_source: bool


def beads_of(bitext: Bitext, level: str | None = None) -> Bitext:
    """The bitext at a level; None: by sentence where it has sentences, else as it is.

    Raises:
        ValueError: no such level, or the bitext has no sentences.
    """
    if level is not None and level not in LEVELS:
        raise ValueError(f"level is one of {LEVELS}, not {level!r}")
    if level == "sentence" and bitext.sentences is None and not _is_fine(bitext):
        raise ValueError("this bitext has no sentences")
    return bitext if level == "paragraph" or bitext.sentences is None else bitext.sentences


def _is_fine(bitext: Bitext) -> bool:
    """Is it by sentence itself?"""
    return any(segment.parent >= 0 for segment in bitext.source.segments)


def units(bitext: Bitext, *, document: str = "") -> Iterator[TranslationUnit | Lone]:
    """A unit for each bead with text for readers on both sides, in order; of a bead that lacks a side,
    what it has.

    Several segments of a side are joined: sentences of a paragraph by a space, anything else by a line feed. Neighbours
    are the segments before and after on the source side, whatever became of them. Code and markup are passed over.
    """
    languages = bitext.source.language, bitext.target.language
    around = _neighbours(bitext.source)
    for bead in bitext.beads:
        source, target = _readable(bitext.source, bead.source), _readable(bitext.target, bead.target)
        if not source and not target:
            continue
        texts = _joined(source), _joined(target)
        if not texts[0].strip() or not texts[1].strip():
            yield Lone((source or target)[0], bool(source))
            continue
        yield TranslationUnit(
            *texts,
            *languages,
            before=around[id(source[0])][0],
            after=around[id(source[-1])][1],
            document=document,
            segment=source[0].id,
        )


def _readable(document: Document, indices: range) -> list[Segment]:
    segments = document.segments[indices.start : indices.stop]
    return [segment for segment in segments if segment.translatable and segment.text.strip()]


def _neighbours(document: Document) -> dict[int, tuple[str, str]]:
    """The texts before and after each segment that is read, by the segment's identity."""
    segments = _readable(document, range(len(document.segments)))
    texts = ["", *(segment.text for segment in segments), ""]
    return {id(segment): (texts[at], texts[at + 2]) for at, segment in enumerate(segments)}


def _joined(segments: list[Segment]) -> str:
    parts = [segments[0].text] if segments else []
    for one, other in pairwise(segments):
        parts += [" " if one.parent == other.parent >= 0 else "\n", other.text]
    return "".join(parts)
