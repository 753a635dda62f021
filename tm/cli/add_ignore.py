"""`tm check --add-ignore`: suppressions for what fails a run, written into the translations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tm.cli.options import spoken, tell
from tm.errors import UsageError
from tm.messages import say

if TYPE_CHECKING:
    from tm.core import Diagnostic
    from tm.project import Checked, Fixed, Project

AddIgnore = Annotated[
    bool, typer.Option("--add-ignore", help="Write a suppression for each finding at or above --fail-on.")
]


def refuse(*, changing: bool, fail_on: str) -> None:
    """Check that --add-ignore can do something.

    changing: --fix or --diff is given

    Raises:
        UsageError: it cannot.
    """
    if changing:
        raise UsageError(
            say("--add-ignore goes with neither --fix nor --diff"), hint=say("repair first, then accept what is left")
        )
    if fail_on == "never":
        raise UsageError(
            say("--add-ignore accepts what fails, and with --fail-on never nothing does"),
            where="--fail-on",
            hint=say("name the least severity to accept: --fail-on error, warning or info"),
        )


def suppressed(
    project: Project, results: Sequence[Checked], *, lines: bool, shown: Callable[[Checked], Checked]
) -> list[Checked]:
    """What is found once suppressions are written. Files are written after all of them were computed.

    Raises:
        TmError: a file has no place for suppressions, or cannot be written.
    """
    from tm import files
    from tm.core import Severity
    from tm.project import accepting
    from tm.report.text import where

    least, reason = Severity(project.config.fail_on), spoken(say("TODO: why"))
    done: list[Fixed] = []
    read: list[bytes] = []
    left: list[Checked] = []
    lost: list[Diagnostic] = []
    for checked in results:
        then, written, without = accepting.accepted(
            project, checked, least=least, reason=reason, lines=lines, shown=shown
        )
        left.append(then)
        lost += without
        if written:
            done.append(written)
            read.append(checked.inputs.target)
    for one, data in zip(done, read, strict=True):
        files.unchanged(one.path, data, one.inputs.target)
    for one in done:
        files.write(one.path, one.inputs.target)
    count = sum(one.count for one in done)
    sentence = (
        say("suppressions written: {count}; fill in the reason of each", count=count)
        if count
        else say("nothing to suppress")
    )
    tell(sentence)
    for finding in lost:
        place = where(finding.target) if finding.target else ""
        sentence = say(
            "{place}: no place for a suppression of {code}; repair it, or ignore the rule",
            place=place,
            code=finding.code,
        )
        tell(sentence)
    return left
