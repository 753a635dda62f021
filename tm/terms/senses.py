"""English words with two technical senses that Korean tells apart: list is 목록, as a data type 리스트."""

from __future__ import annotations

from functools import cache
from importlib import resources

from tm.lang import en


@cache
def _senses() -> dict[str, list[frozenset[str]]]:
    """By word, the renderings of each sense, without spaces."""
    text = (resources.files("tm.lang") / "data" / "en_two_senses_ko.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: [_words(sense) for sense in korean.split(";")] for word, korean in rows}


def _words(listed: str) -> frozenset[str]:
    return frozenset(word.replace(" ", "") for word in listed.split("|"))


def apart(word: str, one: str, usual: str) -> bool:
    """Does a rendering of an English word, written without spaces, belong to another sense than the usual one?

    So it is where it renders an everyday sense, or where the two are listed under different senses and none together.
    """
    if one in {korean.replace(" ", "") for korean in en.everyday().get(word, ())}:
        return True
    senses = _senses().get(word, [])
    ours, theirs = ({at for at, sense in enumerate(senses) if name in sense} for name in (one, usual))
    return bool(ours and theirs and ours.isdisjoint(theirs))
