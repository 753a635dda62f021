"""tm memory stats, export, dedupe, rename-language, verify: the upkeep of a memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tm.cli.memory import FORMATS, Database, OutputFormat, location, opened, project_of, reading, shown, units
from tm.cli.options import (
    Lang,
    Output,
    Quiet,
    SourceLanguage,
    TargetLanguage,
    Verbose,
    choice,
    deliver,
    prefer,
    spoken,
    tell,
)
from tm.errors import UsageError
from tm.messages import refusal, say

if TYPE_CHECKING:
    from tm.memory.store import Import, Statistics, Store
    from tm.memory.upkeep import Duplicate

_JSON: dict[str, Any] = {"ensure_ascii": False, "indent": 2}
#: Rows of a table on the screen; JSON has all.
_MOST = 20


def stats(db: Database = None, output_format: OutputFormat = "text", _lang: Lang = None) -> None:
    """Show what the memory holds.

    Units, languages, where they came from, imports.
    """
    import json

    output_format = choice(output_format, FORMATS, "--output-format")
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

    sources = say("{count:,} source text", "{count:,} different source texts", count=counted.sources)
    lines = [place, spoken(say("  {units}, {sources}", units=units(counted.units), sources=sources))]
    lines += [f"  {_size(counted.size)}"] if counted.size else []
    parts = ["\n".join(lines) + "\n"]
    languages = [(f"{source} → {target}", f"{units:,}") for source, target, units in counted.languages]
    for head, rows in (
        (say("languages"), languages),
        (say("status"), [(one.value or "–", f"{one.units:,}") for one in counted.statuses]),
        (say("origin"), [(printable(one.value) or "–", f"{one.units:,}") for one in counted.origins]),
    ):
        if rows:
            parts.append("\n" + table([(spoken(head), spoken(say("units"))), *rows[:_MOST]], columns=None, give=()))
            if len(rows) > _MOST:
                parts.append(spoken(say("  and {count} more", count=len(rows) - _MOST)) + "\n")
    if imports:
        shown_imports = [
            (str(one.id), printable(one.origin), one.finished[:16].replace("T", " "), f"{one.left:,}")
            for one in imports[-_MOST:]
        ]
        titles = tuple(map(spoken, (say("import"), say("origin"), say("finished"), say("units"))))
        parts.append("\n" + table([titles, *shown_imports], columns=None, give=()))
        if len(imports) > _MOST:
            parts.append(
                spoken(say("  and {count} older one", "  and {count} older ones", count=len(imports) - _MOST)) + "\n"
            )
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
    """Write units for another tool.

    All units of the languages, or those that are chosen, as TMX, XLIFF, PO or tables.
    """
    for date, option in ((since, "--since"), (until, "--until")):
        _dated(date, option)
    project = project_of()
    prefer(project.config.lang)
    chosen = any((origin, since, until, status, document))
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
    tell(say("exported {count:,} unit", "exported {count:,} units", count=count))
    if not count and not left:
        tell(say("  no unit is of that origin, date, status or document") if chosen else say("  the memory is empty"))
    for reason, number in left.items():
        tell(say("  left out {count:,}: {reason}", count=number, reason=reason))


def _dated(date: str, option: str) -> None:
    import re

    if date and not re.fullmatch(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?", date):
        raise UsageError(
            say("{date!r} is no date", date=date), where=option, hint=say("write year, month and day: 2026-01-31")
        )


def dedupe(
    db: Database = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go; change nothing.")] = False,
    any_context: Annotated[
        bool, typer.Option("--any-context", help="Keep one of all contexts instead of one for each.")
    ] = False,
    quarantine: Annotated[
        Path | None, typer.Option(help="Where the removed units go [a .jsonl file beside the memory].")
    ] = None,
    output_format: OutputFormat = "text",
    _lang: Lang = None,
) -> None:
    """Remove units that say the same twice.

    Their texts are the same but for case, blanks, quotes and width. What is removed goes to a quarantine file first,
    which `tm memory import` reads.
    """
    import json

    from tm.memory.upkeep import duplicates
    from tm.report import matches as report

    output_format = choice(output_format, FORMATS, "--output-format")
    with opened(db, read_only=dry_run) as store:
        found = list(duplicates(store, contexts=not any_context))
        kept = None if dry_run or not found else _quarantined(store, found, quarantine, location(db))
    if output_format == "json":
        values = [
            {"id": one.unit.id, "kept": one.kept.id, "reason": str(one.reason), "source": one.unit.source}
            for one in found
        ]
        removed = 0 if dry_run else len(found)
        shown_at = shown(kept) if kept else None
        document = {"version": 1, "duplicates": values, "removed": removed, "quarantine": shown_at}
        deliver(json.dumps(document, **_JSON) + "\n", None)
        return
    for one in found[:20] if dry_run else ():
        deliver(f"{one.unit.id:>8} = {one.kept.id}  {report.on_a_line(one.unit.source)[:70]}\n", None)
    if not found:
        tell(say("no duplicates"))
    elif kept is None:
        tell(say("{units} would go", units=units(len(found))))
    else:
        tell(say("removed {units}; they are in {path}", units=units(len(found)), path=shown(kept)))


def _quarantined(store: Store, found: Sequence[Duplicate], given: Path | None, place: str | Path) -> Path:
    """Write the units to a new file, then delete them."""
    from datetime import UTC, datetime

    from tm.memory.upkeep import quarantine

    beside = place.parent if isinstance(place, Path) else Path.cwd()
    path = given or beside / f"quarantine-{datetime.now(UTC):%Y%m%d-%H%M%S}.jsonl"
    try:
        with path.open("xb") as file:
            try:
                _synced(path.parent)
                quarantine(store, found, file)
            except BaseException:
                path.unlink(missing_ok=True)  # nothing was deleted
                raise
    except FileExistsError:
        raise UsageError(
            say("the file exists already"), where=shown(path), hint=say("name another with --quarantine")
        ) from None
    except OSError as error:
        reason = say("cannot write: {reason}", reason=refusal(error))
        raise UsageError(reason, where=shown(path), hint=say("check the folder and its permissions")) from error
    return path


def _synced(folder: Path) -> None:
    """Make the name of a new file last, where a system can."""
    import os
    from contextlib import suppress

    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def rename_language(
    old: Annotated[str, typer.Argument(help="The tag that units bear, such as ko-KR.")],
    new: Annotated[str, typer.Argument(help="The tag that they shall bear, such as ko.")],
    db: Database = None,
    _lang: Lang = None,
) -> None:
    """Give the units of a language another tag."""
    from tm.memory.store import tag

    tag(new)
    with opened(db) as store:
        count = store.rename_language(old, new)
        there = sorted({language for pair in store.languages() for language in pair[:2]})
    tell(say("changed {units}", units=units(count)))
    if not count:
        tell(say("  the languages are {languages}", languages=", ".join(there) or "–"))


def verify(db: Database = None, _lang: Lang = None) -> None:
    """Say what is wrong with the memory.

    All of it is read. Exit status: 0 nothing, 1 something, 2 could not run.
    """
    from tm.project.memory_indexes import damaged
    from tm.project.memory_places import index_folder

    with opened(db, read_only=True) as store:
        problems = store.verify()
        count = store.statistics().units
        problems += [
            say("{path}: the index is damaged; delete it, it is made anew", path=shown(path))
            for path in damaged(index_folder(location(db), store))
        ]
    for problem in problems:
        deliver(spoken(problem) + "\n", None)
    if problems:
        raise typer.Exit(1)
    tell(say("{count:,} unit, nothing wrong", "{count:,} units, nothing wrong", count=count))
