"""Which sentences of a pair show a speech level, and which level the project asks for at a path."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import PurePath

from tm.checks.registry import Pair
from tm.core import Document, Kind, Segment
from tm.lang.regex import regex
from tm.lang.register import FAMILIAR, FORMAL, PLAIN, POLITE, Ending, endings

#: Text in sentences; the other kinds have endings of their own.
PROSE = frozenset({Kind.PARAGRAPH, Kind.ENTRY})
#: What a project can ask for, and the levels that do not fit it.
AGAINST = {"formal": frozenset({PLAIN, FAMILIAR}), "plain": frozenset({FORMAL, POLITE, FAMILIAR})}
#: (path pattern, level); "" asks for nothing there
Wanted = Sequence[tuple[str, str]]


def sentences(pair: Pair) -> list[Ending]:
    """The endings of full sentences of the target: paragraphs, messages and list items."""
    target = pair.target
    if not target.text or (target.kind not in PROSE and target.kind is not Kind.ITEM):
        return []
    found = endings(target.text, target.masked, lambda: pair.morphemes, target.blanked())
    return [ending for ending in found if not _is_title(target, ending)] if found else found


_ADDRESS = regex(r"\]\((?!#)")
#: Words of a title at least: 여기를 보세요 is said by the author.
_TITLE_WORDS = 3


def _is_title(target: Segment, ending: Ending) -> bool:
    """Does a sentence fill the words of a link to another page: its title, in the level of that page?"""
    text = target.text
    for number, mask in enumerate(target.masked):
        if mask.span.start >= ending.span.end and _ADDRESS.match(text, mask.span.start):
            if text[ending.span.end : mask.span.start].strip(".?!…。 *_~"):
                return False
            opener = next((m.span for m in reversed(target.masked[:number]) if m.span.of(text) == "["), None)
            words = text[opener.end : mask.span.start].split() if opener else []
            return len(words) >= _TITLE_WORDS and opener is not None and opener.end <= ending.span.start
    return False


_STATED = regex(r"^(?:<!--|\{/\*|#)\s*tm:\s*register\s+(formal|plain)\b", re.MULTILINE)


def wanted(register: Wanted, document: Document) -> str:
    """The level that a file asks for itself (`<!-- tm: register plain -->`), or the project for it; empty for none.

    Of several patterns that fit the path, the longest holds.

    A pattern is written from the folder of the configuration, the path may begin above it or below: it fits when it
    matches the end of the path. `**` crosses folders, `*` does not.
    """
    if "tm:" in document.text and (stated := _STATED.search(document.text)):
        return stated[1]
    path = PurePath(document.path).as_posix()
    fitting = [(len(pattern), level) for pattern, level in register if _fits(pattern).search(path)]
    return max(fitting)[1] if fitting else ""


@cache
def _fits(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/?|\*|\?)", pattern)
    spelt = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]", "": ""}
    return re.compile(r"(?:^|/)" + "".join(spelt.get(part, re.escape(part)) for part in parts) + "$")
