"""What sound a word ends in when Koreans read it out: GPU 지피유, JSON 제이슨, `WaveNet` 웨이브넷, 3.11 삼 점 일일.

The order of evidence: the list of words, numbers and units, letter names, the parts of a compound (camelCase,
snake_case, dotted names), spelling. An abbreviation may be spelt or read as a word; both count then. What cannot be
told leaves all sounds open.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from tm.lang import reading_digits as digits
from tm.lang.hangul import final, is_syllable
from tm.lang.reading_words import by_spelling, is_plural
from tm.lang.regex import regex

#: Any sound: nothing is known.
OPEN = "VLC"
#: The sound of each letter's name: 엘, 엠, 엔, 아르 or 알; all others end in a vowel.
_LETTERS = {"l": "L", "m": "C", "n": "C", "r": "VL"}
_GREEK = dict.fromkeys("αβγδζηθικλμνξοπρστφχψωΓΔΘΛΞΠΣΦΨΩµ", "V") | {"ε": "C", "υ": "C", "ϵ": "C"}
_SIGNED = {
    "c++": "VC",
    "g++": "VC",
    "c#": "C",
    "f#": "C",
    "j#": "C",
    "a*": "V",
    "q&a": "V",
    ".net": "C",
    "asp.net": "C",
}
_TOKEN = regex(r"[A-Za-z]+[A-Za-z0-9+#&*.\-_/']*$|[0-9][0-9.,]*$")
_VERSION = regex(r"[0-9]+(?:\.[0-9]+)+$")
#: What stands before the last number of a fraction, a ratio or a date.
_JOINED = regex(r"(?<![\w./:])(?P<first>[0-9]{1,3})(?P<sign>[/:])$")
#: 2020-06-01, 2020/6/1, 2020.6.1: 일일, or figure by figure.
_DATE = regex(r"(?<![\w./:-])(?:1[5-9]|20)[0-9]{2}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12][0-9]|3[01])$")
#: Abbreviations that names of tools end in.
_SPELT_OUT = ("png", "jpg", "mpg", "gpg", "gif", "pip", "npm", "ssh", "ftp", "dvd", "pdf", "csv", "svg")
#: An abbreviation of small letters and capitals, not two words: mAP, RoPE, IoU; SQL in MySQL is a word of its own.
_SHORT_CAPITALS = regex(r"(?:[a-z]|[A-Z]?[a-z])[A-Z]{1,3}")
_SYLLABLE = regex("[aeiouy]")
#: Letters in capitals, of which more are a word.
_LONG = 4
#: How English words may begin: with one consonant at most, or with these.
_ONSET = regex(
    "(?:[bcdfghjklmnpqrstvwxyz]?|bl|br|ch|chr|cl|cr|dr|dw|fl|fr|gh|gl|gn|gr|kh|kl|kn|kr|mc|ph|phl|phr|pl|pr|ps|qu|rh|sc|sch"
    "|scr|sh|shr|sk|sl|sm|sn|sp|sph|spl|spr|squ|st|str|sv|sw|th|thr|thw|tr|ts|tw|vl|wh|wr)[aeiouy]"
)
_CASES = regex(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


class Sound(NamedTuple):
    """How a word may end. ends: some of V (vowel), L (final ㄹ), C (another consonant); listed: a list says so."""

    ends: str
    listed: bool = False

    def takes(self, form: str) -> bool:
        """True when a particle of this form may follow. form: one of `SIDES`."""
        return form not in SIDES or any(end in SIDES[form] for end in self.ends)

    @property
    def known(self) -> bool:
        """True when it is clear which particle follows, that of direction aside."""
        return "V" not in self.ends or self.ends == "V"


#: Form to the sounds that it may follow.
SIDES = {
    **dict.fromkeys(("을", "이", "은", "과", "이나", "이란", "이랑", "이며", "이라는", "이라고"), "LC"),
    **dict.fromkeys(("를", "가", "는", "와", "나", "란", "랑", "며", "라는", "라고"), "V"),
    "으로": "C",
    "로": "VL",
}
UNKNOWN = Sound(OPEN)


def of_hangul(word: str) -> Sound:
    """The sound that a Hangul word ends in."""
    closing = final(word[-1:])
    return Sound("L" if closing == "ㄹ" else "C" if closing else "V", listed=True)


@cache
def _listed() -> dict[str, str]:
    text = resources.files("tm.lang").joinpath("data/ko_latin_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {
        word: "".join(sorted({of_hangul(k).ends for k in forms.split("|")}, key=OPEN.index)) for word, forms in rows
    }


@lru_cache(maxsize=16384)
def sound(text: str) -> Sound:
    """The sound at the end of a text, which is a word, or ends with one.

    text: without the marks around it. What comes before the last word matters for numbers and units.
    """
    if is_syllable(text[-1:]):
        return of_hangul(text)
    unit = digits.measure(text)
    if unit is not None:
        return Sound(unit, listed=True)
    if text[-1:] in _GREEK:
        alone = len(text) < 2 or not text[-2].isalnum()
        return Sound(_GREEK[text[-1]], listed=True) if alone else UNKNOWN
    if text[-1:] in "+#*":
        token = text[text.rfind(" ") + 1 :].lower()
        return Sound(_SIGNED[token], listed=True) if token in _SIGNED else UNKNOWN
    found = _TOKEN.search(text)
    if found is None:
        return UNKNOWN
    token, before = found[0], text[: found.start()]
    if before[-1:].isalpha() and not is_syllable(before[-1]):
        return UNKNOWN  # half a word: the ve of naïve
    return _number(token, before) if token[0].isdigit() else _word(token, before)


def _number(token: str, before: str) -> Sound:
    whole = digits.last_number(token)
    if whole and _DATE.search(before + token):
        return Sound(_union("L", digits.number(whole)), listed=True)
    if whole == token and (pair := _JOINED.search(before)):
        return Sound(digits.joined(pair["first"], pair["sign"], whole), listed=True)
    if whole is None or before[-1:] in set("^/*\\=<>#_$:") or before.endswith("0x"):
        return UNKNOWN
    if re.search(r"[A-Za-z\])][\s\-.]?$", before) or (before[-1:] == "." and before[-2:-1].isalnum()):
        ends = digits.version(token) if _VERSION.fullmatch(token) else digits.behind_word(whole)
        return Sound(ends, listed=True)
    if before[-1:] == "-" and before[-2:-1].isalpha():
        return UNKNOWN
    if digits.is_english(before, token):  # 파트 3
        return Sound(digits.behind_word(token), listed=True)
    if "." in token:  # decimals and versions: digit by digit, or 삼 점 십
        return Sound(_union(digits.number(whole), digits.number(whole[-1])), listed=True)
    return Sound(digits.number(whole), listed=True)


def _word(token: str, before: str) -> Sound:
    lower = token.lower()
    if lower in _SIGNED:
        return Sound(_SIGNED[lower], listed=True)
    if not token.isupper() or len(token) > 1:
        listed = _listed().get(lower)
        if listed is not None:
            return Sound(_with_letters(token, listed), listed=True)
    if version := _VERSION.search(token):  # TLSv1.3
        return Sound(digits.version(version[0]), listed=True)
    parts = re.split(r"[^A-Za-z0-9]+", token)
    if not parts[-1]:
        return UNKNOWN  # it ends in a sign
    if len(parts) > 1:
        if "'" in token:
            return UNKNOWN
        last = parts[-1]
        if last.isdigit():
            return Sound(digits.behind_word(last), listed=True)
        return _word(last, token[: -len(last)])
    cases = _CASES.findall(token)
    last = cases[-1]
    if last.isdigit():
        return Sound(digits.behind_word(last), listed=True)
    if len(cases) > 1 and last != token:
        plural = last == "s" and cases[-2].isupper()
        mixed = cases[-2].isdigit() and len(last) > 1 and last.islower()
        if plural:  # GPUs: 지피유 and 지피유스
            return Sound(_union("V", _word(token[:-1], before).ends), listed=True)
        heard = UNKNOWN if mixed else _word(last, "")
        if _SHORT_CAPITALS.fullmatch(token) and _SYLLABLE.search(lower):  # may be one word: CoT 콧, 시오티
            ends = _union(heard.ends, by_spelling(lower))
            return heard if ends == heard.ends else Sound(ends)
        return heard
    if len(token) == 1:
        return Sound(_LETTERS.get(lower, "V"), listed=True)
    if token.isupper():
        return _capitals(lower)
    if len(lower) < 4 and not re.search("[aeiouy]", lower):
        return Sound(_union(_LETTERS.get(lower[-1], "V"), digits.unit(token)))  # ch, bg: nothing but letters; km
    told = _union(by_spelling(lower), _glued(lower))
    if is_plural(lower) and (single := _listed().get(lower[:-1])):  # templates: 템플리츠, and often 템플릿
        told = _union("V", single)
    if not _ONSET.match(lower):  # mdop: nothing that can be read in one breath, so perhaps spelt out
        told = _union(told, _LETTERS.get(lower[-1], "V"))
    return Sound(_union(told, _LETTERS.get(lower[-1], "V")) if len(lower) < 4 else told)  # aac may be spelt out


def _glued(word: str) -> str:
    """The sounds of an abbreviation at the end of a word: png in optipng, which may be spelt out."""
    short = next((end for end in _SPELT_OUT if word.endswith(end)), "")
    return _LETTERS.get(short[-1], "V") if short else ""


def _with_letters(token: str, listed: str) -> str:
    """A listed word that may be spelt out instead: SET 세트, 셋, 에스이티; mAP 맵, 엠에이피."""
    spelt = (token.isupper() and 1 < len(token) <= 3) or _SHORT_CAPITALS.fullmatch(token)
    return _union(listed, _LETTERS.get(token[-1].lower(), "V")) if spelt else listed


def _capitals(word: str) -> Sound:
    """An abbreviation: spelt letter by letter, or read as a word if it can be."""
    spelt = _LETTERS.get(word[-1], "V")
    if len(word) > _LONG and is_plural(word) and _SYLLABLE.search(word):  # FILE_NAMES: a word, and its -s dropped
        return Sound(by_spelling(word))
    if word[-1] == "s":
        return Sound(spelt, listed=True)  # 에스, and ~스 when it is read as a word
    if unit := digits.unit(word):  # CM, KG
        return Sound(_union(spelt, unit), listed=True)
    readable = re.search(r"^[^aeiou][aeiouy][^aeiouy]$" if len(word) <= 3 else r"[aeiouy]", word)
    if readable is None:
        return Sound(spelt, listed=True)
    return Sound(_union(spelt, by_spelling(word)))


def _union(one: str, other: str) -> str:
    return "".join(sorted({*one, *other}, key=OPEN.index))
