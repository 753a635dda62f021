"""tm rule: the manual of the rules, in English or Korean."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tm.cli.options import Lang, complain, deliver, language
from tm.errors import TmError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(rule)


def rule(
    code: Annotated[
        str | None, typer.Argument(help="A rule's code or name, such as K601 or omission; without it, the list.")
    ] = None,
    lang: Lang = None,
) -> None:
    """Explain a rule: what it reports, why, how to fix it, examples, its file."""
    from tm.checks import manual
    from tm.project import Project

    try:
        _ = Project.containing(Path.cwd()).custom_rules
    except TmError as error:  # the manual of the others is there all the same
        complain(error)
    shown = lang or language()
    deliver(manual.page(code, shown) if code else manual.index(shown), None)
