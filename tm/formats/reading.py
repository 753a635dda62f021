"""The account of a reading: what came in, what did not and why."""

from __future__ import annotations

from dataclasses import dataclass, field

#: Places that are kept for each reason: a file may have a million units of one kind.
_PLACES = 20


@dataclass(slots=True)
class Reading:
    """What has been read of a bilingual file; `read_units` fills it while it is walked.

    strict:    the languages asked for were named by a person: a file of one pair that is another (XLIFF) gives no
        units. Otherwise its units come in as what they are, and a notice says so
    replace_control: characters that no text should hold, control characters above all, become U+FFFD and are counted
        in `replaced`; otherwise they are an error
    drafts:    take what the file itself calls unsure (fuzzy PO entries) as units with the status draft
    codes:     give units the inline codes of their texts (`TranslationUnit.source_codes`); texts are the same without
    whole:     take what has no translation as well, and what only the format of the file says (plural forms, flags and
        references of a catalogue), as notes in its own notation: for a conversion, not for a memory
    obsolete:  of a catalogue, take obsolete entries too
    keep_going: leave out what is wrong (a row, a line, a text with a control character) and count it
    units:     that came in
    reasons:   how many did not, by reason
    places:    where the first of them stand, by reason: `memory.tmx:14`
    notices:   what the user should know about the file
    languages: the tags that it uses, in hyphen form where they are known, in the order in which they came
    passed:    of a reading that is `whole`: what a file says that no unit can hold, and how often
    lost:      of a writing: how many units had a detail that the format has no place for, by its kind (`LOST` of
        `tm.formats.bilingual`)
    """

    drafts: bool = False
    strict: bool = False
    replace_control: bool = False
    codes: bool = False
    whole: bool = False
    obsolete: bool = False
    keep_going: bool = False
    replaced: int = 0
    units: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    passed: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)

    @property
    def skipped(self) -> int:
        """How many units did not come in."""
        return sum(self.reasons.values())

    def skip(self, reason: str, where: str) -> None:
        """Note a unit that does not come in."""
        self.reasons[reason] = self.reasons.get(reason, 0) + 1
        places = self.places.setdefault(reason, [])
        if len(places) < _PLACES:
            places.append(where)

    def pass_over(self, what: str, count: int = 1) -> None:
        """Note something that no unit can hold; only a conversion says so."""
        if self.whole and (what in self.passed or len(self.passed) < _PLACES):
            self.passed[what] = self.passed.get(what, 0) + count

    def lose(self, kind: str, units: int = 1) -> None:
        """Note units with a detail that is not written."""
        self.lost[kind] = self.lost.get(kind, 0) + units

    def notice(self, text: str) -> None:
        """Note something about the file, once."""
        if text not in self.notices:
            self.notices.append(text)
