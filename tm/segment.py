"""Paragraphs of a Document to sentences.

Every paragraph stays whole text for text: its sentences cover each of its characters but the white space between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tm.core import Document, Kind, Segment, Span
from tm.lang import Language, language


def sentences_of(document: Document) -> Document:
    """The same document by sentence: same path, language and text.

    A sentence has the kind SENTENCE, the id of its paragraph with its ordinal behind (`17.2`), and the
    paragraph's index as `parent`. Code, media and markup stay one segment of their kind, with a parent too.
    A paragraph without text gives no sentence.

    Raises:
        TmError: there is no module for the document's language.
    """
    spoken = language(document.language)
    found = [s for index, segment in enumerate(document.segments) for s in _sentences(segment, index, spoken)]
    return replace(document, segments=tuple(found))


def _sentences(segment: Segment, index: int, spoken: Language) -> Iterator[Segment]:
    if not segment.translatable:
        yield replace(segment, parent=index)
        return
    spans = spoken.sentences(segment.text, segment.masked)
    for ordinal, span in enumerate(spans, 1):
        whole = len(spans) == 1 and span == Span(0, len(segment.text))
        part = segment if whole else segment.part(span)
        yield replace(part, id=f"{segment.id}.{ordinal}", kind=Kind.SENTENCE, parent=index)
