"""What tools write in the properties of TMX units: neighbours, documents, keys, states. Names differ, meaning does not.

Known from files of OmegaT (prev, next, file, id), memoQ (x-context-pre, x-document), Trados (x-ConfirmationLevel) and
our own, which use the names of memoQ where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

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
    return kind.lower() in _FIELDS


def described(props: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The fields of a unit that properties speak of, by name; the first of several counts."""
    found: dict[str, str] = {}
    for kind, text in props:
        name = _FIELDS.get(kind.lower())
        if name is None or name in found:
            continue
        if name in ("before", "after"):
            text = normalize("NFC", _SEG.sub("", text))
        elif name == "status":
            text = _STATUS.get(text.strip().lower(), "")
        elif name == "document":
            text = relative(text.strip())
        else:
            text = text.strip()
        if text:
            found[name] = text
    return found


def relative(path: str) -> str:
    """A path of somebody's machine as its last part, any other as it is."""
    return re.split(r"[\\/]", path.rstrip("\\/"))[-1] if _ABSOLUTE.match(path) else path
