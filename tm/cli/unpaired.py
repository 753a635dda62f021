"""What a check of a project does not see: source pages that nobody has translated yet, settings for no file."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tm.messages import say

if TYPE_CHECKING:
    from tm.pairing import FilePair
    from tm.project import Project

log = logging.getLogger(__name__)
#: Names that are told; all of them with --verbose.
SHOWN = 3


def notice(project: Project, paths: Sequence[Path], pairs: Sequence[FilePair]) -> None:
    """Tell on stderr which source pages have no translation: of the project, or of the folders among `paths`.

    pairs: what the paths mean; of two folders, each of which is a side, both are told of
    """
    from tm import files, pairing

    if not log.isEnabledFor(logging.WARNING):
        return
    if len(paths) == 2 and all(path.is_dir() for path in paths) and set(pairs).isdisjoint(_configured(project)):
        found = pairing.between(*paths)
        _tell(found.sources)
        _tell(found.targets, translations=True)
        return
    folders = [files.real(path) for path in paths if path.is_dir()]
    if not (project.configured and project.config.pairs and (folders or not paths)):
        return
    _tell(
        [
            pair.source
            for pair in pairing.untranslated(project.root, project.config.pairs, project.config.exclude)
            if not paths
            or any(
                files.real(side).is_relative_to(folder)
                for side in (pair.source, pair.target)
                if side
                for folder in folders
            )
        ]
    )


def _configured(project: Project) -> list[FilePair]:
    return project.pairs() if project.configured else []


def _tell(alone: Sequence[Path], *, translations: bool = False) -> None:
    from tm import files
    from tm.report.escape import on_a_line  # a file's name may hold what a terminal would obey

    if not alone:
        return
    count = len(alone)
    some = alone if log.isEnabledFor(logging.DEBUG) else alone[:SHOWN]
    names = ", ".join(on_a_line(files.display(path)) for path in some)
    if count > len(some):
        names = say("{names} and {count} more", names=names, count=count - len(some))
    if translations:
        log.warning(
            say(
                "{count} translation has no source page: {names}",
                "{count} translations have no source page: {names}",
                count=count,
                names=names,
            )
        )
    else:
        log.warning(
            say(
                "{count} source page has no translation: {names}",
                "{count} source pages have no translation: {names}",
                count=count,
                names=names,
            )
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
