"""Catalogues in YAML: each text with its keys and its exact place, whatever marks it is written in.

Events come from PyYAML (MIT; in C where it is built so), which gives a place with each; nothing is constructed, so that
tags cannot do anything. What an alias stands for is read where it is written.
Source: YAML 1.1, chapters 8 and 9 (presentation).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tm.core import Remark, Segment, Span
from tm.errors import FormatError
from tm.formats import keys
from tm.formats.keys import Value
from tm.formats.keys_yaml_text import pieces
from tm.formats.lines import Lines
from tm.messages import say

#: Values that are written like words and that no one translates; others of the kind (`yes`, `off`) may be words.
_NO_WORD = re.compile(r"(?:true|false|null|~|)$", re.IGNORECASE)
_NUMBER = frozenset({"int", "float", "timestamp", "null"})
#: An anchor and a tag in front of a value.
_PROPERTIES = re.compile(r"(?:[&!]\S*+\s*+)*+")
_COMMENT = re.compile(r"(?m)(?P<line>^[ \t]*)?#[ \t]*(?P<words>tm(?::|[ -]ignore)[^\r\n]*)")


@dataclass
class _Open:
    """An open mapping or sequence. key: of the value that comes, None where a key comes; at: where that key begins."""

    mapping: bool
    key: str | None = None
    at: int = 0
    count: int = 0
    first: int = 0  # values before it


@dataclass
class _Part:
    """A value with everything in it: where it begins and ends, and which values it holds."""

    start: int
    values: range


def read(text: str, *, name: str, language: str) -> tuple[tuple[Segment, ...], tuple[Remark, ...], list[str]]:
    """The texts of a catalogue, called by their keys, its comments to the program, and notices.

    Raises:
        FormatError: it is no YAML, or holds no text with a key; carries the line.
    """
    walk = _Walk(text, name)
    walk.run()
    if not any(value.text and not value.missing for value in walk.values):
        raise FormatError(
            say("{name} holds no texts with keys", name=name),
            where=f"{name}:1",
            hint=say("a catalogue reads `key: text`, with keys in one another if need be"),
        )
    found, notices = keys.segments(walk.values, language, keys.Lines(text), name)
    return found, tuple(_remarks(text, walk, found)), [*walk.notices, *notices]


def values(text: str, *, name: str) -> tuple[list[Value], list[str]]:
    """All values of a catalogue, and notices.

    Raises:
        FormatError: it is no YAML; carries line and column.
    """
    walk = _Walk(text, name)
    walk.run()
    return walk.values, walk.notices


def _events(text: str) -> Iterator[Any]:
    import yaml

    loader: Any = yaml.CSafeLoader if getattr(yaml, "__with_libyaml__", False) else yaml.SafeLoader
    return iter(yaml.parse(text, Loader=loader))


class _Walk:
    """One walk over the events, without recursion."""

    def __init__(self, text: str, name: str) -> None:
        from yaml.resolver import Resolver

        self.text, self.name = text, name
        self.resolver: Any = Resolver()
        self.values: list[Value] = []
        self.parts: list[_Part] = []
        self.notices: list[str] = []
        self.open: list[_Open] = []
        self.documents = 0
        self.root: tuple[str, ...] = ()
        self.skipping = 0  # inside of a key that is a list or a mapping

    def run(self) -> None:
        """Read everything.

        Raises:
            FormatError: it is no YAML, or nested too deeply.
        """
        import yaml

        try:
            for event in _events(self.text):
                self.take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
            raise self.failure(error.problem or error.context or "", line) from error
        except yaml.reader.ReaderError as error:
            at = int(error.position)
            lines = Lines(self.text)
            number = lines.at(min(at, len(self.text)))
            place = f":{number + 1}:{at - lines.starts[number] + 1}"
            raise self.failure(error.reason, place) from error
        except yaml.YAMLError as error:
            raise self.failure(str(error), "") from error

    def failure(self, reason: str, place: str) -> FormatError:
        return FormatError(
            say("not a readable YAML file: {reason}", reason=reason),
            where=self.name + place,
            hint=say("look at the indentation and the quotes of that line and the one above"),
        )

    def take(self, event: Any) -> None:
        """The next event."""
        name = type(event).__name__
        if name == "DocumentStartEvent":
            self.documents += 1
            self.root = (str(self.documents),) if self.documents > 1 else ()
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            if len(self.open) >= keys.DEPTH or self.skipping >= keys.DEPTH:
                raise FormatError(
                    say("values nested more than {depth} deep", depth=keys.DEPTH),
                    where=f"{self.name}:{event.start_mark.line + 1}",
                )
            if self.skipping or self.comes_a_key():
                self.skipping += 1
                return
            self.begin(event.start_mark.index)
            self.open.append(_Open(name == "MappingStartEvent", first=len(self.values), at=event.start_mark.index))
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            if self.skipping:
                self.skipping -= 1
                if not self.skipping:
                    self.open[-1].key = "?"
                return
            self.open.pop()
            self.end()
        elif name == "ScalarEvent":
            self.scalar(event)
        elif name == "AliasEvent" and not self.skipping:
            if self.comes_a_key():
                self.open[-1].key = f"*{event.anchor}"
                return
            self.begin(event.start_mark.index)
            self.value(Span(event.start_mark.index, event.end_mark.index), text=False)
            self.end()

    def comes_a_key(self) -> bool:
        return bool(self.open) and self.open[-1].mapping and self.open[-1].key is None

    def begin(self, at: int) -> None:
        """A value begins."""
        if self.open and not self.open[-1].mapping:
            self.open[-1].key = str(self.open[-1].count)
            self.open[-1].at = at
            self.open[-1].count += 1
        if self.open:
            self.parts.append(_Part(self.open[-1].at, range(len(self.values), len(self.values))))
            self.open[-1].first = len(self.parts) - 1

    def end(self) -> None:
        """A value has ended."""
        if self.open:
            part = self.parts[self.open[-1].first]
            part.values = range(part.values.start, len(self.values))
            self.open[-1].key = None

    def path(self) -> tuple[str, ...]:
        return (*self.root, *(one.key or "" for one in self.open))

    def value(self, span: Span, *, text: bool) -> None:
        path = self.path()
        if path and path[-1] != "<<":
            self.values.append(Value(path, ((span.of(self.text), span),), span, text))

    def scalar(self, event: Any) -> None:
        if self.skipping:
            return
        if self.comes_a_key():
            self.open[-1].key, self.open[-1].at = event.value, event.start_mark.index
            return
        self.begin(event.start_mark.index)
        start = event.start_mark.index
        if self.text.startswith(("&", "!"), start):
            start = _PROPERTIES.match(self.text, start).end()  # type: ignore[union-attr]
        span = Span(start, max(start, event.end_mark.index))
        if self.path():
            if not event.style and not event.tag and event.value.lower() in ("", "~", "null"):
                if self.path()[-1] != "<<":
                    self.values.append(Value(self.path(), (), span, missing=True))
            elif not self.is_text(event):
                self.value(span, text=False)
            elif (found := pieces(self.text, span, event.style or "", event.value)) is not None:
                inner = Span(found[0][1].start, found[-1][1].end) if found else Span(span.start + 1, span.start + 1)
                self.values.append(Value(self.path(), tuple(found), inner))
            else:
                line = event.start_mark.line + 1
                self.notices.append(say("{name}:{line}: this value is not looked at", name=self.name, line=line))
                self.value(span, text=False)
        self.end()

    def is_text(self, event: Any) -> bool:
        if event.tag is not None and event.tag != "tag:yaml.org,2002:str":
            return bool(event.tag == "!")
        if event.style or event.tag:
            return True
        if _NO_WORD.match(event.value):
            return False
        from yaml.nodes import ScalarNode

        tag = self.resolver.resolve(ScalarNode, event.value, (True, False))
        return str(tag).rpartition(":")[2] not in _NUMBER


def _remarks(text: str, walk: _Walk, found: Sequence[Segment]) -> Iterator[Remark]:
    """Comments: one on a line of its own is about the next key and what it holds, one behind a value about that."""
    if "tm" not in text or "#" not in text:
        return
    starts = [segment.file.start for segment in found]
    taken = [value.span for value in walk.values]
    for comment in _COMMENT.finditer(text):
        span = Span(comment.start() + len(comment["line"] or ""), comment.end())
        if any(value.overlaps(span) for value in taken):
            continue  # in a text
        words = Span(*comment.span("words"))
        words = Span(words.start, words.start + len(words.of(text).rstrip()))
        if comment["line"] is None:
            if text[span.start - 1] not in " \t":
                continue
            first = text.rfind("\n", 0, span.start) + 1
            values = [n for n, value in enumerate(walk.values) if first <= value.span.end <= span.start]
            behind = False
            whole = span
        else:
            part = next((part for part in walk.parts if part.start >= span.end), None)
            values = list(part.values) if part else []
            behind = part is None
            end = span.end + (2 if text.startswith("\r\n", span.end) else 1)
            whole = Span(comment.start(), min(end, len(text)))
        about = [
            number
            for number, start in enumerate(starts)
            if any(walk.values[n].span.start <= start <= walk.values[n].span.end for n in values)
        ]
        yield Remark(words.of(text), words, whole, _range(about, behind, len(found)))


def _range(about: Sequence[int], behind: bool, count: int) -> range:
    """behind: nothing follows the remark, so that it is about what is missing at the end"""
    if about:
        return range(about[0], about[-1] + 1)
    return range(count, count) if behind else range(0)
