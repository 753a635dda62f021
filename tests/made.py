"""docs/generate.py and the makers of docs/made, as the tests use them."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

from tests.conftest import ROOT

if (_DOCS := str(ROOT / "docs")) not in sys.path:
    sys.path.insert(0, _DOCS)

generate: Any = import_module("generate")


def maker(name: str) -> Any:
    """A module of docs/made."""
    return import_module(f"made.{name}")
