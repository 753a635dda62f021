"""What is kept on disk so that it need not be made twice: keyed by content, settings and the state of the program.

`state` says what a key depends on, `findings` keeps what was found, `room` bounds, counts and clears the folder.
"""

from __future__ import annotations

from tm.cache.findings import Entry, Findings, Piece, dumped, loaded, with_piece
from tm.cache.room import Kept, Room, bound, clear, folder, ready, stats
from tm.cache.state import installed, key, plugins

__all__ = [
    "Entry",
    "Findings",
    "Kept",
    "Piece",
    "Room",
    "bound",
    "clear",
    "dumped",
    "folder",
    "installed",
    "key",
    "loaded",
    "plugins",
    "ready",
    "stats",
    "with_piece",
]
