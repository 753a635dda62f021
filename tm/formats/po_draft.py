"""Filling the empty messages of a PO catalogue from a memory, in place.

What is not the very text that was translated goes in as fuzzy, with the text it was made for as the previous
msgid, the way msgmerge does it: translators' tools show both. Nothing else of the file changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tm.core import Edit, Span
from tm.formats.lines import Lines
from tm.formats.po_scan import Message, scan

_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(frozen=True, slots=True)
class Slot:
    """A string without a translation. text: what it is to translate; number: of its message, and of its plural form."""

    text: str
    number: tuple[int, int]
    key: str


def slots(text: str, *, name: str) -> list[Slot]:
    """The empty strings of a catalogue, in file order. Fuzzy messages hold something; obsolete ones are none.

    Raises:
        FormatError: the text is no catalogue; carries the line.
    """
    return list(_slots(scan(text, name=name)))


def _slots(messages: list[Message]) -> Iterator[Slot]:
    for index, message in enumerate(messages):
        if not message.id.text:
            continue
        for number, string in sorted(message.strings.items()):
            source = message.plural if number and message.plural is not None else message.id
            if not string.text:
                yield Slot(source.text, (index, number), message.id.text)


def edits(text: str, found: Mapping[tuple[int, int], tuple[str, str]], *, name: str) -> list[Edit]:
    """Edits that put translations in. found: by the slot's number, the translation and the text that it was made for;

    the latter is empty where it is the very text of the slot.
    """
    messages = scan(text, name=name)
    lines = Lines(text)
    end = "\r\n" if "\r\n" in text else "\n"
    made: list[Edit] = []
    marked: set[int] = set()
    for (index, number), (target, previous) in sorted(found.items()):
        message = messages[index]
        made.append(Edit(Span(message.strings[number].start, message.strings[number].end), target.translate(_ESCAPED)))
        if not previous or index in marked:
            continue
        marked.add(index)
        at = lines.starts[lines.at(message.at)]
        head = "" if "fuzzy" in message.flags else f"#, fuzzy{end}"
        made.append(Edit(Span(at, at), f'{head}#| msgid "{previous.translate(_ESCAPED)}"{end}'))
    return made
