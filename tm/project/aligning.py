"""Reading and aligning a pair, with what the user has settled beforehand."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from tm import files, formats, pairing
from tm.core import Bead, Bitext, Document, Kind
from tm.errors import UsageError
from tm.messages import say
from tm.project.inputs import Inputs, timed

if TYPE_CHECKING:
    from tm.alignment.encoder import Matrix
    from tm.project import Project
    from tm.project.locks import Locks

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Given:
    """What the user gives to an alignment beside the two documents.

    anchors:  physical lines of source and target, from 1, whose segments belong together: hard borders
    locked:   a file of an earlier alignment whose beads are kept
    vectors:  `.npy` files for source and target, one row a segment, used instead of the encoder for paragraphs
    progress: called now and then with how much is done, and of how much
    """

    anchors: tuple[tuple[int, int], ...] = ()
    locked: Path | None = None
    vectors: tuple[Path, Path] | None = None
    progress: Callable[[int, int], None] | None = None


def align(
    project: Project, source: Document, target: Document, *, sentences: bool = False, given: Given | None = None
) -> Bitext:
    """Align two documents by paragraph, and inside the paragraphs by sentence where asked; catalogues by key.

    Raises:
        UsageError: the two are of the same language, or swapped; an anchor fits no line; something is given for
            catalogues, which are not aligned.
        FormatError: the locked file or the vectors do not fit the documents.
    """
    from tm import alignment

    pairing.refuse_wrong_languages(source, target)
    given = given or Given()
    if (catalogues := formats.by_key(source, target)) is not None:
        _refuse(given, target.path, say("catalogues are paired by key, which leaves nothing to align"))
        return catalogues
    locks = _locks(source, target, given) if given.anchors or given.locked else None
    vectors, options = None, {}
    if given.vectors:
        counts = len(source.segments), len(target.segments)
        vectors, options["vectors"] = _vectors(given.vectors, counts)
    if locks:
        options["locked"] = alignment.locks_digest(locks.beads, locks.alone, locks.borders)
    encoder = project.encoder if vectors is None or sentences else None
    beads = tuple(_beads(project, source, target, locks, vectors, given.progress))
    signature = alignment.signature(encoder, options, cascade=_cascade(project))
    bitext = Bitext(source, target, beads, signature)
    if not sentences:
        return bitext
    from tm.segment import sentences_of

    inner_source, inner_target = sentences_of(source), sentences_of(target)
    inner: Sequence[Bead] = alignment.align_sentences(inner_source, inner_target, beads, encoder=encoder)
    return replace(bitext, sentences=Bitext(inner_source, inner_target, tuple(inner), signature))


def with_clauses(project: Project, bitext: Bitext) -> Bitext:
    """The bitext with its sentences cut into clauses where the other side has a border; see `tm.alignment.clauses`.

    For reading and for memories. Rules look at whole sentences, where a sentence that became two is no defect.
    """
    if bitext.sentences is None or not bitext.sentences.beads:
        return bitext
    from tm.alignment.clauses import split_clauses

    inner = bitext.sentences
    source, target, beads = split_clauses(inner.source, inner.target, inner.beads, encoder=project.encoder)
    return replace(bitext, sentences=Bitext(source, target, tuple(beads), inner.signature))


def aligned(
    project: Project, inputs: Inputs, *, lines: bool, sentences: bool, notices: list[str], given: Given | None = None
) -> Bitext:
    """A pair, or a bilingual file, as an aligned bitext."""
    languages = project.languages
    seconds = timed()
    if inputs.pair.target is None:
        _refuse(given or Given(), inputs.names[0], say("a bilingual file is aligned already"))
        return formats.read_bitext(
            inputs.source,
            name=inputs.names[0],
            source_language=languages[0],
            target_language=languages[1],
            notices=notices,
        )
    source, target = documents(project, inputs, lines=lines, notices=notices)
    bitext = align(project, source, target, sentences=sentences, given=given)
    told = say(
        "aligned {source} with {target}: {count} bead, {seconds:.1f} s",
        "aligned {source} with {target}: {count} beads, {seconds:.1f} s",
        source=inputs.names[0],
        target=inputs.names[1],
        count=len(bitext.beads),
        seconds=seconds(),
    )
    log.info(told)
    return bitext


def documents(project: Project, inputs: Inputs, *, lines: bool, notices: list[str]) -> tuple[Document, Document]:
    """Both files of a pair, read."""
    source, target = (
        formats.read_document(data, name=name, language=language, lines=lines, notices=notices)
        for data, name, language in zip((inputs.source, inputs.target), inputs.names, project.languages, strict=True)
    )
    return source, target


def _refuse(given: Given, name: str, why: str) -> None:
    """Raise UsageError if anchors, locked beads or vectors are given for what is not aligned."""
    for option, value in (
        ("--anchor", given.anchors),
        ("--locked", given.locked),
        ("--source-vectors", given.vectors),
    ):
        if value:
            hint = say("leave out {option}", option=option)
            raise UsageError(why, where=f"{name}, {option}", hint=hint)


def _locks(source: Document, target: Document, given: Given) -> Locks:
    from tm.project.locks import find  # late: few give any

    if given.locked is None:
        return find(source, target, given.anchors, ())
    from tm.formats import locked

    name = files.display(given.locked)
    entries = locked.read(formats.decode(files.read(given.locked), name=name).text, name=name)
    if not entries:
        log.warning(say("{name} locks nothing", name=name))
    return find(source, target, given.anchors, entries)


def _beads(
    project: Project,
    source: Document,
    target: Document,
    locks: Locks | None,
    vectors: tuple[Matrix, Matrix] | None,
    progress: Callable[[int, int], None] | None,
) -> Iterator[Bead]:
    """The beads of each region between two borders; the first one of a region holds what its anchor names."""
    from tm import alignment

    unlike = locks.alone if locks else (frozenset[int](), frozenset[int]())
    left, right = (
        # what nothing matches is passed over as markup is, wherever its neighbours go
        tuple(replace(s, kind=Kind.MARKUP) if n in alone else s for n, s in enumerate(document.segments))
        for document, alone in zip((source, target), unlike, strict=True)
    )
    encoder = project.encoder if vectors is None else None
    cuts = [(0, 0), *(locks.borders if locks else ()), (len(left), len(right))]
    for number, ((i, j), (stop, end)) in enumerate(pairwise(cuts)):
        settled = [_moved(bead, -i, -j) for bead in (locks.beads if locks else ()) if i <= bead.source.start < stop]

        def told(done: int, _: int, start: int = i) -> None:
            if progress is not None:
                progress(start + done, len(left))

        def region(locked: Sequence[Bead], i: int = i, j: int = j, stop: int = stop, end: int = end) -> list[Bead]:
            return alignment.align(
                left[i:stop],
                right[j:end],
                encoder=encoder,
                locked=locked,
                cascade=_cascade(project),
                vectors=None if vectors is None else (vectors[0][i:stop], vectors[1][j:end]),
                progress=told,
            )

        found = region(settled)
        if number and not (found[0].source.start == found[0].target.start == 0 and found[0].source and found[0].target):
            found = region([Bead(range(1), range(1)), *settled])  # the search would leave the anchored ones alone
        yield from (_moved(bead, i, j) for bead in found)


def _cascade(project: Project) -> bool:
    """Does the encoder read only what is not certain without it?"""
    return project.config.encoder != "full"


def _moved(bead: Bead, i: int, j: int) -> Bead:
    source, target = bead.source, bead.target
    rows, columns = range(source.start + i, source.stop + i), range(target.start + j, target.stop + j)
    return Bead(rows, columns, bead.score)


def _vectors(paths: tuple[Path, Path], counts: tuple[int, int]) -> tuple[tuple[Matrix, Matrix], str]:
    """Both matrices, and a short name that changes with what is in them."""
    import hashlib

    from tm.alignment import given

    names = files.display(paths[0]), files.display(paths[1])
    data = [files.read(path) for path in paths]
    source, target = (
        given.read(content, name=name, rows=count) for content, name, count in zip(data, names, counts, strict=True)
    )
    given.same_width(source, target, names=names)
    return (source, target), hashlib.sha256(b"".join(data)).hexdigest()[:8]


def moved(project: Project, bitext: Bitext) -> list[tuple[range, range]]:
    """Runs of source and of target segments that say the same although their order differs."""
    from tm.alignment.moved import moved as find_moved

    return find_moved(bitext.source.segments, bitext.target.segments, bitext.beads, encoder=project.encoder)
