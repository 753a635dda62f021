"""Pre-translation: a draft of a new text from what a memory holds, in the same format.

Only the text of segments is replaced; every other character of the file stays. What is not the very text
that was translated is marked where it stands, so that nobody takes it for done: `<!-- tm: draft 96 -->` in Markdown,
a fuzzy entry in PO. A format without such a mark (plain text) takes whole matches only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tm import formats
from tm.checks import fix
from tm.core import Document, Edit, Kind, Match, Segment
from tm.errors import UsageError
from tm.memory import leverage
from tm.memory.keys import normal
from tm.memory.lookup import Query
from tm.messages import say
from tm.segment import sentences_of

#: What a value of a front matter may be without marks of YAML, quoted or not.
_YAML_SAFE = re.compile(r"""[^\W_][^:#"'\\\n]*""")
_BREAK = re.compile(r"\r\n|\r|\n")
#: A line break with what stands before the text of the next line.
_BROKEN = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:>[ \t]*)*")
#: Finds the best match of each query, None where nothing is near enough.
Finder = Callable[[Sequence[Query]], Sequence[Match | None]]


@dataclass(frozen=True)
class Draft:
    """A pre-translated file. text: of the draft; leverage: of the source, whatever was filled in.

    whole, fuzzy: segments filled with a translation of the very text, or of a text like it
    left:         segments that a match was found for, but that stay as they are, each with the reason
    """

    text: str
    leverage: leverage.Leverage
    whole: int = 0
    fuzzy: int = 0
    left: list[tuple[str, str]] = field(default_factory=list)


def apply(
    data: bytes, *, name: str, language: str, find: Finder, threshold: float, target_language: str = "ko"
) -> Draft:
    """A draft of a file.

    threshold: score, 0 to 1, that a match needs to be filled in; lower ones count in the leverage only
    find:      asked twice at most, for many texts at once

    Raises:
        FormatError: the file is not what its name says.
        UsageError: no draft is made of such a file.
    """
    kind = formats.carries(name)
    if kind == "document":
        document = formats.read_document(data, name=name, language=language, notices=[])
        return _document(document, find, threshold)
    if name.lower().endswith((".po", ".pot")):
        return _catalogue(formats.text_of(data, name=name).text, name, find, threshold)
    if name.lower().endswith((".xlf", ".xliff", ".xlf2")):
        return _xliff(data, name, target_language, find, threshold)
    raise UsageError(
        say("no draft is made of such a file"),
        where=name,
        hint=say(
            "use a Markdown or text document, PO or XLIFF; `tm align -o` and `tm memory export` make these of others"
        ),
    )


# Documents -------------------------------------------------------------------------------------


class _Piece(NamedTuple):
    """A segment or one of its sentences, its match, and the number of the segment in the document."""

    segment: Segment
    match: Match | None
    at: int


class _Fill(NamedTuple):
    """A translation in its place. text: without the mark, as it has to be read again; fuzzy: with a mark."""

    edit: Edit
    text: str
    at: int
    fuzzy: bool


def _document(document: Document, find: Finder, threshold: float) -> Draft:
    pieces = list(_pieces(document, find, threshold))
    measured = leverage.measured((piece.segment.text, piece.match.score if piece.match else 0.0) for piece in pieces)
    mark = _mark(document.path)
    fills: list[_Fill] = []
    left: list[tuple[str, str]] = []
    for segment, match, at in pieces:
        if match is None or match.score < threshold:
            continue
        target = match.target or match.unit.target
        text = _on_its_lines(target, segment, document.text)
        if not _whole(match):
            if not mark:
                reason = say("a fuzzy match cannot be marked in this format")
                left.append((segment.text, reason))
                continue
            text += " " + mark.format(score=int(match.score * 100 + 1e-9))
        if segment.kind is Kind.META and not _YAML_SAFE.fullmatch(text):
            left.append((segment.text, say("it would change the structure of the document")))
            continue
        fills.append(_Fill(Edit(segment.file, text), target, at, not _whole(match)))
    kept = _harmless(document, fills)
    lost = [fill for fill in fills if fill not in kept]
    left += [(fill.edit.span.of(document.text), say("it would change the structure of the document")) for fill in lost]
    marked = sum(fill.fuzzy for fill in kept)
    text = fix.apply(document.text, [(fill.edit,) for fill in kept])
    return Draft(text, measured, len(kept) - marked, marked, left)


def _harmless(document: Document, fills: Sequence[_Fill]) -> list[_Fill]:
    """The fills after which the file has the same blocks, and each translation is read as a part of its own."""

    def read(text: str) -> Document:
        data = text.encode("utf-8", "surrogateescape")
        return formats.read_document(data, name=document.path, language=document.language, notices=[])

    def blocks(text: str) -> object:
        return [(segment.kind, segment.level, segment.key) for segment in read(text).segments]

    kept = list(fills)
    while kept:
        chosen = {edits[0] for edits in fix.harmless(document.text, [(fill.edit,) for fill in kept], blocks)}
        kept = [fill for fill in kept if fill.edit in chosen]
        # a bar in the last cell of a row cuts it off, `[x]: y` becomes an address: the blocks stay, the text is gone
        found = read(fix.apply(document.text, [(fill.edit,) for fill in kept])).segments
        whole = [fill for fill in kept if _flat(fill.text) in _flat(found[fill.at].text)]
        if len(whole) == len(kept):
            break
        kept = whole
    return kept


def _flat(text: str) -> str:
    """For comparing texts whose lines begin with marks of a block in the file."""
    return " ".join(normal(text).split())


def _pieces(document: Document, find: Finder, threshold: float) -> Iterator[_Piece]:
    """Paragraphs that the memory knows as a whole, and the sentences of the others, in the order of the document."""
    wholes = [segment for segment in document.segments if segment.translatable and segment.text.strip()]
    number = {id(segment): index for index, segment in enumerate(document.segments)}
    found = find(_queries([segment.text for segment in wholes]))
    parts: dict[int, list[Segment]] = {}
    for sentence in sentences_of(document).segments:
        parts.setdefault(sentence.parent, []).append(sentence)
    sentences = [
        part
        for segment, match in zip(wholes, found, strict=True)
        if match is None or match.score < threshold
        for part in _divided(segment, parts, number)
    ]
    # neighbours are those of the whole text by sentence, as they stand in a memory of sentences
    texts = [part.text for segment in wholes for part in parts.get(number[id(segment)], [segment])]
    owners = [id(part) for segment in wholes for part in parts.get(number[id(segment)], [segment])]
    around = dict(zip(owners, _queries(texts), strict=True))
    answers = iter(find([around[id(part)] for part in sentences]) if sentences else [])
    for segment, match in zip(wholes, found, strict=True):
        divided = _divided(segment, parts, number)
        if (match is not None and match.score >= threshold) or not divided:
            yield _Piece(segment, match, number[id(segment)])
            continue
        matches = [next(answers) for _ in divided]
        for part, own in zip(divided, matches, strict=True):
            yield _Piece(part, own, number[id(segment)])


def _divided(segment: Segment, parts: dict[int, list[Segment]], number: dict[int, int]) -> list[Segment]:
    """The sentences of a paragraph that has more than one."""
    found = parts.get(number[id(segment)], [])
    return found if len(found) > 1 else []


def _queries(texts: Sequence[str]) -> list[Query]:
    return [
        Query(text, texts[index - 1] if index else "", texts[index + 1] if index + 1 < len(texts) else "")
        for index, text in enumerate(texts)
    ]


def _whole(match: Match) -> bool:
    return match.score >= 1.0


def _mark(name: str) -> str:
    """How a draft says that a passage is a fuzzy match; empty where the format has no comments."""
    lower = name.lower()
    if lower.endswith(".mdx"):
        return "{{/* tm: draft {score} */}}"
    return "<!-- tm: draft {score} -->" if lower.endswith((".md", ".markdown", ".html", ".htm")) else ""


def _on_its_lines(target: str, segment: Segment, text: str) -> str:
    """A translation as it stands in the place of a segment: on one line, where the segment has only one.

    Its other lines begin and end as those of the segment do in the file (`> `, an indentation); where it has more or
    less of them, as the second one.
    """
    lines = _BREAK.split(target)
    if "\n" not in segment.text:
        return " ".join(lines)
    breaks = _BROKEN.findall(segment.file.of(text)) or ["\n"]
    if any(line.startswith(">") for line in segment.text.split("\n")[1:]):  # in plain text `> ` is text
        breaks = [one.partition(">")[0] for one in breaks]
    if len(breaks) != len(lines) - 1:
        breaks = breaks[:1] * (len(lines) - 1)
    return "".join([lines[0], *(part for pair in zip(breaks, lines[1:], strict=True) for part in pair)])


# Catalogues ------------------------------------------------------------------------------------


def _catalogue(text: str, name: str, find: Finder, threshold: float) -> Draft:
    from tm.formats import po_draft

    slots = po_draft.slots(text, name=name)
    matches = find(_queries([slot.text for slot in slots]))
    measured = leverage.measured(
        (slot.text, match.score if match else 0.0) for slot, match in zip(slots, matches, strict=True)
    )
    found: dict[tuple[int, int], tuple[str, str]] = {}
    fuzzy = 0
    for slot, match in zip(slots, matches, strict=True):
        if match is None or match.score < threshold:
            continue
        target = _framed(match.target or match.unit.target, slot.text)
        found[slot.number] = (target, "" if _whole(match) else match.unit.source)
        fuzzy += not _whole(match)
    done = fix.apply(text, [tuple(po_draft.edits(text, found, name=name))] if found else [])
    return Draft(done, measured, len(found) - fuzzy, fuzzy)


def _xliff(data: bytes, name: str, language: str, find: Finder, threshold: float) -> Draft:
    from tm.formats import xliff_draft

    text, slots = xliff_draft.slots(data, name=name)
    matches = find(_queries([slot.text for slot in slots]))
    measured = leverage.measured(
        (slot.text, match.score if match else 0.0) for slot, match in zip(slots, matches, strict=True)
    )
    found: dict[int, tuple[str, bool]] = {}
    left: list[tuple[str, str]] = []
    for slot, match in zip(slots, matches, strict=True):
        if match is not None and match.score >= threshold:
            target = match.target or match.unit.target
            if xliff_draft.fits(target):
                found[slot.number] = (target, _whole(match) and not slot.coded)
            else:
                left.append((slot.text, say("the translation holds a character that XML cannot hold")))
    edits = xliff_draft.edits(text, slots, found, name=name, target_language=language)
    done = sum(whole for _, whole in found.values())
    return Draft(fix.apply(text, [tuple(edits)] if edits else []), measured, done, len(found) - done, left)


def _framed(target: str, source: str) -> str:
    """A translation with the line breaks at its ends that the source has: msgfmt refuses others."""
    inner = target.strip("\n")
    return source[: len(source) - len(source.lstrip("\n"))] + inner + source[len(source.rstrip("\n")) :]
