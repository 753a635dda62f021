"""What all writers of units share: texts that a file can hold, languages, what is said in attributes, the account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from tm.core import Bitext, TranslationUnit
from tm.errors import FormatError
from tm.formats.control import ILLEGAL
from tm.formats.language_codes import canonical, rank
from tm.formats.reading import Reading
from tm.formats.tmx_props import relative
from tm.messages import say

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def escaped(text: str) -> str:
    """A text as XML writes it. `>` too, so that `]]>` is none; a carriage return would be read as a line break."""
    return text.translate(_TEXT)


def quoted(text: str) -> str:
    """A text as XML writes it in an attribute in double quotes."""
    return text.translate(_ATTRIBUTE)


@dataclass(slots=True)
class Writing:
    """How units are written.

    source_language, target_language: of the file; a unit of another variant keeps its own where the format can say
        so. `ko-KR` is written for units that say `ko`, units of other languages are left out. Empty: all.
    replace_control: characters that the file cannot hold become U+FFFD, counted; otherwise they are an error
    report: counts what is written (`units`), what is left out and why
    """

    source_language: str
    target_language: str
    report: Reading
    replace_control: bool = False
    replaced: int = 0

    def fit(self, units: Iterable[TranslationUnit]) -> Iterator[TranslationUnit]:
        """The units that can be written, with the codes of their languages, and texts as the file can hold them.

        Raises:
            FormatError: a text holds what the file cannot, with the number of the unit, the position and the character.
        """
        pairs: dict[tuple[str, str], tuple[str, str] | None] = {}
        for number, unit in enumerate(units, 1):
            pair = unit.source_language, unit.target_language
            if pair not in pairs:
                pairs[pair] = self._languages(*pair)
            languages = pairs[pair]
            if languages is None:
                self.report.skip(say("another language"), str(number))
                continue
            if not unit.source.strip():
                self.report.skip(say("no source text"), str(number))
                continue
            try:
                changes = self._repaired(unit, number)
            except FormatError:
                if not self.report.keep_going:
                    raise
                self.report.skip(say("a character that the file cannot hold"), str(number))
                continue
            if languages != pair:
                changes["source_language"], changes["target_language"] = languages
            yield replace(unit, **changes) if changes else unit

    def notices(self) -> None:
        """Tell what was replaced, when all has been written."""
        if self.replaced:
            self.report.notice(
                say(
                    "{count} character that the file cannot hold was replaced by U+FFFD",
                    "{count} characters that the file cannot hold were replaced by U+FFFD",
                    count=self.replaced,
                )
            )

    def _languages(self, source: str, target: str) -> tuple[str, str] | None:
        found = []
        for own, asked in ((source, self.source_language), (target, self.target_language)):
            own = canonical(own) or own
            if asked and rank(asked, own) < 0:
                return None
            found.append(canonical(asked) if asked and "-" not in own else own)
        return found[0], found[1]

    def _repaired(self, unit: TranslationUnit, number: int) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        for name in ("source", "target", "before", "after", "document", "segment", "origin"):
            text = getattr(unit, name)
            if text and (bad := ILLEGAL.search(text)) is not None:
                if not self.replace_control:
                    raise self._refusal(unit, number, name, bad)
                changes[name], count = ILLEGAL.subn("\N{REPLACEMENT CHARACTER}", text)
                self.replaced += count
        notes = tuple(ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", note) for note in unit.notes)
        return changes if notes == unit.notes else {**changes, "notes": notes}

    @staticmethod
    def _refusal(unit: TranslationUnit, number: int, name: str, bad: re.Match[str]) -> FormatError:
        line = " ".join(ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", unit.source).split())
        return FormatError(
            say(
                "character {code} at position {position} of the {name}, which the file cannot hold",
                code=f"U+{ord(bad[0]):04X}",
                position=bad.start() + 1,
                name=name,
            ),
            where=say("unit {number}: {text}", number=number, text=line[:60]),
            hint=say("repair the text, or replace such characters: --replace-control"),
        )


def program() -> tuple[str, str]:
    """Name and version of the program, for files that want to know."""
    try:
        return "tm", version("tm-toolkit")
    except PackageNotFoundError:
        return "tm", "0"


def units_of(bitext: Bitext, *, one_sided: bool = False) -> Iterator[TranslationUnit]:
    """The beads that hold text for readers on both sides, as units with the source texts around them.

    one_sided: also those that have only a source, their target empty
    """
    document = relative(bitext.source.path)
    sides = [pair for bead in bitext.beads if (pair := bitext.sides(bead))[0].translatable and pair[0].text.strip()]
    for number, (source, target) in enumerate(sides):
        if target.text.strip() or one_sided:
            yield TranslationUnit(
                source.text,
                target.text,
                bitext.source.language,
                bitext.target.language,
                before=sides[number - 1][0].text if number else "",
                after=sides[number + 1][0].text if number + 1 < len(sides) else "",
                document=document,
                segment=source.id,
            )
