"""Arguments and options that several commands share, and how results leave the program."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tm.errors import TmError, UsageError
from tm.messages import Said, refusal, say

SourceLanguage = Annotated[str | None, typer.Option(help="Language of the source, a BCP 47 tag [en].")]
TargetLanguage = Annotated[str | None, typer.Option(help="Language of the translation [ko].")]
Segments = Annotated[
    str, typer.Option("--segments", help="How .txt is read: paragraphs (blank lines between) or lines.")
]
GlossaryFiles = Annotated[
    list[Path] | None, typer.Option("--glossary", help="Glossary file; repeatable, later overrides earlier.")
]
OutputOrFolder = Annotated[Path | None, typer.Option("-o", "--output", help="Write here instead of the terminal.")]


def _told_early(output: Path | None) -> Path | None:
    if output is not None:
        file_to_be(output)
    return output


Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="Write here instead of the terminal.", callback=_told_early),
]
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


#: The language that messages are shown in: --lang, else the locale's.
_LANGUAGE: list[str] = []
_CHOSEN: list[str] = []


def _speak(value: str | None) -> str:
    from tm.lang.catalogue import LANGUAGES, of_user

    _LANGUAGE[:] = [of_user()]
    _CHOSEN.clear()
    if value is not None:
        _LANGUAGE[:] = _CHOSEN[:] = [choice(value, LANGUAGES, "--lang")]
    return _LANGUAGE[0]


Lang = Annotated[
    str | None,
    typer.Option("--lang", help="Language of messages: en or ko; from the locale if not given.", callback=_speak),
]
#: When a report is coloured.
COLORS = ("auto", "always", "never")
Color = Annotated[str, typer.Option(help="auto, always or never.")]


def language() -> str:
    """The language of messages."""
    return _LANGUAGE[0] if _LANGUAGE else _speak(None)


def forget() -> None:
    """Speak the language of the locale again, whatever an earlier command of this process was asked for."""
    _LANGUAGE.clear()
    _CHOSEN.clear()


def prefer(lang: str) -> None:
    """Speak the language of the project, unless the command line names another."""
    if lang and not _CHOSEN:
        _LANGUAGE[:] = [lang]


def complain(error: TmError) -> None:
    """Print a failure on stderr, in the user's language."""
    from tm.report.escape import on_a_line  # a file's name may hold what a terminal or a CI service would obey

    parts = [
        (say("error: {what}", what=error.what), error.what),
        (f"  --> {error.where}", error.where),
        (say("  hint: {hint}", hint=error.hint), error.hint),
    ]
    for line, given in parts:
        if given:
            typer.echo(on_a_line(spoken(line)), err=True)
    for other in error.others:
        complain(other)


def spoken(sentence: str) -> str:
    """A sentence in the user's language."""
    from tm.lang.catalogue import translated

    return translated(sentence, language())


def tell(sentence: str) -> None:
    """Print a sentence on stderr, in the user's language."""
    typer.echo(spoken(sentence), err=True)


def quiet() -> bool:
    """True for `-q`."""
    return logging.getLogger("tm").level >= logging.ERROR


def inform(sentence: str) -> None:
    """Say something on stderr, but for -q."""
    if not quiet():
        tell(sentence)


class _Notices(logging.Formatter):
    """What modules log, in the user's language where it is a sentence for users."""

    def format(self, record: logging.LogRecord) -> str:
        if isinstance(record.msg, Said):
            record = logging.makeLogRecord({**vars(record), "msg": spoken(record.msg)})
        return super().format(record)


def talk(level: int) -> None:
    """Let the project's own modules say on stderr what is at or above a level of `logging`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Notices("%(message)s"))
    logging.basicConfig(handlers=[handler])
    logging.getLogger("tm").setLevel(level)


def as_lines(segments: str) -> bool:
    """True for `--segments lines`.

    Raises:
        UsageError: neither lines nor paragraphs.
    """
    return choice(segments, ("paragraphs", "lines"), "--segments") == "lines"


#: What people call a choice that goes by another name elsewhere.
_CALLED = {"markdown": "md", "md": "markdown", "txt": "text", "excel": "xlsx"}


def choice(value: str, valid: Sequence[str], option: str) -> str:
    """The value as `valid` has it: capitals do not matter, and `md` is `markdown` where that is meant.

    Raises:
        UsageError: it is none of them.
    """
    known = value.strip().lower()
    for name in (value, known, _CALLED.get(known, "")):
        if name in valid:
            return name
    raise UsageError(
        say("{value!r} is not a choice", value=value),
        where=option,
        hint=say("use one of {choices}", choices=", ".join(valid)),
    )


def split_codes(values: Sequence[str] | None, option: str) -> tuple[str, ...] | None:
    """Codes of `--select T,k6 --select U`, in capitals; None where the option was not given.

    Raises:
        UsageError: it was given without a code.
    """
    if values is None:
        return None
    codes = tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())
    if not codes:
        raise UsageError(say("no rule code"), where=option, hint=say("write codes or prefixes, such as T,K6"))
    return codes


def colored(color: str, output: Path | None = None) -> bool:
    """Whether to colour what is printed: NO_COLOR, pipes and plain terminals switch it off."""
    color = choice(color, COLORS, "--color")
    if color == "auto":
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return output is None and on_terminal() and not plain
    return color == "always"


def on_terminal() -> bool:
    """True when results go to a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def columns() -> int:
    """Columns that a report may take: those of the terminal within reason, 100 elsewhere."""
    if not on_terminal():
        return 100
    return max(40, min(shutil.get_terminal_size().columns, 140))


def file_to_be(output: Path) -> None:
    """Check a name given with -o before the work begins.

    Raises:
        UsageError: it is a folder, or the folder that it names is not there.
    """
    from tm.files import is_dir

    if is_dir(output):
        raise UsageError(say("this is a folder, not a file"), where=str(output), hint=say("name a file in it"))
    if not is_dir(output.parent):
        raise UsageError(say("no such folder"), where=str(output.parent), hint=say("make it first, or check the path"))


def deliver(text: str | bytes, output: Path | None) -> None:
    """Print a result, or write it to a file that appears only when it is complete.

    Raises:
        UsageError: it cannot be written.
    """
    # a path may hold bytes that are no text
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    if output is not None:
        from tm.files import write

        write(output, data)
        return
    if sys.stdout is None:
        raise UsageError(say("there is no standard output"), hint=say("name a file with -o"))
    try:
        stream = typer.get_binary_stream("stdout")
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(
            say("cannot write: {reason}", reason=refusal(error)),
            where="standard output",
            hint=say("is the disk full?"),
        ) from error
