"""Block rules for what is no prose: tags, template commands, comments, inclusions, display math, modules of MDX."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from tm.formats import media
from tm.formats.markdown_state import line_bounds, line_of, one_piece, push, push_text, scanner_of
from tm.formats.tags import Construct, Scanner, is_block

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_ENDED = {"script": "markup", "style": "markup", "svg": "markup", "math": "code", "pre": "code", "textarea": "code"}
_ENDED_LIQUID = {"highlight": "code", "comment": "markup", "mermaid": "code", "math": "code", "codeblock": "code"}
_IMPORT = re.compile(r"import\s+(?:[\w*{][^;'\"]*?\sfrom\s+)?(['\"])[^'\"\n]+\1;?[ \t]*(?=\n|$)")
_EXPORT = re.compile(r"export\s+(?:default|const|let|var|function|class|async|\{|\*)")
#: What puts a file or a table of contents there, alone on its line, as site generators have it: `<<< @/a.js{2}`,
#: `@[code js](../a.js)`, `--8<-- "a.md"`, `!!!include(a.md)!!!`, `@include(a.md)`, `[[toc]]`, `[TOC]`.
_INCLUSION = re.compile(
    r"(?:<<<[ \t]+[@./~\w][^\n]*|@\[[a-z]+(?:[ \t{][^\]\n]*)?\](?:\([^()\n]*\))?"
    r"|-{1,2}8<-{1,2}(?:[ \t]+[\"'][^\"'\n]+[\"'])?"
    r"|!{3}include\([^()\n]*\)!{3}|@include\([^()\n]*\)|\[\[_?(?:toc|TOC)_?\]\]|\[TOC\])[ \t]*"
)
_LIQUID_END = re.compile(r"\{%-?\s*end(\w+)\s*-?%\}|\{\{[<%]\s*/\s*(\w+)\s*[%>]\}\}")

#: Elements whose content is laid out in elements: indentation inside is never code.
_LAID_OUT = frozenset({"table", "ul", "ol", "dl", "select"})


def markup(state: StateBlock, first: int, stop: int, silent: bool) -> bool:
    """Lines that consist of tags, template commands, comments or media."""
    start, end = line_bounds(state, first)
    if start >= end or state.is_code_block(first):
        return False
    if state.src[start] not in "<{":
        return False  # media in Markdown stay in their paragraph: a caption may follow
    scanner = scanner_of(state)
    at, last, found, tags = start, first, None, []
    while at < end:
        if state.src[at] in " \t":
            at += 1
            continue
        found = scanner.construct(at) if state.src[at] in "<{" else None
        if found is None or found.kind in ("url",) or (found.kind == "markup" and at > start):
            break
        if found.end > end:
            line = line_of(state, found.end, last, stop)
            if line >= stop or (found.kind != "comment" and not one_piece(state, last, line)):
                found = None
                break
            last, end = line, state.eMarks[line]
        tags.append((found, at))
        at = found.end
        if (ended := _raw_end(state, found, at, last, stop)) is not None:
            return ended[0] < stop and _raw(state, first, ended, silent)
    if not tags or (at < end and last == first):
        return False
    if silent:
        return True
    if at < end:  # text behind a comment or tag of several lines
        push(state, "markup", first, last, key="")
        push_text(state, last, at, end)
    else:
        key = media.alone(state.src[start:end])
        push(state, "media" if key else "markup", first, last + 1, key=key)
    blocks = [(tag, at) for tag, at in tags if tag.kind == "tag" and _is_block(tag.name)]
    if blocks:
        _unindent(state, last + 1, stop)
    for tag, at in blocks:
        if tag.name in _LAID_OUT and not tag.closing:
            _unindent_inside(state, tag.name, at, last + 1, stop)
    state.line = last + 1
    return True


def _is_block(name: str) -> bool:
    return is_block(name) or name[:1].isupper()


def _unindent(state: StateBlock, line: int, stop: int) -> None:
    """Inside an HTML element, indentation is layout and no code block: up to the next blank line it does not count."""
    line = max(line, state.env.get("unindented", 0))
    while line < stop and not state.isEmpty(line):
        if state.sCount[line] - state.blkIndent > 3:
            state.sCount[line] = state.blkIndent
        line += 1
    state.env["unindented"] = line


def _unindent_inside(state: StateBlock, name: str, at: int, line: int, stop: int) -> None:
    """The same up to the closing tag, over blank lines: between rows and items there is no Markdown."""
    lower: Scanner = state.env["lower"]
    end = lower.until(f"</{name}", at)
    last = line_of(state, end, line, stop) if end > 0 else line
    for inner in range(max(line, state.env.get("laid out", 0)), last):
        if state.sCount[inner] - state.blkIndent > 3:
            state.sCount[inner] = state.blkIndent
    state.env["laid out"] = max(last, state.env.get("laid out", 0))


def _raw_end(state: StateBlock, found: Construct, at: int, line: int, stop: int) -> tuple[int, str] | None:
    """For an element whose content is not prose: the line it ends on and what it is."""
    name = found.name  # in lower case only: <Math> and <Style> are components, whose content is text
    if found.closing or state.src[at - 2 : at] == "/>":
        return None
    if name in _ENDED and state.src[at - 1] == ">" and state.src[at - 3 : at] not in (">}}", "%}}"):
        scanner: Scanner = state.env["lower"]
        end = scanner.until(f"</{name}", at)
        kind = _ENDED[name]
    elif name in _ENDED_LIQUID:
        end = _liquid_end(state, name, at)
        kind = _ENDED_LIQUID[name]
    else:
        return None
    if end < 0:
        return None
    return line_of(state, end, line, stop), kind


def _liquid_end(state: StateBlock, name: str, at: int) -> int:
    """The offset behind `{% endNAME %}` or `{{< /NAME >}}`; all such ends are looked up once."""
    if "ends" not in state.env:
        ends: dict[str, list[int]] = {}
        for found in _LIQUID_END.finditer(state.src):
            ends.setdefault(found[1] or found[2], []).append(found.end())
        state.env["ends"] = ends
    places: list[int] = state.env["ends"].get(name, [])
    following = bisect_right(places, at)
    return places[following] if following < len(places) else -1


def _raw(state: StateBlock, first: int, ended: tuple[int, str], silent: bool) -> bool:
    if not silent:
        last, kind = ended
        push(state, kind, first, last + 1, key="")
        state.line = last + 1
    return True


def inclusion(state: StateBlock, first: int, _stop: int, silent: bool) -> bool:
    """A line that puts a file there, or a table of contents."""
    start, end = line_bounds(state, first)
    if start >= end or state.src[start] not in "<@-![" or state.is_code_block(first):
        return False
    if _INCLUSION.fullmatch(state.src, start, end) is None:
        return False
    if not silent:
        push(state, "markup", first, first + 1, key="")
        state.line = first + 1
    return True


def math(state: StateBlock, first: int, stop: int, silent: bool) -> bool:
    r"""Display math: from `$$` or `\[` at the start of a line to the closing mark at the end of one."""
    start, end = line_bounds(state, first)
    opener = state.src[start : start + 2]
    if opener not in ("$$", "\\[") or state.is_code_block(first):
        return False
    close = scanner_of(state).until("$$" if opener == "$$" else "\\]", start + 2)
    if close < 0:
        return False
    last = line_of(state, close, first, stop)
    if last >= stop or state.src[close : state.eMarks[last]].strip():
        return False
    bare = not state.src[start + 2 : end].strip()
    if last - first > 200 or (not bare and not one_piece(state, first, last)):
        return False
    if not silent:
        push(state, "code", first, last + 1, key="math")
        state.line = last + 1
    return True


def module(state: StateBlock, first: int, stop: int, silent: bool) -> bool:
    """`import` and `export` of MDX; an export runs to the next blank line."""
    start, end = line_bounds(state, first)
    word = state.src[start : start + 7]
    if silent or not word.startswith(("import ", "export ")) or state.sCount[first] != 0 or state.blkIndent:
        return False
    if word.startswith("import"):
        found = _IMPORT.match(state.src, start, start + 2_000)
        if found is None:
            return False
        last = line_of(state, found.end(), first, stop)
        if not one_piece(state, first, last):
            return False
    elif _EXPORT.match(state.src, start, end):
        last = first
        while last + 1 < stop and not state.isEmpty(last + 1):
            last += 1
    else:
        return False
    push(state, "markup", first, last + 1, key="")
    state.line = last + 1
    return True
