"""Accepting findings: the suppressions that would silence them, one remark a block with all its codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tm.checks import directives
from tm.checks.directives import Directive
from tm.checks.suppress import UNUSED, Home, Homes
from tm.core import Bitext, Diagnostic, Edit, Kind, Severity, Span
from tm.formats.remark_edits import writer


def wanted(found: Iterable[Diagnostic], least: Severity) -> list[Diagnostic]:
    """Findings to accept: of a severity and above, and not those about suppressions."""
    return [one for one in found if one.severity.rank >= least.rank and one.code != UNUSED]


def edits(bitext: Bitext, found: Sequence[Diagnostic], *, reason: str) -> tuple[list[Edit], list[Diagnostic]]:
    """Edits of the translation that silence the findings, and those for which there is no place.

    reason: words to stand behind the codes until somebody says why

    Raises:
        UsageError: the format has no place for suppressions.
    """
    document = bitext.target
    homes = Homes(bitext, document)
    write = writer(document)
    asked = [d for d in map(directives.read, document.remarks) if d and d.holds and d.codes and not d.whole_file]
    fresh: dict[int, list[Diagnostic]] = {}
    merged: dict[int, set[str]] = {}
    lost: list[Diagnostic] = []
    for one in found:
        home = homes.of(one)
        if home is None:
            lost.append(one)
            continue
        near = next((n for n, d in reversed(list(enumerate(asked))) if homes.covers(d.remark.segments, home)), None)
        if near is not None:
            merged.setdefault(near, set()).add(one.code)
        else:
            fresh.setdefault(write.anchor(_index(homes, home)), []).append(one)
    codes = {index: sorted({one.code for one in some}) for index, some in fresh.items()}
    made = (
        write.edits(
            {index: f"tm: ignore {write.separator.join(some)} {reason}".rstrip() for index, some in codes.items()}
        )
        if codes
        else {}
    )
    lost += [one for index, some in fresh.items() if index not in made for one in some]
    more = [_merged(asked[near], sorted(some), write.separator) for near, some in merged.items()]
    return [*made.values(), *more], lost


def _index(homes: Homes, home: Home) -> int:
    """The segment in front of which a remark is to stand; one in front of markup belongs in front of what follows."""
    segments = homes.document.segments
    index = home.index
    while home.gap and index < len(segments) and segments[index].kind is Kind.MARKUP:
        index += 1
    return index


def _merged(directive: Directive, codes: Sequence[str], separator: str) -> Edit:
    """Further codes behind those of a suppression."""
    at = directive.remark.place.start + directive.codes[-1].place.end
    return Edit(Span(at, at), "".join(f"{separator}{code}" for code in codes))
