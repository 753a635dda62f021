"""Path patterns to pairs of files, and what lacks its other side."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tm import files as disk
from tm.config import PathPair
from tm.globs import composed, fits

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: What a placeholder stands for in a page of a third language: `ja/guide`, `guide.zh-CN`.
_OTHER = re.compile(
    r"(?:^|[/._-])(?:ar|cs|de|es|fa|fr|hi|id|it|ja|nl|pl|pt|ru|th|tr|uk|vi|zh)(?:[-_]\w{2,4})?(?:[/.]|$)"
)


@dataclass(frozen=True, slots=True)
class FilePair:
    """A source and its translation; target is None for one file that holds both."""

    source: Path
    target: Path | None = None


def sides(pair: FilePair) -> list[Path]:
    """The files of a pair."""
    return [pair.source] if pair.target is None else [pair.source, pair.target]


def distinct(pairs: Sequence[FilePair]) -> list[FilePair]:
    """Each pair of files once, by whichever links it can be reached: under its own name, where that is among them."""
    folders: dict[Path, Path] = {}
    best: dict[tuple[Path, ...], tuple[bool, FilePair]] = {}
    for pair in pairs:
        named = [placed(side, folders) for side in sides(pair)]
        linked = any(path.is_symlink() for path in named)
        key = tuple(map(disk.real, named)) if linked else tuple(named)
        if key not in best or (best[key][0] and not linked):
            best[key] = linked, pair
    kept = {pair for _, pair in best.values()}
    return [pair for pair in dict.fromkeys(pairs) if pair in kept]


def placed(path: Path, folders: dict[Path, Path]) -> Path:
    """As `files.place`; a folder of thousands of files is looked up once."""
    if path.parent not in folders:
        folders[path.parent] = disk.real(path.parent)
    return folders[path.parent] / path.name


def find(
    root: Path, patterns: Sequence[PathPair], bilingual: Sequence[str] = (), exclude: Sequence[str] = ()
) -> list[FilePair]:
    """The pairs below `root` whose two files exist, and the bilingual files, each once, in path order.

    bilingual: glob patterns, in which `**` spans folders
    exclude:   the same, of files that are passed over, on either side
    """
    found: dict[Path, FilePair] = {}
    below = files(root) if patterns else []
    parted = _parted(below)
    for glob in bilingual:
        for path in sorted(root.glob(glob)):
            if path.is_file():
                found.setdefault(path, FilePair(path))
    for pattern in patterns:
        shape = _regex(pattern.source)
        for file in below:
            match = _match(shape, file)
            if not match:
                continue
            target = _other(root, pattern.target, match, parted)
            if target.is_file() and target != root / file:
                found.setdefault(root / file, FilePair(root / file, target))
    kept = (pair for pair in found.values() if not any(_excluded(root, side, exclude) for side in sides(pair)))
    return sorted(kept, key=lambda pair: pair.source)


def untranslated(root: Path, patterns: Sequence[PathPair], exclude: Sequence[str] = ()) -> list[FilePair]:
    """Source files that fit a pattern and have no translation by any, in path order, with the file that it would be.

    Files that are themselves translations, or that seem to be in a third language, are no sources.
    """
    found: dict[Path, FilePair] = {}
    translated: set[Path] = set()
    below = files(root) if patterns else []
    parted = _parted(below)
    shapes = [(_regex(pattern.source), _regex(pattern.target), pattern.target) for pattern in patterns]
    for file in below:
        source = root / file
        if any(_match(shape, file) for _, shape, _ in shapes):
            continue
        for shape, _, other in shapes:
            if not (match := _match(shape, file)) or any(map(_OTHER.search, match.groupdict().values())):
                continue
            target = _other(root, other, match, parted)
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
        name = disk.place(path).relative_to(disk.real(root)).as_posix()
    except (ValueError, OSError):
        return None
    for pattern in patterns:
        for own, other in ((pattern.source, pattern.target), (pattern.target, pattern.source)):
            if match := _match(_regex(own), name):
                found = _other(root, other, match, {} if name.isascii() else _parted(files(root)))
                if not disk.exists(found):
                    return found
    return None


def files(root: Path) -> list[str]:
    """All files below a folder, relative, hidden folders left out; links to folders are not followed."""
    result: list[str] = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        base = Path(folder).relative_to(root)
        result.extend((base / name).as_posix() for name in sorted(names))
    return result


def _parted(names: Iterable[str]) -> dict[str, str]:
    """Names that a file system stores with their letters in parts, by what they are composed."""
    return {whole: name for name in names if (whole := composed(name)) != name}


def _match(shape: re.Pattern[str], name: str) -> re.Match[str] | None:
    return shape.fullmatch(name) or shape.fullmatch(composed(name))


def _other(root: Path, pattern: str, match: re.Match[str], parted: Mapping[str, str]) -> Path:
    """The other side of a file that fits a pattern, under the name that it has there if that is stored otherwise."""
    name = _PLACEHOLDER.sub(lambda hole: match[hole[1]], pattern)
    whole = composed(name)
    if name == whole and whole not in parted:
        return root / name
    known = (root / one for one in (name, whole, parted.get(whole, name)))
    return next((path for path in known if path.exists()), root / name)


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
