"""What only catalogues say of a message, as notes in the notation of PO: it survives a way through other formats.

`#. for programmers`, `#: a.c:12`, `#, c-format`, `#| msgid "before"`, `msgctxt "7"`, `msgid_plural "%d files"`, of a
further plural form `msgstr[1]`, of an obsolete entry `#~`. Comments of translators are plain notes. Source: GNU gettext
manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from tm.core import TranslationUnit
from tm.formats.lines import Lines
from tm.formats.po_scan import Message, scan
from tm.formats.reading import Reading
from tm.formats.tmx_props import relative
from tm.messages import say

ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_UNESCAPED = {"n": "\n", "t": "\t", "r": "\r"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_STRING = re.compile(r'(?P<word>msgctxt|msgid_plural) "(?P<text>(?:[^"\\]|\\.)*)"', re.DOTALL)
_FORM = re.compile(r"msgstr\[(?P<number>\d{1,3})\]")
_MARKS = ("#.", "#:", "#,", "#|")
#: A file that a reference names, and mostly a line.
_REFERENCE = re.compile(r"(?P<file>[^\s:]+)(?P<line>:\d+)?")
_OBSOLETE = re.compile(r"^#~\s*msgid\s", re.MULTILINE)
_PARAGRAPH = re.compile(r"(?:^[^\S\r\n]*\S[^\r\n]*(?:\r\n|\n|\r|\Z))+", re.MULTILINE)
_NUMBER = re.compile(r"u?[0-9][0-9.]*")
_PREFIX = re.compile(r"^#~ ?(?P<old>\|)?", re.MULTILINE)


@dataclass(slots=True)
class Notes:
    """The notes of a unit, sorted by what they are in a catalogue.

    context, plural: None where they say nothing of it; form: number of the plural form that this unit is
    """

    comments: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    context: str | None = None
    plural: str | None = None
    form: int = 0
    obsolete: bool = False


def is_number(key: str) -> bool:
    """Is this key of a unit a mere number, `7`, `7.2` or `u7`, and no context of a message?"""
    return _NUMBER.fullmatch(key) is not None


def sorted_out(notes: Sequence[str]) -> Notes:
    """The notes of a unit as a catalogue has them."""
    found = Notes()
    for note in notes:
        if note == "#~":
            found.obsolete = True
        elif note.startswith("#,"):
            found.flags += [flag for part in note[2:].split(",") if (flag := part.strip()) and flag != "fuzzy"]
        elif note.startswith(_MARKS):
            found.marked.append(note)
        elif form := _FORM.fullmatch(note):
            found.form = int(form["number"])
        elif string := _STRING.fullmatch(note):
            text = _ESCAPE.sub(lambda escape: _UNESCAPED.get(escape[1], escape[1]), string["text"])
            if string["word"] == "msgctxt":
                found.context = text
            else:
                found.plural = text
        else:
            found.comments.append(note)
    found.marked.sort(key=lambda note: _MARKS.index(note[:2]))
    return found


def units(
    messages: Iterable[Message], text: str, *, name: str, languages: tuple[str, str], report: Reading
) -> Iterator[TranslationUnit]:
    """Yield a unit for each message and plural form, untranslated and unsure ones too, with all that is said of it.

    text: of the file; of obsolete entries, where the report takes them, all that is said stays as well
    """
    yield from _units(messages, text, name, 0, languages, report, obsolete=False)
    lines = Lines(text)
    for paragraph in _PARAGRAPH.finditer(text):
        entries = len(_OBSOLETE.findall(paragraph[0]))
        line = lines.at(paragraph.start())
        if not entries:
            continue
        if report.obsolete:
            plain = _PREFIX.sub(lambda prefix: "#|" if prefix["old"] else "", paragraph[0])
            yield from _units(scan(plain, name=name), plain, name, line, languages, report, obsolete=True)
        else:
            for _ in range(entries):
                report.skip(say("obsolete"), f"{name}:{line + 1}")


def _units(
    messages: Iterable[Message],
    text: str,
    name: str,
    above: int,
    languages: tuple[str, str],
    report: Reading,
    *,
    obsolete: bool,
) -> Iterator[TranslationUnit]:
    lines = Lines(text)
    for message in messages:
        line = lines.at(message.at)
        if not message.id.text.strip():
            report.skip(say("no source text"), f"{name}:{above + line + 1}")
            continue
        if "fuzzy" in message.flags and not report.drafts:
            report.skip(say("fuzzy: not approved"), f"{name}:{above + line + 1}")
            continue
        notes, document = _said(lines, line)
        context = message.context.text if message.context is not None else None
        if context is not None and (not context or is_number(context)):
            notes.append(f'msgctxt "{context.translate(ESCAPES)}"')
        if message.plural is not None:
            notes.append(f'msgid_plural "{message.plural.text.translate(ESCAPES)}"')
        if obsolete:
            notes.append("#~")
        for number, string in sorted(message.strings.items()):
            source = message.plural if number and message.plural is not None else message.id
            report.units += 1
            target = string.text if string.text.strip() else ""
            yield TranslationUnit(
                normalize("NFC", source.text),
                normalize("NFC", target),
                *languages,
                notes=tuple(notes) if not number else (f"msgstr[{number}]", *["#~"] * obsolete),
                document=document,
                segment=normalize("NFC", context or ""),
                status="draft" if "fuzzy" in message.flags and target else "",
            )


def has_comments(lines: Lines, line: int) -> bool:
    """Does an entry have comments other than flags?"""
    return any(not note.startswith("#,") for note in _said(lines, line)[0])


def _said(lines: Lines, line: int) -> tuple[list[str], str]:
    """The comments above an entry as notes, and the first file that it refers to."""
    notes: list[str] = []
    document = ""
    while line > 0 and lines[line - 1].startswith("#") and not lines[line - 1].startswith("#~"):
        line -= 1
        text = lines[line]
        mark, words = text[:2], text[2:].strip()
        if mark == "#,":
            words = ", ".join([flag for part in words.split(",") if (flag := part.strip()) and flag != "fuzzy"])
        elif mark == "#:":
            if found := _REFERENCE.match(words):
                document = relative(found["file"])
            words = " ".join([_local(reference) for reference in words.split()])
        elif mark not in _MARKS:
            mark, words = "", text[1:].strip()
        if words:
            notes.insert(0, f"{mark} {words}".strip())
    return notes, document


def _local(reference: str) -> str:
    found = _REFERENCE.fullmatch(reference)
    return relative(found["file"]) + (found["line"] or "") if found else relative(reference)
