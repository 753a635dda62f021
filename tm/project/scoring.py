"""An alignment on disk against one made by hand."""

from __future__ import annotations

import logging
from pathlib import Path

from tm import files, formats
from tm.errors import FormatError
from tm.messages import say

log = logging.getLogger(__name__)


def score_alignment(
    gold: Path, test: Path, *, source: Path | None = None, target: Path | None = None
) -> dict[str, dict[str, float]]:
    """Strict, lax, link and null scores of a beads or links file against gold of the same kind.

    source, target: the documents, whose blank lines do not count in links; without them, `en.*` and `ko.*`
        beside the gold.

    Raises:
        FormatError: a file is neither, the two are of different kinds, or do not belong to the same documents.
    """
    texts = [_text(path) for path in (gold, test)]
    kinds = [_kind(text, path) for text, path in zip(texts, (gold, test), strict=True)]
    if kinds[0] != kinds[1]:
        hint = say("write the alignment with --to {kinds}", kinds=kinds[0])
        raise FormatError(
            say("the gold holds {kind}, this file {other}", kind=kinds[0], other=kinds[1]),
            where=files.display(test),
            hint=hint,
        )
    names = [files.display(path) for path in (gold, test)]
    if kinds[0] == "links":
        return _links(texts, names, [_document(gold, "en", source), _document(gold, "ko", target)])
    from tm.alignment import beads, score

    made, found = (beads.read(text, name=name) for text, name in zip(texts, names, strict=True))
    sources, targets = (sum(len(getattr(bead, side)) for bead in made) for side in ("source", "target"))
    beads.check(found, sources, targets, name=names[1])
    return score.score(made, found)


def _text(path: Path) -> str:
    return files.read(path).decode("utf-8-sig", "replace")


def _kind(text: str, path: Path) -> str:
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    if first.lstrip().startswith("[") or not first:
        return "beads"
    if "\t" in first:
        return "links"
    hint = say("give beads such as [0]:[0, 1], or links with the header en_lines<TAB>ko_lines")
    raise FormatError(say("neither beads nor links"), where=files.display(path), hint=hint)


def _document(gold: Path, language: str, given: Path | None) -> Path | None:
    if given is not None:
        return given
    return next((path for path in sorted(gold.parent.glob(f"{language}.*")) if formats.carries(path)), None)


def _links(texts: list[str], names: list[str], documents: list[Path | None]) -> dict[str, dict[str, float]]:
    from tm.alignment import links

    gold, found = (links.read(text, name=name) for text, name in zip(texts, names, strict=True))
    read = []
    for side, path in enumerate(documents):
        if path is None:
            last = max((line for row in gold + found for line in row[side]), default=0)
            read.append("x\n" * last)
        else:
            read.append(formats.text_of(files.read(path), name=files.display(path)).text)
    if None in documents:
        log.warning(
            say(
                "blank lines count: no en.* and ko.* beside {name}; name them with --source and --target", name=names[0]
            )
        )
    figures = links.score(gold, found, read[0], read[1])
    return {"strict": figures["bead"], "lax": figures["lax"], "link": figures["link"], "null": figures["null"]}
