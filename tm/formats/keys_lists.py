"""Items of lists in two catalogues: which belong together, where one of them has more items than the other.

A list has no keys. Items that hold an address, an id or a name that stands in one item alone belong to the item with
the same; what stands between such items is counted off, if it is as many on both sides.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from tm.core import Document
from tm.lang import hangul

#: Leaves of one item, at most: a list of long texts is not a list of entries.
_LEAVES = 2_000
#: Part of what tells the items apart that two have to share.
_ALIKE = 0.3
#: The language in an address, `/en/docs` beside `/ko/docs`.
_LANGUAGE = re.compile(r"(?<![A-Za-z])(?:en|ko)(?:[-_](?:us|gb|kr))?(?![A-Za-z])", re.IGNORECASE)


class _Node:
    __slots__ = ("children", "text")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.text: str | None = None

    @property
    def is_list(self) -> bool:
        return bool(self.children) and all(name.isdigit() for name in self.children)


def renamed(source: Document, target: Document) -> Mapping[str, str]:
    """For keys of the source with items of lists in them, the keys of the target's items that belong to them."""
    trees = _tree(source), _tree(target)
    found: dict[str, str] = {}
    waiting = [(trees[0], trees[1], "", "")]
    while waiting:
        one, other, old, new = waiting.pop()
        pairs = _matched(one, other) if one.is_list and other.is_list else None
        for name, child in one.children.items():
            there = name if pairs is None else pairs.get(name, f"{name}-")  # no item is called so
            path = f"{old}{name}", f"{new}{there}"
            if path[0] != path[1] and child.text is not None:
                found[path[0]] = path[1]
            if child.children and (path[0] != path[1] or there in other.children):
                waiting.append((child, other.children.get(there, _Node()), f"{path[0]}.", f"{path[1]}."))
    return found


def _tree(document: Document) -> _Node:
    root = _Node()
    for segment in document.segments:
        node = root
        for name in segment.key.split("."):
            node = node.children.setdefault(name, _Node())
        node.text = segment.text
    return root


def _matched(one: _Node, other: _Node) -> dict[str, str] | None:
    """Which item of a list belongs to which of the other; None where nothing but their numbers tells."""
    mine, theirs = _marks(one), _marks(other)
    holders: dict[tuple[str, str], str] = {mark: name for name, marks in theirs.items() for mark in marks}
    shared: Counter[tuple[str, str]] = Counter()
    for name, marks in mine.items():
        for mark in marks:
            if mark in holders:
                shared[name, holders[mark]] += 1
    ranked = sorted(
        (-count / min(len(mine[a]), len(theirs[b])), abs(int(a) - int(b)), int(a), a, b)
        for (a, b), count in shared.items()
    )
    found: dict[str, str] = {}
    taken: set[str] = set()
    for likeness, _, _, a, b in ranked:
        if -likeness >= _ALIKE and a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    if not found:
        return None
    known = {int(a) for a, _ in shared}, {int(b) for _, b in shared}
    return {str(a): str(b) for a, b in _counted_off(found, len(one.children), len(other.children), known).items()}


def _counted_off(found: Mapping[str, str], count: int, others: int, known: tuple[set[int], set[int]]) -> dict[int, int]:
    """With the items between two that belong together, where they are as many on both sides.

    known: items that have something in common with another one, of either side
    """
    pairs = {int(a): int(b) for a, b in found.items()}
    before = (-1, -1)
    for a, b in [*sorted(pairs.items()), (count, others)]:
        if b > before[1] and a - before[0] == b - before[1]:
            between = ((before[0] + step, before[1] + step) for step in range(1, a - before[0]))
            pairs.update((i, j) for i, j in between if i not in known[0] and j not in known[1])
        before = (a, b)
    pairs.pop(count, None)
    pairs.pop(-1, None)
    return pairs


def _marks(items: _Node) -> dict[str, set[tuple[str, str]]]:
    """What tells each item from the others and is not translated: (path without numbers, text)."""
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, item in items.children.items():
        waiting, count = [(item, "")], 0
        while waiting and count < _LEAVES:
            node, path = waiting.pop()
            count += 1
            if node.text and not hangul.has_hangul(node.text):
                held[path, _LANGUAGE.sub("#", node.text)].add(name)
            for inner, child in node.children.items():
                waiting.append((child, f"{path}.{'#' if inner.isdigit() else inner}"))
    found: dict[str, set[tuple[str, str]]] = {name: set() for name in items.children}
    for mark, names in held.items():
        if len(names) == 1:
            found[next(iter(names))].add(mark)
    return found
