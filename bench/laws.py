"""What holds whatever a document holds: the promises that `mutate.py` tries on damaged ones.

`broken` gives the promises that a pair of files breaks, one line each; none for a pair that is refused with a message.
"""

from __future__ import annotations

import json
import random
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tm import report
from tm.checks import fix
from tm.core import Bitext, Diagnostic, Document, Edit, Kind, Place, Segment, Span
from tm.errors import TmError
from tm.pairing import FilePair
from tm.project import Project
from tm.project.inputs import Checked, Inputs

#: Reports beside JSON, which is made each time.
OTHERS = ("text", "concise", "jsonl", "sarif", "github", "gitlab", "junit", "html", "markdown")

#: Rules that tell a run of passages as one.
RUNS = ("U203", "U204")
#: Rules that compare what stands anywhere, such as definitions of links.
ANYWHERE = ("M401",)


@dataclass
class Seen:
    """Documents refused with a message, findings, fixes that were tried."""

    refused: int = 0
    findings: int = 0
    fixes: int = 0


def broken(
    project: Project, source: bytes, target: bytes | None, suffix: str, rng: random.Random, seen: Seen
) -> list[str]:
    """The promises that a pair breaks; `target` is None for a bilingual file.

    rng:  picks the report that is made beside JSON
    seen: what it came to, added up
    """
    try:
        return list(_broken(project, source, target, suffix, rng, seen))
    except TmError as error:
        seen.refused += 1
        said = str(error)
        return [] if said.startswith("error: ") and error.what else [f"empty error: {said!r}"]
    except Exception as error:
        return [_told(error)]


def _told(error: BaseException, what: str = "raised") -> str:
    """The error, and the last line of the project that it went through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/tm/" in frame.filename]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno} {frames[-1].name}" if frames else "?"
    text = f"{type(error).__name__}: {error}".splitlines()[0][:160]
    return f"{what} {text} ({place})"


def _broken(
    project: Project, source: bytes, target: bytes | None, suffix: str, rng: random.Random, seen: Seen
) -> Iterator[str]:
    root = project.root
    pair = FilePair(root / f"en{suffix}", None if target is None else root / f"ko{suffix}")
    inputs = Inputs(pair, source, source if target is None else target)
    bitext, found, failed = checked(project, inputs)
    seen.findings += len(found)
    yield from (f"internal error: {error.what}" for error in failed)
    for document in {id(d): d for d in (bitext.source, bitext.target)}.values():
        yield from _segments(document)
    yield from _places(bitext, found)
    yield from _reports(found, len(bitext.target.segments), rng)
    for unsafe in (False, True):
        yield from _fixes(project, inputs, bitext, found, unsafe, seen)


def checked(project: Project, inputs: Inputs) -> tuple[Bitext, list[Diagnostic], list[TmError]]:
    """The bitext, its findings, and rules that raised."""
    bitext = project.aligned(inputs, notices=[])
    failed: list[TmError] = []
    return bitext, project.check_bitext(bitext, failed), failed


# Where things are -------------------------------------------------------------------------------


def _segments(document: Document) -> Iterator[str]:
    size = len(document.text)
    for segment in document.segments:
        file = segment.file
        if not 0 <= file.start <= file.end <= size:
            yield f"segment outside the file: {segment.kind} {file}"
        runs = segment.places.runs
        if any(one.text.end != two.text.start or one.file.end > two.file.start for one, two in pairwise(runs)):
            yield f"places of a segment out of order: {segment.kind}"
        if runs and (runs[0].text.start or runs[-1].text.end != len(segment.text)):
            yield f"places of a segment do not cover it: {segment.kind}"
        if any(one.span.end > two.span.start for one, two in pairwise(segment.masked)):
            yield f"masks overlap: {segment.kind}"
        if segment.masked and segment.masked[-1].span.end > len(segment.text):
            yield f"mask outside its segment: {segment.kind}"
    if any(one.file.end > two.file.start for one, two in pairwise(document.segments)):
        yield "segments overlap"


def _places(bitext: Bitext, found: Sequence[Diagnostic]) -> Iterator[str]:
    """Every place lies in its file; both sides of a finding lie in one bead of the bitext, or of its sentences."""
    homes = [tuple(side.file for side in bitext.sides(bead)) for bead in bitext.beads]
    if inner := bitext.sentences:
        homes += [tuple(side.file for side in inner.sides(bead)) for bead in inner.beads]
    for one in found:
        places = [one.target, one.source, *(note.place for note in one.related)]
        if any(not _inside(place) for place in places if place):
            yield f"{one.code}: a place outside its file"
            continue
        if one.target is None or one.code == "G906":
            continue
        own, other = one.target.span, one.source.span if one.source else None
        if one.code in RUNS:
            if not _whole(own, [target for _, target in homes]) or not _whole(other, [source for source, _ in homes]):
                yield f"{one.code}: its places are no whole passages"
        elif not any(_in(own, target) and (other is None or _in(other, source)) for source, target in homes):
            sides = ((own, bitext.target), (other, bitext.source))
            if one.code in ANYWHERE and all(
                span is None or any(_in(span, s.file) for s in document.segments) for span, document in sides
            ):
                continue
            yield f"{one.code}: its places lie in no bead"
        for edit in one.fix.edits if one.fix else ():
            if not any(_in(edit.span, target) for _, target in homes):
                yield f"{one.code}: an edit outside every segment"


def _whole(span: Span | None, homes: Sequence[Span]) -> bool:
    """From where one passage begins to where one ends; what is missing lies at either."""
    if span is None:
        return True
    begins, ends = {home.start for home in homes}, {home.end for home in homes}
    return (span.start in begins and span.end in ends) or (span.start == span.end and span.start in begins | ends)


def _inside(place: Place) -> bool:
    return 0 <= place.span.start <= place.span.end <= len(place.document.text)


def _in(span: Span, home: Span) -> bool:
    return home.start <= span.start and span.end <= home.end


# What is shown ------------------------------------------------------------------------------------


def _reports(found: Sequence[Diagnostic], segments: int, rng: random.Random) -> Iterator[str]:
    summary = report.summarise(found, files=1, segments=segments, seconds=0.0)
    read = json.loads(report.render(found, summary, "json").encode("utf-8"))
    if len(read["diagnostics"]) != len(found):
        yield "JSON: findings lost"
    name = rng.choice(OTHERS)
    try:
        report.render(found, summary, name).encode("utf-8", "surrogateescape")
    except Exception as error:
        yield _told(error, f"report {name}:")
    for one, item in zip(found, read["diagnostics"], strict=False):
        place = item["target"]
        if place and one.target and (place["start"]["offset"], place["end"]["offset"]) != _ends(one.target.span):
            yield "JSON: another place"
        if place and (place["start"]["line"] < 1 or place["start"]["column"] < 1):
            yield "JSON: a line or column before the first"


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


# Fixes ----------------------------------------------------------------------------------------------


def _fixes(
    project: Project, inputs: Inputs, bitext: Bitext, found: Sequence[Diagnostic], unsafe: bool, seen: Seen
) -> Iterator[str]:
    """A fixed file has the same blocks, what was not touched is the same, and a second run finds nothing to do."""
    label = "unsafe fix" if unsafe else "fix"
    if unsafe and all(one.fix is None or one.fix.safe for one in found):
        return
    before, now, first = bitext, inputs, Checked(tuple(found), 0, "", inputs)
    codes = set[str]()
    for _ in range(3):
        done = project.fixed(Checked(tuple(found), 0, "", now), unsafe=unsafe)
        if done is None:
            break
        codes |= {one.code for one in found if one.fix and set(one.fix.edits) <= set(done.edits)}
        now = done.inputs
        seen.fixes += done.count
        after, found, failed = checked(project, now)
        yield from (f"after a {label}, internal error: {error.what}" for error in failed)
        yield from _same(before, after, done.edits, f"{label} {' '.join(sorted(codes))}")
        before = after
    left = project.fixed(Checked(tuple(found), 0, "", now), unsafe=unsafe)
    if left is None or left.after == left.before:
        return
    settled, _ = project.settle(first, unsafe=unsafe)  # which leaves out a fix that repairs nothing
    _, left = project.settle(settled, unsafe=unsafe)
    if left is not None and left.after != left.before:
        more = {one.code for one in found if one.fix and (unsafe or one.fix.safe)}
        yield f"{label} {' '.join(sorted(codes))}: a second run would fix {' '.join(sorted(more))}"


def _same(before: Bitext, after: Bitext, edits: Sequence[Edit], label: str) -> Iterator[str]:
    """The same blocks; each holds what it held, but for the edits in it."""
    both = before.source.path == before.target.path
    for old, new, here in ((before.target, after.target, edits), (before.source, after.source, edits if both else ())):
        if [_shape(segment) for segment in old.segments] != [_shape(segment) for segment in new.segments]:
            yield f"{label}: other blocks"
            return
        for one, two in zip(old.segments, new.segments, strict=True):
            file = one.file
            inside = [edit for edit in here if _in(edit.span, file)]
            if not inside:
                if one.text != two.text and not any(edit.span.overlaps(file) for edit in here):
                    yield f"{label}: text that no edit touched"
                    return
                continue
            own = [(Edit(edit.span.shift(-file.start), edit.text),) for edit in inside]
            if fix.apply(file.of(old.text), own).strip() != two.file.of(new.text).strip():
                yield f"{label}: more than the edits changed"
                return


def _shape(segment: Segment) -> tuple[str, int, str]:
    return segment.kind.value, segment.level, segment.key if segment.kind is Kind.META else ""
