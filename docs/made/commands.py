"""What the pages of commands say of usage, arguments and options: parts made from the program itself.

docs/LANGUAGE/commands.md and the pages below docs/LANGUAGE/commands/ are written by hand around them; in Korean the
texts are those of the catalogue of help.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polib
import typer

from made.regions import filled
from made.text import DOCS, LANGUAGES, escaped
from tm import cli
from tm.cli import values
from tm.lang import catalogue

WORDS = {
    "en": {"command": "command", "does": "what it does", "argument": "argument", "option": "option"}
    | {"value": "value", "default": "default", "what": "meaning"},
    "ko": {"command": "명령", "does": "하는 일", "argument": "인자", "option": "옵션"}
    | {"value": "값", "default": "기본값", "what": "뜻"},
}
#: A default that depends on something stands at the end of the help: `[en].`
_BRACKETS = re.compile(r" \[([^\[\]]+)\](?=\.?$)")
#: What a text of the help names as it is typed: options, addresses, names of files, marks.
_CODE = re.compile(
    r"`[^`]+`|--report json|'\*\.tmx'|(?<![\w-])--?[a-z][a-z-]*|\[-\w+-\]|\{\+\w+\+\}|postgresql://(?:\.\.\.)?|origin/main"
    r"|(?<![\w/])[\w*/.]*\.(?:txt|jsonl|csv|xlsx|tmx|toml|db|npy|\*)(?![a-z])"
)
#: Values that help names, two or more of them beside each other: `text or json`.
_VALUES = (
    "text|concise|json|jsonl|sarif|github|gitlab|junit|html|markdown|md|csv|tsv|tmx|tbx|tbx3|omegat|memoq"
    "|multiterm|phrase|weblate|deepl|google|amazon|xlsx|xliff|xliff2|po|parquet|yaml|beads|links|paragraphs|lines"
    "|paragraph|sentence|none|fast|full|use-m3|default|strict|docs|ui|error|warning|info|never|auto|always|en|ko"
    "|13a|intl|char|ko-mecab|zh|source|target|approved|translated|draft|rejected"
)
_VALUE = rf"(?<![\w.])(?:{_VALUES})(?![\w-]| by)"
_CHOICES = re.compile(rf"{_VALUE}(?: ?\([^)]*\))?(?:(?:, or |, | or | 또는 ){_VALUE}(?: ?\([^)]*\))?)+")


@cache
def program() -> Any:
    """The command with all others below it."""
    return typer.main.get_command(cli.with_commands(cli.COMMANDS))


def leaves(command: Any = None, name: str = "tm") -> Iterator[tuple[str, Any]]:
    """(full name, command) of every command that does something."""
    command = command or program()
    if hasattr(command, "commands"):
        for key, inner in command.commands.items():
            yield from leaves(inner, f"{name} {key}")
    else:
        yield name, command


def pages() -> dict[Path, str]:
    """The pages of commands, what stands between comments made anew."""
    made = {}
    for language in LANGUAGES:
        folder = DOCS / language
        parts = dict(_parts(program(), "tm", language))
        for path in [folder / "commands.md", *sorted(folder.glob("commands/*.md"))]:
            made[path] = filled(path, parts)
    return made


def _parts(command: Any, name: str, language: str) -> Iterator[tuple[str, str]]:
    """(name, Markdown) of a command and of those below it; of the program itself, its own options."""
    if name == "tm":
        yield name, _options(command, language)
        yield "commands", _list(command, name, language)
    elif hasattr(command, "commands"):
        yield name, _list(command, name, language)
    else:
        yield name, _manual(command, name, language)
    for word, below in getattr(command, "commands", {}).items():
        yield from _parts(below, f"{name} {word}", language)


def _list(group: Any, name: str, language: str) -> str:
    """The commands of a group, each with the first sentence of its help and a link."""
    words = WORDS[language]
    rows = [f"| {words['command']} | {words['does']} |", "| --- | --- |"]
    for word, command in group.commands.items():
        full = f"{name} {word}"
        place = f"commands/{word}.md" if name == "tm" else "#" + full.replace(" ", "-")
        text = said(command.help, language).partition("\n\n")[0]
        rows.append(f"| [`{full if name == 'tm' else word}`]({place}) | {shown(text)} |")
    return "\n".join(rows)


def _manual(command: Any, name: str, language: str) -> str:
    """How a command is called, what its help says, and tables of its arguments and options."""
    words = WORDS[language]
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    usage = " ".join([name, said("[OPTIONS]", language), *map(values.called, arguments)])
    rows = ["```text", usage, "```", ""]
    for paragraph in said(command.help, language).split("\n\n"):
        rows += [shown(paragraph), ""]
    if arguments:
        rows += [f"| {words['argument']} | {words['what']} |", "| --- | --- |"]
        rows += [f"| `{values.label(one)}` | {shown(said(one.help, language))} |" for one in arguments] + [""]
    return "\n".join([*rows, _options(command, language)])


def _options(command: Any, language: str) -> str:
    words = WORDS[language]
    heads = [words[name] for name in ("option", "value", "default", "what")]
    rows = ["| " + " | ".join(heads) + " |", "| --- | --- | --- | --- |"]
    for option in command.params:
        if option.param_type_name == "option" and not option.hidden:
            names = ", ".join(f"`{name}`" for name in sorted(option.opts, key=len))
            text, default = described(option, language)
            cells = [names, value(option), default, text]
            rows.append("| " + " | ".join(cells).replace("|  |", "| |").replace("|  |", "| |") + " |")
    rows.append(f"| `-h`, `--help` | | | {shown(said('Show this message and exit.', language))} |")
    return "\n".join(rows)


def value(option: Any) -> str:
    """What stands for the value of an option, and which numbers it may be; nothing where it takes none."""
    if option.is_flag:
        return ""
    name = values.of(option)
    least, most = getattr(option.type, "min", None), getattr(option.type, "max", None)
    if least is not None:
        return f"`{name}` ({least}–{most})" if most is not None else f"`{name}` (≥ {least})"
    return f"`{name}`"


def described(option: Any, language: str) -> tuple[str, str]:
    """(meaning, default) of an option as Markdown. A default that depends stands in brackets in its help."""
    text = said(option.help or "", language)
    if found := _BRACKETS.search(text):
        text = text.replace(found[0], "").replace("....", "...")
    default = option.default
    if found:
        return shown(text), shown(found[1]) if re.search("[ ,]", found[1]) else f"`{found[1]}`"
    plain = isinstance(default, str | int) and not isinstance(default, bool) and default != ""
    return shown(text), f"`{default}`" if plain else ""


@cache
def _catalogue() -> dict[str, str]:
    file = polib.pofile(str(catalogue.LOCALE / "ko" / "LC_MESSAGES" / "help.po"))
    return {entry.msgid: entry.msgstr for entry in file}


def said(text: str, language: str) -> str:
    """A text of the help in a language."""
    return _catalogue().get(text, text) if language == "ko" else text


def shown(text: str) -> str:
    """A text of the help as Markdown on one line, options and names of files in it as code."""
    line = _CHOICES.sub(lambda found: re.sub(rf"{_VALUE}(?![^(]*\))", r"`\g<0>`", found[0]), " ".join(text.split()))
    line = _CODE.sub(lambda found: f"`{found[0].strip('`')}`", line)
    return escaped(line).replace("|", "\\|")
