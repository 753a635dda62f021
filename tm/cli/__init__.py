"""The command line: parses a request, calls `tm.project`, prints. Heavy modules load inside commands."""

from __future__ import annotations

import errno
import gc
import logging
import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer

from tm.cli.options import complain, forget, talk
from tm.cli.usage import Program
from tm.errors import TmError, UsageError
from tm.messages import refusal, say

#: Modules of this folder, each with `register(app)`, in the order of the help.
COMMANDS = ("check", "align", "convert", "rule", "glossary", "memory", "score", "config", "cache", "init")
#: Those that show their help without more words.
GROUPS = frozenset({"glossary", "memory", "score", "config", "cache"})


def _version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(f"tm {version('tm-toolkit')}")
        raise typer.Exit


def _options(
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print results and errors only.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say what is being done.")] = False,
    _show_version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    forget()
    talk(logging.ERROR if quiet else logging.DEBUG if verbose else logging.WARNING)


@cache
def with_commands(names: tuple[str, ...]) -> typer.Typer:
    """The program with some of its commands."""
    made = typer.Typer(
        name="tm",
        cls=Program,
        help="Align, check and keep translations. English and Korean first; offline.",
        no_args_is_help=True,
        rich_markup_mode=None,  # rich would cost more than the rest of the start
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_options)
    for name in names:
        import_module(f"tm.cli.{name}").register(made)
    return made


def asked(arguments: Sequence[str]) -> tuple[str, ...]:
    """The command that arguments name; all, where they name none, or ask for help or for completions.

    Reading the options of all commands takes longer than looking up a page that did not change.
    """
    first = next((argument for argument in arguments if argument not in ("-q", "--quiet", "-v", "--verbose")), "")
    return (first,) if first in COMMANDS and "_TM_COMPLETE" not in os.environ else COMMANDS


def __getattr__(name: str) -> Any:
    if name == "app":
        return with_commands(COMMANDS)
    raise AttributeError(name)


def _command(arguments: Sequence[str]) -> Any:
    """What runs the command that arguments name; where they ask for help, in the user's language."""
    program = with_commands(asked(arguments))
    if "_TM_COMPLETE" in os.environ:
        from tm.cli import complete

        command = typer.main.get_command(program)
        complete.with_values(command)
        return command
    shown = {"-h", "--help"}.intersection(arguments) or all(name in GROUPS for name in arguments)
    language = language_asked(arguments) if shown else "en"
    if language == "en":
        return program
    from tm.cli import help as texts

    command = typer.main.get_command(program)
    texts.translate(command, language)
    return command


def language_asked(arguments: Sequence[str]) -> str:
    """The language of help and refusals: that of --lang, else the locale's; looked up without a module of ours."""
    given = ""
    for word, after in zip(arguments, [*arguments[1:], ""], strict=False):
        if word.partition("=")[0] == "--lang":
            given = word.partition("=")[2] or after
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ko" if (given or locale).lower().startswith("ko") else "en"


def main() -> None:
    """Run a command: exit 0 clean, 1 findings, 2 could not run."""
    # Documents are trees of values without cycles: looking for garbage cost a tenth of a long run.
    gc.set_threshold(300_000, 50, 50)
    try:
        _command(sys.argv[1:])(standalone_mode=True)
    except TmError as error:
        complain(error)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of the output has gone (`tm check | head`): leave quietly.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO):
            raise
        # A result goes through `deliver`; this is `tm --help` on a full disk.
        reason, hint = say("cannot write: {reason}", reason=refusal(error)), say("is the disk full?")
        complain(UsageError(reason, where=error.filename or "standard output", hint=hint))
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(2)
