"""What `tm check` leaves out: findings in what did not change since a revision, and those that a baseline accepts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tm.cli.options import inform
from tm.errors import UsageError
from tm.messages import say

if TYPE_CHECKING:
    from tm.pairing import FilePair
    from tm.project import Checked, Project
    from tm.project.revisions import Since

log = logging.getLogger(__name__)

Baseline = Annotated[
    Path | None, typer.Option("--baseline", help="File of accepted findings: only others are reported.")
]
WriteBaseline = Annotated[
    bool, typer.Option("--write-baseline", help="Accept all findings: write them to the baseline [.tm-baseline.json].")
]
ShrinkBaseline = Annotated[
    bool, typer.Option("--shrink-baseline", help="Drop from the baseline what was fixed; add nothing.")
]
DiffBase = Annotated[
    str | None,
    typer.Option("--diff-base", metavar="REV", help="Only what changed since a revision of git, such as origin/main."),
]


@dataclass(frozen=True)
class Acceptance:
    """What was asked for: --baseline, --write-baseline, --shrink-baseline.

    some_rules: the command line says which rules run
    """

    file: Path | None = None
    write: bool = False
    shrink: bool = False
    some_rules: bool = False

    def concerns(self, project: Project) -> bool:
        """Is there anything to do with a baseline? Most runs have none, and load nothing for it."""
        return bool(self.file or self.write or self.shrink or project.config.baseline)

    def refuse(self, *, narrowed: bool) -> None:
        """Check that the options go together.

        narrowed: --diff-base is given

        Raises:
            UsageError: they do not.
        """
        if self.write and self.shrink:
            raise UsageError(
                say("--write-baseline and --shrink-baseline exclude each other"), hint=say("give one of them")
            )
        if narrowed and (self.write or self.shrink):
            raise UsageError(
                say("a baseline is made of all findings, --diff-base shows some"), hint=say("leave out --diff-base")
            )


def since_revision(project: Project, name: str | None, pairs: Sequence[FilePair], *, lines: bool) -> Since | None:
    """What narrows findings to what changed since a revision; None where none is named."""
    if name is None:
        return None
    from tm.project.git import well_named
    from tm.project.revisions import Since

    since = Since(project, well_named(name), lines)
    for pair in pairs:
        since.find(pair.source)  # a wrong name is told before the long work
    return since


def shown(project: Project, asked: Acceptance, since: Since | None) -> Callable[[Checked], Checked]:
    """What fixes are for: the findings of a pair that will be shown; all where a baseline is being written."""

    def narrowed_only(checked: Checked) -> Checked:
        return since.narrowed(checked) if since else checked

    if asked.write or not asked.concerns(project):
        return narrowed_only
    from tm.project import baselines

    path = baselines.file(project, asked.file, write=False)
    if path is None:
        return narrowed_only
    entries = baselines.read(path)

    def left(checked: Checked) -> Checked:
        narrowed = narrowed_only(checked)
        return baselines.compare(project, path, entries, [narrowed], whole=False).results[0]

    return left


def without_accepted(
    project: Project, asked: Acceptance, results: list[Checked], *, whole: bool, narrowed: bool
) -> list[Checked]:
    """The results with new findings only; writes the baseline where that was asked for, and says what it did.

    whole:    all of the project was checked
    narrowed: findings were left out before, so that nothing can be said of those that are missing
    """
    if not asked.concerns(project):
        return results
    from tm import files
    from tm.project import baselines

    path = baselines.file(project, asked.file, write=asked.write)
    if path is None:
        if asked.shrink:
            raise UsageError(say("there is no baseline to shrink"), hint=say("name it with --baseline"))
        return results
    if asked.write:
        entries, copy = baselines.renewed(path, whole=whole and not asked.some_rules)
        if copy is not None:
            inform(say("the old baseline could not be read; it is kept as {path}", path=files.display(copy)))
    else:
        entries = baselines.read(path)
    accepted = baselines.compare(project, path, entries, results, whole=whole)
    for entry in accepted.fixed if not narrowed else ():
        log.info("fixed since: %s %s %s", entry.path, entry.code, entry.text)
    if asked.write:
        count = baselines.written(path, accepted)
        inform(say("{count} accepted in {path}", count=count, path=files.display(path)))
        if asked.file is None and not project.config.baseline:
            inform(say('to use it: --baseline {path}, or baseline = "{path}" in the configuration', path=path.name))
        return [_silent(checked) for checked in results]
    known, new, fixed = len(accepted.known), accepted.new, 0 if narrowed else len(accepted.fixed)
    if asked.shrink:
        baselines.shrunk(path, accepted)
        inform(say("{known} known, {fixed} fixed since and dropped, {new} new", known=known, fixed=fixed, new=new))
    elif fixed:
        inform(
            say(
                "{known} known, {fixed} fixed since (run --shrink-baseline to drop them), {new} new",
                known=known,
                fixed=fixed,
                new=new,
            )
        )
    elif known:
        inform(say("{known} known, {new} new", known=known, new=new))
    return accepted.results


def _silent(checked: Checked) -> Checked:
    from dataclasses import replace

    return replace(checked, diagnostics=())
