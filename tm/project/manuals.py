"""What reports say about rules: titles, manuals, pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from tm.report.style import Example, Manual, page

if TYPE_CHECKING:
    from tm.checks.registry import Bad, Good


def manuals(language: str, pages: str = "") -> Callable[[str], Manual | None]:
    """The manuals of rules in a language, by code; None for what is no rule. Rules of others have no page of ours.

    pages: where those of ours have theirs, an address with {code} and {lang}
    """

    @cache
    def manual(code: str) -> Manual | None:
        from tm.checks import manual, registry

        rule = registry.load().get(code)
        if rule is None:
            return None
        module = registry.module(rule)
        text = manual.text(module, language).strip()
        return Manual(
            manual.title(rule, language),
            text,
            page(pages, code, language) if rule.module.startswith("tm.checks.rules.") else "",
            manual.name(rule, language),
            manual.FAMILIES[language].get(code[0], ""),
            tuple(manual.parts(text.partition("\n")[2])),
            tuple(_example(one) for one in getattr(module, "EXAMPLES", [])),
        )

    return manual


def _example(one: Good | Bad) -> Example:
    from tm.checks.registry import Bad

    if isinstance(one, Bad):
        return Example(True, one.source, one.target, one.fixed, one.glossary, one.before)
    return Example(False, one.source, one.target, None, one.glossary, one.before)
