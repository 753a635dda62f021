"""tm memory apply: what goes into a draft, and the account of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tm.cli.options import deliver, language, tell
from tm.messages import say

if TYPE_CHECKING:
    from tm.core import Match
    from tm.memory.lookup import Query
    from tm.project.applying import Draft
    from tm.project.memory import Memory


def best(memory: Memory, queries: Sequence[Query], threshold: float) -> list[Match | None]:
    """The best match of each: down to 75, for the report, or to a lower threshold."""
    # some more than one: penalties may put the second most similar first
    found = memory.lookup_many(queries, threshold=max(0.5, min(0.75, threshold)), limit=5, jobs=0)
    return [matches[0] if matches else None for matches in found]


def account(draft: Draft, output: Path | None, output_format: str, *, printed: bool) -> None:
    """Say how much of a text was filled in, on stdout where the draft is not printed there."""
    import json

    from tm import files
    from tm.report import matches as report

    if output_format == "json":
        values = {
            "version": 1,
            "draft": files.display(output) if output is not None else None,
            "filled": draft.whole,
            "fuzzy": draft.fuzzy,
            "left": [{"text": text, "reason": str(reason)} for text, reason in draft.left],
            "leverage": report.leverage_values(draft.leverage),
        }
        deliver(json.dumps(values, ensure_ascii=False, indent=2) + "\n", None)
        return
    table = report.leverage(draft.leverage, language())
    if printed:
        deliver(table, None)
    else:
        typer.echo(table, err=True, nl=False)
    if output is not None:
        tell(
            say(
                "filled in {count:,} segment, and {fuzzy:,} as drafts to be reviewed",
                "filled in {count:,} segments, and {fuzzy:,} as drafts to be reviewed",
                count=draft.whole,
                fuzzy=draft.fuzzy,
            )
        )
    for text, reason in draft.left[:5]:
        tell(say("  left as it is: {text!r} ({reason})", text=text[:60], reason=reason))
    if len(draft.left) > 5:
        tell(say("  and {count} more", count=len(draft.left) - 5))
