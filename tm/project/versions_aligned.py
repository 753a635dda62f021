"""Two versions of a document, aligned with each other or through the source that both translate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tm import formats
from tm.core import Bead, Bitext, Document, Segment
from tm.project.versions import Compared, plain
from tm.report.lines import lines

if TYPE_CHECKING:
    from tm.project import Project


def with_each_other(project: Project, test: Document, reference: Document, level: str) -> Iterator[Compared]:
    """One version aligned with the other; catalogues by their keys."""
    bitext = formats.by_key(test, reference) or _bitext(project, test, reference)
    if level == "sentence":
        bitext = _sentences(project, bitext)
    for bead in bitext.beads:
        yield from _row(bitext.target, bead.target, bitext.source, bead.source)


def _row(
    reference: Document, right: Iterable[int], test: Document, left: Iterable[int], source: str = ""
) -> Iterator[Compared]:
    texts = [
        [document.segments[index] for index in indices if document.segments[index].translatable]
        for document, indices in ((test, left), (reference, right))
    ]
    one, other = (plain(" ".join(segment.text for segment in some)) for some in texts)
    if one or other:
        yield Compared(one, other, source, _line(test, texts[0]), _line(reference, texts[1]))


def _bitext(project: Project, source: Document, target: Document) -> Bitext:
    from tm import alignment

    encoder, cascade = project.encoder, project.config.encoder != "full"
    beads = alignment.align(source.segments, target.segments, encoder=encoder, cascade=cascade)
    return Bitext(source, target, tuple(beads))


def _sentences(project: Project, bitext: Bitext) -> Bitext:
    from tm import alignment
    from tm.segment import sentences_of

    source, target = sentences_of(bitext.source), sentences_of(bitext.target)
    beads: Sequence[Bead] = alignment.align_sentences(source, target, bitext.beads, encoder=project.encoder)
    return Bitext(source, target, tuple(beads))


def with_source(project: Project, source: Path, test: Document, reference: Document, level: str) -> Iterator[Compared]:
    """Both versions aligned with their source: what stands beside the same segments of it belongs together."""
    original = project.document(source, project.languages[0])
    made = [project.align(original, version, sentences=level == "sentence") for version in (test, reference)]
    if level == "sentence":
        made = [bitext.sentences or bitext for bitext in made]
    texts = made[0].source.segments
    own = [_by_group(bitext.beads, len(texts), [bitext.beads for bitext in made]) for bitext in made]
    for start, stop in _groups([bitext.beads for bitext in made], len(texts)):
        for beside in (False, True):  # first what either adds in front of these segments, then what translates them
            sides = [groups.get((start, beside), ()) for groups in own]
            some = [segment.text for segment in texts[start:stop] if segment.translatable] if beside else []
            yield from _row(made[1].target, sides[1], made[0].target, sides[0], plain(" ".join(some)))
    sides = [groups.get((len(texts), False), ()) for groups in own]
    yield from _row(made[1].target, sides[1], made[0].target, sides[0])


def _by_group(
    beads: Sequence[Bead], count: int, alignments: Sequence[Sequence[Bead]]
) -> dict[tuple[int, bool], list[int]]:
    """Target segments by (first source segment of their group, whether they have a source at all)."""
    first = {index: start for start, stop in _groups(alignments, count) for index in range(start, stop)}
    found: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for bead in beads:
        found[first.get(bead.source.start, count), bool(bead.source)] += bead.target
    return found


def _groups(alignments: Sequence[Sequence[Bead]], count: int) -> Iterator[tuple[int, int]]:
    """Runs of source segments that no bead of either alignment crosses."""
    joined = [False] * (count + 1)  # does a bead hold the segments on both sides of this border?
    for beads in alignments:
        for bead in beads:
            for border in range(bead.source.start + 1, bead.source.stop):
                joined[border] = True
    start = 0
    for border in range(1, count + 1):
        if not joined[border]:
            yield start, border
            start = border


def _line(document: Document, segments: Sequence[Segment]) -> int | None:
    return lines(document.text).at(segments[0].file.start).line if segments else None
