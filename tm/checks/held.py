"""Does the other side hold a text after all that the alignment leaves alone? Evidence from its neighbourhood.

An alignment cannot join a caption and the first sentence of a paragraph, and misses some merged paragraphs. What looks
lost may stand next door: the neighbour is then too long, has numbers or names that its own counterpart lacks, or has
sentences of its own that match nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Literal

from tm.checks import marks, prose
from tm.checks.lengths import Lengths, size
from tm.checks.registry import Pair, Whole
from tm.core import Segment
from tm.lang.regex import regex

Side = Literal["source", "target"]
#: How many beads away a neighbour may stand, images and markup included.
REACH = 3
#: Score from which "nothing matches this" outweighs circumstantial evidence.
SURE = 0.9
#: Score below which two lone texts may have changed places, with a matched one between them.
DOUBT = 0.8
#: Characters of a line such as "We will study:".
LINE = 100
#: Score below which two neighbouring sentences may as well be one.
UNSURE = 0.7
#: Words of a fragment at most.
FRAGMENT = 3
#: How a Korean sentence ends that has a verb.
_PREDICATE = regex(r"[다요까죠자라네군걸지음함됨임](?:[)\]”’'\"]*)$")
#: Where an English sentence goes on with a clause that may become a sentence of its own.
_CLAUSE = regex(
    r"[,;:—–]\s+(?=\S+\s\S)|[:]\s*$|\s[—–-]\s|\b(?:and|but|so|because|which|where|while|although|since|unless|if|when)\b"
    r"|\([^()]{12,}\)",
)


def opposite(side: Side) -> Side:
    """The other side."""
    return "target" if side == "source" else "source"


def of(pair: Pair, side: Side) -> Segment:
    """One side of a pair."""
    return pair.source if side == "source" else pair.target


def has(pair: Pair, side: Side) -> bool:
    """Does the bead have segments on that side?"""
    return len(_range(pair, side)) > 0


def by_neighbours(whole: Whole, run: Sequence[Pair], side: Side, lengths: Lengths) -> bool:
    """Does the neighbourhood of a run of lost paragraphs seem to hold their text?"""
    first, last, lost = run[0], run[-1], [of(pair, side) for pair in run]
    length = sum(size(segment) for segment in lost)
    score = median(pair.bead.score for pair in run)
    for near in _around(whole, first.index, last.index):
        if near.two_sided:
            if _too_long(near, length, side, lengths, score) or _shares(near, lost, side, 1 if score < SURE else 2):
                return True
            if any(_fits(length, spare, side, lengths) for spare in _spare(near, opposite(side))):
                return True
            if score < SURE and _counts_agree(whole, first, last, near, side):
                return True
            if side == "target" and original(near) and _fits(size(near.source), length, "source", lengths):
                return True  # the original was left in front of its translation
        # two lone neighbours of fitting length, and the alignment is not sure of them; several sure ones are evidence
        elif (score if len(run) > 2 else min(near.bead.score, score)) < SURE and (
            _lone_match(near, length, side, lengths)
            or (len(run) == 1 and has(near, opposite(side)) and _introduce(lost[0], of(near, opposite(side))))
        ):
            return True
    if score < DOUBT:
        return any(
            has(near, opposite(side)) and near.bead.score < DOUBT and _lone_match(near, length, side, lengths)
            for near in whole.pairs[max(first.index - REACH, 0) : last.index + REACH + 1]
            if not near.two_sided and near.translatable
        )
    return False


def _introduce(*texts: Segment) -> bool:
    """Are they all short lines that introduce what follows?"""
    return all(text.text.rstrip(" *_").endswith((":", "：")) and size(text) < LINE for text in texts)


def _spare(paragraph: Pair, side: Side) -> Iterator[int]:
    """Sizes of the sentences of a paragraph that stand alone on a side, and of such neighbours together."""
    total = 0
    for inner in paragraph.sentences:
        if has(inner, side) and not has(inner, opposite(side)):
            yield size(of(inner, side))
            total += size(of(inner, side))
        else:
            if total:
                yield total
            total = 0
    if total:
        yield total


def _counts_agree(whole: Whole, first: Pair, last: Pair, near: Pair, side: Side) -> bool:
    """Would a neighbour have as many sentences on either side, if the lost ones were its own?"""
    lost = sum(
        len(_range(inner, side)) for pair in whole.pairs[first.index : last.index + 1] for inner in pair.sentences
    )
    here, there = (sum(len(_range(inner, s)) for inner in near.sentences) for s in (side, opposite(side)))
    return lost > 0 and there > here and here + lost == there


def _range(pair: Pair, side: Side) -> range:
    return pair.bead.source if side == "source" else pair.bead.target


def original(pair: Pair) -> bool:
    """Is the target the source as it is, in words of its language?"""
    if not pair.two_sided or prose.in_language(pair.target.blanked(), pair.target_language):
        return False
    same = prose.folded(pair.source) == prose.folded(pair.target)
    return same and prose.word_count(pair.source.blanked(), pair.source_language) >= 3


def original_beside(paragraph: Pair, lost: Pair) -> Pair | None:
    """The source sentence that a translator left in the target in front of its translation, or behind it."""
    return next((inner for inner in beside(paragraph, lost) if original(inner)), None)


def originals(paragraph: Pair) -> list[Pair]:
    """Source sentences that were left in the target beside what may be their translation."""
    found = [sentence for one in _lone(paragraph) if (sentence := original_beside(paragraph, one))]
    return list(dict.fromkeys(found))


def doubled(paragraph: Pair, lengths: Lengths) -> list[Pair]:
    """The sentences of a source that stands in the target as a whole, beside its translation.

    Only where the rest of the target is sure to be that translation: of fitting length, with about as many sentences,
    and with most of its numbers and names. Who deletes the source on our word must not lose a text.
    """
    given = [one for one in paragraph.sentences if one.bead.source]
    rest = _lone(paragraph)
    if not rest or not any(map(original, given)) or not all(map(_unchanged, given)):
        return []
    count, own = sum(len(one.bead.source) for one in given), sum(len(one.bead.target) for one in rest)
    if abs(count - own) > count // 3:
        return []
    if not _fits(sum(size(one.source) for one in given), sum(size(one.target) for one in rest), "source", lengths):
        return []
    known = marks.every(paragraph.source, paragraph.source_language)
    there = frozenset[object]().union(*(marks.every(one.target, one.target_language, doubtful=True) for one in rest))
    return given if 2 * len(known & there) >= len(known) else []


def rendered(paragraph: Pair, lost: Pair) -> bool:
    """Has a lone target sentence nothing but marks of the source, one of them in no other sentence of the target?

    Then that is what it renders: a label in code, with what is said of it, where the source has one long sentence.
    """
    language = lost.target_language
    own = marks.every(lost.target, language)
    if not own or not own <= marks.every(paragraph.source, paragraph.source_language, doubtful=True):
        return False
    others = (one.target for one in paragraph.sentences if one is not lost and one.bead.target)
    return not own <= frozenset[object]().union(*(marks.every(one, language, doubtful=True) for one in others))


def fragment(lost: Pair) -> bool:
    """Is a target sentence a few words without a verb? Nobody adds such; it was cut off its neighbour."""
    text = lost.target.blanked().strip(" \t\n.,;:!?*_\"'()“”‘’")
    return bool(text) and text.count(" ") < FRAGMENT and _PREDICATE.search(text) is None


def _lone(paragraph: Pair) -> list[Pair]:
    """Sentences in the language of the target that match none of the source."""
    return [
        one
        for one in paragraph.sentences
        if not one.bead.source and prose.in_language(one.target.blanked(), one.target_language)
    ]


def _unchanged(pair: Pair) -> bool:
    return pair.two_sided and prose.folded(pair.source) == prose.folded(pair.target)


def sentence_elsewhere(whole: Whole, paragraph: Pair, lost: Pair, side: Side, lengths: Lengths) -> bool:
    """Does a lone text near by look like the counterpart of a lost sentence, alone or with its lost neighbours?

    A lone paragraph next to this one, a lone sentence of the other side of this one, or a sentence next to it that is
    unsure of its counterpart and would render both as well.
    """
    sizes = {size(of(lost, side)), sum(size(of(inner, side)) for inner in _run(paragraph, lost, side))}
    around = list(_around(whole, paragraph.index, paragraph.index))
    near = [pair for pair in around if not pair.two_sided]
    if any(_lone_match(pair, length, side, lengths) for pair in near for length in sizes):
        return True
    if any(_shares(pair, [of(lost, side)], side) for pair in around if pair.two_sided):
        return True
    inside = [inner for inner in paragraph.sentences if has(inner, opposite(side)) and not has(inner, side)]
    unsure = inside if lost.bead.score < SURE else [inner for inner in inside if inner.bead.score < SURE]
    spare = [size(of(inner, opposite(side))) for inner in unsure]
    if any(_fits(length, found, side, lengths) for length in sizes for found in spare):
        return True
    return any(
        _would_hold(inner, lost, side, lengths)
        for inner in beside(paragraph, lost)
        if inner.two_sided and max(inner.bead.score, lost.bead.score) < UNSURE
    )


def _would_hold(inner: Pair, lost: Pair, side: Side, lengths: Lengths) -> bool:
    """Is the other side of a sentence pair long enough for a lost neighbour too?"""
    sizes = [size(inner.source), size(inner.target)]
    sizes[side == "target"] += size(of(lost, side))
    return abs(lengths.surprise(*sizes)) < 1


def _run(paragraph: Pair, lost: Pair, side: Side) -> list[Pair]:
    """The lost sentence with the neighbours that are lost like it."""
    inner = paragraph.sentences
    first = last = inner.index(lost)
    while first > 0 and has(inner[first - 1], side) and not has(inner[first - 1], opposite(side)):
        first -= 1
    while last + 1 < len(inner) and has(inner[last + 1], side) and not has(inner[last + 1], opposite(side)):
        last += 1
    return list(inner[first : last + 1])


def beside(paragraph: Pair, lost: Pair) -> list[Pair]:
    """The sentence pairs in front of one and behind it."""
    inner = paragraph.sentences
    at = inner.index(lost)
    return [inner[i] for i in (at - 1, at + 1) if 0 <= i < len(inner)]


def split(paragraph: Pair, lost: Pair) -> bool:
    """May a lone target sentence render a clause of the source sentence before or behind it?"""
    return any(
        inner.two_sided and len(inner.bead.target) == 1 and len(_CLAUSE.findall(inner.source.blanked())) >= 1
        for inner in beside(paragraph, lost)
    )


def _lone_match(near: Pair, lost: int, side: Side, lengths: Lengths) -> bool:
    return has(near, opposite(side)) and _fits(lost, size(of(near, opposite(side))), side, lengths)


def _around(whole: Whole, first: int, last: int) -> Iterator[Pair]:
    """Translatable pairs close by: up to the first two-sided one in either direction."""
    for indices in (range(first - 1, first - 1 - REACH, -1), range(last + 1, last + 1 + REACH)):
        for index in indices:
            if 0 <= index < len(whole.pairs) and whole.pairs[index].translatable:
                yield whole.pairs[index]
                if whole.pairs[index].two_sided:
                    break


def _fits(lost: int, found: int, side: Side, lengths: Lengths) -> bool:
    """May a text of `found` characters render one of `lost` characters on `side`?"""
    source, target = (lost, found) if side == "source" else (found, lost)
    return abs(lengths.surprise(source, target)) < 1.5


def _too_long(near: Pair, lost: int, side: Side, lengths: Lengths, score: float) -> bool:
    """Is the opposite side of a neighbour so long that it rather renders both?"""
    source, target = size(near.source), size(near.target)
    if side == "source":
        alone, both = lengths.surprise(source, target), lengths.surprise(source + lost, target)
    else:
        alone, both = -lengths.surprise(source, target), -lengths.surprise(source, target + lost)
    return (alone > 2 and abs(both) < min(1.5, alone)) or (score < SURE and alone > 1 and abs(both) < alone - 0.5)


def _shares(near: Pair, lost: list[Segment], side: Side, least: int = 2) -> bool:
    """Does the opposite side of a neighbour have what marks the lost text, and its own counterpart does not?

    Half of it, from two marks; or all of it, from `least`.
    """
    languages = (near.source_language, near.target_language)
    own, other = languages if side == "source" else languages[::-1]
    known = set[object]().union(*(marks.every(segment, own) for segment in lost))
    explained = known & marks.every(of(near, opposite(side)), other, doubtful=True) - marks.every(of(near, side), own)
    return 2 * len(explained) >= len(known) >= 2 <= len(explained) or (len(explained) >= least and explained == known)
