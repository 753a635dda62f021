"""tm score: alignment against gold, translation against a reference."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tm.cli.options import choice, deliver

app = typer.Typer(help="Measure alignments and translations.", no_args_is_help=True, rich_markup_mode=None)
Format = Annotated[str, typer.Option("--output-format", help="text or json.")]


def register(parent: typer.Typer) -> None:
    """Add the command group."""
    parent.add_typer(app, name="score")


@app.command()
def alignment(
    gold: Annotated[Path, typer.Argument(help="A beads or links file made by hand.")],
    test: Annotated[Path, typer.Argument(help="The file of the same kind to measure.")],
    source: Annotated[Path | None, typer.Option(help="For links: the source [en.* beside GOLD].")] = None,
    target: Annotated[Path | None, typer.Option(help="For links: the translation [ko.* beside GOLD].")] = None,
    output_format: Format = "text",
) -> None:
    """Strict, lax, link and null precision, recall and F1 of TEST against GOLD."""
    from tm.project import score_alignment

    choice(output_format, ("text", "json"), "--output-format")
    scores = score_alignment(gold, test, source=source, target=target)
    if output_format == "json":
        import json

        deliver(json.dumps(scores, indent=2) + "\n", None)
        return
    rows = [f"{name:<8} {'P':>6} {'R':>6} {'F1':>6}" for name in ("",)]
    rows += [f"{name:<8} {s['p']:6.4f} {s['r']:6.4f} {s['f1']:6.4f}" for name, s in scores.items()]
    deliver("\n".join(rows) + "\n", None)
