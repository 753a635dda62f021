"""What is looked for in English text, and whether it stands at a word: inflection, joints of compounds, capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from tm.lang import en
from tm.lang.regex import regex

#: Between the parts of a term: spaces, a hyphen, emphasis marks.
JOINT = regex(r"[*_]{0,3}(?:\s+|[-‐‑])[*_]{0,3}")
SPLIT = regex(r"[\s‐‑-]+")
ANY = "*"  #: in an expression: one word, whichever it is


@dataclass(frozen=True, slots=True)
class Entry:
    """What to look for.

    key:       the caller's number; several entries may share one
    text:      the term as in the glossary
    verb:      every form of a verb counts, not only the plural
    verb_only: behind a determiner it is another word
    adjective: the plural is a noun, another word
    proper:    the term is a name, or may stay as one: capitals say nothing against it
    sensitive: case matters
    excepted:  not a term: where this phrase stands, the term `key` does not; with key -1, no term at all
    """

    key: int
    text: str
    verb: bool = False
    verb_only: bool = False
    adjective: bool = False
    proper: bool = False
    sensitive: bool = False
    excepted: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """An entry cut into words."""

    entry: Entry
    parts: tuple[str, ...]

    @property
    def hyphen(self) -> bool:
        """Does it need its hyphen, being a plain phrase without: in-place, on-demand?"""
        return self.parts[0] in en.word_class("prepositions") and "-" in self.entry.text


#: A term that may stand in a text: start and end, pattern, first and last word, inflection.
Found = tuple[int, int, Pattern, int, int, str]


class Literal(NamedTuple):
    """A term that is not made of words alone: C++, .NET. needle: what a text in lower case must hold."""

    entry: Entry
    needle: str
    regex: re.Pattern[str]


def literal_of(entry: Entry) -> Literal:
    """An entry that is looked for letter by letter."""
    borders = rf"(?<![\w.]){re.escape(entry.text)}(?![\w+#])"
    return Literal(entry, entry.text.lower(), re.compile(borders, 0 if entry.sensitive else re.IGNORECASE))


def plain(part: str) -> bool:
    """Is it one word of letters?"""
    found = en.words(part)
    return len(found) == 1 and len(found[0]) == len(part)


def matches(pattern: Pattern, prose: str, words: en.Tokens, at: int) -> str:
    """The inflection of the word that carries it, or empty: the pattern does not stand here."""
    last = len(pattern.parts) - 1
    forms = words.forms
    if at + last >= len(forms):
        return ""
    inflection = en.BASE
    for offset, part in enumerate(pattern.parts):
        form = forms[at + offset]
        if offset > 1 and part != ANY and part.lower() not in en.base_forms(form):
            return ""
        if offset:
            end, start = words.end(at + offset - 1), words.start(at + offset)
            if start - end == 1 and prose[end] == " ":
                if pattern.hyphen:
                    return ""
            else:
                joint = JOINT.fullmatch(prose, end, start)
                if joint is None or (pattern.hyphen and joint.group().isspace()):
                    return ""
        how = inflection_of(form, part, pattern.entry, first=offset == 0, last=offset == last)
        if not how:
            return ""
        inflection = how if how != en.BASE else inflection
    return inflection


def inflection_of(form: str, part: str, entry: Entry, *, first: bool, last: bool) -> str:
    """How the word is inflected if it can be this part of the term; empty if it cannot."""
    if part == ANY and entry.excepted:
        return en.BASE
    if entry.sensitive:
        if form == part:
            return en.BASE
        return en.S if last and form in (part + "s", part + "es") else ""
    for lemma, how in en.readings(form):
        if lemma == part and (how == en.BASE or (how == en.S and last) or (entry.verb and (first or last))):
            return how
    return ""


def constant(form: str, pattern: Pattern) -> bool:
    """Is the word in capitals a name of code or an acronym, where the glossary has a common word?"""
    return len(form) > 1 and form.isupper() and not pattern.entry.sensitive
