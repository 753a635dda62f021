"""The glossaries of a project: which files, read one over the other."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from tm import files, formats
from tm.core import Glossary, Term
from tm.errors import FormatError
from tm.messages import say

if TYPE_CHECKING:
    from tm.project import Project

log = logging.getLogger(__name__)


def paths(project: Project) -> tuple[Path, ...]:
    """The configured glossaries; without any, glossary.csv of the project where it exists."""
    if project.config.glossary:
        return tuple(project.root / name for name in project.config.glossary)
    usual = project.root / "glossary.csv"
    if not files.is_file(usual):
        return ()
    if not project.configured:
        log.warning(
            say(
                "{name} of this folder was not read; to use it, give it with --glossary, or set up a project with "
                "`tm init`",
                name=usual.name,
            )
        )
        return ()
    return (usual,)


def read(paths: tuple[Path, ...]) -> Glossary:
    """All glossaries read one after another; rows of a later file override those of an earlier one."""
    from tm.formats import glossary_csv

    terms: list[Term] = []
    for path in paths:
        name = files.display(path)
        data = files.read(path)
        if data.lstrip(b"\xef\xbb\xbf \r\n")[:1] == b"<" or data[:2] == b"PK":
            raise FormatError(
                say("this is no CSV file; glossaries of other tools are imported"),
                where=name,
                hint=say("bring its terms in: tm glossary import {name}", name=name),
            )
        glossary = glossary_csv.read(formats.decode(data, name=name).text, name=name)
        overridden = {term.source.casefold() for term in glossary}
        terms = [term for term in terms if term.source.casefold() not in overridden] + list(glossary)
    return Glossary(tuple(terms))
