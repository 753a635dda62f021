"""Block rules that plain CommonMark lacks, and the parser that has them.

CommonMark hands everything from a tag to the next blank line to HTML: a lone `<br />` swallows the
heading behind it. Here a line of tags, template commands or comments is a block of its own
(`markup`), and what stands between is Markdown. Interface of the rules: markdown-it-py, block rules.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tm.formats.markdown_containers import admonition, directive, footnote
from tm.formats.markdown_markup import inclusion, markup, math, module

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType

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
    ruler.before("table", "tm_markup", markup, anywhere)
    ruler.before("table", "tm_inclusion", inclusion, anywhere)
    ruler.before("table", "tm_math", math, anywhere)
    ruler.before("table", "tm_directive", directive, anywhere)
    ruler.before("table", "tm_admonition", admonition, anywhere)
    ruler.before("reference", "tm_footnote", footnote, {"alt": ["paragraph", "reference"]})
    ruler.before("table", "tm_module", module)
    return markdown
