"""Bilingual translation-memory toolkit: align, check, store, export. English and Korean first.

    import tm
    bitext = tm.align("en.md", "ko.md")
    found = tm.check(bitext, glossary="glossary.csv")
    with tm.Memory("memory.db") as memory:
        memory.add(bitext)
        matches = memory.lookup("A sentence to be translated.")

Importing this module is cheap: everything heavy loads when it is first used.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tm.hooks import HOOKS

if TYPE_CHECKING:
    from tm.core import (
        Bead,
        Bitext,
        Diagnostic,
        Document,
        Glossary,
        Match,
        Segment,
        Severity,
        Span,
        Term,
        TranslationUnit,
    )
    from tm.errors import TmError
    from tm.found import Findings, Matches
    from tm.project.memory import Memory

__all__ = [
    "Bead",
    "Bitext",
    "Diagnostic",
    "Document",
    "Findings",
    "Glossary",
    "Match",
    "Matches",
    "Memory",
    "Segment",
    "Severity",
    "Span",
    "Term",
    "TmError",
    "TranslationUnit",
    "align",
    "check",
    "read",
]

HOOKS["to_frame"] = lambda value: import_module("tm.frames").bitext(value)
HOOKS["units_frame"] = lambda value: import_module("tm.frames").units(value)
HOOKS["page"] = lambda value: import_module("tm.report.html.pair").page(value)
HOOKS["repr_html"] = lambda value: import_module("tm.frames").bitext_html(value)
HOOKS["glossary_html"] = lambda value: import_module("tm.frames").glossary_html(value)
HOOKS["findings_frame"] = lambda value: import_module("tm.frames").diagnostics(value)
HOOKS["findings_html"] = lambda value: import_module("tm.frames").findings_html(value)
HOOKS["matches_frame"] = lambda value: import_module("tm.frames").matches(value)
HOOKS["matches_html"] = lambda value: import_module("tm.frames").matches_html(value)


def read(path: str | PathLike[str], language: str = "en") -> Document:
    """Read one document.

    Raises:
        TmError: it cannot be read; says what, where and what to do.
    """
    from tm.project import Project

    return Project.containing(Path(path)).document(Path(path), language)


def align(
    source: str | PathLike[str],
    target: str | PathLike[str] | None = None,
    *,
    level: str = "paragraph",
    source_language: str | None = None,
    target_language: str | None = None,
) -> Bitext:
    """Align two documents, or read one bilingual file, which is aligned already.

    level: "paragraph" or "sentence".

    Raises:
        TmError: a file cannot be read, or the two do not belong together.
        ValueError: no such level.
    """
    if level not in ("paragraph", "sentence"):
        raise ValueError(f"level is 'paragraph' or 'sentence', not {level!r}")
    from tm.pairing import FilePair
    from tm.project import Project

    pair = FilePair(Path(source), None if target is None else Path(target))
    project = Project.containing(pair.target or pair.source).with_config(
        source_language=source_language, target_language=target_language
    )
    bitext = project.bitext(pair)
    return bitext.sentences if level == "sentence" and bitext.sentences else bitext


def check(
    bitext: Bitext,
    *,
    glossary: str | PathLike[str] | None = None,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
) -> Findings:
    """Findings on a bitext, in the order of the target file: a list, which a notebook shows as a table.

    select, ignore: a rule code or prefix, or several.

    Raises:
        TmError: the glossary cannot be read, or a rule code is unknown.
    """
    from tm.project import Project

    project = Project.containing(Path.cwd()).with_config(
        source_language=bitext.source.language,
        target_language=bitext.target.language,
        glossary=None if glossary is None else (str(Path(glossary).resolve()),),
        select=_codes(select),
        ignore=_codes(ignore),
    )
    from tm.found import Findings

    return Findings(project.check_bitext(bitext))


def _codes(given: str | Sequence[str]) -> tuple[str, ...] | None:
    return ((given,) if isinstance(given, str) else tuple(given)) or None


#: Where the public names come from that `tm.core` does not have.
_HOMES = {"TmError": "tm.errors", "Memory": "tm.project.memory", "Findings": "tm.found", "Matches": "tm.found"}


def __getattr__(name: str) -> Any:
    if name == "frames":
        return import_module("tm.frames")
    if name in __all__:
        home = _HOMES.get(name, "tm.core")
        return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
