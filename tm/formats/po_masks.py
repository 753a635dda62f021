"""Masks of catalogue messages: reStructuredText roles and literals besides what plain text has."""

from __future__ import annotations

import re

from tm.core import Mask, Span
from tm.formats import icu
from tm.formats.inline import plain_found
from tm.formats.pieces import Found, ordered, tidy

#: A character of whatever is masked.
_ANY = re.compile(r"[`*|<{$%@]|\]_|https?://|ftp://|www\.")
_LITERAL = re.compile(r"``(?=\S)(?:[^`]|`(?!`))*+``")
#: A role or a plain reference: `:ref:`text <target>``, `:meth:`~Field.clean``, `` `text <https://...>`_ ``.
#: A mark that ends a reference, `>`__`, opens none, nor does one close behind a blank.
_MARKED = re.compile(r"`(?=[^\s`])(?!__?(?:\W|\Z))(?P<inner>[^`]++)(?<=\S)`(?P<tail>__?)?")
_ROLE = re.compile(r":(?:[A-Za-z][\w+.-]{0,40}+:){1,3}$")
_LONGEST_ROLE = 127
_TITLED = re.compile(r"(?s)(?P<text>.*\S)(?P<target>\s*<[^<>]*+>)$")
_STRONG = re.compile(r"(?P<open>\*(?<![\w*]\*)\*?)(?=[^\s*])[^*\n]*+(?<=[^\s*])(?P<close>\*\*?)(?![\w*])")
_SUBSTITUTION = re.compile(r"\|[A-Za-z][\w .-]{0,60}\|_{0,2}")
_FOOTNOTE = re.compile(r"\[[#*]?[\w-]*+\]_")
#: Roles whose text a reader reads as words; elsewhere the text is a name in code.
_PROSE_ROLES = frozenset({"ref", "doc", "term", "dfn", "abbr", "guilabel", "menuselection", "strong", "emphasis"})


def masks(text: str, *, formats: bool = False) -> tuple[Mask, ...]:
    """The masks of a message. formats: its flags say that it holds printf conversions."""
    if _ANY.search(text) is None:
        return ()
    found: list[Found] = []
    blank = text
    if "`" in text:
        found += [(*match.span(), "code") for match in _LITERAL.finditer(text)]
        blank = _blanked(text, found)
        done = 0
        for marked in _MARKED.finditer(blank):
            found += _role(marked, blank, done)
            done = marked.end()
    if "*" in text:
        for strong in _STRONG.finditer(blank):
            if len(strong["open"]) == len(strong["close"]):
                found += [(*strong.span("open"), "markup"), (*strong.span("close"), "markup")]
    if "|" in text:
        found += [(*match.span(), "variable") for match in _SUBSTITUTION.finditer(blank)]
    if "]_" in text:
        found += [(*match.span(), "anchor") for match in _FOOTNOTE.finditer(blank)]
    if "{" in text:
        found += icu.found(blank)
    taken = ordered(found)
    more = plain_found(_blanked(blank, taken), formats=formats)
    return tidy([*taken, *more]) if more else tuple([Mask(Span(start, end), kind) for start, end, kind in taken])


def _blanked(text: str, spans: list[Found]) -> str:
    """The text with spans, in order, as spaces."""
    if not spans:
        return text
    parts: list[str] = []
    at = 0
    for start, end, _ in spans:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def _role(marked: re.Match[str], text: str, since: int) -> list[Found]:
    """Visible text of a reference stays; its target, and names in code, are masked."""
    start, end = marked.span()
    role = _ROLE.search(text, max(since, start - _LONGEST_ROLE), start) if text.startswith(":", start - 1) else None
    names = role[0].strip(":").split(":") if role else [""]
    inner_start, inner_end = marked.span("inner")
    start = role.start() if role else start
    titled = _TITLED.match(marked["inner"]) if marked["inner"][-1] == ">" else None
    if titled is not None:
        words = inner_start + titled.end("text")
        return [(start, inner_start, "markup"), (words, inner_end, "url"), (inner_end, end, "markup")]
    if marked["tail"] or names[-1] in _PROSE_ROLES:
        return [(start, inner_start, "markup"), (inner_end, end, "markup")]
    return [(start, end, "code")]


_STATEMENT = re.compile(
    r"""\s*(?:
      (?:def|class|for|if|elif|while|with|except|async\ def|try|else|finally)\b.*:\s*(?:\#.*)?$
    | (?:import|from|return|raise|yield|print|del|assert|pass|break|continue|public|static|const|let|var|fn|func)\b
    | [@#{}] | //  | [\w.\[\]'", ]+\s*[-+*/|&]?=(?!=) | [\w.]+\(.*\)?\s*;?\s*$ | .*[;{}(\[]\s*$
    )""",
    re.VERBOSE,
)


def is_listing(text: str) -> bool:
    """Is a message a piece of a program: an interpreter session, or lines most of which are statements?"""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return text.startswith((">>> ", "$ "))
    if any(line.lstrip().startswith(">>> ") for line in lines) or lines[0].startswith("$ "):
        return True
    return sum(_STATEMENT.match(line) is not None for line in lines) * 3 >= len(lines) * 2
