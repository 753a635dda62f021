"""English words that hold a number, and what they are worth."""

from __future__ import annotations

from fractions import Fraction

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FIRST = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip
CARDINALS = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
ORDINALS = (
    {word: value for value, word in enumerate(_FIRST, 1)}
    | {word + "th": value for word, value in CARDINALS.items() if 13 <= value <= 19}
    | {word[:-1] + "ieth": value for word, value in CARDINALS.items() if value >= 20}
    | {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}
)
MULTIPLES = ("hundred", "thousand", "million", "billion", "trillion")
#: Other words that hold a number; their translation is free.
LOOSE = {
    "none": 0, "nil": 0, "null": 0, "zeros": 0, "zeroes": 0, "nonzero": 0, "single": 1, "once": 1, "only": 1,
    "daily": 1, "weekly": 1, "primary": 1, "twice": 2, "double": 2, "doubled": 2, "doubles": 2, "twofold": 2, "both": 2,
    "bi": 2, "pair": 2, "pairs": 2, "couple": 2, "either": 2, "dual": 2, "secondary": 2, "binary": 2, "quadratic": 2,
    "planar": 2, "biweekly": 2, "bimonthly": 2, "fortnight": 2, "fortnightly": 2, "fortnights": 2, "thrice": 3,
    "triple": 3, "tripled": 3, "triples": 3, "threefold": 3, "tertiary": 3, "triangle": 3, "cubic": 3, "quarterly": 3,
    "quarter": 4, "quadruple": 4, "quadrupled": 4, "fourfold": 4, "quadrant": 4, "quadrants": 4, "quartile": 4,
    "quartiles": 4, "square": 4, "pentagon": 5, "pentagram": 5, "fivefold": 5, "hexagon": 6, "hexagons": 6,
    "hexagonal": 6, "hexagram": 6, "semi": 6, "semiannual": 6, "semiannually": 6, "octagon": 8, "octal": 8,
    "decade": 10, "decades": 10, "decimal": 10, "decile": 10, "deciles": 10, "tenfold": 10, "tenths": 10,
    "dozen": 12, "hex": 16, "hexadecimal": 16, "score": 20, "century": 100, "centuries": 100, "hundredfold": 100,
    "hundredths": 100, "percentile": 100, "percentiles": 100, "thousandths": 1000,
}  # fmt: skip
#: Other values of such a word: a quarter of a year, of an hour, of a turn, of the whole.
OTHERS: dict[str, tuple[int, ...]] = {
    "half": (30, 6, 12, 180), "quarter": (3, 15, 25, 90), "quarterly": (4,), "fortnight": (14,), "biweekly": (14,),
}  # fmt: skip
#: In capitals; a single I, V or X is more often a letter.
ROMAN = {
    "II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12, "XIII": 13, "XIV": 14,
    "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21,
}  # fmt: skip
HALVES = {"half": Fraction(1, 2), "halves": Fraction(1, 2), "thirds": Fraction(1, 3), "quarters": Fraction(1, 4)}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)} | {
    name[:3]: number for number, name in enumerate(_MONTHS, 1)
} | {"Sept": 9}  # fmt: skip
