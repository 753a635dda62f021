"""Remarks written into HTML: a comment on the line above an element, or directly in front of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.core import Edit, Span
from tm.formats import html
from tm.formats.remark_reread import Reading, Rereading

_TAGS = re.compile(r"[ \t]*(?:<[A-Za-z!/][^<>]*>[ \t]*)*")
_BODY_ENDS = re.compile(r"[ \t]*</body\s*>", re.IGNORECASE)
#: In these a comment is text.
_PLAIN = re.compile(r"<(?:title|textarea)\b[^<>]*>\s*\Z", re.IGNORECASE)


class Html(Rereading):
    """Writes remarks into one page."""

    def read(self, text: str) -> Reading:
        """As a page."""
        return html.read(text, name=self.document.path, language=self.document.language)

    def ways(self, index: int, words: str) -> Iterator[Edit]:
        """Above the line if it begins with tags; in front of the text; in front of its element."""
        comment = f"<!-- {words} -->"
        if "--" in words:  # would end it
            return
        if index == len(self.segments):
            ends = [found.start() for found in _BODY_ENDS.finditer(self.text)]
            if ends:
                line = self.lines.at(ends[-1])
                if self.lines.starts[line] == ends[-1]:
                    yield self.above(line, self.indent(line) + comment)
                yield Edit(Span(ends[-1], ends[-1]), comment)
            yield self.at_end(comment)
            return
        at = self.segments[index].file.start
        line = self.lines.at(at)
        head = self.text[self.lines.starts[line] : at]
        if _TAGS.fullmatch(head):
            yield self.above(line, self.indent(line) + comment)
        if not _PLAIN.search(self.text, max(at - 500, 0), at):
            yield Edit(Span(at, at), comment)
        tag = self.text.rfind("<", 0, at)
        if tag >= 0 and not self.text[self.text.find(">", tag) + 1 : at].strip():
            if not self.text[self.lines.starts[self.lines.at(tag)] : tag].strip():
                yield self.above(self.lines.at(tag), self.indent(self.lines.at(tag)) + comment)
            yield Edit(Span(tag, tag), comment)
