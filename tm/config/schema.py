"""The configuration as a JSON Schema (draft 2020-12), for editors: made from the table of keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tm.config.keys import KEYS, SEVERITIES, Key
from tm.config.model import Config

_CODE = {"type": "string", "pattern": "^[A-Z][0-9]{0,3}$"}
_PATTERN = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": {"type": "string", "minLength": 1}}


def schema() -> dict[str, Any]:
    """The schema of tm.toml, and of [tool.tm]."""
    properties = {name: _property(key) for name, key in KEYS.items()}
    inner = {name: properties[name] for name, key in KEYS.items() if key.override}
    properties["overrides"] |= {
        "items": {
            "type": "object",
            "required": ["paths"],
            "properties": {"paths": {"$ref": "#/$defs/texts", "description": "glob patterns"}, **inner},
            "additionalProperties": False,
        }
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tm.toml",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": {"texts": {"anyOf": [{"type": "string", "minLength": 1}, _TEXTS]}},
    }


def _property(key: Key) -> dict[str, Any]:
    told: dict[str, Any] = {"description": key.about}
    default = getattr(Config(), key.field) if key.field else ""
    if isinstance(default, str | int) and default:
        told["default"] = default
    return {**_KINDS[key.kind](key), **told}


def _object(values: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "propertyNames": names, "additionalProperties": values}


_PAIR = {
    "type": "object",
    "required": ["source", "target"],
    "properties": {"source": _PATTERN, "target": _PATTERN},
    "additionalProperties": False,
}
_KINDS: dict[str, Callable[[Key], dict[str, Any]]] = {
    "text": lambda _: {"type": "string", "minLength": 1},
    "address": lambda _: {"type": "string", "pattern": r"^https?://.*\{code\}"},
    "number": lambda _: {"type": "integer", "minimum": 0},
    "choice": lambda key: {"enum": list(key.choices)},
    "texts": lambda _: {"$ref": "#/$defs/texts"},
    "patterns": lambda _: {"$ref": "#/$defs/texts"},
    "codes": lambda _: {"anyOf": [_CODE, {"type": "array", "items": _CODE}]},
    "severities": lambda _: _object({"enum": list(SEVERITIES)}, _CODE),
    "options": lambda _: _object({"type": "object"}, _CODE),
    "register": lambda key: {"anyOf": [{"enum": list(key.choices)}, _object({"enum": list(key.choices)}, _PATTERN)]},
    "pairs": lambda _: {"anyOf": [_PAIR, {"type": "array", "items": _PAIR}]},
    "overrides": lambda _: {"type": "array"},
}
