"""The pages of commands have every command, argument and option in both languages, and none that is not there."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.made import maker

commands = maker("commands")
LEAVES = dict(commands.leaves())
LANGUAGES = ("en", "ko")


def pages(language: str) -> dict[str, str]:
    """The page of each command, by its name; of the program itself, by `tm`."""
    folder = ROOT / "docs" / language
    found = {f"tm {path.stem}": path.read_text(encoding="utf-8") for path in (folder / "commands").glob("*.md")}
    return found | {"tm": (folder / "commands.md").read_text(encoding="utf-8")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_its_page(language: str) -> None:
    """Each command has a page, each page is listed, and no page is of a command that is gone."""
    found = pages(language)
    names = {" ".join(name.split()[:2]) for name in LEAVES}
    assert found.keys() == names | {"tm"}
    for name in names:
        page = f"commands/{name.removeprefix('tm ')}"
        assert f"]({page}.md)" in found["tm"]
        assert f"\n{page}\n" in found["tm"].partition("{toctree}")[2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LEAVES)
def test_every_argument_and_option_is_in_its_table(name: str, language: str) -> None:
    """A command's own part of its page has a row with a meaning for each argument and option."""
    page = pages(language)[" ".join(name.split()[:2])]
    part = page.partition(f"<!-- made: {name} -->")[2].partition("<!-- end -->")[0]
    rows = dict(re.findall(r"^\| (`.+?`) \| .*?([^|]+) \|$", part, re.M))
    for parameter in LEAVES[name].params:
        if parameter.param_type_name == "option":
            said = ", ".join(f"`{option}`" for option in sorted(parameter.opts, key=len))
        else:
            said = f"`{(parameter.metavar or parameter.name.upper()).removesuffix('...')}`"
        assert rows[said].strip(), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_in_the_pages_exists(language: str) -> None:
    """A page names no option that its command, or another that it speaks of, does not have."""
    known = {option for command in LEAVES.values() for parameter in command.params for option in parameter.opts}
    known |= {option for parameter in commands.program().params for option in parameter.opts}
    for name, page in pages(language).items():
        assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page)) - known - {"--help"} == set(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_name_what_is_there(language: str) -> None:
    """What a block of the pages types is a command of the program with options that this command has."""
    for page in pages(language).values():
        for line in re.findall(r"^(?:\$ )?(tm .+)$", page, re.M):
            words = line.split("  ")[0].split()
            name = next((" ".join(words[:n]) for n in (3, 2) if " ".join(words[:n]) in LEAVES), "")
            assert name, line
            options = {option for parameter in LEAVES[name].params for option in parameter.opts}
            assert {word for word in words if re.match(r"--?[a-z]", word)} <= options, line


@pytest.mark.parametrize("name", LEAVES)
def test_defaults_stand_in_both_languages(name: str) -> None:
    """A default that stands in brackets in the English help does so in the Korean one."""
    for parameter in LEAVES[name].params:
        if parameter.param_type_name == "option":
            (_, english), (_, korean) = (commands.described(parameter, language) for language in LANGUAGES)
            assert bool(english) == bool(korean), parameter.opts
