"""Reading and aligning a pair."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tm import formats, pairing
from tm.core import Bead, Bitext, Document
from tm.project.inputs import Inputs, timed

if TYPE_CHECKING:
    from tm.project import Project

log = logging.getLogger(__name__)


def align(project: Project, source: Document, target: Document, *, sentences: bool = False) -> Bitext:
    """Align two documents by paragraph, and inside the paragraphs by sentence where asked.

    Raises:
        UsageError: the two are of the same language, or swapped.
    """
    from tm import alignment

    pairing.refuse_wrong_languages(source, target)
    beads = tuple(alignment.align(source.segments, target.segments, encoder=project.encoder))
    signature = alignment.signature(project.encoder)
    bitext = Bitext(source, target, beads, signature)
    if not sentences:
        return bitext
    from tm.segment import sentences_of

    inner_source, inner_target = sentences_of(source), sentences_of(target)
    inner: Sequence[Bead] = alignment.align_sentences(inner_source, inner_target, beads, encoder=project.encoder)
    return replace(bitext, sentences=Bitext(inner_source, inner_target, tuple(inner), signature))


def aligned(project: Project, inputs: Inputs, *, lines: bool, sentences: bool, notices: list[str]) -> Bitext:
    """A pair, or a bilingual file, as an aligned bitext."""
    languages = project.languages
    seconds = timed()
    if inputs.pair.target is None:
        return formats.read_bitext(
            inputs.source,
            name=inputs.names[0],
            source_language=languages[0],
            target_language=languages[1],
            notices=notices,
        )
    source, target = (
        formats.read_document(data, name=name, language=language, lines=lines, notices=notices)
        for data, name, language in zip((inputs.source, inputs.target), inputs.names, languages, strict=True)
    )
    bitext = align(project, source, target, sentences=sentences)
    log.info("aligned %s with %s: %d beads, %.1f s", *inputs.names, len(bitext.beads), seconds())
    return bitext
