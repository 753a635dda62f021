"""What changed in a document since an earlier version, by the text of its segments: re-wrapped lines and moved
paragraphs did not change."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from tm.core import Kind, Place, Segment

#: Share of words that two versions of a paragraph have in common.
LIKE = 0.45
#: Pairs of segments that are compared by their words; of more, those in the same order are taken.
CLOSELY = 40_000


@dataclass(frozen=True, slots=True)
class Side:
    """One document beside its earlier version.

    before:  the text that a changed segment had, by index; None for one that is new
    removed: indices of segments in front of which something was removed; the number of segments for the end
    all:     the whole document is new
    """

    segments: Sequence[Segment] = ()
    before: Mapping[int, str | None] = field(default_factory=dict)
    removed: frozenset[int] = frozenset()
    all: bool = False

    def holds(self, place: Place) -> bool:
        """Does a place lie in what changed? Something missing does where a neighbour was removed."""
        if self.all:
            return True
        starts = [segment.file.start for segment in self.segments]
        span = place.span
        first = bisect_right(starts, span.start) - 1
        last = bisect_left(starts, span.end) if span else first + 1
        for index in range(max(first, 0), last):
            other = self.segments[index].file
            if index in self.before and (other.overlaps(span) if span else other.start <= span.start <= other.end):
                return True
        return not span and any(gap in self.removed for gap in range(first, first + 3))


@dataclass(frozen=True, slots=True)
class Changes:
    """Both sides of a bitext since a revision, named as the user did."""

    revision: str
    source: Side
    target: Side


def side(old: Sequence[Segment] | None, new: Sequence[Segment]) -> Side:
    """Compare a document with its earlier version; None where there was none."""
    if old is None:
        return Side(new, all=True)
    was, now = [folded(segment.text) for segment in old], [folded(segment.text) for segment in new]
    keyed = dict(_by_key(old, new))
    before: dict[int, str | None] = {j: old[i].text for j, i in keyed.items() if was[i] != now[j]}
    taken = set(keyed.values())
    left = [i for i in range(len(old)) if i not in taken and was[i]]
    right = [j for j in range(len(new)) if j not in keyed and now[j]]
    removed: set[int] = set()
    for lost, added, at in _blocks(*_unequal(was, now, left, right)):
        partner = _partners(old, new, lost, added)
        before.update({j: old[partner[j]].text if j in partner else None for j in added})
        if set(lost) - set(partner.values()):
            removed.update(range(at, max([at, *added]) + 2) if added else [at])
    return Side(new, before, frozenset(removed))


def folded(text: str) -> str:
    """Text as it is compared: each run of white space one space."""
    return " ".join(text.split())


def _by_key(old: Sequence[Segment], new: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """Entries with a name of their own, new to old: messages by key, rows by their id column."""

    def name(one: Segment) -> tuple[str, str] | None:
        return (one.id, one.key) if one.kind is Kind.ENTRY and (one.key or not one.id.isdigit()) else None

    sides = [list(map(name, segments)) for segments in (old, new)]
    counts = [Counter(keys) for keys in sides]
    places = {key: i for i, key in enumerate(sides[0]) if key}
    for j, key in enumerate(sides[1]):
        if key in places and counts[0][key] == counts[1][key] == 1:
            yield j, places[key]


_Block = tuple[list[int], list[int], int]


def _unequal(
    was: Sequence[str], now: Sequence[str], left: Sequence[int], right: Sequence[int]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Segments without an equal one in order: (number of their block and index), what moved left out.

    The number is that of the segment of the new document that stands in front of the block's end.
    """
    matcher = SequenceMatcher(None, [was[i] for i in left], [now[j] for j in right], autojunk=False)
    lost: list[tuple[int, int]] = []
    added: list[tuple[int, int]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            at = right[j1] if j1 < len(right) else len(now)
            lost += [(at, left[i]) for i in range(i1, i2)]
            added += [(at, right[j]) for j in range(j1, j2)]
    moved = Counter(was[i] for _, i in lost) & Counter(now[j] for _, j in added)
    return _without(lost, was, Counter(moved)), _without(added, now, Counter(moved))


def _without(items: list[tuple[int, int]], texts: Sequence[str], moved: Counter[str]) -> list[tuple[int, int]]:
    kept = []
    for at, index in items:
        if moved[texts[index]] > 0:
            moved[texts[index]] -= 1
        else:
            kept.append((at, index))
    return kept


def _blocks(lost: list[tuple[int, int]], added: list[tuple[int, int]]) -> Iterator[_Block]:
    for at in sorted({at for at, _ in [*lost, *added]}):
        yield [i for where, i in lost if where == at], [j for where, j in added if where == at], at


def _partners(
    old: Sequence[Segment], new: Sequence[Segment], lost: Sequence[int], added: Sequence[int]
) -> dict[int, int]:
    """Which segment of the earlier version a changed one was: the most alike, each once; one for one in any case."""
    if len(lost) * len(added) > CLOSELY:
        return dict(zip(added, lost, strict=False))
    words = {i: Counter(old[i].text.split()) for i in lost}
    scored = []
    for j in added:
        own = Counter(new[j].text.split())
        for i in lost:
            share = 2 * (own & words[i]).total() / max(own.total() + words[i].total(), 1)
            if share >= LIKE and (old[i].kind is new[j].kind or share >= 2 * LIKE):
                scored.append((-share, abs(i - j), j, i))
    found: dict[int, int] = {}
    for _, _, j, i in sorted(scored):
        if j not in found and i not in found.values():
            found[j] = i
    ones, others = [j for j in added if j not in found], [i for i in lost if i not in found.values()]
    if len(ones) == len(others) == 1 and new[ones[0]].kind is old[others[0]].kind:
        found[ones[0]] = others[0]
    return found
