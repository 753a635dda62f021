"""Lists of findings and of matches: lists in every respect, which show themselves as tables in a notebook."""

from __future__ import annotations

from typing import Any

from tm.core import Diagnostic, Match
from tm.hooks import hook


class Findings(list[Diagnostic]):
    """Findings, in the order of the target file."""

    __slots__ = ()

    def to_frame(self) -> Any:
        """A pandas DataFrame, one row a finding: see `tm.frames.diagnostics`."""
        return hook("findings_frame")(self)

    def _repr_html_(self) -> str:
        html: str = hook("findings_html")(self)
        return html


class Matches(list[Match]):
    """Matches, the best first."""

    __slots__ = ()

    def to_frame(self) -> Any:
        """A pandas DataFrame, one row a match: see `tm.frames.matches`."""
        return hook("matches_frame")(self)

    def _repr_html_(self) -> str:
        html: str = hook("matches_html")(self)
        return html
