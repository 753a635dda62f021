"""Words of the target that belong to a command, a usage line or a key, kept there as they stand in the source.

`git remote add <name>` and `branch.%s.merge` are code that nobody marked as such: to translate a word of it breaks it.
That the source has the word before it, too, or the whole key, is needed in every case.
"""

from __future__ import annotations

from tm.core import Span
from tm.lang.regex import regex

#: What may stand between the words of a command: a program or one of its commands, in lower case.
_BEFORE = regex(r"(?<![\w.-])(?P<word>[a-z][a-z0-9+-]*)[ \t]+$")
#: The syntax of a usage line: --option, -o, <argument>, [-o | -p], (-d | -D), %s at the end of the line.
_USAGE = regex(
    r"[ \t](?:--?[A-Za-z]|--(?=\s|\])|[\[(]+(?:--?[A-Za-z]|<)|<[\w가-힣][\w가-힣 -]*>(?!</)|%\w+\s*$|\.\.\.\s*$)"
)
_NEXT = regex(r"(?:[ \t]+[a-z][a-z0-9-]*){0,3}")
#: A placeholder for an argument may be translated.
_ARGUMENT = regex(r"<[^<>\n]*>|\[[^\[\]\n]*\]")
_HANGUL = regex(r"[가-힣]")
_INDENTED = regex(r"\t| {4}")
#: `git remote` is called a command behind it.
_CALLED = regex(r"[ \t]?(?:명령|커맨드)")
_QUOTES = {"'": "'", '"': '"', "‘": "’", "“": "”", "`": "`"}
_KEY = regex(r"[!-~]+")
_JOINED_BEHIND = regex(r"[._=][a-z_%$<{*]")
_JOINED_BEFORE = regex(r"[a-z0-9_%$>}*][._=]$")


def in_command(term: Span, source: str, target: str) -> bool:
    """Is the word part of a command or a key that the source has in the same words?"""
    return _in_key(term, source, target) or _behind_program(term, source, target)


def _in_key(term: Span, source: str, target: str) -> bool:
    """`branch.%s.merge`: joined by a dot, an underscore or an equals sign to more of it."""
    if _JOINED_BEHIND.match(target, term.end) is None and not _JOINED_BEFORE.search(
        target, max(term.start - 2, 0), term.start
    ):
        return False
    key = next(match for match in _KEY.finditer(target) if match.start() <= term.start < match.end())
    return key.group().strip(".,:;()'\"") in source


def _behind_program(term: Span, source: str, target: str) -> bool:
    """`git remote`, quoted, on a usage line, or called a command."""
    start = target.rfind("\n", 0, term.start) + 1
    before = _BEFORE.search(target, start, term.start)
    if before is None or target[before.start() : term.end] not in source:
        return False
    stop = target.find("\n", term.end)
    line = target[start : stop if stop >= 0 else len(target)]
    behind = _NEXT.match(target, term.end)
    end = behind.end() if behind else term.end
    if any(_USAGE.match(target, place) for place in {term.end, end}) or _CALLED.match(target, end):
        return True
    opening = target[before.start() - 1 : before.start()] if before.start() else ""
    if opening in _QUOTES and opening and target[end : end + 1] == _QUOTES[opening]:
        return target[before.start() - 1 : end + 1] in source or target[before.start() : end] in source
    return _INDENTED.match(line) is not None and _HANGUL.search(_ARGUMENT.sub("", line)) is None
