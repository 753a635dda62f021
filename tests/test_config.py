from __future__ import annotations

import pytest

from tm.config import Config, PathPair, parse
from tm.core import Severity
from tm.errors import ConfigError


def read(body: str) -> Config:
    config = parse(body, name="tm.toml")
    assert config is not None
    return config


def test_all_settings_are_read() -> None:
    """Every documented key reaches the Config."""
    config = read(
        """
source-language = "en"
target-language = "ko-KR"
glossary = ["a.csv", "b.csv"]
select = ["T", "K6"]
ignore = ["T008"]
encoder = "none"
fail-on = "warning"
[severity]
T0 = "warning"
[rules.N301]
small-numbers = true
[[pairs]]
source = "en/{path}.md"
target = "ko/{path}.md"
"""
    )
    assert config == Config(
        pairs=(PathPair("en/{path}.md", "ko/{path}.md"),),
        glossary=("a.csv", "b.csv"),
        target_language="ko-KR",
        select=("T", "K6"),
        ignore=("T008",),
        severity={"T0": Severity.WARNING},
        rules={"N301": {"small_numbers": True}},
        encoder="none",
        fail_on="warning",
    )


def test_pyproject_without_the_table_has_no_configuration() -> None:
    """A pyproject.toml of another kind is passed over."""
    assert parse("[project]\nname = 'x'\n", name="pyproject.toml") is None
    assert parse("[tool.tm]\n", name="pyproject.toml") == Config()


@pytest.mark.parametrize(
    ("body", "where", "words"),
    [
        ('\nglosary = ["a.csv"]', "tm.toml:2", "did you mean 'glossary'?"),
        ("select = [1]", "tm.toml:1", "not a list of texts"),
        ('select = ["t1x"]', "tm.toml:1", "not a rule code"),
        ('fail-on = "often"', "tm.toml:1", "error, warning, info, never"),
        ('[severity]\nT002 = "fatal"', "tm.toml:2", "unknown severity 'fatal'"),
        ('[[pairs]]\nsource = "en/{path}.md"', "tm.toml:1", "needs 'source' and 'target'"),
        ('[[pairs]]\nsource = "en/{path}.md"\ntarget = "ko/{name}.md"', "tm.toml:2", "differ in placeholders"),
        ('[[pairs]]\nsource = "a"\ntarget = "b"\ntraget = "c"', "tm.toml:4", "did you mean 'target'?"),
        ("a = = 1", "tm.toml:1", "not valid TOML"),
        ("pairs = 3", "tm.toml:1", "not a list of tables"),
        ('files = ["/a/*.po"]', "tm.toml:1", "leads out of the project"),
        ('encoder = ""', "tm.toml:1", "not a text"),
    ],
)
def test_errors_name_the_line_and_the_way_out(body: str, where: str, words: str) -> None:
    """A wrong setting is named with file, line and a hint."""
    with pytest.raises(ConfigError) as caught:
        parse(body, name="tm.toml")
    assert caught.value.where == where
    assert words in str(caught.value)
    assert caught.value.hint
