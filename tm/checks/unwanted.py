"""Renderings that the glossary forbids or has given up: what T003 and T004 say of them."""

from __future__ import annotations

from tm.checks.registry import Hit, Pair
from tm.terms.match import Rendering, TermUse
from tm.terms.replace import in_place_of, replacing


def unwanted(pair: Pair, use: TermUse, found: Rendering, said: str) -> Hit:
    """A finding whose fix writes the approved target; none where a verb and a noun would meet.

    said: what the glossary says of the rendering, `forbidden`
    """
    wanted = in_place_of(found.target, use.concept.wanted)
    return Hit(
        found.span,
        f"{found.target} is {said} for '{use.concept.source}'",
        help=f"use {' or '.join(use.concept.wanted)}" if use.concept.wanted else "",
        source=use.source[0],
        term=use.concept.source,
        fix=replacing(pair.target.text, found.span, wanted) if wanted else (),
    )
