"""What XLIFF of any version comes to: entries with two texts, which become units, or the beads of a bitext."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from tm.core import Code, TranslationUnit
from tm.formats.codes import Data, coded, plain
from tm.formats.control import ILLEGAL
from tm.formats.language_codes import canonical, rank
from tm.formats.reading import Reading
from tm.formats.xml_flow import Flow
from tm.messages import say


@dataclass(slots=True)
class File:
    """A `<file>`: its languages as it writes them, and what it was made from; each its own object."""

    source_language: str
    target_language: str
    document: str


@dataclass(slots=True)
class Entry:
    """One pair of texts.

    at:     byte in the tag behind which a missing target belongs
    status: as in a unit
    fixed:  the file says that it is not to be translated
    data:   native code of the unit, or of the file, that codes refer to
    """

    id: str
    file: File
    source: Flow
    target: Flow | None
    at: int
    status: str = ""
    notes: tuple[str, ...] = ()
    fixed: bool = False
    data: Data = field(default_factory=dict)

    def read(self, form: str) -> list[tuple[str, tuple[Code, ...]]]:
        """Both texts, composed, and their codes. form: of the codes (`tm.formats.codes`); empty for none."""
        found: list[tuple[str, tuple[Code, ...]]] = []
        for flow in (self.source, self.target):
            if flow is None:
                found.append(("", ()))
            elif form:
                found.append(coded(flow, form, self.data))
            else:
                found.append((normalize("NFC", plain(flow, self.data)), ()))
        return found


def units(
    entries: Iterable[Entry], *, name: str, source_language: str, target_language: str, report: Reading, form: str
) -> Iterator[TranslationUnit]:
    """Units of the entries that are translated, each with the source texts around it in its file.

    form: of their codes, where the report asks for them
    """
    held: TranslationUnit | None = None
    file: File | None = None
    before = ""
    languages: tuple[str, str, bool] | None = None
    for entry in entries:
        if entry.file is not file:
            if held is not None:
                yield held
            held, before, file = None, "", entry.file
            languages = _languages(file, source_language, target_language, report)
        where = f"{name}:{entry.source.line}"
        if entry.fixed:
            report.pass_over(say("marks that a text is not to be translated"))
        sides = entry.read(form if report.codes else "")
        (source, _), (target, _) = sides
        if languages is None:
            report.skip(say("no text in {language}", language=target_language or source_language), where)
            continue
        if languages[2]:
            sides.reverse()
        texts = sides[0][0], sides[1][0]
        if held is not None:
            yield replace(held, after=_context(texts[0]))
            held = None
        if not source.strip():
            report.skip(say("no source text"), where)
            continue
        if not target.strip() and not report.whole:
            report.skip(say("no translation"), where)
        elif entry.status == "rejected" and not report.drafts:
            report.skip(say("marked as rejected"), where)
        else:
            report.units += 1
            held = TranslationUnit(
                texts[0],
                texts[1],
                languages[0],
                languages[1],
                before=before,
                notes=entry.notes,
                document=entry.file.document,
                segment=entry.id,
                status=entry.status,
                source_codes=sides[0][1],
                target_codes=sides[1][1],
            )
        before = _context(texts[0])
    if held is not None:
        yield held


def _context(text: str) -> str:
    """A neighbour's text without control characters, which XLIFF 2 can hold and others cannot."""
    return ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def _languages(file: File, source: str, target: str, report: Reading) -> tuple[str, str, bool] | None:
    """The languages of the units of a file, and whether its sides change places; None where it holds others."""
    own = canonical(file.source_language), canonical(file.target_language)
    for language in own:
        if language and language not in report.languages:
            report.languages.append(language)
    if _serves(source, own[0]) and _serves(target, own[1]):
        return own[0] or source or "en", own[1] or target or "ko", False
    if own[0] and own[1] and _serves(source, own[1]) and _serves(target, own[0]):
        return own[1], own[0], True
    if report.strict or not all(own):
        return None
    report.notice(
        say("the file is from {source} to {target}: its units are kept as that", source=own[0], target=own[1])
    )
    return own[0], own[1], False


def _serves(wanted: str, found: str) -> bool:
    return not wanted or not found or rank(wanted, found) >= 0
