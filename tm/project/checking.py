"""Checking a pair, with the findings of the last run, and applying fixes until none is left."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tm import cache, files, formats, packages
from tm.checks import fix
from tm.core import Bitext, Diagnostic, Document
from tm.errors import TmError
from tm.messages import say
from tm.project import aligning
from tm.project.inputs import Checked, Fixed, Inputs, tell, timed

if TYPE_CHECKING:
    from pathlib import Path

    from tm.project import Project

log = logging.getLogger(__name__)


def state(project: Project) -> tuple[Any, ...]:
    """What findings depend on besides the two files and the program.

    Raises:
        TmError: a glossary or a file of rules cannot be read.
    """
    # settings that change what is checked or shown, not what is found, and those that stand here with their content
    config = replace(
        project.config,
        pairs=(),
        files=(),
        exclude=(),
        fail_on="",
        lang="",
        baseline="",
        cache_size=0,
    )
    named = (*project.glossary_files, *project.rule_files, *imported(project))
    return (
        config,
        project.encoder_name,
        cache.plugins("tm.rules"),
        *((files.display(file), files.read(file)) for file in named),
    )


def imported(project: Project) -> tuple[Path, ...]:
    """Files of the project that its rules import."""
    if not project.rule_files:
        return ()
    from tm.project import custom_rules

    return custom_rules.sources(project.rule_files, project.root)


def key(project: Project, inputs: Inputs, *, lines: bool = False) -> str:
    """What findings on a pair are kept under: changes with all that they depend on."""
    return cache.key(inputs.source, inputs.target, *inputs.names, project.state_key, lines)


def kept(project: Project, inputs: Inputs, key: str) -> Checked | None:
    """What was found on a pair that did not change since."""
    found = project.kept.get(key, lambda: _texts(project, inputs)) if project.kept else None
    if found is None:
        return None
    unchanged(inputs)
    return _checked(inputs, found)


def unchanged(inputs: Inputs) -> None:
    """Say so of a pair."""
    log.info(say("{name}: not changed since the last run", name=inputs.names[1]))


def look(project: Project, inputs: Inputs, *, lines: bool = False) -> tuple[str, Checked | None]:
    """The key of a pair, and the findings of the last run where nothing changed since."""
    known = key(project, inputs, lines=lines)
    return known, kept(project, inputs, known)


def check(project: Project, inputs: Inputs, *, lines: bool = False) -> Checked:
    """Check a pair as it was read; unchanged input gives the findings of the last run."""
    known, found = look(project, inputs, lines=lines)
    checked = found or finish(project, inputs, known, made(project, inputs, lines=lines))
    tell(checked.notices)
    return checked


@dataclass(frozen=True)
class Made:
    """What checking a pair gives, as it can be kept and sent; failures: rules that raised."""

    data: bytes
    failures: tuple[TmError, ...] = ()


def made(project: Project, inputs: Inputs, *, lines: bool = False) -> Made:
    """Align and check a pair, whatever is kept."""
    _ = project.rules, project.settings, project.matcher  # a mistake in them is told before the long work
    notices: list[str] = []
    bitext = project.aligned(inputs, lines=lines, notices=notices)
    seconds = timed()
    failures: list[TmError] = []
    read = bitext.target if bitext.sentences and not lines else None  # of catalogues some texts are left out
    diagnostics = repairable(inputs, project.check_bitext(bitext, failures), read)
    log.info("checked %s: %d findings, %.1f s", inputs.names[1], len(diagnostics), seconds())
    segments = sum(segment.translatable for segment in bitext.target.segments)
    beads = bitext.beads if bitext.sentences and diagnostics else ()  # others are read as fast as they are kept
    entry = cache.Entry(diagnostics, segments, _signature(project, bitext), tuple(notices), beads)
    return Made(cache.dumped(entry, bitext.source), tuple(failures))


def finish(project: Project, inputs: Inputs, key: str, made: Made) -> Checked:
    """Keep what was found, and bind it to the files."""
    keep(project, key, made)
    return bound(project, inputs, made)


def keep(project: Project, key: str, made: Made, more: Callable[[bytes], bytes] = lambda data: data) -> None:
    """Keep what was found. more: adds to what is kept"""
    if project.kept and not made.failures:  # a failure is told again, until it is repaired
        project.kept.put(key, more(made.data))


def bound(project: Project, inputs: Inputs, made: Made) -> Checked:
    """What was found, bound to the files."""
    entry = cache.loaded(made.data, lambda: _texts(project, inputs))
    return _checked(inputs, entry, made.failures)


def _checked(inputs: Inputs, entry: cache.Entry, failures: tuple[TmError, ...] = ()) -> Checked:
    return Checked(entry.diagnostics, entry.segments, entry.signature, inputs, failures, entry.notices, entry.beads)


def aligned(project: Project, checked: Checked, *, lines: bool = False) -> Bitext:
    """A pair as it was aligned when it was checked, without its sentences; aligned anew where that was not kept."""
    project, inputs, beads = project.at(checked.inputs.pair), checked.inputs, checked.beads
    if beads:
        source, target = aligning.documents(project, inputs, lines=lines, notices=[])
        if (beads[-1].source.stop, beads[-1].target.stop) == (len(source.segments), len(target.segments)):
            return Bitext(source, target, beads)
    return project.aligned(inputs, lines=lines, sentences=False, notices=[])


def _signature(project: Project, bitext: Bitext) -> str:
    codes = " ".join(rule.code for rule in project.rules)
    return f"tm {packages.version('tm_toolkit')} | {bitext.signature} | rules {codes}"


def fixed(checked: Checked, *, unsafe: bool = False) -> Fixed | None:
    """The target of a checked pair with its fixes applied, nothing written; None when there is nothing to fix.

    A fix that would change the blocks of the file, or that its encoding cannot hold, is left to a person.
    """
    inputs = checked.inputs
    path = inputs.pair.target or inputs.pair.source
    fixes = fix.edits(checked.diagnostics, unsafe=unsafe)
    if not fixes:
        return None
    before = formats.text_of(inputs.target, name=inputs.names[1]).text
    fixes = fix.harmless(before, fixes, lambda text: _blocks(checked, text))
    if not fixes:
        return None
    after = fix.apply(before, fixes)
    data = formats.encode(after, like=inputs.target, name=inputs.names[1])
    source = inputs.source if inputs.pair.target else data
    edits = tuple(edit for some in fixes for edit in some)
    return Fixed(path, before, after, len(fixes), Inputs(inputs.pair, source, data), edits)


def repairable(inputs: Inputs, found: Sequence[Diagnostic], read: Document | None = None) -> tuple[Diagnostic, ...]:
    """The findings without fixes that `fixed` would leave to a person: none is offered that is not made.

    read: the target as `formats.read_document` made it from these bytes, which need not be read again then
    """
    if formats.read_only(inputs.names[1]):
        return tuple(replace(one, fix=None) for one in found)
    if inputs.pair.target is None:  # bilingual files are large, and what is put in is escaped
        return tuple(found)
    fixes = fix.edits(found, unsafe=True)
    if not fixes:
        return tuple(found)
    checked = Checked(tuple(found), 0, "", inputs)
    before = formats.text_of(inputs.target, name=inputs.names[1]).text

    def blocks(text: str) -> Any:
        if read is None:
            return _blocks(checked, text)
        return _shape([read]) if text == read.text else _blocks(checked, text, read.language)

    good = fix.harmless(before, fixes, blocks)
    harmful = set(fixes) - set(good)
    return tuple(replace(one, fix=None) if one.fix and one.fix.edits in harmful else one for one in found)


def _shape(documents: Sequence[Document]) -> list[Any]:
    return [(segment.kind, segment.level) for document in documents for segment in document.segments]


def _blocks(checked: Checked, text: str, language: str = "") -> Any:
    """What a target with this text falls into; None where it cannot be written, or not be read again."""
    inputs = checked.inputs
    name = inputs.names[1]
    languages = {
        side: next((place.document.language for found in checked.diagnostics if (place := getattr(found, side))), "")
        for side in ("source", "target")
    }
    try:
        data = formats.encode(text, like=inputs.target, name=name)
        if inputs.pair.target is not None:
            documents = [formats.read_document(data, name=name, language=language, notices=[])]
        else:
            source, target = languages["source"] or "en", languages["target"]
            bitext = formats.read_bitext(data, name=name, source_language=source, target_language=target, notices=[])
            documents = [bitext.source, bitext.target]
    except TmError:
        return None
    return _shape(documents)


def settle(
    project: Project,
    checked: Checked,
    *,
    unsafe: bool = False,
    lines: bool = False,
    shown: Callable[[Checked], Checked] = lambda checked: checked,
) -> tuple[Checked, Fixed | None]:
    """Apply fixes until none is left, in memory: what remains, and what is to be written.

    A fix after which the same is found again is none: it is left out, or each run would make it once more.

    shown: leaves the findings whose fixes are wanted
    """
    formats.refuse_changes(checked.inputs.names[1])
    project = project.at(checked.inputs.pair)
    vain: set[Hashable] = set()
    while True:
        settled, done, again = _settled(project, checked, unsafe, lines, shown, vain)
        if not again:
            return settled, done
        vain |= again


def _settled(
    project: Project,
    checked: Checked,
    unsafe: bool,
    lines: bool,
    shown: Callable[[Checked], Checked],
    vain: Collection[Hashable],
) -> tuple[Checked, Fixed | None, set[Hashable]]:
    """As `settle`, without the fixes of findings in `vain`; and which findings were all there again after a fix."""
    first: Fixed | None = None
    again: set[Hashable] = set()
    for _ in range(3):  # a fix may show another defect; more rounds than this would be fixes that fight
        wanted = [found for found in shown(checked).diagnostics if _sort(found) not in vain]
        done = fixed(replace(checked, diagnostics=tuple(wanted)), unsafe=unsafe)
        if done is None:
            break
        made = set(done.edits)
        tried = {_sort(found) for found in wanted if found.fix and set(found.fix.edits) <= made}
        before = Counter(map(_sort, checked.diagnostics))
        checked = check(project, done.inputs, lines=lines)
        after = Counter(map(_sort, checked.diagnostics))
        again |= {sort for sort in tried if after[sort] >= before[sort]}
        count = done.count + (first.count if first else 0)
        first = replace(done, before=first.before if first else done.before, count=count)
    return checked, first, again


def _sort(found: Diagnostic) -> Hashable:
    """What says the same of the same text."""
    edits = tuple(edit.text for edit in found.fix.edits) if found.fix else ()
    return found.code, found.message, found.source.text if found.source else "", edits


def _texts(project: Project, inputs: Inputs) -> tuple[Document, Document]:
    """Both documents without segments: what showing stored findings needs."""
    texts = [formats.text_of(inputs.source, name=inputs.names[0]).text]
    if (inputs.source, inputs.names[0]) == (inputs.target, inputs.names[1]):  # a bilingual file: read once, kept once
        texts *= 2
    else:
        texts.append(formats.text_of(inputs.target, name=inputs.names[1]).text)
    source, target = (
        Document(name, language, text)
        for name, language, text in zip(inputs.names, project.languages, texts, strict=True)
    )
    return source, target
