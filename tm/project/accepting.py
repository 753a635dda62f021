"""Accepting the findings on a pair: suppressions written into the translation, in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tm import formats
from tm.checks import accept
from tm.core import Diagnostic, Severity
from tm.formats.remark_edits import applied
from tm.project import checking
from tm.project.inputs import Checked, Fixed, Inputs

if TYPE_CHECKING:
    from tm.project import Project

#: A comment more may change what is found, so that another is needed; more rounds than this do not help.
ROUNDS = 3


def accepted(
    project: Project,
    checked: Checked,
    *,
    least: Severity,
    reason: str,
    lines: bool = False,
    shown: Callable[[Checked], Checked] = lambda checked: checked,
) -> tuple[Checked, Fixed | None, list[Diagnostic]]:
    """What is found once findings of a severity and above are suppressed, what is to be written, what has no place.

    reason: stands behind the codes; `Fixed.count` is the number of suppressions written or extended
    shown:  leaves the findings that are reported

    Raises:
        TmError: the format has no place for suppressions, or the file's encoding cannot hold the reason.
    """
    project = project.at(checked.inputs.pair)
    first, count = checked, 0
    lost: list[Diagnostic] = []
    for _ in range(ROUNDS):
        found = accept.wanted(shown(checked).diagnostics, least)
        if not found:
            lost = []
            break
        inputs = checked.inputs
        bitext = project.aligned(inputs, lines=lines, notices=[])
        made, lost = accept.edits(bitext, found, reason=reason)
        if not made:
            break
        count += len(made)
        data = formats.encode(applied(bitext.target.text, made), like=inputs.target, name=inputs.names[1])
        source = inputs.source if inputs.pair.target else data
        checked = checking.check(project, Inputs(inputs.pair, source, data), lines=lines)
    if not count:
        return first, None, lost
    path = checked.inputs.pair.target or checked.inputs.pair.source
    before, after = (formats.text_of(some.inputs.target, name=some.inputs.names[1]).text for some in (first, checked))
    return checked, Fixed(path, before, after, count, checked.inputs), lost
