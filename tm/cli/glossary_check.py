"""tm glossary check: the glossary itself, and beside the texts of the project."""

from __future__ import annotations

from typing import Annotated

import typer

from tm.cli.glossary import GlossaryFile, bitexts, opened, read
from tm.cli.options import Color, Output, Quiet, Verbose, choice, colored, deliver, language, split_codes
from tm.errors import UsageError
from tm.messages import say


def register(app: typer.Typer) -> None:
    """Add the command to the group."""
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
