"""PO catalogues as units: the messages of `tm.formats.po`, each plural form a pair of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO
from unicodedata import normalize

from tm.core import TranslationUnit
from tm.formats import po, po_notes
from tm.formats.language_codes import canonical, rank
from tm.formats.lines import Lines
from tm.formats.po_scan import Message, scan
from tm.formats.reading import Reading
from tm.formats.tmx_props import relative
from tm.messages import say

_LANGUAGE = re.compile(r"^Language:[ \t]*(\S+)", re.MULTILINE)
#: What a header says that is written says it too, or names a person.
_ANEW = frozenset((
    "PO-Revision-Date", "POT-Creation-Date", "Last-Translator", "Language", "MIME-Version", "Content-Type",
    "Content-Transfer-Encoding", "Plural-Forms",
))  # fmt: skip
_OBSOLETE = re.compile(r"^#~\s*msgid\s", re.MULTILINE)
#: A reference: a file, and mostly a line.
_REFERENCE = re.compile(r"(?P<file>[^\s:]+)(?::\d+)?")


def units(
    stream: BinaryIO, *, name: str, source_language: str, target_language: str, report: Reading
) -> Iterator[TranslationUnit]:
    """Yield a unit for each translated message and plural form; see `tm.formats.units.read_units`.

    Fuzzy messages are translations of another text: they are skipped, or come as drafts where the report takes them.
    Obsolete ones are skipped. The language of the translations is the one that the header names. The context of a
    message is the unit's segment. The file is read whole.

    Raises:
        FormatError: as for `po.read`.
    """
    decoded = po.decoded_as_declared(stream.read(), name=name)
    if decoded.notice:
        report.notice(decoded.notice)
    text = decoded.text
    messages = scan(text, name=name)
    po.agree(messages, text, name)
    lines = Lines(text)
    own = ""
    if messages and not messages[0].id.text and messages[0].context is None:
        header = messages.pop(0)
        found = _LANGUAGE.search(header.strings[0].text if header.strings else "")
        own = canonical(found[1]) if found else ""
        if report.whole:
            _account(header, lines, report)
    if own:
        report.languages.append(own)
    languages = source_language or "en", own or target_language or "ko"
    if own and target_language and rank(target_language, own) < 0:
        if report.strict:
            for message in messages:
                reason = say("no text in {language}", language=target_language)
                report.skip(reason, f"{name}:{lines.at(message.at) + 1}")
            return
        report.notice(
            say(
                "the file is from {source} to {target}: its units are kept as that",
                source=languages[0],
                target=own,
            )
        )
    if report.whole:
        yield from po_notes.units(messages, text, name=name, languages=languages, report=report)
        return
    for message in messages:
        where = f"{name}:{lines.at(message.at) + 1}"
        fuzzy = "fuzzy" in message.flags
        if fuzzy and not report.drafts:
            report.skip(say("fuzzy: not approved"), where)
            continue
        notes, document = _comments(lines, lines.at(message.at))
        for source, target in _pairs(message, report, where):
            report.units += 1
            context = normalize("NFC", message.context.text) if message.context is not None else ""
            status = "draft" if fuzzy else ""
            yield TranslationUnit(
                source, target, *languages, notes=notes, document=document, segment=context, status=status
            )
    for entry in _OBSOLETE.finditer(text):
        report.skip(say("obsolete"), f"{name}:{lines.at(entry.start()) + 1}")


def _account(header: Message, lines: Lines, report: Reading) -> None:
    """Note what a conversion, which writes the header anew, leaves behind of it."""
    said = header.strings[0].text if header.strings else ""
    for line in said.split("\n"):
        name, _, value = (part.strip() for part in line.partition(":"))
        if value and name not in _ANEW:
            report.pass_over(name[:40])
    if po_notes.has_comments(lines, lines.at(header.at)):
        report.pass_over(say("comments of the header"))


def _pairs(message: Message, report: Reading, where: str) -> Iterator[tuple[str, str]]:
    done = set()
    for number, string in sorted(message.strings.items()):
        source = (message.plural if number and message.plural is not None else message.id).text
        if not source.strip() or not string.text.strip():
            report.skip(say("no translation") if source.strip() else say("no source text"), where)
            continue
        pair = normalize("NFC", source), normalize("NFC", string.text)
        if pair not in done:  # plural forms may be written alike
            done.add(pair)
            yield pair


def _comments(lines: Lines, line: int) -> tuple[tuple[str, ...], str]:
    """The comments of translators and programmers above an entry, and the first file that it refers to."""
    notes: list[str] = []
    document = ""
    while line > 0 and lines[line - 1].startswith("#"):
        line -= 1
        text = lines[line]
        if text.startswith("#:"):
            if found := _REFERENCE.match(text[2:].strip()):
                document = relative(found["file"])
        elif not text.startswith(("#,", "#|", "#~")) and (words := text[1:].removeprefix(".").strip()):
            notes.insert(0, words)
    return tuple(notes), document
