"""Counts over findings, for the end of a report and for the exit status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tm.core import Diagnostic, Severity
from tm.messages import Said, listed, say


class Tally(NamedTuple):
    """Findings counted by severity. fixable: those with a fix; safe: those of them that --fix applies."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0
    fixable: int = 0
    safe: int = 0

    def fails(self, fail_on: str) -> bool:
        """True when a finding is at or above `fail_on` (error, warning, info; never)."""
        if fail_on == "never":
            return False
        least = Severity(fail_on).rank
        counts = ((self.errors, Severity.ERROR), (self.warnings, Severity.WARNING), (self.infos, Severity.INFO))
        return any(count and severity.rank >= least for count, severity in counts)


@dataclass(frozen=True, slots=True)
class Summary:
    """What was checked and what was found.

    files: documents, each a pair; where `glossaries` is true, those, and their rows are the segments
    fixable: findings with a fix; safe: those of them that --fix applies
    paths: the documents by name, also those without findings, as far as they are known
    failures: (document, why) of those that could not be checked
    narrowed: findings were left out, as they are accepted or in what did not change
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
    glossaries: bool = False
    narrowed: bool = False

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
    glossaries: bool = False,
    narrowed: bool = False,
) -> Summary:
    """Count findings by severity."""
    return Summary(files, segments, *tally(diagnostics), seconds, tuple(paths), tuple(failures), glossaries, narrowed)


def tally(diagnostics: Sequence[Diagnostic]) -> Tally:
    """Count findings."""
    count = Counter(found.severity for found in diagnostics)
    return Tally(
        count[Severity.ERROR],
        count[Severity.WARNING],
        count[Severity.INFO],
        sum(found.fix is not None for found in diagnostics),
        sum(found.fix is not None and found.fix.safe for found in diagnostics),
    )


def together(tallies: Iterable[Tally]) -> Tally:
    """The sum of several."""
    return Tally(*map(sum, zip(Tally(), *tallies, strict=True)))


def fails(diagnostics: Sequence[Diagnostic], fail_on: str) -> bool:
    """True when a finding is at or above `fail_on` (error, warning, info; never)."""
    return tally(diagnostics).fails(fail_on)


def none_found(summary: Summary, checked: Said) -> Said:
    """That nothing was found in what was checked, or nothing new."""
    if summary.narrowed:
        return say("No new problems in {checked}.", checked=checked)
    return say("No problems found in {checked}.", checked=checked)


def documents(summary: Summary) -> Said:
    """`1 document`, `2 documents`, or glossaries."""
    count = summary.files
    if summary.glossaries:
        return say("{count:,} glossary", "{count:,} glossaries", count=count)
    return say("{count:,} document", "{count:,} documents", count=count)


def segments(summary: Summary) -> Said:
    """`1 segment`, `2 segments`, or rows of glossaries."""
    count = summary.segments
    if summary.glossaries:
        return say("{count:,} row", "{count:,} rows", count=count)
    return say("{count:,} segment", "{count:,} segments", count=count)


def of_severity(count: int, severity: Severity) -> Said:
    """`1 error`, `2 warnings`."""
    if severity is Severity.ERROR:
        return say("{count:,} error", "{count:,} errors", count=count)
    if severity is Severity.WARNING:
        return say("{count:,} warning", "{count:,} warnings", count=count)
    return say("{count:,} info", "{count:,} infos", count=count)


def by_severity(summary: Summary) -> str:
    """`3 errors, 6 warnings`, without those of which there are none."""
    counts = (summary.errors, summary.warnings, summary.infos)
    return of_severities(dict(zip(Severity, counts, strict=True)))


def of_severities(counts: Mapping[Severity, int]) -> str:
    """The same of counts by severity."""
    return listed([of_severity(counts[kind], kind) for kind in Severity if counts.get(kind)])


def fixable(summary: Summary) -> Said | None:
    """`2 fixable with --fix.`; None where nothing is."""
    safe, unsafe = summary.safe, summary.fixable - summary.safe
    if safe and unsafe:
        return say("{safe} fixable with --fix, {unsafe} more with --unsafe-fixes.", safe=safe, unsafe=unsafe)
    if safe:
        return say("{safe} fixable with --fix.", safe=safe)
    return say("{unsafe} fixable with --fix --unsafe-fixes.", unsafe=unsafe) if unsafe else None
