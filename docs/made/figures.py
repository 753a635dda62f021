"""docs/ko/benchmarks.md: its tables are those of docs/benchmarks.md, so that a figure stands in one place.

A part of the page is named as its measurement there (`check`), or by its heading and number where a table is written
by hand (`Running text 1`). Korean is docs/ko/figures.po; numbers in a row of it are `#`, in another order `#2`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib

from made.regions import filled
from made.text import DOCS

PAGE = DOCS / "ko" / "benchmarks.md"
SOURCE = DOCS / "benchmarks.md"
KOREAN = DOCS / "ko" / "figures.po"
_MEASURED = re.compile(r"<!-- bench: (\S+) -->\n\n(.*?)\n\n<!-- end -->", re.S)
_SECTION = re.compile(r"^##+ (.+)\n((?:(?!^##+ ).*\n)*)", re.M)
_TABLE = re.compile(r"(?:^\|.*\n)+", re.M)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_HOLE = re.compile(r"#(\d*)")


def pages() -> dict[Path, str]:
    """The Korean page, by its path."""
    return {PAGE: filled(PAGE, parts())}


def parts() -> dict[str, str]:
    """Each measurement and each table by its name, in Korean."""
    text = SOURCE.read_text(encoding="utf-8")
    found = {name: "\n".join(map(korean, block.split("\n"))) for name, block in _MEASURED.findall(text)}
    by_hand = _MEASURED.sub("", text)
    for title, section in _SECTION.findall(by_hand):
        for number, table in enumerate(_TABLE.findall(section), 1):
            found[f"{title} {number}"] = "\n".join(map(korean, table.rstrip().split("\n")))
    return found


def korean(line: str) -> str:
    """A line in Korean: of a table cell by cell, of a text as a whole; as it is where there is no Korean for it."""
    if not line.startswith("|"):
        return said(line)
    return "|".join(f" {said(cell.strip())} " if cell.strip() else cell for cell in line.split("|"))


def said(text: str) -> str:
    """A cell or a sentence in Korean, with its numbers in their places."""
    numbers = _NUMBER.findall(text)
    known = catalogue().get(template(text))
    if known is None:
        return text
    rest = iter(numbers)
    return _HOLE.sub(lambda hole: numbers[int(hole[1]) - 1] if hole[1] else next(rest), known)


def template(text: str) -> str:
    """A text with `#` for its numbers."""
    return _NUMBER.sub("#", text)


@cache
def catalogue() -> dict[str, str]:
    """Korean, by the English template."""
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(KOREAN))}


def templates() -> Iterator[str]:
    """Every cell and sentence that a part has."""
    text = SOURCE.read_text(encoding="utf-8")
    for line in text.split("\n"):
        yield from map(template, (cell.strip() for cell in line.split("|")) if line.startswith("|") else [line])
