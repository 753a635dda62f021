"""Which terms a document introduces with the original in brackets, 환각(hallucination), and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tm.checks.registry import Pair, Whole
from tm.checks.term_counts import checked
from tm.core import Kind, Span
from tm.errors import ConfigError
from tm.messages import say
from tm.terms.gloss import bracket_of
from tm.terms.match import TermUse

NONE, FIRST, SECTION, AUTO = "none", "first", "first-per-section", "auto"
POLICIES = (NONE, FIRST, SECTION, AUTO)
#: A document introduces terms once if so many have a gloss, and of their later mentions at most this share.
_TERMS, _LATER = 2, 0.4


@dataclass(frozen=True, slots=True)
class Mention:
    """A term in the target, with the brackets of its gloss if it has one.

    first: the first mention of the document, or of the section; glossed_before: it was introduced already
    """

    pair: Pair
    use: TermUse
    span: Span
    target: str
    gloss: Span | None
    first: bool
    glossed_before: bool


def policy_of(name: str, found: list[Mention]) -> str:
    """The policy by that name; `auto` becomes what the document shows: first, or none.

    Raises:
        ConfigError: there is no such policy.
    """
    if name not in POLICIES:
        raise ConfigError(
            say("unknown gloss policy {name!r}", name=name),
            hint=say("use one of {known}", known=", ".join(POLICIES)),
        )
    if name != AUTO:
        return name
    introduced = {mention.use.concept.source for mention in found if mention.gloss}
    later = [mention for mention in found if mention.glossed_before]
    often = sum(mention.gloss is not None for mention in later) > _LATER * len(later)
    return FIRST if len(introduced) >= _TERMS and not often else NONE


def mentions(whole: Whole, *, by_section: bool = False) -> list[Mention]:
    """Every place where a term is rendered as the glossary says, in order. Headings and single messages have none."""
    return list(_mentions(whole, by_section))


def _mentions(whole: Whole, by_section: bool) -> Iterator[Mention]:
    met: set[str] = set()
    introduced: set[str] = set()
    at = -1
    for pair, use in checked(whole):
        if pair.source.kind is Kind.ENTRY:
            continue
        if by_section:
            new = [other for other in whole.pairs[at + 1 : pair.index + 1] if other.source.kind is Kind.HEADING]
            if new:
                met, introduced = set(), set()
        at = pair.index
        if pair.source.kind is Kind.HEADING or use.concept.kept:
            continue
        term = use.concept.source
        glosses = [bracket_of(pair.target.text, gloss.span) for gloss in use.having("gloss")]
        for rendering in use.having("approved", "admitted"):
            between = (pair.target.text[rendering.span.end : gloss.start] for gloss in glosses)
            near = [gloss for gloss, text in zip(glosses, between, strict=True) if not text.strip(" *_\"'”’")]
            mine = next((gloss for gloss in near if gloss.start >= rendering.span.end), None)
            yield Mention(pair, use, rendering.span, rendering.target, mine, term not in met, term in introduced)
            met.add(term)
            if mine:
                introduced.add(term)
