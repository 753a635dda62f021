"""tm memory import and add: what comes into a memory."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from tm.cli.memory import FORMATS, Database, OutputFormat, location, project_of, units
from tm.cli.options import (
    Lang,
    Quiet,
    SourceLanguage,
    TargetLanguage,
    Verbose,
    choice,
    complain,
    deliver,
    prefer,
    spoken,
    tell,
)
from tm.errors import TmError, UsageError
from tm.messages import listed, say

if TYPE_CHECKING:
    from tm.formats.reading import Reading
    from tm.memory.store import Added
    from tm.project.memory import Memory

Level = Annotated[
    str | None, typer.Option("--level", help="Of two documents: sentence or paragraph [sentence].", show_default=False)
]


def import_files(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE...", help="Bilingual files (TMX, XLIFF, PO, tables), or two documents, EN KO."),
    ] = None,
    db: Database = None,
    undo: Annotated[int | None, typer.Option("--undo", help="Take out what the import of this number brought.")] = None,
    origin: Annotated[str, typer.Option(help="What the import is called [the name of the file].")] = "",
    drafts: Annotated[
        bool, typer.Option("--drafts", help="Take what the file calls unsure as well (fuzzy PO entries), as drafts.")
    ] = False,
    level: Level = None,
    replace_control: Annotated[
        bool, typer.Option("--replace-control", help="Read U+FFFD for control characters instead of refusing the file.")
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave out rows and units that are wrong instead of the whole file.")
    ] = False,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    output_format: OutputFormat = "text",
    _lang: Lang = None,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Add the units of files. The same file twice changes nothing; each file comes in whole or not at all.

    Two documents are aligned first. -v says why units were skipped.
    """
    from tm import files
    from tm.project.memory import Memory

    output_format = choice(output_format, FORMATS, "--output-format")
    if level is not None:
        level = choice(level, ("sentence", "paragraph"), "--level")
    project = project_of()
    prefer(project.config.lang)
    if (undo is None) == (not paths):
        raise UsageError(
            say("there is nothing to import") if undo is None else say("files and --undo do not go together"),
            hint=say("name bilingual files, or two documents, the source first"),
        )
    jobs = _jobs(paths or [])
    if paths and not any(map(files.exists, paths)):
        files.read(paths[0])  # says what is wrong, before a memory is made for nothing
    with Memory(
        _place(db), source_language=source_language, target_language=target_language, project=project
    ) as memory:
        if undo is not None:
            count = memory.undo(undo)
            taken = say("took out {units} of import {number}", units=units(count), number=undo)
            _said({"undone": undo, "removed": count}, taken, output_format)
            return
        strict = source_language is not None or target_language is not None
        try:
            _import(memory, jobs, origin, Wanted(drafts, replace_control, strict, keep_going), level, output_format)
        except BaseException:
            memory.discard()  # of a memory that was made for this, nothing is left
            raise


def _place(db: str | None) -> str | Path | None:
    """Where units go: None for the memory of the project, which is made where there is none."""
    return location(db) if db or os.environ.get("TM_MEMORY") else None


class Wanted(NamedTuple):
    """What a file is asked for besides its sure units: see `tm.formats.reading.Reading`."""

    drafts: bool
    replace_control: bool
    strict: bool
    keep_going: bool


def _import(
    memory: Memory,
    jobs: Sequence[tuple[Path, ...]],
    origin: str,
    wanted: Wanted,
    level: str | None,
    output_format: str,
) -> None:
    from tm import files

    done: list[tuple[str, Added, Reading]] = []
    failed: list[TmError] = []
    for some in jobs:
        from tm.formats.reading import Reading

        report = Reading(**wanted._asdict())
        try:
            added = memory.load(*some, origin=origin, level=level, report=report)
        except TmError as error:
            if len(jobs) == 1:
                raise
            failed.append(error)
            continue
        done.append((files.display(some[0]), added, report))
        failed += _other_languages(memory, *done[-1])
    totals = [sum(getattr(added, name) for _, added, _ in done) for name in ("imported", "duplicates", "skipped")]
    sentence = say(
        "imported {imported} units, {duplicates} duplicates, {skipped} skipped",
        imported=totals[0],
        duplicates=totals[1],
        skipped=totals[2],
    )
    values = {
        "imported": totals[0],
        "duplicates": totals[1],
        "skipped": totals[2],
        "files": [_values(name, added, report) for name, added, report in done],
    }
    _said(values, sentence, output_format)
    verbose = logging.getLogger("tm").level <= logging.DEBUG
    for name, added, report in done:
        if len(done) > 1 and verbose:
            tell(say("{name}: {units}", name=name, units=units(added.imported)))
        if verbose:
            _reasons(report)
        if report.replaced:
            tell(
                say(
                    "  replaced {count} control character",
                    "  replaced {count} control characters",
                    count=report.replaced,
                )
            )
    numbers = [str(added.id) for _, added, _ in done if added.id]
    if numbers and logging.getLogger("tm").level < logging.ERROR:
        tell(
            say(
                "import {number}; take it out again with: tm memory import --undo {number}",
                number=numbers[0],
            )
            if len(numbers) == 1
            else say("imports {numbers}; take one out again with --undo", numbers=", ".join(numbers))
        )
    for problem in failed:
        complain(problem)
    if failed:
        raise typer.Exit(2)


def _other_languages(memory: Memory, name: str, added: Added, report: Reading) -> list[TmError]:
    """The failure of a file of which nothing came in, since it is in other languages."""
    from tm.errors import FormatError
    from tm.formats import language_codes

    source, target = memory.languages
    there = set(map(language_codes.primary, report.languages))
    if (
        added.imported
        or added.duplicates
        or not there
        or {language_codes.primary(source), language_codes.primary(target)} <= there
    ):
        return []
    return [
        FormatError(
            say(
                "nothing in the file goes from {source} to {target}; its languages are {languages}",
                source=source,
                target=target,
                languages=listed(report.languages),
            ),
            where=name,
            hint=say("name its languages: --source-language, --target-language"),
        )
    ]


def _jobs(paths: Sequence[Path]) -> list[tuple[Path, ...]]:
    """Two documents are one job, each bilingual file one.

    Raises:
        UsageError: a document has no other side.
    """
    from tm import formats

    documents = [path for path in paths if formats.carries(path.name) == "document"]
    if not documents:
        return [(path,) for path in paths]
    if len(paths) == 2 and len(documents) == 2:
        return [(paths[0], paths[1])]
    raise UsageError(
        say("a document comes in with its translation only"),
        where=str(documents[0]),
        hint=say("name two documents, the source first; other files in a command of their own"),
    )


def _values(name: str, added: Added, report: Reading) -> dict[str, Any]:
    return {
        "path": name,
        "import": added.id,
        "imported": added.imported,
        "duplicates": added.duplicates,
        "skipped": added.skipped,
        "replaced": report.replaced,
        "reasons": {str(reason): count for reason, count in report.reasons.items()},
    }


def _reasons(report: Reading) -> None:
    for reason, count in report.reasons.items():
        places = ", ".join(report.places.get(reason, [])[:3])
        tell(say("  skipped {count}: {reason} ({places})", count=count, reason=reason, places=places))


def _said(values: dict[str, Any], sentence: str, output_format: str) -> None:
    import json

    if output_format == "json":
        deliver(json.dumps({"version": 1, **values}, ensure_ascii=False, indent=2) + "\n", None)
    else:
        deliver(spoken(sentence) + "\n", None)


def add(
    source: Annotated[str, typer.Argument(help="The text.")],
    target: Annotated[str, typer.Argument(help="Its translation.")],
    db: Database = None,
    status: Annotated[str, typer.Option(help="approved, translated or draft.")] = "translated",
    note: Annotated[list[str] | None, typer.Option("--note", help="A remark; repeatable.")] = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    _lang: Lang = None,
    _quiet: Quiet = False,
) -> None:
    """Add one unit."""
    from datetime import UTC, datetime

    from tm.core import TranslationUnit
    from tm.project.memory import Memory

    status = choice(status, ("approved", "translated", "draft"), "--status")
    for text, name in ((source, "SOURCE"), (target, "TARGET")):
        if not text.strip():
            raise UsageError(say("no text"), where=name, hint=say("write the text in quotation marks"))
    project = project_of()
    prefer(project.config.lang)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with Memory(
        _place(db), source_language=source_language, target_language=target_language, project=project
    ) as memory:
        languages = memory.languages
        unit = TranslationUnit(
            source,
            target,
            *languages,
            notes=tuple(note or ()),
            created=now,
            changed=now,
            status=status,
        )
        added = memory.add([unit], origin="tm memory add")
    tell(say("added") if added.imported else say("the memory has this already"))
