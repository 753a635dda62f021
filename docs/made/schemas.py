"""Tables of what commands print as JSON, from the schemas in docs/schemas: parts of docs/LANGUAGE/json.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from made.regions import filled
from made.text import DOCS, LANGUAGES, marked, said

FOLDER = DOCS / "schemas"
WORDS = {
    "en": {"head": "| field | type | meaning |", "schema": "Schema", "sometimes": "not always there"}
    | {"list": "list of {of}", "map": "object: {of} by name", "or": " or ", "any": "any"}
    | {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean", "null": "null"}
    | {"object": "object"},
    "ko": {"head": "| 필드 | 타입 | 뜻 |", "schema": "스키마", "sometimes": "없을 수도 있음"}
    | {"list": "{of}의 배열", "map": "객체: 이름마다 {of}", "or": " 또는 ", "any": "아무 값"}
    | {"string": "문자열", "integer": "정수", "number": "수", "boolean": "참/거짓", "null": "null"}
    | {"object": "객체"},
}


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """Each schema by its name."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def pages() -> dict[Path, str]:
    """The pages of JSON, their tables made anew."""
    made = {}
    for language in LANGUAGES:
        tables = {f"{name}.json": _tables(name, schema, language) for name, schema in schemas().items()}
        made[DOCS / language / "json.md"] = filled(DOCS / language / "json.md", tables)
    return made


def sentences() -> Iterator[str]:
    """What the schemas say of fields."""
    for schema in schemas().values():
        for _, values in objects(schema):
            yield from (field["description"] for field in values["properties"].values())


def objects(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(name, schema) of each object: the whole without a name, the others by that of their definition."""
    if "properties" in schema:
        yield "", schema
    yield from schema.get("$defs", {}).items()


def _tables(name: str, schema: dict[str, Any], language: str) -> str:
    words = WORDS[language]
    lines = [f"`{schema['title']}` · {words['schema']}: [{name}.json](../schemas/{name}.json)", ""]
    if "properties" not in schema:
        lines += [_type(schema, language), ""]
    for title, values in objects(schema):
        if title:
            lines += [f"**`{title}`**", ""]
        lines += [words["head"], "| --- | --- | --- |"]
        for field, value in values["properties"].items():
            meaning = marked(said(value["description"], language))
            if field not in values["required"]:
                meaning += f" ({words['sometimes']})"
            lines.append(f"| `{field}` | {_type(value, language)} | {meaning} |")
        lines.append("")
    return "\n".join(lines).rstrip()


def _type(value: dict[str, Any], language: str) -> str:
    """The type of a field in words: an object by its name, choices one by one."""
    words = WORDS[language]
    if "$ref" in value:
        return f"`{value['$ref'].rpartition('/')[2]}`"
    if "anyOf" in value:
        return words["or"].join(_type(one, language) for one in value["anyOf"])
    if "const" in value or "enum" in value:
        return ", ".join(f"`{one}`" for one in value.get("enum", [value.get("const")]))
    kind = value.get("type", "any")
    if isinstance(kind, list):
        return words["or"].join(_type({**value, "type": one}, language) for one in kind)
    if kind == "array" and value.get("maxItems") == 2:
        return f"[{words['integer']}, {words['integer']}]"
    if kind == "array":
        return words["list"].format(of=_type(value["items"], language))
    if kind == "object" and "additionalProperties" in value:
        return words["map"].format(of=_type(value["additionalProperties"], language))
    return words[kind]
