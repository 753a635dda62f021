"""What a check of a project does not see: source pages that nobody has translated yet, settings for no file."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tm.messages import say

if TYPE_CHECKING:
    from tm.project import Project

log = logging.getLogger(__name__)
#: Names that are told; all of them with --verbose.
SHOWN = 3


def notice(project: Project, paths: Sequence[Path]) -> None:
    """Tell on stderr which source pages have no translation: of the project, or of the folders among `paths`."""
    from tm import files, pairing
    from tm.report.escape import on_a_line  # a file's name may hold what a terminal would obey

    folders = [files.real(path) for path in paths if path.is_dir()]
    asked = project.configured and project.config.pairs and (folders or not paths)
    if not asked or not log.isEnabledFor(logging.WARNING):
        return
    alone = [
        on_a_line(files.display(pair.source))
        for pair in pairing.untranslated(project.root, project.config.pairs, project.config.exclude)
        if not paths
        or any(
            files.real(side).is_relative_to(folder) for side in (pair.source, pair.target) if side for folder in folders
        )
    ]
    if not alone:
        return
    count = len(alone)
    some = alone if log.isEnabledFor(logging.DEBUG) else alone[:SHOWN]
    names = ", ".join(some)
    if count > len(some):
        names = say("{names} and {count} more", names=names, count=count - len(some))
    log.warning(
        say("1 source page has no translation: {names}", names=names)
        if count == 1
        else say("{count} source pages have no translation: {names}", count=count, names=names)
    )


def settings(project: Project, paths: Sequence[Path]) -> None:
    """Tell on stderr which patterns of `exclude` and of overrides fit no file, in a check of all."""
    from tm import pairing
    from tm.project import configuration

    config = project.config
    if paths or not (config.exclude or config.overrides) or not log.isEnabledFor(logging.WARNING):
        return
    for pattern, place in configuration.idle(config, pairing.files(project.root)):
        log.warning(say("{place}: {pattern!r} fits no file", place=place, pattern=pattern))
