"""Names of the source and the forms in which they stand in a Korean target: no glossary needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tm.checks.registry import Pair, Whole
from tm.core import Kind, Segment, Span
from tm.lang import en, en_context, hangul, ko
from tm.terms.prose import brackets, prose
from tm.terms.sound import consonants, spells

_CAPITAL = re.compile(r"(?<![\w.@/#-])[A-Z][A-Za-z]*[a-z][A-Za-z]*(?![\w@/]|[.-]\w)")
_INNER = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
_LOWER = re.compile(r"(?<![\w.@/#-])[a-z]{4,}(?![\w@/]|[.-]\w)")
_HANGUL = re.compile(r"[가-힣]+")
_LATIN = re.compile(r"(?<![\w.@/#-])[A-Za-z]+(?![\w@/]|[.-][A-Za-z])", re.ASCII)
_SHORTEST = 4
LATIN, CASE, HANGUL = "latin", "case", "hangul"
#: What may follow a name: particles, the copula, a plural.
_PARTICLES = re.compile(
    r"(?:들?(?:은|는|이|가|을|를|의|에|에서|에게|로|으로|와|과|도|만|나|이나|처럼|까지|부터|보다|에는|에도|에서는|라는|이라는|란|이란|라고|이라고)|들|이다|입니다|이며|이고|였다|이었다)?"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A name in a target.

    kind: latin (as in the source), case (other capitals), hangul
    """

    name: str
    text: str
    kind: str
    pair: Pair
    span: Span


def forms(whole: Whole, known: frozenset[str]) -> Iterator[Form]:
    """The forms of all names in order; a name in brackets behind another form of it does not count.

    known: names of the glossary in lower case, which other rules watch over
    """
    pairs = [pair for pair in whole.pairs if _comparable(pair)]
    found = {name for name in names(pair.source for pair in pairs) if name.lower() not in known}
    for pair in pairs:
        own = {match.group() for match in _CAPITAL.finditer(prose(pair.source))} & found
        if own:
            yield from sorted(_forms(pair, sorted(own)), key=lambda form: form.span)


def _comparable(pair: Pair) -> bool:
    if not pair.two_sided or not pair.trusted or not pair.translatable:
        return False
    return pair.source.kind is not Kind.MARKUP and pair.target.kind is not Kind.MARKUP


def names(segments: Iterable[Segment]) -> set[str]:
    """Words that have a capital within a sentence, or inside, and are nowhere written without."""
    found: set[str] = set()
    lower: set[str] = set()
    for segment in segments:
        text = prose(segment)
        lower.update(_LOWER.findall(text))
        titled: bool | None = None
        for match in _CAPITAL.finditer(text):
            word = match.group()
            if len(word) < _SHORTEST or word in found:
                continue
            if not _INNER.search(word):
                titled = en_context.titled(text) if titled is None else titled
                if titled or _opens(text, match.start(), word):
                    continue
            found.add(word)
    return {name for name in found if name.lower() not in lower}


def _opens(text: str, at: int, word: str) -> bool:
    return en_context.opens(text, en.Word(word, Span(at, at + len(word)), en.readings(word)))


def _forms(pair: Pair, found: list[str]) -> Iterator[Form]:
    text, masked = prose(pair.target), pair.target.text
    inside = list(brackets(text))
    for name in found:
        own = [
            Span(*m.span())
            for m in _LATIN.finditer(text)
            if m.group().lower() == name.lower() and not any(b.contains(Span(*m.span())) for b in inside)
        ]
        spoken = [span for span in _hangul(text) if _spells(span.of(text), name)]
        bracketed = [span for span in spoken if any(b.contains(span) for b in inside)]
        for span in own:
            form = span.of(masked)
            if form == name:
                yield Form(name, form, LATIN, pair, span)
            elif not form.islower() and form not in pair.source.text and not form.isupper():
                yield Form(name, form, CASE, pair, span)
        if not own or not bracketed:
            for span in spoken:
                if span not in bracketed:
                    yield Form(name, span.of(text), HANGUL, pair, span)


def _hangul(text: str) -> Iterator[Span]:
    """Beginnings of Hangul words that may be names with a particle behind them, one a word."""
    for match in _HANGUL.finditer(text):
        for length in range(len(match.group()), 1, -1):
            if _PARTICLES.fullmatch(match.group(), length):
                yield Span(match.start(), match.start() + length)


@lru_cache(maxsize=65536)
def _spells(word: str, name: str) -> bool:
    """Is the Hangul word the name? A word of the dictionary is not, unless it sounds like it in three consonants."""
    if len(word) < 2 or not spells(word, name) or not hangul.is_syllable(word[0]):
        return False
    if len(consonants(word)) > 2:
        return True
    found = ko.morphemes(word)
    return not (len(found) == 1 and found[0].tag in ("NNG", "MAG", "VV", "VA", "NP")) and len(word) > 2
