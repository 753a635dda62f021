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
    columns,
    deliver,
    split_codes,
)
from tm.errors import ConfigError, TmError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.pairing import FilePair
    from tm.project import Checked, Project

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
    profile: Annotated[str | None, typer.Option(help="default, strict, docs or ui: which rules, how severe.")] = None,
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
    from tm.checks.profiles import PROFILES
    from tm.config import FAIL_ON
    from tm.files import write
    from tm.project import Project, timed

    seconds = timed()
    if fail_on is not None:
        choice(fail_on, FAIL_ON, "--fail-on")
    if profile is not None:
        choice(profile, list(PROFILES), "--profile")
    choice(output_format, list(report.REPORTS), "--output-format")
    if diff and output_format not in ("text", "concise"):
        raise UsageError("--diff is for reading", where="--output-format", hint="use text or concise with it")
    if unsafe_fixes and not (fix or diff):
        raise UsageError("--unsafe-fixes alone does nothing", hint="use it with --fix or --diff")
    style = report.Style(color=colored(color, output), columns=columns())
    given, lines = paths or [], as_lines(segments)
    project = Project.containing(given[0] if given else Path.cwd(), use_cache=not no_cache).with_config(
        glossary=tuple(str(path.resolve()) for path in glossary) if glossary else None,
        select=split_codes(select, "--select"),
        ignore=split_codes(ignore, "--ignore"),
        source_language=source_language,
        target_language=target_language,
        fail_on=fail_on,
        profile=profile,
    )
    pairs = project.resolve(given)
    _ = project.rules, project.settings, project.glossary  # a mistake in them concerns every pair: told once
    results, failures = _check_all(project, pairs, lines)
    changes, fixed = "", []
    if fix or diff:
        settled = [project.settle(checked, unsafe=unsafe_fixes, lines=lines) for checked in results]
        fixed = [done for _, done in settled if done]
        if diff:
            changes = "".join(report.unified(done.before, done.after, done.inputs.names[1]) for done in fixed)
        elif not failures:  # with an error, nothing is written
            for done in fixed:
                write(done.path, done.inputs.target)
            results = [checked for checked, _ in settled]
    found = [diagnostic for checked in results for diagnostic in checked.diagnostics]
    counted = sum(checked.segments for checked in results)
    summary = report.summarise(found, files=len(results), segments=counted, seconds=seconds())
    signature = "; ".join(dict.fromkeys(checked.signature for checked in results))
    deliver(changes + report.render(found, summary, output_format, signature=signature, style=style), output)
    for failure in failures:
        typer.echo(str(failure), err=True)
    if fixed and fix and not diff and not failures:
        count = sum(done.count for done in fixed)
        typer.echo(f"fixed {count} problem{'s' if count > 1 else ''}", err=True)
    if failures:
        raise typer.Exit(2)
    raise typer.Exit(1 if report.fails(found, project.config.fail_on) and not exit_zero else 0)


def _check_all(project: Project, pairs: Sequence[FilePair], lines: bool) -> tuple[list[Checked], list[TmError]]:
    """Check each pair. Of several, one that cannot be checked does not keep the others from being reported."""
    results: list[Checked] = []
    failures: list[TmError] = []
    quiet = len(pairs) < 2 or not sys.stderr.isatty()
    with typer.progressbar(pairs, label="checking", file=sys.stderr, hidden=quiet) as bar:
        for pair in bar:
            try:
                results.append(project.check(pair, lines=lines))
            except ConfigError:
                raise
            except TmError as error:
                if len(pairs) == 1:
                    raise
                failures.append(error)
    return results, failures
