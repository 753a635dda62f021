"""Block rules that plain CommonMark lacks, and the parser that has them.

CommonMark hands everything from a tag to the next blank line to HTML: a lone `<br />` swallows the
heading behind it. Here a line of tags, template commands or comments is a block of its own
(`markup`), and what stands between is Markdown. Interface of the rules: markdown-it-py, block rules.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from tm.formats import media
from tm.formats.tags import BLOCK, Construct, Scanner

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

_ENDED = {"script": "markup", "style": "markup", "svg": "markup", "math": "code", "pre": "code", "textarea": "code"}
_ENDED_LIQUID = {"highlight": "code", "comment": "markup", "mermaid": "code", "math": "code", "codeblock": "code"}
_IMPORT = re.compile(r"import\s+(?:[\w*{][^;'\"]*?\sfrom\s+)?(['\"])[^'\"\n]+\1;?[ \t]*(?=\n|$)")
_EXPORT = re.compile(r"export\s+(?:default|const|let|var|function|class|async|\{|\*)")
_FOOTNOTE = re.compile(r"\[\^([^\s\]]+)\]:[ \t]*")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?|={3}[!+]?)[ \t]+(?:[a-z][a-z0-9_ -]*)?(?P<title>\"[^\"\n]*\")?[ \t]*$")
_DIRECTIVE = re.compile(
    r"(?::{3,}|/{3,})[ \t]*(?:\{[^{}\n]*\}|[\w:-]+)?(?:\{[^{}\n]*\})?[ \t]*"
    r"(?:\[(?P<label>[^\[\]\n]*)\]|\|?[ \t]*(?P<title>[^\n]*?))"
    r"[ \t]*(?:\{[^{}\n]*\})?[ \t]*:*$"
)
_LIQUID_END = re.compile(r"\{%-?\s*end(\w+)\s*-?%\}|\{\{[<%]\s*/\s*(\w+)\s*[%>]\}\}")
#: Lines that one tag may take.
_TALLEST = 80
#: Nested quotes and lists; deeper ones are read as text.
_DEEPEST = 60


@cache
def parser(*, mdx: bool = False) -> MarkdownIt:
    """CommonMark with tables, and the rules below. mdx: indentation makes no code block."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable("html_block")
    if mdx:
        markdown.disable("code")
    ruler = markdown.block.ruler
    anywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    ruler.before("table", "tm_markup", _markup, anywhere)
    ruler.before("table", "tm_math", _math, anywhere)
    ruler.before("table", "tm_directive", _directive, anywhere)
    ruler.before("table", "tm_admonition", _admonition, anywhere)
    ruler.before("reference", "tm_footnote", _footnote, {"alt": ["paragraph", "reference"]})
    ruler.before("table", "tm_module", _module)
    return markdown


def _line(state: StateBlock, line: int) -> tuple[int, int]:
    """Where the text of a line begins, its container's marks left out, and ends."""
    return state.bMarks[line] + state.tShift[line], state.eMarks[line]


def _push(state: StateBlock, kind: str, first: int, stop: int, **meta: Any) -> None:
    token = state.push(f"tm_{kind}", "", 0)
    token.map = [first, stop]
    token.meta = meta


def _push_text(state: StateBlock, line: int, start: int, end: int, **meta: Any) -> None:
    """Text that ends with its line."""
    token = state.push("paragraph_open", "p", 1)
    token.map = [line, line + 1]
    token.meta = meta
    token = state.push("inline", "", 0)
    token.map = [line, line + 1]
    token.content = state.src[start:end]
    token.meta = meta
    token.children = []
    state.push("paragraph_close", "p", -1)


def _line_of(state: StateBlock, offset: int, first: int, stop: int) -> int:
    """The line that holds an offset, `stop` if it lies behind."""
    low, high = first, stop
    while low < high:
        middle = (low + high) // 2
        if state.eMarks[middle] < offset:
            low = middle + 1
        else:
            high = middle
    return low


def _scanner(state: StateBlock) -> Scanner:
    if "scanner" not in state.env:
        state.env["scanner"] = Scanner(state.src)
        state.env["lower"] = Scanner(state.src.lower() if len(state.src.lower()) == len(state.src) else state.src)
    scanner: Scanner = state.env["scanner"]
    return scanner


def _markup(state: StateBlock, first: int, stop: int, silent: bool) -> bool:
    """Lines that consist of tags, template commands, comments or media."""
    start, end = _line(state, first)
    if start >= end or state.is_code_block(first):
        return False
    if state.src[start] not in "<{":
        return False  # media in Markdown stay in their paragraph: a caption may follow
    scanner = _scanner(state)
    at, last, found, tags = start, first, None, []
    while at < end:
        if state.src[at] in " \t":
            at += 1
            continue
        found = scanner.construct(at) if state.src[at] in "<{" else None
        if found is None or found.kind in ("url",) or (found.kind == "markup" and at > start):
            break
        if found.end > end:
            line = _line_of(state, found.end, last, stop)
            if line >= stop or (found.kind != "comment" and not _one_piece(state, last, line)):
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
        _push(state, "markup", first, last, key="")
        _push_text(state, last, at, end)
    else:
        key = media.alone(state.src[start:end])
        _push(state, "media" if key else "markup", first, last + 1, key=key)
    if any(tag.kind == "tag" and _is_block(tag.name) for tag, _ in tags):
        _unindent(state, last + 1, stop)
    state.line = last + 1
    return True


def _is_block(name: str) -> bool:
    return name.lower() in BLOCK or name[:1].isupper()


def _one_piece(state: StateBlock, first: int, last: int) -> bool:
    """True for a few lines without a blank one."""
    return last - first <= _TALLEST and not any(state.isEmpty(line) for line in range(first, last))


def _unindent(state: StateBlock, line: int, stop: int) -> None:
    """Inside an HTML element, indentation is layout and no code block: up to the next blank line it does not count."""
    line = max(line, state.env.get("unindented", 0))
    while line < stop and not state.isEmpty(line):
        if state.sCount[line] - state.blkIndent > 3:
            state.sCount[line] = state.blkIndent
        line += 1
    state.env["unindented"] = line


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
    return _line_of(state, end, line, stop), kind


def _liquid_end(state: StateBlock, name: str, at: int) -> int:
    """The offset behind `{% endNAME %}` or `{{< /NAME >}}`; all such ends are looked up once."""
    if "ends" not in state.env:
        ends: dict[str, list[int]] = {}
        for found in _LIQUID_END.finditer(state.src):
            ends.setdefault(found[1] or found[2], []).append(found.end())
        state.env["ends"] = {key: places[::-1] for key, places in ends.items()}
    places: list[int] = state.env["ends"].get(name, [])
    while places and places[-1] <= at:
        places.pop()
    return places[-1] if places else -1


def _raw(state: StateBlock, first: int, ended: tuple[int, str], silent: bool) -> bool:
    if not silent:
        last, kind = ended
        _push(state, kind, first, last + 1, key="")
        state.line = last + 1
    return True


def _math(state: StateBlock, first: int, stop: int, silent: bool) -> bool:
    r"""Display math: from `$$` or `\[` at the start of a line to the closing mark at the end of one."""
    start, end = _line(state, first)
    opener = state.src[start : start + 2]
    if opener not in ("$$", "\\[") or state.is_code_block(first):
        return False
    close = _scanner(state).until("$$" if opener == "$$" else "\\]", start + 2)
    if close < 0:
        return False
    last = _line_of(state, close, first, stop)
    if last >= stop or state.src[close : state.eMarks[last]].strip():
        return False
    bare = not state.src[start + 2 : end].strip()
    if last - first > 200 or (not bare and not _one_piece(state, first, last)):
        return False
    if not silent:
        _push(state, "code", first, last + 1, key="math")
        state.line = last + 1
    return True


def _directive(state: StateBlock, first: int, _stop: int, silent: bool) -> bool:
    """`:::note Title` and `/// tip | Title`: the marks are markup, the title is text, so is what follows."""
    start, end = _line(state, first)
    if state.src[start : start + 3] not in (":::", "///") or state.is_code_block(first):
        return False
    found = _DIRECTIVE.match(state.src, start, min(end, start + 1_000))
    if found is None or found.end() != end:
        return False
    if not silent:
        _titled(state, first, found.span("label") if found["label"] else found.span("title"))
        state.line = first + 1
    return True


def _titled(state: StateBlock, line: int, title: tuple[int, int]) -> None:
    """A line of markup that may hold a title."""
    words = state.src[title[0] : title[1]] if title[0] >= 0 else ""
    if any(character.isalpha() for character in words):
        _push(state, "title", line, line + 1, key="", text=words)
    else:
        _push(state, "markup", line, line + 1, key="")


def _admonition(state: StateBlock, first: int, stop: int, silent: bool) -> bool:
    """`!!! note "Title"` of Python-Markdown: what is indented under it is text, not code."""
    start, end = _line(state, first)
    if state.src[start : start + 3] not in ("!!!", "???", "===") or state.is_code_block(first):
        return False
    found = _ADMONITION.match(state.src, start, min(end, start + 1_000))
    if found is None or found.end() != end:
        return False
    indented = first + 1 < stop and state.sCount[first + 1] >= state.sCount[first] + 4
    if not found["title"] and (not indented or state.src[start] == "="):
        return False
    if not silent:
        span = found.span("title")
        _titled(state, first, (span[0] + 1, span[1] - 1) if span[0] >= 0 else (-1, -1))
        _inside(state, first + 1, stop, state.sCount[first] + 4)
    return True


def _footnote(state: StateBlock, first: int, stop: int, silent: bool) -> bool:
    """`[^1]: text`, with further paragraphs indented by four."""
    start, end = _line(state, first)
    if state.src[start : start + 2] != "[^" or state.is_code_block(first):
        return False
    found = _FOOTNOTE.match(state.src, start, end)
    if found is None:
        return False
    if silent:
        return True
    _push(state, "footnote_open", first, first + 1, key=found[1])
    begin, shift, indent = state.bMarks[first], state.tShift[first], state.sCount[first]
    state.bMarks[first], state.tShift[first] = found.end(), 0
    state.sCount[first] = indent + 4
    _inside(state, first, stop, indent + 4)
    state.bMarks[first], state.tShift[first], state.sCount[first] = begin, shift, indent
    _push(state, "footnote_close", first, first + 1)
    return True


def _inside(state: StateBlock, first: int, stop: int, indent: int) -> None:
    """Parse the lines from `first` that are indented by `indent`, and go on behind them."""
    outer, parent = state.blkIndent, state.parentType
    state.blkIndent, state.parentType, state.line = indent, "tm", first
    state.level += 1
    if first < stop:
        state.md.block.tokenize(state, first, stop)
    state.level -= 1
    state.blkIndent, state.parentType = outer, parent


def _module(state: StateBlock, first: int, stop: int, silent: bool) -> bool:
    """`import` and `export` of MDX; an export runs to the next blank line."""
    start, end = _line(state, first)
    word = state.src[start : start + 7]
    if silent or not word.startswith(("import ", "export ")) or state.sCount[first] != 0 or state.blkIndent:
        return False
    if word.startswith("import"):
        found = _IMPORT.match(state.src, start, start + 2_000)
        if found is None:
            return False
        last = _line_of(state, found.end(), first, stop)
        if not _one_piece(state, first, last):
            return False
    elif _EXPORT.match(state.src, start, end):
        last = first
        while last + 1 < stop and not state.isEmpty(last + 1):
            last += 1
    else:
        return False
    _push(state, "markup", first, last + 1, key="")
    state.line = last + 1
    return True
