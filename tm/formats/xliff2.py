"""XLIFF 2.0 and 2.1. Source: OASIS, XLIFF 2.1 (2018).

Translation candidates, which are a module, are no translations; the glossary of a unit, another, comes with its
notes. A skeleton that the file names is never opened. Beyond what XML asks, languages, ids and the parts of a segment
are held to the standard.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tm.formats.reading import Reading
from tm.formats.tmx_props import relative
from tm.formats.xliff_entries import Entry, File
from tm.formats.xliff_reader import XliffReader
from tm.formats.xliff_states import STATES_2
from tm.formats.xml_flow import Flow, local, namespace
from tm.formats.xml_safe import Attributes
from tm.messages import say

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2."
_GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_WORDS = ("term", "translation", "definition")


def entries(stream: BinaryIO, *, name: str, report: Reading, exact: bool = False) -> Iterator[Entry]:
    """The entries of a file, in order. exact: with the place of every character.

    Raises:
        FormatError: the file is no XLIFF 2, breaks off, breaks its rules, or is not safe to read; carries the line.
    """
    return _Xliff2(name, report, exact).entries(stream)


class _Xliff2(XliffReader):
    """One walk over the file; `found` holds the entries of the last piece."""

    def __init__(self, name: str, report: Reading, exact: bool) -> None:
        super().__init__(name, report, exact)
        self.root = ""
        self.languages = "", ""
        self.ids: dict[str, set[str]] = {}  # of the files, and of the groups and units of a file
        self.segment: Attributes | None = None
        self.ignored = False
        self.source: Flow | None = None
        self.target: Flow | None = None
        self.pending: list[Entry] = []
        self.native = ""  # id of the native code that is being read
        self.data: dict[str, tuple[str, str]] = {}  # of the unit
        self.words: list[tuple[str, str]] = []  # of an entry of its glossary
        self.glossed = 0

    def begun(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if not self.root:
            self.begin(tag, name, attributes)
        elif namespace(tag) == _GLOSSARY and self.unit is not None:
            if name == "glossEntry":
                self.words = []
            elif name in _WORDS:
                self.collect()
        elif namespace(tag) != self.root:
            self.skipping = self.depth  # a module or an extension, with all that it holds
            if name not in ("matches", "glossary"):
                self.report.pass_over(f"<{name[:40]}>")
        elif name == "file":
            self.new("file", attributes)
            self.ids = {"file": self.ids["file"]}
            self.file = File(*self.languages, relative(attributes.get("original", "")))
            self.held = [attributes.get("translate") == "no"]
        elif name == "group":
            self.new("group", attributes)
            self.held.append(self.kept(attributes))
        elif name == "unit":
            self.new("unit", attributes)
            self.unit, self.notes, self.pending, self.data = attributes, [], [], {}
        elif name in ("segment", "ignorable"):
            self.segment, self.ignored = attributes, name == "ignorable"
            self.source = self.target = None
        elif name in ("source", "target") and self.segment is not None:
            if name == "target" and not self.languages[1]:
                self.fail(say("a target without trgLang"), say('add trgLang="ko" to <xliff>'))
            self.which = name
            self.open(attributes)
        elif name == "note":
            if self.unit is not None:
                self.collect()
            else:
                self.report.pass_over(say("notes on files and groups"))
        elif name == "data" and self.unit is not None:
            self.native = attributes.get("id", "")
            self.collect()
        elif name == "skeleton" and "href" in attributes:
            self.report.notice(say("the skeleton that the file names is not opened"))

    def ended(self, tag: str) -> None:
        name = local(tag)
        if namespace(tag) == _GLOSSARY:
            self.gloss(name)
        elif name == "group" and self.held:
            self.held.pop()
        elif name == "source":
            self.behind = self.parser.CurrentByteIndex
        elif name in ("segment", "ignorable"):
            self.finish()
            self.segment = None
        elif name == "unit":
            self.unit_ended()
            self.unit = None
        elif name == "note" and self.unit is not None:
            self.note()
        elif name == "data" and self.unit is not None:
            text = self.collected()
            self.data[self.native] = text, text
            self.bound(len(self.data))
        elif name == "xliff" and self.glossed:
            self.report.notice(
                say(
                    "{count} glossary entry is kept as a note",
                    "{count} glossary entries are kept as notes",
                    count=self.glossed,
                )
            )

    def gloss(self, name: str) -> None:
        """A part of an entry of the unit's glossary ends, or the entry: `term = translation (definition)`."""
        if self.unit is None:
            return
        if name in _WORDS:
            if text := " ".join(self.collected().split()):
                self.words.append((name, text))
            self.bound(len(self.words))
        elif name == "glossEntry":
            kinds = [[text for kind, text in self.words if kind == wanted] for wanted in _WORDS]
            terms, translations, definitions = map(", ".join, kinds)
            if terms:
                said = f"{terms} = {translations}" if translations else terms
                self.notes.append(f"{said} ({definitions})" if definitions else said)
                self.glossed += 1
                self.bound(len(self.notes))

    def begin(self, tag: str, name: str, attributes: Attributes) -> None:
        self.root = namespace(tag)
        if name != "xliff" or not self.root.startswith(_NAMESPACE):
            self.fail(
                say("not an XLIFF 2 file: it begins with <{tag}>", tag=name[:40]),
                say("was it saved under a wrong name?"),
            )
        if not attributes.get("srcLang"):
            self.fail(say("the file names no source language"), say('add srcLang="en" to <xliff>'))
        self.languages = attributes["srcLang"], attributes.get("trgLang", "")

    def new(self, kind: str, attributes: Attributes) -> None:
        """An element whose id is its own among its kind."""
        known, identifier = self.ids.setdefault(kind, set()), attributes.get("id", "")
        if not identifier:
            self.fail(say("<{tag}> has no id", tag=kind), say("give it one"))
        if identifier in known:
            self.fail(say("a second <{tag}> has the id {id!r}", tag=kind, id=identifier[:80]), say("give it another"))
        known.add(identifier)

    def shut(self, flow: Flow) -> None:
        if self.which == "source":
            self.source = flow
        else:
            self.target = flow

    def finish(self) -> None:
        """The entry of a segment."""
        segment, source = self.segment, self.source
        assert segment is not None
        if source is None:
            self.fail(say("a segment without a source text"), say("add a <source> to it"))
        if self.ignored or self.unit is None:
            return
        status = STATES_2.get(segment.get("state", ""), "")
        if state := segment.get("subState") or (not status and segment.get("state")):
            self.report.pass_over(say("state {state}", state=state[:40]))
        entry = Entry(segment.get("id", ""), self.file, source, self.target, self.behind, status, data=self.data)
        self.pending.append(entry)
        self.bound(len(self.pending) + len(self.notes))

    def unit_ended(self) -> None:
        """The segments of a unit are named after it."""
        assert self.unit is not None
        key = self.unit.get("name") or self.unit["id"]
        for number, entry in enumerate(self.pending, 1):
            entry.id = key if len(self.pending) == 1 else f"{key}/{entry.id or number}"
            entry.notes = tuple(self.notes)
            entry.fixed = self.kept(self.unit)
            self.found.append(entry)
