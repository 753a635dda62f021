"""Masks of catalogue messages: reStructuredText roles and literals besides what plain text has."""

from __future__ import annotations

import re

from tm.core import Mask
from tm.formats.inline import plain_masks
from tm.formats.pieces import tidy

_LITERAL = re.compile(r"``(?=\S)(?:[^`]|`(?!`))*+``")
#: A role or a plain reference: `:ref:`text <target>``, `:meth:`~Field.clean``, `` `text <https://...>`_ ``.
_ROLE = re.compile(r"(?P<role>:(?:[A-Za-z][\w+.-]{0,40}+:){1,3})?`(?=[^\s`])(?P<inner>[^`]++)`(?P<tail>__?)?")
_TITLED = re.compile(r"(?s)(?P<text>.*\S)(?P<target>\s*<[^<>]*+>)$")
_STRONG = re.compile(r"(?<![\w*])(?P<open>\*\*?)(?=[^\s*])[^*\n]*+(?<=[^\s*])(?P<close>\*\*?)(?![\w*])")
_SUBSTITUTION = re.compile(r"\|[A-Za-z][\w .-]{0,60}\|_{0,2}")
_FOOTNOTE = re.compile(r"\[[#*]?[\w-]*+\]_")
#: Roles whose text a reader reads as words; elsewhere the text is a name in code.
_PROSE_ROLES = frozenset({"ref", "doc", "term", "dfn", "abbr", "guilabel", "menuselection", "strong", "emphasis"})


def masks(text: str, *, formats: bool = False) -> tuple[Mask, ...]:
    """The masks of a message. formats: its flags say that it holds printf conversions."""
    found: list[tuple[int, int, str]] = []
    literals = [match.span() for match in _LITERAL.finditer(text)]
    found += [(start, end, "code") for start, end in literals]
    blank = _blanked(text, literals)
    for role in _ROLE.finditer(blank):
        found += _role(role)
    for strong in _STRONG.finditer(blank):
        if len(strong["open"]) == len(strong["close"]):
            found += [(*strong.span("open"), "markup"), (*strong.span("close"), "markup")]
    found += [(*match.span(), "variable") for match in _SUBSTITUTION.finditer(blank)]
    found += [(*match.span(), "anchor") for match in _FOOTNOTE.finditer(blank)]
    taken = tidy(found)
    blank = _blanked(blank, [(mask.span.start, mask.span.end) for mask in taken])
    rest = [(mask.span.start, mask.span.end, mask.kind) for mask in plain_masks(blank, formats=formats)]
    return tidy([*((mask.span.start, mask.span.end, mask.kind) for mask in taken), *rest])


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with spans, in order, as spaces."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def _role(role: re.Match[str]) -> list[tuple[int, int, str]]:
    """Visible text of a reference stays; its target, and names in code, are masked."""
    start, end = role.span()
    inner_start, inner_end = role.span("inner")
    names = (role["role"] or "").strip(":").split(":")
    titled = _TITLED.match(role["inner"])
    if titled is not None:
        words = inner_start + titled.end("text")
        return [(start, inner_start, "markup"), (words, inner_end, "url"), (inner_end, end, "markup")]
    if role["tail"] or names[-1] in _PROSE_ROLES:
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
