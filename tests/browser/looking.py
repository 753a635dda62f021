"""What a page in a browser shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Show = Callable[..., Any]


def shown(page: Any) -> list[str]:
    """Codes of the findings that are seen."""
    found: list[str] = page.eval_on_selector_all(
        ".f", "all => all.filter(e => e.checkVisibility()).map(e => e.dataset.r)"
    )
    return found


def current(page: Any) -> str:
    """The identifier of what has the focus."""
    name: str = page.evaluate("document.activeElement.id")
    return name


def seen(page: Any, selector: str) -> bool:
    """Is the element inside of the window, and not under the bar?"""
    inside: bool = page.evaluate(
        """selector => { const box = document.querySelector(selector).getBoundingClientRect();
            const tools = document.querySelector("#tools");
            const over = tools && getComputedStyle(tools).position === "sticky";
            const top = over ? tools.getBoundingClientRect().bottom : 0;
            return box.top >= top && box.bottom <= innerHeight; }""",
        selector,
    )
    return inside
