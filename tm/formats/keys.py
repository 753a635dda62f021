"""Catalogues with keys: what one holds as a document, and two of them as a bitext by key.

A file of each language has the same keys. Nothing is aligned: a text belongs to the one with its key, and a key that
only one of the files has is a bead with one side. Texts stand in the order of the target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tm.core import Bead, Bitext, Document, Kind, Mask, Places, Remark, Segment, Span
from tm.formats import icu, keys_lists
from tm.formats.inline import plain_found
from tm.formats.pieces import Found, Piece, build, compose, ordered, tidy
from tm.messages import say

#: Values in one another that are read.
DEPTH = 256
#: Forms of a plural: keys end in them (`item_one`), or they are keys themselves (`item: {one: ...}`).
_PLURAL = re.compile(r"^(?P<stem>.*[_.])(?:zero|one|two|few|many|other)(?P<ordinal>_ordinal)?$|^.*_plural$")
_OTHER = re.compile(r"(?:^|[_.])other$|_plural$")
#: What catalogues put in beside what prose has: `%{count}`, `$t(key)`, `<0>`, `@:key`.
_PUT_IN = re.compile(
    r"%\{\w{1,60}\}|\$t\([^()\n]{1,200}\)|</?\d{1,3}\s*/?>|@(?:\.[a-z]{1,20})?:(?:\w+(?:\.\w+)*|\([\w.]{1,80}\))"
)
#: Parts of an entry that are about a message: WebExtensions, package.nls.json of editors.
_ABOUT = frozenset({"message", "description", "placeholders", "comment", "hash"})


@dataclass(frozen=True, slots=True)
class Value:
    """A value and its keys, outermost first.

    text: it is a string; other values are there to be paired only. missing: null, where a text may be expected
    """

    path: tuple[str, ...]
    pieces: tuple[Piece, ...]
    span: Span
    text: bool = True
    missing: bool = False


def segments(values: Iterable[Value], language: str, line: Lines, path: str) -> tuple[tuple[Segment, ...], list[str]]:
    """The values as segments, and notices.

    line: leads from an offset to a line, from 1; path: of the file, for messages
    """
    rooted = own_values(values, language)
    last: dict[str, int] = {}
    notices: list[str] = []
    for number, value in enumerate(rooted):
        name = ".".join(value.path)
        if name in last:
            earlier, later = line.at(rooted[last[name]].span.start), line.at(value.span.start)
            notices.append(
                say(
                    "{name}:{line}: the key {key} stands again in line {later}, which counts",
                    name=path,
                    line=earlier,
                    key=name,
                    later=later,
                )
            )
        last[name] = number
    kept = sorted(last.items(), key=lambda item: item[1])
    return tuple(_segment(rooted[number], name) for name, number in kept), notices


def own_values(values: Iterable[Value], language: str) -> list[Value]:
    """The values that are messages, their keys without the language as the outermost one."""
    return _unrooted(_messages(list(values)), language)


class Lines:
    """Numbers of lines, by a search each; for messages."""

    def __init__(self, text: str) -> None:
        self.text = text

    def at(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return len(re.findall(r"\r\n|\n|\r", self.text[:offset])) + 1


def _messages(values: list[Value]) -> list[Value]:
    """Without what is about messages and no message: metadata of ARB files and of WebExtensions."""
    values = [value for value in values if not value.path[0].startswith("@")]
    tops = {value.path[0] for value in values}
    named = {value.path[0] for value in values if value.path[1:] == ("message",)}
    if tops and tops == named and all(value.path[1] in _ABOUT for value in values if len(value.path) > 1):
        return [value for value in values if value.path[1] == "message"]
    return values


def _unrooted(values: list[Value], language: str) -> list[Value]:
    """Without the language as the outermost key, which differs between the two files."""
    tops = {value.path[0] for value in values}
    if len(tops) != 1 or not all(len(value.path) > 1 for value in values):
        return values
    (top,) = tops
    primary = language.lower().replace("_", "-").partition("-")[0]
    if top.lower().replace("_", "-").partition("-")[0] != primary or not primary:
        return values
    return [replace(value, path=value.path[1:]) for value in values]


def _segment(value: Value, name: str) -> Segment:
    text, places = build(value.pieces)
    if not value.text:
        mask = (Mask(Span(0, len(text)), "markup"),) if text else ()
        return Segment(
            name, text, places if text else Places.identity(value.span.start, 0), Kind.MARKUP, mask, key=name
        )
    segment = Segment(name, text, places if text else Places.identity(value.span.start, 0), Kind.ENTRY, key=name)
    if text != text.strip():
        blank = len(text) - len(text.lstrip())
        segment = segment.part(Span(min(blank, len(text.rstrip())), len(text.rstrip())))
    found: list[Found] = [(*mark.span(), "variable") for mark in _PUT_IN.finditer(segment.text)]
    messages = ordered(icu.found(segment.text)) if "{" in segment.text else []
    shown = list(segment.text)
    for start, end, _ in messages:
        shown[start:end] = " " * (end - start)
    return compose(replace(segment, masked=tidy([*messages, *found, *plain_found("".join(shown))])))


def paired(source: Document, target: Document, signature: str) -> Bitext:
    """Two catalogues as a bitext. Items of lists belong together by what they hold, see `keys_lists`.

    Left out are values that are no text on a side, and forms of a plural that the other language does not have.
    """
    names = keys_lists.renamed(source, target)
    if names:
        moved = (replace(segment, key=names.get(segment.key, segment.key)) for segment in source.segments)
        source = replace(source, segments=tuple(moved))
    source, target = _with_plurals(source, target), _with_plurals(target, source)
    sides = {segment.key: segment for segment in source.segments}, {segment.key: segment for segment in target.segments}
    left = _left_out(*sides), _left_out(sides[1], sides[0])
    both = left[0] | left[1]
    sources = [segment for segment in source.segments if segment.key not in both]
    targets = [segment for segment in target.segments if segment.key not in both]
    beads: list[Bead] = []
    ordered: list[Segment] = []
    for one, other in _in_order(sources, targets):
        start, stop = len(ordered), len(ordered) + (one is not None)
        first = beads[-1].target.stop if beads else 0
        beads.append(Bead(range(start, stop), range(first, first + (other is not None))))
        ordered += [one] if one is not None else []
    kept = {segment.key: number for number, segment in enumerate(targets)}
    remarks = tuple(_renumbered(target, remark, kept) for remark in target.remarks)
    return Bitext(
        replace(source, segments=tuple(ordered), remarks=()),
        replace(target, segments=tuple(targets), remarks=remarks),
        tuple(beads),
        signature,
    )


def _with_plurals(own: Document, other: Document) -> Document:
    """With a text that the other side has in forms as their `other`: `hours: ...` beside `hours: {one:, other:}`."""
    keys = {segment.key for segment in other.segments}
    have = {segment.key for segment in own.segments}
    return replace(
        own,
        segments=tuple(
            replace(segment, key=f"{segment.key}.other")
            if segment.kind is Kind.ENTRY
            and segment.key not in keys
            and f"{segment.key}.other" in keys
            and f"{segment.key}.other" not in have
            else segment
            for segment in own.segments
        ),
    )


def _left_out(own: dict[str, Segment], other: dict[str, Segment]) -> set[str]:
    """Keys of one side that say nothing beside the other."""
    left = {key for key, segment in own.items() if segment.kind is Kind.MARKUP}
    left |= {key for key in own.keys() & other.keys() if not own[key].text and not other[key].text}
    stems = {found["stem"] for key in other if (found := _PLURAL.match(key)) and found["stem"]}
    whole = {key for key in other if _OTHER.search(key)}
    left |= {key for key in own.keys() - other.keys() if not own[key].text}
    for key in own.keys() - other.keys():
        form = _PLURAL.match(key)
        forms = (f"{key}_other", f"{key}_plural", key.removesuffix("_plural"))
        plural = form is not None and (form["stem"] in stems or (whole and form["stem"] is None))
        above = (key[:at] for at, mark in enumerate(key) if mark == ".")  # a number there, a reference, or nothing
        if plural or any(one in other for one in forms) or any(_is_no_text(other.get(one)) for one in above):
            left.add(key)
    return left


def _is_no_text(segment: Segment | None) -> bool:
    return segment is not None and (segment.kind is Kind.MARKUP or not segment.text)


def _in_order(
    sources: Sequence[Segment], targets: Sequence[Segment]
) -> Iterable[tuple[Segment | None, Segment | None]]:
    """Pairs in the order of the target; a source of its own follows the one before it."""
    by_key = {segment.key: segment for segment in sources}
    shared = {segment.key for segment in targets} & by_key.keys()
    followers: dict[str, list[Segment]] = {}
    before = ""
    for segment in sources:
        if segment.key in shared:
            before = segment.key
        else:
            followers.setdefault(before, []).append(segment)
    yield from ((segment, None) for segment in followers.get("", []))
    for segment in targets:
        yield by_key.get(segment.key), segment
        if segment.key in shared:
            yield from ((one, None) for one in followers.get(segment.key, []))


def _renumbered(document: Document, remark: Remark, kept: dict[str, int]) -> Remark:
    about = [
        kept[segment.key]
        for segment in document.segments[remark.segments.start : remark.segments.stop]
        if segment.key in kept
    ]
    if not about and remark.segments.start == len(document.segments):
        return replace(remark, segments=range(len(kept), len(kept)))  # about what is missing at the end
    return replace(remark, segments=range(about[0], about[-1] + 1) if about else range(0))
