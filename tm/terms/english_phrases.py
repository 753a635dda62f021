"""Fixed English expressions in which a word is not the term it looks like: for instance."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tm.lang import en
from tm.terms.english_pattern import ANY, SPLIT, Entry, Found, Literal, Pattern, constant, literal_of, matches, plain

REMEMBERED = 200_000  #: word forms and pairs of them, some 40 MB at most


class Expressions:
    """Fixed English expressions, which matter only where a term is: they are looked for beside the terms found.

    literal: those with other characters than letters; needle: their longest word
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self.literal: list[Literal] = []
        self._begin: dict[tuple[str, str], list[Pattern]] = {}
        self._longest = 0
        for phrase in phrases:
            entry = Entry(-1, phrase, verb=True, excepted=True)
            parts = tuple(part for part in SPLIT.split(en.fold(phrase)) if part)
            if len(parts) < 2 or not all(plain(part) or part == ANY for part in parts):
                self.literal.append(literal_of(entry)._replace(needle=max(parts, key=len)))
                continue
            self._begin.setdefault((parts[0], parts[1]), []).append(Pattern(entry, parts))
            self._longest = max(self._longest, len(parts))
        self._firsts = frozenset(first for first, _ in self._begin)
        self._cold: set[str] = set()  # words that begin none
        self._pairs: dict[tuple[str, str], tuple[Pattern, ...]] = {}

    def add_to(self, found: list[Found], prose: str, words: en.Tokens) -> None:
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
                            and (not constant(form, pattern) or prose.isupper())
                            and matches(pattern, prose, words, at)
                        ):
                            found.append((words.start(at), words.end(end), pattern, at, end, en.BASE))
                            last = max(last, end)
                at += 1

    def _at(self, pair: tuple[str, str]) -> tuple[Pattern, ...]:
        """Expressions that may begin with two words; remembered, as words recur."""
        if len(self._cold) + len(self._pairs) > REMEMBERED:
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


NO_EXPRESSIONS = Expressions(())


@cache
def _of_phrases(phrases: tuple[str, ...]) -> Expressions:
    return Expressions(phrases)


def expressions() -> Expressions:
    """Those of the language, made once."""
    return _of_phrases(en.phrases())
