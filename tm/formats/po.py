"""PO catalogues (GNU gettext) as bitexts: one bead a message.

The messages and their places come from a scan of the text (`po_scan`). polib reads the file as well, unless it is in
the plain form that reads in one way only (`po_plain`), and both must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.core import Bead, Bitext, Document, Kind, Places, Remark, Segment, Span
from tm.errors import FormatError
from tm.formats.decode import Decoded, decode
from tm.formats.lines import Lines
from tm.formats.pieces import compose
from tm.formats.po_masks import is_listing, masks
from tm.formats.po_plain import is_plain
from tm.formats.po_scan import Field, Message, Quoted, scan
from tm.messages import say

if TYPE_CHECKING:
    from polib import POEntry

_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]{2,40})")
#: Line breaks to Python, not to PO: polib would split strings at them.
_ODD_BREAKS = re.compile(r"[\v\f\x1c-\x1e\x85\u2028\u2029]")
_LINE = re.compile(r"\r\n|\n|\r|\Z")
_WHERE = re.compile(r"\(line (\d+)\)")


def read(data: bytes, *, name: str, source_language: str, target_language: str) -> tuple[Bitext, list[str]]:
    """Read a catalogue, and what was passed over.

    Obsolete entries and the header are not messages; fuzzy ones are left out and counted. A message
    without a translation stays, its target an empty segment between the quotes. Plurals: msgstr[0]
    stands against msgid, the others against msgid_plural.

    Raises:
        FormatError: the file is no PO; carries the line.
    """
    decoded = decoded_as_declared(data, name=name)
    messages = scan(decoded.text, name=name)
    agree(messages, decoded.text, name)
    sources: list[Segment] = []
    targets: list[Segment] = []
    remarks: list[Remark] = []
    fuzzy = 0
    for message in messages:
        if "fuzzy" in message.flags and message.id.text:
            fuzzy += 1
        elif message.id.text:
            about = range(len(targets), len(targets) + len(message.strings))
            remarks += [_remark(at, raw, about, decoded.text) for at, raw in message.remarks]
            for source, target in _pairs(message, decoded.text):
                sources.append(source)
                targets.append(target)
        else:  # the head of the file
            remarks += [_remark(at, raw, range(0), decoded.text) for at, raw in message.remarks]
    notices = [decoded.notice] if decoded.notice else []
    if fuzzy:
        notices.append(
            say(
                "{name}: {count} fuzzy entry left out",
                "{name}: {count} fuzzy entries left out",
                name=name,
                count=fuzzy,
            )
        )
    if not sources:
        raise FormatError(
            say("{name} holds no messages to read", name=name),
            where=name,
            hint=say("fuzzy and obsolete entries do not count"),
        )
    beads = tuple(Bead(range(i, i + 1), range(i, i + 1)) for i in range(len(sources)))
    source_document = Document(name, source_language, decoded.text, tuple(sources))
    target_document = Document(name, target_language, decoded.text, tuple(targets), tuple(remarks))
    return Bitext(source_document, target_document, beads, "po"), notices


def _remark(at: int, raw: str, about: range, file: str) -> Remark:
    """`# tm: ignore T002 reason`, which has its line to itself."""
    words = raw[1:].strip()
    start = at + raw.index(words, 1)
    line = _LINE.search(file, at)
    blank = len(file[:at]) - len(file[:at].rstrip(" \t")) if at and file[at - 1] in " \t" else 0
    whole = Span(at - blank, line.end() if line else len(file))
    return Remark(words, Span(start, start + len(words)), whole, about)


def decoded_as_declared(data: bytes, *, name: str) -> Decoded:
    """The text of a catalogue; where it is not UTF-8, in the encoding that its header names."""
    declared = _CHARSET.search(data)
    return decode(data, name=name, declared=declared[1].decode("ascii") if declared else "")


def _pairs(message: Message, file: str) -> Iterator[tuple[Segment, Segment]]:
    key = message.id.text
    name = f"{message.context.text} | {key}" if message.context is not None else key
    formats = any(flag.endswith("-format") and not flag.startswith("no-") for flag in message.flags)
    kind = Kind.CODE if is_listing(key) else Kind.ENTRY
    for number, string in sorted(message.strings.items()):
        source = message.plural if number and message.plural is not None else message.id
        yield _segment(source, file, name, key, formats, kind), _segment(string, file, name, key, formats, kind)


def _segment(string: Field, file: str, name: str, key: str, formats: bool, kind: Kind) -> Segment:
    text = string.text
    places = Quoted(file, Span(string.start, string.end)) if text else Places.identity(string.start, 0)
    return compose(Segment(name, text, places, kind, masks(text, formats=formats), key=key))


def agree(messages: list[Message], text: str, name: str) -> None:
    """Hold the scan against polib's reading; a difference means that places would be wrong.

    A file in the plain form reads in one way only (see `po_plain`): polib is asked for the others.
    """
    if is_unambiguous(text, messages):
        return
    entries = _entries(text, name)
    header, rest = messages[:1], messages
    if header and not header[0].id.text and header[0].context is None:
        rest = messages[1:]  # polib keeps the header apart
    if len(entries) != len(rest):
        raise FormatError(
            say("{name} reads as {one} or as {other} messages", name=name, one=len(entries), other=len(rest)),
            where=name,
            hint=say("check the file with: msgfmt -c -o /dev/null {name}", name=name),
        )
    odd = _ODD_BREAKS.search(text) is not None
    for entry, message in zip(entries, rest, strict=True):
        if _as_polib(message, odd) != _content(entry):
            raise FormatError(
                say("a message that can be read in two ways"),
                where=f"{name}:{Lines(text).at(message.at) + 1}",
                hint=say("check the file with: msgfmt -c -o /dev/null {name}", name=name),
            )


def is_unambiguous(text: str, messages: list[Message]) -> bool:
    """Is a catalogue one in the plain form, and no message but its head without a text?"""
    if not all(message.id.text for message in messages[1:]):
        return False
    head = not messages or bool(messages[0].id.text) or messages[0].context is None
    return head and is_plain(text)


def _entries(text: str, name: str) -> list[POEntry]:
    import polib

    try:
        # The line break keeps polib from taking the text for the name of a file.
        catalogue = polib.pofile("\n" + _ODD_BREAKS.sub("\ufffd", text))
    except (OSError, ValueError, IndexError, KeyError, AttributeError, UnicodeError) as error:
        line = _WHERE.search(str(error))
        where = f"{name}:{max(int(line[1]) - 1, 1)}" if line else name
        raise FormatError(
            say("not a readable PO file"),
            where=where,
            hint=say("check the file with: msgfmt -c -o /dev/null {name}", name=name),
        ) from error
    return [entry for entry in catalogue if not entry.obsolete]


def _content(entry: POEntry) -> tuple[object, ...]:
    strings = dict(entry.msgstr_plural) or {0: entry.msgstr}
    return entry.msgctxt, entry.msgid, entry.msgid_plural or "", {int(n): s for n, s in strings.items()}, entry.fuzzy


def _as_polib(message: Message, odd: bool) -> tuple[object, ...]:
    """What polib makes of a message. odd: the file holds breaks that it was not shown."""

    def same(found: Field | None) -> str | None:
        return None if found is None else _ODD_BREAKS.sub("\ufffd", found.text) if odd else found.text

    strings = {number: same(string) for number, string in message.strings.items()}
    return same(message.context), same(message.id), same(message.plural) or "", strings, "fuzzy" in message.flags
