"""tm rule: the manual of the rules, in English or Korean."""

from __future__ import annotations

import os
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

    language = choice(lang or _locale(), ("en", "ko"), "--lang")
    deliver(manual.page(code, language) if code else manual.index(language), None)


def _locale() -> str:
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ko" if named.startswith("ko") else "en"
