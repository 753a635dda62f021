"""Remarks written where a comment can change what stands around it: each way is tried, and the text read again with it.

Taken is the first way after which every segment, and what every other remark is about, is the same, and the remark is
about its segment alone. Many remarks are tried together, and divided where together they are not harmless.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tm.core import Document, Edit, Remark, Segment, Span
from tm.errors import FormatError
from tm.formats.lines import Lines
from tm.formats.remark_edits import applied, line_break

#: What a reader makes of a text.
Reading = tuple[tuple[Segment, ...], tuple[Remark, ...]]


class Rereading:
    """A writer (see `remark_edits`) that reads what it wrote. Subclasses say how a text is read, and the ways."""

    separator = ", "

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        self.lines = Lines(document.text)
        self.end = line_break(document.text)
        self.segments, self.remarks = self.read(document.text)
        self.shape = self.structure(document.text)
        if len(self.segments) == len(document.segments):
            self.own: Sequence[int] = range(len(self.segments) + 1)
        else:  # one of two catalogues: what the other does not have may be left out
            at = {segment.key: number for number, segment in enumerate(self.segments)}
            self.own = [*(at[segment.key] for segment in document.segments), len(self.segments)]

    def read(self, text: str) -> Reading:
        """The segments and remarks of a text.

        Raises:
            FormatError: it cannot be read.
        """
        raise NotImplementedError

    def structure(self, text: str) -> Any:  # noqa: ARG002
        """What else has to stay the same."""
        return None

    def ways(self, index: int, words: str) -> Iterator[Edit]:
        """The likeliest first. index: of a segment as `read` numbers them; behind the last one, the end."""
        raise NotImplementedError

    def scope(self, index: int) -> range:
        """What a remark in front of a segment may be about."""
        return range(index, min(index + 1, len(self.segments)))

    def anchor(self, index: int) -> int:
        """The segment itself."""
        return index

    def edits(self, remarks: Mapping[int, str]) -> dict[int, Edit]:
        """A comment each, in the first way that changes nothing else."""
        own = {self.own[index]: words for index, words in remarks.items()}
        ways = {index: (words, list(self.ways(index, words))) for index, words in own.items()}
        settled = self._settled({index: found for index, found in ways.items() if found[1]})
        return {index: settled[self.own[index]] for index in remarks if self.own[index] in settled}

    def _settled(self, ways: dict[int, tuple[str, list[Edit]]]) -> dict[int, Edit]:
        if not ways:
            return {}
        words = {index: found[0] for index, found in ways.items()}
        if self._harmless(first := {index: found[1][0] for index, found in ways.items()}, words):
            return first
        if len(ways) == 1:
            ((index, (_, found)),) = ways.items()
            chosen = next((edit for edit in found[1:] if self._harmless({index: edit}, words)), None)
            return {} if chosen is None else {index: chosen}
        items = list(ways.items())
        half = len(items) // 2
        both = self._settled(dict(items[:half])) | self._settled(dict(items[half:]))
        return both if self._harmless(both, words) else {}

    def _harmless(self, edits: dict[int, Edit], words: Mapping[int, str]) -> bool:
        text = applied(self.text, list(edits.values()))
        try:
            segments, remarks = self.read(text)
        except FormatError:
            return False
        if list(map(_content, segments)) != list(map(_content, self.segments)) or self.structure(text) != self.shape:
            return False
        wanted = sorted(
            [
                *((remark.text, remark.segments.start, len(remark.segments)) for remark in self.remarks),
                *((words[index], self.scope(index).start, len(self.scope(index))) for index in edits),
            ]
        )
        return sorted((remark.text, remark.segments.start, len(remark.segments)) for remark in remarks) == wanted

    def at_end(self, comment: str) -> Edit:
        """A line behind everything."""
        closed = not self.text or self.text.endswith(("\n", "\r"))
        at = len(self.text)
        return Edit(Span(at, at), ("" if closed else self.end) + comment + self.end)

    def line(self, index: int) -> int:
        """The line that a segment begins in."""
        return self.lines.at(self.segments[index].file.start)

    def indent(self, line: int) -> str:
        """The blanks that a line begins with."""
        raw = self.lines[line]
        return raw[: len(raw) - len(raw.lstrip(" \t"))]

    def above(self, line: int, comment: str) -> Edit:
        """A line in front of another one."""
        at = self.lines.starts[line]
        return Edit(Span(at, at), comment + self.end)


def _content(segment: Segment) -> tuple[Any, ...]:
    return segment.id, segment.kind, segment.level, segment.key, segment.text, segment.masked
