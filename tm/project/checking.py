"""Checking a pair, with the findings of the last run, and applying fixes until none is left."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from tm import cache, files, formats
from tm.checks import fix
from tm.core import Bitext, Document
from tm.errors import TmError
from tm.project.inputs import Checked, Fixed, Inputs, tell, timed

if TYPE_CHECKING:
    from tm.project import Project

log = logging.getLogger(__name__)


def check(project: Project, inputs: Inputs, *, lines: bool = False) -> Checked:
    """Check a pair as it was read; unchanged input gives the findings of the last run."""
    glossaries = [files.read(file) for file in project.glossary_files]
    settings = (project.config, project.encoder_name, lines)
    key = cache.key(inputs.source, inputs.target, *inputs.names, *glossaries, *settings)
    store = cache.Findings(project.cache_folder / "findings") if project.use_cache else None
    if store and (found := store.get(key, lambda: _texts(project, inputs))) is not None:
        tell(found.notices)
        log.info("%s: not changed since the last run", inputs.names[1])
        return Checked(found.diagnostics, found.segments, found.signature, inputs)
    _ = project.rules, project.settings, project.matcher  # a mistake in them is told before the long work
    notices: list[str] = []
    bitext = project.aligned(inputs, lines=lines, notices=notices)
    tell(notices)
    seconds = timed()
    failures: list[TmError] = []
    diagnostics = tuple(project.check_bitext(bitext, failures))
    log.info("checked %s: %d findings, %.1f s", inputs.names[1], len(diagnostics), seconds())
    segments = sum(segment.translatable for segment in bitext.target.segments)
    entry = cache.Entry(diagnostics, segments, _signature(project, bitext), tuple(notices))
    if store and not failures:  # a failure is told again, until it is repaired
        store.put(key, entry, bitext)
    return Checked(entry.diagnostics, entry.segments, entry.signature, inputs, tuple(failures))


def _signature(project: Project, bitext: Bitext) -> str:
    from importlib.metadata import version

    codes = " ".join(rule.code for rule in project.rules)
    return f"tm {version('tm-toolkit')} | {bitext.signature} | rules {codes}"


def fixed(checked: Checked, *, unsafe: bool = False) -> Fixed | None:
    """The target of a checked pair with its fixes applied, nothing written; None when there is nothing to fix.

    Raises:
        TmError: the fixed text could not be read again, or not be written in the file's encoding.
    """
    inputs = checked.inputs
    path = inputs.pair.target or inputs.pair.source
    fixes = fix.edits(checked.diagnostics, unsafe=unsafe, plain=inputs.pair.target is not None)
    if not fixes:
        return None
    before = formats.text_of(inputs.target, name=inputs.names[1]).text
    after = fix.apply(before, fixes)
    data = formats.encode(after, like=inputs.target, name=inputs.names[1])
    source = inputs.source if inputs.pair.target else data
    return Fixed(path, before, after, len(fixes), Inputs(inputs.pair, source, data))


def settle(
    project: Project,
    checked: Checked,
    *,
    unsafe: bool = False,
    lines: bool = False,
    shown: Callable[[Checked], Checked] = lambda checked: checked,
) -> tuple[Checked, Fixed | None]:
    """Apply fixes until none is left, in memory: what remains, and what is to be written.

    shown: leaves the findings whose fixes are wanted
    """
    first: Fixed | None = None
    for _ in range(3):  # a fix may show another defect; more rounds than this would be fixes that fight
        done = fixed(shown(checked), unsafe=unsafe)
        if done is None:
            break
        checked = check(project, done.inputs, lines=lines)
        count = done.count + (first.count if first else 0)
        first = replace(done, before=first.before if first else done.before, count=count)
    return checked, first


def _texts(project: Project, inputs: Inputs) -> tuple[Document, Document]:
    """Both documents without segments: what showing stored findings needs."""
    source, target = (
        Document(name, language, formats.text_of(data, name=name).text)
        for data, name, language in zip((inputs.source, inputs.target), inputs.names, project.languages, strict=True)
    )
    return source, target
