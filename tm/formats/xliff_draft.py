"""Filling the empty targets of an XLIFF file from a memory, in place, with states that say what is to be reviewed.

1.2: `state="needs-review-translation" state-qualifier="fuzzy-match"` for what is not the very text, `translated` with
`exact-match` for what is. 2.x: the state of the segment, `initial` and `translated`. Units of several parts, as
Trados writes them, are left to their own tools.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

from tm.core import Edit, Span
from tm.formats import xliff2
from tm.formats.codes import plain
from tm.formats.reading import Reading
from tm.formats.units_xliff import version
from tm.formats.writing import escaped, quoted
from tm.formats.xml_places import File, decoded

_TAG = re.compile(r"""<(?P<name>[^\s<>/"']+)(?:[^<>"']|"[^"]*"|'[^']*')*?(?P<empty>/?)>""")
_SEGMENT = re.compile(r"""<(?:[^\s<>/"':]+:)?segment\b(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ROOT = re.compile(r"""<(?:[^\s<>/"':]+:)?xliff\b(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Slot:
    """A unit without a translation.

    text:  what is to be translated, without inline codes
    coded: it has some, which a translation from a memory lacks
    tag:   of its empty target in the file; empty behind the source where it has none
    """

    text: str
    number: int
    key: str
    coded: bool
    tag: Span
    source: int


def slots(data: bytes, *, name: str) -> tuple[str, list[Slot]]:
    """The file's text, and its units without a translation, in file order.

    Raises:
        FormatError: the file is no XLIFF, or is not safe to read; carries the line.
    """
    text = decoded(data, name=name).text
    file = File(text)
    found: list[Slot] = []
    entries = version(data[: 1 << 16], name=name).entries(io.BytesIO(data), name=name, report=Reading(), exact=True)
    for number, entry in enumerate(entries):
        wanted = plain(entry.source)
        if entry.fixed or not wanted.strip() or (entry.target is not None and plain(entry.target).strip()):
            continue
        start = file.offset(entry.source.start)
        coded = any(token.kind == "open" for token in entry.source)
        if entry.target is None:
            at = file.behind(entry.at)
            tag = Span(at, at)
        elif entry.target:
            continue  # holds codes and no words
        else:
            opened = file.offset(entry.target.start)
            read = _TAG.match(text, opened)
            if read is None or read["name"].rpartition(":")[2] != "target":
                continue
            tag = Span(opened, read.end())
        source = _TAG.match(text, start)
        if source is None or source["name"].rpartition(":")[2] != "source":
            continue  # a part of a unit that is cut into several
        found.append(Slot(wanted, number, entry.id, coded, tag, start))
    return text, found


def fits(target: str) -> bool:
    """Can XML hold the text?"""
    return _ILLEGAL.search(target) is None


def edits(
    text: str, slots: list[Slot], found: Mapping[int, tuple[str, bool]], *, name: str, target_language: str
) -> list[Edit]:
    """Edits that put translations in. found: by the slot's number, the translation, and whether it is done as it is.

    A text that XML cannot hold is left out.
    """
    second = version(text[: 1 << 14].encode("utf-8", "replace"), name=name) is xliff2
    end = "\r\n" if "\r\n" in text else "\n"
    made: list[Edit] = []
    for slot in slots:
        if slot.number not in found:
            continue
        target, done = found[slot.number]
        if not fits(target):
            continue
        done = done and not slot.coded
        made.append(_target(text, slot, escaped(target).replace("\n", end), "" if second else _state_12(done)))
        if second:
            made += _state_2(text, slot, done)
    if made and second and (root := _ROOT.search(text)) is not None and "trgLang" not in root[0]:
        at = root.end() - 1
        made.append(Edit(Span(at, at), f' trgLang="{quoted(target_language)}"'))
    return made


def _state_12(done: bool) -> str:
    if done:
        return ' state="translated" state-qualifier="exact-match"'
    return ' state="needs-review-translation" state-qualifier="fuzzy-match"'


def _target(text: str, slot: Slot, target: str, state: str) -> Edit:
    """The whole element, or its tag and content where it is there."""
    source = _TAG.match(text, slot.source)
    prefix = source["name"].rpartition(":") if source else ("", "", "")
    element = f"{prefix[0]}{prefix[1]}target"
    if not slot.tag:
        indent = re.search(r"(?:\r\n|\n|\r)[ \t]*\Z", text[max(0, slot.source - 200) : slot.source])
        return Edit(slot.tag, f"{indent[0] if indent else ''}<{element}{state}>{target}</{element}>")
    tag = slot.tag.of(text)
    empty = tag.endswith("/>")
    inner = tag[: -2 if empty else -1].rstrip()
    if state:
        inner = re.sub(r"""\s+state(?:-qualifier)?\s*=\s*(?:"[^"]*"|'[^']*')""", "", inner) + state
    return Edit(slot.tag, f"{inner}>{target}" + (f"</{element}>" if empty else ""))


def _state_2(text: str, slot: Slot, done: bool) -> list[Edit]:
    """The state of the segment that the source stands in."""
    found = list(_SEGMENT.finditer(text, max(0, text.rfind("segment", 0, slot.source) - 100), slot.source))
    if not found:
        return []
    tag, start = found[-1][0], found[-1].start()
    state = "translated" if done else "initial"
    own = re.search(r"""\bstate\s*=\s*("[^"]*"|'[^']*')""", tag)
    if own:
        return [Edit(Span(start + own.start(1), start + own.end(1)), f'"{state}"')]
    at = start + len(tag) - 1
    return [Edit(Span(at, at), f' state="{state}"')] if done else []
