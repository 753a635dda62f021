"""docs/LANGUAGE/api.md: what `import tm` offers, from signatures and docstrings."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from enum import EnumMeta
from pathlib import Path
from typing import Any

import tm
from made import schemas
from made.docstrings import parts
from made.text import DOCS, LANGUAGES, MADE, marked, said
from tm import core

#: Types that the public ones hold; they are not imported by name.
HELD = ("Edit", "Fix", "Kind", "Mask", "Place", "Related")
#: What a reader wants first.
FIRST = ("Bitext", "Findings", "Memory", "Matches", "Glossary", "TmError")
#: Where JSON has the fields of a type, too: schema and object, which say what a docstring does not.
SHOWN = {
    core.Diagnostic: ("check", "finding"),
    core.Term: ("glossary-list", "term"),
    core.TranslationUnit: ("memory-lookup", "unit"),
}
EXAMPLE = """```python
import tm

bitext = tm.align("en.md", "ko.md")
for finding in tm.check(bitext, glossary="glossary.csv"):
    print(finding.severity, finding.code, finding.message)

with tm.Memory("memory.db") as memory:
    memory.add(bitext)
    for match in memory.lookup("A sentence to be translated."):
        print(match.score, match.target)
```"""
WORDS = {
    "en": {
        "title": "Python",
        "intro": "Everything here is imported from `tm`. Values are frozen; positions are code points from 0,\n"
        "their end not included. The fields of a finding mean what they mean in [JSON](json.md#tm-check); tables\n"
        "and charts are in [frames.md](frames.md).",
        "functions": "Functions",
        "classes": "Classes",
        "held": "Types within these",
        "fields": "field | type | default | meaning",
        "values": "Values",
        "raises": "Raises",
    },
    "ko": {
        "title": "Python",
        "intro": "여기 있는 것은 모두 `tm`에서 가져옵니다. 값은 바뀌지 않습니다. 위치는 0부터 센 코드 포인트이고 끝은\n"
        "포함하지 않습니다. 결과의 필드는 [JSON](json.md#tm-check)에서와 뜻이 같습니다. 표와 차트는\n"
        "[frames.md](frames.md)에 있습니다.",
        "functions": "함수",
        "classes": "클래스",
        "held": "그 안에 든 타입",
        "fields": "필드 | 타입 | 기본값 | 뜻",
        "values": "값",
        "raises": "오류",
    },
}


def pages() -> dict[Path, str]:
    """The page in each language, by its path."""
    return {DOCS / language / "api.md": page(language) for language in LANGUAGES}


def names() -> tuple[list[str], list[str]]:
    """The public functions and classes."""
    functions = [name for name in tm.__all__ if inspect.isfunction(getattr(tm, name))]
    classes = [*FIRST, *(name for name in tm.__all__ if name not in (*functions, *FIRST))]
    return functions, classes


def page(language: str) -> str:
    """The page in a language."""
    words = WORDS[language]
    functions, classes = names()
    lines = [MADE[language].format(file="tm"), f"# {words['title']}", "", words["intro"], "", EXAMPLE, ""]
    lines += [f"## {words['functions']}", ""]
    for name in functions:
        lines += [
            f"### `tm.{name}`",
            "",
            *_called(f"tm.{name}", getattr(tm, name)),
            *_told(getattr(tm, name), language),
        ]
    lines += [f"## {words['classes']}", ""]
    for name in classes:
        lines += _class(f"tm.{name}", getattr(tm, name), language)
    lines += [f"## {words['held']}", ""]
    for name in HELD:
        lines += _class(name, getattr(core, name), language)
    return "\n".join(lines).rstrip() + "\n"


def _class(name: str, kind: type, language: str) -> list[str]:
    words = WORDS[language]
    lines = [f"### `{name}`", ""]
    if isinstance(kind, EnumMeta):
        values = ", ".join(f"`{one.value}`" for one in kind)  # type: ignore[var-annotated]
        lines += [*_told(kind, language), f"{words['values']}: {values}", ""]
    elif dataclasses.is_dataclass(kind):
        meanings = _meanings(kind)
        columns = slice(None if meanings else -1)  # no column without anything in it
        heads = words["fields"].split(" | ")[columns]
        lines += [*_told(kind, language, fields=True), _row(heads), _row(["---"] * len(heads))]
        lines += [_row(_field(one, meanings, language)[columns]) for one in dataclasses.fields(kind)] + [""]
    else:
        shown = kind if "__init__" in vars(kind) else None
        lines += [*(_called(name, kind) if shown else []), *_told(kind, language)]
    for method, value in members(kind):
        label = f"{name.rpartition('.')[2]}.{method}"
        if isinstance(value, property):
            lines += [f"#### `{label}`", "", *_told(value, language)]
        else:
            lines += [f"#### `{label}`", "", *_called(label, value), *_told(value, language)]
    return lines


def members(kind: type) -> Iterator[tuple[str, Any]]:
    """The public methods and properties of a class that say what they do, in the order of the source."""
    for name, value in vars(kind).items():
        if not name.startswith("_") and (inspect.isfunction(value) or (isinstance(value, property) and value.__doc__)):
            yield name, value


def _meanings(kind: Any) -> dict[str, str]:
    """What is said of each field: by the docstring, else by the schema of what is printed of it."""
    schema, name = SHOWN.get(kind, ("", ""))
    shown = schemas.schemas()[schema]["$defs"][name]["properties"] if schema else {}
    found = {field: value["description"] for field, value in shown.items()}
    for about, label, text in told(kind):
        if about == "argument":
            found |= dict.fromkeys(label.split(", "), text)
    return found


def told(value: Any) -> list[tuple[str, str, str]]:
    """What the docstring of a function, class or property says; see `made.docstrings.parts`."""
    named: set[str] = set()
    if dataclasses.is_dataclass(value):
        named = {one.name for one in dataclasses.fields(value)}
    elif callable(value) and not isinstance(value, EnumMeta):
        named = set(inspect.signature(value).parameters)
    return list(parts(str(value.__doc__), named))


def sentences() -> Iterator[str]:
    """Every sentence of the page that is in a docstring."""
    functions, classes = names()
    values = [getattr(tm, name) for name in [*functions, *classes]] + [getattr(core, name) for name in HELD]
    for value in values:
        for one in [value, *(member for _, member in members(value))] if inspect.isclass(value) else [value]:
            yield from (text for kind, _, text in told(one) if kind != "code")


def _told(value: Any, language: str, *, fields: bool = False) -> list[str]:
    """The sentences of a docstring as Markdown; the fields of a dataclass are left to its table."""
    lines: list[str] = []
    before = ""
    for kind, label, text in told(value):
        if before == "argument" != kind:
            lines.append("")
        if kind == "code":
            lines += ["```python", *text.split("\n"), "```", ""]
            continue
        meaning = marked(said(text, language))
        if kind == "text":
            lines += [meaning, ""]
        elif kind == "raises":
            lines += [f"{WORDS[language]['raises']} `{label}`: {meaning}", ""]
        elif not fields:
            lines.append("- " + ", ".join(f"`{one}`" for one in label.split(", ")) + f": {meaning}")
            before = kind
            continue
        before = ""
    return [*lines, ""] if before else lines


def _called(name: str, value: Any) -> list[str]:
    """How something is called, one argument a line where one line would be long."""
    signature = re.sub(r"\b(?:pandas\.)", "", _plain(str(inspect.signature(value))))
    signature = signature.replace("(self, ", "(").replace("(self)", "()")
    line = f"{name}{signature}"
    if len(line) > 100:
        inside, _, gives = signature[1:].rpartition(")")
        cut = re.split(r", (?![^\[]*\])", inside)
        line = f"{name}(\n    " + ",\n    ".join(cut) + f",\n){gives}"
    return ["```python", line, "```", ""]


def _plain(text: str) -> str:
    """Annotations as they stand in the source, without quotation marks."""
    return re.sub(r"((?::|->) )'((?:[^'\\]|\\.)*)'", r"\1\2", text).replace("NoneType", "None")


def _row(cells: list[str]) -> str:
    return re.sub(r"\|(?:  \|)+", lambda found: found[0].replace("  ", " "), f"| {' | '.join(cells)} |")


def _field(one: Any, meanings: dict[str, str], language: str) -> list[str]:
    """Name, type, default and meaning of a field of a dataclass."""
    default = one.default if one.default_factory is dataclasses.MISSING else one.default_factory()
    shown = "" if default is dataclasses.MISSING else f"`{getattr(default, 'value', None) or repr(default)}`"
    meaning = said(meanings[one.name], language) if one.name in meanings else ""
    return [f"`{one.name}`", f"`{str(one.type).replace('|', chr(92) + '|')}`", shown, marked(meaning)]
