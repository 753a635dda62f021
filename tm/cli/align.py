"""tm align: write the aligned bitext of two documents, or of all pairs of two folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tm.cli import align_given
from tm.cli.align_many import format_named, many
from tm.cli.options import (
    NoCache,
    OutputOrFolder,
    Quiet,
    Segments,
    SourceLanguage,
    TargetLanguage,
    Verbose,
    as_lines,
    choice,
    columns,
    complain,
    deliver,
    file_to_be,
    inform,
    language,
)
from tm.errors import TmError, UsageError
from tm.messages import say

if TYPE_CHECKING:
    from tm.core import Bitext
    from tm.pairing import FilePair
    from tm.project import Given, Project

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="EN KO", help="Two files or two folders, the source first; without, the project's pairs."),
]
To = Annotated[
    str | None,
    typer.Option(
        metavar="FORMAT",
        help="tsv, csv, jsonl, tmx, xliff, xliff2, po, html, parquet, beads or links; from the name of -o if not "
        "given.",
    ),
]
Level = Annotated[str, typer.Option(help="paragraph, or sentence: inside the paragraphs.")]
EncoderName = Annotated[
    str | None,
    typer.Option("--encoder", help="none (no model), fast, full or use-m3, or the folder of a model.", metavar="NAME"),
]
Anchors = Annotated[
    list[str] | None,
    typer.Option(
        "--anchor", metavar="12=15", help="Line 12 of the source and line 15 of the target belong together; repeatable."
    ),
]
Locked = Annotated[
    Path | None,
    typer.Option(
        "--locked", metavar="FILE", help="Keep the beads of an earlier alignment: links, beads, tsv, csv, jsonl."
    ),
]
SourceVectors = Annotated[
    Path | None,
    typer.Option("--source-vectors", metavar="FILE.npy", help="Vectors of the source paragraphs, one row each."),
]
TargetVectors = Annotated[
    Path | None, typer.Option("--target-vectors", metavar="FILE.npy", help="And of the target paragraphs.")
]
Doubtful = Annotated[
    bool, typer.Option("--doubtful", help="List the places to look at, in the order of the source, and why.")
]
OutputFormat = Annotated[str, typer.Option("--output-format", help="Of --doubtful: text or json.")]
Force = Annotated[
    bool, typer.Option("--force", help="Of folders: make again what did not change, or was changed by hand.")
]
Jobs = Annotated[int, typer.Option("--jobs", min=0, help="Of folders: processes; 0 for what suits the machine.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(align)


def align(
    paths: Paths = None,
    output: OutputOrFolder = None,
    to: To = None,
    level: Level = "paragraph",
    doubtful: Doubtful = False,
    output_format: OutputFormat = "text",
    anchor: Anchors = None,
    locked: Locked = None,
    encoder: EncoderName = None,
    source_vectors: SourceVectors = None,
    target_vectors: TargetVectors = None,
    segments: Segments = "paragraphs",
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    force: Force = False,
    jobs: Jobs = 0,
    no_cache: NoCache = False,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Align a translation with its source, paragraph by paragraph or sentence by sentence.

    Two files: without -o and --to, a readable table. Two folders, or the pairs of the project: one file
    each below the folder of -o. Exit status: 0 done, 2 could not run, or not all of the pairs.
    """
    from tm import files
    from tm.project import Given, Project

    level = choice(level, ("paragraph", "sentence"), "--level")
    output_format = choice(output_format, ("text", "json"), "--output-format")
    if doubtful and to:
        raise UsageError(
            say("--doubtful lists places and writes no alignment"), where="--to", hint=say("leave one of them out")
        )
    if not doubtful and output_format != "text":
        raise UsageError(
            say("--output-format is for --doubtful"), where="--output-format", hint=say("use --to, or --doubtful")
        )
    given_paths = paths or []
    project = Project.containing(given_paths[-1] if given_paths else Path.cwd(), use_cache=not no_cache).with_config(
        source_language=source_language, target_language=target_language, encoder=align_given.encoder(encoder)
    )
    pairs, base, single = _pairs(project, given_paths)
    given = Given(align_given.anchors(anchor), locked, align_given.vectors(source_vectors, target_vectors))
    if output is not None and (single or doubtful):
        file_to_be(output)  # told before the work, not after it
        files.refuse_inputs(output, [side for pair in pairs for side in (pair.source, pair.target) if side])
    if not single and (given.anchors or given.locked or given.vectors):
        raise UsageError(say("anchors, locked beads and vectors belong to one pair"), hint=say("name its two files"))
    sentences, lines = level == "sentence", as_lines(segments)
    if doubtful:
        _doubtful(project, pairs, output, lines, sentences, given, output_format, single)
    elif single:
        _one(project, pairs[0], to, output, lines, sentences, given)
    else:
        many(project, pairs, base, to, output, lines=lines, sentences=sentences, force=force, jobs=jobs)


def _pairs(project: Project, paths: Sequence[Path]) -> tuple[list[FilePair], Path, bool]:
    """The pairs that are meant, the folder that their outputs are named from, and whether it is one pair by name."""
    from tm import files
    from tm.pairing import FilePair

    if len(paths) > 2:
        raise UsageError(
            say("too many paths"), where=str(paths[2]), hint=say("name two files or two folders, the source first")
        )
    if len(paths) == 2 and all(files.is_dir(path) for path in paths):
        from tm.batch import folders

        plan = folders(*paths)
        if plan.alone:
            names = ", ".join(str(path) for path in plan.alone[:5]) + (" ..." if len(plan.alone) > 5 else "")
            inform(say("{count} without the other side: {names}", count=len(plan.alone), names=names))
        return plan.pairs, paths[1], False
    if len(paths) == 2:
        for path in paths:
            if files.is_dir(path):
                raise UsageError(
                    say("this is a folder, not a file"), where=str(path), hint=say("name two files or two folders")
                )
        return [FilePair(*paths)], Path.cwd(), True
    if not (project.configured and project.pairs()):
        hint = say("name two files or two folders, the source first, or run `tm init` for a project")
        raise UsageError(
            say("one side only") if paths else say("nothing to align"), where="".join(map(str, paths)), hint=hint
        )
    pairs = [pair for pair in project.resolve(paths) if pair.target is not None]
    if not pairs:
        raise UsageError(say("these are aligned already"), hint=say("name two documents, the source first"))
    return pairs, project.root, len(paths) == 1 and files.is_file(paths[0])


def _one(
    project: Project, pair: FilePair, to: str | None, output: Path | None, lines: bool, sentences: bool, given: Given
) -> None:
    from tm import formats
    from tm.cli.options import on_terminal
    from tm.formats import bilingual
    from tm.report import bitext as table

    name = format_named(to or (formats.writer_for(output.name) if output else "table"))
    bitext = _bitext(project, pair, lines, sentences, given)
    if name == "table":
        deliver(table.render(bitext, columns=columns(), language=language()), output)
        _written(output, bitext)
        return
    if output is None and not bilingual.row(name).text and on_terminal():
        raise UsageError(say("{to} is no text to be shown", to=name), hint=say("name a file with -o"))
    deliver(formats.dump_bitext(bitext, name), output)
    _written(output, bitext)


def _written(output: Path | None, bitext: Bitext) -> None:
    """Say that an alignment lies in a file, and how much it is."""
    from tm import files

    if output is not None:
        count = say("{count:,} bead", "{count:,} beads", count=len(bitext.beads))
        inform(say("{path} written: {what}", path=files.display(output), what=count))


def _bitext(project: Project, pair: FilePair, lines: bool, sentences: bool, given: Given) -> Bitext:
    from dataclasses import replace

    from tm.cli.progress import Bar
    from tm.report.bitext import mistrust

    with Bar(say("aligning")) as bar:
        bitext = project.bitext(pair, lines=lines, sentences=sentences, given=replace(given, progress=bar))
        bitext = project.with_clauses(bitext)
    if told := mistrust(bitext):
        inform(say("warning: {told}", told=told))
    return bitext.sentences if sentences and bitext.sentences else bitext


def _doubtful(
    project: Project,
    pairs: Sequence[FilePair],
    output: Path | None,
    lines: bool,
    sentences: bool,
    given: Given,
    output_format: str,
    single: bool,
) -> None:
    """List the places of all pairs; of several, one that fails does not keep the others from being listed."""
    from tm.report import doubtful, doubtful_told

    texts, objects = [], []
    failures: list[TmError] = []
    for pair in pairs:
        try:
            bitext = _bitext(project, pair, lines, sentences, given)
            doubts = doubtful.find(bitext, project.moved(bitext))
        except TmError as error:
            if single:
                raise
            failures.append(error)
            continue
        texts.append(doubtful_told.render(bitext, doubts, columns=columns(), language=language()))
        objects.append(doubtful_told.as_dict(bitext, doubts))
    deliver(doubtful_told.as_json(objects) if output_format == "json" else "\n".join(texts), output)
    for failure in failures:
        complain(failure)
    if failures:
        inform(
            say(
                "{count} pair looked at, {failed} failed",
                "{count} pairs looked at, {failed} failed",
                count=len(objects),
                failed=len(failures),
            )
        )
        raise typer.Exit(2)
