"""Pairs of files with gold, and the aligners that bench/peers.py runs on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Source start, source stop, target start, target stop.
Step = tuple[int, int, int, int]
#: Takes two documents, gives steps.
Aligner = Callable[[Any, Any], list[Step]]


@dataclass(frozen=True)
class Case:
    """A pair of files with its gold: `beads` over lines, or `links` between the lines of two documents."""

    group: str
    source: Path
    target: Path
    gold: Path

    @property
    def lines(self) -> bool:
        """Whether a line is a segment."""
        return self.gold.suffix == ".beads"

    def read(self) -> tuple[Any, Any]:
        from tm.formats import read_document

        files = ((self.source, "en"), (self.target, "ko"))
        source, target = (
            read_document(path.read_bytes(), name=path.name, language=tag, lines=self.lines) for path, tag in files
        )
        return source, target


def own(name: str, *, cascade: bool = True) -> Aligner:
    """This project. name: an encoder, or none; cascade: the encoder reads only what is not certain without it."""
    from tm.alignment import align as search
    from tm.alignment import encoder

    loaded = None if name == "none" else encoder.load(name)
    if loaded is not None:
        loaded.encode(["Load the weights now."])

    def align(source: Any, target: Any) -> list[Step]:
        found = search(source.segments, target.segments, encoder=loaded, cascade=cascade)
        return [(bead.source.start, bead.source.stop, bead.target.start, bead.target.stop) for bead in found]

    return align


def galechurch(*, fitted: bool) -> Aligner:
    """Gale and Church (1993) in Rust.

    fitted: `mean_xy` is the ratio of the lengths, source to target: of both directions the one that gives the better
        figures. Its own calibration gives costs with which version 0.1.0 returns no beads on these texts.
    """
    import galechurch as peer

    def align(source: Any, target: Any) -> list[Step]:
        texts, kept = _texts(source, target)
        length = [sum(len(text.replace(" ", "")) for text in side) for side in texts]
        options = {"mean_xy": length[0] / max(length[1], 1)} if fitted else {}
        found = peer.align(*texts, **options).beads
        steps = [(bead.source_start, bead.source_end, bead.target_start, bead.target_end) for bead in found]
        return _placed(steps, kept)

    return align


def sentweave(**options: Any) -> Aligner:
    """Vecalign's dynamic programme (Thompson and Koehn 2019), with vectors of this project's encoder."""
    import sentweave as peer

    from tm.alignment import encoder

    loaded = encoder.load("use-m3")
    loaded.encode(["Load the weights now."])

    def align(source: Any, target: Any) -> list[Step]:
        texts, kept = _texts(source, target)
        found = peer.align(*texts, encoder=lambda rows: loaded.encode(list(rows)), **options).alignments
        steps, ends = [], [0, 0]
        for bead in found:
            for side, indices in enumerate((bead.src_indices, bead.tgt_indices)):
                ends[side] = max(indices, default=ends[side] - 1) + 1
            steps.append((ends[0] - len(bead.src_indices), ends[0], ends[1] - len(bead.tgt_indices), ends[1]))
        return _placed(steps, kept)

    return align


def _texts(source: Any, target: Any) -> tuple[list[list[str]], list[list[int]]]:
    """Texts for a peer, and which segments they are: mark-up and code, which have nothing to say, are left out."""
    unread = ("MARKUP", "CODE")
    kept = [
        [k for k, segment in enumerate(side.segments) if segment.kind.name not in unread] for side in (source, target)
    ]
    texts = [
        [" ".join(side.segments[k].text.split()) for k in numbers]
        for side, numbers in zip((source, target), kept, strict=True)
    ]
    return texts, kept


def _placed(steps: Sequence[Step], kept: list[list[int]]) -> list[Step]:
    """Steps over kept segments as steps over all; only two-sided ones and single ones can be told, which is enough."""
    placed = []
    for start, stop, left, right in steps:
        rows, columns = kept[0][start:stop], kept[1][left:right]
        if rows and columns:
            placed.append((rows[0], rows[-1] + 1, columns[0], columns[-1] + 1))
        placed += [(row, row + 1, 0, 0) for row in rows if not columns]
        placed += [(0, 0, column, column + 1) for column in columns if not rows]
    return placed


@dataclass(frozen=True)
class Tool:
    """A row: how it is called, the package it comes in, how to load it."""

    name: str
    package: str
    load: Callable[[], Aligner]
    groups: tuple[str, ...] = ("sentences", "paragraphs", "documents")  # ends of their names


TOOLS = [
    Tool("galechurch", "galechurch", lambda: galechurch(fitted=False)),
    Tool("galechurch, `mean_xy` fitted", "galechurch", lambda: galechurch(fitted=True)),
    Tool("sentweave, `alignment_max_size=4`", "sentweave", lambda: sentweave(alignment_max_size=4)),
    Tool("sentweave", "sentweave", sentweave, ("sentences",)),  # elsewhere it takes too long
    Tool("tm, `none`", "tm-toolkit", lambda: own("none")),
    Tool("tm, `fast`", "tm-toolkit", lambda: own("fast")),
    Tool("**tm**, cascade (the default)", "tm-toolkit", lambda: own("use-m3")),
    Tool("tm, `full`", "tm-toolkit", lambda: own("use-m3", cascade=False)),
]
