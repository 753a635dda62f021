"""Remarks in JSON, which has no comments: where a catalogue describes its messages, the description may be one.

ARB files say something about `key` in `@key`, where names that begin with `x-` are free; in `messages.json` of
WebExtensions each entry has a `description`. Catalogues of other programs have no such place.
Source: Application Resource Bundle Specification; MDN, Locale-Specific Message reference.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from tm.core import Document, Edit, Remark, Segment, Span
from tm.formats import keys_json
from tm.formats.keys import Value
from tm.formats.remark_edits import no_room
from tm.formats.remark_reread import Reading, Rereading

_WORDS = re.compile(r"\s*tm(?::|[ -]ignore)")


def read(text: str, values: Sequence[Value], segments: Sequence[Segment]) -> Iterator[Remark]:
    """The remarks of a catalogue. values: all of the file, also those that are no messages."""
    numbers = {segment.key: number for number, segment in enumerate(segments)}
    for value in values:
        if len(value.path) != 2 or not value.text or not _WORDS.match(value.span.of(text)):
            continue
        top, name = value.path
        about = top[1:] if top.startswith("@") else f"{top}.message" if name == "description" else ""
        if about in numbers:
            number = numbers[about]
            yield Remark(value.span.of(text), value.span, value.span, range(number, number + 1))


class Descriptions(Rereading):
    """Writes remarks into one ARB file or `messages.json`.

    Raises:
        UsageError: it is another catalogue, or the file holds no messages.
    """

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.arb = document.path.lower().endswith(".arb")
        if not self.arb and not all(segment.key.endswith(".message") for segment in self.segments):
            raise no_room(document)

    def read(self, text: str) -> Reading:
        """As a catalogue."""
        found, remarks, _ = keys_json.read(text, name=self.document.path, language=self.document.language)
        return found, remarks

    def ways(self, index: int, words: str) -> Iterator[Edit]:
        """What is said about the key, or a new entry for it behind its text."""
        if index == len(self.segments):
            return
        said = json.dumps(words, ensure_ascii=False)
        segment = self.segments[index]
        key = segment.key if self.arb else segment.key.removesuffix(".message")
        name = json.dumps(f"@{key}" if self.arb else key, ensure_ascii=False)
        if self.arb and (known := re.search(rf"{re.escape(name)}\s*:\s*\{{(?P<rest>\s*\}}?)", self.text)) is not None:
            at = known.start("rest")
            yield Edit(Span(at, at), f'"x-tm": {said}' + ("" if known["rest"].endswith("}") else ", "))
            return
        if not self.arb and self._described(name):
            return
        line = self.line(index)
        end = self.text.find('"', segment.file.end) + 1
        begins = self.lines[line].lstrip().startswith(name.replace("@", "", 1) if self.arb else '"message"')
        between = f",{self.end}{self.indent(line)}" if begins else ", "
        entry = f'{name}: {{"x-tm": {said}}}' if self.arb else f'"description": {said}'
        yield Edit(Span(end, end), between + entry)

    def _described(self, name: str) -> bool:
        """Has the entry a description of its own?"""
        entry = re.search(rf"{re.escape(name)}\s*:\s*(?=\{{)", self.text)
        return entry is None or "description" in json.JSONDecoder().raw_decode(self.text, entry.end())[0]
