"""What makes two texts the same, in four degrees, and the digests by which a store finds them.

normal     the text as a memory keeps it: composed (NFC)
plain      without what a typist decides: case, blanks, the shape of quotes and dashes, width
numberless plain, with every number as one mark

A digest is a name, not a proof: whoever finds a unit by its digest compares the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

from tm.core import Span

#: Stands for a number in a numberless text; no plain text holds it.
NUMBER = "\ufffc"
#: A number of a plain text, as a regular expression.
PLAIN_NUMBER = "[0-9]+(?:[.,][0-9]+)*"
#: Stands for what no text can hold: a NUL, half a surrogate pair.
REPLACEMENT = "\ufffd"
#: Odd, without a pattern in its bits: 2**64 over the golden ratio.
FACTOR = 0x9E3779B97F4A7C15

_BASE = blake2b(digest_size=8)
_WORD = (1 << 64) - 1
_LONE = re.compile("[\ud800-\udfff\0]")
_NUMBER = re.compile(PLAIN_NUMBER)
_UNSEEN = "\u00ad\u200b\u2060\ufeff"  # soft hyphen and signs without a width
_DIGITS = f"[0-9\uff10-\uff19](?:[{_UNSEEN}]*[0-9\uff10-\uff19])*"
_ANY_NUMBER = re.compile(f"{_DIGITS}(?:[{_UNSEEN}]*[.,\uff0e\uff0c][{_UNSEEN}]*{_DIGITS})*")
#: Full-width ASCII, half-width Kana and Hangul, signs.
_WIDTH = re.compile("[\u3000\uff01-\uff9f\uffa0-\uffdc\uffe0-\uffee]+")
_SHAPES = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2026": "...",
        "\u22ef": "...",
        **dict.fromkeys(_UNSEEN, ""),
        NUMBER: REPLACEMENT,
    }
)
_SHAPED = re.compile("[" + "".join(map(chr, _SHAPES)) + "]")


def normal(text: str) -> str:
    """The text as a memory keeps it: NFC; a NUL or half a surrogate pair becomes U+FFFD.

    Neither can be part of a text: no database and no file would take them.
    """
    if text.isascii():
        return text.replace("\0", REPLACEMENT) if "\0" in text else text
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _LONE.sub(REPLACEMENT, text)
    if "\0" in text:
        text = text.replace("\0", REPLACEMENT)
    return unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    """The form for comparing texts that differ only in what a typist decides.

    Case folded; runs of blanks one space, none at the ends; quotes, dashes and ellipses of one shape; full-width
    ASCII and half-width Hangul and Kana of the usual width; signs without a width gone. Nothing else is: a letter
    with an accent, a superscript and a ligature stay what they are.
    """
    text = normal(text)
    if text.isascii():
        return " ".join(text.lower().split())
    if _WIDTH.search(text):
        text = _WIDTH.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    if _SHAPED.search(text):
        text = text.translate(_SHAPES)
    return " ".join(unicodedata.normalize("NFC", text.casefold()).split())


def numberless(text: str) -> str:
    """`plain(text)` with every number (digits with `,` and `.` between them) replaced by one mark."""
    return without_numbers(plain(text))


def without_numbers(plain_text: str) -> str:
    """`numberless` of a text that is plain already."""
    return _NUMBER.sub(NUMBER, plain_text)


def numbers(text: str) -> list[Span]:
    """The numbers of a text where they stand, as many and in the order of the marks in `numberless(text)`."""
    return [Span(*found.span()) for found in _ANY_NUMBER.finditer(text)]


def raw_digest(normal_text: str) -> bytes:
    """The eight bytes of `digest` for a text that is normal already."""
    state = _BASE.copy()  # a third faster than a new one
    state.update(normal_text.encode())
    return state.digest()


def raw_digests(encoded: Iterable[bytes]) -> bytes:
    """`raw_digest` of many texts in UTF-8, one after another."""
    found, copy = [], _BASE.copy
    for text in encoded:
        state = copy()
        state.update(text)
        found.append(state.digest())
    return b"".join(found)


def digest(text: str) -> int:
    """Signed 64-bit BLAKE2b of the normal form in UTF-8: the same on every machine, for good."""
    return int.from_bytes(raw_digest(normal(text)), "big", signed=True)


def mixed(*values: int) -> int:
    """One signed 64-bit number from several, their order counting."""
    word = 0
    for value in values:
        word = ((word ^ (value & _WORD)) * FACTOR) & _WORD
        word ^= word >> 32
    return word - (1 << 64) if word >> 63 else word


def context(before: str, after: str) -> int:
    """The digest of a context: 0 where there is none."""
    if not before and not after:
        return 0
    return mixed(digest(before) if before else 0, digest(after) if after else 0)


def identity(languages: tuple[str, str], source: int, target: int, context: int) -> int:
    """What makes a unit the same unit: its languages and the digests of its texts and of its context."""
    return mixed(languages_digest(languages), source, target, context)


def languages_digest(languages: tuple[str, str]) -> int:
    """The part of an identity that the languages have."""
    return digest("\n".join(languages))
