"""How core values show themselves: `tm/__init__` fills the table, so that nothing below imports what shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: "to_frame", "repr_html" and, of a bitext, "page": each a function of the value.
HOOKS: dict[str, Callable[[Any], Any]] = {}


def hook(name: str) -> Callable[[Any], Any]:
    """The function registered under a name."""
    if name not in HOOKS:
        raise RuntimeError(f"no {name} hook: `import tm` registers it")
    return HOOKS[name]
