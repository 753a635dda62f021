"""What the readers of glossaries share: concepts as files hold them, rows as a glossary takes them, the account."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tm.core import Term
from tm.errors import FormatError
from tm.formats import language_codes
from tm.formats.concepts import one_line
from tm.formats.control import ILLEGAL
from tm.formats.glossary_in.statuses import status_of
from tm.formats.glossary_out.entries import DO_NOT_TRANSLATE
from tm.formats.glossary_out.tbx import CASE, EXCEPT, PART
from tm.formats.reading import Reading
from tm.messages import listed, say

#: Longest text of a term or a remark.
MOST = 100_000
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")


@dataclass(slots=True)
class Intake(Reading):
    """The account of an import: see `Reading`.

    keep_going: what is wrong with a row costs that row alone; otherwise it is an error
    tidied:     what came in otherwise than it stands in the file, counted and placed as what is skipped
    """

    keep_going: bool = False
    tidied: Reading = field(default_factory=Reading)

    def refuse(self, error: FormatError) -> None:
        """Leave out a row that is wrong.

        Raises:
            FormatError: rows that are wrong are not to be left out.
        """
        if not self.keep_going:
            raise error
        self.skip(error.what, error.where)

    def text(self, text: str, where: str) -> str:
        """A text as glossaries hold it: composed, white space as single spaces.

        Raises:
            FormatError: it holds a character that no text should, and these are not to be replaced; it is too long.
        """
        new = one_line(self.clean(unicodedata.normalize("NFC", text), where))
        if new and text != new:
            inner = text.strip()
            if text != inner:
                self.tidied.skip(say("blanks around a text were taken off"), where)
            if len(inner.splitlines()) > 1:
                self.tidied.skip(say("line breaks in a text became spaces"), where)
        return new

    def clean(self, text: str, where: str) -> str:
        """A text without characters that no text should hold; raises as `text`."""
        if len(text) > MOST:
            raise FormatError(
                say("a text of more than {count:,} characters", count=MOST),
                where=where,
                hint=say("is it a glossary? Terms are short"),
            )
        if (bad := ILLEGAL.search(text)) is not None:
            if not self.replace_control:
                raise FormatError(
                    say(
                        "control character {code} at position {position}", code=_code(bad[0]), position=bad.start() + 1
                    ),
                    where=where,
                    hint=say("repair the text, or replace such characters: --replace-control"),
                )
            text, count = ILLEGAL.subn("\N{REPLACEMENT CHARACTER}", text)
            self.replaced += count
        if (found := _INVISIBLE.search(text)) is not None:
            self.notice(say("{where}: a term or remark holds the invisible {code}", where=where, code=_code(found[0])))
        return text


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


@dataclass(frozen=True, slots=True)
class Languages:
    """The two languages that are wanted."""

    source: str = "en"
    target: str = "ko"

    def sides(self, found: Sequence[str], name: str, intake: Intake) -> tuple[list[str], list[str]]:
        """Which of the languages of a file are the source and the target, those that fit best first.

        Where a file calls its only other language by no language's name (`xx`), that is the one that is missing. Some
        tools name the sides instead of the languages.

        Raises:
            FormatError: one is not there.
        """
        sides = []
        for wanted in (self.source, self.target):
            fits = [(rank, tag) for tag in found if (rank := language_codes.rank(wanted, tag)) >= 0]
            if language_codes.primary(self.source) == language_codes.primary(self.target):
                fits = [
                    fit for fit in fits if fit[0] == min(fits)[0]
                ]  # between two variants of a language, all fit both
            sides.append([tag for _, tag in sorted(fits, key=lambda fit: fit[0])])
        if {tag.casefold() for tag in found} == {"source", "target"}:
            sides = [[tag for tag in found if tag.casefold() == side] for side in ("source", "target")]
        for one, other, wanted in ((0, 1, self.source), (1, 0, self.target)):
            rest = [tag for tag in found if tag not in sides[other]]
            if not sides[one] and sides[other] and len(rest) == 1 and _no_language(rest[0]):
                intake.notice(
                    say("{name}: the language {given!r} is taken for {wanted}", name=name, given=rest[0], wanted=wanted)
                )
                sides[one] = rest
        for side, wanted, option in zip(
            sides, (self.source, self.target), ("--source-language", "--target-language"), strict=True
        ):
            if not side:
                raise FormatError(
                    say("the file has no terms in {wanted}; it has {found}", wanted=wanted, found=listed(found) or "-"),
                    where=name,
                    hint=say("name the language of the file: {option}", option=option),
                )
        return sides[0], sides[1]


#: Codes that tools write for want of a language.
_NONE = frozenset({"xx", "und", "zxx", "mul", "mis", "xxx"})


def _no_language(tag: str) -> bool:
    """Is the tag none of any language, so that the one that is missing can be meant?"""
    if tag.strip().casefold() in _NONE:
        return True
    return not language_codes.canonical(tag) and not language_codes.primary(re.split(r"[-_ (]", tag.strip())[0])


@dataclass(slots=True)
class Word:
    """A term of one language, with what the file says about it."""

    text: str
    status: str = ""
    pos: str = ""
    case: str = ""
    preferred: bool = False
    excepted: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)

    def say(self, name: str, text: str) -> None:
        """Keep what the project has no column for; what is said twice under one name stands together."""
        self.extra[name] = together(self.extra.get(name, ""), text)


@dataclass(slots=True)
class Concept:
    """One meaning as a file holds it.

    place:  for messages
    dnt:    it is not translated; without a target its source stands for it
    unsure: the file says so of its target
    """

    place: str
    id: str = ""
    domains: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sources: list[Word] = field(default_factory=list)
    targets: list[Word] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    dnt: bool = False
    unsure: bool = False

    def say(self, name: str, text: str) -> None:
        """Keep what the project has no column for; what is said twice under one name stands together."""
        self.extra[name] = together(self.extra.get(name, ""), text)


def together(known: str, text: str) -> str:
    """Two remarks as one."""
    return f"{known}; {text}" if known and text not in known.split("; ") else known or text


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row for a glossary. extra: columns that the project does not know, by their names."""

    term: Term
    extra: dict[str, str]


def take_status(word: Word, text: str, intake: Intake, where: str) -> None:
    """Give a word its status; a status that is not known stays beside it, and is told."""
    if not text:
        return
    if known := status_of(text):
        word.status = known
    else:
        word.extra["status in the file"] = text
        intake.notice(say("{where}: the status {text!r} is not known; read as approved", where=where, text=text))


def take_note(word: Word, note: str, *, source: bool) -> bool:
    """Read what an export wrote into a remark for want of a better place; False where it is a remark."""
    open_to = not source and word.status not in ("forbidden", "deprecated")
    if note == DO_NOT_TRANSLATE and not source:
        word.status = "dnt" if open_to else word.status
    elif note == "Admitted." and not source:
        word.status = "admitted" if open_to else word.status
    elif note.startswith("Status: ") and not source and status_of(note[8:]):
        word.status = status_of(note[8:])
    elif note.startswith(PART):
        word.pos = note.removeprefix(PART)
    elif note.startswith(CASE) and source:
        word.case = note.removeprefix(CASE)
    elif note.startswith(EXCEPT) and source:
        word.excepted = unbar(note.removeprefix(EXCEPT))
    else:
        return False
    return True


def unbar(text: str) -> tuple[str, ...]:
    """The phrases of which `tm.formats.glossary_out.tbx.bars` made one text."""
    return tuple(re.sub(r"\\(.)", r"\1", part) for part in text.split(" | ") if part.strip())


def rows(concept: Concept, intake: Intake) -> Iterator[Incoming]:
    """The rows of a concept: each source with the targets about which the same is said."""
    if not concept.sources or not concept.targets:
        reason = say("no term in the source language") if not concept.sources else say("no target")
        intake.skip(reason, concept.place)
        return
    identifier = concept.id or (concept.sources[0].text if len(concept.sources) > 1 else "")
    own = {word.text for word in concept.sources}
    preferred = any(word.preferred for word in concept.targets)
    for source in concept.sources:
        groups: dict[tuple[object, ...], list[Word]] = {}
        for target in concept.targets:
            if target.status == "dnt" and target.text in own and target.text != source.text:
                continue  # stays as it is: of the other source
            status = target.status or ("admitted" if preferred and not target.preferred else "approved")
            key = (status, target.pos or source.pos, tuple(target.notes), tuple(target.extra.items()))
            groups.setdefault(key, []).append(target)
        for words in groups.values():
            first = words[0]
            status = first.status or ("admitted" if preferred and not first.preferred else "approved")
            term = Term(
                identifier,
                source.text,
                tuple(dict.fromkeys(word.text for word in words)),
                status,
                first.pos or source.pos,
                source.excepted,
                source.case,
                "; ".join(dict.fromkeys(concept.domains)),
                "; ".join(dict.fromkeys(concept.definitions)),
                "; ".join(dict.fromkeys([*concept.notes, *source.notes, *first.notes])),
                concept.place,
            )
            yield Incoming(term, _joined([concept.extra, source.extra, first.extra]))


def _joined(parts: Iterable[dict[str, str]]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for part in parts:
        for name, value in part.items():
            found.setdefault(name, []).append(value)
    return {name: "; ".join(dict.fromkeys(values)) for name, values in found.items()}
