"""Renderings that the glossary forbids or has given up: what T003 and T004 say of them."""

from __future__ import annotations

from tm.checks.registry import Hit, Pair
from tm.core import Span
from tm.messages import either, say
from tm.terms.match import Rendering, TermUse
from tm.terms.replace import in_place_of, replacing


def unwanted(pair: Pair, use: TermUse, found: Rendering, *, forbidden: bool) -> Hit:
    """A finding whose fix writes the approved target; none where a verb and a noun would meet.

    forbidden: by the glossary, or else deprecated
    """
    wanted = in_place_of(found.target, use.concept.wanted)
    return Hit(
        found.span,
        say(
            "{target} is forbidden for '{source}'" if forbidden else "{target} is deprecated for '{source}'",
            target=found.target,
            source=use.concept.source,
        ),
        help=say("use {wanted}", wanted=either(use.concept.wanted)) if use.concept.wanted else "",
        source=_mention(use, found),
        term=use.concept.source,
        fix=replacing(pair.target.text, found.span, wanted) if wanted else (),
    )


def _mention(use: TermUse, found: Rendering) -> Span:
    """The mention that it renders: by order where there are as many renderings as mentions, or else the first."""
    return use.source[use.found.index(found)] if len(use.found) == len(use.source) else use.source[0]
