"""tm align: write the aligned bitext of two documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tm.cli.options import (
    NoCache,
    Output,
    Quiet,
    Segments,
    SourceLanguage,
    TargetLanguage,
    Verbose,
    as_lines,
    choice,
    columns,
    deliver,
)

File = Annotated[Path, typer.Argument()]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(align)


def align(
    source: File,
    target: File,
    output: Output = None,
    to: Annotated[
        str | None, typer.Option(help="links, beads, tsv or jsonl; from the suffix of -o if not given.")
    ] = None,
    level: Annotated[str, typer.Option(help="paragraph or sentence.")] = "paragraph",
    segments: Segments = "paragraphs",
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoder: Annotated[str | None, typer.Option(help="use-m3, or none for no model.")] = None,
    no_cache: NoCache = False,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Align TARGET with SOURCE paragraph by paragraph, or sentence by sentence.

    Without -o and --to, a readable table.
    """
    from tm import formats
    from tm.pairing import FilePair
    from tm.project import Project

    choice(level, ("paragraph", "sentence"), "--level")
    name = to or (formats.writer_for(output.name) if output else "table")
    if name != "table":
        choice(name, list(formats.BITEXT_WRITERS), "--to")
    project = Project.containing(target, use_cache=not no_cache).with_config(
        source_language=source_language, target_language=target_language, encoder=encoder
    )
    sentences = level == "sentence"
    bitext = project.bitext(FilePair(source, target), lines=as_lines(segments), sentences=sentences)
    if sentences and bitext.sentences:
        bitext = bitext.sentences
    if name == "table":
        from tm.report import bitext as table

        deliver(table.render(bitext, columns=columns()), output)
    else:
        deliver(formats.write_bitext(bitext, name), output)
