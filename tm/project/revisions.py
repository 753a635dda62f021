"""What changed since a revision of a git repository: findings are narrowed to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tm import formats
from tm.checks import engine
from tm.checks.changes import Changes, Side, side
from tm.checks.registry import Hit, Whole
from tm.core import Diagnostic, Document
from tm.errors import TmError
from tm.project.git import Revision, top
from tm.project.inputs import Checked, Inputs

if TYPE_CHECKING:
    from tm.project import Project


@dataclass
class Since:
    """Narrows findings to what changed since a revision. lines: as for `Project.check`."""

    project: Project
    name: str
    lines: bool = False
    _revisions: dict[Path, Revision] = field(default_factory=dict)
    _folders: dict[Path, Path] = field(default_factory=dict)

    def find(self, path: Path) -> Revision:
        """The revision in the repository that a file lies in.

        Raises:
            UsageError: there is no such repository or revision.
        """
        folder = path.resolve().parent
        if folder not in self._folders:
            root = top(path.resolve())
            if root not in self._revisions:
                self._revisions[root] = Revision.of(root, self.name)
            self._folders[folder] = root
        return self._revisions[self._folders[folder]]

    def narrowed(self, checked: Checked) -> Checked:
        """The findings in what changed."""
        return self._narrowed(checked)[0]

    def told(self, checked: Checked) -> Checked:
        """The same, and the paragraphs whose source changed while their translation did not."""
        shown, changes = self._narrowed(checked)
        if changes is None or not any(text is not None for text in changes.source.before.values()):
            return shown
        outdated = self._outdated(checked.inputs, changes)
        if not outdated:
            return shown
        return replace(shown, diagnostics=tuple(sorted([*shown.diagnostics, *outdated], key=_start)))

    def _narrowed(self, checked: Checked) -> tuple[Checked, Changes | None]:
        changes = self._changes(checked.inputs)
        if changes is None:
            return replace(checked, diagnostics=()), None
        return replace(checked, diagnostics=tuple(d for d in checked.diagnostics if _touches(d, changes))), changes

    def _changes(self, inputs: Inputs) -> Changes | None:
        """What changed in a pair; None for nothing."""
        pair = inputs.pair
        old_source, source = self._before(pair.source, inputs.source)
        old_target, target = (old_source, source) if pair.target is None else self._before(pair.target, inputs.target)
        if (source, target) == (inputs.source, inputs.target):
            return None
        old = self._sides((old_source, old_target), (source, target), one=pair.target is None)
        new = self._sides(inputs.names, (inputs.source, inputs.target), one=pair.target is None)
        return Changes(self.name, *(_side(was, now) for was, now in zip(old, new, strict=True)))

    def _before(self, path: Path, data: bytes) -> tuple[str, bytes | None]:
        return self.find(path).before(path, data)

    def _sides(
        self, names: tuple[str, str], data: tuple[bytes | None, bytes | None], *, one: bool
    ) -> tuple[Document | None, Document | None]:
        languages = self.project.languages
        if one and data[0] is not None:
            try:
                bitext = formats.read_bitext(
                    data[0], name=names[0], source_language=languages[0], target_language=languages[1], notices=[]
                )
            except TmError:  # it was damaged then, so that nothing can be said of what stayed
                return None, None
            return bitext.source, bitext.target
        return self._document(names[0], data[0], languages[0]), self._document(names[1], data[1], languages[1])

    def _document(self, name: str, data: bytes | None, language: str) -> Document | None:
        if data is None:
            return None
        try:
            return formats.read_document(data, name=name, language=language, lines=self.lines, notices=[])
        except TmError:
            return None

    def _outdated(self, inputs: Inputs, changes: Changes) -> list[Diagnostic]:
        project = self.project.at(inputs.pair)
        rules = [rule for rule in project.rules if rule.scope == "revision"]
        if not rules:
            return []
        bitext = project.aligned(inputs, lines=self.lines, sentences=False, notices=[])
        bound = [replace(rule, scope="bitext", check=partial(_with, rule.check, changes)) for rule in rules]
        return engine.run(bitext, bound, settings=project.settings)


def _with(check: Callable[..., Iterable[Hit]], changes: Changes, whole: Whole, **options: Any) -> Iterable[Hit]:
    return check(whole, changes, **options)


def _start(found: Diagnostic) -> tuple[int, str]:
    return (found.target.span.start if found.target else 0), found.code


def _side(was: Document | None, now: Document | None) -> Side:
    return side(was.segments if was else None, now.segments if now else ())


def _touches(found: Diagnostic, changes: Changes) -> bool:
    return bool(
        (found.target and changes.target.holds(found.target)) or (found.source and changes.source.holds(found.source))
    )
