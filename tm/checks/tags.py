"""Tags, shortcodes and template commands of segments: names, and which of them have no partner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tm.core import Kind, Segment, Span
from tm.formats.tags import Scanner
from tm.lang.regex import regex

#: Elements that have no closing tag.
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
#: Elements that only change how a text looks, which Markdown has marks for, or which other rules compare.
_LOOKS_NAMES = """
a b i em strong u s del ins dfn cite var span div p center font small big code tt pre br img hr li ul ol figure
figcaption address
picture video iframe source section article td th tr table thead tbody h1 h2 h3 h4 h5 h6 blockquote
"""
_LOOKS = frozenset(_LOOKS_NAMES.split())
#: Elements that a translator may bring in, and that always close.
_INLINE_NAMES = """
b i em strong u s del ins sup sub span small mark code kbd details summary
"""
INLINE = frozenset(_INLINE_NAMES.split())
#: Elements that HTML lets end without a tag.
_OPEN = frozenset({"<p", "<li", "<dt", "<dd", "<option", "<td", "<th", "<tr", "<thead", "<tbody", "<tfoot"})
#: Template commands that come without an end.
_ALONE_NAMES = """
include include_relative assign raw endraw link post_url else elsif elif when set import
"""
_ALONE = frozenset(_ALONE_NAMES.split())


#: The end of an element whose content is code.
_CLOSED = regex(r"</(?:code|kbd|samp|tt)\s*>$")


class Tag(NamedTuple):
    """A tag in the text of a segment.

    family: `<` for HTML and JSX, `{{` for shortcodes, `{%` for template commands
    """

    name: str
    family: str
    closing: bool
    empty: bool
    span: Span

    @property
    def key(self) -> str:
        """Family and name."""
        return self.family + self.name

    @property
    def counts(self) -> bool:
        """A component, a shortcode or a command, rather than an element that changes how text looks."""
        return self.family != "<" or not (_plain(self.name) in _LOOKS or _plain(self.name) in VOID)


def _plain(name: str) -> str:
    """The name of an HTML element in lower case; components such as `<Link>` keep their capital."""
    return name.lower() if name.isupper() else name


def tags(segment: Segment) -> list[Tag]:
    """The tags of a segment, in order: of prose what is masked as such, of lines of markup what is found."""
    text = segment.text
    if "<" not in text and "{" not in text:
        return []
    if segment.kind in (Kind.MARKUP, Kind.MEDIA):
        return list(_scanned(text))
    found = []
    for mask in segment.masked:
        span = mask.span
        if mask.kind == "code" and (end := _CLOSED.search(text, span.start, span.end)) is not None:
            span = Span(*end.span())  # `<kbd>` and the like: what they hold is masked together with their end
        elif mask.kind != "tag":
            continue
        if (tag := _tag(span.of(text), span)) is not None:
            found.append(tag)
    return found


def _scanned(text: str) -> Iterator[Tag]:
    scanner, at = Scanner(text), 0
    while at < len(text):
        if text[at] in "<{":
            found = scanner.construct(at)
            if found is not None:
                span = Span(at, found.end)
                if found.kind == "tag" and (tag := _tag(span.of(text), span)) is not None:
                    yield tag
                at = max(found.end, at + 1)
                continue
        at += 1


def _tag(text: str, span: Span) -> Tag | None:
    if text.startswith("<"):
        inner = text[1:].lstrip("/ ")
        name = inner[: next((n for n, c in enumerate(inner) if c in " \t\r\n/>"), len(inner))]
        if not name or not name[0].isalpha():
            return None
        empty = text.endswith("/>") or _plain(name) in VOID
        return Tag(name, "<", text.startswith("</"), empty, span)
    for family in ("{{", "{%"):
        if text.startswith(family):
            words = text[2:].lstrip("<%- \t\r\n")
            closing = words.startswith("/")
            words = words.lstrip("/ ")
            name = words[: next((n for n, c in enumerate(words) if not (c.isalnum() or c in "_./-")), len(words))]
            if family == "{%" and name.startswith("end"):
                name, closing = name[3:], True
            return Tag(name, family, closing, text.rstrip("}>% ").endswith("/"), span) if name else None
    return None


def unbalanced(found: Iterable[tuple[int, Tag]]) -> dict[str, list[tuple[int, Tag]]]:
    """Tags without a partner by key, but for those that HTML lets stay open.

    Each tag comes with a number that is handed back, such as that of its segment.
    """
    waiting: dict[str, list[tuple[int, Tag]]] = {}
    lone: dict[str, list[tuple[int, Tag]]] = {}
    for number, tag in found:
        if tag.empty or (tag.family == "{%" and tag.name in _ALONE):
            continue
        if not tag.closing:
            waiting.setdefault(tag.key, []).append((number, tag))
        elif waiting.get(tag.key):
            waiting[tag.key].pop()
        else:
            lone.setdefault(tag.key, []).append((number, tag))
    for key, rest in waiting.items():
        if rest and key not in _OPEN:
            lone.setdefault(key, []).extend(rest)
    return lone
