"""Rules in Schematron with XPath 2, as XLIFF 2 and TBX 3 have them: which assertions a document breaks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import elementpath
from lxml import etree

_NAMESPACE = "{http://purl.oclc.org/dsdl/schematron}"


@lru_cache(maxsize=8)
def rules(path: Path) -> etree._Element:
    """A file of rules. Its own entities are only parts of addresses."""
    parser = etree.XMLParser(no_network=True, resolve_entities=True, load_dtd=False)
    return etree.parse(str(path), parser).getroot()


def broken(path: Path, data: bytes) -> list[str]:
    """What the rules in a file find wrong with a document, each once."""
    root = rules(path)
    names = {str(ns.get("prefix")): str(ns.get("uri")) for ns in root.iter(f"{_NAMESPACE}ns")}
    tree = etree.ElementTree(etree.fromstring(data))
    shared = _values(root, tree, None, names, {})
    found: dict[str, None] = {}
    for pattern in root.iter(f"{_NAMESPACE}pattern"):
        within = _values(pattern, tree, None, names, shared)
        taken: set[int] = set()
        for rule in pattern.iterfind(f"{_NAMESPACE}rule"):
            for node in _nodes(tree, str(rule.get("context")), names, within):
                if id(node) in taken:  # the first rule of a pattern that fits a node is the one that counts
                    continue
                taken.add(id(node))
                found |= dict.fromkeys(_wrong(rule, tree, node, names, within))
    return list(found)


def _nodes(tree: Any, context: str, names: dict[str, str], values: dict[str, Any]) -> list[Any]:
    anywhere = "|".join(
        f"//{part.strip()}" if not part.strip().startswith("/") else part for part in context.split("|")
    )
    found = elementpath.select(tree, anywhere, namespaces=names, variables=values)
    return found if isinstance(found, list) else [found]


def _values(element: Any, tree: Any, node: Any, names: dict[str, str], before: dict[str, Any]) -> dict[str, Any]:
    """The variables that an element declares, with those that hold around it."""
    values = dict(before)
    for let in element.iterfind(f"{_NAMESPACE}let"):
        values[str(let.get("name"))] = _evaluated(str(let.get("value")), tree, node, names, values)
    return values


def _wrong(rule: Any, tree: Any, node: Any, names: dict[str, str], before: dict[str, Any]) -> Iterator[str]:
    values = _values(rule, tree, node, names, before)
    for kind, wanted in (("assert", True), ("report", False)):
        for check in rule.iterfind(f"{_NAMESPACE}{kind}"):
            test = f"boolean({check.get('test')})"
            if bool(_evaluated(test, tree, node, names, values)) is not wanted:
                yield " ".join("".join(check.itertext()).split())


def _evaluated(path: str, tree: Any, node: Any, names: dict[str, str], values: dict[str, Any]) -> Any:
    if node is not None:  # `current` is the node of the rule, which XPath alone does not know
        values = {**values, "current": node}
        path = path.replace("current()", "$current")
    return elementpath.select(tree, path, namespaces=names, item=node, variables=values)
