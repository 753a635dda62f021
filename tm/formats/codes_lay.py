"""Writing inline codes: a text cut at its codes, their pairs, their ids; what each format writes is its own matter.

The text comes first: a code is written so that the file reads as the text does, and left out, counted, where no
element of the format does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tm.core import Code
from tm.errors import FormatError
from tm.formats.codes import visible
from tm.formats.control import ILLEGAL
from tm.formats.inline_codes import aside
from tm.formats.reading import Reading
from tm.formats.writing import escaped, quoted
from tm.formats.xml_safe import Attributes
from tm.messages import say

_MARKERS = frozenset({"hi", "mrk", "sm", "em"})
_KINDS = frozenset({"open", "close", "alone"})
_SUB = re.compile(r"(\d+):(\d+)")
#: What may be an id everywhere: XML calls it NMTOKEN.
NAME = re.compile(r"[\w.:-]+", re.ASCII)
_INSTEAD = "\N{REPLACEMENT CHARACTER}"


@dataclass(slots=True, eq=False)
class Piece:
    """A code in a text. words: what it occupies; partner: the other one of a pair; crossing: pairs do not nest."""

    code: Code
    words: str
    partner: Piece | None = None
    crossing: bool = False
    id: str = ""

    @property
    def form(self) -> str:
        """The format that the code comes from: tmx, xliff, xliff2, or nothing."""
        return self.code.element.partition(":")[0]

    @property
    def name(self) -> str:
        """Its element there."""
        return self.code.element.partition(":")[2]

    @property
    def marker(self) -> bool:
        """Does it say something about words, rather than stand for native code?"""
        return self.name in _MARKERS

    @property
    def shape(self) -> str:
        """pair, or what it is without a partner."""
        return "pair" if self.partner is not None else self.code.kind

    def said(self, name: str) -> str:
        """What else its element said."""
        return next((value for key, value in self.code.extra if key == name), "")

    @property
    def subs(self) -> list[tuple[int, int]]:
        """Texts in its content: start and length."""
        found = [(int(start), int(length)) for start, length in _SUB.findall(self.said("sub"))]
        ends = [0, *(start + length for start, length in found)]
        fit = all(start >= end for (start, _), end in zip(found, ends, strict=False))
        return found if fit and ends[-1] <= len(self.code.content) else []


Laid = list[str | Piece]


@dataclass(slots=True)
class Account:
    """What a writer of codes leaves out."""

    replace_control: bool = False
    lost: int = 0
    changed: int = 0
    replaced: int = field(default=0)

    def notices(self, report: Reading) -> None:
        """Tell it, when all has been written."""
        if self.lost:
            report.notice(
                say(
                    "{count} inline code was left out: the format has no place for it",
                    "{count} inline codes were left out: the format has no place for them",
                    count=self.lost,
                )
            )
        if self.changed:
            report.notice(
                say(
                    "{count} inline code lost what the format cannot say of it",
                    "{count} inline codes lost what the format cannot say of them",
                    count=self.changed,
                )
            )
        if self.replaced:
            report.notice(
                say(
                    "{count} character that the file cannot hold was replaced by U+FFFD",
                    "{count} characters that the file cannot hold were replaced by U+FFFD",
                    count=self.replaced,
                )
            )

    def fit(self, text: str) -> str:
        """A text of a code as XML can hold it.

        Raises:
            FormatError: it cannot, and characters are not to be replaced.
        """
        if (bad := ILLEGAL.search(text)) is None:
            return text
        if not self.replace_control:
            raise FormatError(
                say(
                    "character {code} at position {position} of the {name}, which the file cannot hold",
                    code=f"U+{ord(bad[0]):04X}",
                    position=bad.start() + 1,
                    name=say("inline code"),
                ),
                where=ILLEGAL.sub(_INSTEAD, text)[:60],
                hint=say("repair the text, or replace such characters: --replace-control"),
            )
        text, count = ILLEGAL.subn(_INSTEAD, text)
        self.replaced += count
        return text


def laid(text: str, codes: Sequence[Code], account: Account, around: Callable[[Piece], bool]) -> Laid:
    """A text cut at its codes. Codes that lie over one another, or outside, are left out.

    around: is a pair written as one element around text? Such pairs nest, or are marked as crossing
    """
    found: Laid = []
    at = 0
    for code in sorted(codes, key=lambda code: (code.start, code.end)):
        if not at <= code.start <= code.end <= len(text) or code.kind not in _KINDS:
            account.lost += 1
            continue
        if code.start > at:
            found.append(text[at : code.start])
        found.append(Piece(code, text[code.start : code.end]))
        at = code.end
    if at < len(text):
        found.append(text[at:])
    _pair([piece for piece in found if isinstance(piece, Piece)], around)
    return found


def _pair(pieces: Sequence[Piece], around: Callable[[Piece], bool]) -> None:
    """Find what belongs together: same id, the innermost first; and what is not nested in one another."""
    opened: dict[tuple[str, bool], list[Piece]] = {}
    stack: list[Piece] = []
    for piece in pieces:
        key = piece.code.id, piece.marker
        if piece.name == "it" or piece.code.kind == "alone":
            continue
        if piece.code.kind == "open":
            opened.setdefault(key, []).append(piece)
        elif opened.get(key):
            piece.partner = opened[key].pop()
            piece.partner.partner = piece
    for piece in pieces:
        if piece.partner is None or not around(piece):
            continue
        if piece.code.kind == "open":
            stack.append(piece)
        elif stack[-1] is piece.partner:
            stack.pop()
        else:
            stack.remove(piece.partner)
            piece.crossing = piece.partner.crossing = True


def number(sides: Sequence[Laid], *, only: str = "", strict: bool = False) -> None:
    """Give ids: the own one where it is free, the same to what belongs together in source and target.

    only: to codes of one shape; strict: an id is one name, and the same in both texts for nothing else
    """
    things = [
        [
            piece
            for piece in side
            if isinstance(piece, Piece)
            and (not only or piece.shape == only)
            and (piece.code.kind != "close" or piece.partner is None)
        ]
        for side in sides
    ]
    reserved = {_wish(piece, only) for side in things for piece in side}
    given: dict[tuple[str, bool, str], list[str]] = {}
    sources: set[str] = set()
    fresh = 0
    for index, side in enumerate(things):
        used: set[str] = set()
        for piece in side:
            wish = _wish(piece, only)
            key = piece.shape, piece.marker, wish or f"\0{piece.code.content}"
            name = next((name for name in given.get(key, ()) if name not in used), "") if index else ""
            if not name and wish and wish not in used:
                name = "" if strict and (wish in sources or not NAME.fullmatch(wish)) else wish
            while not name or name in used:
                fresh += 1
                name = "" if str(fresh) in reserved or str(fresh) in sources else str(fresh)
            piece.id = name
            if piece.partner is not None:
                piece.partner.id = name
            used.add(name)
            if not index:
                given.setdefault(key, []).append(name)
        if not index:
            sources = used


def _wish(piece: Piece, only: str) -> str:
    """In TMX, `x` is what belongs together, `i` is a pair."""
    return piece.said("x") or piece.code.id if piece.form == "tmx" and not only else piece.code.id


def joined(
    side: Laid, account: Account, said: frozenset[str], write: Callable[[Piece, str], str | None], *, own: str = ""
) -> str:
    """A side as a format writes it: texts, and codes with the words that they occupy.

    said:  attributes that the format has, or needs not; a code with others is counted as changed
    write: the element of a code, given the text before it; None where the format has none, which is counted as lost
    own:   codes of this format keep all their attributes
    """
    parts: list[str] = []
    before = ""
    for item in side:
        if isinstance(item, str):
            parts.append(escaped(item))
            before = item
            continue
        written = write(item, before)
        if written is None:
            account.lost += 1
        parts.append(escaped(item.words) if written is None else written)
        if item.form != own and not said.issuperset(key for key, _ in item.code.extra):
            account.changed += 1
        before = item.words or before
    return "".join(parts)


def content(piece: Piece, account: Account, *, subs: bool) -> str:
    """Native code as an element holds it, texts in it as `sub` elements."""
    text = account.fit(piece.code.content)
    parts, at = [], 0
    for start, length in piece.subs if subs else ():
        parts += [escaped(text[at:start]), "<sub>", escaped(text[start : start + length]), "</sub>"]
        at = start + length
    return "".join([*parts, escaped(text[at:])])


def tag(name: str, attributes: Iterable[tuple[str, str]], account: Account, end: str = ">") -> str:
    """A tag with the attributes that say something."""
    said = "".join([f' {key}="{quoted(account.fit(value))}"' for key, value in attributes if value])
    return f"<{name}{said}{end}"


def told(piece: Piece, name: str, attributes: Attributes, native: str, before: str, *, subs: bool) -> str:
    """What a reader makes of an element that is written for a code behind `before`."""
    found = ""
    kept = native
    for start, length in reversed(piece.subs) if subs and native == piece.code.content else ():
        kept = kept[:start] + kept[start + length :]
    for start, length in piece.subs if subs and native == piece.code.content else ():
        found += aside(native[start : start + length], before + found)
    return found + (visible(name, attributes, kept, before + found) if piece.code.kind == "alone" else "")


def foreign_type(piece: Piece) -> str:
    """The type of a code for another format than XLIFF 2, which says it in two attributes."""
    kind = piece.said("subType")
    if piece.form != "xliff2" or not kind:
        return piece.code.type
    return _FROM_2.get(kind) or (kind[3:] if kind.startswith("tm:") else kind)


_FROM_2 = {"xlf:b": "bold", "xlf:i": "italic", "xlf:u": "underlined", "xlf:lb": "lb", "xlf:pb": "pb"}
