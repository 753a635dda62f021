"""tm glossary: list and export the glossary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tm.cli.options import Output, choice, deliver
from tm.errors import UsageError

app = typer.Typer(help="List and export glossaries.", no_args_is_help=True, rich_markup_mode=None)
GlossaryFile = Annotated[Path | None, typer.Argument(help="The glossary; by default the project's.")]


def register(parent: typer.Typer) -> None:
    """Add the command group."""
    parent.add_typer(app, name="glossary")


@app.command("list")
def list_terms(glossary: GlossaryFile = None) -> None:
    """List the terms: source, targets, status."""
    from tm.report import glossary as table

    found, _ = _open(glossary)
    deliver(table.render(found), None)


@app.command()
def export(
    glossary: GlossaryFile = None,
    to: Annotated[str | None, typer.Option(help="csv, tbx or omegat; from the name of -o if not given.")] = None,
    output: Output = None,
) -> None:
    """Write the glossary in the format of another tool; what that format cannot hold is named."""
    from tm.formats import glossary_export

    found, project = _open(glossary)
    name = to or glossary_export.format_for(output.name if output else "")
    choice(name, list(glossary_export.EXPORTS), "--to")
    languages = (project.config.source_language, project.config.target_language)
    data, report = glossary_export.export(found, name, *languages)
    deliver(data.decode("utf-8"), output)
    typer.echo(f"exported {report.written} terms, {len(report.left_out)} left out", err=True)
    for term, reason in report.left_out:
        typer.echo(f"  left out {term!r}: {reason}", err=True)


def _open(path: Path | None):  # type: ignore[no-untyped-def]
    from tm.project import Project

    project = Project.containing(path or Path.cwd())
    if path is None and not project.configured and Path("glossary.csv").is_file():
        path = Path("glossary.csv")
    if path is not None:
        project = project.with_config(glossary=(str(path.resolve()),))
    if not project.glossary_files:
        raise UsageError("no glossary", hint="name a file, or write one called glossary.csv and run `tm init`")
    return project.glossary, project
