"""Which files belong together: path patterns, arguments of a command, a look at the languages."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tm import files as disk
from tm import formats
from tm.config import PathPair
from tm.core import Document
from tm.errors import UsageError
from tm.globs import fits
from tm.messages import say

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: What a placeholder stands for in a page of a third language: `ja/guide`, `guide.zh-CN`.
_OTHER = re.compile(
    r"(?:^|[/._-])(?:ar|cs|de|es|fa|fr|hi|id|it|ja|nl|pl|pt|ru|th|tr|uk|vi|zh)(?:[-_]\w{2,4})?(?:[/.]|$)"
)
#: Letters that a text needs before its script says anything about its language.
_ENOUGH = 30


@dataclass(frozen=True, slots=True)
class FilePair:
    """A source and its translation; target is None for one file that holds both."""

    source: Path
    target: Path | None = None


def find(
    root: Path, patterns: Sequence[PathPair], bilingual: Sequence[str] = (), exclude: Sequence[str] = ()
) -> list[FilePair]:
    """The pairs below `root` whose two files exist, and the bilingual files, each once, in path order.

    bilingual: glob patterns, in which `**` spans folders
    exclude:   the same, of files that are passed over, on either side
    """
    found: dict[Path, FilePair] = {}
    below = files(root) if patterns else []
    for glob in bilingual:
        for path in sorted(root.glob(glob)):
            if path.is_file():
                found.setdefault(path, FilePair(path))
    for pattern in patterns:
        shape = _regex(pattern.source)
        for file in below:
            match = shape.fullmatch(file)
            if not match:
                continue
            target = root / _PLACEHOLDER.sub(lambda name, m=match: m[name[1]], pattern.target)  # type: ignore[misc]
            if target.is_file() and target != root / file:
                found.setdefault(root / file, FilePair(root / file, target))
    kept = (pair for pair in found.values() if not any(_excluded(root, side, exclude) for side in _sides(pair)))
    return sorted(kept, key=lambda pair: pair.source)


def untranslated(root: Path, patterns: Sequence[PathPair], exclude: Sequence[str] = ()) -> list[FilePair]:
    """Source files that fit a pattern and have no translation by any, in path order, with the file that it would be.

    Files that are themselves translations, or that seem to be in a third language, are no sources.
    """
    found: dict[Path, FilePair] = {}
    translated: set[Path] = set()
    below = files(root) if patterns else []
    shapes = [(_regex(pattern.source), _regex(pattern.target), pattern.target) for pattern in patterns]
    for file in below:
        source = root / file
        if any(shape.fullmatch(file) for _, shape, _ in shapes):
            continue
        for shape, _, other in shapes:
            if not (match := shape.fullmatch(file)) or any(map(_OTHER.search, match.groupdict().values())):
                continue
            target = root / _PLACEHOLDER.sub(lambda name, m=match: m[name[1]], other)  # type: ignore[misc]
            if target.is_file():
                translated.add(source)
            elif not any(_excluded(root, side, exclude) for side in (source, target)):
                found.setdefault(source, FilePair(source, target))
    return sorted((pair for pair in found.values() if pair.source not in translated), key=lambda pair: pair.source)


def _excluded(root: Path, path: Path, patterns: Sequence[str]) -> bool:
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    return any(fits(pattern, name) for pattern in patterns)


def missing(root: Path, patterns: Sequence[PathPair], path: Path) -> Path | None:
    """The other side that a path would have by the patterns, where that file does not exist."""
    try:
        name = disk.real(path).relative_to(disk.real(root)).as_posix()
    except (ValueError, OSError):
        return None
    for pattern in patterns:
        for own, other in ((pattern.source, pattern.target), (pattern.target, pattern.source)):
            if match := _regex(own).fullmatch(name):
                found = root / _PLACEHOLDER.sub(lambda hole, m=match: m[hole[1]], other)  # type: ignore[misc]
                if not disk.exists(found):
                    return found
    return None


def files(root: Path) -> list[str]:
    """All files below a folder, relative, hidden folders left out; links to folders are not followed."""
    result: list[str] = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        base = Path(folder).relative_to(root)
        result.extend((base / name).as_posix() for name in names)
    return result


def _regex(pattern: str) -> re.Pattern[str]:
    parts = []
    seen: set[str] = set()
    at = 0
    for name in _PLACEHOLDER.finditer(pattern):
        parts.append(re.escape(pattern[at : name.start()]))
        inner = ".+" if name[1] == "path" else "[^/]+"
        parts.append(f"(?P={name[1]})" if name[1] in seen else f"(?P<{name[1]}>{inner})")
        seen.add(name[1])
        at = name.end()
    return re.compile("".join(parts) + re.escape(pattern[at:]))


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
            return list(pairs)
        what = say("no pair of files matches the configured patterns") if configured else say("nothing to check")
        hint = (
            say("check the pairs in the configuration")
            if configured
            else say("name two files, the source first, or run `tm init` for a project")
        )
        raise UsageError(what, hint=hint)
    for path in paths:
        if not disk.exists(path):
            raise UsageError(say("no such file"), where=str(path), hint=say("check the path"))
    named = [disk.real(path) for path in paths]
    sides = _real_sides(pairs)
    owners = dict(reversed(sides))  # the first pair of a file
    if len(named) == 2 and all(path.is_file() for path in named) and _are_two_sides(paths, named, owners):
        return [FilePair(*paths)]
    folders = [path for path in paths if path.is_dir()]
    if len(paths) == len(folders) == 2 and not any(_below(real, sides) for real in named):
        found = between(*paths).pairs
        if not found:
            raise UsageError(
                say("no document has the same name in both folders"),
                where=f"{paths[0]} {paths[1]}",
                hint=say("name two files, or `tm init`"),
            )
        return list(found)
    if len(paths) == 2 and len(folders) == 1 and not _below(folders[0], sides):
        raise UsageError(
            say("this is a folder, not a file"), where=str(folders[0]), hint=say("name two files, the source first")
        )
    result: list[FilePair] = []
    for path, real in zip(paths, named, strict=True):
        if real.is_dir():
            below = _below(real, sides)
            if not below:
                raise UsageError(
                    say("no configured pair lies in this folder"),
                    where=str(path),
                    hint=say("name two files, or `tm init`"),
                )
            result.extend(below)
        elif owner := owners.get(real):
            result.append(owner)
        elif formats.carries(path.name) == "bitext":
            result.append(FilePair(path))
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
    return list(dict.fromkeys(result))


@dataclass(frozen=True, slots=True)
class Between:
    """What two folders, of sources and of translations, hold: documents of the same name, and those of one side."""

    pairs: tuple[FilePair, ...]
    sources: tuple[Path, ...]
    targets: tuple[Path, ...]


def between(source: Path, target: Path) -> Between:
    """Pair the documents of two folders by their path below each; one folder may lie in the other."""
    within = [disk.real(folder) for folder in (source, target)]

    def documents(folder: Path, own: Path, other: Path) -> set[str]:
        inner = f"{other.relative_to(own).as_posix()}/" if other != own and other.is_relative_to(own) else None
        return {
            name
            for name in files(folder)
            if formats.carries(name) == "document" and not (inner and name.startswith(inner))
        }

    left, right = documents(source, *within), documents(target, *within[::-1])
    return Between(
        tuple(FilePair(source / name, target / name) for name in sorted(left & right) if within[0] != within[1]),
        tuple(source / name for name in sorted(left - right)),
        tuple(target / name for name in sorted(right - left)),
    )


def _real_sides(pairs: Sequence[FilePair]) -> list[tuple[Path, FilePair]]:
    """Each file without links, and its pair; a folder of thousands of them is looked up once."""
    folders: dict[Path, Path] = {}
    found: list[tuple[Path, FilePair]] = []
    for pair in pairs:
        for side in _sides(pair):
            if side.parent not in folders:
                folders[side.parent] = disk.real(side.parent)
            plain = folders[side.parent] / side.name
            found.append((disk.real(side) if plain.is_symlink() else plain, pair))
    return found


def _below(folder: Path, sides: Sequence[tuple[Path, FilePair]]) -> list[FilePair]:
    real = disk.real(folder)
    return list(dict.fromkeys(pair for path, pair in sides if path.is_relative_to(real)))


def _are_two_sides(paths: Sequence[Path], named: Sequence[Path], owners: Mapping[Path, FilePair]) -> bool:
    """True for EN KO: two files that the project does not already pair, each with one language."""
    if all(path in owners for path in named):
        return False
    return not all(formats.carries(path.name) == "bitext" for path in paths)


def _sides(pair: FilePair) -> list[Path]:
    return [pair.source] if pair.target is None else [pair.source, pair.target]


def refuse_wrong_languages(source: Document, target: Document) -> None:
    """Raise UsageError when the two texts are swapped, or of one language, going by their script."""
    shares = {}
    for document in (source, target):
        shares[document.path], letters = _hangul(document)
        if letters < _ENOUGH:
            return
    from_korean = source.language.lower().startswith("ko")
    if not from_korean and not target.language.lower().startswith("ko"):
        return
    korean, other = (source, target) if from_korean else (target, source)
    share, other_share = shares[korean.path], shares[other.path]
    if share < 0.1 and other_share > 0.3:
        raise UsageError(
            say("the two files are swapped: {path} is Korean, {path_2} is not", path=other.path, path_2=korean.path),
            where=f"{source.path} {target.path}",
            hint=say("run it as `{path} {path_2}`, source first", path=target.path, path_2=source.path),
        )
    if share > 0.3 and other_share > 0.5:
        raise UsageError(
            say("both files are Korean"),
            where=f"{source.path} {target.path}",
            hint=say("give the source first, then its translation"),
        )
    if share < 0.01:
        raise UsageError(
            say("both files look {language}: {path} holds no Korean", language=other.language, path=korean.path),
            where=f"{source.path} {target.path}",
            hint=say("give the source first, then its Korean translation"),
        )


def _hangul(document: Document) -> tuple[float, int]:
    """Share of Hangul among the letters of what readers read, and how many letters there are."""
    letters = hangul = 0
    for segment in document.segments:
        if segment.translatable:
            text = segment.blanked()
            letters += sum(map(str.isalpha, text))
            hangul += len(re.findall("[가-힣]", text))
    return (hangul / letters if letters else 0.0), letters
