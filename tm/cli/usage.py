"""What the library that reads the command line refuses, said in the user's language."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from tm.errors import UsageError
from tm.messages import either, say

#: The error that the library raises; it has no public name of its own there.
_Refused: Any = typer.BadParameter.__base__


class Program(TyperGroup):
    """The program: a request that cannot be read is a `tm.errors.UsageError`, told as any other mistake."""

    def resolve_command(self, *args: Any, **options: Any) -> Any:
        """The command that is asked for; its help says FILE and N, not types."""
        from tm.cli import values

        name, command, rest = super().resolve_command(*args, **options)
        return name, command and values.put(command), rest

    def make_context(self, *args: Any, **options: Any) -> Any:
        """Read what stands before the command."""
        with _spoken():
            return super().make_context(*args, **options)

    def invoke(self, ctx: Any) -> Any:
        """Read what stands behind the command, and run it."""
        with _spoken(ctx):
            return super().invoke(ctx)


@contextmanager
def _spoken(context: Any = None) -> Iterator[None]:
    try:
        yield
    except _Refused as error:
        from tm.cli import language_asked
        from tm.cli.options import prefer

        if type(error).__name__ == "NoArgsIsHelpError":
            raise
        prefer(language_asked(sys.argv[1:]))
        command = f"{context.command_path} {context.invoked_subcommand or ''}".rstrip() if context else "tm"
        raise refused(error, command) from error


def refused(error: Any, command: str) -> UsageError:
    """The error as one of ours; its sentence stays as it is where no other is known for it.

    command: what was being read, where the error does not know
    """
    if context := getattr(error, "ctx", None):
        command = context.command_path
    hint = say("see `{command} -h`", command=command)
    near = sorted(getattr(error, "possibilities", None) or ())
    if meant := re.search(r"Did you mean (.+)\?", str(error.message)):  # of a command, in its sentence alone
        near = near or [name.strip(" '\"") for name in meant[1].split(",")]
    if near:
        hint = say("did you mean {near}? See `{command} -h`", near=either(near), command=command)
    if str(error.message).endswith(" is not readable."):
        hint = say("check its permissions")
    where = ""
    if isinstance(error, typer.BadParameter) and (parameter := getattr(error, "param", None)):
        where = parameter.opts[0] if parameter.param_type_name == "option" else parameter.human_readable_name
    return UsageError(_sentence(error), where=where, hint=hint)


def _sentence(error: Any) -> str:
    text = str(error.message)
    if type(error).__name__ == "MissingParameter":
        return say("a value is missing")
    if match := re.fullmatch(r"No such option: (\S+).*", text):
        return say("no such option: {option}", option=match[1])
    if match := re.fullmatch(r"No such command ['\"](.+)['\"]\.(?: Did you mean .+)?", text):
        return say("no such command: {command}", command=match[1])
    if match := re.fullmatch(r"Option ['\"]?(\S+?)['\"]? requires an argument\.", text):
        return say("{option} needs a value", option=match[1])
    if match := re.fullmatch(r"Option ['\"]?(\S+?)['\"]? does not take a value\.", text):
        return say("{option} takes no value", option=match[1])
    if match := re.fullmatch(r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)", text):
        return say("too many arguments: {given}", given=match[1])
    if match := re.fullmatch(r"(.+) is not a valid (?:int|integer|float)(?: range)?\.", text):
        return say("not a number: {given}", given=match[1])
    if match := re.fullmatch(r"\w+ ['\"](.+)['\"] is not readable\.", text):
        return say("cannot read {given}: no permission", given=match[1])
    if match := re.fullmatch(r"(.+) is not in the range (.+?)\.?", text):
        return say("{given} is not in the range {range}", given=match[1], range=match[2])
    return text
