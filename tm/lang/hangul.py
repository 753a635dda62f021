"""Hangul syllables: their parts, their final sound, how alike two of them are. No dictionary needed.

Method: the arithmetic of the Unicode block of Hangul syllables (The Unicode Standard, section 3.12).
"""

from __future__ import annotations

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST, _LAST = 0xAC00, 0xD7A3


def is_syllable(character: str) -> bool:
    """True for one composed Hangul syllable, 가 to 힣."""
    return len(character) == 1 and _FIRST <= ord(character) <= _LAST


def is_hangul(character: str) -> bool:
    """True for a syllable or a single jamo of any block (not for half-width forms)."""
    code = ord(character)
    return (
        _FIRST <= code <= _LAST
        or 0x1100 <= code <= 0x11FF
        or 0x3131 <= code <= 0x318E
        or 0xA960 <= code <= 0xA97C
        or 0xD7B0 <= code <= 0xD7FB
    )


def has_hangul(text: str) -> bool:
    """True when the text holds at least one Hangul letter."""
    return any(map(is_hangul, text))


def decompose(syllable: str) -> tuple[str, str, str]:
    """Initial, vowel and final of a syllable, as compatibility jamo; the final may be empty.

    Raises:
        ValueError: not one Hangul syllable.
    """
    if not is_syllable(syllable):
        raise ValueError(f"not a Hangul syllable: {syllable!r}")
    index = ord(syllable) - _FIRST
    return INITIALS[index // 588], VOWELS[index % 588 // 28], FINALS[index % 28]


def compose(initial: str, vowel: str, final: str = "") -> str:
    """The syllable with these compatibility jamo: the inverse of `decompose`.

    Raises:
        ValueError: one of them cannot stand in its place.
    """
    try:
        return chr(_FIRST + (INITIALS.index(initial) * 21 + VOWELS.index(vowel)) * 28 + FINALS.index(final))
    except ValueError:
        raise ValueError(f"no syllable of {initial!r}, {vowel!r}, {final!r}") from None


def final(character: str) -> str:
    """The final consonant of a syllable; empty for an open syllable and for anything that is no syllable."""
    return FINALS[(ord(character) - _FIRST) % 28] if is_syllable(character) else ""


def has_final(character: str) -> bool:
    """True when the character is a syllable that ends in a consonant."""
    return bool(final(character))


def jamo(text: str) -> str:
    """The text with each syllable spelt out in compatibility jamo; other characters stay."""
    return "".join("".join(decompose(c)) if is_syllable(c) else c for c in text)


def jamo_distance(one: str, other: str, *, limit: int | None = None) -> int:
    """Edits between two words, counted in jamo: 메시지 and 메세지 differ by one.

    limit: a caller that only needs "at most n" saves time; any distance above it comes back as limit + 1.
    Cost: O(n m) for n and m jamo.
    """
    first, second = jamo(one), jamo(other)
    over = (limit + 1) if limit is not None else None
    if over is not None and abs(len(first) - len(second)) >= over:
        return over
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(second, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
        if over is not None and min(row) >= over:
            return over
    return row[-1] if over is None else min(row[-1], over)
