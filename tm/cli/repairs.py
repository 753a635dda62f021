"""tm check --fix and --diff: the changes that repair findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tm.cli.check import Request
    from tm.project import Checked, Fixed, Project


def repaired(
    project: Project,
    request: Request,
    results: list[Checked],
    wanted: Callable[[Checked], Checked],
    *,
    write: bool,
) -> tuple[str, list[Fixed], list[Checked]]:
    """The differences that fixes make, what was fixed, and what is found afterwards; with --fix, files are written.

    wanted: leaves the findings whose fixes are asked for
    """
    from tm import files, report

    settled = [
        project.settle(checked, unsafe=request.unsafe_fixes, lines=request.lines, shown=wanted) for checked in results
    ]
    fixed = [done for _, done in settled if done]
    if request.diff:
        changes = "".join(report.unified(done.before, done.after, done.inputs.names[1]) for done in fixed)
        return changes, fixed, results
    if not write:
        return "", fixed, results
    for checked, (_, done) in zip(results, settled, strict=True):
        if done is not None:
            files.unchanged(done.path, checked.inputs.target, done.inputs.target)
    for done in fixed:
        files.write(done.path, done.inputs.target)
    return "", fixed, [checked for checked, _ in settled]
