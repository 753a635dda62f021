"""Counts over findings, for the end of a report and for the exit status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tm.core import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Summary:
    """What was checked and what was found.

    files: documents, each a pair; fixable: findings with a fix; safe: those of them that --fix applies
    paths: the documents by name, also those without findings, as far as they are known
    failures: (document, why) of those that could not be checked
    """

    files: int
    segments: int
    errors: int
    warnings: int
    infos: int
    fixable: int
    safe: int
    seconds: float
    paths: tuple[str, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> int:
        """All findings."""
        return self.errors + self.warnings + self.infos


def summarise(
    diagnostics: Sequence[Diagnostic],
    *,
    files: int,
    segments: int,
    seconds: float,
    paths: Sequence[str] = (),
    failures: Sequence[tuple[str, str]] = (),
) -> Summary:
    """Count findings by severity."""
    count = Counter(found.severity for found in diagnostics)
    return Summary(
        files,
        segments,
        count[Severity.ERROR],
        count[Severity.WARNING],
        count[Severity.INFO],
        sum(found.fix is not None for found in diagnostics),
        sum(found.fix is not None and found.fix.safe for found in diagnostics),
        seconds,
        tuple(paths),
        tuple(failures),
    )


def fails(diagnostics: Sequence[Diagnostic], fail_on: str) -> bool:
    """True when a finding is at or above `fail_on` (error, warning, info; never)."""
    if fail_on == "never":
        return False
    return any(found.severity.rank >= Severity(fail_on).rank for found in diagnostics)


def plural(count: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
