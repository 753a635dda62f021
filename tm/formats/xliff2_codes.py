"""Texts with inline codes as XLIFF 2.1 has them. Source: OASIS, XLIFF 2.1 (2018)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tm.core import Code
from tm.formats.codes_lay import Account, Laid, Piece, foreign_type, joined, laid, number, tag, told
from tm.formats.writing import escaped
from tm.formats.xml_safe import Attributes

_TYPES = frozenset({"fmt", "ui", "quote", "link", "image", "other"})
_OWN = re.compile(r"[^\s:]+:[^\s:]+")
#: Types of other formats as type and subtype.
_TO = {
    "bold": ("fmt", "xlf:b"),
    "italic": ("fmt", "xlf:i"),
    "underlined": ("fmt", "xlf:u"),
    "ulined": ("fmt", "xlf:u"),
    "lb": ("fmt", "xlf:lb"),
    "pb": ("fmt", "xlf:pb"),
}
_SHARED = ("canCopy", "canDelete", "canOverlap")
_YES_NO = frozenset({*_SHARED, "translate"})
_KEPT = frozenset(
    {*_YES_NO, "disp", "equiv", "dispStart", "dispEnd", "equivStart", "equivEnd", "subType", "dir", "value", "ref"}
)
_SAID = frozenset({*_KEPT, "x", "id", "sub", "equiv-text"})
_ANYWHERE = re.compile(r"[^\s#<>\"{}|\\^`]+")

Said = list[tuple[str, str]]


@dataclass(slots=True)
class Texts:
    """The contents of `<source>` and `<target>`, and of `<originalData>`: native code by its id."""

    source: str = ""
    target: str = ""
    data: dict[str, str] = field(default_factory=dict)

    def original(self, account: Account) -> str:
        """The native codes as an element, where there are some."""
        rows = [f'<data id="{name}">{escaped(account.fit(text))}</data>' for text, name in self.data.items()]
        return f"<originalData>{''.join(rows)}</originalData>" if rows else ""


def texts(sides: Sequence[tuple[str, tuple[Code, ...]]], account: Account) -> Texts:
    """The texts of a unit. Elements of source and target that belong together have one name, as the standard asks."""
    found = Texts()
    cut = [laid(text, codes, account, lambda _: True) for text, codes in sides]
    number(cut, strict=True)
    pieces = [piece for side in cut for piece in side if isinstance(piece, Piece)]
    spread = {
        marker: any(
            piece.crossing or (piece.partner is not None and piece.name in ("sc", "sm"))
            for piece in pieces
            if piece.marker == marker
        )
        for marker in (True, False)
    }
    found.source, found.target = (_text(side, found.data, spread, account) for side in cut)
    return found


def _text(side: Laid, data: dict[str, str], spread: dict[bool, bool], account: Account) -> str:
    def write(piece: Piece, before: str) -> str | None:
        if piece.code.kind == "alone":
            return _alone(piece, before, data, account)
        if piece.marker:
            return _marker(piece, spread[True], account)
        return _mark(piece, spread[False], data, account) + escaped(piece.words)

    return joined(side, account, _SAID, write)


def _type(piece: Piece) -> Said:
    """Type and subtype."""
    kind = piece.code.type
    own = piece.said("subType")
    if piece.form != "xliff2":
        kind = foreign_type(piece)
        if kind not in _TYPES:
            name = re.sub(r"[\s:]", "_", kind)
            kind, own = _TO.get(kind) or (("other", f"tm:{name}") if name else ("", ""))
    if kind and kind not in _TYPES:
        kind = "other"
    if own and _OWN.fullmatch(own) is None:
        own = ""
    return [("type", kind or ("other" if own else "")), ("subType", own)]


def _extra(piece: Piece, *names: str) -> Said:
    if piece.form != "xliff2":
        return []
    found = [(name, piece.said(name)) for name in names]
    return [(name, value) for name, value in found if name not in _YES_NO or value in ("yes", "no")]


def _data(piece: Piece, data: dict[str, str]) -> str:
    """The id of native code, which is kept."""
    return data.setdefault(piece.code.content, f"d{len(data) + 1}")


def _ref(piece: Piece, data: dict[str, str]) -> Said:
    """A reference to native code, where there is some."""
    return [("dataRef", _data(piece, data))] if piece.code.content else []


def _marker(piece: Piece, spread: bool, account: Account) -> str | None:
    opens = piece.code.kind == "open"
    if piece.partner is None:
        return None
    words = escaped(piece.words)
    if not opens:
        return (tag("em", [("startRef", piece.id)], account, "/>") if spread else "</mrk>") + words
    kind = foreign_type(piece)
    if kind not in ("generic", "comment", "term") and _OWN.fullmatch(kind) is None:
        name = re.sub(r"[\s:]", "_", kind)
        kind = f"tm:{name}" if name else ""
    own = piece.form == "xliff2"
    value = piece.said("value") if own else piece.said("comment")
    ref = piece.said("ref") if own and _ANYWHERE.fullmatch(piece.said("ref")) else ""
    account.changed += own and ref != piece.said("ref")
    if kind == "comment" and not value and not ref:
        kind = ""
    said = [("id", piece.id), ("type", kind), ("value", value), ("ref", ref), *_extra(piece, "translate")]
    return tag("sm", said, account, "/>") if spread else tag("mrk", said, account)


def _mark(piece: Piece, spread: bool, data: dict[str, str], account: Account) -> str:
    opens, other = piece.code.kind == "open", piece.partner
    first = piece if opens or other is None else other
    if other is not None and not spread:
        if not opens:
            account.changed += bool(piece.code.type)
            return "</pc>"
        some = piece.code.content or other.code.content  # both or none refer to native code, if to an empty one
        refs = [("dataRefStart", _data(piece, data)), ("dataRefEnd", _data(other, data))] if some else []
        said = [("id", piece.id), *refs, *_type(piece)]
        names = ("dispStart", "dispEnd", "equivStart", "equivEnd", "dir") if piece.name == "pc" else ()
        return tag("pc", [*said, *_extra(piece, *_SHARED, *names)], account)
    end = "Start" if opens else "End"
    shown = [
        (key, first.said(key + end) if first.name == "pc" else piece.said(key))
        for key in ("disp", "equiv")
        if piece.form == "xliff2"
    ]
    native = [*_ref(piece, data), *shown]
    shared = [(key, value) for key, value in _extra(first, *_SHARED) if key != "canOverlap" or first.name != "pc"]
    if opens:
        alone = "yes" if other is None else ""
        said = [("id", piece.id), ("isolated", alone), *native, *_type(piece), *shared, *_extra(piece, "dir")]
        return tag("sc", said, account, "/>")
    if other is None:
        return tag("ec", [("id", piece.id), ("isolated", "yes"), *native, *_type(piece), *shared], account, "/>")
    account.changed += bool(piece.code.type) and piece.form != "xliff2"
    return tag("ec", [("startRef", piece.id), *native, *_type(piece), *shared], account, "/>")


def _alone(piece: Piece, before: str, data: dict[str, str], account: Account) -> str | None:
    code = piece.code
    said = [("id", piece.id), *_type(piece), *_extra(piece, "canCopy", "canDelete")]
    shown: Said = [(key, piece.said(key)) for key in ("disp", "equiv") if piece.form == "xliff2"]
    if piece.form != "xliff2" and piece.said("equiv-text"):
        shown = [("equiv", piece.said("equiv-text"))]
    for equivalents in (shown, [("equiv", piece.words)]):
        attributes: Attributes = {key: value for key, value in [*said, *equivalents] if value}
        if code.content:
            attributes["dataRef"] = "d"
        if told(piece, "ph", attributes, code.content, before, subs=False) == piece.words:
            account.changed += equivalents is not shown and any(value for _, value in shown)
            return tag("ph", [*said, *equivalents, *_ref(piece, data)], account, "/>")
    attributes = {key: value for key, value in [*said, *shown] if value}
    if code.content:
        attributes["dataRef"] = "d"
    if told(piece, "ph", attributes, code.content, before + piece.words, subs=False):
        return None
    return escaped(piece.words) + tag("ph", [*said, *shown, *_ref(piece, data)], account, "/>")
