"""What a memory answers: units whose source is the query or like it, the best first.

In this order: the same text in the same context, the same text, the same in its plain form (case, quotes, spaces,
width), the same but for numbers, similar texts, and where asked for texts of like meaning.

Which similar units are shown is decided by similarity alone, so that it can be told and repeated: those at or above
the threshold, the most similar first, `limit` of them. Penalties and kinds only order what is shown. The best plain
and the best number match are always among the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from tm.core import Match, TranslationUnit
from tm.memory import penalties
from tm.memory.fetched import Fetched, Where
from tm.memory.keys import NUMBER, digest, normal, plain, without_numbers
from tm.memory.matching import Matching, less, turned
from tm.memory.ranking import Order
from tm.memory.store import Store, primary

#: The least cosine at which two texts count as alike in meaning.
LEAST_COSINE = 0.6


class Near(Protocol):
    """Finds similar texts; `tm.memory.fuzzy`."""

    def near(self, query: str, *, threshold: float, limit: int) -> list[tuple[int, float]]:
        """(unit, similarity) of the `limit` most similar at or above a threshold, and of all as similar as the last."""
        ...


class ByMeaning(Protocol):
    """Finds texts of like meaning; `tm.memory.semantic`."""

    def near(self, query: str, *, limit: int) -> list[tuple[int, float]]:
        """(unit, cosine) of the nearest, the nearest first."""
        ...


Reverse = Callable[[], Near | None]


@dataclass(frozen=True, slots=True)
class Query:
    """A text to be looked up, with its neighbours where they are known."""

    text: str
    before: str = ""
    after: str = ""


def lookup(
    store: Store,
    index: Near | None,
    query: str,
    *,
    languages: tuple[str, str],
    before: str = "",
    after: str = "",
    threshold: float = 0.7,
    limit: int = 5,
    semantic: ByMeaning | None = None,
    reverse: Reverse | None = None,
) -> list[Match]:
    """The units that answer a query, at most `limit`, the best first; the order is total, so two runs agree.

    index:     finds similar sources of units in these languages; None: no fuzzy matches
    reverse:   gives what finds similar targets of units in the opposite direction, or None where there are none; asked
               where the units of the direction do not suffice. None: the opposite direction is not looked at
    threshold: least similarity, above 0; with 1 there are no fuzzy matches
    """
    asked = _Asked(store, languages, threshold, limit, index, reverse, semantic)
    return asked.answer(Query(query, before, after))


def lookup_many(
    store: Store,
    index: Near | None,
    queries: Sequence[Query],
    *,
    languages: tuple[str, str],
    threshold: float = 0.7,
    limit: int = 5,
    semantic: ByMeaning | None = None,
    reverse: Reverse | None = None,
    jobs: int = 1,
) -> list[list[Match]]:
    """The answers to many queries, each as `lookup` gives it; the same query is asked once.

    jobs: processes that look for similar texts; 0 for as many as pay
    """
    asked = _Asked(store, languages, threshold, limit, index, reverse, semantic)
    unique = list(dict.fromkeys(queries))
    asked.prepare(unique, jobs)
    answers = {query: asked.answer(query) for query in unique}
    return [list(answers[query]) for query in queries]


class _Asked:
    """What stays the same from query to query."""

    def __init__(
        self,
        store: Store,
        languages: tuple[str, str],
        threshold: float,
        limit: int,
        index: Near | None,
        reverse: Reverse | None,
        semantic: ByMeaning | None,
    ) -> None:
        self.store, self.matching = Fetched(store), Matching(languages)
        self.languages, self.threshold, self.limit = languages, threshold, limit
        self.index, self._reverse, self.semantic = index, reverse, semantic
        self.korean = primary(languages[0]) == "ko"
        self._known: dict[tuple[int, str], list[tuple[int, float]]] = {}

    @cached_property
    def reverse(self) -> Near | None:
        """Finds targets of units in the opposite direction."""
        return None if self._reverse is None else self._reverse()

    def prepare(self, queries: Iterable[Query], jobs: int = 1) -> None:
        """Find what is similar to many queries at once, where the index can, and fetch it, where the store is far."""
        texts = sorted({text for query in queries if (text := normal(query.text)).strip()})
        if not texts:
            return
        if self.store.remote:
            self._fetch(texts)
        if self.threshold >= 1:
            return
        for index in (self.index, self.reverse):
            many = getattr(index, "near_many", None)
            if many is not None:
                found = many(texts, threshold=self.threshold, limit=self.limit, jobs=jobs)
                self._known |= {(id(index), text): hits for text, hits in zip(texts, found, strict=True)}
                if self.store.remote:
                    self.store.fetch_units({number for hits in found for number, _ in hits})

    def _fetch(self, texts: Sequence[str]) -> None:
        """Ask for everything that the answers may ask for by digest."""
        wanted: dict[Where, set[int]] = {("source", self.languages): set(map(digest, texts))}
        if self.reverse is not None:
            wanted["target", self.languages[::-1]] = wanted["source", self.languages]
        if self.threshold < 1:
            forms = list(map(plain, texts))
            wanted["plain", self.languages] = set(map(digest, forms))
            marks = [mark for one in forms if _is_numbered(mark := without_numbers(one))]
            wanted["numberless", self.languages] = set(map(digest, marks))
        self.store.fetch(wanted)

    def answer(self, query: Query) -> list[Match]:
        """The matches of a query."""
        text = normal(query.text)
        if not text.strip() or self.limit < 1:
            return []
        order = Order(normal(query.before), normal(query.after), self.languages)
        value = digest(text)
        exact = self._exact(text, order, self.store.by_digest(value, self.languages, "source"))
        if sum(match.score >= 1 for match in exact) >= self.limit:  # nothing else can come before these
            return self._finished(text, exact[: self.limit])
        if self.reverse is not None:
            others = map(turned, self.store.by_digest(value, self.languages[::-1], "target"))
            exact += self._exact(text, order, others, reverse=True)
        found = order.unique([*exact, *self._similar(text, order)])
        shown = found
        if len(found) > 1:
            shown = sorted(found, key=lambda match: (-match.similarity, order(match)))[: self.limit]
        shown = self._with_others(shown, self._by_form(text, order, found, shown), order)
        shown += self._by_meaning(text, order, shown)
        return self._finished(text, sorted(shown, key=order) if len(shown) > 1 else shown)

    def _finished(self, text: str, shown: Sequence[Match]) -> list[Match]:
        if not self.korean:
            return list(shown)
        from tm.memory import content

        return [replace(match, content=content.score(text, match.unit.source)) for match in shown]

    # Stages --------------------------------------------------------------------------------------

    def _exact(
        self, text: str, order: Order, units: Iterable[TranslationUnit], *, reverse: bool = False
    ) -> list[Match]:
        """Units with the very text, each pair once, in order."""
        found = [self.matching.same(unit, order, reverse=reverse) for unit in units if unit.source == text]
        return sorted(order.unique(found), key=order) if len(found) > 1 else found

    def _similar(self, text: str, order: Order) -> list[Match]:
        """All from which the most similar `limit` are taken, copies in other contexts counted once."""
        if self.threshold >= 1:
            return []
        found: list[Match] = []
        for index, reverse in ((self.index, False), (self.reverse, True)):
            if index is None:
                continue
            wanted, known = self.limit, self._known.get((id(index), text))
            while True:
                hits = known if known is not None else index.near(text, threshold=self.threshold, limit=wanted)
                similarity = dict(hits)
                units = self.store.units([number for number, _ in hits])
                units = list(map(turned, units)) if reverse else units
                here = [self.matching.like(text, unit, similarity[unit.id], order, reverse=reverse) for unit in units]
                if len(hits) < wanted or len(order.unique(here)) >= self.limit:
                    break
                wanted, known = wanted * 4, None
            found += here
        return found

    def _by_form(self, text: str, order: Order, known: Sequence[Match], shown: Sequence[Match]) -> list[Match]:
        """Units that are the same in plain form or but for numbers, and not known yet, if they reach the threshold.

        Where one with other numbers is shown, others are not looked for: of `Figure 3` there may be thousands.
        """
        if self.threshold >= 1:
            return []
        one = plain(text)
        mark = without_numbers(one)
        seen = {match.unit.id for match in known}
        units = self.store.by_digest(digest(one), self.languages, "plain")
        if _is_numbered(mark) and not any(match.kind == "numbers" for match in shown):
            units = [*units, *self.store.by_digest(digest(mark), self.languages, "numberless")]
        others = {unit.id: unit for unit in units if unit.id not in seen}
        if not others:
            return []
        from rapidfuzz.distance import Levenshtein

        found = [
            self.matching.like(text, unit, Levenshtein.normalized_similarity(text, unit.source), order)
            for unit in others.values()
        ]
        return [match for match in found if match.kind != "fuzzy" and match.score >= self.threshold]

    def _with_others(self, shown: Sequence[Match], others: Sequence[Match], order: Order) -> list[Match]:
        """Put the best match of each form among those shown, where there is none yet; the rest where there is room.

        What makes room is the least similar of what was shown: penalties choose nothing.
        """
        if not others:
            return list(shown)
        pairs = {order.pair(match) for match in shown}
        others = [match for match in order.unique(others) if order.pair(match) not in pairs]
        put: list[Match] = []
        for kind in ("normalised", "numbers"):
            these = [match for match in others if match.kind == kind]
            if these and not any(match.kind == kind for match in shown):
                best = min(these, key=lambda match: (-match.similarity, order(match)))
                if len(shown) + len(put) == self.limit and shown and order(best) < order(shown[-1]):
                    shown = shown[:-1]
                if len(shown) + len(put) < self.limit:
                    put.append(best)
                    others.remove(best)
        shown = [*shown, *put]
        return shown + sorted(others, key=order)[: self.limit - len(shown)]

    def _by_meaning(self, text: str, order: Order, shown: Sequence[Match]) -> list[Match]:
        if self.semantic is None or len(shown) >= self.limit:
            return []
        from rapidfuzz.distance import Levenshtein

        cosine = dict(self.semantic.near(text, limit=2 * self.limit))
        found = []
        for unit in self.store.units([number for number, value in cosine.items() if value >= LEAST_COSINE]):
            taken = penalties.named("meaning", *penalties.of_unit(unit, self.languages))
            similarity = Levenshtein.normalized_similarity(text, unit.source)
            score = less(min(cosine[unit.id], 1.0), taken)
            found.append(Match(unit, score, "semantic", taken, similarity, unit.target))
        pairs = {order.pair(match) for match in shown}
        found = [match for match in order.unique(found) if order.pair(match) not in pairs]
        return sorted(found, key=order)[: self.limit - len(shown)]


def _is_numbered(mark: str) -> bool:
    """Is a numberless text worth a look for others: is there a number in it, and more than numbers?"""
    return NUMBER in mark and any(map(str.isalpha, mark))
