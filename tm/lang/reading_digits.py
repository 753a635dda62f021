"""The last sound of digits and units as Koreans say them: 3 삼, 10 십, 5km 오 킬로미터, 30% 삼십 퍼센트.

Digits are read as Sino-Korean numerals. Behind a Latin word (Python 3, MP3) the English numerals are in use as well.
"""

from __future__ import annotations

import re

from tm.lang.regex import regex

_DIGITS = dict(zip("0123456789", "CLVCVVCLLV", strict=True))
#: Of zero 영 and 공, then one to nine, as English has them: 제로, 원, 투, 스리 ...
_ENGLISH = dict(zip("0123456789", ("V", "C", "V", "V", "V", "V", "V", "C", "VC", "C"), strict=True))
#: 조 is the only unit of value that ends in a vowel: 10**12 to 10**15.
_TRILLIONS = range(12, 16)
#: The sounds of the Korean names of units, then their symbols; more than one where the letters are read as well.
_SYMBOLS = """
V    % ‰ ° ℃ ℉ °C °F ′ Ω μs µs ㎲ ℓ ㎜ ㎝ ㎞ ㎡ ㎥ m mm cm km nm μm µm m² km² m³ ms ns h Hz kHz MHz GHz THz
V    KB MB GB TB PB KiB MiB GiB TiB kB Kb Mb Gb Kbps Mbps Gbps kbps bps bit byte bytes W kW MW GW V kV mV A mA Wh kWh
V    L mL ml l bar mbar atm cd lx eV keV MeV dpi ppi fps cal kcal ha F Bq Sv x k inch
C    g kg mg μg µg ㎏ ㎎ rpm bpm ppm Nm
L    mol kmol
VL   px dB Pa hPa kPa MPa
VC   t ft
VLC  s d lm min pt
"""
_UNITS = {symbol: row.split()[0] for row in _SYMBOLS.strip().splitlines() for symbol in row.split()[1:]}
#: Loanwords behind which a single figure is read in English as often as not.
_COUNTED_IN_ENGLISH = regex(
    "(?:파트|시즌|레벨|스텝|페이즈|스테이지|라운드|티어|타입|버전|챕터|유닛|레슨|넘버|클래스|그룹|팀|플랜|데이|미션"
    "|에피소드|볼륨|베타|알파|옵션|케이스|플레이어|슬롯|세션|모듈|파이썬|윈도|윈도우|앵귤러|부트스트랩)[ \u00a0]?$"
)
_MEASURE = regex(r"(?<![A-Za-z])[0-9][0-9,.]*\s?([^\s\d,.A-Za-z]*[A-Za-zμµ²³]*)$")


def number(digits: str) -> str:
    """The sound of a whole number, with or without thousands commas; of decimals give what follows the point."""
    plain = digits.replace(",", "")
    rest = plain.rstrip("0")
    if not rest:
        return "C"  # 영, 공
    zeros = len(plain) - len(rest)
    if not zeros:
        return _DIGITS[plain[-1]]
    return "VC" if zeros in _TRILLIONS or zeros > 19 else "C"


def behind_word(digits: str) -> str:
    """The sounds of a number that belongs to a Latin word: Python 3 is 삼 and 스리, 420 사백이십 and 사이공."""
    sounds = {*number(digits), *_DIGITS[digits[-1]]}
    if len(digits) == 1:
        sounds.update(_ENGLISH[digits])  # 8 is 에이트 or 에잇
    elif len(digits) == 2:
        tens, ones = digits[0], digits[1]
        teens = "V" if ones == "2" else "C"
        sounds.update(teens if tens == "1" else "V" if ones == "0" else _ENGLISH[ones])
    elif len(digits) == 4 and digits[-1] == "0" and digits[-2] > "1":
        sounds.add("V")  # 1080 is 텐에이티
    return "".join(sorted(sounds, key="VLC".index))


def version(digits: str) -> str:
    """The sounds of a number with points that belongs to a word: 1.3 is 일 점 삼, 2.0 투 포인트 제로, too.

    digits: `1.3`, `3.11`, `1.1.0`
    """
    last = digits.rpartition(".")[2]
    sounds = {*number(last), *_DIGITS[last[-1]]}
    if last == "0" and digits.count(".") == 1:
        sounds.add("V")
    return "".join(sorted(sounds, key="VLC".index))


def joined(first: str, sign: str, last: str) -> str:
    """The sounds of two numbers with a sign between them.

    1/3 is 삼분의 일 or 일 나누기 삼; 1:4 is 일 대 사 or a verse (절); 3:15 may be a time (분), 3:00 세 시.
    """
    sounds = {*number(last)}
    if sign == "/":
        sounds.update(number(first))
    else:
        sounds.update("L" if len(last) < 2 else "VLC" if last == "00" else "LC")
    return "".join(sorted(sounds, key="VLC".index))


def is_english(before: str, digits: str) -> bool:
    """True for one figure behind a loanword that is counted in English as well: 파트 3 is 파트 스리, 레벨 2 레벨 투."""
    return len(digits) == 1 and _COUNTED_IN_ENGLISH.search(before) is not None


def unit(symbol: str) -> str:
    """The sounds of the name of a unit; empty for what is none."""
    return _UNITS.get(symbol, "")


def measure(text: str) -> str | None:
    """The sound of a unit at the end of a text, if a number stands before it; None where there is none."""
    found = _MEASURE.search(text)
    return _UNITS.get(found[1]) if found else None


def last_number(text: str) -> str | None:
    """The number, with its thousands commas, that a text ends with."""
    found = re.search(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)$", text)
    return found[0] if found else None
