"""The tree that docutils makes of a reStructuredText file, without opening anything and whatever its directives."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from tm.errors import FormatError
from tm.messages import say

_DIRECTIVE = re.compile(
    r"^[ \t]*(?:[-*+][ \t]+)?\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?(?P<name>[A-Za-z0-9][\w:.+-]*?)[ ]?::", re.M
)
#: Directives of docutils whose content is text: these it reads itself.
_OWN_NAMES = """
attention caution danger error hint important note tip warning admonition image figure topic sidebar rubric epigraph
highlights pull-quote compound container table list-table csv-table line-block math parsed-literal code contents class
replace unicode date header footer
"""
_OWN = frozenset(_OWN_NAMES.split())
#: Directives whose content no one translates.
_CODE_NAMES = """
code-block sourcecode highlight literalinclude include raw toctree productionlist graphviz digraph graph plot doctest
testcode testoutput testsetup testcleanup prompt ipython index tabularcolumns autosummary mermaid uml meta default-role
role currentmodule module py:module py:currentmodule bibliography program
"""
_CODE = frozenset(_CODE_NAMES.split())
#: Directives whose text begins behind the colons.
_INLINE = frozenset(
    {"seealso", "versionadded", "versionchanged", "versionremoved", "deprecated", "todo", "sectionauthor"}
)
_LOCK = Lock()


def tree(text: str, name: str) -> Any:
    """The document node.

    Raises:
        FormatError: docutils gives up.
    """
    from docutils import frontend, nodes, utils
    from docutils.parsers import rst
    from docutils.parsers.rst import states

    class Inliner(states.Inliner):
        """Leaves lines as they are."""

        def init_customizations(self, settings: Any) -> None:
            """Builds no patterns."""

        def adjust_uri(self, uri: str) -> str:
            """The address of a target."""
            return uri

        def parse(self, text: str, _lineno: int, _memo: Any, _parent: Any) -> tuple[list[Any], list[Any]]:
            """The text as one node."""
            return [nodes.Text(text)], []

    reader: Any = rst.Parser
    settings = frontend.get_default_settings(reader)
    settings.report_level, settings.halt_level = 5, 6
    settings.warning_stream = io.StringIO()
    settings.file_insertion_enabled = settings.raw_enabled = False
    settings.line_length_limit = 1_000_000
    document = utils.new_document(name, settings)
    with _known(set(_DIRECTIVE.findall(text))):
        try:
            rst.Parser(inliner=Inliner()).parse(text, document)
        except RecursionError as error:
            raise FormatError(
                say("blocks nested too deeply"), where=name, hint=say("divide the file, or indent less")
            ) from error
    return document


@contextmanager
def _known(names: set[str]) -> Iterator[None]:
    """Directives that docutils does not have, known for as long as a file is read."""
    from docutils.parsers.rst import directives

    registry: dict[str, Any] = directives._directives  # type: ignore[attr-defined]
    with _LOCK:
        before = dict(registry)
        try:
            for name in (name.lower() for name in names):
                if name not in _OWN:
                    registry[name] = _directive("code" if name in _CODE else "inline" if name in _INLINE else "block")
            yield
        finally:
            registry.clear()
            registry.update(before)


def _directive(kind: str) -> Any:
    from docutils import nodes
    from docutils.parsers.rst import Directive, directives

    class Options(dict[str, Any]):
        """Any option, as it is."""

        def __missing__(self, _name: str) -> Any:
            return directives.unchanged

    class Foreign(Directive):
        """A directive of some extension."""

        has_content = True
        optional_arguments = 0 if kind == "inline" else 1
        final_argument_whitespace = True
        option_spec = Options({"name": directives.unchanged})

        def run(self) -> list[Any]:
            """What stands in it."""
            content = "\n".join(self.content)
            if kind == "code":
                return [nodes.literal_block(content, content)] if content.strip() else []
            node = nodes.container(content)
            self.state.nested_parse(self.content, self.content_offset, node, match_titles=True)
            return [node]

    return Foreign
