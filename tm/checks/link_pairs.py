"""Which link of a target stands for which of the source, where the document has both addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tm.checks.links import Link, canonical, likeness, same
from tm.checks.registry import Pair
from tm.lang import hangul
from tm.lang.regex import regex

#: Likeness from which an address counts as a changed form of another.
ALIKE = 0.6
_TITLE = regex(r"\[(?P<title>[^\[\]]+)\]\(<?$")


def alike(link: Link, other: Link) -> bool:
    """Is one address a changed form of the other?"""
    return likeness(canonical(link.address), canonical(other.address)) >= ALIKE


def replaced(own: Sequence[Link], written: Sequence[Link], new: Sequence[Link]) -> list[Link]:
    """Links of a paragraph that stand elsewhere in the target too, but of which the paragraph has an unknown form.

    new: of the written ones, those that lead where no link of the source does
    """
    there = [canonical(link.address) for link in written]
    gone = [
        link
        for link in own
        if "<" not in link.address and not any(same(canonical(link.address), other) for other in there)
    ]
    if len(gone) == len(new):
        return gone
    return [link for link in gone if any(alike(link, other) for other in new)]


def crossed(pair: Pair, own: Sequence[Link], written: Sequence[Link]) -> list[tuple[Link, Link]]:
    """Links whose texts stayed in English while their addresses changed places: each with the one of its text."""
    here, there = _titled(pair.source.text, own), _titled(pair.target.text, written)
    known = [canonical(link.address) for link in own]
    found = [
        (link, there[title])
        for title, link in here.items()
        if title in there and not same(canonical(link.address), canonical(there[title].address))
    ]
    return [(link, other) for link, other in found if canonical(other.address) in known] if len(found) > 1 else []


def _titled(text: str, links: Sequence[Link]) -> dict[str, Link]:
    """Links by what is shown of them, where that is no Korean and shown once."""
    found: list[tuple[str, Link]] = []
    for link in links:
        start = text.rfind("\n", 0, link.span.start) + 1
        match = _TITLE.search(text, start, link.span.start)
        title = match["title"].strip("`*_ ").casefold() if match else ""
        if title and not hangul.has_hangul(title) and any(map(str.isalpha, title)):
            found.append((title, link))
    times = Counter(title for title, _ in found)
    return {title: link for title, link in found if times[title] == 1}
