"""An alignment on disk against one made by hand."""

from __future__ import annotations

from pathlib import Path

from tm import files


def score_alignment(gold: Path, test: Path) -> dict[str, dict[str, float]]:
    """Strict, lax, link and one-sided scores of a beads file against gold; see `tm.alignment.score`."""
    from tm.alignment import beads, score

    made, found = (
        beads.read(files.read(path).decode("utf-8-sig", "replace"), name=files.display(path)) for path in (gold, test)
    )
    sources, targets = (sum(len(getattr(bead, side)) for bead in made) for side in ("source", "target"))
    beads.check(found, sources, targets, name=files.display(test))
    return score.score(made, found)
