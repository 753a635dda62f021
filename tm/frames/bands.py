"""How much of a new text a memory covers: segment by segment, by match band, and as the memory grew."""

from __future__ import annotations

import re
import weakref
from collections import Counter
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tm.core import Document, Segment
from tm.frames.alignment import line
from tm.frames.given import given, paths
from tm.frames.table import frame
from tm.memory import leverage as measured

if TYPE_CHECKING:
    import pandas

    from tm.memory.lookup import Query
    from tm.project.memory import Memory

#: Least similarity of what is looked up, the lowest at which a match helps anybody.
_LEAST = 0.5
#: Answers of a segment that growth looks through for the one that was there first.
_ANSWERS = 50
COVERED = {
    "line": "int64",
    "source": "string",
    "words": "int64",
    "characters": "int64",
    "band": "string",
    "score": "float64",
    "kind": "string",
    "match": "string",
    "translation": "string",
    "origin": "string",
}
LEVERAGE = {
    "band": "string",
    "segments": "int64",
    "words": "int64",
    "characters": "int64",
    "share": "float64",
}
REPETITIONS = {"source": "string", "times": "int64", "words": "int64", "saved": "int64", "line": "int64"}
GROWTH = {"units": "int64", "document": "string", "band": "string", "words": "int64", "share": "float64"}


@given()
def memory(pairs: Iterable[Sequence[str | PathLike[str]]] = (), location: str | PathLike[str] | None = None) -> Memory:
    """A memory to look into: one of your own, read only, or a passing one made of pairs and bilingual files.

    pairs:    what a new memory is filled with, in this order: `[("en.md", "ko.md"), ("legacy.tmx",)]`
    location: a memory that exists; `pairs` are not added to it then

    Raises:
        TmError: a file cannot be read, or there is no such memory.
    """
    from tm.formats.reading import Reading
    from tm.project.memory import Memory

    if location is not None:
        return Memory(location, read_only=True)
    folder = TemporaryDirectory(prefix="tm-")
    made = Memory(Path(folder.name) / "memory.db")
    weakref.finalize(made, folder.cleanup)
    for source, target in paths(pairs):
        made.load(source, target, report=Reading())
    return made


@given(known="Memory")
def covered(known: Memory, new: str | PathLike[str] | Document) -> pandas.DataFrame:
    """A new text by sentence, each with the best answer of a memory; the index counts from 0.

    new: a document in the source language; code and markup are passed over

    Columns:
        line (int64): where the sentence begins in its file, from 1
        source (string): the sentence
        words (int64): between blanks, with a letter or digit at least
        characters (int64): code points but blanks
        band (string): `repetitions` (stood in this text before), `101` (same text in the same context), `100`, `95-99`,
            `85-94`, `75-84`, `new`
        score (float64): of the best answer, 0 where there is none
        kind (string): of this answer; <NA> where there is none
        match, translation (string): source and target of this answer; <NA> likewise
        origin (string): the document or import that the answer comes from; <NA> likewise
    """
    document, pieces = _sentences(known, new)
    found = known.lookup_many(_queries(pieces), threshold=_LEAST, limit=1)
    rows = []
    seen: set[str] = set()
    for segment, answers in zip(pieces, found, strict=True):
        best = answers[0] if answers else None
        score = best.score if best else 0.0
        band = measured.band(score)
        if segment.text in seen and band != "101":
            band = measured.REPETITIONS
        seen.add(segment.text)
        rows.append(
            (
                line(document, segment),
                segment.text,
                _words(segment.text),
                _characters(segment.text),
                band,
                score,
                best.kind if best else None,
                best.unit.source if best else None,
                (best.target or best.unit.target) if best else None,
                (best.unit.document or best.unit.origin) if best else None,
            )
        )
    return frame(rows, COVERED, "sentence")


@given(sentences=COVERED)
def leverage(sentences: pandas.DataFrame) -> pandas.DataFrame:
    """How much of a text lies in each match band, from repetitions to new text. `sentences`: of `covered`.

    Columns:
        band (string): as in `covered`
        segments, words, characters (int64): of the sentences in this band
        share (float64): of the words of the text, 0 to 1
    """
    names = [measured.REPETITIONS, *(name for name, _ in measured.BANDS)]
    total = int(sentences["words"].sum())
    rows = []
    for name in names:
        some = sentences[sentences["band"] == name]
        words = int(some["words"].sum())
        rows.append((name, len(some), words, int(some["characters"].sum()), words / total if total else 0.0))
    return frame(rows, LEVERAGE, "row")


@given(sentences=COVERED)
def repetitions(sentences: pandas.DataFrame) -> pandas.DataFrame:
    """Sentences that recur in a text, those that save most first. `sentences`: of `covered`; the index counts from 0.

    Columns:
        source (string): the sentence
        times (int64): how often it stands there
        words (int64): of the sentence, once
        saved (int64): words that need no second translation
        line (int64): where it stands first
    """
    times = Counter(map(str, sentences["source"]))
    first: dict[str, tuple[int, int]] = {}
    for text, words, at in zip(sentences["source"], sentences["words"], sentences["line"], strict=True):
        first.setdefault(str(text), (int(words), int(at)))
    rows = [
        (text, count, first[text][0], first[text][0] * (count - 1), first[text][1])
        for text, count in times.items()
        if count > 1
    ]
    return frame(sorted(rows, key=lambda row: (-row[3], row[4])), REPETITIONS, "row")


@given(known="Memory")
def growth(known: Memory, new: str | PathLike[str] | Document, *, steps: int = 60) -> pandas.DataFrame:
    """How much of a new text the memory would have covered when it was smaller; units count in the order they came.

    Repetitions are not counted apart: only what the memory answers. The index counts from 0.

    Columns:
        units (int64): size of the memory
        document (string): where the last of these units comes from
        band (string): `100` (the same text), or `75-99` (a similar one)
        words (int64): of the new text, covered in this band
        share (float64): likewise, of all its words, 0 to 1
    """
    _, pieces = _sentences(known, new)
    order = {unit.id: (place, unit.document or unit.origin) for place, unit in enumerate(known.units(), 1)}
    found = known.lookup_many(_queries(pieces), threshold=measured.BANDS[-2][1], limit=_ANSWERS)
    words = [_words(piece.text) for piece in pieces]
    # from which size on a sentence has a whole and a similar answer
    never = len(order) + 1
    whole = [min((order[m.unit.id][0] for m in some if m.score >= 1), default=never) for some in found]
    least = measured.BANDS[-2][1]
    alike = [min((order[m.unit.id][0] for m in some if m.score >= least), default=never) for some in found]
    documents = [name for _, name in order.values()]
    sizes = sorted({0, *(round(len(order) * step / steps) for step in range(steps + 1))})
    rows = []
    for size in sizes:
        same = sum(count for count, since in zip(words, whole, strict=True) if since <= size)
        both = sum(count for count, since in zip(words, map(min, whole, alike), strict=True) if since <= size)
        for band, amount in (("100", same), ("75-99", both - same)):
            share = amount / sum(words) if sum(words) else 0.0
            rows.append((size, documents[size - 1] if size else None, band, amount, share))
    return frame(rows, GROWTH, "row")


def _sentences(known: Memory, new: str | PathLike[str] | Document) -> tuple[Document, list[Segment]]:
    from tm.segment import sentences_of

    document = new if isinstance(new, Document) else known.project.document(Path(new), known.languages[0])
    found = sentences_of(document)
    return document, [segment for segment in found.segments if segment.translatable and segment.text.strip()]


def _queries(pieces: Sequence[Segment]) -> list[Query | str]:
    from tm.memory.lookup import Query

    texts = ["", *(piece.text for piece in pieces), ""]
    return [Query(text, texts[at], texts[at + 2]) for at, text in enumerate(texts[1:-1])]


_WORD = re.compile(r"\S*\w\S*")


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _characters(text: str) -> int:
    return sum(map(len, text.split()))
