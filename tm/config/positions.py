"""On which line of a TOML text a value stands. The text is known to be valid: this only walks over it."""

from __future__ import annotations

import re
from collections import defaultdict

#: Keys and, in arrays, numbers from 0: `("pairs", 1, "source")`.
Path = tuple[str | int, ...]

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[^,\]}\n#]*")
_STRINGS = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' + r"|'''.*?'{3,5}" + r'|"(?:\\.|[^"\\])*"' + r"|'[^']*'",
    re.DOTALL,
)


def lines(text: str) -> dict[Path, int]:
    """The line, from 1, of every key, table and element of an array."""
    return _Walk(text).found


class _Walk:
    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.breaks = [found.start() for found in re.finditer("\n", text)]
        self.found: dict[Path, int] = {}
        table: Path = ()
        counts: dict[Path, int] = defaultdict(int)
        while self.space() < len(text):
            if text.startswith("[[", self.at):
                begin = self.at
                self.at += 2
                name = self.within(self.key(), counts)
                table = (*name, counts[name])
                counts[name] += 1
                self.put(name, begin)
                self.put(table, begin)
                self.after("]]")
            elif text[self.at] == "[":
                begin = self.at
                self.at += 1
                name = self.key()
                table = (*self.within(name[:-1], counts, last=True), name[-1])
                self.put(table, begin)
                self.after("]")
            else:
                self.pair(table)

    def within(self, name: Path, counts: dict[Path, int], *, last: bool = False) -> Path:
        """The path of a table's name: below an array of tables, its last one is meant."""
        path: Path = ()
        for number, key in enumerate(name):
            path = (*path, key)
            if counts.get(path) and (last or number < len(name) - 1):
                path = (*path, counts[path] - 1)
        return path

    def put(self, path: Path, offset: int) -> None:
        from bisect import bisect_left

        self.found.setdefault(path, bisect_left(self.breaks, offset) + 1)

    def space(self) -> int:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def after(self, sign: str) -> None:
        self.at = self.text.index(sign, self.at) + len(sign)

    def key(self) -> Path:
        """A key, dotted or not."""
        names: list[str] = []
        while True:
            self.space()
            if quoted := _STRINGS.match(self.text, self.at):
                names.append(quoted[0][1:-1])
                self.at = quoted.end()
            elif bare := _BARE.match(self.text, self.at):
                names.append(bare[0])
                self.at = bare.end()
            if self.text[self.space() : self.at + 1] != ".":
                return tuple(names)
            self.at += 1

    def pair(self, table: Path) -> None:
        begin = self.at
        path = table
        for name in self.key():
            path = (*path, name)
            self.put(path, begin)
        self.after("=")
        self.value(path)

    def value(self, path: Path) -> None:
        self.space()
        if found := _STRINGS.match(self.text, self.at):
            self.at = found.end()
        elif self.text.startswith("[", self.at):
            self.at += 1
            number = 0
            while self.text[self.space()] != "]":
                self.put((*path, number), self.at)
                self.value((*path, number))
                number += 1
                self.comma()
            self.at += 1
        elif self.text.startswith("{", self.at):
            self.at += 1
            while self.text[self.space()] != "}":
                self.pair(path)
                self.comma()
            self.at += 1
        elif found := _PLAIN.match(self.text, self.at):
            self.at = found.end()

    def comma(self) -> None:
        if self.text[self.space()] == ",":
            self.at += 1
