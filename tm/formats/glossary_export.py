"""Glossaries for other tools: one table of formats, one small module each.

Every writer says what it wrote and what it left out with the reason, so that nothing is lost in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from tm.core import Glossary
from tm.errors import TmError, UsageError
from tm.formats.concepts import Report
from tm.formats.glossary_out.entries import Wanted
from tm.messages import say

Writer = Callable[[Glossary, Wanted], tuple[bytes, Report]]


@dataclass(frozen=True, slots=True)
class Export:
    """A row of the table.

    module:  holds `write(glossary, wanted) -> (bytes, Report)`; loaded on use
    file:    the usual name of the file
    endings: file names that mean this format, the longest that fits wins
    text:    False where the file is no text, so that it is not shown on a terminal
    own:     it has room for the user's own columns
    """

    module: str
    file: str
    endings: tuple[str, ...] = ()
    text: bool = True
    own: bool = False


_OUT = "tm.formats.glossary_out"
EXPORTS = {
    "csv": Export(f"{_OUT}.own_csv", "glossary.csv", (".csv",), own=True),
    "tbx": Export(f"{_OUT}.tbx", "glossary.tbx", (".tbx",)),
    "tbx3": Export(f"{_OUT}.tbx3", "glossary.v3.tbx", (".v3.tbx", ".tbx3")),
    "omegat": Export(f"{_OUT}.omegat", "glossary.omegat.txt", (".txt", ".tab", ".utf8")),
    "memoq": Export(f"{_OUT}.memoq", "glossary.memoq.csv", (".memoq.csv",)),
    "multiterm": Export(f"{_OUT}.multiterm", "glossary.multiterm.xml", (".xml",)),
    "phrase": Export(f"{_OUT}.phrase", "glossary.phrase.xlsx", (".phrase.xlsx",), text=False),
    "weblate": Export(f"{_OUT}.weblate", "glossary.weblate.csv", (".weblate.csv",)),
    "deepl": Export(f"{_OUT}.deepl", "glossary.deepl.csv", (".deepl.csv",)),
    "google": Export(f"{_OUT}.google", "glossary.google.csv", (".google.csv",)),
    "amazon": Export(f"{_OUT}.amazon", "glossary.amazon.csv", (".amazon.csv",)),
    "xlsx": Export(f"{_OUT}.xlsx", "glossary.xlsx", (".xlsx",), text=False, own=True),
    "md": Export(f"{_OUT}.md", "glossary.md", (".md", ".markdown"), own=True),
}


def export(
    glossary: Glossary,
    to: str,
    source_language: str = "en",
    target_language: str = "ko",
    *,
    extra: Mapping[str, Mapping[str, str]] | None = None,
    excel_safe: bool = False,
) -> tuple[bytes, Report]:
    """The glossary as a file in another format, and what became of its rows.

    to:    a key of EXPORTS
    extra: the user's own columns, by the place of a row: see `Wanted`

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
    data, report = write(glossary, Wanted(source_language, target_language, extra or {}, excel_safe))
    if extra and not EXPORTS[to].own:
        for values in extra.values():
            for name in values:
                report.columns[name] = report.columns.get(name, 0) + 1
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
    found = [
        (len(ending), key) for key, row in EXPORTS.items() for ending in row.endings if name.lower().endswith(ending)
    ]
    if found:
        return max(found)[1]
    raise UsageError(
        say("no format goes by the name {name!r}", name=name), where="-o", hint="add --to " + "|".join(EXPORTS)
    )
