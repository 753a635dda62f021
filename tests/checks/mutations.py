"""Plants changes of value into the numbers of a translation, by kind, with a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from tm.checks.numbers import values
from tm.core import Mask
from tm.lang.number_words_en import LOOSE
from tm.lang.numerals import Number, covered, has_digit, numbers

_UNITS = (
    ("밀리초", "초"), ("초", "분"), ("분", "시간"), ("시간", "분"), ("개월", "년"), ("주", "개월"),
    ("바이트", "비트"), ("비트", "바이트"), ("GB", "MB"), ("MB", "KB"), ("km", "m"), ("cm", "mm"),
    ("달러", "유로"), ("퍼센트", "퍼센트포인트"), ("%", "%p"), ("킬로미터", "미터"), ("인치", "센티미터"),
)  # fmt: skip
_NATIVE = {"두": "세", "세": "네", "네": "두", "다섯": "여섯", "여섯": "일곱", "일곱": "여덟"}
_COUNTERS = "개|가지|명|번|배|번째|종류|단계|줄|곳|자리|부분|방법|경우|값|인자|문자|요소|객체|항목|파일"
_COUNTED = rf"(?=\s(?:{_COUNTERS})(?![가-힣]{{2}}))"


def mutations(
    source: str, target: str, masks: Sequence[Sequence[Mask]], generator: random.Random
) -> Iterator[tuple[str, str, str]]:
    """One change of each kind that the pair allows: kind, the text that was changed, the whole changed target.

    Only numbers whose value the source has, too, and only such changes that the value or its unit is then another.
    """
    left = [
        n
        for n in numbers(source, "en", masks[0])
        if n.kind not in ("name", "vague") and (has_digit(word := n.span.of(source)) or word.lower() not in LOOSE)
    ]
    known = {value for number in left for value in values(number)}
    plain = covered(target, masks[1])
    right = [
        n
        for n in numbers(target, "ko", masks[1])
        if n.certain and n.kind not in ("name", "list") and n.values & known and n.span.of(target)[0].isdigit()
    ]
    changes: dict[str, list[tuple[int, int, str]]] = {}
    for number in right:
        for kind, start, end, new in _of(number, plain, generator):
            changes.setdefault(kind, []).append((start, end, new))
    sure = {n.value for n in left}
    for match in re.finditer(rf"(?<![가-힣])({'|'.join(_NATIVE)}){_COUNTED}", plain):
        value = numbers(match[0], "ko")
        if value and value[0].value in sure:
            changes.setdefault("native", []).append((match.start(), match.end(), _NATIVE[match[0]]))
    for kind, found in sorted(changes.items()):
        start, end, new = generator.choice(found)
        yield kind, target[start:end], target[:start] + new + target[end:]


def _of(number: Number, text: str, generator: random.Random) -> Iterator[tuple[str, int, int, str]]:
    start = number.span.start
    digits = re.match(r"\d+(?:,\d{3})*(?:\.\d+)?", text[start:])
    if digits is None:
        return
    end, written = start + digits.end(), digits[0]
    whole = "year" if number.kind == "year" else "percent" if number.kind == "percent" else "digit"
    at = generator.choice([i for i, c in enumerate(written) if c.isdigit()])
    other = generator.choice([c for c in "123456789" if c != written[at]])
    yield whole, start, end, written[:at] + other + written[at + 1 :]
    if len(written) > 1 and written.endswith("0") and "," not in written and "." not in written:
        yield "zero dropped", start, end, written[:-1]
    if written.isdigit() and len(written) > 1 and written[0] != written[1]:
        yield "swapped digits", start, end, written[1] + written[0] + written[2:]
    if "." in written:
        yield "point lost", start, end, written.replace(".", "")
    if scale := re.match(r"[천만억]", text[end:]):
        new = {"천": "만", "만": "억", "억": "만"}[scale[0]]
        yield "scale word", end, end + 1, new
    if month := re.match(r"\s?월", text[end:]):
        yield "month", start, end + month.end() - 1, str(int(number.value) % 12 + 1)
    for old, new in _UNITS:
        if unit := re.match(rf"(?:(?<=%)|\s?){re.escape(old)}(?![가-힣A-Za-z]{{2}})", text[end:]):
            yield "unit", end + unit.end() - len(old), end + unit.end(), new
            break
