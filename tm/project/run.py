"""Checking many pairs: one that cannot be checked does not keep the others from being reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tm.errors import ConfigError, TmError
from tm.project.inputs import Checked

if TYPE_CHECKING:
    from tm.pairing import FilePair
    from tm.project import Project


def check_all(
    project: Project,
    pairs: Sequence[FilePair],
    *,
    lines: bool = False,
    done: Callable[[], None] = lambda: None,
) -> tuple[list[Checked], list[TmError]]:
    """Check each pair, in their order; and the failures: of those that cannot be checked, and of rules that raise.

    done: called after each pair

    Raises:
        TmError: of a single pair
        ConfigError: the settings are at fault, whichever pair
    """
    results: list[Checked] = []
    failures: list[TmError] = []
    for pair in pairs:
        try:
            checked = project.check(pair, lines=lines)
            results.append(checked)
            failures.extend(checked.failures)
        except ConfigError:
            raise
        except TmError as error:
            if len(pairs) == 1:
                raise
            failures.append(error)
        done()
    return results, failures
