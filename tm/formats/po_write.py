"""Units as a PO catalogue. Source: GNU gettext manual, "The Format of PO Files".

A catalogue holds one translation for a text and its context; further ones are left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TextIO

from tm.core import Bitext, TranslationUnit
from tm.formats.po_notes import ESCAPES, Notes, is_number, sorted_out
from tm.formats.reading import Reading
from tm.formats.tmx_props import relative
from tm.formats.writing import Writing, program, units_of
from tm.messages import say

#: Languages whose nouns do not change with their number; for others the translator's tool knows the rule.
_ONE_FORM = frozenset({"ko", "ja", "zh", "vi", "th", "id", "ms"})
#: Rules for plurals of other languages, as GNU gettext's manual has them ("Plural forms").
_SLAVIC = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
_PLURALS = {
    **dict.fromkeys(("en", "de", "nl", "sv", "da", "no", "nb", "es", "it", "pt", "el", "bg", "fi", "et", "he", "hu"),
                    "nplurals=2; plural=(n != 1);"),
    **dict.fromkeys(("fr", "pt-BR", "tr"), "nplurals=2; plural=(n > 1);"),
    **dict.fromkeys(("ru", "uk", "sr", "hr"), _SLAVIC),
    "cs": "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}  # fmt: skip


def write(bitext: Bitext, stream: TextIO) -> None:
    """Write the beads that have a source; a text that recurs with another translation gets a context."""
    units = list(units_of(bitext, one_sided=True))
    seen: set[tuple[str, str]] = set()
    shown = []
    for unit in units:
        if (unit.source, unit.target) not in seen:
            seen.add((unit.source, unit.target))
            shown.append(unit)
    writing = Writing(bitext.source.language, bitext.target.language, Reading())
    for text in lines(shown, writing):
        stream.write(text)


def lines(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[str]:
    """The file, piece by piece. Line breaks at both ends of a translation are those of its source, as msgfmt wants it.

    Raises:
        FormatError: a text holds a character that no catalogue should.
    """
    tool, version = program()
    language = writing.target_language or "ko"
    header = [
        f"Project-Id-Version: {tool} {version}",
        "Report-Msgid-Bugs-To: ",
        f"PO-Revision-Date: {datetime.now(UTC):%Y-%m-%d %H:%M%z}",
        "Last-Translator: ",
        "Language-Team: ",
        f"Language: {language.replace('-', '_')}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    if plurals := _plurals(language):
        header.append(f"Plural-Forms: {plurals}")
    yield 'msgid ""\nmsgstr ""\n' + "".join([f'"{line}\\n"\n' for line in header])
    written: set[int] = set()  # by hash: a memory has millions, and two that share one are not to be expected
    pairs: set[int] = set()
    obsolete: list[str] = []
    held: _Entry | None = None
    moved = alone = approved = 0
    for number, unit in enumerate(writing.fit(units), 1):
        if unit.status == "rejected":
            writing.report.skip(say("marked as rejected"), str(number))
            continue
        notes = sorted_out(unit.notes)
        target = _edged(unit.target, unit.source) if unit.target.strip() else ""
        moved += target != unit.target and bool(target)
        approved += unit.status == "approved"
        if notes.form and held is not None and held.takes(notes.form, unit.segment):
            held.targets.append(target)
            writing.report.units += 1
            continue
        alone += bool(notes.form)
        context = notes.context if notes.context is not None else unit.segment or None
        if notes.context is None and is_number(unit.segment):
            # a mere number is no context, unless it has to be
            if hash((unit.source, unit.target)) in pairs:
                writing.report.skip(say("the same pair is there"), str(number))
                continue
            context = None if hash((None, unit.source, notes.obsolete)) not in written else unit.segment
        if hash((context, unit.source, notes.obsolete)) in written:
            writing.report.skip(say("another translation of the same text is there"), str(number))
            continue
        written.add(hash((context, unit.source, notes.obsolete)))
        pairs.add(hash((unit.source, unit.target)))
        writing.report.units += 1
        if held is not None:
            if held.notes.obsolete:
                obsolete.append(held.text())
            else:
                yield held.text()
        held = _Entry(unit, context, notes, [target])
    if held is not None:
        obsolete.append(held.text())  # the last one, obsolete or not
    yield "".join(sorted(obsolete, key=lambda entry: "\n#~ msgid" in entry))
    if moved:
        writing.report.notice(
            say(
                "{count} translation got the line breaks of its source",
                "{count} translations got the line breaks of their sources",
                count=moved,
            )
        )
    if alone:
        writing.report.notice(
            say(
                "{count} plural form became a message, as its own is not in front of it",
                "{count} plural forms became messages, as theirs is not in front of them",
                count=alone,
            )
        )
    if approved:
        writing.report.lose("status", approved)
    writing.notices()


def _plurals(language: str) -> str:
    """The rule for plurals of a language; empty where it is not known."""
    primary = language.partition("-")[0]
    if primary in _ONE_FORM:
        return "nplurals=1; plural=0;"
    return _PLURALS.get(language, "") or _PLURALS.get(primary, "")


@dataclass(slots=True)
class _Entry:
    """A message, while it is not known whether plural forms follow."""

    unit: TranslationUnit
    context: str | None
    notes: Notes
    targets: list[str]

    def takes(self, form: int, key: str) -> bool:
        """Is this the next plural form of the message?"""
        return self.notes.plural is not None and form == len(self.targets) and key == self.unit.segment

    def text(self) -> str:
        """The entry, after a blank line."""
        unit, notes = self.unit, self.notes
        head = [f"# {line}".rstrip() for note in notes.comments for line in note.splitlines()]
        marked = [" ".join(note.split("\n")) for note in notes.marked]
        head += [note for note in marked if not note.startswith("#|")]
        document = relative(unit.document)
        referred = any(note.startswith("#:") for note in notes.marked)
        if document and not referred and not any(character.isspace() for character in document):
            head.append(f"#: {document}")
        flags = ["fuzzy"] * (unit.status == "draft" and any(self.targets)) + notes.flags
        if flags:
            head.append("#, " + ", ".join(flags))
        before = "#~|" if notes.obsolete else "#|"  # anything else is no catalogue to msgfmt
        head += [before + note[2:] for note in marked if note.startswith("#|")]
        body = [f'msgctxt "{self.context.translate(ESCAPES)}"'] if self.context is not None else []
        body.append(f"msgid {_string(unit.source)}")
        if notes.plural is None:
            body.append(f"msgstr {_string(self.targets[0])}")
        else:
            body.append(f"msgid_plural {_string(notes.plural)}")
            body += [f"msgstr[{number}] {_string(target)}" for number, target in enumerate(self.targets)]
        rows = "\n".join(body)
        if notes.obsolete:
            rows = "\n".join([f"#~ {row}" for row in rows.split("\n")])
        return "\n" + "".join([row + "\n" for row in head]) + rows + "\n"


def _string(text: str) -> str:
    """A string, with a line of its own for each line of the text."""
    rows = text.split("\n")
    parts = [row + "\n" for row in rows[:-1]] + rows[-1:] * bool(rows[-1])
    if len(parts) < 2:
        return f'"{text.translate(ESCAPES)}"'
    return '""\n' + "\n".join([f'"{part.translate(ESCAPES)}"' for part in parts])


def _edged(text: str, like: str) -> str:
    """The text with the line breaks at its ends that another has there."""
    first = "\n" if like.startswith("\n") else ""
    last = "\n" if like.endswith("\n") else ""
    if text.startswith("\n") == bool(first) and text.endswith("\n") == bool(last):
        return text
    return first + text.strip("\n") + last
