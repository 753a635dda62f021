"""tm glossary export and import: glossaries of other tools."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tm.cli.languages import tags, variants
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
    prefer,
    spoken,
    tell,
)
from tm.errors import UsageError
from tm.messages import say, times

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tm.formats.concepts import Report
    from tm.formats.glossary_in.incoming import Intake
    from tm.formats.glossary_in.merge import Merged
    from tm.project import Project


def register(app: typer.Typer) -> None:
    """Add the commands to the group."""
    app.command("import")(import_file)
    app.command("export")(export)


def export(
    glossary: Annotated[Path | None, typer.Argument(help="The glossary; by default the project's.")] = None,
    to: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT",
            help="csv, tbx (version 2), tbx3, omegat, memoq, multiterm, phrase, weblate, deepl, google, amazon, xlsx "
            "or md; from the name of -o if not given.",
        ),
    ] = None,
    output: Output = None,
    lang_variant: Annotated[
        list[str] | None,
        typer.Option("--lang-variant", help="A language with its region, such as ko-KR, for tools that want one."),
    ] = None,
    excel_safe: Annotated[
        bool, typer.Option("--excel-safe", help="Begin CSV cells that look like formulas with a tab.")
    ] = False,
    report: Annotated[str, typer.Option("--report", help="text or json: what was written and left out.")] = "text",
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    _lang: Lang = None,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Write the glossary in the format of another tool; what that format cannot hold is named.

    With --report json the account stands on stdout where -o names the file, else on stderr.
    """
    from tm.cli.glossary import opened
    from tm.formats import glossary_export

    report = choice(report, ("text", "json"), "--report")
    name = to or glossary_export.format_for(output.name if output else "")
    name = choice(name, list(glossary_export.EXPORTS), "--to")
    if output is None and not glossary_export.EXPORTS[name].text and _terminal():
        raise UsageError(say("{to} is no text to be shown", to=name), hint=say("name a file with -o"))
    found, project = opened(glossary)
    prefer(project.config.lang)
    if output is not None:
        from tm import files

        files.refuse_inputs(output, project.glossary_files)
    languages = tags(
        source_language or project.config.source_language, target_language or project.config.target_language
    )
    data, account = glossary_export.export(
        found, name, *variants(languages, lang_variant or []), extra=_own(project), excel_safe=excel_safe
    )
    deliver(data, output)
    if report == "json":
        text = _as_json(account, name, output)
        deliver(text, None) if output is not None else typer.echo(text, err=True, nl=False)
    _tell(account)


def _terminal() -> bool:
    from tm.cli.options import on_terminal

    return on_terminal()


def _own(project: Project) -> dict[str, Mapping[str, str]]:
    """The user's own columns of the project's glossaries, by the places of the rows."""
    from tm import files, formats
    from tm.formats import glossary_own

    values: dict[str, Mapping[str, str]] = {}
    for path in project.glossary_files:
        name = files.display(path)
        values |= glossary_own.own_columns(formats.decode(files.read(path), name=name).text, name=name)
    return values


def _as_json(account: Report, to: str, output: Path | None) -> str:
    import json

    values = {
        "version": 1,
        "format": to,
        "file": output.name if output is not None else None,
        "written": account.written,
        "left_out": [{"term": term, "reason": str(reason)} for term, reason in account.left_out],
        "columns": account.columns,
        "notices": [str(notice) for notice in account.notices],
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _tell(account: Report) -> None:
    count, left_out = account.written, len(account.left_out)
    tell(
        say(
            "exported {count} row, {left_out} left out",
            "exported {count} rows, {left_out} left out",
            count=count,
            left_out=left_out,
        )
    )
    for term, reason in account.left_out:
        tell(say("  left out {term!r}: {reason}", term=term, reason=reason))
    for column, count in account.columns.items():
        tell(
            say(
                "  no place for the column {column!r} ({count} row)",
                "  no place for the column {column!r} ({count} rows)",
                column=column,
                count=count,
            )
        )
    for notice in account.notices:
        tell(say("  note: {notice}", notice=notice))


def import_file(
    file: Annotated[
        Path,
        typer.Argument(
            help="A glossary: TBX, MultiTerm XML, .xlsx, CSV or another table, of any tool. At most 200 MB, "
            "256 elements deep, 100,000 characters a text."
        ),
    ],
    into: Annotated[
        Path | None, typer.Option("--into", help="The glossary that it goes into [the project's, or glossary.csv].")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave out rows that are wrong instead of importing nothing.")
    ] = False,
    replace_control: Annotated[
        bool, typer.Option("--replace-control", help="Replace control characters by U+FFFD instead of refusing them.")
    ] = False,
    report: Annotated[str, typer.Option("--report", help="text or json: what became of the terms.")] = "text",
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    _lang: Lang = None,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Add the terms of another tool's glossary. What is there stays as it is, byte for byte.

    All terms come in or none, unless --keep-going. -v says why terms were skipped.
    """
    from tm import files, formats
    from tm.cli.glossary import target_file
    from tm.formats.glossary_in import into as join
    from tm.formats.glossary_in import reader
    from tm.formats.glossary_in.incoming import Intake, Languages
    from tm.project import Project

    report = choice(report, ("text", "json"), "--report")
    project = Project.containing(into or Path.cwd())
    prefer(project.config.lang)
    languages = Languages(
        *tags(source_language or project.config.source_language, target_language or project.config.target_language)
    )
    path = into or target_file(project)
    if not files.is_file(path):
        file_to_be(path)
    name, given = files.display(path), files.read(file)
    intake = Intake(replace_control=replace_control, keep_going=keep_going)
    old = files.read(path) if files.is_file(path) else b""
    text = formats.decode(old, name=name).text if old.strip() else ""
    incoming = reader.read(given, name=files.display(file), languages=languages, intake=intake)
    new, merged = join.joined(text, incoming, intake, name=name)
    if merged.rows and not dry_run:
        if old:
            files.unchanged(path, old)
        files.write(path, formats.encode(new, like=old, name=name) if text else new.encode("utf-8"))
    _account(merged, intake, report, name if not dry_run else "")


def _account(merged: Merged, intake: Intake, report: str, written: str) -> None:
    """Say what became of the terms."""
    if report == "json":
        import json

        values = {
            "version": 1,
            "imported": merged.imported,
            "duplicates": merged.duplicates,
            "skipped": intake.skipped,
            "reasons": {str(reason): count for reason, count in intake.reasons.items()},
            "conflicts": list(map(str, merged.conflicts)),
            "notices": list(map(str, intake.notices)),
            "replaced": intake.replaced,
            "written": bool(written) and bool(merged.rows),
        }
        deliver(json.dumps(values, ensure_ascii=False, indent=2) + "\n", None)
    else:
        sentence = say(
            "imported {imported} terms, {duplicates} duplicates, {skipped} skipped",
            imported=merged.imported,
            duplicates=merged.duplicates,
            skipped=intake.skipped,
        )
        deliver(spoken(sentence) + "\n", None)
    for conflict in merged.conflicts:
        tell(say("  conflict: {conflict}", conflict=conflict))
    for notice in intake.notices:
        tell(say("  note: {notice}", notice=notice))
    if intake.replaced:
        tell(
            say("  replaced {count} control character", "  replaced {count} control characters", count=intake.replaced)
        )
    if logging.getLogger("tm").level <= logging.DEBUG:
        for reason, count in intake.reasons.items():
            places = ", ".join(intake.places.get(reason, []))
            tell(say("  skipped {count}: {reason} ({places})", count=count, reason=reason, places=places))
        for reason, count in intake.tidied.reasons.items():
            places = ", ".join(list(dict.fromkeys(intake.tidied.places[reason]))[:3])
            tell(say("  {reason}, {times} ({places})", reason=reason, times=times(count), places=places))
        for other in merged.unlike:
            tell(say("  duplicate: {duplicate}", duplicate=other))
    elif intake.skipped or merged.unlike:
        tell(say("  -v says why terms were skipped, and what duplicates differ in"))
    if not written:
        tell(say("nothing was written (--dry-run)"))
