"""A bar with the time left: on stderr, on a terminal, for work that takes a while, and not with -q."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any

import typer

from tm.cli.options import quiet, spoken

#: Seconds before a bar appears: what is done sooner needs none.
PATIENCE = 1.0


def visible() -> bool:
    """True where a person watches."""
    return sys.stderr is not None and sys.stderr.isatty() and not quiet()


class Bar:
    """Call it with how much is done, and of how much."""

    def __init__(self, label: str) -> None:
        self.label, self.on = label, visible()
        self.begin = time.monotonic()
        self.bar: Any = None
        self.done = 0

    def __call__(self, done: int, total: int) -> None:
        """Show it."""
        if not self.on or total <= 0:
            return
        if self.bar is None:
            if time.monotonic() - self.begin < PATIENCE or done >= total:
                return
            self.bar = typer.progressbar(length=total, label=spoken(self.label), file=sys.stderr)
            self.bar.__enter__()
        self.bar.update(max(0, min(done, total) - self.done))
        self.done = max(self.done, done)

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.__exit__(kind, value, trace)
