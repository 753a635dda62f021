"""What a run depends on, watched by looking: whatever is saved, added or removed makes it run again.

Looking works on every file system, also on those of containers and networks that tell of no change. A look at
10,000 files takes a tenth of a second, so that the time between two looks follows the time that one takes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tm.errors import TmError
from tm.project import checking
from tm.project.configuration import NAMES

if TYPE_CHECKING:
    from tm.project import Project

#: Seconds between two looks, at least; and of rest after a change: editors write a file in several steps.
INTERVAL, REST = 0.3, 0.1
#: A look takes at most this share of the time.
SHARE = 0.1

State = dict[Path, tuple[int, int, int] | None]


def state(files: Sequence[Path]) -> State:
    """Time, size and number of each file; None for one that is not there."""
    found: State = {}
    for path in files:
        found[path] = None
        with suppress(OSError, ValueError):
            seen = path.stat()
            found[path] = seen.st_mtime_ns, seen.st_size, seen.st_ino
    return found


def depends(project: Project, paths: Sequence[Path]) -> list[Path]:
    """The files that a run over some paths depends on, those also that would be read if they were there."""
    found: dict[Path, None] = dict.fromkeys([*paths, *pages(project, paths)])
    with suppress(TmError):
        found.update(dict.fromkeys(settings(project)))
    return list(found)


def pages(project: Project, paths: Sequence[Path]) -> list[Path]:
    """The files, of both sides, that a run over some paths checks; none where the run fails to tell."""
    found: dict[Path, None] = {}
    with suppress(TmError):  # said by the run itself
        for pair in project.resolve(paths):
            found.update(dict.fromkeys(side for side in (pair.source, pair.target) if side is not None))
    return list(found)


def settings(project: Project) -> list[Path]:
    """Files that hold settings of a project."""
    start = project.root.resolve()
    above = [start] if project.configured else [start, *start.parents]
    found = [folder / name for folder in above for name in NAMES]
    found += [Path(place.rpartition(":")[0]) for place in project.config.origins.values()]  # those that it extends
    found += [*project.glossary_files, *project.rule_files, *checking.imported(project)]
    if project.config.baseline:
        found.append(project.root / project.config.baseline)
    return list(dict.fromkeys(found))


def changed(look: Callable[[], State], before: State) -> State:
    """Wait until something differs from `before` and then rests: the files that differ, as they are now."""
    while True:
        begin = time.monotonic()
        now = look()
        if now != before:
            break
        took = time.monotonic() - begin
        time.sleep(max(INTERVAL, took / SHARE))
    while True:
        time.sleep(REST)
        later = look()
        if later == now:
            return {path: now.get(path) for path in {*now, *before} if now.get(path) != before.get(path)}
        now = later


def rules(project: Project) -> set[Path]:
    """The files of the project's rules, and those that they import."""
    return {*project.rule_files, *checking.imported(project)}


def forget_rules(project: Project) -> None:
    """Let the rules of the project be imported anew: one of their files was edited."""
    from tm.checks import registry

    own = {str(path) for path in checking.imported(project)}
    for name in [name for name, module in sys.modules.items() if getattr(module, "__file__", None) in own]:
        del sys.modules[name]
    for name in project.__dict__.get("custom_rules", ()):
        if sys.modules.pop(name, None) is not None:
            for code in [code for code, rule in registry.RULES.items() if rule.module == name]:
                del registry.RULES[code]
    registry.load.cache_clear()


def inherit(project: Project, before: Project | None) -> None:
    """Take over what is slow to load and has not changed."""
    if before is None:
        return
    if "encoder" in before.__dict__ and before.encoder_name == project.encoder_name:
        project.__dict__["encoder"] = before.encoder
    if not project.use_cache:
        project.__dict__["kept"] = before.kept


def remember(project: Project) -> None:
    """Without a cache on disk, what one round found is kept in memory for the next."""
    if not project.use_cache:
        from tm import cache

        project.__dict__["kept"] = cache.Findings(None)
