"""Clauses: a sentence that became two is cut where it may be, so that one bead with two sentences becomes two beads.

Only where the other side has a border at that place: a cut that leaves no two beads, each of them likely, is not made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from string import ascii_lowercase

from tm.alignment.encoder import Encoder
from tm.alignment.sentences import Sentences, spans_of
from tm.core import Bead, Document, Kind, Places, Segment, Span
from tm.lang.sentences import clause_ends

#: How likely each of the beads that a cut leaves must be.
LIKELY = 0.8
#: Cuts of one bead, one after the other.
ROUNDS = 3
#: Longer sentences are lists, and their beads lists of beads.
MOST = 12

#: A piece of a sentence: which, and what of it.
_Unit = tuple[int, Span]
_Sides = tuple[tuple[_Unit, ...], tuple[_Unit, ...]]
_MARKS = " \t\n:;：；—–-"


@dataclass(frozen=True, slots=True)
class _Group:
    """A bead over pieces of sentences."""

    sides: _Sides
    score: float


@dataclass(frozen=True, slots=True)
class _Trial:
    """A group with one more cut: behind that many units of a side."""

    group: int
    sides: _Sides
    side: int
    behind: int


def split_clauses(
    source: Document, target: Document, beads: Sequence[Bead], *, encoder: Encoder | None
) -> tuple[Document, Document, list[Bead]]:
    """The same sentences, those cut in two at a colon, semicolon or dash whose other side has two sentences.

    Args:
        source, target: sentences
        beads: over them, as `align_sentences` gives them

    Returns:
        Both documents and the beads over them. The pieces of a sentence keep its parent, and have its id with a
        letter behind (`17.2a`); together they cover it, but for white space. Everything else is as it was.
    """
    documents = source, target
    groups = [
        _Group(
            (
                tuple((i, Span(0, len(source.segments[i].text))) for i in bead.source),
                tuple((j, Span(0, len(target.segments[j].text))) for j in bead.target),
            ),
            bead.score,
        )
        for bead in beads
    ]
    for _ in range(ROUNDS):
        trials = list(_trials(documents, groups))
        if not trials:
            break
        best = _tried(documents, trials, encoder)
        groups = [
            replace(part, score=round(part.score * group.score, 4)) if number in best else group
            for number, group in enumerate(groups)
            for part in best.get(number, [group])
        ]
    return _cut(source, groups, 0), _cut(target, groups, 1), _beads(groups)


def _trials(documents: tuple[Document, Document], groups: Sequence[_Group]) -> Iterator[_Trial]:
    for number, group in enumerate(groups):
        sizes = [len(side) for side in group.sides]
        if not min(sizes) or not 2 < sum(sizes) < MOST:
            continue
        for side, units in enumerate(group.sides):
            if len(group.sides[1 - side]) < 2:
                continue  # there is no border over there
            for at, (index, span) in enumerate(units):
                segment = documents[side].segments[index]
                for end in clause_ends(span.of(segment.text), segment.part(span).masked)[:MOST]:
                    border = span.start + end
                    cut = _trimmed(segment.text, span.start, border), _trimmed(segment.text, border, span.end)
                    more = (*units[:at], *((index, piece) for piece in cut), *units[at + 1 :])
                    yield _Trial(number, (more, group.sides[1]) if side == 0 else (group.sides[0], more), side, at + 1)


def _tried(
    documents: tuple[Document, Document], trials: Sequence[_Trial], encoder: Encoder | None
) -> dict[int, list[_Group]]:
    """What becomes of the groups that a cut makes better: of several cuts the one with the likeliest beads."""
    made = []
    for side, document in enumerate(documents):
        pieces = (
            _pseudo(span.of(document.segments[index].text), number)
            for number, trial in enumerate(trials)
            for index, span in trial.sides[side]
        )
        made.append(replace(document, segments=tuple(pieces)))
    whole = [Bead(range(number, number + 1), range(number, number + 1)) for number in range(len(trials))]
    spans = list(spans_of(made[0].segments, made[1].segments, whole))
    found = Sentences(made[0], made[1], spans, encoder).search(range(len(trials)))
    best: dict[int, list[_Group]] = {}
    for trial, span, beads in zip(trials, spans, found, strict=True):
        parts = [
            _Group((_units(trial, span, 0, bead.source), _units(trial, span, 1, bead.target)), bead.score)
            for bead in beads
        ]
        borders = set(accumulate(len(part.sides[trial.side]) for part in parts))
        least = min(part.score if all(part.sides) else 0.0 for part in parts)
        before = min((part.score for part in best.get(trial.group, [])), default=LIKELY)
        if trial.behind in borders and least > before:
            best[trial.group] = parts
    return best


def _units(trial: _Trial, span: tuple[range, range], side: int, of: range) -> tuple[_Unit, ...]:
    return trial.sides[side][of.start - span[side].start : of.stop - span[side].start]


def _pseudo(text: str, parent: int) -> Segment:
    """A piece as the search sees it; which mark it ends in says nothing, so all end as sentences do."""
    text = text.rstrip(_MARKS).rstrip(".") + "."
    return Segment("", text, Places.identity(0, len(text)), Kind.SENTENCE, parent=parent)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


def _cut(document: Document, groups: Sequence[_Group], side: int) -> Document:
    """The document by its pieces."""
    pieces: dict[int, list[Span]] = {}
    for group in groups:
        for index, span in group.sides[side]:
            pieces.setdefault(index, []).append(span)
    found: list[Segment] = []
    for index, segment in enumerate(document.segments):
        spans = pieces[index]
        if len(spans) == 1:
            found.append(segment)
        else:
            found += [
                segment.part(span, id=f"{segment.id}{letter}")
                for span, letter in zip(spans, ascii_lowercase, strict=False)
            ]
    return replace(document, segments=tuple(found))


def _beads(groups: Sequence[_Group]) -> list[Bead]:
    found = []
    i = j = 0
    for group in groups:
        a, b = map(len, group.sides)
        found.append(Bead(range(i, i + a), range(j, j + b), group.score))
        i, j = i + a, j + b
    return found
