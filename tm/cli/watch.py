"""tm check --watch: the same run again whenever something that it depends on is saved."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tm.cli.options import complain, on_terminal, tell
from tm.errors import TmError, UsageError
from tm.messages import say

if TYPE_CHECKING:
    from typing import NoReturn

    from tm.project import Project

Watch = Annotated[bool, typer.Option("--watch", help="Check again whenever a file is saved; Ctrl-C ends.")]
#: To the upper left corner, and empty from there, with what was rolled out of sight.
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"


def refuse(**options: bool) -> None:
    """Check the options that go with --watch; keywords are names of options that were given or not.

    Raises:
        UsageError: one of them writes what a person should see once.
    """
    for name, given in options.items():
        if given:
            option = "--" + name.replace("_", "-")
            raise UsageError(
                say("--watch does not go with {option}", option=option), hint=say("run the two one after the other")
            )


def watch(make: Callable[[], Project], run: Callable[[Project], int], paths: Sequence[Path]) -> NoReturn:
    """Run, wait for a change, run again: until Ctrl-C. What fails in one round is told, and the next one follows.

    make: the project with its settings as they are now
    run:  one round
    """
    from tm.cli.options import quiet
    from tm.project import watch as watching

    last: Project | None = None
    while True:
        if on_terminal():
            sys.stdout.write(_CLEAR)
            sys.stdout.flush()
        project = None
        try:
            project = make()
            if last is None:
                watching.remember(project)
            watching.inherit(project, last)
        except TmError as error:
            complain(error)
        last = project or last
        files = _files(last, paths)
        before = watching.state(files())
        if project is not None:
            _round(run, project)
        if not quiet():
            count = len(watching.pages(last, paths)) if last is not None else 0
            if count:
                tell(
                    say(
                        "watching {count} page and the settings; Ctrl-C ends",
                        "watching {count} pages and the settings; Ctrl-C ends",
                        count=count,
                    )
                )
            else:
                tell(say("waiting for a file to change; Ctrl-C ends"))
        found = watching.changed(lambda f=files: watching.state(f()), before)  # type: ignore[misc]
        if last is not None and found.keys() & watching.rules(last):
            watching.forget_rules(last)


def _files(project: Project | None, paths: Sequence[Path]) -> Callable[[], list[Path]]:
    """What tells the files to be watched; without any project yet, those that may hold its settings."""
    from tm.project import Project
    from tm.project import watch as watching

    known = project or Project(Path.cwd())
    return lambda: watching.depends(known, paths)


def _round(run: Callable[[Project], int], project: Project) -> None:
    try:
        run(project)
    except TmError as error:
        complain(error)
    except Exception:  # a mistake of ours: seen, and repaired perhaps by the next edit
        traceback.print_exc()
