"""Remarks written into formats of lines: reStructuredText, WebVTT, YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tm.core import Edit, Kind, Span
from tm.formats import keys_yaml, rst, subtitles
from tm.formats.remark_reread import Reading, Rereading
from tm.formats.rst_tree import tree

_ITEM = re.compile(r"(?P<lead>[ \t]*)(?P<mark>(?:[-*+•‣⁃]|\(?(?:\d{1,9}|#|[A-Za-z]|[ivxlcdm]{1,8})[.)])[ \t]+)")
_LOOK_BACK = 4


class Rst(Rereading):
    """Writes remarks into one reStructuredText file: a comment between blank lines, as deep as the block."""

    def read(self, text: str) -> Reading:
        """As docutils has it."""
        return rst.read(text, name=self.document.path, language=self.document.language)

    def structure(self, text: str) -> list[tuple[int, str]]:
        """The tree without comments."""
        found: list[tuple[int, str]] = []
        waiting: list[tuple[Any, int]] = [(tree(text, self.document.path), 0)]
        while waiting:
            node, depth = waiting.pop()
            name = str(node.tagname)
            if name in ("comment", "system_message", "#text"):
                continue
            found.append((depth, name))
            waiting += [(child, depth + 1) for child in reversed(node.children)]
        return found

    def anchor(self, index: int) -> int:
        """The first cell of a table, which a comment covers as one."""
        segments = self.segments
        while 0 < index < len(segments) and segments[index].kind is segments[index - 1].kind is Kind.CELL:
            index -= 1
        return index

    def scope(self, index: int) -> range:
        """As the reader has it: up to the next text, or a whole table."""
        return range(index, rst.stop(self.segments, index))

    def ways(self, index: int, words: str) -> Iterator[Edit]:
        """In front of the block or its title's line; in a list, behind what the item before it holds."""
        comment = f".. {words}"
        if index == len(self.segments):
            blank = "" if not self.text or self.lines.blank(len(self.lines) - 1) else self.end
            edit = self.at_end(comment)
            yield Edit(edit.span, blank + edit.text if self.text.endswith(("\n", "\r")) else self.end + edit.text)
            return
        first = line = self.line(index)
        item = _ITEM.match(self.lines[line])
        while first and not self.lines.blank(first - 1):
            first -= 1
        for at in dict.fromkeys((line, line - 1, first)):
            if at < 0 or at < first:
                continue
            leads = [self.indent(at)]
            if item is not None and at == line:
                before = self._item_before(line, len(item["lead"]))
                leads = [*([before] if before is not None else []), *leads]
            for lead in leads:
                yield self._between(at, lead + comment)

    def _item_before(self, line: int, depth: int) -> str | None:
        """How deep the text of the item in front of one stands."""
        for number in range(line - 1, -1, -1):
            if self.lines.blank(number):
                continue
            if (found := _ITEM.match(self.lines[number])) is not None and len(found["lead"]) == depth:
                return found["lead"] + " " * len(found["mark"])
            if len(self.indent(number)) <= depth:
                return None
        return None

    def _between(self, line: int, comment: str) -> Edit:
        parted = line > 0 and not self.lines.blank(line - 1)
        at = self.lines.starts[line]
        return Edit(Span(at, at), (self.end if parted else "") + comment + self.end * 2)


class Cues(Rereading):
    """Writes remarks into one WebVTT file: a NOTE in front of the cue."""

    def read(self, text: str) -> Reading:
        """As subtitles."""
        return subtitles.read(text, name=self.document.path, language=self.document.language)

    def ways(self, index: int, words: str) -> Iterator[Edit]:
        """In front of the block that the cue is."""
        note = f"NOTE {words}"
        if index == len(self.segments):
            blank = "" if self.lines.blank(len(self.lines) - 1) and len(self.lines) > 1 else self.end
            edit = self.at_end(note)
            yield Edit(edit.span, blank + edit.text if self.text.endswith(("\n", "\r")) else self.end + edit.text)
            return
        line = self.line(index)
        while line and not self.lines.blank(line - 1):
            line -= 1
        yield self.above(line, note + self.end)


class Yaml(Rereading):
    """Writes remarks into one YAML catalogue: above the key, or behind the value."""

    def read(self, text: str) -> Reading:
        """As a catalogue."""
        found, remarks, _ = keys_yaml.read(text, name=self.document.path, language=self.document.language)
        return found, remarks

    def ways(self, index: int, words: str) -> Iterator[Edit]:
        """Above the line of the key, which may stand higher than its value; at the end of the line."""
        comment = f"# {words}"
        if index == len(self.segments):
            yield self.at_end(comment)
            return
        line = self.line(index)
        for at in range(line, max(line - _LOOK_BACK, -1), -1):
            yield self.above(at, self.indent(at) + comment)
        end = self.lines.ends[self.lines.at(self.segments[index].file.end)]
        yield Edit(Span(end, end), f" {comment}")
