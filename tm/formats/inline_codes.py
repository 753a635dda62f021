"""Inline codes of bilingual files (`bpt`, `ph`, `g`, `x` ...) in texts for a memory: what a reader reads stays.

A code that only marks (bold, a link, a line break) is left out; one that stands for a value is shown: as its own
text where that is short and looks like a variable (`{name}`, `%s`), else as `{id}`. Texts inside codes, such as
the alternative text of an image, stand in brackets behind their place.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: A value that is filled in: printf, braces, percent names, shell and template variables.
_VALUE = re.compile(
    r"\{\{?[^{}\s\\][^{}]{0,80}\}?\}|\{\}|%(?:\d+\$)?[-+0 #]*\d*(?:\.\d+)?[a-zA-Z@]|%\([\w.]{1,60}\)[a-z]|%[\w.]{1,60}%"
    r"|\$\{?[\w.]{1,60}\}?|\[%?[\w.]{1,60}%?\]|&\w{1,20};|@\w{1,60}"
)
_BREAK = re.compile(r"<\s*/?\s*(?:br|p|lb|w:br|text:line-break)\b|\\n|\\r|\\line|\\par|\n", re.IGNORECASE)
_BREAK_TYPES = frozenset({"lb", "pb", "x-lb", "x-br", "x-html-br", "br", "linebreak", "struct", "xlf:lb", "xlf:pb"})


def is_value(code: str) -> bool:
    """Does a code stand for a value that is filled in?"""
    return _VALUE.fullmatch(code) is not None


@lru_cache(maxsize=4096)
def shown(content: str, type_: str, number: str) -> str:
    """What stands in the text for a code that stands alone.

    content: its native code, or what the file gives as its equivalent; type_: what the file says that it is;
    number:  its id
    """
    code = content.strip()
    if is_value(code):
        return code
    if type_.lower() in _BREAK_TYPES or _BREAK.match(code or content):
        return " "
    if code or type_:
        return ""
    return f"{{{number}}}" if number else ""


def aside(text: str, before: str) -> str:
    """A text inside a code, as it stands behind `before`."""
    words = text.strip()
    if not words:
        return ""
    return f"({words})" if not before or before[-1].isspace() else f" ({words})"
