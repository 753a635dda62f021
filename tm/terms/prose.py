"""The part of a segment that is prose: masks and names of code replaced by spaces, offsets kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tm.core import Segment, Span

#: What programmers write without marking it: foo_bar, a.b.c, name(), --option, ~/path, {name}, <tag>, a::b, mail@host.
_CODE = re.compile(
    r"""
      [A-Za-z][\w+.-]*://[^\s)\]>"'가-힣]+ | www\.[\w./-]+ | [\w.+-]+@[\w-]+\.[\w.]+
    | \{\{?[^{}\n]*\}?\} | <[/!A-Za-z][^<>\n]*>
    | (?<![\w/.~])(?:~|\.{1,2})?/[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]*)*
    | \b[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+){2,}/? | \b[A-Za-z0-9_.-]+/(?![A-Za-z0-9])
    | (?<![A-Za-z0-9])_{0,2}[A-Za-z0-9]+(?:_+[A-Za-z0-9]+)+_{0,2} | (?<![A-Za-z0-9_])__\w+__
    | \b[A-Za-z0-9]+(?:(?:\.|::|->)[A-Za-z_][A-Za-z0-9_]*)+(?:\(\))?
    | \b[A-Za-z0-9]+\(\) | (?<![\w-])--?[A-Za-z][\w-]*(?:=\S+)? | (?<![\w])[$@%\#][A-Za-z]\w*
    | (?:^|(?<=\s))>>>\s[^\n]* | Traceback\ \(most\ recent\ call\ last\)[^\n]*
    | :(?!(?:term|abbr|dfn|strong|emphasis|guilabel|menuselection|command|sup|sub):)[a-z][a-z:+-]*:`[^`<\s]+`
    | (?<![\w.])\.[A-Za-z][a-z0-9]{1,5}\b | \b\w+=\w+
    """,
    re.VERBOSE | re.ASCII,
)
_SENTENCE_END = re.compile(r"[a-z]{2,}\.[A-Z][a-z]+")  # a space is missing behind a full stop: not a dotted name


@lru_cache(maxsize=256)
def prose(segment: Segment) -> str:
    """The segment's text, same length, with everything that is not prose as spaces."""
    text = segment.blanked()
    for match in _CODE.finditer(text):
        if not _SENTENCE_END.fullmatch(match.group()):
            text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    return text


_OPEN, _CLOSE = "([{（［〔", ")]}）］〕"


def brackets(text: str) -> Iterator[Span]:
    """Every bracket with its partner, inner ones first: the span from the one to the other, both included."""
    stack: list[int] = []
    for at, character in enumerate(text):
        if character in _OPEN:
            stack.append(at)
        elif character in _CLOSE and stack:
            yield Span(stack.pop(), at + 1)


_QUOTES = re.compile(
    r"\"[^\"\n]{1,120}\"|“[^”\n]{1,120}”|‘[^’\n]{1,120}’|「[^」\n]{1,120}」|『[^』\n]{1,120}』|《[^》\n]{1,120}》|(?<!\w)'[^'\n]{1,120}'(?!\w)"
)


def quoted(text: str) -> list[Span]:
    """Spans in quotation marks, marks included."""
    return [Span(*match.span()) for match in _QUOTES.finditer(text)]
