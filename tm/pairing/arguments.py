"""Arguments of a command to pairs of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tm import files as disk
from tm import formats
from tm.errors import UsageError
from tm.globs import composed
from tm.messages import say
from tm.pairing.patterns import FilePair, distinct, files, placed, sides


def resolve(paths: Sequence[Path], pairs: Sequence[FilePair], *, configured: bool) -> list[FilePair]:
    """The pairs that the arguments of a command mean.

    No path: all pairs of the project. Paths inside its pairs: those (either side; a folder means
    all in it). One bilingual file: that file. Exactly two other paths: source and target; of two
    folders, the documents of the same name.

    Raises:
        UsageError: a path does not exist, or means nothing.
    """
    if not paths:
        if pairs:
            return distinct(pairs)
        what = say("no pair of files matches the configured patterns") if configured else say("nothing to check")
        hint = (
            say("check the pairs in the configuration")
            if configured
            else say("name two files, the source first, or run `tm init` for a project")
        )
        raise UsageError(what, hint=hint)
    for path in paths:
        if not disk.exists(path):
            disk.read(path)  # says what is wrong
    known = _known(pairs)
    if len(paths) == 2 and all(path.is_file() for path in paths) and _are_two_sides(paths, known):
        return [FilePair(*paths)]
    folders = [path for path in paths if path.is_dir()]
    if len(paths) == len(folders) == 2 and not any(map(known.below, paths)):
        found = between(*paths).pairs
        if not found:
            raise UsageError(
                say("no document has the same name in both folders"),
                where=f"{paths[0]} {paths[1]}",
                hint=say("name two files, or `tm init`"),
            )
        return distinct(found)
    if len(paths) == 2 and len(folders) == 1 and not known.below(folders[0]):
        raise UsageError(
            say("this is a folder, not a file"), where=str(folders[0]), hint=say("name two files, the source first")
        )
    result: list[FilePair] = []
    for path in paths:
        if path.is_dir():
            below = known.below(path)
            if not below:
                raise UsageError(
                    say("no configured pair lies in this folder"),
                    where=str(path),
                    hint=say("name two files, or `tm init`"),
                )
            result.extend(below)
        elif owner := known.owner(path):
            result.append(owner)
        elif formats.carries(path.name) == "bitext":
            result.append(FilePair(path))
        elif path.suffix.lower() == ".tbx":
            raise UsageError(
                say("this is a glossary: documents are checked with it, not it with documents"),
                where=str(path),
                hint=say(
                    "bring its terms in: tm glossary import {name}; glossaries in CSV can be given with --glossary",
                    name=path,
                ),
            )
        elif len(paths) == 1:
            raise UsageError(
                say("one document cannot be checked alone"),
                where=str(path),
                hint=say("name both files, the source first; or configure pairs with `tm init`"),
            )
        else:
            raise UsageError(
                say("the file belongs to no configured pair"),
                where=str(path),
                hint=say("name two files, the source first"),
            )
    return distinct(result)


@dataclass(frozen=True, slots=True)
class Between:
    """What two folders, of sources and of translations, hold: documents of the same name, and those of one side."""

    pairs: tuple[FilePair, ...]
    sources: tuple[Path, ...]
    targets: tuple[Path, ...]


def between(source: Path, target: Path) -> Between:
    """Pair the documents of two folders by their path below each; one folder may lie in the other.

    Names are the same however their letters are composed: file systems differ in that.
    """
    within = [disk.real(folder) for folder in (source, target)]

    def documents(folder: Path, own: Path, other: Path) -> set[str]:
        inner = f"{other.relative_to(own).as_posix()}/" if other != own and other.is_relative_to(own) else None
        return {
            name
            for name in files(folder)
            if formats.carries(name) == "document" and not (inner and name.startswith(inner))
        }

    left, right = documents(source, *within), documents(target, *within[::-1])
    both = {name: name for name in left & right}
    others = {composed(name): name for name in sorted(right - left)}
    for name in sorted(left - right):
        if (other := others.pop(composed(name), None)) is not None:
            both[name] = other
    pairs = [FilePair(source / name, target / both[name]) for name in sorted(both) if within[0] != within[1]]
    return Between(
        tuple(pairs),
        tuple(source / name for name in sorted(left - both.keys())),
        tuple(target / name for name in sorted(right - set(both.values()))),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """The files of the configured pairs, under their own names and without links.

    owners: the first pair of a file, under its own name if it is there
    """

    places: tuple[tuple[Path, FilePair], ...]
    owners: Mapping[Path, FilePair]

    def owner(self, path: Path) -> FilePair | None:
        """The pair that a file is of: as it is named, else as what a link leads to."""
        return self.owners.get(disk.place(path)) or self.owners.get(disk.real(path))

    def below(self, folder: Path) -> list[FilePair]:
        """The pairs with a file in a folder."""
        real = disk.real(folder)
        return list(dict.fromkeys(pair for path, pair in self.places if path.is_relative_to(real)))


def _known(pairs: Sequence[FilePair]) -> _Known:
    folders: dict[Path, Path] = {}
    own = [(placed(side, folders), pair) for pair in pairs for side in sides(pair)]
    linked = [(disk.real(path), pair) for path, pair in own if path.is_symlink()]
    return _Known((*own, *linked), {**dict(reversed(linked)), **dict(reversed(own))})


def _are_two_sides(paths: Sequence[Path], known: _Known) -> bool:
    """True for EN KO: two files that the project does not already pair, each with one language."""
    if all(map(known.owner, paths)):
        return False
    return not all(formats.carries(path.name) == "bitext" for path in paths)
