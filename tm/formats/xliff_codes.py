"""Texts with inline codes as XLIFF 1.2 has them. Source: OASIS, XLIFF 1.2 (2008), strict schema."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tm.core import Code
from tm.formats.codes_lay import NAME, Account, Laid, Piece, content, foreign_type, joined, laid, number, tag, told
from tm.formats.writing import escaped

_AROUND = frozenset({"bold", "italic", "underlined", "link"})
_ALONE = frozenset({"image", "pb", "lb"})
_MARKED = frozenset(
    re.findall(
        r"\S+",
        "abbrev abbreviated-form acronym appellation collocation common-name datetime equation expanded-form formula "
        "head-term initialism international-scientific-term internationalism logical-expression "
        "materials-management-unit name near-synonym part-number phrase phraseological-unit protected romanized-form "
        "set-phrase short-form sku standard-text symbol synonym synonymous-phrase term transcribed-form "
        "transliterated-form truncated-term variant",
    )
)
_ASSOC = {"p": "preceding", "f": "following", "b": "both"}
#: What else elements may say; the rest of what is known is said otherwise.
_KEPT = {"equiv-text", "clone", "crc", "comment"}
_SAID = frozenset({*_KEPT, "x", "id", "sub", "assoc", "subType", "equiv", "disp"})
_CLONES = frozenset({"g", "x", "bx"})


def texts(sides: Sequence[tuple[str, tuple[Code, ...]]], account: Account) -> list[str]:
    """The contents of `<source>` and `<target>`."""
    cut = [laid(text, codes, account, _around) for text, codes in sides]
    number(cut)
    return [_text(side, account) for side in cut]


def _around(piece: Piece) -> bool:
    """Is a pair an element around text? One with native code, or that is two elements already, is not."""
    if piece.marker or piece.partner is None:
        return piece.marker
    return not piece.code.content and not piece.partner.code.content and "bx" not in (piece.name, piece.partner.name)


def _text(side: Laid, account: Account) -> str:
    def write(piece: Piece, before: str) -> str | None:
        return _alone(piece, before, account) if piece.code.kind == "alone" else _mark(piece, before, account)

    return joined(side, account, _SAID, write)


def _type(piece: Piece, known: frozenset[str]) -> str:
    kind = foreign_type(piece)
    kind = "underlined" if kind == "ulined" and piece.form == "tmx" else kind
    kind = "_".join(kind.split())
    return kind if not kind or kind in known or (kind.startswith("x-") and len(kind) > 2) else f"x-{kind}"


def _extra(piece: Piece, name: str) -> list[tuple[str, str]]:
    found = [(key, value) for key, value in piece.code.extra if key in ("equiv-text", "crc") and piece.form == "xliff"]
    found = [(key, value) for key, value in found if key != "crc" or name in ("bpt", "ept", "it", "ph")]
    if name in _CLONES and piece.said("clone") in ("yes", "no"):
        found.append(("clone", piece.said("clone")))
    return found


def _mark(piece: Piece, before: str, account: Account) -> str | None:
    code, opens = piece.code, piece.code.kind == "open"
    if piece.marker:
        if piece.partner is None or piece.crossing:
            return None
        if not opens:
            return f"</mrk>{escaped(piece.words)}"
        mid = code.id if NAME.fullmatch(code.id) else ""
        mtype = _type(piece, _MARKED) or "x-hi"
        return tag("mrk", [("mtype", mtype), ("mid", mid), ("comment", piece.said("comment"))], account)
    inside = told(piece, "", {}, code.content, before, subs=True) == piece.words
    other = piece.partner
    native = bool(code.content or (other is not None and other.code.content))
    words = "" if inside and native else escaped(piece.words)
    number = ("id", piece.id)
    kind = ("ctype", _type(piece, _AROUND))
    if other is None and native:
        said = [number, ("pos", code.kind), kind, *_extra(piece, "it")]
        return f"{tag('it', said, account)}{content(piece, account, subs=inside)}</it>{words}"
    if native:
        name = "bpt" if opens else "ept"
    elif not piece.crossing and _around(piece):
        if not opens:
            account.changed += bool(code.type)
            return f"</g>{words}"
        return tag("g", [number, kind, *_extra(piece, "g")], account) + words
    else:
        name = "bx" if opens else "ex"
    said = [number, *([kind] if opens else []), *_extra(piece, name)]
    account.changed += bool(code.type) and not opens
    if native:
        return f"{tag(name, said, account)}{content(piece, account, subs=inside)}</{name}>{words}"
    return tag(name, said, account, "/>") + words


def _alone(piece: Piece, before: str, account: Account) -> str | None:
    code = piece.code
    name = "ph" if code.content else "x"
    said = [("id", piece.id), ("ctype", _type(piece, _ALONE)), *_extra(piece, name)]
    equivalent = piece.said("equiv-text") or piece.said("disp") or piece.said("equiv")
    if piece.form != "xliff" and equivalent:
        said.append(("equiv-text", equivalent))
    if name == "ph" and piece.said("assoc"):
        assoc = piece.said("assoc")
        assoc = _ASSOC.get(assoc, assoc)
        said.append(("assoc", assoc if assoc in _ASSOC.values() else ""))
    attributes = {key: value for key, value in said if value}
    if told(piece, name, attributes, code.content, before, subs=True) == piece.words:
        native = content(piece, account, subs=True)
        return tag(name, said, account, "/>") if name == "x" else f"{tag(name, said, account)}{native}</ph>"
    forced = [*((key, value) for key, value in said if key != "equiv-text"), ("equiv-text", piece.words)]
    if told(piece, "x", dict(forced), "", before, subs=False) == piece.words:
        account.changed += bool(code.content)
        return tag("x", [pair for pair in forced if pair[0] not in ("assoc", "crc")], account, "/>")
    if not told(piece, name, attributes, code.content, before + piece.words, subs=False):
        whole = f"{tag(name, said, account)}{escaped(account.fit(code.content))}</ph>"
        return escaped(piece.words) + (tag(name, said, account, "/>") if name == "x" else whole)
    return None
