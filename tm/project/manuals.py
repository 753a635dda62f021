"""What reports say about rules: titles, manuals, pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from tm.report.style import Manual, page


def manuals(language: str) -> Callable[[str], Manual | None]:
    """The manuals of rules in a language, by code; None for what is no rule. Rules of others have no page of ours."""

    @cache
    def manual(code: str) -> Manual | None:
        from tm.checks import manual, registry

        rule = registry.load().get(code)
        if rule is None:
            return None
        text = manual.text(registry.module(rule), language).strip()
        url = page(code, language) if rule.module.startswith("tm.checks.rules.") else ""
        return Manual(manual.title(rule, language), text, url)

    return manual
