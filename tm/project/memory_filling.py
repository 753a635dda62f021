"""What comes into a memory from bitexts and from files, and what of them is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tm import files
from tm.core import Bitext, TranslationUnit
from tm.memory import beads
from tm.memory.store import Added, Store
from tm.messages import say
from tm.project.inputs import tell

if TYPE_CHECKING:
    from tm.formats.reading import Reading


def from_bitext(
    store: Store, bitext: Bitext, *, name: str, origin: str, level: str | None, durable: bool, report: Reading | None
) -> Added:
    """Add a bitext, of a document called `name`: see `tm.project.memory.Memory.add`."""
    missing = 0

    def units() -> Iterator[TranslationUnit]:
        nonlocal missing
        for unit in beads.units(beads.beads_of(bitext, level), document=name):
            if isinstance(unit, TranslationUnit):
                yield unit
                continue
            missing += 1
            if report is not None:
                _lone(bitext, unit, report)

    added = store.add(units(), origin=origin, durable=durable)
    return replace(added, skipped=added.skipped + missing)


def from_file(store: Store, path: Path, *, origin: str, languages: tuple[str, str], report: Reading | None) -> Added:
    """Add a bilingual file: see `tm.project.memory.Memory.load`."""
    from tm.formats.reading import Reading
    from tm.formats.units import read_units

    report = Reading() if report is None else report
    try:
        with path.open("rb") as stream:
            found = read_units(
                stream,
                name=files.display(path),
                source_language=languages[0],
                target_language=languages[1],
                report=report,
            )
            added = store.add(found, origin=origin)
    except OSError:
        files.read(path)  # says what is wrong
        raise
    tell(report.notices)
    return replace(added, skipped=added.skipped + report.skipped)


def _lone(bitext: Bitext, lone: beads.Lone, report: Reading) -> None:
    """Take down what stands alone in a bitext."""
    document = bitext.source if lone.of_source else bitext.target
    line = document.text.count("\n", 0, lone.segment.file.start) + 1
    report.skip(say("no translation") if lone.of_source else say("no source text"), f"{document.path}:{line}")
