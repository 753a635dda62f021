"""Headings that are what a reader types, left without marks of code: `npm install`, `docker compose up`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from tm.checks.registry import Pair
from tm.core import Bitext, Document, Kind
from tm.lang import en_prose
from tm.lang.regex import regex

#: Words of a command: in lower case, with the marks of paths, options and names.
_LINE = regex(r"[a-z0-9][a-z0-9._/+:@=-]*(?: (?:--?)?[a-z0-9][a-z0-9._/+:@=-]*){1,5}")
#: A word that no sentence has: an option, a path, a name of a program.
_MARKED = regex(r"-.*|.*[._/+:@=\d].*")
_PROMPT = regex(r"^\s*(?:[$>%#] +)?")
_COMMENT = regex(r"\s*(?:#|//|--\s|;)")


class Typed:
    """What stands in the code of both texts, read once and when it is first asked for."""

    def __init__(self, bitext: Bitext) -> None:
        self._documents = (bitext.source, bitext.target)

    @cached_property
    def _lines(self) -> list[str]:
        return list(_lines(self._documents))

    @cached_property
    def _text(self) -> str:
        return "\n".join(f" {line} " for line in self._lines)

    @cached_property
    def _programs(self) -> frozenset[str]:
        return frozenset(line.partition(" ")[0] for line in self._lines)

    def is_heading(self, pair: Pair) -> bool:
        """Is the target a heading, and a command or names alone? As code has it, or by words that are nothing else.

        A command that code has nowhere as a whole has its program there, and no more than its last word may be one
        that holds sentences together: `docker compose up`, not `git for those in a hurry`.
        """
        text = pair.target.text.strip()
        if pair.target.kind not in (Kind.HEADING, Kind.META) or not _LINE.fullmatch(text):
            return False
        words = text.split(" ")
        if all(map(_MARKED.fullmatch, words)) or f" {text} " in self._text:
            return True
        if words[0] not in self._programs or en_prose.is_ordinary(words[0]):
            return False
        return not any(en_prose.is_function(word) for word in words[:-1])


def _lines(documents: tuple[Document, ...]) -> Iterator[str]:
    """What stands in code: spans, and lines of blocks without prompts and comments."""
    for document in documents:
        for segment in document.segments:
            if segment.kind is Kind.CODE:
                for line in segment.text.splitlines():
                    plain = _PROMPT.sub("", line, count=1)
                    if line.lstrip().startswith(("$ ", "> ", "% ")) or not _COMMENT.match(line):
                        yield plain
            else:
                yield from (m.span.of(segment.text).strip("` ") for m in segment.masked if m.kind == "code")
