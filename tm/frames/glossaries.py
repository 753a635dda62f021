"""Glossaries and the pairs that they are held against: read, shown, and mined from one another."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from tm.core import Bitext, Glossary
from tm.frames.given import Each, given, paths
from tm.frames.table import frame

if TYPE_CHECKING:
    import pandas

log = logging.getLogger(__name__)

GLOSSARY = {
    "source": "string",
    "target": "string",
    "status": "string",
    "pos": "string",
    "domain": "string",
    "definition": "string",
    "note": "string",
    "id": "string",
    "place": "string",
}
MINED = {
    "source": "string",
    "target": "string",
    "pos": "string",
    "count": "int64",
    "score": "float64",
    "status": "string",
    "listed": "bool",
    "renderings": "string",
}


def bitexts(pairs: Iterable[Sequence[str | PathLike[str]]]) -> list[Bitext]:
    """Several pairs aligned, or bilingual files read: `[("en.md", "ko.md"), ("ko.po",)]`.

    What is worth knowing of a file, such as how many of its entries are fuzzy and left out, is logged as information.

    Raises:
        TmError: a file cannot be read, or two do not belong together.
    """
    from tm.pairing import FilePair
    from tm.project import Project
    from tm.project.inputs import load

    found = []
    for source, target in paths(pairs):
        told: list[str] = []
        found.append(Project.containing(target or source).aligned(load(FilePair(source, target)), notices=told))
        for notice in told:
            log.info(notice)
    return found


@given()
def read_glossary(path: str | PathLike[str]) -> Glossary:
    """Read a glossary.

    Raises:
        FormatError: it cannot be read.
    """
    from tm.project import glossaries

    return glossaries.read((Path(path),))


@given(terms="Glossary")
def glossary(terms: Glossary) -> pandas.DataFrame:
    """One row a row of the glossary, in its order; the index counts from 0.

    Columns:
        source (string): the term
        target (string): its targets, separated by ` | `
        status (string): approved, admitted, forbidden, deprecated or dnt
        pos, domain, definition, note, id (string): as in the file; empty where it does not say
        place (string): file and line
    """
    rows = [
        (
            term.source,
            " | ".join(term.targets),
            term.status,
            term.pos,
            term.domain,
            term.definition,
            term.note,
            term.id,
            term.place,
        )
        for term in terms
    ]
    return frame(rows, GLOSSARY, "row")


@given(found=Each("Bitext"), terms="Glossary")
def mined(found: Iterable[Bitext], terms: Glossary | None = None, *, least: int = 3) -> pandas.DataFrame:
    """Recurring terms of the texts, which a glossary may need, the surest first; the index is the rank, from 1.

    terms: a glossary whose terms are marked
    least: passages in which a term stands at least

    Columns:
        source, target (string): the term, and what usually renders it
        pos (string): noun, verb, or empty
        count (int64): passages that hold the term
        score (float64): how sure the pair is, the higher the surer
        status (string): approved, or dnt where the term is left as it is
        listed (bool): the glossary has it
        renderings (string): all renderings with their numbers: `환각 12, 오류 2`
    """
    from tm import glossary_work

    proposals = glossary_work.mine(found, least=least, known=terms)
    rows = [
        (
            one.source,
            one.target,
            one.pos,
            one.count,
            one.score,
            one.status,
            one.listed,
            ", ".join(f"{rendering.target} {rendering.count}" for rendering in one.renderings),
        )
        for one in proposals
    ]
    import pandas as pd

    return frame(rows, MINED, "rank").set_index(pd.Index([one.number for one in proposals], dtype="int64", name="rank"))
