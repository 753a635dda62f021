"""The reference made from the source says everything in both languages: Python, settings, fields of JSON."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import polib
import pytest

import tm
from tests.conftest import ROOT
from tests.made import maker
from tm import core
from tm.config import KEYS
from tm.formats import bilingual
from tm.lang import catalogue

MAKERS = [maker(name) for name in ("api", "schemas", "settings")]
CODE = re.compile(r"`[^`]+`")


def page(language: str, name: str) -> str:
    return (ROOT / "docs" / language / f"{name}.md").read_text("utf-8")


def test_every_sentence_of_the_reference_has_its_korean() -> None:
    """Each docstring, setting and field is told in Korean, with the same names as code, and nothing else is kept."""
    entries = {entry.msgid: entry for entry in polib.pofile(str(catalogue.LOCALE / "ko" / "LC_MESSAGES" / "docs.po"))}
    assert set(entries) == {sentence for maker in MAKERS for sentence in maker.sentences()}
    for entry in entries.values():
        assert not entry.fuzzy
        assert sorted(CODE.findall(entry.msgid)) == sorted(CODE.findall(entry.msgstr)), entry.msgid
        assert re.search("[가-힣]", entry.msgstr) or entry.msgstr == entry.msgid, entry.msgid


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_public_name_is_documented(language: str) -> None:
    """docs/LANGUAGE/api.md has each name that `tm` offers, with each public method, once."""
    text = page(language, "api")
    headings = re.findall(r"^#+ `(?:tm\.)?([\w.]+)`$", text, re.M)
    assert len(headings) == len(set(headings))
    assert set(tm.__all__) <= set(headings)
    for name in tm.__all__:
        value = getattr(tm, name)
        if isinstance(value, type):
            assert {f"{name}.{method}" for method, _ in MAKERS[0].members(value)} <= set(headings)
    for fields in ("Bitext", "Match", "Term", "TranslationUnit"):
        part = text.partition(f"### `tm.{fields}`\n")[2].partition("\n### ")[0]
        assert set(getattr(tm, fields).__dataclass_fields__) == set(re.findall(r"^\| `(\w+)` \|", part, re.M))


def test_every_field_says_what_it_means() -> None:
    """Each field of a public dataclass has a meaning, in its docstring or in the schema of what is printed of it."""
    api = MAKERS[0]
    kinds = [getattr(tm, name) for name in api.names()[1]] + [getattr(core, name) for name in api.HELD]
    for kind in filter(dataclasses.is_dataclass, kinds):
        assert {field.name for field in dataclasses.fields(kind)} <= set(api._meanings(kind)), kind


def test_every_format_of_a_memory_is_named() -> None:
    """The docstring of `Memory.export` lists what units can be written as."""
    told = str(tm.Memory.export.__doc__).partition("to:")[2].partition(";")[0]
    assert set(re.findall(r"\w+", told)) - {"or"} == set(bilingual.names("lines"))


def test_the_example_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What docs/en/api.md shows first works as it stands."""
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("en.md", "The loss fell.\n"),
        ("ko.md", "손실이 줄었다.\n"),
        ("glossary.csv", "source,target\n"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    exec(compile(MAKERS[0].EXAMPLE.removeprefix("```python\n").removesuffix("```"), "api.md", "exec"), {})


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_setting_is_in_the_table(language: str) -> None:
    """docs/LANGUAGE/configuration.md has a row for each key, with its choices and its default."""
    table = page(language, "configuration").partition("<!-- made: settings -->")[2].partition("<!-- end -->")[0]
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (.+) \|$", table, re.M))
    assert list(rows) == list(KEYS)
    for name, key in KEYS.items():
        assert {choice for choice in key.choices if f"`{choice}`" not in rows[name]} == set()
        assert ("| yes |" in rows[name] or "| 예 |" in rows[name]) == key.override


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_field_of_json_is_documented(language: str) -> None:
    """docs/LANGUAGE/json.md has a row for each field of each schema, in the part of that schema."""
    text = page(language, "json")
    for name, schema in MAKERS[1].schemas().items():
        part = text.partition(f"<!-- made: {name}.json -->")[2].partition("<!-- end -->")[0]
        fields = [field for _, values in MAKERS[1].objects(schema) for field in values["properties"]]
        assert re.findall(r"^\| `([\w]+)` \|", part, re.M) == fields
