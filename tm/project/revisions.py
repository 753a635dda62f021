"""What changed since a revision of a git repository: findings are narrowed to it. Git runs as a program."""

from __future__ import annotations

import os
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tm import files, formats
from tm.checks import engine
from tm.checks.changes import Changes, Side, side
from tm.checks.registry import Hit, Whole
from tm.core import Diagnostic, Document
from tm.errors import TmError, UsageError
from tm.messages import say
from tm.project.inputs import Checked, Inputs

if TYPE_CHECKING:
    from tm.project import Project

OPTION = "--diff-base"
#: Deleted files that an untracked one is compared with, and the share of lines from which it is one of them.
_CANDIDATES, _LIKE = 100, 0.5
#: What git sets for its hooks, as paths from elsewhere.
_OF_HOOKS = frozenset({"GIT_INDEX_FILE", "GIT_PREFIX"})


# Git -----------------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder: no shell, no prompt, nothing fetched, no lock taken, English messages.

    Raises:
        UsageError: there is no git, or no such folder.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    for name in ("GIT_DIR", "GIT_WORK_TREE"):
        if not Path(environment.get(name, "/")).is_absolute():
            del environment[name]
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        return subprocess.run(
            ["git", "--no-pager", *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        hint = say("install git, or leave out --diff-base")
        raise UsageError(say("git is not installed"), where=OPTION, hint=hint) from None
    except (OSError, ValueError) as error:
        raise UsageError(say("git cannot be run: {reason}", reason=str(error)), where=OPTION) from None


def _refused(done: subprocess.CompletedProcess[bytes], where: str) -> UsageError:
    reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0].removeprefix("fatal: ")
    return UsageError(
        say("git says: {reason}", reason=reason), where=where, hint=say("see what `git status` says there")
    )


def _names(output: bytes) -> list[str]:
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


@dataclass(frozen=True)
class Revision:
    """A commit of a repository, and how the working tree differs from it. root: the top folder, links resolved."""

    root: Path
    commit: str

    @classmethod
    def of(cls, root: Path, name: str) -> Revision:
        """A revision of a repository. `main...` is where the current branch left main.

        Raises:
            UsageError: there is no such revision.
        """
        base = name.removesuffix("...")
        done = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
        commit = done.stdout.decode().strip()
        if done.returncode or not commit:
            raise _unknown(root, base)
        if base != name:
            done = git(root, "merge-base", commit, "HEAD")
            commit = done.stdout.decode().split("\n")[0].strip()
            if done.returncode or not commit:
                hint = say("fetch more of the history, or name a revision")
                raise UsageError(say("{base} and HEAD have no commit in common", base=base), where=OPTION, hint=hint)
        return cls(root, commit)

    @cached_property
    def tree(self) -> Mapping[str, str]:
        """Paths at the commit, by their composed form too."""
        done = git(self.root, "ls-tree", "-r", "-z", "--full-tree", "--name-only", self.commit)
        if done.returncode:
            raise _refused(done, files.display(self.root))
        names = _names(done.stdout)
        return {unicodedata.normalize("NFC", name): name for name in names} | {name: name for name in names}

    @cached_property
    def changed(self) -> Mapping[str, str | None]:
        """Paths of the working tree that differ: what they were called; None for new ones."""
        flags = ("--name-status", "-z", "-M", "--no-ext-diff", "--no-relative", "--ignore-submodules=all")
        done = git(self.root, "diff", *flags, self.commit, "--")
        if done.returncode:
            raise _refused(done, files.display(self.root))
        words = iter(_names(done.stdout))
        found: dict[str, str | None] = {}
        for status in words:
            old = next(words)
            new = next(words) if status[0] in "RC" else old
            found[new] = None if status[0] == "A" else old
        return found

    @cached_property
    def deleted(self) -> list[str]:
        """Paths of the commit that are neither in the working tree nor renamed."""
        renamed = {old for new, old in self.changed.items() if old != new}
        return sorted(
            {name for name in self.changed if name in self.tree and not (self.root / name).exists()} - renamed
        )

    def blob(self, name: str) -> bytes:
        """A file as it was, by its path at the commit."""
        done = git(self.root, "cat-file", "blob", f"{self.commit}:{name}")
        if done.returncode:
            raise _refused(done, name)
        return done.stdout

    def before(self, path: Path, data: bytes) -> tuple[str, bytes | None]:
        """What a file was called and held; None where it is new.

        data: what it holds now
        """
        name = path.resolve().relative_to(self.root).as_posix()
        if name in self.changed:
            old = self.changed[name]
        elif old := self.tree.get(name) or self.tree.get(unicodedata.normalize("NFC", name)):
            return old, data
        else:
            old = None
        if old is None:
            old = self._was(name, data)
        return (name, None) if old is None else (old, self.blob(old))

    def _was(self, name: str, data: bytes) -> str | None:
        """The deleted file that a file without history most likely was."""
        own = Counter(data.splitlines())
        best: tuple[float, str] | None = None
        for old in [one for one in self.deleted if Path(one).suffix == Path(name).suffix][:_CANDIDATES]:
            other = Counter(self.blob(old).splitlines())
            share = 2 * (own & other).total() / max(own.total() + other.total(), 1)
            if share >= _LIKE and (best is None or share > best[0]):
                best = share, old
        return best[1] if best else None


def _top(path: Path) -> Path:
    """The top folder of the repository that a file lies in."""
    done = git(path.parent, "rev-parse", "--show-toplevel")
    if done.returncode == 0 and (top := done.stdout.removesuffix(b"\n")):
        return Path(os.fsdecode(top)).resolve()
    if b"not a git repository" in done.stderr:
        hint = say("{option} needs files that git keeps", option=OPTION)
        raise UsageError(say("no git repository holds this file"), where=files.display(path), hint=hint)
    raise _refused(done, files.display(path))


def _unknown(root: Path, name: str) -> UsageError:
    def is_true(flag: str) -> bool:
        return git(root, "rev-parse", flag).stdout.strip() not in (b"", b"false")

    if is_true("--is-shallow-repository"):
        hint = say("the clone is shallow: `git fetch --unshallow`, or fetch-depth: 0 in a workflow")
    elif is_true("--show-superproject-working-tree"):
        hint = say("these files lie in a submodule: name a revision of it")
    else:
        hint = say("name a branch, a tag or a commit; `git fetch` brings those of others")
    what = say("{name} is no revision of the repository {root}", name=name, root=files.display(root))
    return UsageError(what, where=OPTION, hint=hint)


def well_named(name: str) -> str:
    """The name of a revision, when it can be one.

    Raises:
        UsageError: git would read it as an option, as what to leave out, or as nothing.
    """
    if not name.removesuffix("...").strip() or name.startswith(("-", "^")) or any(ord(letter) < 32 for letter in name):
        hint = say("name a branch, a tag or a commit")
        raise UsageError(say("{name!r} is no revision", name=name), where=OPTION, hint=hint)
    return name


# Findings ------------------------------------------------------------------------------------------


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
            root = _top(path.resolve())
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
