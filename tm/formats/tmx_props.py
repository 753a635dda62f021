"""What tools write in the properties of TMX units: neighbours, documents, keys, states. Names differ, meaning does not.

Known from files of OmegaT (prev, next, file, id), memoQ (x-context-pre, x-document), Trados (x-ConfirmationLevel) and
our own, which use the names of memoQ where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from unicodedata import is_normalized, normalize

_FIELDS = {
    "prev": "before",
    "x-context-pre": "before",
    "x-previous-source-text": "before",
    "next": "after",
    "x-context-post": "after",
    "x-next-source-text": "after",
    "file": "document",
    "filename": "document",
    "x-filename": "document",
    "x-file": "document",
    "document": "document",
    "x-document": "document",
    "id": "segment",
    "x-id": "segment",
    "x-segment": "segment",
    "x-origin": "origin",
    "x-status": "status",
    "x-confirmationlevel": "status",
    "x-state": "status",
}
#: What other tools call the states of a translation.
_STATUS = {
    "approved": "approved",
    "approvedtranslation": "approved",
    "approvedsignoff": "approved",
    "signed-off": "approved",
    "final": "approved",
    "translated": "translated",
    "reviewed": "translated",
    "proofread": "approved",
    "draft": "draft",
    "unspecified": "",
    "fuzzy": "draft",
    "rejected": "rejected",
    "rejectedtranslation": "rejected",
    "rejectedsignoff": "rejected",
}
_SEG = re.compile(r"</?seg>")
#: `C:\\work\\a.md`, `/home/kim/a.md`, `\\\\server\\a.md`: where a file stood on somebody's machine.
_ABSOLUTE = re.compile(r"(?:[A-Za-z]:[\\/]|[\\/]|file:)")


def is_known(kind: str) -> bool:
    """Does a property of this type speak of a field of a unit?"""
    return bool(field_of(kind))


def field_of(kind: str) -> str:
    """The field of a unit that a property of this type speaks of; empty where it speaks of none."""
    return _FIELDS.get(kind.lower(), "")


def value_of(name: str, text: str) -> str:
    """What a property with this text says of a field; empty where it says nothing."""
    if name in ("before", "after"):
        return normalize("NFC", _SEG.sub("", text))
    text = text.strip()
    if name == "status":
        return _STATUS.get(text.lower(), "")
    return relative(text) if name == "document" else text


def values_of(name: str, texts: Sequence[str]) -> Sequence[str]:
    """The same of many texts, none of which holds a NUL."""
    if name not in ("before", "after"):
        values = {text: value_of(name, text) for text in set(texts)}
        return [values[text] for text in texts]
    every = _SEG.sub("", "\0".join(texts))
    return [value_of(name, text) for text in texts] if not is_normalized("NFC", every) else every.split("\0")


def described(props: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The fields of a unit that properties speak of, by name; the first of several counts."""
    found: dict[str, str] = {}
    for kind, text in props:
        name = field_of(kind)
        if name and name not in found and (value := value_of(name, text)):
            found[name] = value
    return found


def relative(path: str) -> str:
    """A path of somebody's machine as its last part, any other as it is."""
    return re.split(r"[\\/]", path.rstrip("\\/"))[-1] if _ABSOLUTE.match(path) else path
