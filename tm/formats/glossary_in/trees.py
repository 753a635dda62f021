"""Entries of XML glossaries as small trees, one after another, read safely: see `tm.formats.xml_safe`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from tm.formats.glossary_in.incoming import Intake
from tm.formats.xml_flow import local, namespace
from tm.formats.xml_safe import Attributes, Limits, Reader
from tm.messages import say

#: Glossaries are smaller than memories: 200 MB.
LIMITS = Limits(size=200 << 20)
_PARTS = 100_000  #: elements of one entry
_LANG = "http://www.w3.org/XML/1998/namespace lang"


@dataclass(slots=True)
class Node:
    """An element. children: texts and elements in order."""

    name: str
    space: str
    attributes: Attributes
    line: int
    children: list[str | Node] = field(default_factory=list)

    @property
    def elements(self) -> list[Node]:
        """The elements in it."""
        return [child for child in self.children if isinstance(child, Node)]

    @property
    def text(self) -> str:
        """All characters in it, those of elements within included."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def language(self) -> str:
        """What `xml:lang`, or an old `lang`, says."""
        return self.attributes.get(_LANG) or self.attributes.get("lang", "")

    def all(self, *names: str) -> list[Node]:
        """The elements in it of these names."""
        return [child for child in self.elements if child.name in names]


class Trees(Reader):
    """Collects entries; `root` is the name of the outermost element with its attributes."""

    def __init__(self, *, name: str, roots: dict[str, frozenset[str]]) -> None:
        """roots: names of outermost elements that are read, and of the entries in each."""
        super().__init__(name=name, namespaces=True, limits=LIMITS)
        self.roots = roots
        self.root: Node | None = None
        self.entries: frozenset[str] = frozenset()
        self.found: list[Node] = []
        self.opened: list[Node] = []
        self.count = self.size = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element: the root, an entry, or part of one."""
        node = Node(local(tag), namespace(tag), attributes, self.line)
        if self.root is None:
            self.root = node
            if node.name not in self.roots:
                self.fail(
                    say("this is no glossary: its root is {element}", element=f"<{node.name}>"),
                    say("TBX begins with <martif> or <tbx>, MultiTerm XML with <mtf>"),
                )
            self.entries = self.roots[node.name]
        elif self.opened:
            self.count += 1
            if self.count > _PARTS:
                self.fail(say("a unit of more than {count:,} parts", count=_PARTS))
            self.opened[-1].children.append(node)
            self.opened.append(node)
        elif node.name in self.entries:
            self.count = self.size = 0
            self.opened.append(node)
            self.parser.CharacterDataHandler = self._text

    def end(self, tag: str) -> None:  # noqa: ARG002
        """An element ends."""
        if self.opened:
            node = self.opened.pop()
            if not self.opened:
                self.parser.CharacterDataHandler = None
                self.found.append(node)

    def _text(self, text: str) -> None:
        self.size += len(text)
        if self.size > self.limits.text:
            self.too_long()
        self.opened[-1].children.append(text)

    def walk(self, stream: BinaryIO, intake: Intake) -> Iterator[Node]:
        """The entries of a file.

        Raises:
            FormatError: it is not such a file, not well-formed, not safe, or beyond a limit; with the line.
        """
        self.replacing = intake if intake.replace_control else None
        for _ in self.run(stream):
            found, self.found = self.found, []
            yield from found


def entries(data: bytes, name: str, roots: dict[str, frozenset[str]], intake: Intake) -> Iterator[Node]:
    """The entries of a file in memory; see `Trees.walk`."""
    return Trees(name=name, roots=roots).walk(io.BytesIO(data), intake)
