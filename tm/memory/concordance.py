"""Every unit in which a phrase stands, with the phrase in its context: a concordance.

Three ways to look: `text` (anywhere), `word` (whole words, Korean particles may follow) and `regex`. Case does not
count unless it is asked for; texts and phrases are compared composed, so it does not matter how a system writes Hangul.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tm.core import Span, TranslationUnit
from tm.errors import UsageError
from tm.lang.hangul import has_hangul
from tm.memory import blob, patterns, words
from tm.memory.borders import borders
from tm.memory.keys import normal
from tm.memory.store import Store, primary
from tm.messages import say

MODES = ("text", "word", "regex")
SIDES = ("source", "target")
#: A regular expression is tried on so many code points of a unit: one that goes astray does so in a bounded text.
LONGEST = 10_000
#: Units that are fetched at first and at most: the first hit waits for nothing.
_FIRST, _MOST = 8, 256


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with the places of the phrase on one side, in order."""

    unit: TranslationUnit
    side: str
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The text of that side."""
        return self.unit.source if self.side == "source" else self.unit.target

    @property
    def other(self) -> str:
        """The text of the other side."""
        return self.unit.target if self.side == "source" else self.unit.source

    def cut(self, width: int = 40, span: Span | None = None) -> tuple[str, str, str]:
        """What stands left of a place, there, and right of it, as one line: at most `width` code points to each side.

        span: one of `spans`; the first one if it is not given. Words are not cut; … stands for what is left out.
        """
        span = span or self.spans[0]
        left, right = _flat(self.text[: span.start]), _flat(self.text[span.end :])
        if len(left) > width:
            left = left[-width + 1 :] if width > 1 else ""
            space = left.find(" ")
            left = "…" + (left[space:] if 0 <= space < len(left) - 1 else left)
        if len(right) > width:
            right = right[: width - 1] if width > 1 else ""
            space = right.rfind(" ")
            right = (right[: space + 1] if space > 0 else right) + "…"
        return left, _flat(span.of(self.text)), right


def search(
    store: Store,
    phrase: str,
    *,
    languages: tuple[str, str],
    side: str = "source",
    mode: str = "text",
    case: bool = False,
    limit: int | None = 50,
    folder: Path | None = None,
) -> Iterator[Line]:
    """The units in which a phrase stands, by number, the first ones at once; each pair of texts once.

    side:   source or target: where to look
    mode:   text, word or regex
    case:   upper and lower case differ
    limit:  at most that many; None: all
    folder: keeps the texts for the next search (see `tm.memory.blob`); None: they are read from the store each time

    Raises:
        UsageError: there is no phrase, no such mode or side, or the pattern is no regular expression.
    """
    if mode not in MODES or side not in SIDES:
        given, known = (mode, MODES) if mode not in MODES else (side, SIDES)
        raise UsageError(
            say("'{given}' is not known here", given=given), hint=say("use one of {known}", known=", ".join(known))
        )
    phrase = normal(phrase)
    if not phrase.strip():
        raise UsageError(say("there is nothing to search for"), hint=say("give a word or a phrase"))
    places = _places(phrase, mode, case)
    numbers = _numbers(store, languages, side, phrase, mode, folder, places)
    return islice(_lines(store, languages, side, numbers, places), limit)


def side_of(phrase: str, languages: tuple[str, str]) -> str:
    """The side whose language a phrase is written in: Hangul is Korean; the source where that says nothing."""
    korean = has_hangul(normal(phrase))
    return next(
        (side for side, tag in zip(SIDES, languages, strict=True) if (primary(tag) == "ko") is korean), "source"
    )


Places = Callable[[str], list[Span]]


def _places(phrase: str, mode: str, case: bool) -> Places:
    """What finds the places of a phrase in a text."""
    if mode == "regex":
        pattern = patterns.compiled(phrase, case=case)
        slow = patterns.is_slow(phrase)
        return lambda text: patterns.matches(pattern, text, LONGEST, slow=slow)
    found: Places = (lambda text: _all(text, phrase)) if case else (lambda text: _folded_places(text, phrase))
    if mode == "word":
        return lambda text: list(words.whole(text, iter(found(text))))
    return found


def _all(text: str, phrase: str) -> list[Span]:
    return [Span(*found.span()) for found in re.finditer(re.escape(phrase), text)]


def _folded_places(text: str, phrase: str) -> list[Span]:
    """Places of a phrase, whatever the case."""
    low = blob.folded(text)
    spans = _all(low, blob.folded(phrase))
    if len(low) == len(text) or not spans:
        return spans
    back = [at for at, character in enumerate(text) for _ in blob.folded(character)]  # ß became ss
    return [Span(back[span.start], back[span.end - 1] + 1) for span in spans]


def _numbers(
    store: Store, languages: tuple[str, str], side: str, phrase: str, mode: str, folder: Path | None, places: Places
) -> Iterator[int]:
    """Units in which the phrase may stand."""
    held = blob.folded(_certain(phrase) if mode == "regex" else phrase)
    if mode == "regex" and len(held.encode()) < 2:  # nothing that every match holds
        yield from (number for number, text in store.texts(languages, side=side) if places(text))
        return
    needle, fits = held.encode("utf-8", "replace"), borders(held) if mode == "word" else None
    for number, low in blob.search(store, languages, side, needle, folder, fits):
        stands = mode != "word" or any(words.whole(low, iter(_all(low, held))))
        if fits is not None:
            fits.told(stands)
        if stands:
            yield number


def _certain(pattern: str) -> str:
    """What every match of a pattern holds, whatever the case: to `re`, a Turkish i with a dot and one without are i."""
    return max(re.split("[\u0130\u0131]", normal(patterns.literal(pattern))), key=len)


def _lines(
    store: Store, languages: tuple[str, str], side: str, numbers: Iterator[int], places: Places
) -> Iterator[Line]:
    wanted = [primary(language) for language in languages]
    seen: set[tuple[str, str]] = set()
    size = _FIRST
    while some := list(islice(numbers, size)):
        for unit in store.units(some):
            pair = (unit.source, unit.target)
            if pair in seen or [primary(unit.source_language), primary(unit.target_language)] != wanted:
                continue
            if spans := places(unit.source if side == "source" else unit.target):
                seen.add(pair)
                yield Line(unit, side, tuple(spans))
        size = min(size * 2, _MOST)


def _flat(text: str) -> str:
    """On one line: breaks and tabs as a space, so that offsets stay."""
    return re.sub(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", " ", text)
