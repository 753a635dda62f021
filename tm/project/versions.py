"""Two versions of one translation, segment beside segment: lines, documents, bilingual files, or folders of these."""

from __future__ import annotations

import logging
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tm import files, formats
from tm.core import Bitext
from tm.errors import UsageError
from tm.messages import say
from tm.pairing import FilePair
from tm.project.inputs import load
from tm.report.lines import lines

if TYPE_CHECKING:
    from tm.project import Project

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Compared:
    """One segment of both versions; what one of them lacks is empty, its line None.

    source: the text that both translate, where it is known
    lines:  where the two stand, from 1
    """

    test: str
    reference: str
    source: str = ""
    test_line: int | None = None
    reference_line: int | None = None

    @property
    def equal(self) -> bool:
        """Do both say the same?"""
        return self.test == self.reference


@dataclass(frozen=True, slots=True)
class Versions:
    """A document in two versions.

    left_out: messages of bilingual files that cannot be compared: the reference lacks them or has no translation
    """

    test: str
    reference: str
    rows: tuple[Compared, ...]
    source: str = ""
    left_out: int = 0


def versions(
    project: Project,
    test: Path,
    reference: Path,
    source: Path | None = None,
    *,
    by_line: bool = True,
    level: str = "paragraph",
) -> list[Versions]:
    """Read two versions; of two folders, each document that both have.

    source:  the text that both translate: documents are aligned with it, lines stand beside its lines
    by_line: plain text is read by line; otherwise by paragraph, and aligned
    level:   "paragraph" or "sentence", of documents

    Raises:
        UsageError: the two are of different kinds, or have different numbers of lines.
        FormatError: a file cannot be read.
    """
    if files.is_dir(test) and files.is_dir(reference):
        names = _common(test, reference)
        sources = [source / name if source else None for name in names]
        parts = [
            (test / name, reference / name, other if other and files.is_file(other) else None)
            for name, other in zip(names, sources, strict=True)
        ]
        return [_one(project, *part, by_line=by_line, level=level) for part in parts]
    return [_one(project, test, reference, source, by_line=by_line, level=level)]


def _common(test: Path, reference: Path) -> list[Path]:
    found = [
        {
            path.relative_to(folder)
            for path in folder.rglob("*")
            if path.is_file() and formats.carries(path) and not _hidden(path.relative_to(folder))
        }
        for folder in (test, reference)
    ]
    for folder, alone in ((test, found[0] - found[1]), (reference, found[1] - found[0])):
        for name in sorted(alone):
            log.warning(say("{path} has no other version and is left out", path=files.display(folder / name)))
    if not found[0] & found[1]:
        raise UsageError(
            say("no document is in both folders"),
            where=f"{files.display(test)} {files.display(reference)}",
            hint=say("versions of a document have the same path below their folders"),
        )
    return sorted(found[0] & found[1])


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _one(project: Project, test: Path, reference: Path, source: Path | None, *, by_line: bool, level: str) -> Versions:
    names = [files.display(path) for path in (test, reference)]
    kinds = [_kind(path, by_line) for path in (test, reference)]
    if kinds[0] != kinds[1]:
        said = {"lines": say("lines of text"), "document": say("a document"), "bitext": say("a bilingual file")}
        raise UsageError(
            say(
                "{name} is {kind}, {name_2} is {kind_2}",
                name=names[0],
                kind=said[kinds[0]],
                name_2=names[1],
                kind_2=said[kinds[1]],
            ),
            where=" ".join(names),
            hint=say("compare files of one kind"),
        )
    named = "" if source is None else files.display(source)
    if kinds[0] == "lines":
        return Versions(names[0], names[1], tuple(_by_line(test, reference, source)), named)
    if kinds[0] == "bitext":
        if source is not None:
            hint = say("leave out {name}", name=named)
            raise UsageError(say("bilingual files hold their source"), where=named, hint=hint)
        return _messages(project, test, reference, names)
    sides = [project.document(path, project.languages[1]) for path in (test, reference)]
    from tm.project import versions_aligned

    made = (
        versions_aligned.with_each_other(project, sides[0], sides[1], level)
        if source is None
        else versions_aligned.with_source(project, source, sides[0], sides[1], level)
    )
    return Versions(names[0], names[1], tuple(made), named)


def _kind(path: Path, by_line: bool) -> str:
    carried = formats.carries(path)
    if not carried or (by_line and path.suffix.lower() == ".txt"):
        return "lines"
    return carried


# Lines ---------------------------------------------------------------------------------------------


def _by_line(test: Path, reference: Path, source: Path | None) -> Iterator[Compared]:
    paths = [path for path in (test, reference, source) if path is not None]
    texts = [formats.text_of(files.read(path), name=files.display(path)).text for path in paths]
    read = [[line.rstrip() for line in _lines(text)] for text in texts]
    for path, found in zip(paths[1:], read[1:], strict=True):
        if len(found) != len(read[0]):
            raise UsageError(
                say(
                    "{name} has {count} lines, {name_2} has {count_2}",
                    name=files.display(paths[0]),
                    count=len(read[0]),
                    name_2=files.display(path),
                    count_2=len(found),
                ),
                where=f"{files.display(paths[0])} {files.display(path)}",
                hint=say("line by line, both need the same number; --segments paragraphs aligns .txt files instead"),
            )
    sources = read[2] if source is not None else [""] * len(read[0])
    for number, (one, other, original) in enumerate(zip(read[0], read[1], sources, strict=True), 1):
        yield Compared(one, other, original, number, number)


def _lines(text: str) -> list[str]:
    found = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return found[:-1] if not found[-1] else found


# Bilingual files -----------------------------------------------------------------------------------


def _messages(project: Project, test: Path, reference: Path, names: Sequence[str]) -> Versions:
    """Messages with the same source, those of the same name first, then in order."""
    read = [project.aligned(load(FilePair(path)), sentences=False) for path in (test, reference)]
    found = [list(_entries(bitext)) for bitext in read]
    exact: dict[tuple[str, str], deque[int]] = defaultdict(deque)
    loose: dict[str, deque[int]] = defaultdict(deque)
    for number, (name, original, _, _) in enumerate(found[1]):
        exact[name, original].append(number)
        loose[original].append(number)
    partner: dict[int, int] = {}
    for number, (name, original, _, _) in enumerate(found[0]):
        if exact[name, original]:
            partner[number] = exact[name, original].popleft()
    taken = set(partner.values())
    for number, (_, original, _, _) in enumerate(found[0]):
        if number not in partner:
            free = next((other for other in loose[original] if other not in taken), None)
            if free is not None:
                partner[number] = free
                taken.add(free)
    rows = []
    for number, other in sorted(partner.items()):
        _, original, one, line = found[0][number]
        _, _, two, line_2 = found[1][other]
        if two:
            rows.append(Compared(one, two, original, line, line_2))
    left_out = len(found[0]) + len(found[1]) - len(partner) - len(rows)
    return Versions(names[0], names[1], tuple(rows), left_out=left_out)


def _entries(bitext: Bitext) -> Iterator[tuple[str, str, str, int]]:
    """Name, source, target and line of each message."""
    at = lines(bitext.target.text).at
    for bead in bitext.beads:
        source, target = bitext.sides(bead)
        if source.translatable and bead.source:
            yield source.id, plain(source.text), plain(target.text), at(target.file.start).line


def plain(text: str) -> str:
    """Text as it is scored: each run of white space one space."""
    return " ".join(text.split())
