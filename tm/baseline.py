"""Findings that were accepted as they are: a file of them, and which findings of a run are new beside it.

An entry is matched by rule, term, text and the words around it, not by line. Each entry stands for one finding.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from tm import fingerprint
from tm.core import Diagnostic
from tm.errors import FormatError
from tm.messages import say

VERSION = 1
#: Where a baseline stands if nothing else is said, from the project's folder.
NAME = ".tm-baseline.json"
#: Code points of the text that are kept; the words around a text that is longer than a context say no more.
LONGEST = 160
#: Share of three-letter pieces that two places have in common, from which one may be the other after an edit.
ALIKE = 0.45
#: Rules that tell the first of a document's places: where that is may change without another mistake.
TOLD_ONCE = frozenset({"T009", "T013", "T014"})
#: Pairs of places that are all compared; of more, those that share pieces which at most so many places have.
MANY, FEW = 100_000, 20
#: And those so near in the order of their words, in as many rounds as it may take.
NEAR, ROUNDS = 4, 6
_CONFLICT = re.compile(rb"^(?:<{7}|>{7}|={7})(?: |\r?$)", re.MULTILINE)
#: Between rows, where a merge kept both sides: no string holds a line break, so that this is never within one.
_NO_COMMA, _LAST_COMMA = re.compile(r"\}(\s*\n\s*)\{"), re.compile(r",(\s*\n\s*)\]")
#: How a file begins, without white space.
_HEAD = b'{"version":1,"findings":['
Around = tuple[str, str, str]
Pieces = Mapping[Around, frozenset[str]]


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """An accepted finding. path: from the folder of the baseline, with `/`; the rest as in `fingerprint.Shape`."""

    path: str
    code: str
    text: str = ""
    before: str = ""
    after: str = ""
    term: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Findings and entries by number.

    known: finding to the entry that stands for it; unmatched: entries that stand for none
    """

    known: dict[int, int]
    unmatched: tuple[int, ...]


def entry(found: Diagnostic, path: str) -> Entry:
    """What a baseline keeps of a finding.

    path: its file from the folder of the baseline
    """
    seen = fingerprint.shape(found, path=path)
    text = seen.text[:LONGEST].rstrip()
    return Entry(seen.path, seen.code, text, seen.before, seen.after, seen.term, seen.source or "")


# The file ----------------------------------------------------------------------------------------


def dumps(entries: Iterable[Entry]) -> bytes:
    """A file with one entry a line, sorted: the same findings give the same bytes wherever they stand."""
    rows = []
    for one in sorted(entries):
        fields = ("code", "path", "term", "text", "before", "after", "source")
        values = {name: getattr(one, name) for name in fields}
        kept = {name: value for name, value in values.items() if value or name in ("code", "path")}
        rows.append("    " + json.dumps(kept, ensure_ascii=False))
    listed = "[\n" + ",\n".join(rows) + "\n  ]" if rows else "[]"
    return f'{{\n  "version": {VERSION},\n  "findings": {listed}\n}}\n'.encode("utf-8", "backslashreplace")


def reads(data: bytes, *, name: str) -> list[Entry]:
    """The entries of a file. A comma that a merge lost or left over between two rows is no error.

    Raises:
        FormatError: it is not a baseline, or one of a later version of the program.
    """
    if resembles(data):
        remake = say("run --write-baseline to make it anew")
    else:
        remake = say("name another file, or delete this one and run --write-baseline")
    if found := _CONFLICT.search(data):
        line = data.count(b"\n", 0, found.start()) + 1
        hint = say("keep the lines of both sides, or run --write-baseline")
        raise FormatError(say("a merge conflict stands in the baseline"), where=f"{name}:{line}", hint=hint)
    try:
        made = _loaded(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise FormatError(say("the baseline is damaged"), where=f"{name}:{error.lineno}", hint=remake) from None
    except (ValueError, RecursionError):
        raise FormatError(say("the baseline is damaged"), where=name, hint=remake) from None
    if not isinstance(made, dict) or not isinstance(made.get("findings"), list) or type(made.get("version")) is not int:
        raise FormatError(say("this is no baseline of tm"), where=name, hint=remake)
    if made["version"] > VERSION:
        hint = say("update tm, or run --write-baseline")
        raise FormatError(say("a later version of tm wrote this baseline"), where=name, hint=hint)
    entries = []
    for number, row in enumerate(made["findings"], 1):
        fields = ("path", "code", "text", "before", "after", "term", "source")
        values = [row.get(field, "") for field in fields] if isinstance(row, dict) else []
        if not values or not all(isinstance(value, str) for value in values) or not (values[0] and values[1]):
            raise FormatError(say("entry {number} is no finding", number=number), where=name, hint=remake)
        entries.append(Entry(*values))
    return entries


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        try:
            return json.loads(_LAST_COMMA.sub(r"\1]", _NO_COMMA.sub(r"},\1{", text)))
        except json.JSONDecodeError:
            raise error from None


def resembles(data: bytes) -> bool:
    """Whether a file that cannot be read was a baseline once: cut short, in merge, or written by a later version."""
    bare = b"".join(data.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").split())
    return _HEAD.startswith(bare) or b'"findings":' in bare


# Comparison --------------------------------------------------------------------------------------


def compare(
    entries: Sequence[Entry], found: Sequence[Entry], *, exists: Callable[[str], bool] = lambda _: True
) -> Comparison:
    """Which entry stands for which finding, the surest pairs first, each of both once.

    First what is the same, then what was edited around, then what was in a file that is no more.

    exists: whether a path of an entry is still there
    """
    work = _Matching(entries, found)
    everything = range(len(entries))
    work.same(everything, lambda one: one)
    work.alike(everything, with_path=True)
    work.same(everything, lambda one: (one.path, one.code, one.term, one.text) if one.code in TOLD_ONCE else None)
    there = {path: exists(path) for path in {entries[i].path for i in work.entries}}
    gone = [i for i in sorted(work.entries) if not there[entries[i].path]]
    work.same(gone, lambda one: (one.code, one.term, one.text, one.before, one.after, one.source))
    work.alike(gone, with_path=False)
    return Comparison(work.known, tuple(sorted(work.entries)))


class _Matching:
    """Entries and findings that are still without a counterpart."""

    def __init__(self, entries: Sequence[Entry], found: Sequence[Entry]) -> None:
        self.all, self.found = entries, found
        self.entries, self.rest = set(range(len(entries))), set(range(len(found)))
        self.known: dict[int, int] = {}

    def pair(self, number: int, index: int) -> None:
        self.known[number] = index
        self.entries.discard(index)
        self.rest.discard(number)

    def same(self, entries: Iterable[int], key: Callable[[Entry], Hashable]) -> None:
        """Match what has the same key; None is no key."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for index in entries:
            if index in self.entries and (name := key(self.all[index])) is not None:
                waiting[name].append(index)
        for number in sorted(self.rest) if waiting else ():
            if (name := key(self.found[number])) is not None and waiting.get(name):
                self.pair(number, waiting[name].pop(0))

    def alike(self, entries: Iterable[int], *, with_path: bool) -> None:
        """Match what has the same text, or nearly the same where it is long, in similar surroundings."""
        groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for index in entries:
            if index in self.entries:
                groups[_group(self.all[index], with_path=with_path)][0].append(index)
        for number in sorted(self.rest) if groups else ():
            if (group := _group(self.found[number], with_path=with_path)) in groups:
                groups[group][1].append(number)
        for left, right in groups.values():
            for _ in range(ROUNDS):
                if not self._round(left, right):
                    break

    def _round(self, left: Iterable[int], right: Iterable[int]) -> bool:
        """Match the most alike of a group's entries and findings: whether another look may find more."""
        old, new = _places(self.all, left, self.entries), _places(self.found, right, self.rest)
        if not (old and new):
            return False
        before, now = {place: _pieces(place) for place in old}, {place: _pieces(place) for place in new}
        scored = [
            (-score, new[number], old[index])
            for number, index in _candidates(before, now)
            if (score := 2 * len(before[index] & now[number]) / (len(before[index]) + len(now[number]))) >= ALIKE
        ]
        for _, numbers, indices in sorted(scored):
            free = [number for number in numbers if number in self.rest]
            for number, index in zip(free, [index for index in indices if index in self.entries], strict=False):
                self.pair(number, index)
        return bool(scored) and len(old) * len(new) > MANY


def _places(every: Sequence[Entry], some: Iterable[int], left: set[int]) -> dict[Around, list[int]]:
    """What is left of a group by text and surroundings: equal places are compared once."""
    places: dict[Around, list[int]] = defaultdict(list)
    for number in some:
        if number in left:
            one = every[number]
            places[one.before, one.text, one.after].append(number)
    return places


def _group(one: Entry, *, with_path: bool) -> Hashable:
    short = one.text if len(one.text) <= fingerprint.CONTEXT else None
    return one.path if with_path else "", one.code, one.term, one.source, short


def _candidates(old: Pieces, new: Pieces) -> Iterator[tuple[Around, Around]]:
    """Pairs to look at, new and old: all; of very many, for each those that share most of the pieces that few have.

    Where the words are always the same, no piece is rare: neighbours in sorted order are looked at too, by the words on
    either side and by those next to the text (M. Hernandez and S. Stolfo 1995, the sorted neighbourhood).
    """
    if len(old) * len(new) <= MANY:
        yield from product(new, old)
        return
    having: dict[str, list[Around]] = defaultdict(list)
    for place, pieces in old.items():
        for piece in pieces:
            having[piece].append(place)
    wanted: dict[Around, set[Around]] = {}
    for place, pieces in new.items():
        shared = Counter(other for piece in pieces if len(having.get(piece, ())) <= FEW for other in having[piece])
        wanted[place] = {other for other, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:FEW]}
    for key in _ORDERS:
        ranked = sorted(old, key=key)
        keys = [key(place) for place in ranked]
        for place, others in wanted.items():
            at = bisect_left(keys, key(place))
            others.update(ranked[max(at - NEAR, 0) : at + NEAR])
    for place, others in wanted.items():
        for other in others:
            yield place, other


_ORDERS: tuple[Callable[[Around], Around], ...] = (
    lambda place: place,
    lambda place: (place[0][::-1], place[1], place[2]),
    lambda place: (place[2], place[1], place[0]),
    lambda place: (place[1], place[0], place[2]),
)


def _pieces(place: Around) -> frozenset[str]:
    text = "  {} {} {}  ".format(*place)
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))
