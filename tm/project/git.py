"""Revisions of a git repository: which files changed, and what they held. Git runs as a program."""

from __future__ import annotations

import os
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tm import files
from tm.errors import UsageError
from tm.messages import say

OPTION = "--diff-base"
#: Deleted files that an untracked one is compared with, and the share of lines from which it is one of them.
_CANDIDATES, _LIKE = 100, 0.5
#: What git sets for its hooks, as paths from elsewhere.
_OF_HOOKS = frozenset({"GIT_INDEX_FILE", "GIT_PREFIX"})


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


def top(path: Path) -> Path:
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
    shown = files.display(root)
    what = (
        say("this repository has no revision {name!r}", name=name)
        if shown == "."
        else say("the repository {root} has no revision {name!r}", root=shown, name=name)
    )
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
