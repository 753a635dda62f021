"""Put a term in place of another in Korean text, and repair the particle behind it."""

from __future__ import annotations

from collections.abc import Sequence

from tm.core import Edit, Span
from tm.lang import hangul, josa
from tm.lang.regex import regex
from tm.terms.korean import is_predicate

#: Particles that cannot be words of their own, so that a space before one is a slip: `request 와`.
_DETACHED = frozenset(("을", "를", "와", "과", "은", "는", "으로", "로"))
#: Marks that may stand between a term and its particle: emphasis, quotation.
_CLOSING = regex(r"[*_]{1,3}(?=[가-힣])|[\"”’'»」』](?=[가-힣])")


def replacing(text: str, span: Span, target: str) -> Edit:
    """The edit that writes `target` over `span`; the particle behind it is made to agree and attached."""
    closing = _CLOSING.match(text, span.end)
    start = closing.end() if closing else span.end
    particle = josa.standing_at(text, start)
    if particle is None and text[start : start + 1] == " " and hangul.is_syllable(target[-1:]):
        particle = josa.standing_at(text, start + 1)
        if particle is not None and particle.of(text) not in _DETACHED:
            particle = None
    if particle is None:
        return Edit(span, target)
    between = text[span.end : start]
    return Edit(Span(span.start, particle.end), target + between + josa.agreeing(target, particle.of(text)))


def noun(target: str) -> str:
    """What can stand where a noun stood: the target, or the stem of a verb in -하다; empty where neither will do."""
    if "(" in target:
        return ""
    if not is_predicate(target):
        return target
    return target.removesuffix("하다") if target.endswith("하다") and len(target) > 3 else ""


def in_place_of(old: str, wanted: Sequence[str]) -> str:
    """The first target in a form that fits where `old` was found; empty where a verb and a noun would meet."""
    if not wanted:
        return ""
    whole = is_predicate(old) and not noun(old)  # a native verb, found in a conjugated form
    return "" if whole else noun(wanted[0])
