"""Numbers of a text by value, for English and Korean: 50 million, 50,000,000, 5천만 and 5,000만 are one number.

Used to compare the two sides of a translation: what is certain on one side must be somewhere on the other, where
uncertain forms (한, 첫, "both") count too.
"""

from __future__ import annotations

from collections.abc import Iterable

from tm.core import Mask
from tm.lang import numerals_en, numerals_ko
from tm.lang.digits import digit_numbers, has_digit
from tm.lang.numerals_value import Number

__all__ = ["Number", "covered", "has_digit", "may_be_certain", "numbers", "read"]

#: Stands for a masked code point: neither a space nor a letter, so that nothing is read across it. The marks of
#: emphasis become spaces instead: `**50** million` is one number.
_HOLE = "\ufffc"


def numbers(text: str, language: str, masked: Iterable[Mask] = ()) -> list[Number]:
    """The numbers of `text`, in text order, nothing inside masks.

    Args:
        text: one segment; spans of the result are offsets into it.
        language: BCP 47; numbers written as words are read for `en` and `ko`, digits for every language.
        masked: code, links, tags and the like.
    """
    return read(covered(text, masked), language)


def read(text: str, language: str) -> list[Number]:
    """The same for a text whose masks are covered already."""
    found = digit_numbers(text)
    if language.startswith("en"):
        return numerals_en.with_what_follows(text, _together(found, numerals_en.words(text)))
    if language.startswith("ko"):
        return numerals_ko.with_what_follows(text, _together(found, numerals_ko.words(text)))
    return found


def may_be_certain(text: str, language: str) -> bool:
    """A quick test: may the text hold a certain number at all?"""
    return has_digit(text) or (language.startswith("en") and numerals_en.any_sure_words(text))


def covered(text: str, masked: Iterable[Mask]) -> str:
    """The text as numbers are read in it, at the same offsets: holes for masks, spaces for marks of emphasis."""
    if not masked:
        return text
    parts, at = list[str](), 0
    for mask in masked:  # in order, not overlapping
        parts += (text[at : mask.span.start], (" " if mask.kind == "markup" else _HOLE) * len(mask.span))
        at = mask.span.end
    return "".join(parts) + text[at:]


def _together(digits: list[Number], words: list[Number]) -> list[Number]:
    if not digits or not words:
        return digits or words
    return sorted((*digits, *_outside(words, digits)), key=lambda number: (number.span.start, number.span.end))


def _outside(found: list[Number], others: list[Number]) -> list[Number]:
    """Those of `found` that do not lie in one of `others` (`million` of `50 million`)."""
    return [number for number in found if not any(number.span.overlaps(other.span) for other in others)]
