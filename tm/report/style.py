"""How a report looks and what it may point to, apart from the findings themselves."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tm.core import Bitext

#: Families about the Korean text alone: for people their source side would only take room.
TARGET_ONLY = frozenset("KPS")


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of texts that a rule reports, or does not. fixed: the target after its fix; before: an older source"""

    reported: bool
    source: str
    target: str
    fixed: str | None = None
    glossary: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Manual:
    """What a report says about a rule, in the reader's language.

    title:    its name and what it reports
    url:      its page; empty where a rule has none
    family:   what rules of its letter are about
    parts:    (label, text) of what the text says, without the title
    """

    title: str
    text: str
    url: str = ""
    name: str = ""
    family: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    examples: tuple[Example, ...] = ()


def unknown(_: str) -> Manual | None:
    """No manual for any rule."""
    return None


@dataclass(frozen=True, slots=True)
class Style:
    """How a report looks.

    columns:    those that a report for people may take; marks stand right only in as many
    language:   of the report's own words, en or ko
    statistics: counts by rule, term, file and folder, for people instead of the findings
    links:      codes of rules lead to their pages, where they have one, on a terminal that knows links
    pages:      address of the pages that `manual` knows of, with {code} and {lang}; empty for none
    within:     the current folder as seen from the root of the repository, where reports name files from there
    manual:     a rule's code to its manual
    aligned:    the documents with findings as they were aligned, for reports that show whole texts; asked for only by
                these, since findings may have been kept while alignments were not
    """

    color: bool = False
    columns: int = 100
    language: str = "en"
    statistics: bool = False
    links: bool = False
    pages: str = ""
    within: str = ""
    manual: Callable[[str], Manual | None] = unknown
    aligned: Callable[[], Sequence[Bitext]] = tuple

    def url(self, code: str) -> str:
        """The page of a rule; empty where there is none."""
        manual = self.manual(code)
        return manual.url if manual else ""

    def name(self, code: str, name: str) -> str:
        """What a rule is called in the reader's language. name: what programs call it"""
        manual = self.manual(code)
        return (manual and manual.name) or name

    def path(self, path: str) -> str:
        """A path as seen from the root of the repository."""
        inside = bool(self.within) and not posixpath.isabs(path)
        return posixpath.normpath(posixpath.join(self.within, path)) if inside else path.removeprefix("./")


def page(pages: str, code: str, language: str = "en") -> str:
    """The published page of a rule. pages: an address with {code} and {lang}; empty where none are published"""
    return pages.replace("{lang}", language).replace("{code}", code)
