"""Terminology over translations: what renders each term, where that differs, what a glossary covers, what it lacks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tm.core import Bitext, Glossary
from tm.frames.given import Each, given
from tm.frames.table import frame
from tm.report.lines import lines

if TYPE_CHECKING:
    import pandas

    from tm.checks.registry import Pair
    from tm.terms.use import TermUse

RENDERINGS = {
    "term": "string",
    "rendering": "string",
    "status": "string",
    "document": "string",
    "count": "int64",
    "line": "Int64",
}
INCONSISTENT = {
    "term": "string",
    "renderings": "int64",
    "usual": "string",
    "share": "float64",
    "others": "string",
    "documents": "int64",
    "across": "bool",
}
COVERAGE = {
    "document": "string",
    "words": "int64",
    "covered": "int64",
    "share": "float64",
    "terms": "int64",
    "occurrences": "int64",
    "rendered": "int64",
    "rendered_share": "float64",
}
#: A rendering that nothing was found for.
MISSING = "missing"
#: Besides, in the order of a chart: from as the glossary wants it to not at all.
STATUSES = (
    "approved",
    "admitted",
    "kept",
    "deprecated",
    "forbidden",
    "untranslated",
    "misspelled",
    "other",
    MISSING,
)
_OTHER = {"transliterated": "other", "altered": "other"}
_BESIDE = ("gloss", "ignored")


@given(found=Each("Bitext"), terms="Glossary")
def renderings(found: Iterable[Bitext], terms: Glossary) -> pandas.DataFrame:
    """What stands for each term, in each document; terms by their number of places, the most frequent first.

    Passages that may be no translations of each other are not counted. The index counts from 0.

    Columns:
        term (string): as the glossary spells it
        rendering (string): the target of the glossary, or what stands in its place; empty where nothing is found
        status (string): `approved` `admitted` `forbidden` `deprecated` as in the glossary; `kept` (the source word,
            where that is right), `untranslated` (where it is not), `misspelled`, `other` (in no row), `missing`
        document (string): path of the translation
        count (int64): places
        line (Int64): the first of them, from 1
    """
    counts: Counter[tuple[str, str, str, str]] = Counter()
    first: dict[tuple[str, str, str, str], int] = {}
    for bitext in found:
        at = lines(bitext.target.text).at
        for pair, use in _uses(bitext, terms):
            for rendering, status, start in _renderings(use, pair):
                key = (use.concept.source, rendering, status, bitext.target.path)
                counts[key] += 1
                first.setdefault(key, at(start).line)
    total: Counter[str] = Counter()
    for (term, *_), count in counts.items():
        total[term] += count
    ordered = sorted(counts, key=lambda key: (-total[key[0]], key[0], key[3], -counts[key], key[1]))
    return frame([(*key, counts[key], first[key]) for key in ordered], RENDERINGS, "row")


@given(rendered=RENDERINGS)
def inconsistent(rendered: pandas.DataFrame) -> pandas.DataFrame:
    """Terms that are rendered in more than one way, the most divided first. `rendered`: of `renderings`.

    The index counts from 0.

    Columns:
        term (string): as the glossary spells it
        renderings (int64): how many ways there are; places without any do not count
        usual (string): the most frequent one
        share (float64): its part of the places that have a rendering, 0 to 1
        others (string): the other ones with their numbers: `할루시네이션 2, 환상 1`
        documents (int64): in which the term stands
        across (bool): documents differ in their most frequent rendering
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in rendered.itertuples():
        if row.status != MISSING:
            counts[str(row.term)][str(row.rendering)] += int(str(row.count))
            places[str(row.term)][str(row.document)][str(row.rendering)] += int(str(row.count))
    rows = []
    for term, own in counts.items():
        if len(own) < 2:
            continue
        (usual, most), *others = sorted(own.items(), key=lambda item: (-item[1], item[0]))
        favourites = {min(some, key=lambda text: (-some[text], text)) for some in places[term].values()}
        listed = ", ".join(f"{text} {count}" for text, count in others)
        rows.append((term, len(own), usual, most / own.total(), listed, len(places[term]), len(favourites) > 1))
    return frame(sorted(rows, key=lambda row: (row[3], row[0])), INCONSISTENT, "row")


@given(found=Each("Bitext"), terms="Glossary")
def coverage(found: Iterable[Bitext], terms: Glossary) -> pandas.DataFrame:
    """How much of each document's source the glossary knows, and how often the translation follows it.

    The index counts from 0.

    Columns:
        document (string): path of the source
        words (int64): words of the source between blanks, code and markup left out
        covered (int64): those that are part of a term
        share (float64): covered of words, 0 to 1
        terms (int64): different terms that occur
        occurrences (int64): places of terms in passages that are sure to be translations of each other
        rendered (int64): those that the translation renders as the glossary says
        rendered_share (float64): rendered of occurrences; NaN where no term occurs
    """
    rows = []
    for bitext in found:
        words = sum(len(segment.blanked().split()) for segment in bitext.source.segments if segment.translatable)
        covered = occurrences = rendered = 0
        seen = set()
        for pair, use in _uses(bitext, terms):
            seen.add(use.concept.source)
            covered += sum(len(span.of(pair.source.text).split()) for span in use.source)
            occurrences += len(use.source)
            rendered += len(use.source) if use.rendered else 0
        rows.append(
            (
                bitext.source.path,
                words,
                covered,
                min(covered / words, 1.0) if words else 0.0,
                len(seen),
                occurrences,
                rendered,
                rendered / occurrences if occurrences else float("nan"),
            )
        )
    return frame(rows, COVERAGE, "row")


def _uses(bitext: Bitext, terms: Glossary) -> Iterator[tuple[Pair, TermUse]]:
    """Each term with the passage that it stands in, where both sides are sure to belong together."""
    from tm.checks import engine
    from tm.terms.match import Matcher

    matcher = Matcher(terms, bitext.source.language, bitext.target.language)
    for pair in engine.pairs(bitext, matcher=matcher):
        if pair.translatable and pair.two_sided and pair.trusted:
            for use in pair.terms:
                yield pair, use


def _renderings(use: TermUse, pair: Pair) -> Iterator[tuple[str, str, int]]:
    """Each rendering of a term in a passage, at most as many as it has places there: text, status, place."""
    place = pair.target.places.file
    own = [rendering for rendering in use.found if rendering.status not in _BESIDE][: len(use.source)]
    for rendering in own:
        yield rendering.target, _OTHER.get(rendering.status, rendering.status), place(rendering.span).start
    if own or not use.concept.wanted:
        return
    if use.rival is not None:
        yield use.rival.target, "other", place(use.rival.span).start
    elif use.certain:
        for _ in use.source:
            yield "", MISSING, pair.target.file.start
