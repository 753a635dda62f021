"""tm memory stats, export, dedupe, rename-language, verify: the upkeep of a memory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tm.cli.memory import FORMATS, Database, OutputFormat, location, opened, project_of, reading, shown
from tm.cli.options import (
    Lang,
    Output,
    Quiet,
    SourceLanguage,
    TargetLanguage,
    Verbose,
    choice,
    deliver,
    file_to_be,
    language,
    prefer,
    spoken,
    tell,
)
from tm.messages import say

if TYPE_CHECKING:
    from tm.memory.store import Import, Statistics

_JSON: dict[str, Any] = {"ensure_ascii": False, "indent": 2}


def stats(db: Database = None, output_format: OutputFormat = "text", _lang: Lang = None) -> None:
    """Show what the memory holds: units, languages, where they came from, imports."""
    choice(output_format, FORMATS, "--output-format")
    with opened(db, read_only=True) as store:
        counted, imports = store.statistics(), store.imports()
    if output_format == "json":
        deliver(json.dumps(_values(counted, imports, shown(location(db))), **_JSON) + "\n", None)
        return
    deliver(_table(counted, imports, shown(location(db))), None)


def _values(counted: Statistics, imports: Sequence[Import], place: str) -> dict[str, Any]:
    return {
        "version": 1,
        "memory": place,
        "units": counted.units,
        "sources": counted.sources,
        "bytes": counted.size,
        "languages": [
            {"source_language": source, "target_language": target, "units": units}
            for source, target, units in counted.languages
        ],
        "origins": {one.value: one.units for one in counted.origins},
        "statuses": {one.value: one.units for one in counted.statuses},
        "imports": [
            {
                "id": one.id,
                "origin": one.origin,
                "started": one.started,
                "finished": one.finished,
                "imported": one.units,
                "duplicates": one.duplicates,
                "skipped": one.skipped,
                "left": one.left,
            }
            for one in imports
        ],
    }


def _table(counted: Statistics, imports: Sequence[Import], place: str) -> str:
    from tm.cli.cache import _size
    from tm.report.frame import printable
    from tm.report.glossary import table

    lines = [
        place,
        spoken(
            say("  {units:,} units, {sources:,} different source texts", units=counted.units, sources=counted.sources)
        ),
        *([f"  {_size(counted.size)}"] if counted.size else []),
    ]
    parts = ["\n".join(lines) + "\n"]
    languages = [(f"{source} → {target}", f"{units:,}") for source, target, units in counted.languages]
    for head, rows in (
        (say("languages"), languages),
        (say("status"), [(one.value or "–", f"{one.units:,}") for one in counted.statuses]),
        (say("origin"), [(printable(one.value) or "–", f"{one.units:,}") for one in counted.origins[:20]]),
    ):
        if rows:
            parts.append("\n" + table([(spoken(head), spoken(say("units"))), *rows], columns=None, give=()))
    if imports:
        shown_imports = [
            (str(one.id), printable(one.origin), one.finished[:16].replace("T", " "), f"{one.left:,}")
            for one in imports[-20:]
        ]
        titles = tuple(map(spoken, (say("import"), say("origin"), say("finished"), say("units"))))
        parts.append("\n" + table([titles, *shown_imports], columns=None, give=()))
    return "".join(parts)


Origin = Annotated[str, typer.Option(help="Only units from there: a pattern such as '*.tmx'.")]
Status = Annotated[str, typer.Option(help="Only units of this status: approved, translated, draft or rejected.")]
DocumentPattern = Annotated[str, typer.Option("--document", help="Only units of these documents: a pattern.")]
Since = Annotated[str, typer.Option(help="Only units changed since then, such as 2026-01-31.")]
Until = Annotated[str, typer.Option(help="Only units changed until then.")]


def export(
    db: Database = None,
    output: Output = None,
    to: Annotated[str | None, typer.Option("--to", help="Format; from the name of -o if not given.")] = None,
    origin: Origin = "",
    since: Since = "",
    until: Until = "",
    status: Status = "",
    document: DocumentPattern = "",
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    replace_control: Annotated[
        bool, typer.Option("--replace-control", help="Write U+FFFD for characters that the format cannot hold.")
    ] = False,
    _lang: Lang = None,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Write the units of the memory, all or some, for another tool: TMX, XLIFF, PO, tables."""
    if output is not None:
        file_to_be(output)
    project = project_of()
    prefer(project.config.lang)
    with reading(db, project, source_language, target_language) as memory:
        count, left = memory.export(
            output,
            to=to,
            replace_control=replace_control,
            origin=origin,
            since=since,
            until=until,
            status=status,
            document=document,
        )
    tell(say("exported {count:,} unit" if count == 1 else "exported {count:,} units", count=count))
    for reason, number in left.items():
        tell(say("  left out {count:,}: {reason}", count=number, reason=reason))


def dedupe(
    db: Database = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go; change nothing.")] = False,
    quarantine: Annotated[
        Path | None, typer.Option(help="Where the removed units are kept [beside the memory, with the date].")
    ] = None,
    output_format: OutputFormat = "text",
    _lang: Lang = None,
) -> None:
    """Remove units that say the same twice: same texts, differing only in what a typist decides, or in context.

    What is removed is first written to a quarantine file, from which it can be imported again.
    """
    from tm.memory import upkeep

    choice(output_format, FORMATS, "--output-format")
    with opened(db, read_only=dry_run) as store:
        done = upkeep.dedupe(store, dry_run=dry_run, quarantine=quarantine)
    if output_format == "json":
        deliver(json.dumps({"version": 1, **done.values()}, **_JSON) + "\n", None)
        return
    deliver(done.text(language()), None)


def rename_language(
    old: Annotated[str, typer.Argument(help="The tag that units bear, such as ko-KR.")],
    new: Annotated[str, typer.Argument(help="The tag that they shall bear, such as ko.")],
    db: Database = None,
    _lang: Lang = None,
) -> None:
    """Give the units of one language another tag, all at once."""
    with opened(db) as store:
        count = store.rename_language(old, new)
    tell(say("changed {count:,} unit" if count == 1 else "changed {count:,} units", count=count))


def verify(db: Database = None, _lang: Lang = None) -> None:
    """Read the whole memory and say what is wrong with it.

    Exit status: 0 nothing, 1 something, 2 could not run.
    """
    with opened(db, read_only=True) as store:
        problems = store.verify()
        count = store.statistics().units
    for problem in problems:
        deliver(spoken(problem) + "\n", None)
    if problems:
        raise typer.Exit(1)
    tell(say("{count:,} units, nothing wrong", count=count))
