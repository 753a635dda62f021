"""Source words that a translation keeps because they name something: a directory, a label, a piece of code.

Added to what `tm.terms.leftover` tells by the words themselves: here it is what stands around them on both sides.
"""

from __future__ import annotations

import re

from tm.core import Span
from tm.lang import hangul
from tm.lang.regex import regex
from tm.terms.prose import quoted

#: What is called by a word as it stands, in English and in Korean, whether the word is marked or not.
_FOLDER = regex(r"[*_\"'”’]*\s+(?:directory|directories|folders?)\b", re.IGNORECASE)
_FOLDER_KO = regex(r"[*_\"'”’]*\s*(?:디렉터리|디렉토리|폴더)")
#: The same where the word is emphasised or quoted: *title* column, "name" field.
_NAMED = regex(
    r"\s+(?:files?|projects?|packages?|modules?|branch(?:es)?|columns?|fields?|keys?|tables?|parameters?|arguments?|options?"
    r"|flags?|variables?|propert(?:y|ies)|attributes?|props?|tags?|commands?|keywords?|statements?|functions?|methods?|buttons?)\b",
    re.IGNORECASE,
)
_CALLED = regex(r"\b(?:called|named)\s+$", re.IGNORECASE)
#: Where a word in lower case is no ordinary noun: at the head of a sentence, or with no article behind `if`.
_BARE = regex(r"(?:^|[.:;!?]\s+|\b(?:if|unless|when|whether)\s+)$", re.IGNORECASE)
_MARKED = regex(r"(?<![*_A-Za-z0-9])([*_])(?![*_\s])([^*_\n]{1,60}?)\1(?![*_A-Za-z0-9])")
_LISTED = regex(r",? (?:and |or |및 |그리고 |또는 )?[*_]\w")
_ELEMENT = regex(r"<([A-Za-z][\w.-]*)\b[^<>]*>([^<>]+)</\1>")
_LOGO = regex(r"[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f? ?[\[*_]{0,3}$")
_LINK = regex(r"\[([^\[\]\n]+)\]\(([^()\s]*)\)")
_HEADWORD = regex(r"[*_]{0,2}([^\n:가-힣]{1,40})[*_]{0,2}:[*_]{0,2} *(?:\\n)?\n")
_DESTINATION = regex(r"\]\([^()\s]*$")


def names_something(word: Span, source: str, target: str) -> bool:
    """Does the word of the target stand as a name there, as the source shows or the mark-up around it?"""
    text = word.of(target)
    return (
        _LOGO.search(target[max(0, word.start - 8) : word.start]) is not None
        or _is_masked(word, target)
        or _is_headword(word, source, target)
        or _is_folder(word, source, target)
        or (_element(target, word) and any(m[2].strip() == text for m in _ELEMENT.finditer(source)))
        or _is_linked(word, source, target)
        or _is_marked(word, source, target)
    )


def _is_masked(word: Span, text: str) -> bool:
    """Is it in a link destination or between backticks? Tables and catalogues may hold Markdown that nobody marked."""
    line = text[text.rfind("\n", 0, word.start) + 1 : word.start]
    if "](" in line and _DESTINATION.search(line):
        return True
    return line.replace("``", "").count("`") % 2 == 1 and "`" in text[word.end :].split("\n", 1)[0]


def _is_headword(word: Span, source: str, target: str) -> bool:
    """Is it the head of an entry, on a line of its own with a colon, as in the source?"""
    head = _HEADWORD.match(target)
    return head is not None and Span(*head.span(1)).contains(word) and source.startswith(head.group())


def _is_folder(word: Span, source: str, target: str) -> bool:
    if not _FOLDER_KO.match(target, word.end):
        return False
    return any(_FOLDER.match(source, m.end()) for m in re.finditer(rf"\b{re.escape(word.of(target))}\b", source))


def _is_linked(word: Span, source: str, target: str) -> bool:
    """Is it in a link kept whole, a title or a command of several words, or one to the place or path of that name?"""
    for link in _LINK.finditer(target):
        if link.start(1) <= word.start and word.end <= link.end(1):
            whole = " " in link[1] and not hangul.has_hangul(link[1])
            path = "/" in link[1] and link[1].strip("./") == link[2].strip("./")
            return path or (whole and f"[{link[1]}]" in source) or (link[1] == link[2][1:] and link[0] in source)
    return False


def _element(text: str, word: Span) -> bool:
    return any(m.start(2) <= word.start and word.end <= m.end(2) for m in _ELEMENT.finditer(text))


def _is_marked(word: Span, source: str, target: str) -> bool:
    """Is it emphasised or quoted by itself on both sides, and in the source a name or one of a list of such words?"""
    text = word.of(target)
    if any(label.of(target)[1:-1] == text for label in quoted(target) if label.contains(word)):
        return f"`{text}`" in source or any(label.of(source)[1:-1].rstrip(".,") == text for label in quoted(source))
    here = next((m for m in _MARKED.finditer(target) if Span(*m.span()).contains(word)), None)
    if here is None or here[2] != text:
        return False
    there = [m for m in _MARKED.finditer(source) if m[2] == text]
    listed = _LISTED.match(target, here.end()) is not None
    return any(
        _FOLDER.match(source, m.end())
        or _NAMED.match(source, m.end())
        or _CALLED.search(source[: m.start()])
        or (text.islower() and _BARE.search(source[: m.start()]))
        or (listed and _LISTED.match(source, m.end()))
        for m in there
    )
