"""TMX as a bitext: one bead a unit, with the place of every character. `tm.formats.tmx` reads it for memories."""

from __future__ import annotations

import io

from tm.core import Bitext, Segment
from tm.errors import FormatError
from tm.formats.reading import Reading
from tm.formats.tmx_choice import Choice
from tm.formats.xliff_bitext import bitext
from tm.formats.xml_flow import Flow, FlowReader, local
from tm.formats.xml_places import File, decoded, missing
from tm.formats.xml_safe import Attributes
from tm.messages import say

_XML_LANG = "http://www.w3.org/XML/1998/namespace lang"


def read(data: bytes, *, name: str, source_language: str, target_language: str) -> tuple[Bitext, list[str]]:
    """Read a memory, and what was passed over. Units without a text in the source language are left out and counted.

    Raises:
        FormatError: the file is no TMX, or is not safe to read; carries the line.
    """
    text = decoded(data, name=name).text
    report = Reading()
    reader = _Exact(name, Choice(source_language, target_language, report))
    for _ in reader.run(io.BytesIO(data)):
        pass
    file = File(text)
    sources: list[Segment] = []
    targets: list[Segment] = []
    for key, source, target, at in reader.found:
        segment = file.segment(source.flow, key)
        if segment.text:
            sources.append(segment)
            targets.append(file.segment(target.flow, key) if target else missing(key, file.offset(at)))
    if not sources:
        raise FormatError(
            say("{name} holds no units in {language}", name=name, language=source_language),
            where=name,
            hint=say("the file holds: {languages}", languages=", ".join(report.languages)) if report.languages else "",
        )
    notices: list[str] = []
    if reader.left:
        notices.append(
            say(
                "{name}: {count} unit left out, without a text in {language}",
                "{name}: {count} units left out, without a text in {language}",
                name=name,
                count=reader.left,
                language=source_language,
            )
        )
    wanted = source_language, target_language
    return bitext(text, name, wanted, wanted, sources, targets, "tmx"), notices


class _Variant:
    def __init__(self, language: str, flow: Flow) -> None:
        self.language, self.flow = language, flow


class _Exact(FlowReader):
    """One walk; `found` holds (name, source, target, place of a missing target), `left` counts what has no source."""

    def __init__(self, name: str, choice: Choice) -> None:
        super().__init__(name=name, exact=True)
        self.choice = choice
        self.found: list[tuple[str, _Variant, _Variant | None, int]] = []
        self.left = self.number = 0
        self.header_language = self.language = self.root = ""
        self.unit: Attributes = {}
        self.variants: list[_Variant] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if not self.root:
            self.root = name
            if name != "tmx":
                self.fail(
                    say("not a TMX file: it begins with <{tag}>", tag=name[:40]),
                    say("was it saved under a wrong name?"),
                )
        elif name == "seg":
            self.open(attributes)
        elif name == "tuv":
            self.language = attributes.get(_XML_LANG) or attributes.get("lang") or ""
        elif name == "tu":
            self.unit, self.variants = attributes, []
            self.number += 1
        elif name == "header":
            self.header_language = attributes.get("srclang", "")

    def shut(self, flow: Flow) -> None:
        self.variants.append(_Variant(self.language, flow))

    def end(self, tag: str) -> None:
        if local(tag) != "tu":
            return
        sources, targets = self.choice.of(self.variants, self.unit.get("srclang") or self.header_language)
        if not sources:
            self.left += 1
            return
        key = self.unit.get("tuid") or str(self.number)
        others = [target for target in targets if target is not sources[0]]
        at = self.parser.CurrentByteIndex
        self.found += [(key, sources[0], target, at) for target in others] or [(key, sources[0], None, at)]
