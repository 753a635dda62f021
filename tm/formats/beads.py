"""Alignments as beads: `[0]:[0, 1]:0.87` a line, zero-based segment numbers and the score."""

from __future__ import annotations

from typing import TextIO

from tm.core import Bitext


def write(bitext: Bitext, stream: TextIO) -> None:
    """One line a bead; every segment of either side stands in exactly one."""
    for bead in bitext.beads:
        stream.write(f"{list(bead.source)}:{list(bead.target)}:{bead.score:.4g}\n")
