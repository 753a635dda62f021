"""The short string that says how an alignment was made: the same signature gives the same beads."""

from __future__ import annotations

from collections.abc import Mapping

from tm.alignment.encoder import Encoder

#: Raised whenever the same input may give other beads.
VERSION = 5


def signature(encoder: Encoder | None, options: Mapping[str, object] | None = None) -> str:
    """For example `align 1 | use-m3 0.2.1 | level sentence`."""
    parts = [f"align {VERSION}", encoder.name if encoder else "no encoder"]
    parts += [f"{name} {value}" for name, value in sorted((options or {}).items())]
    return " | ".join(parts)
