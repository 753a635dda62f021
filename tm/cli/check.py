"""tm check: report defects in a translation."""

from __future__ import annotations

import atexit
import gc
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tm.cli import watch as watching
from tm.cli.accepted import (
    Acceptance,
    Baseline,
    DiffBase,
    ShrinkBaseline,
    WriteBaseline,
    shown,
    since_revision,
    without_accepted,
)
from tm.cli.add_ignore import AddIgnore, refuse, suppressed
from tm.cli.options import (
    Color,
    GlossaryFiles,
    Lang,
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
    complain,
    deliver,
    language,
    prefer,
    split_codes,
    spoken,
    tell,
)
from tm.errors import TmError, UsageError
from tm.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from typing import Any

    from tm.core import Bitext
    from tm.pairing import FilePair
    from tm.project import Checked, Fixed, Project

Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Two files or folders, EN KO; a bilingual file; or paths of the project."),
]
Codes = Annotated[list[str] | None, typer.Option(help="Rule codes or prefixes, such as T, K6 or T002.")]
FORMATS = "text, concise, json, jsonl, sarif, github, gitlab, junit, html or markdown [by the name of -o]."
#: What the name of -o says, where no format is named; other names mean text.
_NAMED = {".html": "html", ".htm": "html", ".json": "json", ".jsonl": "jsonl", ".sarif": "sarif", ".md": "markdown"}
#: Formats that show differences.
_READ = ("text", "concise")


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line, apart from settings of the project."""

    paths: tuple[Path, ...]
    lines: bool
    output_format: str
    output: Path | None
    color: bool
    statistics: bool
    fix: bool
    unsafe_fixes: bool
    diff: bool
    exit_zero: bool
    add_ignore: bool
    jobs: int
    acceptance: Acceptance
    diff_base: str | None


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(check)


def check(
    paths: Paths = None,
    glossary: GlossaryFiles = None,
    select: Codes = None,
    ignore: Codes = None,
    profile: Annotated[str | None, typer.Option(help="default, strict, docs or ui: which rules, how severe.")] = None,
    output_format: Annotated[str | None, typer.Option("--output-format", help=FORMATS, show_default=False)] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="Counts by rule, term, file and folder.")] = False,
    output: Output = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply safe fixes to the translations, in place.")] = False,
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: the others too.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change; write nothing.")] = False,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = False,
    shrink_baseline: ShrinkBaseline = False,
    diff_base: DiffBase = None,
    add_ignore: AddIgnore = False,
    fail_on: Annotated[str | None, typer.Option(help="error, warning, info or never.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 although findings exist.")] = False,
    segments: Segments = "paragraphs",
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    no_cache: NoCache = False,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Processes; 0 for what suits the work.")] = 0,
    watch: watching.Watch = False,
    isolated: Annotated[
        bool, typer.Option("--isolated", help="Ignore configuration files and rules of projects.")
    ] = False,
    color: Color = "auto",
    _lang: Lang = None,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Check translations against their source and the glossary.

    Without a path, all pairs of the project. Exit status: 0 clean, 1 findings, 2 could not run.
    """
    from tm import report
    from tm.config import FAIL_ON, PROFILES
    from tm.project import Project

    if fail_on is not None:
        fail_on = choice(fail_on, FAIL_ON, "--fail-on")
    if profile is not None:
        profile = choice(profile, PROFILES, "--profile")
    if output_format is None:
        fit = _READ if diff else report.TABULAR if statistics else list(report.REPORTS)
        named = _NAMED.get(output.suffix.lower(), "text") if output else "text"
        output_format = named if named in fit else "text"
    output_format = choice(output_format, list(report.REPORTS), "--output-format")
    if diff and output_format not in _READ:
        raise UsageError(say("--diff is for reading"), where="--output-format", hint=say("use text or concise with it"))
    if statistics and output_format not in report.TABULAR:
        known = ", ".join(report.TABULAR)
        raise UsageError(
            say("--statistics has no place in this format"),
            where="--output-format",
            hint=say("use {wanted}", wanted=known),
        )
    if unsafe_fixes and not (fix or diff):
        raise UsageError(say("--unsafe-fixes alone does nothing"), hint=say("use it with --fix or --diff"))
    request = Request(
        paths=tuple(paths or ()),
        lines=as_lines(segments),
        output_format=output_format,
        output=output,
        color=colored(color, output),
        statistics=statistics,
        fix=fix,
        unsafe_fixes=unsafe_fixes,
        diff=diff,
        exit_zero=exit_zero,
        add_ignore=add_ignore,
        jobs=jobs,
        acceptance=Acceptance(
            baseline,
            write_baseline,
            shrink_baseline,
            some_rules=any(given is not None for given in (select, ignore, profile)),
        ),
        diff_base=diff_base,
    )
    request.acceptance.refuse(narrowed=diff_base is not None)
    if watch:
        watching.refuse(
            diff=diff,
            add_ignore=add_ignore,
            write_baseline=write_baseline,
            shrink_baseline=shrink_baseline,
        )

    def project() -> Project:
        start = paths[0] if paths else Path.cwd()
        made = (
            Project(Path.cwd(), use_cache=not no_cache)
            if isolated
            else Project.containing(start, use_cache=not no_cache)
        ).with_config(
            glossary=tuple(str(path.resolve()) for path in glossary) if glossary else None,
            select=split_codes(select, "--select"),
            ignore=split_codes(ignore, "--ignore"),
            source_language=source_language,
            target_language=target_language,
            fail_on=fail_on,
            profile=profile,
        )
        prefer(made.config.lang)
        if add_ignore:
            refuse(changing=fix or diff, fail_on=made.config.fail_on)
        return made

    atexit.register(gc.freeze)  # at the end, to look through all that was read for garbage cost a seventh of a run
    if watch:
        watching.watch(project, lambda made: _once(made, request), request.paths)
    raise typer.Exit(_once(project(), request))


def _once(project: Project, request: Request) -> int:
    """Check, repair, report: the exit status of one run."""
    from tm import files, report
    from tm.cli import repairs, told, unpaired
    from tm.cli.style import style
    from tm.lang.catalogue import diagnostic
    from tm.project import inputs, timed

    seconds = timed()
    looks = style(color=request.color, statistics=request.statistics, pages=project.config.rule_pages)
    pairs = project.resolve(request.paths)
    if request.output is not None:
        files.refuse_inputs(request.output, inputs.read(project, pairs))
    unpaired.notice(project, request.paths, pairs)
    unpaired.settings(project, request.paths)
    since = since_revision(project, request.diff_base, pairs, lines=request.lines)
    wanted = shown(project, request.acceptance, since)
    if told.enough(project, request):
        return told.run(project, pairs, request, looks, seconds=seconds, bar=_bar(len(pairs)))
    results, failures = _check_all(project, pairs, request)
    changes = ""
    fixed: list[Fixed] = []
    if request.fix or request.diff:
        changes, fixed, results = repairs.repaired(project, request, results, wanted, write=not failures)
    if request.add_ignore and not failures:
        results = suppressed(project, results, lines=request.lines, shown=wanted)
    before = sum(len(checked.diagnostics) for checked in results)
    if since is not None:
        results = [since.told(checked) for checked in results]
    whole = not (request.paths or failures)
    try:
        results = without_accepted(project, request.acceptance, results, whole=whole, narrowed=since is not None)
    except TmError:
        for failure in failures:
            complain(failure)
        raise
    found = [diagnostic(found, language()) for checked in results for found in checked.diagnostics]
    counted = sum(checked.segments for checked in results)
    summary = report.summarise(
        found,
        files=len(results),
        segments=counted,
        seconds=seconds(),
        paths=[checked.inputs.names[1] for checked in results],
        failures=[(failure.where, _why(failure)) for failure in failures],
        narrowed=len(found) < before,
    )
    signature = "; ".join(dict.fromkeys(checked.signature for checked in results))
    looks = replace(looks, aligned=lambda: _aligned(project, results, request))
    text = report.render(found, summary, request.output_format, signature=signature, style=looks)
    deliver(changes + text, request.output)
    told.written(request.output, summary)
    for failure in failures:
        complain(failure)
    if fixed and request.fix and not request.diff and not failures:
        count = sum(done.count for done in fixed)
        tell(say("fixed {count} problem", "fixed {count} problems", count=count))
    if failures:
        if (fixed and request.fix and not request.diff) or request.add_ignore:
            tell(say("nothing was written, because of the errors above"))
        return 2
    return 1 if report.fails(found, project.config.fail_on) and not request.exit_zero else 0


def _aligned(project: Project, results: Sequence[Checked], request: Request) -> list[Bitext]:
    """The pairs with findings, for a report that shows their texts: findings may come from the cache, without them."""
    from tm.project import checking

    return [checking.aligned(project, checked, lines=request.lines) for checked in results if checked.diagnostics]


def _why(failure: TmError) -> str:
    return "\n".join(spoken(part) for part in (failure.what, failure.hint) if part)


def _check_all(project: Project, pairs: Sequence[FilePair], request: Request) -> tuple[list[Checked], list[TmError]]:
    from tm.project.run import check_all

    with _bar(len(pairs)) as bar:
        return check_all(project, pairs, lines=request.lines, jobs=request.jobs, done=lambda: bar.update(1))


def _bar(count: int) -> AbstractContextManager[Any]:
    quiet = count < 2 or not sys.stderr.isatty()
    return typer.progressbar(length=count, label=spoken(say("checking")), file=sys.stderr, hidden=quiet)
