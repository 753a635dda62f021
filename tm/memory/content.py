"""Do two Korean texts say the same but for particles and endings? A second score beside similarity.

Content is what is left of the morphemes without particles, endings, 하- and 이-: 파일을 반환한다 and 파일이 반환됩니다
differ in 되, 파일을 반환한다 and 파일도 반환했습니다 do not. A text that denies what the other says, or that has
another number, never has the same content, however alike it looks.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from tm.lang import ko
from tm.lang.hangul import has_hangul
from tm.memory.keys import normal, numbers

#: What a denial or another number leaves of a score at most.
MOST = 0.9

#: Particles, endings, punctuation, the copula, 하-.
_DROPPED = ("J", "E", "SF", "SE", "SS", "SP", "SC", "SY", "VCP")
_LIGHT = frozenset({("하", "XSV"), ("하", "XSA"), ("하", "VV")})
_NEGATIONS = frozenset(
    {
        *(("안", "MAG"), ("못", "MAG"), ("아니", "MAG"), ("않", "VX"), ("않", "VV"), ("못하", "VX"), ("못하", "VV")),
        *(("못하", "VA"), ("말", "VX"), ("말", "VV"), ("없", "VA"), ("없", "VV"), ("없이", "MAG"), ("아니", "VCN")),
        *(("아니", "IC"), ("아니요", "IC"), ("아니오", "IC"), ("안되", "VV"), ("못되", "VV"), ("없애", "VV")),
        *((prefix, "XPN") for prefix in ("불", "비", "미", "무", "부", "몰", "반")),
    }
)
#: Signs that are no punctuation: of formulas, code and placeholders.
_SIGNS = re.compile(r"[-+*/=<>&|@#$%^~\\{}\[\]]")
#: The same by its letters, for what the analyser cuts in another way.
_DENYING = re.compile(r"않|없|못|아니|아닌|아닐|아님|아닙|아닐|안(?=\s|되|돼|된|될|됩)|(?<=지)\s?(?:마|말|맙)")


class Content(NamedTuple):
    """What a text says: its content as one string, how often it denies, its numbers and signs with their counts."""

    text: str
    negations: int
    denying: int
    others: tuple[tuple[str, int], ...]


def score(one: str, other: str) -> float | None:
    """How much content two Korean texts share, 0 to 1; 1 only where just particles and endings differ.

    At most `MOST` where one denies what the other says, or has other numbers or signs; None where either has no
    content.

    Method: 1 less the edit distance of the joined content over the longer one.
    """
    first, second = content(normal(one)), content(normal(other))
    if not first.text or not second.text:
        return None
    from rapidfuzz.distance import Levenshtein

    found: float = Levenshtein.normalized_similarity(first.text, second.text)
    return found if first[1:] == second[1:] else min(found, MOST)


def applies(text: str) -> bool:
    """Is there Korean in it to be analysed?"""
    return has_hangul(text)


@lru_cache(maxsize=1024)
def content(text: str) -> Content:
    """The content of a text that is composed."""
    kept, negations = [], 0
    for morpheme in ko.morphemes(text):
        for part in morpheme.parts:
            form, tag = part
            negations += part in _NEGATIONS
            if not tag.startswith(_DROPPED) and part not in _LIGHT:
                kept.append(ko.fold(form))
    counts = Counter([*(span.of(text) for span in numbers(text)), *_SIGNS.findall(text)])
    return Content("".join(kept), negations, len(_DENYING.findall(text)), tuple(sorted(counts.items())))
