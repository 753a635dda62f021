"""The own words of reports for people, in the reader's language."""

from __future__ import annotations

from functools import cache

from tm.core import Severity
from tm.lang.catalogue import translated
from tm.messages import say
from tm.report.summary import Summary, by_severity, none_found
from tm.report.summary import documents as count_of

WORDS = {
    "title": say("Translation check"),
    "severity": say("Severity"),
    "place": say("Place"),
    "rule": say("Rule"),
    "problem": say("Problem"),
    "source": say("source"),
    "target": say("translation"),
    "help": say("help"),
    "show": say("Show all"),
    "failed": say("could not be checked"),
    "count": say("count"),
    "fixable": say("fixable"),
    "name": say("name"),
    "by_rule": say("rule"),
    "by_term": say("term"),
    "by_file": say("file"),
    "by_folder": say("folder"),
}
SEVERITIES = {
    Severity.ERROR: say("error"),
    Severity.WARNING: say("warning"),
    Severity.INFO: say("info"),
}


@cache
def words(language: str) -> dict[str, str]:
    """The words of a language; English where there are none."""
    return {name: translated(word, language) for name, word in WORDS.items()}


def severity(found: Severity, language: str) -> str:
    """`error`, 오류."""
    return translated(SEVERITIES[found], language)


def documents(summary: Summary, language: str) -> str:
    """`3 documents`, 문서 3개."""
    return translated(count_of(summary), language)


def clean(summary: Summary, language: str) -> str:
    """That nothing was found."""
    return translated(none_found(summary, count_of(summary)), language)


def more(count: int, language: str) -> str:
    """How many findings a report leaves out."""
    return translated(say("{count:,} more are not shown.", count=count), language)


def rest(count: int, language: str) -> str:
    """How many rows a table leaves out."""
    return translated(say("and {count:,} more", count=count), language)


def counts(summary: Summary, language: str) -> str:
    """`3 errors, 6 warnings in 2 documents`, without those of which there are none."""
    severities = by_severity(summary)
    return translated(say("{severities} in {checked}", severities=severities, checked=count_of(summary)), language)
