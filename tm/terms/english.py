"""Glossary terms in English text: inflection, compounds however they are spelt, the longest term first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tm.core import Span
from tm.lang import en, en_context
from tm.lang.en import Word
from tm.terms.english_doubt import doubt_of, name_doubt
from tm.terms.english_pattern import (
    ANY,
    JOINT,
    SPLIT,
    Entry,
    Found,
    Literal,
    Pattern,
    constant,
    inflection_of,
    literal_of,
    matches,
    plain,
)
from tm.terms.english_phrases import NO_EXPRESSIONS, REMEMBERED, expressions

__all__ = ["EnglishIndex", "Entry", "Occurrence"]

_SHORTEST_COMPOUND = 6
_PARTICLES = frozenset(("up", "out", "in", "off", "on", "down", "over", "back", "away", "through", "to", "by"))


class Occurrence(NamedTuple):
    """A term in a text.

    doubt: `name` or `capital`, else empty; `why` has all reasons
    why: why it may not be the term: `verb` (a noun is wanted), `noun` (a verb or an adjective is), `compound`
           (part of a hyphenated word), `name` (part of a capitalised name), `capital` (a name by itself),
           `kind` (type of, form of), `number` (the third), `opening` (the capital may be that of the sentence: Rust,
           Apple); empty if nothing is against it
    gerund: the -ing form of a verb, used as a noun: training, for train
    """

    key: int
    span: Span
    doubt: str = ""
    gerund: bool = False
    where: tuple[str, Sequence[Word], Entry, int, int, str] | None = None

    @property
    def why(self) -> str:
        """The reason for doubt, worked out when asked: only terms that are not rendered need it."""
        return self.doubt or (doubt_of(*self.where) if self.where else "")


@dataclass(frozen=True, slots=True)
class _Start:
    """What may begin with a word: patterns of one word, first words of longer ones, a term written as one word."""

    single: tuple[tuple[Pattern, str], ...] = ()
    firsts: frozenset[str] = frozenset()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class _Second:
    """What a word may be behind another: the second of a term, or (closes) the end of one that is written as one."""

    closes: bool = False


_NOTHING, _NO_SECOND = _Start(), _Second()


class EnglishIndex:
    """Finds many terms at once. Build it once a glossary; `find` costs one dictionary look-up a word form.

    phrases: keep terms inside fixed English expressions (for instance) out.
    """

    def __init__(self, entries: Iterable[Entry], *, phrases: bool = True) -> None:
        self._single: dict[str, list[Pattern]] = {}
        self._begin: dict[tuple[str, str], list[Pattern]] = {}  # by the first two words
        self._closed: dict[str, list[Pattern]] = {}
        self._literal: list[Literal] = []
        self._starts: dict[str, _Start] = {}
        self._cold: set[str] = set()  # words that begin nothing
        self._pairs: dict[tuple[str, str], tuple[Pattern, ...]] = {}
        self._opened: dict[tuple[str, str], tuple[tuple[Pattern, str], ...]] = {}
        self._excepted = False  # are there phrases that are not the term?
        for entry in entries:
            self._excepted = self._excepted or entry.excepted
            self._add(entry)
        self._fixed = expressions() if phrases else NO_EXPRESSIONS
        self._firsts = frozenset(first for first, _ in self._begin)
        self._open_firsts = frozenset(first for first, second in self._begin if second == ANY)
        self._followers = frozenset(second for _, second in self._begin)
        self._prefixes = {word[:length] for word in self._closed for length in range(2, len(word))}
        self._suffixes = {word[length:] for word in self._closed for length in range(2, len(word))}
        self._seconds: dict[str, _Second] = {}

    def _add(self, entry: Entry) -> None:
        text = entry.text if entry.sensitive else en.fold(entry.text)
        parts = tuple(part for part in SPLIT.split(text) if part)
        if not parts or not all(plain(part) or (part == ANY and entry.excepted) for part in parts):
            self._literal.append(literal_of(entry))
            return
        self._put(Pattern(entry, parts))
        whole = "".join(parts)
        if len(parts) > 1 and len(whole) >= _SHORTEST_COMPOUND:
            self._put(Pattern(entry, (whole,)))
        elif len(parts) == 1 and len(whole) >= _SHORTEST_COMPOUND:
            self._closed.setdefault(whole.lower(), []).append(Pattern(entry, parts))

    def _put(self, pattern: Pattern) -> None:
        first = pattern.parts[0].lower()
        if len(pattern.parts) == 1:
            self._single.setdefault(first, []).append(pattern)
        else:
            self._begin.setdefault((first, pattern.parts[1].lower()), []).append(pattern)

    def find(self, prose: str) -> list[Occurrence]:
        """The terms of a text in order; where terms overlap the longest counts.

        prose: the text with everything that is not prose as spaces, see `tm.terms.prose`.
        """
        words = en.Tokens(prose)
        found: list[Found] = []
        forms, cold = words.forms, self._cold
        starts, seconds, last_word = self._starts, self._seconds, len(forms) - 1
        for at in [at for at, form in enumerate(forms) if form not in cold]:
            form = forms[at]
            start = starts.get(form)
            if start is None:
                start = self._start(form)
                if start is _NOTHING:
                    cold.add(form)
                    continue
                starts[form] = start
            for pattern, inflection in start.single:
                if not constant(form, pattern) or prose.isupper():
                    found.append((words.start(at), words.end(at), pattern, at, at, inflection))
            if at == last_word:
                break
            following = seconds.get(forms[at + 1])
            if following is None:
                following = seconds[forms[at + 1]] = self._second(forms[at + 1])
            if following is _NO_SECOND and start.firsts.isdisjoint(self._open_firsts):
                continue
            for pattern in self._longer(start, words, at) if start.firsts else ():
                inflection = matches(pattern, prose, words, at)
                if inflection and (not constant(form, pattern) or prose.isupper()):
                    last = at + len(pattern.parts) - 1
                    found.append((words.start(at), words.end(last), pattern, at, last, inflection))
            if start.closed and following.closes:
                found.extend(self._open(prose, words, at))
        if len(starts) + len(cold) + len(seconds) > REMEMBERED:
            starts.clear()
            cold.clear()
            seconds.clear()
        if not found and not self._literal:
            return []
        if found:
            self._fixed.add_to(found, prose, words)
        return self._choose(prose, words, found)

    def _start(self, form: str) -> _Start:
        """What may begin with a word; remembered, as words recur."""
        lemmas = en.base_forms(form)
        patterns = dict.fromkeys(pattern for lemma in lemmas for pattern in self._single.get(lemma, ()))
        matched = ((p, inflection_of(form, p.parts[0], p.entry, first=True, last=True)) for p in patterns)
        single = tuple((pattern, how) for pattern, how in matched if how)
        firsts = self._firsts.intersection(lemmas)
        closed = lemmas[0] in self._prefixes and len(lemmas[0]) > 1
        return _Start(single, firsts, closed) if single or firsts or closed else _NOTHING

    def _second(self, form: str) -> _Second:
        """What a word may be behind another one."""
        lemmas = {lemma for lemma, _ in en.readings(form)}
        begun, closes = not lemmas.isdisjoint(self._followers), not lemmas.isdisjoint(self._suffixes)
        return _Second(closes) if begun or closes else _NO_SECOND

    def _longer(self, start: _Start, words: en.Tokens, at: int) -> Iterable[Pattern]:
        """Terms of several words that may begin here, going by the base forms of the word and the next."""
        pair = (words.forms[at], words.forms[at + 1])
        double = self._pairs.get(pair)
        if double is None:
            following = [lemma for lemma, _ in en.readings(pair[1])]
            double = tuple(
                pattern
                for lemma in (lemma for lemma, _ in en.readings(pair[0]) if lemma in start.firsts)
                for after in (ANY, *following)
                for pattern in self._begin.get((lemma, after), ())
            )
            if len(self._pairs) < REMEMBERED:
                self._pairs[pair] = double
        return double

    def _open(self, prose: str, words: en.Tokens, at: int) -> Iterable[Found]:
        """A term that the glossary writes as one word, here in two: data set, run-time."""
        pair = (words.forms[at], words.forms[at + 1])
        known = self._opened.get(pair)
        if known is None:
            known = tuple(self._in_two(*pair))
            if len(self._opened) < REMEMBERED:
                self._opened[pair] = known
        for pattern, how in known:
            if JOINT.fullmatch(prose, words.end(at), words.start(at + 1)):
                yield words.start(at), words.end(at + 1), pattern, at, at + 1, how

    def _in_two(self, one: str, two: str) -> Iterable[tuple[Pattern, str]]:
        if en.fold(two) in _PARTICLES:
            return
        for lemma, how in en.readings(two):
            for pattern in self._closed.get(en.fold(one) + lemma, ()):
                if how in (en.BASE, en.S) and not pattern.entry.sensitive:
                    yield pattern, how

    def _choose(self, prose: str, words: en.Tokens, found: list[Found]) -> list[Occurrence]:
        excepted = []
        if self._excepted:
            excepted = [(low, high, p.entry.key) for low, high, p, *_ in found if p.entry.excepted and p.entry.key >= 0]
        if excepted:
            found = [item for item in found if not item[2].entry.excepted or item[2].entry.key < 0]
        if len(found) > 1 and not all(one[1] <= two[0] for one, two in pairwise(found)):
            found.sort(
                key=lambda item: (
                    item[0] - item[1],
                    item[2].entry.key >= 0,
                    prose[item[0] : item[1]] != item[2].entry.text,
                )
            )
        taken: list[tuple[int, int]] = []
        chosen: list[Occurrence] = []
        lower = prose.lower() if self._literal else ""
        for literal in self._literal:
            for match in literal.regex.finditer(prose) if literal.needle in lower else ():
                if literal.entry.excepted:
                    excepted.append((*match.span(), literal.entry.key))
                else:
                    taken.append(match.span())
                    chosen.append(Occurrence(literal.entry.key, Span(*match.span())))
        for literal in self._fixed.literal:
            if literal.needle in prose:
                taken.extend(match.span() for match in literal.regex.finditer(prose))
        for start, end, pattern, first, last, inflection in found:
            for low, high in taken:
                if start < high and low < end:
                    break
            else:
                key = pattern.entry.key
                if excepted and any(key == of and low <= start and end <= high for low, high, of in excepted):
                    continue
                taken.append((start, end))
                if key < 0:
                    continue
                gerund = inflection == en.ING and not en_context.is_verb(prose, words, last, en.ING)
                doubt = name_doubt(prose, words, pattern.entry, first, last)
                where = (prose, words, pattern.entry, first, last, inflection)
                chosen.append(Occurrence(key, Span(start, end), doubt, gerund, where))
        if len(chosen) > 1:
            chosen.sort(key=_start_of)
        return chosen


def _start_of(occurrence: Occurrence) -> int:
    return occurrence.span.start
