"""Words that lost their end before a particle that fits the whole: 프로그래을 for 프로그램을."""

from __future__ import annotations

from functools import cache

from tm.lang.hangul import compose, decompose, final
from tm.lang.josa_doubt import listed
from tm.lang.josa_forms import agreeing

_SHORTEST = 3  #: syllables of the whole word: shorter ones are too often other words when they are cut


def is_cut(host: str, form: str) -> bool:
    """True when `host` is no noun, but a listed noun without its last sound, and `form` agrees with that noun."""
    if final(host[-1:]) or agreeing(host, form) == form or host not in _cut():
        return False
    from tm.lang import ko

    found = ko.morphemes(host)
    return not (len(found) == 1 and found[0].tag in ("NNG", "NNP"))


@cache
def _cut() -> frozenset[str]:
    """Listed nouns that end in a consonant, without it, and without their last syllable."""
    known = listed()
    closed = [word for word in known if len(word) >= _SHORTEST and final(word[-1])]
    opened = {word[:-1] + compose(*decompose(word[-1])[:2], "") for word in closed}
    return frozenset(opened | {word[:-1] for word in closed}) - known
