"""tm check: report defects in a translation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tm.cli.options import (
    Color,
    GlossaryFiles,
    NoCache,
    Output,
    Quiet,
    Segments,
    SourceLanguage,
    TargetLanguage,
    Verbose,
    as_lines,
    choice,
    colored,
    deliver,
    split_codes,
)

if TYPE_CHECKING:
    from tm.core import Diagnostic

Paths = Annotated[
    list[Path] | None, typer.Argument(help="Two files, EN KO; a bilingual file; or paths of the project.")
]
Codes = Annotated[list[str] | None, typer.Option(help="Rule codes or prefixes, such as T, K6 or T002.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(check)


def check(
    paths: Paths = None,
    glossary: GlossaryFiles = None,
    select: Codes = None,
    ignore: Codes = None,
    output_format: Annotated[str, typer.Option("--output-format", help="text, concise or json.")] = "text",
    output: Output = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply safe fixes to the translations, in place.")] = False,
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: the others too.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change; write nothing.")] = False,
    fail_on: Annotated[str | None, typer.Option(help="error, warning, info or never.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 although findings exist.")] = False,
    segments: Segments = "paragraphs",
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    no_cache: NoCache = False,
    color: Color = "auto",
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Check translations against their source and the glossary.

    Without a path, all pairs of the project. Exit status: 0 clean, 1 findings, 2 could not run.
    """
    from tm import report
    from tm.config import FAIL_ON
    from tm.project import Project, display, timed

    seconds = timed()
    if fail_on is not None:
        choice(fail_on, FAIL_ON, "--fail-on")
    choice(output_format, list(report.REPORTS), "--output-format")
    paint = colored(color, output)
    given = paths or []
    project = Project.containing(given[0] if given else Path.cwd(), use_cache=not no_cache).with_config(
        glossary=tuple(str(path.resolve()) for path in glossary) if glossary else None,
        select=split_codes(select),
        ignore=split_codes(ignore),
        source_language=source_language,
        target_language=target_language,
        fail_on=fail_on,
    )
    pairs = project.resolve(given)
    found: list[Diagnostic] = []
    checked_segments, signature, applied, changes = 0, "", 0, ""
    quiet = len(pairs) < 2 or not sys.stderr.isatty()
    with typer.progressbar(pairs, label="checking", file=sys.stderr, hidden=quiet) as bar:
        for pair in bar:
            if fix and not diff:
                checked, count = project.fix(pair, unsafe=unsafe_fixes, lines=as_lines(segments))
                applied += count
            else:
                checked = project.check(pair, lines=as_lines(segments))
            if diff and (fixed := project.fixed(pair, checked, unsafe=unsafe_fixes)):
                changes += report.unified(fixed.before, fixed.after, display(fixed.path))
            found.extend(checked.diagnostics)
            checked_segments += checked.segments
            signature = checked.signature
    summary = report.summarise(found, files=len(pairs), segments=checked_segments, seconds=seconds())
    deliver(changes + report.render(found, summary, output_format, signature=signature, color=paint), output)
    if applied:
        typer.echo(f"fixed {applied} problem{'s' if applied > 1 else ''}", err=True)
    raise typer.Exit(1 if report.fails(found, project.config.fail_on) and not exit_zero else 0)
