"""Glossary terms in English text: inflection, compounds however they are spelt, the longest term first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from tm.core import Span
from tm.lang import en, en_context
from tm.lang.en import Word

#: Between the parts of a term: spaces, a hyphen, emphasis marks.
_JOINT = re.compile(r"[*_]{0,3}(?:\s+|[-‐‑])[*_]{0,3}")
_SPLIT = re.compile(r"[\s‐‑-]+")
_HYPHENS = "-‐‑"
ANY = "*"  #: in an expression: one word, whichever it is
_SHORTEST_COMPOUND = 6
_REMEMBERED = 200_000  #: word forms and pairs of them, some 40 MB at most
_PARTICLES = frozenset(("up", "out", "in", "off", "on", "down", "over", "back", "away", "through", "to", "by"))
_KINDS = frozenset(("type", "kind", "sort", "form", "class"))
#: Nearly always numbers, whatever a glossary has them for: 서드 파티 for third.
_ORDINALS = frozenset(("first", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"))


@dataclass(frozen=True, slots=True)
class Entry:
    """What to look for.

    key:       the caller's number; several entries may share one
    text:      the term as in the glossary
    verb:      every form of a verb counts, not only the plural
    verb_only: behind a determiner it is another word
    adjective: the plural is a noun, another word
    proper:    the term is a name, or may stay as one: capitals say nothing against it
    sensitive: case matters
    excepted:  not a term: where this phrase stands, the term `key` does not; with key -1, no term at all
    """

    key: int
    text: str
    verb: bool = False
    verb_only: bool = False
    adjective: bool = False
    proper: bool = False
    sensitive: bool = False
    excepted: bool = False


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
        return self.doubt or (_doubt(*self.where) if self.where else "")


@dataclass(frozen=True, slots=True)
class _Pattern:
    entry: Entry
    parts: tuple[str, ...]

    @property
    def hyphen(self) -> bool:
        """Does it need its hyphen, being a plain phrase without: in-place, on-demand?"""
        return self.parts[0] in en.word_class("prepositions") and "-" in self.entry.text


@dataclass(frozen=True, slots=True)
class _Start:
    """What may begin with a word: patterns of one word, first words of longer ones, a term written as one word."""

    single: tuple[tuple[_Pattern, str], ...] = ()
    firsts: frozenset[str] = frozenset()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class _Second:
    """What a word may be behind another: the second of a term, or (closes) the end of one that is written as one."""

    closes: bool = False


_NOTHING, _NO_SECOND = _Start(), _Second()
#: A term that may stand in a text: start and end, pattern, first and last word, inflection.
_Found = tuple[int, int, _Pattern, int, int, str]


class _Literal(NamedTuple):
    """A term that is not made of words alone: C++, .NET. needle: what a text in lower case must hold."""

    entry: Entry
    needle: str
    regex: re.Pattern[str]


def _literal(entry: Entry) -> _Literal:
    borders = rf"(?<![\w.]){re.escape(entry.text)}(?![\w+#])"
    return _Literal(entry, entry.text.lower(), re.compile(borders, 0 if entry.sensitive else re.IGNORECASE))


class _Expressions:
    """Fixed English expressions, which matter only where a term is: they are looked for beside the terms found.

    literal: those with other characters than letters; needle: their longest word
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self.literal: list[_Literal] = []
        self._begin: dict[tuple[str, str], list[_Pattern]] = {}
        self._longest = 0
        for phrase in phrases:
            entry = Entry(-1, phrase, verb=True, excepted=True)
            parts = tuple(part for part in _SPLIT.split(en.fold(phrase)) if part)
            if len(parts) < 2 or not all(_plain(part) or part == ANY for part in parts):
                self.literal.append(_literal(entry)._replace(needle=max(parts, key=len)))
                continue
            self._begin.setdefault((parts[0], parts[1]), []).append(_Pattern(entry, parts))
            self._longest = max(self._longest, len(parts))
        self._firsts = frozenset(first for first, _ in self._begin)
        self._cold: set[str] = set()  # words that begin none
        self._pairs: dict[tuple[str, str], tuple[_Pattern, ...]] = {}

    def add_to(self, found: list[_Found], prose: str, words: en.Tokens) -> None:
        """Append the expressions that share a word with something found, or with an expression that does."""
        forms, cold, pairs = words.forms, self._cold, self._pairs
        at, most = 0, len(forms) - 2
        for first, last in sorted({(item[3], item[4]) for item in found}):
            at = max(at, first - self._longest + 1)
            while at <= last and at <= most:
                form = forms[at]
                if form not in cold:
                    pair = (form, forms[at + 1])
                    begun = pairs.get(pair)
                    for pattern in self._at(pair) if begun is None else begun:
                        end = at + len(pattern.parts) - 1
                        if (
                            any(item[3] <= end and at <= item[4] for item in found)
                            and (not _constant(form, pattern) or prose.isupper())
                            and _matches(pattern, prose, words, at)
                        ):
                            found.append((words.start(at), words.end(end), pattern, at, end, en.BASE))
                            last = max(last, end)
                at += 1

    def _at(self, pair: tuple[str, str]) -> tuple[_Pattern, ...]:
        """Expressions that may begin with two words; remembered, as words recur."""
        if len(self._cold) + len(self._pairs) > _REMEMBERED:
            self._cold.clear()
            self._pairs.clear()
        firsts = [lemma for lemma in en.base_forms(pair[0]) if lemma in self._firsts]
        if not firsts:
            self._cold.add(pair[0])
            return ()
        following = (ANY, *en.base_forms(pair[1]))
        found = tuple(p for first in firsts for after in following for p in self._begin.get((first, after), ()))
        self._pairs[pair] = found
        return found


_NO_EXPRESSIONS = _Expressions(())


@cache
def _of_phrases(phrases: tuple[str, ...]) -> _Expressions:
    return _Expressions(phrases)


def _expressions() -> _Expressions:
    return _of_phrases(en.phrases())


class EnglishIndex:
    """Finds many terms at once. Build it once a glossary; `find` costs one dictionary look-up a word form.

    phrases: keep terms inside fixed English expressions (for instance) out.
    """

    def __init__(self, entries: Iterable[Entry], *, phrases: bool = True) -> None:
        self._single: dict[str, list[_Pattern]] = {}
        self._begin: dict[tuple[str, str], list[_Pattern]] = {}  # by the first two words
        self._closed: dict[str, list[_Pattern]] = {}
        self._literal: list[_Literal] = []
        self._starts: dict[str, _Start] = {}
        self._cold: set[str] = set()  # words that begin nothing
        self._pairs: dict[tuple[str, str], tuple[_Pattern, ...]] = {}
        self._opened: dict[tuple[str, str], tuple[tuple[_Pattern, str], ...]] = {}
        self._excepted = False  # are there phrases that are not the term?
        for entry in entries:
            self._excepted = self._excepted or entry.excepted
            self._add(entry)
        self._fixed = _expressions() if phrases else _NO_EXPRESSIONS
        self._firsts = frozenset(first for first, _ in self._begin)
        self._open_firsts = frozenset(first for first, second in self._begin if second == ANY)
        self._followers = frozenset(second for _, second in self._begin)
        self._prefixes = {word[:length] for word in self._closed for length in range(2, len(word))}
        self._suffixes = {word[length:] for word in self._closed for length in range(2, len(word))}
        self._seconds: dict[str, _Second] = {}

    def _add(self, entry: Entry) -> None:
        text = entry.text if entry.sensitive else en.fold(entry.text)
        parts = tuple(part for part in _SPLIT.split(text) if part)
        if not parts or not all(_plain(part) or (part == ANY and entry.excepted) for part in parts):
            self._literal.append(_literal(entry))
            return
        self._put(_Pattern(entry, parts))
        whole = "".join(parts)
        if len(parts) > 1 and len(whole) >= _SHORTEST_COMPOUND:
            self._put(_Pattern(entry, (whole,)))
        elif len(parts) == 1 and len(whole) >= _SHORTEST_COMPOUND:
            self._closed.setdefault(whole.lower(), []).append(_Pattern(entry, parts))

    def _put(self, pattern: _Pattern) -> None:
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
        found: list[_Found] = []
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
                if not _constant(form, pattern) or prose.isupper():
                    found.append((words.start(at), words.end(at), pattern, at, at, inflection))
            if at == last_word:
                break
            following = seconds.get(forms[at + 1])
            if following is None:
                following = seconds[forms[at + 1]] = self._second(forms[at + 1])
            if following is _NO_SECOND and start.firsts.isdisjoint(self._open_firsts):
                continue
            for pattern in self._longer(start, words, at) if start.firsts else ():
                inflection = _matches(pattern, prose, words, at)
                if inflection and (not _constant(form, pattern) or prose.isupper()):
                    last = at + len(pattern.parts) - 1
                    found.append((words.start(at), words.end(last), pattern, at, last, inflection))
            if start.closed and following.closes:
                found.extend(self._open(prose, words, at))
        if len(starts) + len(cold) + len(seconds) > _REMEMBERED:
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
        matched = ((p, _inflection(form, p.parts[0], p.entry, first=True, last=True)) for p in patterns)
        single = tuple((pattern, how) for pattern, how in matched if how)
        firsts = self._firsts.intersection(lemmas)
        closed = lemmas[0] in self._prefixes and len(lemmas[0]) > 1
        return _Start(single, firsts, closed) if single or firsts or closed else _NOTHING

    def _second(self, form: str) -> _Second:
        """What a word may be behind another one."""
        lemmas = {lemma for lemma, _ in en.readings(form)}
        begun, closes = not lemmas.isdisjoint(self._followers), not lemmas.isdisjoint(self._suffixes)
        return _Second(closes) if begun or closes else _NO_SECOND

    def _longer(self, start: _Start, words: en.Tokens, at: int) -> Iterable[_Pattern]:
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
            if len(self._pairs) < _REMEMBERED:
                self._pairs[pair] = double
        return double

    def _open(self, prose: str, words: en.Tokens, at: int) -> Iterable[_Found]:
        """A term that the glossary writes as one word, here in two: data set, run-time."""
        pair = (words.forms[at], words.forms[at + 1])
        known = self._opened.get(pair)
        if known is None:
            known = tuple(self._in_two(*pair))
            if len(self._opened) < _REMEMBERED:
                self._opened[pair] = known
        for pattern, how in known:
            if _JOINT.fullmatch(prose, words.end(at), words.start(at + 1)):
                yield words.start(at), words.end(at + 1), pattern, at, at + 1, how

    def _in_two(self, one: str, two: str) -> Iterable[tuple[_Pattern, str]]:
        if en.fold(two) in _PARTICLES:
            return
        for lemma, how in en.readings(two):
            for pattern in self._closed.get(en.fold(one) + lemma, ()):
                if how in (en.BASE, en.S) and not pattern.entry.sensitive:
                    yield pattern, how

    def _choose(self, prose: str, words: en.Tokens, found: list[_Found]) -> list[Occurrence]:
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
                doubt = _as_name(prose, words, pattern.entry, first, last)
                where = (prose, words, pattern.entry, first, last, inflection)
                chosen.append(Occurrence(key, Span(start, end), doubt, gerund, where))
        if len(chosen) > 1:
            chosen.sort(key=_start_of)
        return chosen


def _start_of(occurrence: Occurrence) -> int:
    return occurrence.span.start


def _plain(part: str) -> bool:
    found = en.words(part)
    return len(found) == 1 and len(found[0]) == len(part)


def _matches(pattern: _Pattern, prose: str, words: en.Tokens, at: int) -> str:
    """The inflection of the word that carries it, or empty: the pattern does not stand here."""
    last = len(pattern.parts) - 1
    forms = words.forms
    if at + last >= len(forms):
        return ""
    inflection = en.BASE
    for offset, part in enumerate(pattern.parts):
        form = forms[at + offset]
        if offset > 1 and part != ANY and part.lower() not in en.base_forms(form):
            return ""
        if offset:
            end, start = words.end(at + offset - 1), words.start(at + offset)
            if start - end == 1 and prose[end] == " ":
                if pattern.hyphen:
                    return ""
            else:
                joint = _JOINT.fullmatch(prose, end, start)
                if joint is None or (pattern.hyphen and joint.group().isspace()):
                    return ""
        how = _inflection(form, part, pattern.entry, first=offset == 0, last=offset == last)
        if not how:
            return ""
        inflection = how if how != en.BASE else inflection
    return inflection


def _inflection(form: str, part: str, entry: Entry, *, first: bool, last: bool) -> str:
    """How the word is inflected if it can be this part of the term; empty if it cannot."""
    if part == ANY and entry.excepted:
        return en.BASE
    if entry.sensitive:
        if form == part:
            return en.BASE
        return en.S if last and form in (part + "s", part + "es") else ""
    for lemma, how in en.readings(form):
        if lemma == part and (how == en.BASE or (how == en.S and last) or (entry.verb and (first or last))):
            return how
    return ""


def _constant(form: str, pattern: _Pattern) -> bool:
    """Is the word in capitals a name of code or an acronym, where the glossary has a common word?"""
    return len(form) > 1 and form.isupper() and not pattern.entry.sensitive


def _as_name(prose: str, words: en.Tokens, entry: Entry, first: int, last: int) -> str:
    if entry.sensitive or not words.forms[first][0].isupper():
        return ""
    if _in_name(prose, words, first, last):
        return "name"
    if not entry.proper and first == last and en_context.named(prose, words, first):
        return "capital"
    return ""


def _doubt(prose: str, words: Sequence[Word], entry: Entry, first: int, last: int, inflection: str) -> str:
    start, end = words[first].span.start, words[last].span.end
    if _hyphenated(prose, start, end):
        return "compound"
    if entry.sensitive and words[first].lower in en.word_class("names") and en_context.opens(prose, words[first]):
        return "opening"
    if entry.verb_only and en_context.neighbour(prose, words, first, -1) in en.word_class("determiners"):
        return "noun"
    if entry.adjective and inflection == en.S:
        return "noun"
    if first != last or entry.verb:
        return ""
    if en_context.is_verb(prose, words, first, inflection if inflection != en.BASE else _own(words[first])):
        return "verb"
    if words[first].lower in _ORDINALS:
        return "number"
    if set(words[first].lemmas) & _KINDS and en_context.neighbour(prose, words, first, +1) == "of":
        behind = words[first + 2].lower if first + 2 < len(words) else ""
        return "" if behind in en.word_class("determiners") else "kind"
    return ""


def _hyphenated(prose: str, start: int, end: int) -> bool:
    before, after = prose[max(0, start - 2) : start], prose[end : end + 2]
    if before[-1:] in _HYPHENS and before[-1:] and len(before) == 2 and (before[0].isalnum() or before[0] == "_"):
        return True
    return len(after) == 2 and after[0] in _HYPHENS and (after[1].isalnum() or after[1] == "_")


def _own(word: Word) -> str:
    """A term that ends in -ing or -s by itself is judged as one: training a model, the training; it returns a value."""
    if word.lower.endswith("ing"):
        return en.ING
    return en.S if any(how == en.S for _, how in word.readings) else en.BASE


def _in_name(prose: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Do the words and a neighbour all begin with a capital, in a text that is no title?"""
    if not words[first].form[0].isupper() or en_context.titled(prose):
        return False
    if en_context.opens(prose, words[first]):  # its own capital says nothing
        return last + 2 < len(words) and all(_joined_capital(prose, words, i, i + 1) for i in (last, last + 1))
    return (first > 0 and _joined_capital(prose, words, first - 1, first)) or (
        last + 1 < len(words) and _joined_capital(prose, words, last, last + 1)
    )


def _joined_capital(prose: str, words: Sequence[Word], left: int, right: int) -> bool:
    gap = prose[words[left].span.end : words[right].span.start]
    return gap == " " and words[left].form[0].isupper() and words[right].form[0].isupper()
