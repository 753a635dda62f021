"""TMX translation memories, versions 1.1 to 1.4, as units. Source: LISA OSCAR, TMX 1.4b (2005).

Languages are found by their code, never by their position; memory stays flat, whatever the size of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO
from unicodedata import is_normalized, normalize

from tm.core import Code, TranslationUnit
from tm.formats.reading import Reading
from tm.formats.tmx_choice import Choice
from tm.formats.tmx_props import described, is_known
from tm.formats.tmx_text import UnreadableError, coded_text, text_of
from tm.formats.xml_safe import Attributes, Reader
from tm.messages import say

#: Languages, and notes with properties, that one unit may have.
_MOST = 10_000
#: The tag that opens a text, where it says something.
_SEG = re.compile(rb"""<seg(?:[^<>"']|"[^"]*"|'[^']*')*>""")


def units(
    stream: BinaryIO, *, name: str, source_language: str, target_language: str, report: Reading
) -> Iterator[TranslationUnit]:
    """Yield the units of a memory in file order; see `tm.formats.units.read_units`.

    Raises:
        FormatError: the file is no TMX, breaks off, or is not safe to read; carries the line.
    """
    reader = _Tmx(name, source_language, target_language, report)
    for _ in reader.run(stream):
        if len(reader.variants) > _MOST:
            reader.fail(say("a unit of more than {count:,} parts", count=_MOST))
        if found := reader.found:
            report.units += len(found)
            yield from found
            found.clear()


class _Variant:
    """A `<tuv>`: its language as the file writes it, its text, and what is said about it."""

    text = ""
    codes: tuple[Code, ...] = ()
    notes: tuple[str, ...] = ()
    props: tuple[tuple[str, str], ...] = ()

    def __init__(self, language: str, attributes: Attributes) -> None:
        self.language, self.attributes = language, attributes


class _Tmx(Reader):
    """One walk over the file; `found` holds the units of the last piece.

    Half of what this costs is calling its handlers: `start` and `end` do by themselves what nearly all elements need,
    and texts are taken from the bytes between their tags.
    """

    def __init__(self, name: str, source_language: str, target_language: str, report: Reading) -> None:
        super().__init__(name=name, raw=True)
        self.wanted = source_language, target_language
        self.report = report
        self.replacing = report if report.replace_control else None
        self.choice = Choice(source_language, target_language, report)
        self.found: list[TranslationUnit] = []
        self.header_language = ""
        self.unit: Attributes = {}
        self.variants: list[_Variant] = []
        self.holder = _Variant("", {})  # of the notes and properties of the unit
        self.variant = self.holder
        self.kind = ""
        # what is called for each of a million texts, bound once
        self.on_start, self.on_end = self.start, self.end
        self.on_code, self.on_plain, self.on_coded = self.code, self.plain_ended, self.coded_ended
        self.codes_come = False  # as in the last text: then the next is taken from its bytes at once
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.begin, self.on_end

    def begin(self, tag: str, _attributes: Attributes) -> None:
        """The root."""
        if tag != "tmx":
            self.fail(
                say("not a TMX file: it begins with <{tag}>", tag=tag[:40]), say("was it saved under a wrong name?")
            )
        self.depth = 1
        self.parser.StartElementHandler = self.on_start

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins; none in a text comes here."""
        if tag == "tuv":
            self.variant = variant = _Variant(attributes.get("xml:lang") or attributes.get("lang") or "", attributes)
            self.variants.append(variant)
        elif tag == "seg":
            parser = self.parser
            self.kept_from = parser.CurrentByteIndex
            if self.codes_come:
                parser.StartElementHandler, parser.EndElementHandler = None, self.on_coded
            else:
                parts: list[str] = []
                self.parts = self.gathering = parts
                parser.CharacterDataHandler = parts.append
                parser.StartElementHandler, parser.EndElementHandler = self.on_code, self.on_plain
        elif tag == "tu":
            self.unit = attributes
            self.variants = []
            self.variant = self.holder = _Variant("", attributes)
        else:
            self.other(tag, attributes)

    def other(self, tag: str, attributes: Attributes) -> None:
        """An element that few units have, or none."""
        self.depth += 1
        if tag == "note" or tag == "prop":
            self.kind = attributes.get("type", "")
            self.collect()
            if len(self.variant.notes) + len(self.variant.props) > _MOST:
                self.fail(say("a unit of more than {count:,} parts", count=_MOST))
        elif tag == "header":
            self.header_language = attributes.get("srclang", "")
        elif self.depth > self.limits.depth:
            self.too_deep()

    def end(self, tag: str) -> None:
        """An element ends: what is said of the unit, or the unit."""
        if tag == "tuv":
            self.variant = self.holder
        elif tag == "tu":
            self.finish()
        elif tag != "seg":
            self.depth -= 1
            if tag == "note":
                self.variant.notes += (self.collected().strip(),)
            elif tag == "prop":
                self.variant.props += ((self.kind, self.collected()),)
                if self.report.whole and not is_known(self.kind):
                    self.report.pass_over(say("property {name}", name=self.kind[:40]))

    def code(self, _tag: str, _attributes: Attributes) -> None:
        """A text holds an element: it is taken from its bytes, and so is the next."""
        self.codes_come = True
        self.gathering = []
        parser = self.parser
        parser.CharacterDataHandler = parser.StartElementHandler = None
        parser.EndElementHandler = self.on_coded

    def plain_ended(self, _tag: str) -> None:
        """A text without elements ends."""
        parts = self.parts
        self.parser.CharacterDataHandler = None
        self.ended(parts[0] if len(parts) == 1 else "".join(parts))

    def coded_ended(self, tag: str) -> None:
        """An element of a text ends, or the text."""
        if tag != "seg":
            return
        begin, end = self.kept_from - self.base, self.parser.CurrentByteIndex - self.base
        if self.window.startswith(b"<seg>", begin):
            raw = self.window[begin + 5 : end]
        else:
            raw = self.window[begin:end]
            found = _SEG.match(raw)
            raw = raw[found.end() :] if found is not None else b""
        self.codes_come = b"<" in raw
        self.ended(self.from_raw(raw) if self.codes_come else text_of(raw))

    def ended(self, text: str) -> None:
        """The text of a variant."""
        parser, variant = self.parser, self.variant
        parser.StartElementHandler, parser.EndElementHandler = self.on_start, self.on_end
        self.kept_from = -1
        if len(text) > self.limits.text:
            self.too_long()
        variant.text = variant.text + text if variant.text else text

    def from_raw(self, raw: bytes) -> str:
        """A text with codes, which the variant gets where they are asked for."""
        try:
            if not self.report.codes:
                return text_of(raw)
            text, codes = coded_text(raw)
        except UnreadableError:
            self.too_deep()
        variant, shift = self.variant, len(self.variant.text)
        variant.codes += tuple([replace(code, start=code.start + shift, end=code.end + shift) for code in codes])
        return text

    def finish(self) -> None:
        """The units of the `<tu>` that ends here."""
        report, variants = self.report, self.variants
        sources, targets = self.choice.of(variants, self.unit.get("srclang") or self.header_language)
        if len(sources) == 1 and sources[0].text and not sources[0].text.isspace():
            source: _Variant | None = sources[0]
        else:
            source = next((variant for variant in sources if variant.text and not variant.text.isspace()), None)
        if source is None:
            language = self.wanted[0] or self.unit.get("srclang") or self.header_language
            reason = (
                say("no text in {language}", language=language) if variants and not sources else say("no source text")
            )
            report.skip(reason, self.where)
            return
        if report.whole:
            self.account(sources, targets)
        kept = False
        for target in targets:
            if target is not source and target.text and not target.text.isspace():
                self.found.append(self.built(source, target))
                kept = True
        if not kept:
            absent = "" if targets else self.wanted[1]
            report.skip(say("no text in {language}", language=absent) if absent else say("no translation"), self.where)

    def account(self, sources: list[_Variant], targets: list[_Variant]) -> None:
        """Note what a conversion leaves behind of a unit."""
        for name in [name for name in self.unit if name not in _KNOWN]:
            self.report.pass_over(name[:40])
        for variant in self.variants:
            if variant not in sources and variant not in targets:
                language = self.choice.tag(variant.language)
                self.report.pass_over(say("texts in {language}", language=language) if language else say("texts"))

    def built(self, source: _Variant, target: _Variant) -> TranslationUnit:
        unit, holder, tag = self.unit, self.holder, self.choice.tag
        text, translation = source.text, target.text
        if not text.isascii() and not is_normalized("NFC", text):
            text = normalize("NFC", text)
        if not translation.isascii() and not is_normalized("NFC", translation):
            translation = normalize("NFC", translation)
        attributes = unit if len(target.attributes) < 2 else {**unit, **target.attributes}
        props = holder.props + source.props + target.props
        notes = holder.notes + source.notes + target.notes
        if not (attributes or props or notes or source.codes or target.codes):
            return TranslationUnit(text, translation, tag(source.language), tag(target.language))
        created = _date(attributes.get("creationdate", ""))
        changed = attributes.get("changedate", "")
        details = described(props) if props else _NOTHING
        said = details.get
        return TranslationUnit(
            text,
            translation,
            tag(source.language),
            tag(target.language),
            said("before", ""),
            said("after", ""),
            said("origin", ""),
            (_date(changed) if changed else "") or created,
            tuple([note for note in notes if note]) if notes else (),
            said("document", ""),
            unit.get("tuid", "") or said("segment", ""),
            attributes.get("changeid") or attributes.get("creationid") or "",
            created,
            said("status", ""),
            0,
            source.codes,
            target.codes,
        )


_NOTHING: dict[str, str] = {}
#: Attributes of a unit that are read, or say what every unit is.
_KNOWN = frozenset((
    "tuid", "srclang", "creationdate", "changedate", "creationid", "changeid", "datatype", "segtype", "o-tmf",
    "o-encoding", "creationtool", "creationtoolversion",
))  # fmt: skip
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T?(\d\d):?(\d\d)(?::?(\d\d))?)?")


def _date(written: str) -> str:
    """`20021122T093000Z` as `2002-11-22T09:30:00Z`; empty where it is no date."""
    if len(written) == 16 and written[8] == "T" and written[:8].isdecimal():  # nearly all
        date = f"{written[:4]}-{written[4:6]}-{written[6:8]}"
        return f"{date}T{written[9:11]}:{written[11:13]}:{written[13:15]}Z"
    found = _DATE.match(written)
    if found is None:
        return ""
    year, month, day, hour, minute, second = found.groups(default="00")
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}Z"
