"""What the readers of XLIFF 1 and 2 have in common: the walk over a file, and what a walk gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tm.formats.reading import Reading
from tm.formats.xliff_entries import Entry, File
from tm.formats.xml_flow import FlowReader
from tm.formats.xml_safe import Attributes
from tm.messages import say

#: Parts that a unit may have; a file beyond that is none.
_MOST = 10_000


class XliffReader(FlowReader):
    """One walk over a file; `found` holds the entries of the last piece. Elements of a unit come to a subclass."""

    def __init__(self, name: str, report: Reading, exact: bool) -> None:
        """exact: with the place of every character."""
        super().__init__(name=name, exact=exact)
        self.report = report
        self.replacing = report if report.replace_control and not exact else None
        self.found: list[Entry] = []
        self.file = File("", "", "")
        self.which = ""  # of the texts is being read
        self.skipping = 0  # depth of the element that is passed over with all that it holds
        self.unit: Attributes | None = None
        self.behind = 0  # byte of the end of the last source
        self.notes: list[str] = []
        self.held: list[bool] = []  # of the file and the groups that are open: is their text not to be translated?
        self.proposals = 0  # translations that are only proposed

    def entries(self, stream: BinaryIO) -> Iterator[Entry]:
        """The entries of a file, in order.

        Raises:
            FormatError: it is none, breaks off, breaks its rules, or is not safe to read; carries the line.
        """
        for _ in self.run(stream):
            yield from self.found
            self.found.clear()
        if self.proposals:
            self.report.notice(
                say(
                    "{count} proposed translation is no unit",
                    "{count} proposed translations are no units",
                    count=self.proposals,
                )
            )

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins, perhaps in one that is passed over."""
        if not self.skipping:
            self.begun(tag, attributes)
        elif tag.endswith(" match"):  # XLIFF 2
            self.proposals += 1

    def end(self, tag: str) -> None:
        """An element ends."""
        if not self.skipping:
            self.ended(tag)
        elif self.depth < self.skipping:
            self.skipping = 0

    def begun(self, tag: str, attributes: Attributes) -> None:
        """An element begins; for subclasses."""

    def ended(self, tag: str) -> None:
        """An element ends; for subclasses."""

    def kept(self, attributes: Attributes) -> bool:
        """Is the text of an element not to be translated, by its own word or by that of what it stands in?"""
        said = attributes.get("translate")
        return said == "no" if said else bool(self.held and self.held[-1])

    def note(self) -> None:
        """A note on the unit ends."""
        if text := self.collected().strip():
            self.notes.append(text)
        self.bound(len(self.notes))

    def bound(self, count: int) -> None:
        """Refuse a unit of too many parts.

        Raises:
            FormatError: with the line.
        """
        if count > _MOST:
            self.fail(say("a unit of more than {count:,} parts", count=_MOST))
