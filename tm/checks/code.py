"""Code spans and code blocks: what of them has to stay as in the source."""

from __future__ import annotations

import re
from typing import NamedTuple

from tm.core import Segment, Span
from tm.lang import hangul
from tm.lang.regex import regex

_ROLE = regex(r"^(?P<role>:[a-z][\w:+.-]*:)`(?P<inner>[^`]+)`$", re.DOTALL)
_ROLE_BEFORE = regex(r":(?P<name>[a-z][\w+.-]*):$")
_TITLED = regex(r"^[^<>]*<([^<>]+)>$", re.DOTALL)
#: Roles whose text a reader reads as words.
_WORDS = frozenset({"ref", "doc", "term", "dfn", "abbr", "guilabel", "menuselection", "strong", "emphasis", "numref"})
_CLOSED = regex(r"(?:</\w+\s*>)+$")
#: Elements that only dress what stands in code: `<code><a href="...">name</a></code>`.
_DRESS = regex(
    r"</?(?:a|abbr|b|bdi|bdo|big|br|cite|del|dfn|em|font|i|ins|mark|s|small|span|strong|sub|sup|tt|u|var|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SPACE = regex(r"\s+")
#: What Markdown takes away in `<code>`, which it reads on.
_ESCAPED = regex(r"\\([\\`*_{}\[\]()#+.!$|<>~-])")
#: A stop or a comma that slipped into the marks of a name: `useState.`
_STOP = regex(r"(?<=\w)[.,]$")


class Code(NamedTuple):
    """A code span. inner: without its marks, spaces as one, and without what only changes how it is shown.

    span: with the marks of Markdown, without tags of HTML around it; end: behind those too
    """

    inner: str
    span: Span
    end: int


def spans(segment: Segment) -> list[Code]:
    """The code spans of a segment that hold something. References of reStructuredText count by their targets, addresses
    not at all."""
    found, text = [], segment.text
    for mask in segment.masked:
        if mask.kind != "code":
            continue
        start, end = mask.span.start, mask.span.end
        inner, span = _bare(text, mask.span)
        role = _ROLE_BEFORE.search(text, max(start - 30, 0), start) if start and text[start - 1] == ":" else None
        if role is not None or text[end : end + 1] == "_":
            titled = _TITLED.match(text[start:end].strip("`"))
            if titled is not None:
                inner = "" if "://" in titled[1] else _SPACE.sub(" ", titled[1]).lstrip("!~").strip()
            elif role is None or role["name"] in _WORDS:
                continue
        if inner:
            found.append(Code(inner, span, end))
    return found


def _bare(text: str, span: Span) -> tuple[str, Span]:
    """What a code span says, and where without the tags around it."""
    raw = span.of(text)
    if (closed := _CLOSED.search(raw)) is None:
        return normal(raw), span
    last = closed.start()
    bare = _DRESS.sub("", raw[:last])
    if not bare.strip():  # tags are what it shows
        return normal(raw[:last]), Span(span.start, span.start + last)
    first = 0
    while (dress := _DRESS.match(raw, first, last)) is not None:
        first = dress.end()
    return normal(_ESCAPED.sub(r"\1", bare)), Span(span.start + first, span.start + last)


def normal(text: str) -> str:
    """What a code span shows: backticks, role and white space do not count, nor `!` and `~` before a name."""
    role = _ROLE.match(text)
    inner = role["inner"] if role is not None else text.strip("`")
    titled = _TITLED.match(inner) if role is not None else None
    inner = _SPACE.sub(" ", titled[1] if titled else inner).strip()
    if role is not None or (len(inner) > 1 and inner[0] in "~!" and inner[1].isalpha()):
        inner = inner.lstrip("!~")
    if inner.endswith((".", ",")) and " " not in inner:
        inner = _STOP.sub("", inner)
    return inner.removesuffix("()")


#: Comments and texts that a program shows: what a translator may translate in a listing.
_SHOWN = regex(
    r'"""(?:.|\n)*?"""|\'\'\'(?:.|\n)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\]|\\.)*`'
    r"|/\*(?:.|\n)*?\*/|<!--(?:.|\n)*?-->|(?<![:\w])//[^\n]*|(?:(?<=\s)|(?<=^))(?:\#|--|;|%)(?=[\s!#]|$)[^\n]*",
    re.MULTILINE,
)
#: No spaces, and what words have not: ./a.js, fold-in, data_dir, readFile
_NAME = regex(r"(?=\S*(?:[\w./][/_.]\w|\w-\w|[a-z][A-Z]))[^\s가-힣\"'`]{3,}")
_FENCES = ("```", "~~~")
_ARROW = regex(r"\((\w+)\)=>")
#: 0.5 and .5
_ZERO = regex(r"(?<![\w.])0(?=\.\d)")
_LANGUAGE = regex(r"(?<=\w)[-_.](?:en|ko)(?=\.\w)")


class Line(NamedTuple):
    """A line of a listing: bare of white space, comments and shown texts, and where it stands.

    free: it holds Hangul outside of them, so that it is no program
    """

    bare: str
    span: Span
    free: bool


def lines(text: str) -> list[Line]:
    """The lines of a listing that say something besides comments and texts; fences left out.

    What formatters of code disagree on does not count: brackets around the one argument of an arrow, a comma behind
    the last item. Nor does the language in the name of a file.
    """
    first, last = _inside(text)
    parts, at = [re.sub(r"[^\n]", " ", text[:first])], first
    for match in _SHOWN.finditer(text, first, last):
        parts += [text[at : match.start()], re.sub(r"[^\n]", " ", match[0])]
        at = match.end()
    blank = "".join([*parts, text[at:last]])
    found: list[Line] = []
    start = 0
    for line in blank.split("\n"):
        bare = "".join(line.split())
        if bare:
            if found and bare[0] in ")]}" and found[-1].bare.endswith(","):
                found[-1] = found[-1]._replace(bare=found[-1].bare[:-1])
            span = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
            bare = _LANGUAGE.sub("", _ARROW.sub(r"\1=>", bare))
            if "0." in bare:
                bare = _ZERO.sub("", bare)
            found.append(Line(bare, span, hangul.has_hangul(bare)))
        start += len(line) + 1
    return found


def names_in_quotes(text: str) -> list[Span]:
    """Where a listing has a name in quotes, a path or a key, rather than words that are shown to somebody."""
    first, last = _inside(text)
    quoted = (match.span() for match in _SHOWN.finditer(text, first, last) if match[0][0] in "\"'`")
    return [Span(a + 1, b - 1) for a, b in quoted if _NAME.fullmatch(text, a + 1, b - 1)]


def _inside(text: str) -> tuple[int, int]:
    """Where the content of a block begins and ends: behind the first fence, before the last."""
    if not text.startswith(_FENCES):
        return 0, len(text)
    first = text.find("\n") + 1 or len(text)
    last = text.rfind("\n", first)
    return first, last if last >= first and text[last:].strip().startswith(_FENCES) else len(text)


def is_name(text: str) -> bool:
    """Is a code span plainly a name or a command, which nobody translates: an option, a path, a call, camelCase?"""
    return re.search(r"^-{1,2}\w|[_/.\\=$@]\w|\w[_(\[]|[a-z][A-Z]", text) is not None


def is_words(text: str) -> bool:
    """Is a code span an example text rather than a name: words, or a text in quotes?"""
    quoted = len(text) > 1 and text[0] in "\"'" and text[0] == text[-1]
    return quoted or (" " in text and not re.search(r"[=(){}\[\]<>|;/\\$_]|--|\b-\w", text))
