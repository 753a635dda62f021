"""tm rule: the manual of the rules, in English or Korean."""

from __future__ import annotations

from typing import Annotated

import typer

from tm.cli.options import choice, deliver


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(rule)


def rule(
    code: Annotated[
        str | None, typer.Argument(help="A rule's code or name, such as K601 or omission; without it, the list.")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="en or ko; from the locale if not given.")] = None,
) -> None:
    """Explain a rule: what it reports, why, how to fix it, examples, its file."""
    from tm.checks import manual
    from tm.lang.catalogue import LANGUAGES, of_user

    language = choice(lang or of_user(), LANGUAGES, "--lang")
    deliver(manual.page(code, language) if code else manual.index(language), None)
