"""The schemas in docs/schemas fit what the program prints, field by field, and the pages of JSON are made from them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from tests.conftest import ROOT
from tests.made import maker
from tests.program import tm

SCHEMAS: dict[str, dict[str, Any]] = maker("schemas").schemas()
HOWTO = ROOT / "corpus" / "howto"
EN, KO, FIXED = (str(HOWTO / name) for name in ("en.md", "ko.md", "ko.fixed.md"))
PO = str(ROOT / "corpus" / "toolkit-po" / "ko.po")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with glossaries, and a memory of two imports in which a unit stands twice."""
    folder = tmp_path_factory.mktemp("json")
    (folder / "glossary.csv").write_text("source,target,status,note\nspanner,렌치,approved,\nrim,림,,x\n", "utf-8")
    (folder / "other.csv").write_text("source,target\nspanner,렌치\nspoke,바큇살\n,빈칸\n", "utf-8")
    (folder / "twice.csv").write_text("source,target\nspoke,바큇살\nspoke,스포크\n", "utf-8")
    (folder / "units.tsv").write_text(
        "source\ttarget\nOpen the door.\t문을 엽니다.\nopen the door.\t문을 엽니다.\n", "utf-8"
    )
    for given in ((EN, FIXED), ("units.tsv",)):
        tm(folder, "memory", "import", *given, TM_MEMORY="memory.db")
    return folder


#: What makes each kind of output; of several, the later come in addition.
PRINTED: dict[str, list[tuple[str, ...]]] = {
    "align-bead": [("align", EN, KO, "--to", "jsonl")],
    "align-doubtful": [("align", EN, KO, "--doubtful", "--output-format", "json")],
    "cache-stats": [("cache", "stats", "--output-format", "json")],
    "check": [
        ("check", EN, KO, "--output-format", "json", "--statistics"),
        ("check", EN, KO, "--output-format", "json"),
        ("check", PO, "--output-format", "json"),
        ("glossary", "check", "twice.csv", "--output-format", "json"),
    ],
    "config-show": [("config", "show", "--output-format", "json")],
    "convert": [
        ("convert", PO, "-o", "out.tsv", "--report", "json"),
        ("convert", PO, "-o", "out.xlf", "--report", "json"),
    ],
    "glossary-export": [("glossary", "export", "--to", "deepl", "-o", "out.csv", "--report", "json")],
    "glossary-import": [("glossary", "import", "other.csv", "--report", "json", "--keep-going", "--dry-run")],
    "glossary-list": [("glossary", "list", "--output-format", "json")],
    "glossary-mine": [("glossary", "mine", EN, FIXED, "--output-format", "json", "--min-count", "2")],
    "memory-apply": [("memory", "apply", EN, "-o", "draft.md", "--output-format", "json")],
    "memory-dedupe": [
        ("memory", "dedupe", "--any-context", "--dry-run", "--output-format", "json"),
        ("memory", "dedupe", "--any-context", "--output-format", "json"),
    ],
    "memory-import": [
        ("memory", "import", PO, "--output-format", "json"),
        ("memory", "import", "--undo", "3", "--output-format", "json"),
    ],
    "memory-lookup": [
        ("memory", "lookup", "Open the window.", "--threshold", "50", "--output-format", "json"),
        ("memory", "lookup", "Open the door.", "--output-format", "json"),
    ],
    "memory-lookup-file": [("memory", "lookup", "--file", EN, "--output-format", "json")],
    "memory-search": [("memory", "search", "door", "--output-format", "json")],
    "memory-stats": [("memory", "stats", "--output-format", "json")],
    "score-alignment": [
        ("score", "alignment", str(HOWTO / "links.tsv"), str(HOWTO / "links.tsv"), "--output-format", "json")
    ],
    "score-translation": [
        ("score", "translation", KO, FIXED, EN, "--bootstrap", "10", "--output-format", "json"),
        ("score", "translation", KO, FIXED, "--bootstrap", "0", "--output-format", "json"),
    ],
}


def closed(schema: Any) -> Any:
    """The schema, but no object may have a field that it does not name."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    return {**made, "additionalProperties": False} if isinstance(made.get("properties"), dict) else made


def validator(name: str) -> Any:
    known: Any = Registry().with_resources(
        (schema["$id"], Resource.from_contents(closed(schema))) for schema in SCHEMAS.values()
    )
    return jsonschema.Draft202012Validator(closed(SCHEMAS[name]), registry=known)


def objects(text: str, lines: bool) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()] if lines else [json.loads(text)]


@pytest.mark.parametrize("name", PRINTED)
def test_what_is_printed_fits_its_schema(name: str, place: Path) -> None:
    """Every object that a command prints has the fields of its schema with their types, and no others."""
    checked = validator(name)
    for arguments in PRINTED[name]:
        done = tm(place, *arguments, TM_MEMORY="memory.db")
        assert done.stdout, done.stderr
        found = objects(done.stdout, lines="jsonl" in arguments)
        for one in found:
            checked.validate(one)


def test_lines_are_findings(place: Path) -> None:
    """With `jsonl` each line is what stands among the findings of `json`."""
    done = tm(place, "check", EN, KO, "--output-format", "jsonl")
    finding = {"$defs": closed(SCHEMAS["check"])["$defs"], "$ref": "#/$defs/finding"}
    lines = done.stdout.splitlines()
    assert len(lines) > 3
    for line in lines:
        jsonschema.Draft202012Validator(finding).validate(json.loads(line))


def test_every_output_has_a_schema() -> None:
    """Each command that can print JSON has a schema, which is checked above and shown in the pages."""
    leaves = dict(maker("commands").leaves())
    able = {
        name
        for name, command in leaves.items()
        for parameter in command.params
        if {"--output-format", "--report"} & set(parameter.opts)
    }
    titles = {name: schema["title"] for name, schema in SCHEMAS.items()}
    described = {command for command in able for title in titles.values() if title.startswith(f"{command} --")}
    assert able - described == {"tm glossary check"}  # prints what tm check prints
    assert SCHEMAS.keys() == PRINTED.keys()
    for language in ("en", "ko"):
        page = (ROOT / "docs" / language / "json.md").read_text("utf-8")
        assert sorted(re.findall(r"^<!-- made: (\S+)\.json -->$", page, re.M)) == sorted(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_schemas(name: str) -> None:
    """Each file is a JSON Schema in which every field says what it means."""
    schema = SCHEMAS[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    for title, values in maker("schemas").objects(schema):
        for field, value in values["properties"].items():
            assert value.get("description"), (title, field)


def test_the_examples_of_the_pages_fit() -> None:
    """What stands as an example of JSON in the pages has the fields of its schema, as far as it shows them."""
    for language in ("en", "ko"):
        page = (ROOT / "docs" / language / "json.md").read_text("utf-8")
        examples = [json.loads(text) for text in re.findall(r"^```json\n(.*?)^```", page, re.M | re.S)]
        assert len(examples) == 3
        for name, example in zip(("check", "score-translation", "memory-lookup"), examples, strict=True):
            assert not unknown(example, SCHEMAS[name], SCHEMAS[name])


def unknown(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> list[str]:
    """Fields of a value that its schema does not have."""
    for one in schema.get("anyOf", [schema]):
        if "$ref" in one:
            return unknown(value, root["$defs"][one["$ref"].rpartition("/")[2]], root)
    if isinstance(value, list):
        return [name for item in value for name in unknown(item, schema["items"], root)]
    if not isinstance(value, dict) or "properties" not in schema:
        return []
    own = schema["properties"]
    found = [name for name in value if name not in own and name != "..."]
    return found + [name for key in value.keys() & own.keys() for name in unknown(value[key], own[key], root)]
