"""The script in which texts are written: figures of texts in two languages say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tm.messages import say

#: Letters by which a script is known. Latin is in texts of all languages.
SCRIPTS = {
    say("Hangul"): re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]"),
    say("Chinese or Japanese characters"): re.compile("[\u3041-\u30ff\u4e00-\u9fff]"),
    say("Cyrillic letters"): re.compile("[\u0400-\u04ff]"),
}
#: Letters that a text needs before its script says anything, and how many are looked at.
_ENOUGH, _MOST = 30, 100_000
#: Shares of letters: a text is in a script from the first on, and not in it below the second.
_MUCH, _HARDLY = 0.3, 0.005


def missing(one: Iterable[str], other: Iterable[str]) -> str | None:
    """The script of the first texts that the others do not have, or hardly; None where there is no doubt of them."""
    text, second = (_letters(texts) for texts in (one, other))
    if min(len(text), len(second)) < _ENOUGH:
        return None
    for name, letters in SCRIPTS.items():
        shares = [len(letters.findall(side)) / len(side) for side in (text, second)]
        if shares[0] >= _MUCH and shares[1] < _HARDLY:
            return name
    return None


def _letters(texts: Iterable[str]) -> str:
    found: list[str] = []
    count = 0
    for text in texts:
        letters = "".join(filter(str.isalpha, text))
        found.append(letters)
        count += len(letters)
        if count >= _MOST:
            break
    return "".join(found)
