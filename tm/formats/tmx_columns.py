"""What many TMX units say about themselves, as columns: attributes, properties, notes.

A tool writes the same attributes in the same order into every tag, and the same properties into every unit. They are
learnt from some, and then taken out of all units of a piece by one expression.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

from tm.formats.tmx_dates import dates
from tm.formats.tmx_props import field_of, values_of
from tm.formats.tmx_text import ATTRIBUTES, attributes_of, unescaped

Column = Sequence[str]
Table = Mapping[str, Column]
#: What properties and notes say, place by place: a field or NOTE, and a text of each unit, "" where it has none there.
Elements = Sequence[tuple[str, Column]]
#: What follows the properties and notes of each unit in a row of them.
NEXT = "</>"
#: Attributes that say something of a unit.
_WANTED = frozenset(("tuid", "srclang", "creationdate", "changedate", "creationid", "changeid", "xml:lang", "lang"))
#: Names that are known of one kind of tag, and how often they are learnt anew.
_NAMES, _LESSONS = 40, 32
_ELEMENT = re.compile(rf"<((?:prop|note){ATTRIBUTES})>[^<]*</(?:prop|note)\s*>\s*")
_NOTE = "note"
#: Stands between texts that are looked at together: no XML holds it.
_BETWEEN = "\0"
#: What `TranslationUnit` takes behind texts and languages.
_FIELDS = ("before", "after", "origin", "changed", "notes", "document", "segment", "author", "created", "status")


class _Order:
    """Names in the order in which a tool writes them, as one expression. What was never absent has to be there."""

    #: What ends one row, as an expression.
    end: str

    def __init__(self) -> None:
        self.wanted: list[str] = []  #: names of the columns
        self.sure = False  #: the last rows hold nothing that the parser has not read before, but for values
        self._names: list[str] = []
        self._absent: set[str] = set()  # from one row or another
        self._lessons = self._rows = 0
        self._expression: re.Pattern[str] | None = None

    @abstractmethod
    def part(self, name: str) -> str:
        """What a name stands for, as an expression with a group for what is wanted of it, or without one."""

    def learn(self, rows: Iterable[Collection[str]]) -> None:
        """Take in the names of some rows, if there are not too many."""
        known = len(self._names), len(self._absent)
        for row in rows:
            place = 0
            for name in row:
                if name not in self._names:
                    if len(self._names) == _NAMES:
                        return
                    self._names.insert(place, name)
                    if self._rows:
                        self._absent.add(name)
                place = self._names.index(name) + 1
            self._absent.update(name for name in self._names if name not in row)
            self._rows += 1
        if known != (len(self._names), len(self._absent)) and self._lessons < _LESSONS:
            self._lessons += 1
            parts = list(map(self.part, self._names))
            self.wanted = [name for name, part in zip(self._names, parts, strict=True) if re.compile(part).groups]
            parts = [
                f"(?:{part})?" if name in self._absent else part for name, part in zip(self._names, parts, strict=True)
            ]
            self._expression = re.compile(f"{''.join(parts)}{self.end}()|(.+)", re.DOTALL | re.ASCII)

    def columns(self, text: str, count: int) -> list[Column] | None:
        """The columns of so many rows; None where one has another order."""
        if self._expression is None:
            return None
        rows = self._expression.findall(text)
        if rows[-1][-1] or len(rows) != count:
            return None
        columns: list[Column] = list(zip(*rows, strict=True))
        return columns[:-2]


class Tags(_Order):
    """One kind of tag: its attributes as columns by name.

    tags:  what stands in such tags of well-formed XML behind the name, with their `>`, the only ones
    count: of them
    """

    end = r"\s*>"

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[str] = set()  # the last one that all tags of a piece were

    def part(self, name: str) -> str:
        """An attribute."""
        value = '([^"]+)' if name in _WANTED else '[^"]*'
        return rf'\s+{re.escape(name)}="{value}"'

    def table(self, tags: str, count: int) -> Table | None:
        """Attributes that say something, "" where a tag has it not. None where the tags are out of the ordinary."""
        self.sure = True
        if count == len(tags):
            return {}
        if "/>" in tags:
            return None  # what follows is in no such element
        first = tags[: tags.index(">") + 1]
        if len(first) * count == len(tags) and tags.count(first) == count:
            self.sure = first in self._seen
            self._seen = {first}
            found = {name: value for name, value in attributes_of(first).items() if name in _WANTED}
            return {name: [value] * count for name, value in found.items()} if all(found.values()) else None
        if not ("&" in tags or "\n" in tags or "\t" in tags or "<" in tags):
            columns = self.columns(tags, count)
            if columns is not None:
                return dict(zip(self.wanted, columns, strict=True))
        self.sure = False
        every = list(map(attributes_of, tags.split(">")[:-1]))
        self.learn(every)
        names = {name for one in every for name in one}
        table = {name: [one.get(name) for one in every] for name in names & _WANTED}
        if len(names) > _NAMES or any("" in column for column in table.values()):
            return None
        return {name: [value or "" for value in column] for name, column in table.items()}


class Said(_Order):
    """Properties and notes of one kind of tag. The second of a name is that name and `<`, and so on."""

    end = NEXT

    def part(self, name: str) -> str:
        """A property or note."""
        tag = name.rstrip("<")
        text = "([^<]*)" if _meaning(tag) else "[^<]*"
        return rf"<{re.escape(tag)}>{text}</{tag[:4]}\s*>\s*"

    def elements(self, said: str, count: int) -> Elements | None:
        """They, place by place; None where they follow no order.

        said:  properties and notes of units as they stand in well-formed XML, NEXT behind those of each
        count: of the units
        """
        columns = self.columns(said, count)
        self.sure = columns is not None
        if columns is None:
            self.learn(map(_numbered, map(_ELEMENT.findall, said.split(NEXT))))
            columns = self.columns(said, count)
        if columns is None:
            return None
        return [(_meaning(name), column) for name, column in zip(self.wanted, columns, strict=True)]


def _numbered(tags: list[str]) -> list[str]:
    return [tag + "<" * tags[:at].count(tag) for at, tag in enumerate(tags[: _NAMES + 1])]


def _meaning(tag: str) -> str:
    """The field that an element speaks of, or that it is a note; empty where it is neither."""
    return _NOTE if tag.startswith(_NOTE) else field_of(attributes_of(tag).get("type", ""))


def details(unit: Table, target: Table, elements: Elements) -> list[Any] | None:
    """What `TranslationUnit` takes behind texts and languages, none where nothing is said; None if it is not plain.

    unit, target: attributes of the units and of the variants that are their targets
    elements:     of the units, then of their sources, then of their targets
    """
    found: dict[str, Any] = {}
    notes: list[Iterable[str]] = []
    for meaning, column in elements:
        every = _BETWEEN.join(column)
        if "&" in every:
            texts: Column = unescaped(every).split(_BETWEEN)
            if len(texts) != len(column):
                return None
        else:
            texts = column
        if meaning == _NOTE:
            notes.append(map(str.strip, texts))
        else:
            found[meaning] = _first(found.get(meaning), values_of(meaning, texts))
    if notes:
        found["notes"] = [tuple(filter(None, row)) for row in zip(*notes, strict=True)]
    created, changed, maker, changer = (
        _first(target.get(name), unit.get(name)) for name in ("creationdate", "changedate", "creationid", "changeid")
    )
    created, changed = (dates(column) if column else None for column in (created, changed))
    found["created"], found["changed"] = created, _first(changed, created)
    found["author"] = _first(changer, maker)
    found["segment"] = _first(unit.get("tuid"), found.get("segment"))
    if not any(found.values()):
        return []
    return [found.get(name) or repeat(() if name == "notes" else "") for name in _FIELDS]


def _first(one: Column | None, other: Column | None) -> Column | None:
    """What the first of two columns says, or else the second."""
    if not one or not other or all(one):
        return one or other
    return [value or rest for value, rest in zip(one, other, strict=True)]
