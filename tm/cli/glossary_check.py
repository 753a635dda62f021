"""tm glossary check: the glossary itself, and beside the texts of the project; and add, a row that passes it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tm.cli.glossary import GlossaryFile, append, bitexts, opened, read, target_file
from tm.cli.options import (
    Color,
    Lang,
    Output,
    Quiet,
    Verbose,
    choice,
    colored,
    deliver,
    file_to_be,
    language,
    prefer,
    split_codes,
    tell,
)
from tm.errors import UsageError
from tm.messages import say


def register(app: typer.Typer) -> None:
    """Add the commands to the group."""
    app.command()(add)
    app.command()(check)


def check(
    glossary: GlossaryFile = None,
    select: Annotated[list[str] | None, typer.Option(help="Rule codes, such as G901.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Rule codes to leave out.")] = None,
    output_format: Annotated[str, typer.Option("--output-format", help="text, concise or json.")] = "text",
    output: Output = None,
    fail_on: Annotated[str | None, typer.Option(help="error, warning, info or never.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 although findings exist.")] = False,
    color: Color = "auto",
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Check the glossary itself: duplicates, conflicts, and in a project terms that its texts never use.

    Exit status: 0 clean, 1 findings, 2 could not run.
    """
    from tm import files, formats, glossary_work, report
    from tm.checks import select as selection
    from tm.cli.style import style
    from tm.config import FAIL_ON, Config
    from tm.lang.catalogue import diagnostic
    from tm.project import configuration, timed

    seconds = timed()
    output_format = choice(output_format, list(report.REPORTS), "--output-format")
    if fail_on is not None:
        fail_on = choice(fail_on, FAIL_ON, "--fail-on")
    wanted, left = split_codes(select, "--select") or ("G",), split_codes(ignore, "--ignore") or ()
    configuration.validate(Config(select=wanted, ignore=left, given=frozenset({"select", "ignore"})))
    chosen = selection.rules(wanted, left)
    codes = [rule.code for rule in chosen if rule.code.startswith("G")]
    if not codes:
        raise UsageError(say("no rule about glossaries is selected"), where="--select", hint=say("such as G9 or G901"))
    _, project = opened(glossary)
    corpus = bitexts(project, project.pairs(), False) if project.configured else []
    found, count = [], 0
    for path in project.glossary_files:
        name = files.display(path)
        text = formats.decode(files.read(path), name=name).text
        found += glossary_work.check(text, name, corpus=corpus, codes=codes)
        count += len(read(path))
    files_read = len(project.glossary_files)
    summary = report.summarise(found, files=files_read, segments=count, seconds=seconds(), glossaries=True)
    looks = style(color=colored(color, output), pages=project.config.rule_pages)
    found = [diagnostic(one, language()) for one in found]
    deliver(report.render(found, summary, output_format, signature=f"rules {' '.join(codes)}", style=looks), output)
    threshold = fail_on or project.config.fail_on
    raise typer.Exit(1 if report.fails(found, threshold) and not exit_zero else 0)


def add(
    source: Annotated[str, typer.Argument(help="The term.")],
    target: Annotated[
        str, typer.Argument(help="What renders it, several divided by |; may be left out with --status dnt.")
    ] = "",
    status: Annotated[str, typer.Option(help="approved, admitted, forbidden, deprecated or dnt.")] = "approved",
    pos: Annotated[str, typer.Option(help="Part of speech: noun, verb or adj.")] = "",
    domain: Annotated[str, typer.Option(help="Field in which the term means this.")] = "",
    note: Annotated[str, typer.Option(help="A remark.")] = "",
    into: Annotated[
        Path | None, typer.Option("--into", help="The glossary that it goes into [the project's, or glossary.csv].")
    ] = None,
    _lang: Lang = None,
    _quiet: Quiet = False,
) -> None:
    """Add a row at the end of the glossary. What is there stays as it is, byte for byte.

    A row that is there already, or contradicts one, is refused with the place of that one.
    """
    from tm import files
    from tm.formats import glossary_csv
    from tm.formats.glossary_in.incoming import Intake
    from tm.lang.catalogue import diagnostic
    from tm.project import Project

    status = {"preferred": "approved"}.get(status.lower(), status.lower())
    status = choice(status, glossary_csv.STATUSES, "--status")
    project = Project.containing(into or Path.cwd())
    prefer(project.config.lang)
    intake = Intake()
    given = {"source": source, "target": target, "pos": pos, "domain": domain, "note": note}
    row = {name: intake.text(value, name) for name, value in given.items()}
    if not row["source"] or not (row["target"] or status == "dnt"):
        raise UsageError(
            say("no text"),
            where="TARGET" if row["source"] else "SOURCE",
            hint=say("write the text in quotation marks"),
        )
    row["status"] = "" if status == "approved" else status
    path = into or target_file(project)
    if not files.is_file(path):
        file_to_be(path)
    for found in append(path, [row], checked=True):
        said = diagnostic(found, language())
        tell(say("  note: {notice}", notice=f"{said.code} {said.message}"))
