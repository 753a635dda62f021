"""The short string that says how an alignment was made: the same signature gives the same beads."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256

from tm.alignment.encoder import Encoder
from tm.core import Bead

#: Raised whenever the same input may give other beads.
VERSION = 7


def signature(encoder: Encoder | None, options: Mapping[str, object] | None = None, *, cascade: bool = True) -> str:
    """For example `align 1 | use-m3 0.2.1 | level sentence`; `use-m3 0.2.1 full` if the encoder reads everything."""
    parts = [f"align {VERSION}", encoder.name + ("" if cascade else " full") if encoder else "no encoder"]
    parts += [f"{name} {value}" for name, value in sorted((options or {}).items())]
    return " | ".join(parts)


def locks_digest(
    beads: Sequence[Bead],
    alone: Sequence[Collection[int]] = (),
    borders: Sequence[tuple[int, int]] = (),
) -> str:
    """A short name for what is settled beforehand, that changes with each part of it but not with the scores."""
    settled = [(bead.source.start, bead.source.stop, bead.target.start, bead.target.stop) for bead in beads]
    data = repr((settled, [sorted(side) for side in alone], list(borders)))
    return sha256(data.encode()).hexdigest()[:8]
