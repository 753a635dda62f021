"""XLIFF 1.0 to 1.2 and SDLXLIFF. Source: OASIS, XLIFF 1.2 (2008); SDLXLIFF as files of Trados Studio show it.

Proposals (`alt-trans`) are no translations. What a file names, a skeleton or an original, is text and is never opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tm.formats.reading import Reading
from tm.formats.tmx_props import relative
from tm.formats.xliff_entries import Entry, File
from tm.formats.xliff_reader import XliffReader
from tm.formats.xliff_states import STATES_12, STATES_SDL
from tm.formats.xml_flow import Flow, local, namespace, segments
from tm.formats.xml_safe import Attributes
from tm.messages import say

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1."
_SDL = "http://sdl.com/FileTypes/SdlXliff/1.0"
#: Attributes of a unit that bound its translation.
_LIMITS = frozenset(("maxbytes", "minbytes", "maxwidth", "minwidth", "maxheight", "minheight", "charclass"))
#: Tags that the head of an SDLXLIFF file may describe.
_TAGS = 100_000


def entries(stream: BinaryIO, *, name: str, report: Reading, exact: bool = False) -> Iterator[Entry]:
    """The entries of a file, in order. exact: with the place of every character.

    Raises:
        FormatError: the file is no XLIFF 1, breaks off, or is not safe to read; carries the line.
    """
    return _Xliff(name, report, exact).entries(stream)


class _Xliff(XliffReader):
    """One walk over the file; `found` holds the entries of the last piece."""

    def __init__(self, name: str, report: Reading, exact: bool) -> None:
        super().__init__(name, report, exact)
        self.root: str | None = None  # its namespace
        self.flows: dict[str, Flow] = {}
        self.confirmed: dict[str, str] = {}  # SDL: by id of the segment
        self.tag = ""  # SDL: id of the tag that is being described
        self.tags: dict[str, tuple[str, str]] = {}  # SDL: native code by id

    def begun(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if self.root is None:
            self.begin(tag, name)
        elif not self.own(tag):
            if name == "seg" and self.unit is not None and "id" in attributes:
                self.confirmed[attributes["id"]] = attributes.get("conf", "")
                self.bound(len(self.confirmed))
            elif namespace(tag) == _SDL:
                self.describe(name, attributes)
        elif name == "file":
            languages = attributes.get("source-language", ""), attributes.get("target-language", "")
            self.file = File(*languages, relative(attributes.get("original", "")))
            self.tags, self.held = {}, [False]
        elif name == "group":
            self.held.append(self.kept(attributes))
        elif name == "trans-unit":
            self.unit = attributes
            self.flows, self.notes, self.confirmed = {}, [], {}
        elif name in ("alt-trans", "bin-unit"):
            self.skipping = self.depth
            self.proposals += name == "alt-trans"
            if name == "bin-unit":
                self.report.pass_over("<bin-unit>")
        elif name in ("external-file", "skl"):
            self.report.notice(say("the skeleton that the file names is not opened"))
        elif self.unit is not None and name in ("source", "target", "seg-source"):
            self.which = name
            self.open(attributes)
        elif name == "note":
            if self.unit is not None:
                self.collect()
            else:
                self.report.pass_over(say("notes on files and groups"))

    def ended(self, tag: str) -> None:
        name = local(tag)
        if not self.own(tag):
            if self.tag and name in ("bpt", "ept", "ph") and namespace(tag) == _SDL:
                text = self.collected()
                opening, closing = self.tags.get(self.tag, ("", ""))
                self.tags[self.tag] = (opening, text) if name == "ept" else (text, closing)
            elif name == "tag":
                self.tag = ""
            return
        if name == "trans-unit":
            self.finish()
            self.unit = None
        elif name == "group" and self.held:
            self.held.pop()
        elif name == "source":
            self.behind = self.parser.CurrentByteIndex
        elif name == "note" and self.unit is not None:
            self.note()

    def describe(self, name: str, attributes: Attributes) -> None:
        """What the head of an SDLXLIFF file says of the tags in its texts."""
        if name == "tag" and self.unit is None:
            self.tag = attributes.get("id", "")
            if len(self.tags) > _TAGS:
                self.fail(say("a file with more than {count:,} tags", count=_TAGS))
        elif self.tag and name in ("bpt", "ept", "ph"):
            self.collect()

    def begin(self, tag: str, name: str) -> None:
        self.root = namespace(tag)
        if name != "xliff" or (self.root and not self.root.startswith(_NAMESPACE)):
            self.fail(
                say("not an XLIFF 1 file: it begins with <{tag}>", tag=name[:40]),
                say("was it saved under a wrong name?"),
            )

    def own(self, tag: str) -> bool:
        """Is it an element of XLIFF? Some tools write XLIFF 1 without a namespace."""
        return namespace(tag) == self.root

    def shut(self, flow: Flow) -> None:
        self.flows.setdefault(self.which, flow)

    def finish(self) -> None:
        """The entries of a trans-unit."""
        unit, flows = self.unit, self.flows
        assert unit is not None
        source, target = flows.get("source"), flows.get("target")
        if source is None:
            self.fail(say("a unit without a source text"), say("add a <source> to it"))
        spoken = target.attributes if target is not None else {}
        if target is not None and not self.file.target_language:
            language = spoken.get("http://www.w3.org/XML/1998/namespace lang", "")
            self.file = File(self.file.source_language, language, self.file.document)
        status = STATES_12.get(spoken.get("state", ""), "")
        if self.report.whole:
            if (state := spoken.get("state", "")) and state not in STATES_12:
                self.report.pass_over(say("state {state}", state=state[:40]))
            for limit in sorted(_LIMITS & unit.keys()):
                self.report.pass_over(limit)
        if unit.get("approved") == "yes" and status in ("", "translated"):
            status = "approved"
        key = unit.get("resname") or unit.get("id", "")
        notes, fixed = tuple(self.notes), self.kept(unit)
        parts = segments(flows["seg-source"]) if "seg-source" in flows else {}
        targets = segments(target) if target is not None else {}
        if not parts or (target is not None and target and not targets):
            self.found.append(Entry(key, self.file, source, target, self.behind, status, notes, fixed, self.tags))
            return
        for number, part in parts.items():
            own = STATES_SDL.get(self.confirmed.get(number, "").lower(), "") or status
            name = key if len(parts) == 1 else f"{key}/{number}"
            at = target.end if target is not None else self.behind
            self.found.append(Entry(name, self.file, part, targets.get(number), at, own, notes, fixed, self.tags))
