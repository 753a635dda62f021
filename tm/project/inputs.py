"""What the façade hands around: the files of a pair as they were read, and what came of them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tm import files, pairing
from tm.core import Bead, Diagnostic, Edit
from tm.errors import TmError

if TYPE_CHECKING:
    from tm.project import Project
    from tm.report import Tally

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Inputs:
    """The files of a pair as they were read; one bilingual file stands on both sides."""

    pair: pairing.FilePair
    source: bytes
    target: bytes

    @cached_property
    def names(self) -> tuple[str, str]:
        """What messages call the two files."""
        return files.display(self.pair.source), files.display(self.pair.target or self.pair.source)


@dataclass(frozen=True)
class Checked:
    """Findings on one pair.

    segments: translatable target segments looked at
    failures: rules that raised
    notices:  what the user should know of the files
    beads:    as the documents were aligned; none where that takes no time
    """

    diagnostics: tuple[Diagnostic, ...]
    segments: int
    signature: str
    inputs: Inputs
    failures: tuple[TmError, ...] = ()
    notices: tuple[str, ...] = ()
    beads: tuple[Bead, ...] = ()


class Told(NamedTuple):
    """What a report says of the findings on a pair, and their number; nothing else of them need be known.

    tally: as `tm.report.Tally`
    """

    text: str
    tally: Tally
    segments: int
    inputs: Inputs
    failures: tuple[TmError, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fixed:
    """A target with fixes applied: its text before and after, how many fixes, and the pair as it would be.

    edits: those of the last round, into the text that it began with
    """

    path: Path
    before: str
    after: str
    count: int
    inputs: Inputs
    edits: tuple[Edit, ...] = ()


def load(pair: pairing.FilePair) -> Inputs:
    """Read the files of a pair, once: everything that follows works on these bytes."""
    source = files.read(pair.source)
    return Inputs(pair, source, source if pair.target is None else files.read(pair.target))


def read(project: Project, pairs: Sequence[pairing.FilePair]) -> list[Path]:
    """The files that a run over some pairs reads: texts, glossaries, rules."""
    sides = [side for pair in pairs for side in (pair.source, pair.target) if side is not None]
    return [*sides, *project.glossary_files, *project.rule_files]


def tell(notices: Sequence[str]) -> None:
    """Let the user know."""
    for notice in notices:
        log.warning(notice)


def timed() -> Callable[[], float]:
    """Seconds since this call, each time the result is called."""
    begin = time.perf_counter()
    return lambda: time.perf_counter() - begin
