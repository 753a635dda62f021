"""Code spans that differ in writing: what of them a translator may change."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from tm.checks.code_pairs import TYPED, likeness
from tm.core import Severity
from tm.lang import hangul
from tm.lang.regex import regex

_TEXT = regex(r"'[^']*'|\"[^\"]*\"|<!--.*?-->", re.DOTALL)
_SPACE = regex(r"\s+")
#: What a reader of a command fills in: `{{file}}`, `<file>`.
_FIELD = regex(r"\{\{[^{}]*\}\}|<[^<>]*>")
#: How a comment begins, or a note to translators: in many languages, and as an element or a directive.
_COMMENT = regex(r"(?:#(?!\w)|//|--\s|;|%|\.\.\s|\{?/\*|<!--|[A-Z]{4,}:?\s|<(\w+)>.*</\1>$)")
_PIECE = regex(r"</?\w[^<>]*>|[^\s<>]+|[<>]")
#: A language that an example shows, `/zh/guide`, and what a Korean translation shows instead.
_LANGUAGE = regex(r"(?<![A-Za-z0-9])[a-z]{2}(?:[-_][A-Za-z]{2})?(?![A-Za-z0-9])")
_KOREAN = frozenset({"ko", "kr", "ko-kr", "ko_kr"})
_CHINESE_OR_JAPANESE = regex(r"[\u3040-\u30ff\u4e00-\u9fff]")
_LATIN = regex(r"[a-z0-9]+")
_ARGUMENTS = regex(r"\([^()]*\)")
_BETWEEN = regex(r"\s*[|,/&]+\s*|\s+")
_WORD = regex(r"[A-Za-z][a-z'’]*[.,:;!?]*")
_MACHINE = regex(r"[\d_=$@/\\]\w|\w[\d_=(\[/]|^-|\w-\w|\w\.\w|[a-z][A-Z]")
#: Words that stand for what a reader writes in their place.
_OWN = frozenset({
    "reason", "name", "file", "filename", "folder", "directory", "path", "title", "text", "message", "comment", "note",
    "description", "word", "words", "value", "label", "user", "author", "email", "date", "topic", "term", "subject",
    "query",
})  # fmt: skip


def skeleton(text: str) -> str:
    """A code span without texts in quotes, comments and white space: what a translator leaves alone."""
    return _SPACE.sub("", _TEXT.sub("''", text))


def same(source: str, target: str) -> bool:
    """Do two code spans say the same: but for texts, comments and what a reader of a command fills in himself?"""
    if slip(source, target):
        return False
    if skeleton(source).rstrip(";") == skeleton(target).rstrip(";") or source.strip("<>") == target:
        return True
    if _glossed(source, target) or localised(source, target):
        return True
    if _COMMENT.match(source) and _free(source, target):
        return True
    fields = _FIELD.findall(source), _FIELD.findall(target)
    if len(fields[0]) != len(fields[1]) or any(
        own != other and not hangul.has_hangul(other) for own, other in zip(*fields, strict=True)
    ):
        return False
    bare = _FIELD.sub("{}", source)
    return bare == _FIELD.sub("{}", target) and any(map(str.isalpha, bare))


def slip(source: str, target: str) -> bool:
    """Is it a name in quotes with a typing error, rather than a text that another stands for?"""
    quoted = all(_TEXT.fullmatch(text) and " " not in text and text.isascii() for text in (source, target))
    return quoted and source != target and likeness(source[1:-1], target[1:-1]) >= TYPED


def _glossed(source: str, target: str) -> bool:
    """Words in code marks that the target has in Korean beside the very same: `GET(조회, read)` for `GET (read)`."""
    if " " not in source or not hangul.has_hangul(target):
        return False
    words = _LATIN.findall(source.casefold())
    return bool(words) and words == _LATIN.findall(target.casefold())


def localised(source: str, target: str) -> bool:
    """Does an example show Korean instead of another language: `/ko/guide` for `/zh/guide`, a sentence in Chinese?"""
    if _CHINESE_OR_JAPANESE.search(source) and hangul.has_hangul(target):
        return True
    pairs = zip(_LANGUAGE.findall(source), _LANGUAGE.findall(target), strict=False)
    return _LANGUAGE.sub("{}", source) == _LANGUAGE.sub("{}", target) and all(
        own == other or other.casefold() in _KOREAN for own, other in pairs
    )


def divided(source: str, written: set[str]) -> bool:
    """Does the target have the parts of it each in marks of its own: `'a'` or `b` for `'a' | b`?"""
    parts = _BETWEEN.split(source)
    return len(parts) > 1 and all(part in written for part in parts if part) and any(parts)


def weight(source: str, target: str) -> Severity | None:
    """How much a change of code matters, where it is no plain error: words that stand for the reader's own or pseudo
    code in Korean; the ending of a plural, which Korean has not."""
    if filled_in(source, target):
        return Severity.INFO
    own, other = _ARGUMENTS.findall(source), _ARGUMENTS.findall(target)
    if own and own != other and _ARGUMENTS.sub("()", source) == _ARGUMENTS.sub("()", target):
        spoken = all(one == two or hangul.has_hangul(two) for one, two in zip(own, other, strict=True))
        return Severity.INFO if spoken else None
    one, two = sorted((source.casefold(), target.casefold()), key=len)
    return Severity.WARNING if one + "s" == two else None


def filled_in(source: str, target: str) -> bool:
    """Is nothing in Korean but words that stand for the reader's own: `open file`, `ignore T002 reason`?"""
    words = _free(source, target)
    return bool(words) and all(word.lower() in _OWN for word in words)


def _free(source: str, target: str) -> list[str]:
    """The words of the source that the target has in Korean; none where anything else differs.

    Free words stand behind the last word that only a machine reads, such as a code or an option.
    """
    own, other = _PIECE.findall(source), _PIECE.findall(target)
    fixed = max((number for number, piece in enumerate(own) if piece[0] != "<" and _MACHINE.search(piece)), default=-1)
    found: list[str] = []
    spoken = kept = False
    for tag, a, b, c, d in SequenceMatcher(None, own, other, autojunk=False).get_opcodes():
        if tag == "equal":
            kept = True
            continue
        if a <= fixed or not all(map(_WORD.fullmatch, own[a:b])) or not all(map(hangul.has_hangul, other[c:d])):
            return []
        spoken = spoken or d > c
        found += own[a:b]
    return found if kept and spoken else []
