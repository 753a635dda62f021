"""Runs rules over a bitext: builds what rules see, turns their hits into diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tm.checks import calls, rows, suppress
from tm.checks.fix import as_written
from tm.checks.internal import OWN, RAISED, Failures, examine, quiet
from tm.checks.registry import Hit, Pair, Rule, Whole
from tm.core import (
    Bitext,
    Diagnostic,
    Edit,
    Fix,
    Glossary,
    Kind,
    Place,
    Related,
    Segment,
    Severity,
    Span,
)
from tm.errors import TmError
from tm.messages import say

if TYPE_CHECKING:
    from tm.alignment.encoder import Encoder
    from tm.terms.match import Matcher


#: Beads of a bitext up to which the morphemes of each are kept, some 10 kB a bead.
KEPT = 4_000
#: From so many places on, what a document does is a habit; so many of them keep their severity, the others are info.
HABIT, TOLD = 3, 1
#: Term rules that find something without a glossary.
UNAIDED = frozenset({"T013", "T014"})
#: Term rules that also find abbreviations, which no glossary has to name.
ABBREVIATIONS = frozenset({"T009"})


@dataclass(frozen=True)
class Settings:
    """What the user decided about rules.

    severities: by code
    options:    keyword arguments of a rule, by code
    encoder:    gives the sentence encoder, for rules that compare meanings; they do without where it gives None
    """

    severities: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    encoder: Callable[[], Encoder | None] = lambda: None


def run(
    bitext: Bitext,
    rules: Iterable[Rule],
    *,
    glossary: Glossary | None = None,
    matcher: Matcher | None = None,
    settings: Settings | None = None,
    failed: list[TmError] | None = None,
) -> list[Diagnostic]:
    """Findings of `rules` on a bitext, in the order of the target file, then by code.

    matcher: finds the glossary's terms; without one, term rules see none.
    failed:  receives an InternalError for each rule that raises, and the others go on; without it, they raise
    """
    settings = settings or Settings()
    failures = Failures(bitext, failed)
    found = pairs(bitext, matcher=matcher)
    whole = Whole(bitext, found, glossary or Glossary(), settings.encoder)
    prose = [pair for pair in found if not _markup_only(pair)]
    diagnostics: list[Diagnostic] = []
    habits: dict[tuple[str, str], list[int]] = {}

    def add(rule: Rule, pair: Pair, hit: Hit) -> None:
        made = _diagnostic(bitext, rule, pair, hit, severities.get(rule.code))
        if hit.habit:
            habits.setdefault((rule.code, hit.habit), []).append(len(diagnostics))
        diagnostics.append(made)

    language = bitext.target.language.lower()
    running = [rule for rule in rules if not rule.language or language.startswith(rule.language)]
    severities = settings.severities
    asked = running if matcher is not None or whole.glossary else [rule for rule in running if not _needs_terms(rule)]
    single = [(r, r.check, settings.options.get(r.code, {})) for r in asked if r.scope == "pair"]
    with quiet(running):
        for (rule, check, options), asked_for in calls.of_blocks(prose, single):
            for pair in asked_for:
                try:
                    for hit in check(pair, **options):
                        add(rule, pair, hit)
                except RAISED as error:
                    failures.add(rule, pair, error)
        for rule in asked if found else ():
            if rule.scope == "bitext":
                try:
                    for hit in rule.check(whole, **settings.options.get(rule.code, {})):
                        add(rule, found[0], hit)
                except RAISED as error:
                    failures.add(rule, None, error)
        for places in habits.values():
            _tell_once(diagnostics, places)
        left = _without_echoes(diagnostics)
        if bitext.target.remarks or bitext.source.remarks:
            left = _asked(bitext, left, running, bool(whole.glossary), settings, failures)
    failures.finish()
    return sorted(left, key=_order)


def _asked(
    bitext: Bitext,
    found: list[Diagnostic],
    running: Sequence[Rule],
    glossary: bool,
    settings: Settings,
    failures: Failures,
) -> list[Diagnostic]:
    """What the documents do not silence, and what rules say about their suppressions."""
    ran = {rule.code for rule in running if rule.scope in ("pair", "bitext")} - failures.codes
    if not glossary:
        ran -= {code for code in ran if code.startswith("T") and code not in UNAIDED}
    left, review = suppress.review(found, bitext, ran)
    told: list[Diagnostic] = []
    for rule in running:
        if rule.scope != "suppressions":
            continue
        try:
            for hit in rule.check(review, **settings.options.get(rule.code, {})):
                if hit.pair:
                    made = _diagnostic(bitext, rule, hit.pair, hit, settings.severities.get(rule.code))
                    told.append(replace(made, source=None))
        except RAISED as error:
            failures.add(rule, None, error)
    return left + suppress.without(told, bitext)


def _needs_terms(rule: Rule) -> bool:
    """Does a rule find nothing without a glossary?"""
    own = rule.module.startswith(OWN) and rule.code.startswith("T")
    return own and rule.code not in UNAIDED and rule.code not in ABBREVIATIONS


def _tell_once(found: list[Diagnostic], places: Sequence[int]) -> None:
    """Lower all but the first of a document's habit: one decision repairs all of them."""
    if len(places) < HABIT:
        return
    places = sorted(places, key=lambda place: _order(found[place]))
    for place in places[:TOLD]:
        others = len(places) - TOLD
        found[place] = replace(found[place], message=_with_others(found[place].message, others))
    for place in places[TOLD:]:
        found[place] = replace(found[place], severity=Severity.INFO)


def _with_others(message: str, others: int) -> str:
    return say("{message}; {others} more like it in this document", message=message, others=others)


def _without_echoes(found: list[Diagnostic]) -> list[Diagnostic]:
    """Leave out what another finding says already: a term in text that is missing altogether (U203)."""
    lost = [d.source.span for d in found if d.code == "U203" and d.source]
    return [d for d in found if not (d.code == "T001" and d.source and any(s.contains(d.source.span) for s in lost))]


def pairs(bitext: Bitext, *, matcher: Matcher | None = None) -> list[Pair]:
    """One Pair a bead, in order, each holding its sentence pairs where the bitext has them."""
    languages = (bitext.source.language, bitext.target.language)
    find = matcher.uses if matcher is not None else None
    inner = _sentence_pairs(bitext, languages, matcher)
    crossed = rows.crossed(bitext)
    keep = len(bitext.beads) <= KEPT
    return [
        Pair(
            *bitext.sides(bead),
            bead,
            index=index,
            languages=languages,
            find_terms=find,
            sentences=inner.get(index, ()),
            doubtful=index in crossed,
            keep=keep,
        )
        for index, bead in enumerate(bitext.beads)
    ]


def _sentence_pairs(bitext: Bitext, languages: tuple[str, str], matcher: Matcher | None) -> dict[int, Sequence[Pair]]:
    """Sentence pairs by the index of the paragraph bead that they lie in."""
    if bitext.sentences is None:
        return {}
    source_bead = {i: number for number, bead in enumerate(bitext.beads) for i in bead.source}
    target_bead = {i: number for number, bead in enumerate(bitext.beads) for i in bead.target}
    inner = bitext.sentences
    grouped: dict[int, list[Pair]] = {}
    for index, bead in enumerate(inner.beads):
        if bead.source:
            number = source_bead[inner.source.segments[bead.source.start].parent]
        else:
            number = target_bead[inner.target.segments[bead.target.start].parent]
        pair = Pair(
            *inner.sides(bead), bead, index=index, languages=languages, find_terms=matcher.uses if matcher else None
        )
        grouped.setdefault(number, []).append(pair)
    return {number: tuple(found) for number, found in grouped.items()}


def _markup_only(pair: Pair) -> bool:
    return pair.source.kind is Kind.MARKUP or pair.target.kind is Kind.MARKUP


def _diagnostic(bitext: Bitext, rule: Rule, pair: Pair, hit: Hit, severity: Severity | None) -> Diagnostic:
    pair = getattr(hit, "pair", None) or pair
    examine(pair, hit)
    edits = [hit.fix] if isinstance(hit.fix, Edit) else list(hit.fix)
    # A lowered default lowers every finding of the rule; a hit that is less sure than the rule stays so.
    chosen = hit.severity or rule.severity
    if severity is not None:
        chosen = severity if hit.severity is None else min(severity, hit.severity, key=lambda s: s.rank)
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=chosen,
        message=hit.message,
        help=hit.help,
        term=hit.term,
        segment=_ordinal(pair.target if pair.target.id else pair.source),
        target=Place(bitext.target, _span(pair.target, hit.span)),
        source=Place(bitext.source, _span(pair.source, hit.source)),
        related=tuple(
            Related(message, Place(bitext.target, other.target.places.file(span)))
            for message, other, span in hit.related
        ),
        fix=_fix(bitext, pair.target, edits, safe=hit.safe),
    )


def _fix(bitext: Bitext, target: Segment, edits: Sequence[Edit], *, safe: bool) -> Fix | None:
    """Edits of the text as ones of the file; None where one of them cannot be written there."""
    made: list[Edit] = []
    for edit in edits:
        text = as_written(edit.text, bitext.signature, bitext.target.path)
        if text is None:
            return None
        if target.kind is Kind.CELL:  # a bar would end the cell of a table
            text = text.replace("|", "\\|")
        made.append(Edit(target.places.file(edit.span), text))
    return Fix(tuple(made), safe) if made else None


def _ordinal(segment: Segment) -> str:
    """The paragraph's id, also for one of its sentences (`17.2`)."""
    return segment.id.rpartition(".")[0] if segment.kind is Kind.SENTENCE else segment.id


def _span(segment: Segment, span: Span | None) -> Span:
    return segment.file if span is None else segment.places.file(span)


def _order(found: Diagnostic) -> tuple[int, int, str, str]:
    span = found.target.span if found.target else Span(0, 0)
    return span.start, span.end, found.code, found.message
