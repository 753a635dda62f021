"""Help in the user's language: what commands and options say of themselves, by a catalogue of its own.

Loaded for help in another language than English only; texts stay literals beside what they describe.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from tm.lang import catalogue

#: Behind each character that takes two columns while lines are cut, which counts characters.
_SECOND = "\0"
#: What the library that prints help says itself.
HEADINGS = ("Usage", "Options", "Arguments", "Commands")
WITHIN = ("Show this message and exit.", "[default: ", "[required]", "COMMAND [ARGS]...", "[OPTIONS]")


def translate(command: Any, language: str) -> None:
    """Let a command and those below it tell their help in a language."""
    said = catalogue.messages(language, "help")
    _command(command, said)
    command.context_class.formatter_class = _formatter(said, command.context_class.formatter_class)


def _command(command: Any, said: catalogue.Messages) -> None:
    for name in ("help", "short_help"):
        if text := getattr(command, name):
            setattr(command, name, _wide(said.get(text, text)))
    for parameter in command.params:
        if text := getattr(parameter, "help", None):
            parameter.help = _wide(said.get(text, text))
    for below in getattr(command, "commands", {}).values():
        _command(below, said)


def _wide(text: str) -> str:
    return "".join(ch + _SECOND if unicodedata.east_asian_width(ch) in "WF" else ch for ch in text)


def _formatter(said: catalogue.Messages, plain: Any) -> Any:
    """A formatter as `plain`, with headings of the language, that knows wide characters."""

    def write_usage(self: Any, prog: str, args: str = "", prefix: str | None = None) -> None:
        plain.write_usage(self, prog, args, prefix or _wide(f"{said.get('Usage', 'Usage')}: "))

    def write_heading(self: Any, heading: str) -> None:
        plain.write_heading(self, said.get(heading, heading))

    def getvalue(self: Any) -> str:
        text: str = plain.getvalue(self).replace(_SECOND, "")
        for part in WITHIN:
            text = text.replace(part, said.get(part, part))
        return text

    return type("Formatter", (plain,), {f.__name__: f for f in (write_usage, write_heading, getvalue)})
