"""tm rule: the manual of the rules, in English or Korean."""

from __future__ import annotations

from typing import Annotated

import typer

from tm.cli.options import Lang, deliver, language


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

    shown = lang or language()
    deliver(manual.page(code, shown) if code else manual.index(shown), None)
