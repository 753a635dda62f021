"""Catalogues with keys as units, and units as the catalogue of their translations.

A file holds one language, so that a pair is two files: a unit is a key that both have, and its key is the unit's
segment. Keys in one another are written `menu.file.open`; a dot that belongs to a key has a backslash before it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any
from unicodedata import normalize

from tm.core import TranslationUnit
from tm.errors import FormatError
from tm.formats import bilingual, keys, keys_json, keys_yaml
from tm.formats.decode import decode
from tm.formats.keys import Value
from tm.formats.lines import Lines
from tm.formats.po_notes import is_number
from tm.formats.reading import Reading
from tm.formats.writing import Writing
from tm.messages import say

#: Begins a key that is surely one of a catalogue, `\\:404`; one that has a backslash itself has two.
_SURE = "\\:"
#: Translations that no catalogue of a program holds, and why.
_UNSETTLED = {"draft": say("a draft"), "rejected": say("marked as rejected")}
#: Pieces of a key: an escape, a dot, anything else.
_PIECE = re.compile(r"\\.|\.|[^\\.]+|\\\Z", re.DOTALL)


def pairs(
    source: bytes,
    target: bytes,
    *,
    names: tuple[str, str],
    source_language: str,
    target_language: str,
    report: Reading,
) -> Iterator[TranslationUnit]:
    """Yield a unit for each text of the source that is translated, in its order. Texts are kept to the character.

    Raises:
        FormatError: a file is no such catalogue; carries line and column.
    """
    languages = source_language or "en", target_language or "ko"
    sources = _texts(source, names[0], languages[0], report)
    targets = _texts(target, names[1], languages[1], report, count=False)
    before = ""
    held: TranslationUnit | None = None
    for key, (text, line) in sources.items():
        translation = targets.pop(key, ("", 0))[0]
        where = f"{names[0]}:{line}"
        if not text.strip() or not (translation.strip() or report.whole):
            report.skip(say("no translation") if text.strip() else say("no source text"), where)
            continue
        report.units += 1
        if held is not None:
            yield TranslationUnit(*_sides(held), before=before, after=text, segment=held.segment)
            before = held.source
        held = TranslationUnit(text, translation, *languages, segment=key)
    if held is not None:
        yield TranslationUnit(*_sides(held), before=before, segment=held.segment)
    for _, line in targets.values():
        report.skip(say("no source text"), f"{names[1]}:{line}")


def _sides(unit: TranslationUnit) -> tuple[str, str, str, str]:
    return unit.source, unit.target, unit.source_language, unit.target_language


def _texts(data: bytes, name: str, language: str, report: Reading, *, count: bool = True) -> dict[str, tuple[str, int]]:
    """The texts of a catalogue with their lines, by key; of a key that stands twice the last."""
    decoded = decode(data, name=name)
    if decoded.notice:
        report.notice(decoded.notice)
    values, notices = _values(decoded.text, name)
    for notice in notices:
        report.notice(notice)
    lines = Lines(decoded.text)
    found: dict[str, tuple[str, int]] = {}
    own = keys.own_values(values, language)
    if own and not any(value.path == own[0].path for value in values if value.span == own[0].span):
        report.notice(say("{name}: the outermost key, {key}, is not carried over", name=name, key=values[0].path[0]))
    for value in own:
        where = lines.at(value.span.start) + 1
        if not value.text:
            if count:
                report.skip(say("not a text"), f"{name}:{where}")
            continue
        text = normalize("NFC", "".join([piece for piece, _ in value.pieces]))
        key = _key(value.path)
        if key in found and found.pop(key)[0] != text:  # the last one counts, at its own place
            report.skip(say("another text with the same key is there"), f"{name}:{where}")
        found[key] = text, where
    if not found:
        raise FormatError(
            say("{name} holds no texts with keys", name=name),
            where=f"{name}:1",
            hint=say('a catalogue is an object with pairs "key": "text", which may stand in one another'),
        )
    return found


def _values(text: str, name: str) -> tuple[list[Value], list[str]]:
    found = bilingual.of_suffix(PurePath(name).name)
    if found is not None and found.name == "yaml":
        return keys_yaml.values(text, name=name)
    return keys_json.values(text, name=name)


def _key(path: tuple[str, ...]) -> str:
    """The keys in one another as one; marked where it would be taken for a mere number, or for a text."""
    key = ".".join([part.replace("\\", "\\\\").replace(".", "\\.") for part in path])
    return key if key and _path(key) == path and not is_number(key) else _SURE + key


def _path(key: str) -> tuple[str, ...]:
    """The keys in one another that a key stands for; a text with blanks or full stops is one key."""
    parts = [""]
    sure, key = key.startswith(_SURE), key.removeprefix(_SURE)
    for piece in _PIECE.findall(key):
        if piece == ".":
            parts.append("")
        else:
            parts[-1] += piece[1] if piece in ("\\.", "\\\\") else piece
    foreign = not sure and "\\" not in key and (not all(parts) or any(map(str.isspace, key)))
    return (key,) if foreign else tuple(parts)


def as_json(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[str]:
    """The translations as JSON, keys in one another as they were; lists where the keys are numbers from 0."""
    yield json.dumps(_tree(units, writing), ensure_ascii=False, indent=2) + "\n"
    writing.notices()


def as_yaml(units: Iterable[TranslationUnit], writing: Writing) -> Iterator[str]:
    """The same as YAML."""
    import yaml

    dumped: str = yaml.safe_dump(
        _tree(units, writing), allow_unicode=True, sort_keys=False, width=1 << 30, default_flow_style=False
    )
    yield dumped
    writing.notices()


def _tree(units: Iterable[TranslationUnit], writing: Writing) -> Any:
    tree: dict[str, Any] = {}
    named = flat = 0
    for number, unit in enumerate(writing.fit(units), 1):
        if not unit.target.strip():
            writing.report.skip(say("no translation"), str(number))
            continue
        if unit.status in _UNSETTLED:  # a program would show it as what is settled
            writing.report.skip(_UNSETTLED[unit.status], str(number))
            continue
        key = "" if is_number(unit.segment) else unit.segment
        path = _path(key) if key else (unit.source,)
        named += not key
        there = _placed(tree, path, unit.target)
        if there is None:  # a key that is a text already, or has keys below it
            there = _placed(tree, (key or unit.source,), unit.target)
            flat += there is True
        if there:
            writing.report.units += 1
        else:
            writing.report.skip(say("another text with the same key is there"), str(number))
    if named:
        writing.report.notice(
            say(
                "{count} text without a key is called by its source",
                "{count} texts without a key are called by their sources",
                count=named,
            )
        )
    if flat:
        writing.report.notice(
            say(
                "{count} key stands in one piece: a text has the key that it begins with",
                "{count} keys stand in one piece: a text has the key that they begin with",
                count=flat,
            )
        )
    return _listed(tree)


def _placed(tree: dict[str, Any], path: Sequence[str], text: str) -> bool | None:
    """Put a text into the tree: False where its key is taken, None where a key on the way is a text."""
    if len(path) > keys.DEPTH:
        return None
    *above, last = path
    for at, part in enumerate(above):
        below = tree.get(part)
        if below is None:
            for missing in above[at:]:
                tree[missing] = tree = {}
            break
        if not isinstance(below, dict):
            return None
        tree = below
    if last in tree:
        return None if isinstance(tree[last], dict) else False
    tree[last] = text
    return True


def _listed(tree: Any) -> Any:
    """The tree, with lists where keys are the numbers from 0 on."""
    if not isinstance(tree, dict):
        return tree
    values = [_listed(value) for value in tree.values()]
    if list(tree) == [str(number) for number in range(len(values))] and values:
        return values
    return dict(zip(tree, values, strict=True))
