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
from tm.formats.reading import Reading
from tm.formats.tmx_choice import Choice
from tm.formats.tmx_props import described
from tm.formats.xml_safe import Attributes, Reader
from tm.messages import say

#: An open code: its name, its attributes, and what it holds.
_Code = tuple[str, Attributes, list[str]]
_ALONE = frozenset({"ph", "ut"})
_HOLDERS = frozenset({"ph", "ut", "sub"})
_NOTHING: list[str] = []
#: Codes that only mark, as they stand among the open ones: nobody asks what they hold.
_MARKS: dict[str, _Code] = {tag: (tag, {}, _NOTHING) for tag in ("bpt", "ept", "it")}
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

    Half of what this costs is calling its handlers: `start` and `end` do by themselves what nearly all elements need.
    """

    def __init__(self, name: str, source_language: str, target_language: str, report: Reading) -> None:
        super().__init__(name=name)
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
        self.inside = False  # of a text
        self.keep = self.parts.append
        self.codes: list[_Code] = []  # that are open there
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.begin, self.end

    def begin(self, tag: str, _attributes: Attributes) -> None:
        """The root."""
        if tag != "tmx":
            self.fail(
                say("not a TMX file: it begins with <{tag}>", tag=tag[:40]), say("was it saved under a wrong name?")
            )
        self.depth = 1
        self.parser.StartElementHandler = self.start

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins. In texts, native codes are kept aside, and what is text goes on."""
        if self.inside:
            codes = self.codes
            if (mark := _MARKS.get(tag)) is not None:
                codes.append(mark)
                self.parser.CharacterDataHandler = None
            elif tag in _HOLDERS:
                content: list[str] = []
                self.gathering = content
                codes.append((tag, attributes, content))
                self.parser.CharacterDataHandler = content.append
            else:
                self.depth += 1
            if self.depth + len(codes) > self.limits.depth:
                self.too_deep()
            return
        self.depth += 1
        if tag == "tuv":
            self.variant = variant = _Variant(attributes.get("xml:lang") or attributes.get("lang") or "", attributes)
            self.variants.append(variant)
            if len(self.variants) > _MOST:
                self.fail(say("a unit of more than {count:,} parts", count=_MOST))
        elif tag == "seg":
            self.parts = self.gathering = []
            self.parser.CharacterDataHandler = self.keep = self.parts.append
            self.inside = True
        elif tag == "tu":
            self.unit = attributes
            self.variants = []
            self.variant = self.holder = _Variant("", attributes)
        else:
            self.other(tag, attributes)

    def other(self, tag: str, attributes: Attributes) -> None:
        """An element that few units have, or none."""
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
        """An element ends: what it leaves in its text, the text itself, the unit."""
        codes = self.codes
        if codes and codes[-1][0] == tag:
            _, attributes, content = codes.pop()
            if content or tag in _ALONE:
                self.leave(tag, attributes, "".join(content))
            if not codes:
                self.gathering = self.parts
                self.parser.CharacterDataHandler = self.keep
            elif (around := codes[-1][2]) is _NOTHING:
                self.parser.CharacterDataHandler = None
            else:
                self.gather(around)
            return
        self.depth -= 1
        if tag == "seg":
            self.variant.text += self.collected()
            self.inside = False
        elif tag == "tuv":
            self.variant = self.holder
        elif tag == "tu":
            self.finish()
        elif self.inside:
            pass
        elif tag == "note":
            self.variant.notes += (self.collected().strip(),)
        elif tag == "prop":
            self.variant.props += ((self.kind, self.collected()),)

    def leave(self, tag: str, attributes: Attributes, content: str) -> None:
        """What a code leaves in the text around it."""
        codes = self.codes
        if tag == "sub":  # belongs to the text, although it stands in a code
            within = next((parts for kind, _, parts in reversed(codes) if kind == "sub"), self.parts)
            if text := aside(content, within[-1] if within else ""):
                within.append(text)
        elif tag in _ALONE and (not codes or codes[-1][0] == "sub"):
            into = codes[-1][2] if codes else self.parts
            number = attributes.get("x") or attributes.get("i") or ""
            text = shown(content, attributes.get("type", ""), number)
            before = into[-1] if into else ""
            if text and not (text == " " and (not before or before[-1].isspace())):
                into.append(text)

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
        kept = False
        for target in targets:
            if target is not source and target.text and not target.text.isspace():
                self.found.append(self.built(source, target))
                kept = True
        if not kept:
            absent = "" if targets else self.wanted[1]
            report.skip(say("no text in {language}", language=absent) if absent else say("no translation"), self.where)

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
        if not attributes and not props and not notes:
            return TranslationUnit(text, translation, tag(source.language), tag(target.language))
        created = _date(attributes.get("creationdate", ""))
        changed = attributes.get("changedate", "")
        author = attributes.get("changeid") or attributes.get("creationid") or ""
        if not props and not notes:
            return TranslationUnit(
                *(text, translation, tag(source.language), tag(target.language)),
                changed=(_date(changed) if changed else "") or created,
                segment=unit.get("tuid", ""),
                author=author,
                created=created,
            )
        details = described(props)
        return TranslationUnit(
            text,
            translation,
            tag(source.language),
            tag(target.language),
            details.get("before", ""),
            details.get("after", ""),
            details.get("origin", ""),
            _date(changed) or created,
            tuple([note for note in notes if note]),
            details.get("document", ""),
            unit.get("tuid", "") or details.get("segment", ""),
            author,
            created,
            details.get("status", ""),
        )


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
