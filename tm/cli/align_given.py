"""What a person gives `tm align` besides documents: an encoder, anchors, vectors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tm.errors import UsageError
from tm.messages import say

_ANCHOR = re.compile(r"\s*([0-9]{1,9})\s*=\s*([0-9]{1,9})\s*")


def encoder(given: str | None) -> str | None:
    """A folder is named from where the command runs, not from the project; `./fast` is one, `fast` never."""
    from tm import files
    from tm.project import known_encoder

    if not given or known_encoder(given) or not files.is_dir(Path(given)):
        return given
    return str(Path(given).resolve())


def anchors(given: Sequence[str] | None) -> tuple[tuple[int, int], ...]:
    """Lines of the source with those of the target, as `12=15` says.

    Raises:
        UsageError: one is no anchor.
    """
    found = []
    for text in given or ():
        match = _ANCHOR.fullmatch(text)
        if not match or "0" in (match[1].lstrip("0") or "0", match[2].lstrip("0") or "0"):
            hint = say("write the line of the source and that of the target, from 1: --anchor 12=15")
            raise UsageError(say("{text!r} is not an anchor", text=text), where="--anchor", hint=hint)
        found.append((int(match[1]), int(match[2])))
    return tuple(found)


def vectors(source: Path | None, target: Path | None) -> tuple[Path, Path] | None:
    """The files of vectors of both sides.

    Raises:
        UsageError: there is one only.
    """
    if source is None and target is None:
        return None
    if source is None or target is None:
        lacking = "--source-vectors" if source is None else "--target-vectors"
        raise UsageError(say("vectors of one side only"), where=lacking, hint=say("give both, made by one encoder"))
    return source, target
