"""Put a term in place of another in Korean text, and repair the particle behind it."""

from __future__ import annotations

from tm.core import Edit, Span


def replacing(text: str, span: Span, target: str) -> Edit:
    """The edit that writes `target` over `span`; the particle behind it is made to agree."""
    try:
        from tm.lang import josa
    except ImportError:
        return Edit(span, target)

    particle = josa.after(text, span.end)
    if particle is None:
        return Edit(span, target)
    form = particle.of(text)
    return Edit(Span(span.start, particle.end), target + josa.agreeing(target, form))
