"""tm align over folders and projects: one file a pair."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tm.cli.options import complain, inform
from tm.errors import TmError, UsageError
from tm.messages import listed, refusal, say

if TYPE_CHECKING:
    from tm.pairing import FilePair
    from tm.project import Project


def many(
    project: Project,
    pairs: Sequence[FilePair],
    base: Path,
    to: str | None,
    output: Path | None,
    *,
    lines: bool,
    sentences: bool,
    force: bool,
    jobs: int,
) -> None:
    """Align all pairs, each into a file below the folder `output`.

    Raises:
        UsageError: the folder or the format will not do.
    """
    from tm import batch, files
    from tm.cli.progress import Bar
    from tm.report.bitext import mistrust

    if output is None:
        raise UsageError(
            say(
                "{count} pair needs a folder for its alignment",
                "{count} pairs need a folder for their alignments",
                count=len(pairs),
            ),
            hint=say("name it: -o DIR --to tsv"),
        )
    if files.is_file(output):
        raise UsageError(
            say("this is a file"),
            where=str(output),
            hint=say("{count} pair needs a folder: -o DIR", "{count} pairs need a folder: -o DIR", count=len(pairs)),
        )
    name = format_named(to or "tsv")
    if name == "table":
        raise UsageError(
            say("a table is for one pair, in a terminal"), where="--to", hint=say("use tsv, or html to read")
        )
    goals = batch.outputs(pairs, base, output, name)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = refusal(error)
        raise UsageError(
            say("cannot make the folder: {reason}", reason=reason), where=str(output), hint=say("check the path of -o")
        ) from error
    tasks = [batch.Task(pair, goal, name, lines, sentences) for pair, goal in zip(pairs, goals, strict=True)]
    written = fresh = edited = 0
    failures: list[TmError] = []
    with Bar(say("aligning")) as bar:
        results = batch.run(project, tasks, output, force=force, jobs=jobs, inspect=mistrust)
        for number, done in enumerate(results, 1):
            bar(number, len(tasks))
            for notice in done.notices:
                inform(say("{path}: {notice}", path=files.display(done.task.output), notice=notice))
            if done.error is not None:
                failures.append(done.error)
            if done.edited:
                path = files.display(done.task.output)
                inform(say("{path}: changed by hand since it was made, left as it is", path=path))
            written += done.error is None and not done.fresh and not done.edited
            fresh += done.fresh
            edited += done.edited
    for failure in failures:
        complain(failure)
    counts = [
        (True, say("{count} aligned", count=written)),
        (fresh, say("{count} unchanged (--force makes them again)", count=fresh)),
        (edited, say("{count} changed by hand (--force overwrites them)", count=edited)),
        (failures, say("{count} failed", count=len(failures))),
    ]
    done_so = listed([counted for count, counted in counts if count])
    inform(say("{counts}: {path}", counts=done_so, path=files.display(output)))
    if failures:
        raise typer.Exit(2)


def format_named(name: str) -> str:
    """The format of alignments that is meant, or `table`.

    Raises:
        UsageError: there is none.
    """
    from tm.formats import bilingual

    return name if name == "table" else bilingual.named(name, "aligned")
