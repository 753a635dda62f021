"""A pair aligned in several ways, beside its gold.

Beads are compared by the physical lines that they cover, as gold files name them; cells of one line are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from tm import files, formats
from tm.core import Bitext, Document
from tm.errors import UsageError
from tm.frames.given import given, one_of
from tm.messages import say
from tm.pairing import FilePair
from tm.report.lines import lines

if TYPE_CHECKING:
    from tm.alignment.links import Row

#: What an alignment may go by, and what charts call it.
EVIDENCE = {
    "none": say("lexical only"),
    "fast": say("encoder where needed"),
    "full": say("encoder throughout"),
}


@dataclass(frozen=True, slots=True)
class Lines:
    """A bead as physical lines of both files, from 1; blank lines are left out."""

    source: tuple[int, ...]
    target: tuple[int, ...]

    @property
    def two_sided(self) -> bool:
        """Are there lines on both sides?"""
        return bool(self.source and self.target)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pair aligned in several ways, beside its gold.

    gold:  its rows; found: what each evidence gives, with the score of the bead
    bitexts: the alignments, by evidence
    """

    source: Document
    target: Document
    gold: tuple[Lines, ...]
    found: Mapping[str, Mapping[Lines, float]]
    bitexts: Mapping[str, Bitext]

    @property
    def best(self) -> str:
        """The evidence that the program goes by unless told otherwise, or the last one."""
        return "fast" if "fast" in self.found else list(self.found)[-1]

    def beads(self, evidence: str | None) -> Mapping[Lines, float]:
        """What an evidence gives, or the best one, with the scores of the beads.

        Raises:
            ValueError: the pair was not aligned by it.
        """
        name = evidence or self.best
        one_of("evidence", name, self.found)
        return self.found[name]


@given()
def compare(
    source: str | PathLike[str],
    target: str | PathLike[str],
    gold: str | PathLike[str],
    *,
    evidence: Sequence[str] = tuple(EVIDENCE),
) -> Comparison:
    """Align a pair by each evidence, and read its gold.

    gold:     a `links` file, or a `beads` file over the segments that `tm align` sees; plain text counts by line
    evidence: names of encoders: "none" for none, "fast" where it is needed, "full" throughout

    Raises:
        TmError: a file cannot be read, or the gold is of other documents.
    """
    from tm.project import Project

    names = (evidence,) if isinstance(evidence, str) else tuple(evidence)
    if not names:
        raise ValueError("evidence names one encoder at least")
    pair = FilePair(Path(source), Path(target))
    by_line = all(path.suffix.lower() == ".txt" for path in (pair.source, Path(target)))
    project = Project.containing(Path(target))
    bitexts = {name: project.with_config(encoder=name).bitext(pair, lines=by_line, sentences=False) for name in names}
    some = next(iter(bitexts.values()))
    rows = _gold(Path(gold), some)
    named = {line for row in rows for line in row.source}, {line for row in rows for line in row.target}
    found = {name: _found(bitext, named) for name, bitext in bitexts.items()}
    return Comparison(some.source, some.target, rows, found, bitexts)


def _gold(path: Path, bitext: Bitext) -> tuple[Lines, ...]:
    from tm.alignment import beads, links

    name = files.display(path)
    text = formats.decode(files.read(path), name=name).text
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    rows: list[Row]
    if first.lstrip().startswith("["):
        made = beads.read(text, name=name)
        beads.check(made, len(bitext.source.segments), len(bitext.target.segments), name=name)
        rows = links.rows(Bitext(bitext.source, bitext.target, tuple(made)))
    else:
        rows = links.read(text, name=name)
    for document, own in ((bitext.source, [row[0] for row in rows]), (bitext.target, [row[1] for row in rows])):
        count, last = len(document.text.splitlines()), max((line for side in own for line in side), default=0)
        if last > count:
            raise UsageError(
                say("the gold names line {line}; {path} has {count}", line=last, path=document.path, count=count),
                where=name,
                hint=say("give beads or links of these two files"),
            )
    kept = tuple(dict.fromkeys(_nonblank(rows, bitext)))
    if not kept:
        raise UsageError(
            say("the gold names no line with text"), where=name, hint=say("give beads or links of these two files")
        )
    return kept


def _nonblank(rows: Sequence[Row], bitext: Bitext) -> Iterator[Lines]:
    from tm.alignment import links

    sides = links.nonblank(bitext.source.text), links.nonblank(bitext.target.text)
    for row in rows:
        left, right = (tuple(sorted(set(own) & side)) for own, side in zip(row, sides, strict=True))
        if left or right:
            yield Lines(left, right)


def _found(bitext: Bitext, named: tuple[set[int], set[int]]) -> dict[Lines, float]:
    """The beads that hold a line of the gold, with their scores; of cells the least."""
    from tm.alignment import links

    found: dict[Lines, float] = {}
    for row, bead in zip(links.rows(bitext), bitext.beads, strict=True):
        for one in _nonblank([row], bitext):
            if named[0] & set(one.source) or named[1] & set(one.target):
                found[one] = min(bead.score, found.get(one, 1.0))
    return found


class Types:
    """Types of beads that are known by their lines: segments are counted, not lines."""

    def __init__(self, compared: Comparison) -> None:
        self._first = [_first_lines(document) for document in (compared.source, compared.target)]

    def of(self, bead: Lines) -> str:
        """`1-2`."""
        sides = zip(self._first, (bead.source, bead.target), strict=True)
        return "-".join(str(len({first.get(line, line) for line in own})) for first, own in sides)


def _first_lines(document: Document) -> dict[int, int]:
    """Each line of a segment to the first one of the segment."""
    at = lines(document.text).at
    found: dict[int, int] = {}
    for segment in document.segments:
        place = segment.file
        first, last = at(place.start).line, at(max(place.end - 1, place.start)).line
        for line in range(first, last + 1):
            found.setdefault(line, first)
    return found


def text_of(document: Document, own: Sequence[int]) -> str:
    """The text of some lines, without the blanks around each."""
    rows = document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(rows[line - 1].strip() for line in own if line <= len(rows))
