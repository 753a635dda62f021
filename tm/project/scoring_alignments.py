"""An alignment against gold: beads or links, and the documents that links speak of."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tm import files, formats
from tm.errors import FormatError, UsageError
from tm.messages import listed, say

if TYPE_CHECKING:
    from tm.alignment.links import Row

log = logging.getLogger(__name__)


def score_alignment(
    gold: Path, test: Path, *, source: Path | None = None, target: Path | None = None
) -> dict[str, dict[str, float]]:
    """Strict, lax, link and null scores of a beads or links file against gold of the same kind.

    source, target: the documents, whose blank lines do not count in links; without them, `en.*` and `ko.*`
        beside the gold: those of one suffix, long enough for it, where there are several

    Raises:
        FormatError: a file is neither or empty, the two are of different kinds, or do not belong to the same
            documents.
        UsageError: several documents beside the gold may be meant.
    """
    texts = [_text(path) for path in (gold, test)]
    names = [files.display(path) for path in (gold, test)]
    kinds = [_kind(text, name) for text, name in zip(texts, names, strict=True)]
    if kinds[0] != kinds[1]:
        hint = say("write the alignment with --to {kinds}", kinds=kinds[0])
        raise FormatError(
            say("the gold holds {kind}, this file {other}", kind=kinds[0], other=kinds[1]), where=names[1], hint=hint
        )
    if kinds[0] == "links":
        return _links(gold, texts, names, (source, target))
    from tm.alignment import beads, score

    made, found = (beads.read(text, name=name) for text, name in zip(texts, names, strict=True))
    _refuse_empty(names, (made, found))
    sources, targets = (sum(len(getattr(bead, side)) for bead in made) for side in ("source", "target"))
    beads.check(found, sources, targets, name=names[1])
    return score.score(made, found)


def _text(path: Path) -> str:
    return files.read(path).decode("utf-8-sig", "replace")


def _kind(text: str, name: str) -> str:
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    if not first:
        raise _empty(name)
    if first.lstrip().startswith("["):
        return "beads"
    if "\t" in first:
        return "links"
    hint = say("give beads such as [0]:[0, 1], or links with the header en_lines<TAB>ko_lines")
    raise FormatError(say("neither beads nor links"), where=name, hint=hint)


def _empty(name: str) -> FormatError:
    return FormatError(say("the file holds no alignment"), where=name, hint=say("was it written to the end?"))


def _refuse_empty(names: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    for name, held in zip(names, rows, strict=True):
        if not held:
            raise _empty(name)


def _links(
    gold: Path, texts: list[str], names: list[str], given: tuple[Path | None, Path | None]
) -> dict[str, dict[str, float]]:
    from tm.alignment import links

    made, found = (links.read(text, name=name) for text, name in zip(texts, names, strict=True))
    _refuse_empty(names, (made, found))
    documents = _documents(gold, made, given)
    read = []
    for side, path in enumerate(documents):
        if path is None:
            last = max((line for row in made + found for line in row[side]), default=0)
            read.append("x\n" * last)
            continue
        read.append(_read(path))
        for rows, name in zip((made, found), names, strict=True):
            _refuse_longer(rows, name, side, read[-1], path)
    if None in documents:
        log.warning(
            say(
                "blank lines count: no en.* and ko.* beside {name}; name them with --source and --target", name=names[0]
            )
        )
    else:
        lines = links.nonblank(read[0]), links.nonblank(read[1])
        for rows, name in zip((made, found), names, strict=True):
            _doubt(rows, name, lines)
    figures = links.score(made, found, read[0], read[1])
    return {"strict": figures["bead"], "lax": figures["lax"], "link": figures["link"], "null": figures["null"]}


def _read(path: Path) -> str:
    return formats.text_of(files.read(path), name=files.display(path)).text


def _refuse_longer(rows: Sequence[Row], name: str, side: int, text: str, path: Path) -> None:
    """A line behind the end of the document shows that the links were made from another."""
    last = max((line for row in rows for line in row[side]), default=0)
    length = len(text.splitlines())  # more than an editor counts, where there are rare ends of lines
    if last > length + 1:
        raise FormatError(
            say("line {line} is named, but {document} ends at line {last}", line=last, document=path, last=length),
            where=name,
            hint=say("were these links made from other files? name theirs with --source and --target"),
        )


def _doubt(rows: Sequence[Row], name: str, lines: tuple[set[int], set[int]]) -> None:
    """Tell that rows link text with blank lines, which those of another document do here and there."""
    linked = [row for row in rows if row[0] and row[1]]
    odd = sum(lines[0].isdisjoint(row[0]) != lines[1].isdisjoint(row[1]) for row in linked)
    if odd:
        log.warning(
            say(
                "{name}: {odd} of {count} rows link text with blank lines: were they made from other files?",
                name=name,
                odd=odd,
                count=len(linked),
            )
        )


def _documents(gold: Path, rows: Sequence[Row], given: tuple[Path | None, Path | None]) -> list[Path | None]:
    """The source and the translation, as given, else beside the gold; None where there is none."""
    sides = [[path] if path else _beside(gold, language) for path, language in zip(given, ("en", "ko"), strict=True)]
    pairs = [(source, target) for source in sides[0] for target in sides[1]]
    alike = [pair for pair in pairs if pair[0].suffix == pair[1].suffix]
    chosen = alike if len(pairs) > 1 and alike else pairs
    if len(chosen) > 1:
        chosen = [pair for pair in chosen if _fit(pair, rows)] or chosen
    for number, option in enumerate(("--source", "--target")):
        several = list(dict.fromkeys(pair[number] for pair in chosen)) or sides[number]
        if len(several) > 1:
            raise UsageError(
                say("beside the gold there are {documents}", documents=listed([files.display(one) for one in several])),
                where=files.display(gold),
                hint=say("say which with {option} FILE", option=option),
            )
    return [*chosen[0]] if chosen else [next(iter(paths), None) for paths in sides]


def _beside(gold: Path, language: str) -> list[Path]:
    return [path for path in sorted(gold.parent.glob(f"{language}.*")) if formats.carries(path) == "document"]


def _fit(pair: tuple[Path, Path], rows: Sequence[Row]) -> bool:
    """True where each row names text on both sides, if any."""
    from tm.alignment.links import nonblank

    lines = [nonblank(_read(path)) for path in pair]
    return all(not named or not lines[side].isdisjoint(named) for row in rows for side, named in enumerate(row))
