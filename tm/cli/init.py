"""tm init: find pairs of documents and write the configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tm.cli.options import deliver, spoken
from tm.errors import UsageError
from tm.messages import say


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
    if yes:
        setup.write(plan)
    deliver("".join(spoken(line) + "\n" for line in plan.describe(written=yes)), None)
    if plan.files and not yes and _agreed():
        setup.write(plan)


def _agreed() -> bool:
    try:
        return typer.confirm(spoken(say("write?")), default=True, err=True)
    except typer.Abort:
        typer.echo(err=True)  # behind the question
        raise UsageError(say("no answer"), hint=say("`tm init --yes` asks nothing")) from None
