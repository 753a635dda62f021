"""Texts with inline codes as TMX 1.4 has them. Source: LISA OSCAR, TMX 1.4b (2005) and its DTD."""

from __future__ import annotations

from collections.abc import Sequence

from tm.core import Code
from tm.formats.codes_lay import Account, Laid, Piece, content, foreign_type, joined, laid, number, tag, told
from tm.formats.inline_codes import is_value
from tm.formats.writing import escaped
from tm.formats.xml_safe import Attributes

_ASSOC = {"preceding": "p", "following": "f", "both": "b", "p": "p", "f": "f", "b": "b"}
#: What another format says of codes that TMX says too, or that goes into the content.
_SAID = frozenset({"x", "sub", "id", "assoc", "subType", "equiv-text", "equiv", "disp"})


def texts(sides: Sequence[tuple[str, tuple[Code, ...]]], account: Account) -> list[str]:
    """The contents of the `<seg>` of source and target."""
    cut = [laid(text, codes, account, lambda piece: piece.marker) for text, codes in sides]
    number(cut, only="pair")
    return [_seg(side, account) for side in cut]


def _seg(side: Laid, account: Account) -> str:
    def write(piece: Piece, before: str) -> str | None:
        return _alone(piece, before, account) if piece.code.kind == "alone" else _mark(piece, before, account)

    return joined(side, account, _SAID, write, own="tmx")


def _type(piece: Piece) -> str:
    kind = foreign_type(piece)
    return "ulined" if kind == "underlined" and piece.form != "tmx" else kind


def _mark(piece: Piece, before: str, account: Account) -> str | None:
    """A code that opens or closes; words that it occupies stand behind it, unless they are texts in it."""
    code, opens = piece.code, piece.code.kind == "open"
    if piece.marker:
        if piece.partner is None or piece.crossing:
            return None
        number = ("x", code.id)
        return tag("hi", (number, ("type", _type(piece))), account) if opens else f"</hi>{escaped(piece.words)}"
    match = piece.said("x") if piece.form == "tmx" else code.id
    inside = told(piece, "", {}, code.content, before, subs=True) == piece.words
    native = content(piece, account, subs=inside)
    if piece.partner is None:
        name = "it"
        said = [("pos", "begin" if opens else "end"), ("x", code.id), ("type", _type(piece))]
    elif opens:
        name = "bpt"
        said = [("i", piece.id), ("x", match), ("type", _type(piece))]
    else:
        name, said = "ept", [("i", piece.id)]
        account.changed += bool(code.type)
    return f"{tag(name, said, account)}{native}</{name}>{'' if inside else escaped(piece.words)}"


def _alone(piece: Piece, before: str, account: Account) -> str | None:
    code = piece.code
    name = "ut" if piece.form == "tmx" and piece.name == "ut" else "ph"
    said = [("x", code.id)] if name == "ut" else [("x", code.id), ("type", _type(piece))]
    if name == "ph":
        said.append(("assoc", _ASSOC.get(piece.said("assoc"), "")))
    attributes: Attributes = {key: value for key, value in said if value}
    native = code.content or piece.said("equiv-text") or piece.said("disp") or piece.said("equiv")
    if told(piece, name, attributes, native, before, subs=True) == piece.words:
        return f"{tag(name, said, account)}{_content(piece, native, account)}</{name}>"
    if is_value(piece.words):  # what the file showed counts more than what stood behind it
        account.changed += native != piece.words
        return f"{tag(name, said, account)}{escaped(piece.words)}</{name}>"
    if not told(piece, name, attributes, native, before + piece.words, subs=False):
        plain = escaped(account.fit(native))
        return f"{escaped(piece.words)}{tag(name, said, account)}{plain}</{name}>"
    return None


def _content(piece: Piece, native: str, account: Account) -> str:
    return content(piece, account, subs=True) if native == piece.code.content else escaped(account.fit(native))
