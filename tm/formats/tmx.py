"""TMX translation memories, versions 1.1 to 1.4, as units. Source: LISA OSCAR, TMX 1.4b (2005).

Languages are found by their code, never by their position; memory stays flat, whatever the size of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, compress, repeat
from typing import BinaryIO, cast

from tm.core import TranslationUnit
from tm.formats import tmx_runs
from tm.formats.reading import Reading
from tm.formats.tmx_choice import Choice
from tm.formats.tmx_props import is_known
from tm.formats.tmx_text import UnreadableError, coded_text, text_of
from tm.formats.tmx_unit import Variant, built
from tm.formats.xml_safe import LIMITS, Attributes, Limits, Reader
from tm.messages import say

#: Languages, and notes with properties, that one unit may have.
_MOST = 10_000
#: The tag that opens a text, where it says something.
_SEG = re.compile(rb"""<seg(?:[^<>"']|"[^"]*"|'[^']*')*>""")


def units(
    stream: BinaryIO, *, name: str, source_language: str, target_language: str, report: Reading, limits: Limits = LIMITS
) -> Iterator[TranslationUnit]:
    """Yield the units of a memory in file order; see `tm.formats.units.read_units`.

    limits: of what the file may ask

    Raises:
        FormatError: the file is no TMX, breaks off, or is not safe to read; carries the line.
    """
    runs = tmx_runs.Runs(stream, name)
    reader = _Tmx(name, (source_language, target_language), report, runs, limits)
    for _ in reader.run(cast(BinaryIO, runs) if reader.quick else stream):
        if len(reader.variants) > _MOST:
            reader.fail(say("a unit of more than {count:,} parts", count=_MOST))
        if found := reader.found:
            report.units += len(found)
            yield from found
            found.clear()


class _Tmx(Reader):
    """One walk over the file; `found` holds the units of the last piece.

    Pieces that hold nothing but units of the usual shape are taken as they are (`tm.formats.tmx_runs`). Of the others,
    half of what this costs is calling its handlers: `start` and `end` do by themselves what nearly all elements need,
    and texts are taken from the bytes between their tags.
    """

    def __init__(
        self, name: str, wanted: tuple[str, str], report: Reading, runs: tmx_runs.Runs, limits: Limits
    ) -> None:
        super().__init__(name=name, raw=True, limits=limits)
        self.wanted = wanted
        self.report = report
        self.replacing = report if report.replace_control else None
        self.choice = Choice(*wanted, report)
        self.found: list[TranslationUnit] = []
        self.header_language = ""
        self.unit: Attributes = {}
        self.variants: list[Variant] = []
        self.holder = Variant("", {})  # of the notes and properties of the unit
        self.variant = self.holder
        self.kind = ""
        # what is called for each of a million texts, bound once
        self.on_start, self.on_end = self.start, self.end
        self.on_code, self.on_plain, self.on_coded = self.code, self.plain_ended, self.coded_ended
        self.quick = not (report.codes or report.whole)  # these want more of a unit
        self.runs = runs
        self.tried = b""  # a piece that was tried when it was read, and what came of it
        self.run_of_tried: tmx_runs.Run | None = None
        self.hidden = 0  # bytes that the parser is not shown
        runs.shown = self.shown
        self.fed = 0  # bytes of the file so far, as the parser sees it
        self.closed = -len(tmx_runs.END) - 1  # those before the end tag of the last unit
        self.above = 0  # lines of a piece that is not parsed yet, down to the unit that is taken from it
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

    @property
    def line(self) -> int:
        """The line, from 1, of what is being read."""
        return super().line + self.above

    def shown(self, piece: bytes) -> bytes:
        """What the parser is shown of a piece: only its lines where its units are taken and it could not refuse it."""
        if self.replacing is not None or self.closed + len(tmx_runs.END) != self.fed:
            return piece
        self.tried = piece
        self.run_of_tried = run = self.runs.found(piece)
        if run is None or not run.sure or not self.taken(piece, run):
            return piece
        self.tried = lines = tmx_runs.lines_of(piece)
        self.hidden += len(piece) - len(lines)
        self.closed += len(lines)
        return lines

    def slide(self, chunk: bytes) -> None:
        """Take the units of a piece, where nothing else is in it: the parser then only looks whether it is XML."""
        super().slide(chunk)
        closed = self.closed + len(tmx_runs.END) == self.fed
        self.fed += len(chunk)
        if self.hidden + self.fed > self.limits.size:
            self.fail(say("the file is larger than {size:,} bytes", size=self.limits.size), say("split the file"))
        if closed and self.quick:
            run = self.run_of_tried if chunk is self.tried else self.runs.found(chunk)
            if run is not None and self.taken(chunk, run):
                self.closed = self.fed - len(tmx_runs.END)
                self.parser.StartElementHandler = self.parser.EndElementHandler = None
            else:
                self.parser.StartElementHandler, self.parser.EndElementHandler = self.on_start, self.on_end

    def taken(self, chunk: bytes, run: tmx_runs.Run) -> bool:
        """Are the units of a piece in `found` now?"""
        variants = [Variant(side.language, {}) for side in (run.first, run.second)]
        one, other = variants
        chosen = self.choice.of(variants, run.source_language or self.header_language)
        if chosen == ([one], [other]):
            source, target = run.first, run.second
        elif chosen == ([other], [one]):
            source, target = run.second, run.first
        else:
            return False
        details = self.runs.details(run, target)
        if details is None:
            return False
        tags = [repeat(self.choice.tag(side.language)) for side in (source, target)]
        columns = [source.texts, target.texts, *tags, *details]
        texts = source.texts, target.texts
        if not all(map(all, texts)) or any(map(str.isspace, chain(*texts))):
            self.unit, self.holder, self.variants = {"srclang": run.source_language}, Variant("", {}), variants
            kept = [bool(text.strip() and translation.strip()) for text, translation in zip(*texts, strict=True)]
            for self.above, one.text, other.text in run.without(chunk, kept):
                self.finish()  # says what is missing
            self.above = 0
            columns = [compress(column, kept) for column in columns]
        self.found += map(TranslationUnit, *columns)
        return True

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins; none in a text comes here."""
        if tag == "tuv":
            self.variant = variant = Variant(attributes.get("xml:lang") or attributes.get("lang") or "", attributes)
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
            self.variant = self.holder = Variant("", attributes)
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
            self.closed = self.parser.CurrentByteIndex
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
            source: Variant | None = sources[0]
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
                self.found.append(built(self.unit, self.holder, source, target, self.choice.tag))
                kept = True
        if not kept:
            absent = "" if targets else self.wanted[1]
            report.skip(say("no text in {language}", language=absent) if absent else say("no translation"), self.where)

    def account(self, sources: list[Variant], targets: list[Variant]) -> None:
        """Note what a conversion leaves behind of a unit."""
        for name in [name for name in self.unit if name not in _KNOWN]:
            self.report.pass_over(name[:40])
        for variant in self.variants:
            if variant not in sources and variant not in targets:
                language = self.choice.tag(variant.language)
                self.report.pass_over(say("texts in {language}", language=language) if language else say("texts"))


#: Attributes of a unit that are read, or say what every unit is.
_KNOWN = frozenset((
    "tuid", "srclang", "creationdate", "changedate", "creationid", "changeid", "datatype", "segtype", "o-tmf",
    "o-encoding", "creationtool", "creationtoolversion",
))  # fmt: skip
