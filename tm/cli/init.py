"""tm init: find pairs of documents and write the configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(init)


def init(
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing.")] = False,
) -> None:
    """Set up a project here: pairs, glossary.csv, a pre-commit entry.

    Existing files are kept; settings are added to pyproject.toml, or to tm.toml where there is none.
    """
    from tm import setup

    plan = setup.plan(Path.cwd())
    for line in plan.describe():
        typer.echo(line)
    if not plan.files:
        return
    if not yes and not typer.confirm("write?", default=True):
        raise typer.Exit(2)
    for path in setup.write(plan):
        typer.echo(f"wrote  {path}")
