"""Docstrings of the source, cut into what a page shows: sentences, arguments, columns, errors, examples."""

from __future__ import annotations

import inspect
import re
from collections.abc import Collection, Iterator


def parts(text: str, names: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """What a docstring says, in order: (kind, label, text on one line).

    names: of arguments and fields; `name, name: meaning` at the beginning of a line is about these.

    kind: text, code (text with its lines), argument, column (label: `name, name (dtype)`), raises

    Raises:
        ValueError: a column is not `name, name (dtype): meaning`.
    """
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        title, _, rest = paragraph.partition("\n")
        if title == "Columns:":
            for column in _entries(rest):
                found = re.fullmatch(r"([\w, ]+ \([\w\[\], ]+\)): (.*)", column)
                if not found:
                    raise ValueError(f"not `name, name (dtype): meaning`: {column!r}")
                yield "column", found[1], found[2]
        elif title == "Raises:":
            for error in _entries(rest):
                name, _, what = error.partition(": ")
                yield "raises", name, what
        elif re.match(r"(with|for|import) .*", title) and re.match(r" {4}\S", rest):
            yield "code", "", paragraph
        else:
            yield from _lines(paragraph, names)


def _lines(paragraph: str, names: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """The sentences of a paragraph, and the arguments that are told on lines of their own."""
    found: list[list[str]] = [["text", "", ""]]
    for line in paragraph.split("\n"):
        label, colon, rest = line.partition(":")
        if colon and set(label.split(", ")) <= set(names):
            found.append(["argument", label, rest])
        else:
            if found[-1][0] == "argument" and not line.startswith(" "):
                found.append(["text", "", ""])
            found[-1][2] += " " + line
    for kind, label, text in found:
        if text.strip():
            yield kind, label, one_line(text)


def _entries(text: str) -> list[str]:
    """Entries that are indented by four, each on one line."""
    return [one_line(entry) for entry in re.split(r"\n {4}(?=\S)", "\n" + text)[1:]]


def one_line(text: str) -> str:
    """Text without line breaks."""
    return " ".join(text.split())
