"""The last sound of digits and units as Koreans say them: 3 삼, 10 십, 5km 오 킬로미터, 30% 삼십 퍼센트.

Digits are read as Sino-Korean numerals. Behind a Latin word (Python 3, MP3) the English numerals are in use as well.
"""

from __future__ import annotations

import re

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
_MEASURE = re.compile(r"(?<![A-Za-z])[0-9][0-9,.]*\s?([^\s\d,.A-Za-z]*[A-Za-zμµ²³]*)$")


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
    """The sounds of a number that belongs to a Latin word: Python 3 is 삼 and 스리."""
    last = digits[-1]
    sounds = {*number(digits), *_DIGITS[last], *_ENGLISH[last]}  # 8 is 에이트 or 에잇
    return "".join(sorted(sounds, key="VLC".index))


def measure(text: str) -> str | None:
    """The sound of a unit at the end of a text, if a number stands before it; None where there is none."""
    found = _MEASURE.search(text)
    return _UNITS.get(found[1]) if found else None


def last_number(text: str) -> str | None:
    """The number, with its thousands commas, that a text ends with."""
    found = re.search(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)$", text)
    return found[0] if found else None
