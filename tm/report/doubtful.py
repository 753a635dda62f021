"""The places of an alignment that a person should look at, in words that need no knowledge of aligners.

Neighbouring doubtful beads are one place. Places come in the order of the source, because that is how a
person walks through two files; how sure the aligner is stands with each, so that programs can sort.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from tm.core import Bead, Bitext, Document, Kind, Segment
from tm.formats.rows import DOUBTFUL
from tm.messages import listed, say
from tm.report.lines import lines

#: One side is named too long or too short when it is so many times as long as usual in this pair.
LENGTHS = 2.2
#: And so many characters away from it.
CHARACTERS = 60


KINDS = {
    Kind.HEADING: say("heading"),
    Kind.PARAGRAPH: say("paragraph"),
    Kind.ITEM: say("item"),
    Kind.CELL: say("cell"),
    Kind.CAPTION: say("caption"),
    Kind.QUOTE: say("quote"),
    Kind.CODE: say("code"),
    Kind.META: say("meta"),
    Kind.MEDIA: say("media"),
    Kind.MARKUP: say("markup"),
    Kind.ENTRY: say("entry"),
    Kind.SENTENCE: say("sentence"),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place: neighbouring segments of both sides, either of which may be none.

    score:   how sure the aligner is of its worst bead, 0 to 1
    reasons: low-score, one-sided, length, kind, order
    message: what may be the matter, naming physical lines
    why:     what speaks for it
    """

    source: range
    target: range
    score: float
    reasons: tuple[str, ...]
    message: str
    why: str


def find(bitext: Bitext, moved: Sequence[tuple[range, range]] = ()) -> list[Doubt]:
    """The doubtful places of a bitext, in the order of its source.

    moved: runs of source and of target segments that say the same in another order; each is one place, told
        where the source has it
    """
    usual = _usual(bitext)
    runs = {i: run for run in moved for i in run[0]}, {j: run for run in moved for j in run[1]}
    places: list[list[Bead] | tuple[range, range]] = []
    joins = False
    for bead in bitext.beads:
        if not read(bitext, bead):
            continue
        run = next((runs[0][i] for i in bead.source if i in runs[0]), None)
        if run or any(j in runs[1] for j in bead.target):
            if run and run not in places:
                places.append(run)
            joins = False
        elif bead.score >= DOUBTFUL and bead.source and bead.target:
            joins = False
        elif joins and isinstance(last := places[-1], list) and _kin(last[-1], bead):
            last.append(bead)
        else:
            places.append([bead])
            joins = True
    scores = _alone_scores(bitext)
    return [
        _doubt(bitext, place, usual) if isinstance(place, list) else _moved(bitext, place, scores) for place in places
    ]


def _alone_scores(bitext: Bitext) -> dict[int, float]:
    return {i: bead.score for bead in bitext.beads if not bead.target for i in bead.source}


def _moved(bitext: Bitext, run: tuple[range, range], scores: dict[int, float]) -> Doubt:
    here, there = shown_lines(bitext.source, run[0]), shown_lines(bitext.target, run[1])
    message = say(
        "moved: {there} of the translation and {here} of the source seem to say the same, in another order",
        there=there,
        here=here,
    )
    return Doubt(*run, min(scores.get(i, 1.0) for i in run[0]), ("order",), message, "")


def _kin(before: Bead, bead: Bead) -> bool:
    """True for beads of one place: both in doubt, or both certainly of one side only."""
    if before.score < DOUBTFUL and bead.score < DOUBTFUL:
        return True
    if before.score < DOUBTFUL or bead.score < DOUBTFUL:
        return not (before.source and before.target) or not (bead.source and bead.target)
    return bool(before.source) == bool(bead.source) and bool(before.target) == bool(bead.target)


def read(bitext: Bitext, bead: Bead) -> bool:
    """True for a bead of text, or of code or media that has a counterpart to be wrong about."""
    kinds = {s.kind for s in segments(bitext.source, bead.source) + segments(bitext.target, bead.target)}
    return bool(kinds - {Kind.MARKUP, Kind.CODE, Kind.MEDIA})


def segments(document: Document, indices: Iterable[int]) -> list[Segment]:
    """Those of a side."""
    return [document.segments[index] for index in indices]


def _usual(bitext: Bitext) -> float:
    """How many characters of the target usually stand for one of the source."""
    ratios = [
        len(target.text) / len(source.text)
        for bead in bitext.beads
        if bead.source and bead.target and bead.score >= DOUBTFUL
        for source, target in [bitext.sides(bead)]
        if len(source.text) >= 20 and target.text
    ]
    return median(ratios) if len(ratios) >= 5 else 0.0


def _doubt(bitext: Bitext, beads: list[Bead], usual: float) -> Doubt:
    source = range(beads[0].source.start, beads[-1].source.stop)
    target = range(beads[0].target.start, beads[-1].target.stop)
    score = min(bead.score for bead in beads)
    here, there = shown_lines(bitext.source, source), shown_lines(bitext.target, target)
    reasons: list[str] = []
    if source and target:
        message = say(
            "{there} may belong to {here} of the source in another way than shown"
            if len(beads) > 1
            else "{there} may not belong to {here} of the source",
            there=there,
            here=here,
        )
    elif source:
        message = say("{lines} of the source: nothing in the translation seems to say this", lines=here)
    else:
        message = say("{lines} of the translation: nothing in the source seems to say this", lines=there)
    why: list[str] = [say("{score:.0%} sure", score=score if score == 1 else min(score, 0.99))]
    if score < DOUBTFUL:
        reasons.append("low-score")
    if not (source and target):
        reasons.append("one-sided")
        why.append(_place(bitext, source, target))
    elif told := _length(bitext, source, target, usual):
        reasons.append("length")
        why.append(told)
    if source and target and (told := _kinds(bitext, source, target)):
        reasons.append("kind")
        why.append(told)
    return Doubt(source, target, score, tuple(reasons), message, listed(why))


def _place(bitext: Bitext, source: range, target: range) -> str:
    """Where on the other side it would stand."""
    document, at = (bitext.target, target.start) if source else (bitext.source, source.start)
    before = [n for n in range(max(at - 20, 0), at) if document.segments[n].kind is not Kind.MARKUP]
    if not before:
        return say(
            "it would stand at the beginning of the translation"
            if source
            else "it would stand at the beginning of the source"
        )
    return say(
        "it would stand after line {line} of the translation"
        if source
        else "it would stand after line {line} of the source",
        line=line_numbers(document, range(before[-1], before[-1] + 1))[1],
    )


def _length(bitext: Bitext, source: range, target: range, usual: float) -> str:
    left, right = (
        sum(len(s.text) for s in segments(document, indices))
        for document, indices in ((bitext.source, source), (bitext.target, target))
    )
    expected = left * usual
    if not usual or abs(right - expected) < CHARACTERS:
        return ""
    times = right / expected
    if times > LENGTHS:
        return say("the translation is {times:.1f} times as long as usual here", times=times)
    if times < 1 / LENGTHS:
        return say("the translation is {times:.1f} times as short as usual here", times=1 / times)
    return ""


def _kinds(bitext: Bitext, source: range, target: range) -> str:
    left, right = ({s.kind for s in segments(d, r)} for d, r in ((bitext.source, source), (bitext.target, target)))
    if left & right or Kind.SENTENCE in left | right:
        return ""
    return say("a {source} against a {target}", source=KINDS[min(left)], target=KINDS[min(right)])


def shown_lines(document: Document, indices: range) -> str:
    """`line 12` or `lines 12-14`: where segments stand; empty for none."""
    if not indices:
        return ""
    first, last = line_numbers(document, indices)
    if first == last:
        return say("line {number}", number=first)
    return say("lines {first}-{last}", first=first, last=last)


def line_numbers(document: Document, indices: range) -> tuple[int, int]:
    """The first and the last line that segments stand on, from 1."""
    found = lines(document.text)
    end = document.segments[indices[-1]].file
    return found.at(document.segments[indices[0]].file.start).line, found.at(max(end.start, end.end - 1)).line
