"""Glossaries for other tools: one table of formats, one small module each.

Every writer says what it wrote and what it left out with the reason, so that nothing is lost in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from tm.core import Glossary
from tm.errors import TmError, UsageError
from tm.formats.concepts import Report
from tm.messages import say

Writer = Callable[[Glossary, str, str], tuple[bytes, Report]]


@dataclass(frozen=True, slots=True)
class Export:
    """A row of the table.

    module:  holds `write(glossary, source_language, target_language) -> (bytes, Report)`; loaded on use
    file:    the usual name of the file
    endings: file names that mean this format, the first format of the table that fits wins
    """

    module: str
    file: str
    endings: tuple[str, ...]


EXPORTS = {
    "csv": Export("tm.formats.glossary_csv_write", "glossary.csv", (".csv",)),
    "tbx": Export("tm.formats.tbx", "glossary.tbx", (".tbx",)),
    "omegat": Export("tm.formats.omegat", "glossary.omegat.txt", (".txt", ".tab", ".utf8")),
}


def export(
    glossary: Glossary, to: str, source_language: str = "en", target_language: str = "ko"
) -> tuple[bytes, Report]:
    """The glossary as a file in another format, and what became of its rows.

    to: a key of EXPORTS.

    Raises:
        UsageError: there is no such format.
        TmError: not one row could be written.
    """
    if to not in EXPORTS:
        raise UsageError(
            say("unknown export format {to!r}", to=to),
            where="--to",
            hint=say("use one of {choices}", choices=", ".join(EXPORTS)),
        )
    write = cast(Writer, import_module(EXPORTS[to].module).write)
    data, report = write(glossary, source_language, target_language)
    if not report.written:
        reasons = "; ".join(f"{term}: {reason}" for term, reason in report.left_out[:3])
        raise TmError(say("no term to write as {to}", to=to), hint=reasons or say("the glossary has no rows"))
    return data, report


def format_for(name: str) -> str:
    """The format that a file name means: `glossary.omegat.txt` is omegat; csv where there is no name.

    Raises:
        UsageError: the name means none.
    """
    if not name:
        return "csv"
    for key, row in EXPORTS.items():
        if name.lower().endswith(row.endings):
            return key
    raise UsageError(
        say("no format goes by the name {name!r}", name=name), where="-o", hint="add --to " + "|".join(EXPORTS)
    )
