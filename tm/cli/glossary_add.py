"""tm glossary add: a row that nothing had to be mined for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tm.cli.options import Lang, Quiet, choice, file_to_be, language, prefer, tell
from tm.errors import UsageError
from tm.messages import say


def register(app: typer.Typer) -> None:
    """Add the command to the group."""
    app.command()(add)


def add(
    source: Annotated[str, typer.Argument(help="The term.")],
    target: Annotated[
        str, typer.Argument(help="What renders it, several divided by |; may be left out with --status dnt.")
    ] = "",
    status: Annotated[str, typer.Option(help="approved, admitted, forbidden, deprecated or dnt.")] = "approved",
    pos: Annotated[str, typer.Option(help="Part of speech: noun, verb or adj.")] = "",
    domain: Annotated[str, typer.Option(help="Field in which the term means this.")] = "",
    note: Annotated[str, typer.Option(help="A remark.")] = "",
    into: Annotated[
        Path | None, typer.Option("--into", help="The glossary that it goes into [the project's, or glossary.csv].")
    ] = None,
    _lang: Lang = None,
    _quiet: Quiet = False,
) -> None:
    """Add a row at the end of the glossary. What is there stays as it is, byte for byte.

    A row that is there already, or contradicts one, is refused with the place of that one.
    """
    from tm import files
    from tm.cli.glossary import append, target_file
    from tm.formats import glossary_csv
    from tm.formats.glossary_in.incoming import Intake
    from tm.lang.catalogue import diagnostic
    from tm.project import Project

    status = {"preferred": "approved"}.get(status.lower(), status.lower())
    status = choice(status, glossary_csv.STATUSES, "--status")
    project = Project.containing(into or Path.cwd())
    prefer(project.config.lang)
    intake = Intake()
    given = {"source": source, "target": target, "pos": pos, "domain": domain, "note": note}
    row = {name: intake.text(value, name) for name, value in given.items()}
    if not row["source"] or not (row["target"] or status == "dnt"):
        raise UsageError(
            say("no text"),
            where="TARGET" if row["source"] else "SOURCE",
            hint=say("write the text in quotation marks"),
        )
    row["status"] = "" if status == "approved" else status
    path = into or target_file(project)
    if not files.is_file(path):
        file_to_be(path)
    for found in append(path, [row], checked=True):
        said = diagnostic(found, language())
        tell(say("  note: {notice}", notice=f"{said.code} {said.message}"))
