"""What stands for the values of options and arguments, in help and in the documentation: FILE, CODES, N."""

from __future__ import annotations

from typing import Any

#: By option, where its declaration names nothing; a path is a FILE, a number N, all else TEXT.
VALUES = {
    "--color": "WHEN",
    "--db": "MEMORY",
    "--fail-on": "LEVEL",
    "--ignore": "CODES",
    "--lang": "LANGUAGE",
    "--lang-variant": "TAG",
    "--level": "LEVEL",
    "--output-format": "FORMAT",
    "--profile": "NAME",
    "--report": "FORMAT",
    "--segments": "UNIT",
    "--select": "CODES",
    "--side": "SIDE",
    "--since": "DATE",
    "--source-language": "TAG",
    "--status": "STATUS",
    "--target-language": "TAG",
    "--to": "FORMAT",
    "--tokenize": "NAME",
    "--until": "DATE",
}


def of(option: Any) -> str:
    """What stands for the value of an option; nothing where it takes none."""
    if option.is_flag:
        return ""
    return option.metavar or next((VALUES[one] for one in option.opts if one in VALUES), "") or _kind(option)


def _kind(option: Any) -> str:
    kind = type(option.type).__name__.lower()
    return "FILE" if "path" in kind else "N" if "int" in kind else "TEXT"


def label(argument: Any) -> str:
    """What an argument is called."""
    return str(argument.metavar or argument.name.upper()).removesuffix("...")


def called(argument: Any) -> str:
    """An argument in the line of usage: in brackets where it may be left out, with dots where there may be several."""
    text = label(argument) + ("..." if argument.nargs == -1 and " " not in label(argument) else "")
    return text if argument.required else f"[{text}]"


def put(command: Any) -> Any:
    """Let the help of a command, and of those below it, name values so; the library would name types."""
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            parameter.make_metavar = _named(parameter)
        elif not parameter.is_flag:
            parameter.metavar = of(parameter)
    for below in getattr(command, "commands", {}).values():
        put(below)
    return command


def _named(argument: Any) -> Any:
    def make_metavar(*_: Any, usage: bool = False, **__: Any) -> str:
        return called(argument) if usage else label(argument)

    return make_metavar
