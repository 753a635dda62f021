"""Glossaries of machine translation services: one target for each source, no status, no remark.

What may not be used is left out, for the service would use it. A term that stays as it is becomes its own target.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tm.core import Glossary, Term
from tm.formats.concepts import Report, one_line, unfit_for_xml
from tm.messages import say

#: A target is taken before one of a later status.
_RANK = {"approved": 0, "dnt": 0, "admitted": 1}


@dataclass(frozen=True, slots=True)
class Service:
    """What a service takes.

    name:     in messages
    most:     bytes of a term in UTF-8; 0 for no limit
    largest:  bytes of a file; 0 for no limit
    refuses:  why it refuses a text as a cell; empty when it does not
    """

    name: str
    most: int = 0
    largest: int = 0
    refuses: Callable[[str], str] | None = None


def pairs(glossary: Glossary, service: Service, report: Report) -> list[tuple[str, str]]:
    """One target for each source, in the order of the glossary; everything else is reported with the reason."""
    chosen: dict[str, tuple[Term, str]] = {}
    rows = [(term, one_line(term.source)) for term in glossary]
    by_rank = sorted(rows, key=lambda row: _RANK.get(row[0].status, 9))  # stable: file order within a rank
    kept: set[int] = set()
    for term, source in by_rank:
        if reason := _unfit(source, service) or ("" if source else say("the source is empty")):
            report.leave_out(term, reason)
            continue
        if term.status not in _RANK:
            targets = ", ".join(map(one_line, term.targets))
            report.leave_out(term, say("{targets}: {service} cannot forbid", targets=targets, service=service.name))
            continue
        for target in (source,) if term.status == "dnt" else map(one_line, term.targets):
            if reason := _unfit(target, service) or ("" if target else say("no target")):
                report.leave_out(term, say("target {target!r}: {reason}", target=target, reason=reason))
            elif source not in chosen:
                chosen[source] = (term, target)
                kept.add(id(term))
            elif chosen[source][1] != target:
                report.leave_out(
                    term,
                    say(
                        "target {target!r}: {service} holds one target for each source, which is {other!r}",
                        target=target,
                        service=service.name,
                        other=chosen[source][1],
                    ),
                )
            else:
                kept.add(id(term))
    report.written += len(kept)
    written = [term for term, _ in rows if id(term) in kept]
    report.no_place(written, "pos", "except", "case", "domain", "definition", "note")
    return [(source, chosen[source][1]) for source in dict.fromkeys(source for _, source in rows) if source in chosen]


def _unfit(text: str, service: Service) -> str:
    if reason := unfit_for_xml(text):
        return reason
    if service.most and (size := len(text.encode())) > service.most:
        return say("{size} bytes, {service} takes {most}", size=size, service=service.name, most=service.most)
    return service.refuses(text) if service.refuses else ""


def fits(data: bytes, service: Service, report: Report) -> bytes:
    """The file, with a notice where the service would refuse it for its size."""
    if service.largest and len(data) > service.largest:
        report.notices.append(
            say(
                "the file has {size:,} bytes, {service} takes {most:,}: split the glossary",
                size=len(data),
                service=service.name,
                most=service.largest,
            )
        )
    return data
