"""Units as a PO catalogue. Source: GNU gettext manual, "The Format of PO Files".

A catalogue holds one translation for a text and its context; further ones are left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TextIO

from tm.core import Bitext, TranslationUnit
from tm.formats.reading import Reading
from tm.formats.tmx_props import relative
from tm.formats.writing import Writing, program, units_of
from tm.messages import say

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
#: Languages whose nouns do not change with their number; for others the translator's tool knows the rule.
_ONE_FORM = frozenset({"ko", "ja", "zh", "vi", "th", "id", "ms"})


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
    if language.partition("-")[0] in _ONE_FORM:
        header.append("Plural-Forms: nplurals=1; plural=0;")
    yield 'msgid ""\nmsgstr ""\n' + "".join([f'"{line}\\n"\n' for line in header])
    written: set[tuple[str, str]] = set()
    pairs: set[tuple[str, str]] = set()
    moved = 0
    for number, unit in enumerate(writing.fit(units), 1):
        if unit.status == "rejected":
            writing.report.skip(say("marked as rejected"), str(number))
            continue
        context = unit.segment
        if context.replace(".", "").isdigit():  # a mere number is no context, unless it has to be
            if (unit.source, unit.target) in pairs:
                writing.report.skip(say("the same pair is there"), str(number))
                continue
            context = "" if ("", unit.source) not in written else context
        if (context, unit.source) in written:
            writing.report.skip(say("another translation of the same text is there"), str(number))
            continue
        written.add((context, unit.source))
        pairs.add((unit.source, unit.target))
        target = _edged(unit.target, unit.source) if unit.target.strip() else ""
        moved += target != unit.target and bool(target)
        writing.report.units += 1
        yield _entry(unit, target, context)
    if moved:
        writing.report.notice(say("{count} translations got the line breaks of their sources", count=moved))
    writing.notices()


def _entry(unit: TranslationUnit, target: str, context: str) -> str:
    head = "".join([f"# {line}\n" for note in unit.notes for line in note.splitlines()])
    document = relative(unit.document)
    if document and not any(character.isspace() for character in document):
        head += f"#: {document}\n"
    if unit.status == "draft" and target:
        head += "#, fuzzy\n"
    about = f'msgctxt "{context.translate(_ESCAPES)}"\n' if context else ""
    return f"\n{head}{about}msgid {_string(unit.source)}\nmsgstr {_string(target)}\n"


def _string(text: str) -> str:
    """A string, with a line of its own for each line of the text."""
    rows = text.split("\n")
    parts = [row + "\n" for row in rows[:-1]] + rows[-1:] * bool(rows[-1])
    if len(parts) < 2:
        return f'"{text.translate(_ESCAPES)}"'
    return '""\n' + "\n".join([f'"{part.translate(_ESCAPES)}"' for part in parts])


def _edged(text: str, like: str) -> str:
    """The text with the line breaks at its ends that another has there."""
    first = "\n" if like.startswith("\n") else ""
    last = "\n" if like.endswith("\n") else ""
    if text.startswith("\n") == bool(first) and text.endswith("\n") == bool(last):
        return text
    return first + text.strip("\n") + last
