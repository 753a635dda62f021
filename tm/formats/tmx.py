"""TMX translation memories, versions 1.1 to 1.4, as units. Source: LISA OSCAR, TMX 1.4b (2005).

Languages are found by their code, never by their position; memory stays flat, whatever the size of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO
from unicodedata import is_normalized, normalize

from tm.core import TranslationUnit
from tm.formats.inline_codes import aside, shown
from tm.formats.language_codes import canonical, rank
from tm.formats.reading import Reading
from tm.formats.tmx_props import described
from tm.formats.xml_safe import Attributes, Reader
from tm.messages import say

_ALONE = frozenset({"ph", "ut"})
_MARKS = frozenset({"bpt", "ept", "it"})
#: Languages, and notes with properties, that one unit may have.
_MOST = 10_000


def units(
    stream: BinaryIO, *, name: str, source_language: str, target_language: str, report: Reading
) -> Iterator[TranslationUnit]:
    """Yield the units of a memory in file order; see `tm.formats.units.read_units`.

    Raises:
        FormatError: the file is no TMX, breaks off, or is not safe to read; carries the line.
    """
    reader = _Tmx(name, source_language, target_language, report)
    for _ in reader.run(stream):
        if found := reader.found:
            report.units += len(found)
            yield from found
            found.clear()


class _Variant:
    """A `<tuv>`: its language as the file writes it, its text, and what is said about it."""

    __slots__ = ("attributes", "language", "notes", "props", "text")

    def __init__(self, language: str, attributes: Attributes) -> None:
        self.language, self.attributes = language, attributes
        self.text = ""
        self.notes: tuple[str, ...] = ()
        self.props: tuple[tuple[str, str], ...] = ()


class _Tmx(Reader):
    """One walk over the file; `found` holds the units of the last piece.

    Outside and inside of texts different handlers are at work: half of what this costs is calling them.
    """

    def __init__(self, name: str, source_language: str, target_language: str, report: Reading) -> None:
        super().__init__(name=name)
        self.wanted = source_language, target_language
        self.report = report
        self.found: list[TranslationUnit] = []
        self.header_language = ""
        self.ranks: dict[str, tuple[str, int, int]] = {}
        self.root = ""
        self.unit: Attributes = {}
        self.variants: list[_Variant] = []
        self.holder = _Variant("", {})  # of the notes and properties of the unit
        self.variant = self.holder
        self.kind = ""
        self.codes: list[tuple[str, Attributes, list[str]]] = []  # that are open
        self.outside()

    def outside(self) -> None:
        """Texts are none here."""
        parser = self.parser
        parser.CharacterDataHandler = None
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element outside of texts begins."""
        self.depth += 1
        if tag == "tuv":
            self.variant = _Variant(attributes.get("xml:lang") or attributes.get("lang") or "", attributes)
            self.variants.append(self.variant)
            if len(self.variants) > _MOST:
                self.fail(say("a unit of more than {count:,} parts", count=_MOST))
        elif tag == "seg":
            parser, self.parts = self.parser, []
            self.gathering = self.parts
            parser.CharacterDataHandler = self.parts.append
            parser.StartElementHandler, parser.EndElementHandler = self.code, self.code_ended
        elif tag == "tu":
            self.unit = attributes
            self.variants = []
            self.variant = self.holder = _Variant("", attributes)
        elif tag == "note" or tag == "prop":
            self.kind = attributes.get("type", "")
            self.collect()
            if len(self.variant.notes) + len(self.variant.props) > _MOST:
                self.fail(say("a unit of more than {count:,} parts", count=_MOST))
        elif tag == "header":
            self.header_language = attributes.get("srclang", "")
        elif not self.root:
            self.root = tag
            if tag != "tmx":
                self.fail(
                    say("not a TMX file: it begins with <{tag}>", tag=tag[:40]), say("was it saved under a wrong name?")
                )
        elif self.depth > self.limits.depth:
            self.too_deep()

    def end(self, tag: str) -> None:
        """An element outside of texts ends."""
        self.depth -= 1
        if tag == "tuv":
            self.variant = self.holder
        elif tag == "tu":
            self.finish()
        elif tag == "note":
            self.variant.notes += (self.collected().strip(),)
        elif tag == "prop":
            self.variant.props += ((self.kind, self.collected().strip()),)

    def code(self, tag: str, attributes: Attributes) -> None:
        """An element inside a text: native codes are kept aside, what is text goes on."""
        self.depth += 1
        if tag == "bpt" or tag == "ept" or tag == "it":
            self.codes.append((tag, attributes, []))
            self.parser.CharacterDataHandler = None
        elif tag == "ph" or tag == "ut" or tag == "sub":
            content: list[str] = []
            self.codes.append((tag, attributes, content))
            self.gather(content)
        if self.depth > self.limits.depth:
            self.too_deep()

    def code_ended(self, tag: str) -> None:
        """What an element leaves in the text; the end of the text."""
        self.depth -= 1
        codes = self.codes
        if codes:
            if codes[-1][0] == tag:
                self.leave(*codes.pop())
        elif tag == "seg":
            self.variant.text += self.collected()
            self.outside()

    def leave(self, tag: str, attributes: Attributes, content: list[str]) -> None:
        """What a code leaves in the text around it."""
        codes = self.codes
        if tag == "sub":  # belongs to the text, although it stands in a code
            within = next((parts for kind, _, parts in reversed(codes) if kind == "sub"), self.parts)
            if text := aside("".join(content), within[-1] if within else ""):
                within.append(text)
        elif tag in _ALONE and (not codes or codes[-1][0] == "sub"):
            into = codes[-1][2] if codes else self.parts
            number = attributes.get("x") or attributes.get("i") or ""
            text = shown("".join(content), attributes.get("type", ""), number)
            before = into[-1] if into else ""
            if text and not (text == " " and (not before or before[-1].isspace())):
                into.append(text)
        if not codes:
            self.gather(self.parts)
        elif codes[-1][0] in _MARKS:
            self.parser.CharacterDataHandler = None
        else:
            self.gather(codes[-1][2])

    def finish(self) -> None:
        """The units of the `<tu>` that ends here."""
        report, variants = self.report, self.variants
        sources, targets = self.chosen()
        source = next((variant for variant in sources if variant.text and not variant.text.isspace()), None)
        if source is None:
            language = self.wanted[0] or self.unit.get("srclang") or self.header_language
            reason = (
                say("no text in {language}", language=language) if variants and not sources else say("no source text")
            )
            report.skip(reason, self.where)
            return
        kept = False
        for target in targets:
            if target is not source and target.text and not target.text.isspace():
                self.found.append(self.built(source, target))
                kept = True
        if not kept:
            absent = "" if targets else self.wanted[1]
            report.skip(say("no text in {language}", language=absent) if absent else say("no translation"), self.where)

    def chosen(self) -> tuple[list[_Variant], list[_Variant]]:
        """The variants that serve as source and as target, the best first."""
        ranks = self.ranks
        best_source = best_target = 9
        sources: list[_Variant] = []
        targets: list[_Variant] = []
        for variant in self.variants:
            known = ranks.get(variant.language) or self.known(variant.language)
            of_source, of_target = known[1], known[2]
            if 0 <= of_source <= best_source:
                if of_source < best_source:
                    sources, best_source = [], of_source
                sources.append(variant)
            if 0 <= of_target <= best_target:
                if of_target < best_target:
                    targets, best_target = [], of_target
                targets.append(variant)
        source, target = self.wanted
        own = "" if source and len(sources) == 1 else canonical(self.unit.get("srclang") or self.header_language)
        if not source:
            sources = [variant for variant in self.variants if ranks[variant.language][0] == own] or self.variants[:1]
        if not target:
            targets = [variant for variant in self.variants if variant not in sources]
        if len(sources) > 1:  # two variants serve: the one that the unit calls its source
            sources.sort(key=lambda variant: ranks[variant.language][0] != own)
        return sources, targets

    def known(self, language: str) -> tuple[str, int, int]:
        """(hyphen form, rank as source, rank as target) of a tag of the file."""
        source, target = self.wanted
        close = canonical(source).partition("-")[0] == canonical(target).partition("-")[0]
        ranks = [rank(wanted, language) for wanted in (source, target)]
        if close:  # en-GB to en-US: only the very variant tells them apart
            ranks = [0 if one == 0 else -1 for one in ranks]
        found = canonical(language) or language, ranks[0], ranks[1]
        self.ranks[language] = found
        if len(self.ranks) > _MOST:
            self.fail(say("more than {count:,} languages", count=_MOST))
        self.report.languages.append(found[0])
        return found

    def built(self, source: _Variant, target: _Variant) -> TranslationUnit:
        unit, holder = self.unit, self.holder
        text, translation = source.text or "", target.text or ""
        if not text.isascii() and not is_normalized("NFC", text):
            text = normalize("NFC", text)
        if not is_normalized("NFC", translation):
            translation = normalize("NFC", translation)
        attributes = unit if len(target.attributes) < 2 else {**unit, **target.attributes}
        props = holder.props + source.props + target.props
        notes = holder.notes + source.notes + target.notes
        if not attributes and not props and not notes:
            languages = self.ranks[source.language][0], self.ranks[target.language][0]
            return TranslationUnit(text, translation, *languages)
        details = described(props)
        created = _date(attributes.get("creationdate", ""))
        return TranslationUnit(
            text,
            translation,
            self.ranks[source.language][0],
            self.ranks[target.language][0],
            details.get("before", ""),
            details.get("after", ""),
            details.get("origin", ""),
            _date(attributes.get("changedate", "")) or created,
            tuple([note for note in notes if note]),
            details.get("document", ""),
            unit.get("tuid", "") or details.get("segment", ""),
            attributes.get("changeid") or attributes.get("creationid") or "",
            created,
            details.get("status", ""),
        )


_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T?(\d\d):?(\d\d)(?::?(\d\d))?)?")


def _date(written: str) -> str:
    """`20021122T093000Z` as `2002-11-22T09:30:00Z`; empty where it is no date."""
    found = _DATE.match(written)
    if found is None:
        return ""
    year, month, day, hour, minute, second = found.groups(default="00")
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}Z"
