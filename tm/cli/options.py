"""Arguments and options that several commands share, and how results leave the program."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tm.errors import UsageError

SourceLanguage = Annotated[str | None, typer.Option(help="Language of the source, a BCP 47 tag [en].")]
TargetLanguage = Annotated[str | None, typer.Option(help="Language of the translation [ko].")]
Segments = Annotated[
    str, typer.Option("--segments", help="How .txt is read: paragraphs (blank lines between) or lines.")
]
GlossaryFiles = Annotated[
    list[Path] | None, typer.Option("--glossary", help="Glossary file; repeatable, later overrides earlier.")
]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write here instead of the terminal.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither read nor write the cache.")]


def _say_less(value: bool) -> None:
    if value:
        talk(logging.ERROR)


def _say_more(value: bool) -> None:
    if value:
        talk(logging.DEBUG)


Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", help="Print results and errors only.", callback=_say_less, expose_value=False)
]
Verbose = Annotated[
    bool, typer.Option("-v", "--verbose", help="Say what is being done.", callback=_say_more, expose_value=False)
]
Color = Annotated[str, typer.Option(help="auto, always or never.")]


def talk(level: int) -> None:
    """Let the project's own modules say on stderr what is at or above a level of `logging`."""
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    logging.getLogger("tm").setLevel(level)


def as_lines(segments: str) -> bool:
    """True for `--segments lines`.

    Raises:
        UsageError: neither lines nor paragraphs.
    """
    return choice(segments, ("paragraphs", "lines"), "--segments") == "lines"


def choice(value: str, valid: Sequence[str], option: str) -> str:
    """The value, when it is one of `valid`.

    Raises:
        UsageError: it is not.
    """
    if value not in valid:
        raise UsageError(f"{value!r} is not a choice", where=option, hint="use one of " + ", ".join(valid))
    return value


def split_codes(values: Sequence[str] | None) -> tuple[str, ...] | None:
    """Codes of `--select T,K6 --select U`; None where the option was not given."""
    if values is None:
        return None
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())


def colored(color: str, output: Path | None = None) -> bool:
    """Whether to colour what is printed: NO_COLOR and pipes switch it off."""
    choice(color, ("auto", "always", "never"), "--color")
    if color == "auto":
        return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return color == "always"


def deliver(text: str, output: Path | None) -> None:
    """Print a result, or write it to a file that appears only when it is complete.

    Raises:
        UsageError: the file cannot be written.
    """
    if output is None:
        stream = typer.get_binary_stream("stdout")
        stream.write(text.encode("utf-8", "replace"))
        stream.flush()
        return
    from tm.project import write

    write(output, text.encode("utf-8"))
