"""Physical lines of a text: where each begins and ends. `\\n`, `\\r\\n` and `\\r` end a line, nothing else does."""

from __future__ import annotations

import re
from bisect import bisect_right

_BREAK = re.compile(r"\r\n|\n|\r")


class Lines:
    """The lines of a text, from 0; `starts[i]:ends[i]` is line i without its line break."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        self.ends: list[int] = []
        for found in _BREAK.finditer(text):
            self.ends.append(found.start())
            self.starts.append(found.end())
        if self.starts[-1] == len(text):  # the last line ended with a break
            self.starts.pop()
        else:
            self.ends.append(len(text))

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, line: int) -> str:
        return self.text[self.starts[line] : self.ends[line]]

    def at(self, offset: int) -> int:
        """The line, from 0, that holds an offset; a line break belongs to the line that it ends."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def blank(self, line: int) -> bool:
        """True for a line of white space only."""
        return not self[line].strip()
