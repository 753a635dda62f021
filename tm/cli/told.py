"""tm check where its report for people is all that is wanted: what was said of unchanged pages is said again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tm.cli.options import complain, deliver, inform, language
from tm.messages import say

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import Any

    from tm.cli.check import Request
    from tm.core import Diagnostic
    from tm.pairing import FilePair
    from tm.project import Project
    from tm.report import Style, Summary


def enough(project: Project, request: Request) -> bool:
    """Does a run need nothing of the findings but what the report says of them?"""
    from tm.report import PIECEWISE

    more = request.statistics or request.fix or request.diff or request.add_ignore or request.diff_base is not None
    return request.output_format in PIECEWISE and not more and not request.acceptance.concerns(project)


def run(
    project: Project,
    pairs: Sequence[FilePair],
    request: Request,
    looks: Style,
    *,
    seconds: Callable[[], float],
    bar: AbstractContextManager[Any],
) -> int:
    """Check and report: the same as the longer way gives, with its exit status."""
    from tm import report
    from tm.lang.catalogue import diagnostic
    from tm.project.run import tell_all
    from tm.project.telling import Teller

    def text(found: Sequence[Diagnostic]) -> str:
        return report.piece([diagnostic(one, looks.language) for one in found], request.output_format, looks)

    teller = Teller(report.look(request.output_format, looks), text)
    with bar as shown:
        results, failures = tell_all(
            project, pairs, teller, lines=request.lines, jobs=request.jobs, done=lambda: shown.update(1)
        )
    tally = report.together(told.tally for told in results)
    segments = sum(told.segments for told in results)
    summary = report.Summary(len(results), segments, *tally, seconds())
    deliver(report.joined((told.text for told in results), summary, looks), request.output)
    written(request.output, summary)
    for failure in failures:
        complain(failure)
    if failures:
        return 2
    return 1 if tally.fails(project.config.fail_on) and not request.exit_zero else 0


def written(output: Path | None, summary: Summary) -> None:
    """Say that the report lies in a file, and what was found."""
    from tm import files
    from tm.report.text import closing

    if output is not None:
        closed = closing(summary, language())
        inform(say("{path} written: {what}", path=files.display(output), what=closed))
