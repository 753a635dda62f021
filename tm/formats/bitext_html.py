"""Bitexts as one HTML page to read, print and send: both sides beside each other, the doubtful beads marked.

The page is made where reports are, with which it shares its look: `tm.report.html.pair`, found through `tm.hooks`.
"""

from __future__ import annotations

from typing import TextIO

from tm.core import Bitext
from tm.hooks import hook


def write(bitext: Bitext, stream: TextIO) -> None:
    """Write the beads that hold text for readers."""
    stream.write(hook("page")(bitext))
