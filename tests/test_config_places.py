"""Lines of settings, configurations that extend others, settings by path, the schema."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tm.checks import registry
from tm.checks.registry import Pair
from tm.config import KEYS, Config, Override, merged, parse, read
from tm.config.positions import lines
from tm.config.schema import schema
from tm.core import Bead, Places, Segment, Span, empty_at
from tm.errors import ConfigError, TmError
from tm.project import Project, configuration


@pytest.fixture(autouse=True)
def _own_rules_only() -> Iterator[None]:
    """Rules that a test adds are gone behind it."""
    before = dict(registry.load())
    yield
    registry.RULES.clear()
    registry.RULES.update(before)
    registry.load.cache_clear()


MIXED = '''# a comment = 1
select = ["T",  # [
  "K6",
]
severity.U = "info"
"quoted key" = {a = 1, "b.c" = """
]
"""}
[rules."N301"]
small = 'x = "1"'
[[pairs]]
source = "a"
[[pairs]]
target = "b"
[pairs.deep]
x = 1979-05-27T07:32:00Z
'''


def test_lines_of_every_kind_of_value() -> None:
    """Keys, elements, inline tables and tables in arrays are found where they stand."""
    found = lines(MIXED)
    assert {".".join(map(str, path)): line for path, line in found.items()} == {
        "select": 2, "select.0": 2, "select.1": 3, "severity": 5, "severity.U": 5,
        "quoted key": 6, "quoted key.a": 6, "quoted key.b.c": 6,
        "rules.N301": 9, "rules.N301.small": 10,
        "pairs": 11, "pairs.0": 11, "pairs.0.source": 12, "pairs.1": 13, "pairs.1.target": 14,
        "pairs.1.deep": 15, "pairs.1.deep.x": 16,
    }  # fmt: skip


_KEY = st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True)
_VALUE = st.recursive(
    st.integers() | st.booleans() | st.text("ab #=[]{},\"'.\\한", max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEY, inner, max_size=3),
    max_leaves=6,
)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + ",  # ]\n".join(map(_toml, value)) + "\n]"
    return json.dumps(value, ensure_ascii=False)


@given(st.dictionaries(_KEY, _VALUE, max_size=4))
def test_a_key_stands_on_its_line(data: dict[str, object]) -> None:
    """Whatever the values hold, each key at the top is found on the line that begins with it."""
    text = "".join(f"{key} = {_toml(value)}\n" for key, value in data.items())
    assert tomllib.loads(text) == data
    found = lines(text)
    for key in data:
        assert text.splitlines()[found[(key,)] - 1].startswith(f"{key} = ")


def test_all_mistakes_are_told_at_once() -> None:
    """Each has its own line, the same key in another table notwithstanding."""
    body = 'fail-on = "no"\n[severity]\nT001 = "info"\nT002 = "bad"\n'
    body += '[[overrides]]\npaths = ["a"]\nfiles = ["b"]\nselct = []\n'
    with pytest.raises(ConfigError) as caught:
        read(body, name="tm.toml")
    wrong = [caught.value, *caught.value.others]
    assert [error.where for error in wrong] == ["tm.toml:1", "tm.toml:4", "tm.toml:7", "tm.toml:8"]
    assert "did you mean 'select'?" in wrong[-1].hint


def test_settings_by_path() -> None:
    """An override adds to what is ignored, merges tables, replaces the rest, and yields to the command line."""
    config = parse(
        'select = ["T"]\nignore = ["P"]\n[severity]\nT = "info"\n'
        '[[overrides]]\npaths = ["blog/**"]\nignore = ["K"]\nselect = ["U"]\nseverity = {U = "error"}\n',
        name="tm.toml",
    )
    assert config is not None
    blog = config.at("blog/a/b.md")
    assert (blog.select, blog.ignore, dict(blog.severity)) == (("U",), ("P", "K"), {"T": "info", "U": "error"})
    assert config.at("docs/b.md") == config
    told = Config(select=("N",), overrides=config.overrides, given=frozenset({"select"}))
    assert told.at("blog/a.md").select == ("N",)


def test_layers_are_laid_over_one_another() -> None:
    """Tables merge by key, lists are replaced, overrides of all files count, and each origin is kept."""
    base = read('ignore = ["P", "K"]\n[severity]\nT = "info"\nU = "info"\n[[overrides]]\npaths = ["a"]\n', name="base")
    own = read('ignore = ["N"]\n[severity]\nU = "error"\n[[overrides]]\npaths = ["b"]\nprofile = "ui"\n', name="own")
    assert base is not None and own is not None  # noqa: PT018
    config = merged([base, own])
    assert config.ignore == ("N",)
    assert dict(config.severity) == {"T": "info", "U": "error"}
    assert config.overrides == (Override(("a",)), Override(("b",), {"profile": "ui"}))
    origins = config.origins
    assert (origins["severity.T"], origins["severity.U"]) == ("base:3", "own:3")
    assert (origins["ignore.0"], origins.get("ignore.1")) == ("own:1", None)
    assert origins["overrides.1.profile"] == "own:6"


def _write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def test_extend(tmp_path: Path) -> None:
    """Files that name files mean them from their own folder; circles and missing files are errors with their line."""
    (tmp_path / "site").mkdir()
    _write(tmp_path, base='glossary = ["terms.csv"]\nencoder = "none"\n')
    _write(tmp_path / "site", tm='ignore = ["P"]\nextend = "../base.toml"\n')
    config = configuration.load(tmp_path / "site" / "tm.toml")
    assert config is not None
    assert config.glossary == (str(tmp_path / "site" / ".." / "terms.csv"),)
    assert (config.encoder, config.ignore) == ("none", ("P",))
    _write(tmp_path, base='extend = "site/tm.toml"\n')
    with pytest.raises(ConfigError, match="extends itself") as caught:
        configuration.load(tmp_path / "site" / "tm.toml")
    assert caught.value.where.endswith("base.toml:1")
    (tmp_path / "base.toml").unlink()
    with pytest.raises(ConfigError, match="no such file") as caught:
        configuration.load(tmp_path / "site" / "tm.toml")
    assert caught.value.where.endswith("tm.toml:2")


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ('select = ["T",\n"X9"]', 2, "unknown rule code 'X9'"),
        ('[severity]\nT = "info"\nQ1 = "info"', 3, "unknown rule code 'Q1'"),
        ("[rules.N301]\nfoo-bar = 1", 2, "no option 'foo_bar'"),
        ('[[overrides]]\npaths = ["a"]\nignore = ["K9"]', 3, "unknown rule code 'K9'"),
    ],
)
def test_codes_are_held_against_the_rules(tmp_path: Path, body: str, line: int, words: str) -> None:
    """A code or an option that no rule has is told with its place in the file."""
    _write(tmp_path, tm=body)
    with pytest.raises(ConfigError, match=words) as caught:
        _ = Project.containing(tmp_path).rules
    assert caught.value.where.endswith(f"tm.toml:{line}")


def test_what_a_file_names_and_is_not_there(tmp_path: Path) -> None:
    """Languages, encoders, glossaries and codes that there are not are told in one run, each with its line."""
    (tmp_path / "terms.csv").write_text("source,target\n", encoding="utf-8")
    body = 'encoder = "huge"\ntarget-language = "korean"\nglossary = ["terms.csv",\n"no.csv"]\nselect = ["T", "X9"]\n'
    _write(tmp_path, tm=body + '[[overrides]]\npaths = ["a"]\nglossary = "none.csv"\nignore = ["K9"]\n')
    with pytest.raises(ConfigError) as caught:
        Project.containing(tmp_path)
    wrong = [caught.value, *caught.value.others]
    assert sorted(int(error.where.rpartition("tm.toml:")[2]) for error in wrong) == [1, 2, 4, 5, 8, 9]
    (encoder,) = (error for error in wrong if "huge" in error.what)
    assert "none, fast, full, use-m3" in encoder.hint


@pytest.mark.parametrize(
    "body",
    [
        'encoder = "model"',
        'encoder = "fast"\nsource-language = "en-US"\ntarget-language = "ko-KR"',
        'extend = "shared/base.toml"\nglossary = ["terms.csv"]',
    ],
)
def test_what_a_file_names_and_is_there(tmp_path: Path, body: str) -> None:
    """Folders of models, regional tags, and what replaces a setting of another file are no mistakes."""
    (tmp_path / "model").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "terms.csv").write_text("source,target\n", encoding="utf-8")
    _write(tmp_path / "shared", base='glossary = ["a.csv", "b.csv"]\nencoder = "none"\n')
    _write(tmp_path, tm=body)
    assert Project.containing(tmp_path).configured


def test_a_number_below_none() -> None:
    """A negative number is told as such."""
    with pytest.raises(ConfigError, match="must be 0 or more") as caught:
        read("cache-size = -3\n", name="tm.toml")
    assert caught.value.where == "tm.toml:1"


def test_the_rule_in_the_documentation_runs(tmp_path: Path) -> None:
    """The example of a project's rule is a whole file."""
    text = (ROOT / "docs" / "en" / "writing-rules.md").read_text(encoding="utf-8")
    example = text[text.index('"""X001') : text.index("```", text.index('"""X001'))]
    (tmp_path / "rules.py").write_text(example, encoding="utf-8")
    _write(tmp_path, tm='rules-from = ["rules.py"]\n')
    rule = {rule.code: rule for rule in Project.containing(tmp_path).rules}["X001"]
    target = Segment("1", "멈추십시오!", Places.identity(0, 6))
    (hit,) = rule.check(Pair(empty_at(0), target, Bead(range(0), range(1))))
    assert hit.span == Span(5, 6)


RULE = '''"""X001 no-shouting: the translation shouts."""
from collections.abc import Iterator
from tm.checks.registry import Hit, Pair, rule
from tm.core import Severity, Span

@rule("X001", "no-shouting", Severity.WARNING)
def shouting(pair: Pair) -> Iterator[Hit]:
    """Report an exclamation mark."""
    at = pair.target.text.find("!")
    if at >= 0:
        yield Hit(Span(at, at + 1), "do not shout")
'''


def test_rules_of_a_project(tmp_path: Path) -> None:
    """A Python file of the project adds rules to it, and to no other project."""
    (tmp_path / "rules.py").write_text(RULE, encoding="utf-8")
    _write(tmp_path, tm='rules-from = ["rules.py"]\nencoder = "none"\n')
    project = Project.containing(tmp_path)
    assert "X001" in {rule.code for rule in project.rules}
    assert "X001" not in {rule.code for rule in Project(tmp_path).rules}
    for name, text in (("en", "Stop.\n"), ("ko", "멈추십시오!\n")):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    pair = project.resolve([tmp_path / "en.md", tmp_path / "ko.md"])[0]
    assert [found.code for found in project.check(pair).diagnostics if found.code[0] == "X"] == ["X001"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("x = 1\ny = = 2\n", 2, "SyntaxError"),
        ("import os\n1 / 0\n", 2, "ZeroDivisionError"),
        (RULE.replace("X001", "K601"), 6, "registered twice"),
        ("import sys\nsys.exit(0)\n", 2, "SystemExit: 0"),
        ("raise SystemExit\n", 1, "SystemExit"),
        (RULE.replace('("X001"', '("x1"'), 6, "'x1' is not a code"),
        (RULE.replace('("X001"', "(1"), 6, "1 is not a code"),
        (RULE.replace("Severity.WARNING", "'warning'"), 6, "the severity of X001 is no Severity: 'warning'"),
        (RULE.replace("WARNING)", "WARNING, scope='document')"), 6, "the scope of X001 cannot be 'document'"),
        (RULE.replace('"no-shouting"', '"No shouting"'), 6, "'No shouting' is not a name"),
        (RULE.replace("WARNING)", "WARNING, language=1)"), 6, "the language of X001 is no language tag"),
        (RULE + "rule('X002', 'a', Severity.INFO)(1)", 12, "X002 is no function"),
        (RULE + RULE[RULE.index("\n@rule") :].replace("shouting", "again"), 13, "X001 is registered twice in one file"),
    ],
)
def test_rules_that_cannot_be_loaded(tmp_path: Path, text: str, line: int, words: str) -> None:
    """The line of the project's own file is named, whatever is wrong in it."""
    (tmp_path / "rules.py").write_text(text, encoding="utf-8")
    _write(tmp_path, tm='rules-from = ["rules.py"]\n')
    with pytest.raises(TmError, match=words) as caught:
        _ = Project.containing(tmp_path).rules
    assert caught.value.where.endswith(f"rules.py:{line}")
    assert "X001" not in registry.RULES


def test_what_a_file_of_rules_prints_is_no_part_of_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A print() left in a file of rules goes to standard error."""
    (tmp_path / "rules.py").write_text(RULE + 'print("loaded")\n', encoding="utf-8")
    _write(tmp_path, tm='rules-from = ["rules.py"]\n')
    assert "X001" in {rule.code for rule in Project.containing(tmp_path).rules}
    assert capsys.readouterr() == ("", "loaded\n")


def test_the_schema_says_what_the_reader_reads() -> None:
    """It is a schema, the shipped copy is current, and it accepts and refuses what the reader does."""
    jsonschema.Draft202012Validator.check_schema(schema())
    shipped = json.loads((ROOT / "docs" / "tm.schema.json").read_text(encoding="utf-8"))
    assert shipped == schema()
    assert set(schema()["properties"]) == set(KEYS)
    check = jsonschema.Draft202012Validator(schema())
    for body in (
        'select = ["T", "K6"]\nignore = "P"\n[severity]\nT = "info"\n[register]\n"a/**" = "plain"\n',
        '[[pairs]]\nsource = "en/{path}.md"\ntarget = "ko/{path}.md"\n[[overrides]]\npaths = "a"\nprofile = "ui"\n',
    ):
        check.validate(tomllib.loads(body))
        assert read(body, name="tm.toml")
    for body in ('slect = ["T"]', 'select = ["t"]', '[severity]\nT = "bad"', '[[overrides]]\nprofile = "ui"'):
        assert not check.is_valid(tomllib.loads(body))
        with pytest.raises(ConfigError):
            read(body, name="tm.toml")
