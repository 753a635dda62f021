"""Segments and sentences that stand on one side only: what omission (source) and addition (target) report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tm.checks import cues, held, marks, moved, prose
from tm.checks.held import Side, has, of, opposite
from tm.checks.lengths import Lengths, size
from tm.checks.registry import Pair, Whole
from tm.core import Bead, Kind, Segment, Span, empty_at, join

SIDES: tuple[Side, Side] = ("source", "target")
#: A heading gives an alignment little to go by: below so many characters it must be surer by so much.
SHORT, SHORT_NEEDS = 30, 0.1
#: A document is another version of its source from this share of unmatched segments, so many, in so many places.
APART, APART_LEAST, APART_PLACES = 0.4, 20, 4
#: Standard deviations by which a target must be too long, where a sentence may render a clause of its neighbour ...
SPLIT_NEEDS = 2.0
#: ... and from which score a little less will do.
SPLIT_SCORE, SPLIT_LESS = 0.7, 1.5
#: Score of a lone sentence from which the lengths need not say the same; of 100 such ones 99 are lost.
VERY_SURE = 0.95
#: By how much nearer in meaning a sentence must be to take the counterpart of its neighbour.
NEARER = 0.05
#: Titles that a translation may give to a box that has a default one.
DEFAULT_TITLE = "admonition"


@dataclass(frozen=True)
class Gap:
    """pair: the text that stands alone, neighbours joined, and the empty place opposite; count: segments in it."""

    pair: Pair
    count: int


@dataclass(frozen=True)
class Version:
    """A target of another version of the source. pair: where to say so; alone: segments without a match."""

    pair: Pair
    alone: int
    total: int


@dataclass
class _Known:
    """What the rules of the family find out about a bitext, once for all of them."""

    lengths: Lengths
    elsewhere: moved.Elsewhere
    readable: list[Pair]
    version: list[Version | None] = field(default_factory=list)
    sentences: dict[tuple[Side, float], list[Gap]] = field(default_factory=dict)


def _known(whole: Whole) -> _Known:
    """Kept with the bitext, as `cached_property` keeps things."""
    found: _Known | None = vars(whole).get("_completeness")
    if found is None:
        found = vars(whole)["_completeness"] = _Known(
            Lengths.of(whole.pairs), moved.Elsewhere(whole), [pair for pair in whole.pairs if pair.translatable]
        )
    return found


def readable(whole: Whole) -> list[Pair]:
    """The pairs that hold text for readers, in order."""
    return _known(whole).readable


def lengths(whole: Whole) -> Lengths:
    """How long translations are in this document."""
    return _known(whole).lengths


def told(whole: Whole, least: float = 0.5) -> frozenset[int]:
    """Pairs of which a sentence is reported as missing or added."""
    lost = {gap.pair.index for side in SIDES for gap in sentences(whole, side, least=least)}
    if not lost:
        return frozenset()
    return frozenset(pair.index for pair in whole.pairs if any(inner.index in lost for inner in pair.sentences))


def in_lost_sentence(whole: Whole, pair: Pair, span: Span, least: float = 0.5) -> bool:
    """Does a span of the source stand in a sentence of that pair that is reported as missing?"""
    if len(pair.sentences) < 2:
        return False
    place = pair.source.places.file(span)
    return any(gap.pair.source.file.contains(place) for gap in sentences(whole, "source", least=least))


def other_version(whole: Whole) -> Version | None:
    """Another version of the document, where it is one; see `_other_version`."""
    known = _known(whole)
    if not known.version:
        known.version.append(_other_version(whole))
    return known.version[0]


def _other_version(whole: Whole) -> Version | None:
    """Is so much unmatched, all over the document, that single gaps say nothing?

    One long gap is no other version: a translation that has just begun, or an appendix left out.
    """
    alone = total = places = 0
    inside, first = False, None
    for pair in readable(whole):
        count = len(pair.bead.source) + len(pair.bead.target)
        total += count
        if pair.bead.source and pair.bead.target and pair.trusted:  # an empty entry of a catalogue has its match
            inside, first = False, first or pair
            continue
        alone += count
        places += not inside
        inside = True
    if alone < APART_LEAST or alone <= APART * total or places < APART_PLACES:
        return None
    return Version(first or whole.pairs[0], alone, total)


def paragraphs(
    whole: Whole, side: Side, *, least: float, expected: Callable[[Pair], bool] | None = None
) -> Iterator[Gap]:
    """Runs of neighbouring segments that stand on one side only and that no neighbour seems to hold.

    least:    score from which an alignment's "nothing matches this" is believed
    expected: what may well stand alone; it ends a run and is in none
    """
    lengths, elsewhere = _known(whole).lengths, _known(whole).elsewhere
    run: list[Pair] = []
    paired = {pair.index for pair in readable(whole) if pair.bead.source and pair.bead.target}
    shown = cues.times(whole)
    for pair in [*whole.pairs, None]:
        if pair is not None and pair.index not in paired and not has(pair, opposite(side)):
            text = of(pair, side)
            if not (text.translatable and text.text) or text.key == DEFAULT_TITLE:
                continue  # an image or a code block between lost paragraphs does not end the run
            if shown is not None and shown.said(pair):
                pass  # a subtitle with another one beside it: the words are divided in another way
            elif pair.bead.score >= least + (SHORT_NEEDS if size(text) < SHORT else 0) and not (
                expected and expected(pair)
            ):
                run.append(pair)
                if text.kind is not Kind.ENTRY:  # each key of a catalogue is a gap of its own
                    continue
        elif pair is not None and pair.index not in paired and not pair.translatable:
            continue
        if not run:
            continue
        texts = [of(inner, side) for inner in run]
        if not held.by_neighbours(whole, run, side, lengths) and not elsewhere.has(texts, side):
            yield _gap(run, side)
        run = []


def at_one_place(whole: Whole, gap: Gap, others: Iterable[Gap]) -> bool:
    """Is there another gap with nothing translated between the two: one text that was rewritten, perhaps?"""
    for other in others:
        first, last = sorted((gap.pair.index, other.pair.index))
        between = whole.pairs[first + 1 : last]
        if not any(pair.two_sided and pair.translatable for pair in between):
            return True
    return False


def _gap(run: Sequence[Pair], side: Side) -> Gap:
    first, last = run[0], run[-1]
    text = join([of(pair, side) for pair in run])
    if side == "source":
        bead = Bead(range(first.bead.source.start, last.bead.source.stop), first.bead.target, first.bead.score)
        source, target = text, first.target
    else:
        bead = Bead(first.bead.source, range(first.bead.target.start, last.bead.target.stop), first.bead.score)
        source, target = first.source, text
    languages = (first.source_language, first.target_language)
    return Gap(Pair(source, target, bead, index=first.index, languages=languages), len(run))


def sentences(whole: Whole, side: Side, *, least: float) -> list[Gap]:
    """Lost sentences inside of paragraphs; see `_sentences`."""
    known = _known(whole).sentences
    if (side, least) not in known:
        known[side, least] = list(_sentences(whole, side, least=least))
    return known[side, least]


def _sentences(whole: Whole, side: Side, *, least: float) -> Iterator[Gap]:
    """Sentences that stand alone where the other side of the paragraph is too short for them or lacks their content."""
    lengths, elsewhere = _known(whole).lengths, _known(whole).elsewhere
    if cues.times(whole) is not None:
        return  # a sentence goes on over several subtitles, divided otherwise in each language
    for pair in readable(whole):
        if len(pair.sentences) < 2 or not pair.two_sided:
            continue
        alone = [inner for inner in pair.sentences if of(inner, side).text and not has(inner, opposite(side))]
        if len(alone) == len(pair.sentences):
            continue
        found: list[Pair] = []
        for inner in sorted(alone, key=lambda inner: -inner.bead.score):
            text, gone = of(inner, side), sum(size(of(other, side)) for other in found)
            trust = inner.bead.score / least if least else 1.0
            if not _really_lost(pair, inner, side, lengths, trust, gone):
                continue
            if side == "target" and (held.original_beside(pair, inner) or held.doubled(pair, lengths)):
                continue
            if side == "target" and (held.rendered(pair, inner) or held.fragment(inner)):
                continue
            if not held.sentence_elsewhere(whole, pair, inner, side, lengths) and not elsewhere.has([text], side):
                found.append(inner)
        yield from (Gap(_rather(whole, pair, inner, side), 1) for inner in alone if inner in found)


def _rather(whole: Whole, paragraph: Pair, lost: Pair, side: Side) -> Pair:
    """The sentence that is lost rather, where the alignment is unsure which: what its neighbour is paired with may
    render the one as well as the other, and then the meanings decide.
    """
    if lost.bead.score >= held.UNSURE:
        return lost
    for near in held.beside(paragraph, lost):
        if near.bead.type != "1-1" or near.bead.score >= held.UNSURE or not (encoder := whole.encoder()):
            continue
        own, other, told = encoder.encode([of(near, side).text, of(lost, side).text, of(near, opposite(side)).text])
        if float(other @ told) < float(own @ told) + NEARER:
            continue
        first = near.index < lost.index
        ends = of(near, opposite(side)).file
        empty = empty_at(ends.start if first else ends.end)
        source, target = (near.source, empty) if side == "source" else (empty, near.target)
        languages = (near.source_language, near.target_language)
        return Pair(source, target, lost.bead, index=near.index, languages=languages)
    return lost


def _really_lost(paragraph: Pair, inner: Pair, side: Side, lengths: Lengths, trust: float, gone: int) -> bool:
    """Do the lengths of the paragraph, or content missing on the other side, bear the alignment out?

    trust: the alignment's score relative to the least that is believed; the less of it, the more the lengths must say
    gone:  characters of sentences of this paragraph that are lost for sure
    """
    lost = of(inner, side)
    whole = max(size(of(paragraph, side)) - gone, 1)
    rest, share = max(whole - size(lost), 1), size(lost) / whole
    if side == "source":
        with_it, without = (lengths.surprise(length, size(paragraph.target)) for length in (whole, rest))
    else:
        with_it, without = (-lengths.surprise(size(paragraph.source), length) for length in (whole, rest))
    if trust < 1:  # the sentence alignment is unsure: only a paragraph far too short proves a loss
        return trust >= 0.6 and with_it < -2 and abs(without) < 1
    languages = (paragraph.source_language, paragraph.target_language)
    marked = marks.missing(lost, of(paragraph, opposite(side)), languages, side)
    if side == "target" and inner.bead.score < held.SURE and not marked and held.split(paragraph, inner):
        needs = SPLIT_LESS if inner.bead.score >= SPLIT_SCORE else SPLIT_NEEDS
        return with_it < -needs and abs(without) < abs(with_it)
    better = abs(without) < abs(with_it)
    if inner.bead.score >= VERY_SURE and abs(without) < max(2.0, abs(with_it)):
        return True
    if better and ((with_it < -0.5 and share >= 0.15) or (with_it < -0.25 and trust >= 1.8)):
        return True
    return abs(without) < abs(with_it) + 1 and marked


def words(segment: Segment, language: str) -> int:
    """Words of prose."""
    return prose.word_count(segment.blanked(), language)
