"""ICU messages: `{count, plural, one {# file} other {# files}}`. What is syntax, and what of it a reader reads.

Of a plural the text of `other` is read, which every language has; which further forms there are differs by language, so
that there is nothing to compare them with. Of a `select` every option is read.
Source: Unicode ICU, MessageFormat.
"""

from __future__ import annotations

import re

from tm.formats.pieces import Found

_HEAD = re.compile(r"\{\s*+[\w.]+\s*+,\s*+(?P<type>plural|select|selectordinal)\s*+,")
_OPTION = re.compile(r"\s*+(?:offset:\d+\s*+)?(?P<name>=\d+|[\w-]+)\s*+\{")
_CLOSE = re.compile(r"\s*+\}")
#: Messages in one another that are looked into.
_DEPTH = 8


def found(text: str) -> list[Found]:
    """What of a text is to be masked because of messages in it: (start, end, kind), in order."""
    if "plural" not in text and "select" not in text:
        return []
    masks: list[Found] = []
    at = 0
    while (head := _HEAD.search(text, at)) is not None:
        inner: list[Found] = []
        end = _argument(text, head, inner, 0)
        at = end if end >= 0 else head.end()
        if end >= 0:
            masks += inner
    return masks


def _argument(text: str, head: re.Match[str], masks: list[Found], depth: int) -> int:
    """Mask the syntax of an argument; behind its end, or -1 where it is not one."""
    begin, at = head.start(), head.end()
    while (option := _OPTION.match(text, at)) is not None:
        read = head["type"] == "select" or option["name"] == "other"
        inner: list[Found] = []
        end = _body(text, option.end(), inner, depth, counted=head["type"] != "select")
        if end < 0:
            return -1
        if read:
            masks.append((begin, option.end(), "variable"))
            masks += inner
            begin = end
        at = end + 1
    close = _CLOSE.match(text, at)
    if close is None:
        return -1
    masks.append((begin, close.end(), "variable"))
    return close.end()


def _body(text: str, at: int, masks: list[Found], depth: int, *, counted: bool) -> int:
    """Where the brace stands that ends an option, or -1."""
    while at < len(text):
        match text[at]:
            case "}":
                return at
            case "{":
                head = _HEAD.match(text, at)
                end = -1
                if head is not None and depth < _DEPTH:
                    end = _argument(text, head, masks, depth + 1)
                if end < 0:
                    end = text.find("}", at) + 1
                    if not end:
                        return -1
                    masks.append((at, end, "variable"))
                at = end
            case "#" if counted:
                masks.append((at, at + 1, "variable"))
                at += 1
            case "'" if text[at + 1 : at + 2] in ("{", "}"):
                quote = text.find("'", at + 1)
                at = quote + 1 if quote > 0 else len(text)
            case _:
                at += 1
    return -1
