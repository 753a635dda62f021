"""The table of settings in docs/LANGUAGE/configuration.md, from the keys that the program knows and their defaults."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from made.regions import filled
from made.text import DOCS, LANGUAGES, marked, said
from tm.config import KEYS, Config

WORDS = {
    "en": {
        "head": "| key | value | default | by path | meaning |",
        "yes": "yes",
        "text": "text",
        "address": "address",
        "number": "number",
        "texts": "list of texts",
        "patterns": "list of patterns",
        "codes": "list of codes",
        "pairs": "tables with `source` and `target`",
        "severities": "table: severity by code",
        "options": "table: settings by code",
        "overrides": "tables with `paths` and settings",
        "register": "{choices}, or a table by pattern",
    },
    "ko": {
        "head": "| 키 | 값 | 기본값 | 경로마다 | 뜻 |",
        "yes": "예",
        "text": "문자열",
        "address": "주소",
        "number": "수",
        "texts": "문자열의 배열",
        "patterns": "패턴의 배열",
        "codes": "코드의 배열",
        "pairs": "`source`와 `target`이 있는 표",
        "severities": "표: 코드마다 심각도",
        "options": "표: 코드마다 설정",
        "overrides": "`paths`와 설정이 있는 표",
        "register": "{choices}, 또는 패턴마다 적은 표",
    },
}


def pages() -> dict[Path, str]:
    """The pages of the configuration, the table made anew."""
    paths = {language: DOCS / language / "configuration.md" for language in LANGUAGES}
    return {path: filled(path, {"settings": table(language)}) for language, path in paths.items()}


def sentences() -> Iterator[str]:
    """What the keys say of themselves."""
    yield from (key.about for key in KEYS.values())


def table(language: str) -> str:
    """Every key with its value, its default, and whether it may differ by path."""
    words = WORDS[language]
    defaults = {one.name: one for one in dataclasses.fields(Config)}
    rows = [words["head"], "| --- | --- | --- | --- | --- |"]
    for name, key in KEYS.items():
        choices = ", ".join(f"`{choice}`" for choice in key.choices)
        kind = choices if key.kind == "choice" else words[key.kind].format(choices=choices)
        default = _default(defaults.get(key.field))
        cells = [f"`{name}`", kind, default, words["yes"] if key.override else "", marked(said(key.about, language))]
        rows.append(f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |"))
    return "\n".join(rows)


def _default(field: Any) -> str:
    """A default that is a value; nothing for one that is none, or found out."""
    value = field.default if field else None
    return f"`{value}`" if isinstance(value, str | int) and value != "" else ""
