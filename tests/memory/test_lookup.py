"""What a memory answers, in which order and with which score."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tests.memory.small import Brute, Listed, ask
from tm.core import TranslationUnit
from tm.memory import lookup, penalties, ranking

Unit = TranslationUnit
PRESS = Unit("Press the red button.", "빨간 버튼을 누르세요.")


def test_the_order_of_the_kinds() -> None:
    """Context, exact, plain, same but for numbers, similar: each before the next."""
    units = [
        Unit("Step 3: press the red buttons now.", "비슷함"),
        Unit("Step 4: press the red button now.", "4단계: 지금 빨간 버튼을 누르세요."),
        Unit("Step 3: Press the red button now.", "대문자"),
        Unit("Step 3: press the red button now.", "같음"),
        Unit("Step 3: press the red button now.", "문맥", before="Step 2.", after="Step 4."),
    ]
    found = ask(units, "Step 3: press the red button now.", before="Step 2.", after="Step 4.")
    assert [match.kind for match in found] == list(ranking.KINDS[:5])
    assert [match.target for match in found] == [
        "문맥",
        "같음",
        "대문자",
        "3단계: 지금 빨간 버튼을 누르세요.",
        "비슷함",
    ]
    assert [match.score for match in found[:4]] == [1.01, 1.0, 0.99, 0.98]
    assert found[3].unit.target.startswith("4단계")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("A.", "C.", "context"),
        ("A.", "", "context"),
        ("", "C.", "context"),
        ("", "", "exact"),
        ("A.", "X.", "exact"),
        ("X.", "", "exact"),
    ],
)
def test_context_is_what_both_sides_know(before: str, after: str, kind: str) -> None:
    """A neighbour that is not known costs nothing; one that differs makes it an exact match, at no cost either."""
    (match,) = ask([replace(PRESS, before="A.", after="C.")], PRESS.source, before=before, after=after)
    assert (match.kind, match.score) == (kind, 1.01 if kind == "context" else 1.0)


def test_a_unit_without_neighbours_is_no_context_match() -> None:
    """Knowing nothing of the neighbours is not the same as agreeing."""
    assert [m.kind for m in ask([PRESS], PRESS.source, before="A.", after="C.")] == ["exact"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("press the red button.", ["case"]),
        ("PRESS THE RED BUTTON.", ["case"]),
        ("Press  the red button. ", ["spaces"]),
        ("Press\u00a0the red button.", ["spaces"]),
        ("Ｐress the red button．", ["width"]),
        ("press  the red button.", ["case", "spaces"]),
    ],
)
def test_plain_matches_name_what_they_disregard(query: str, names: list[str]) -> None:
    """Each difference is a penalty with a name, and none of them makes a 100."""
    (match,) = ask([PRESS], query)
    assert match.kind == "normalised"
    assert [name for name, _ in match.penalties] == names
    assert match.score == pytest.approx(1 - 0.01 * len(names))


def test_quotes_and_dashes() -> None:
    """Curly quotes, long dashes and the ellipsis are those of the keyboard."""
    (match,) = ask([Unit("Say “yes” – now…", "지금 “예”라고 하세요…")], 'Say "yes" - now...')
    assert (match.kind, match.penalties) == ("normalised", (("quotes", 0.01),))


def test_composed_and_decomposed_are_one_text() -> None:
    """A query in NFD, as macOS writes it, finds the unit as the same text."""
    query = unicodedata.normalize("NFD", "파일을 여세요.")
    (match,) = ask([Unit("파일을 여세요.", "Open the file.", "ko", "en")], query, languages=("ko", "en"))
    assert (match.kind, match.score) == ("exact", 1.0)


def test_one_source_with_several_targets() -> None:
    """All targets are shown, a pair that stands in several contexts once."""
    units = [PRESS, replace(PRESS, target="빨간 단추를 누르십시오."), replace(PRESS, before="A.")]
    assert [match.target for match in ask(units, PRESS.source)] == [PRESS.target, "빨간 단추를 누르십시오."]


def test_copies_do_not_crowd_out_others() -> None:
    """However often a pair is there, the next pair is found as well."""
    units = [replace(PRESS, before=f"{number}.") for number in range(40)]
    units.append(Unit("Press the blue button.", "파란 버튼을 누르세요."))
    found = ask(units, "Press the rad button.", limit=2)
    assert [match.unit.source for match in found] == ["Press the red button.", "Press the blue button."]


@pytest.mark.parametrize(
    ("changes", "name", "score"),
    [
        ({"status": "draft"}, "draft", 0.9),
        ({"status": "rejected"}, "rejected", 0.7),
        ({"source_language": "en-GB"}, "variant", 0.99),
    ],
)
def test_what_a_unit_brings_is_taken_off(changes: dict[str, str], name: str, score: float) -> None:
    """Drafts and other variants of the language say so, and score less."""
    unit = replace(PRESS, **cast(Any, changes))
    (match,) = ask([unit], PRESS.source, languages=("en-US", "ko"))
    assert match.penalties == ((name, penalties.AMOUNTS[name]),)
    assert match.score == pytest.approx(score)


def test_a_language_without_region_is_no_variant() -> None:
    """`ko` and `ko-KR` cost nothing; among equals the tag that was asked for is first."""
    units = [replace(PRESS, target="가.", target_language="ko-KR"), replace(PRESS, target="나.")]
    assert [(m.target, m.score) for m in ask(units, PRESS.source)] == [("나.", 1.0), ("가.", 1.0)]


def test_the_opposite_direction_is_found_where_asked_for() -> None:
    """A unit from English answers a Korean query, turned round and with its penalty."""
    (match,) = ask([PRESS], PRESS.target, languages=("ko", "en"), both=True)
    assert (match.unit.source, match.target, match.kind) == (PRESS.target, PRESS.source, "exact")
    assert match.penalties == (("reversed", 0.02),)
    (similar,) = ask([PRESS], "빨간 버튼을 누르세요!", languages=("ko", "en"), both=True)
    assert (similar.kind, similar.unit.source_language) == ("fuzzy", "ko")
    assert ask([PRESS], PRESS.target, languages=("ko", "en")) == []


def test_numbers_without_a_certain_place_make_a_fuzzy_match() -> None:
    """Where a number cannot be put in, the translation stays and the match says that numbers differ."""
    (match,) = ask([Unit("Wait 30,000 seconds.", "3만 초 기다리세요.")], "Wait 40,000 seconds.")
    assert (match.kind, match.target) == ("fuzzy", "3만 초 기다리세요.")
    assert match.penalties == (("numbers", 0.05),)
    assert match.score == pytest.approx(match.similarity - 0.05)


@pytest.mark.parametrize(
    ("kept", "query", "numbers"),
    [
        ("The app has 1.2 billion users.", "The app has 1.2 million users.", True),
        ("The app has 1.2M users now.", "The app has 1.2 million users now.", False),
        ("The app has a billion users.", "The app has a million users.", True),
        ("Send at most 10 MB by mail.", "Send at most 10 GB by mail.", True),
        ("It is 10 km away from here.", "It is 10 kilometers away from here.", False),
        ("It costs $10 a month for all.", "It costs €10 a month for all.", True),
        ("이 앱은 사용자가 12억 명입니다.", "이 앱은 사용자가 12만 명입니다.", True),
        ("이 앱은 사용자가 수백만 명입니다.", "이 앱은 사용자가 수천만 명입니다.", True),
        ("Look at the 5 in the corner.", "Look at the 5 at the corner.", False),
    ],
)
def test_a_number_is_what_its_scale_and_unit_make_it(kept: str, query: str, numbers: bool) -> None:
    """The same digits with another scale word, currency or unit are other numbers; another spelling of it is none."""
    languages = ("ko", "en") if "앱" in kept else ("en", "ko")
    unit = Unit(kept, "x", source_language=languages[0], target_language=languages[1])
    (match,) = ask([unit], query, languages=languages)
    assert ("numbers" in [name for name, _ in match.penalties]) == numbers
    assert match.target == "x"


def test_markup_that_differs_is_named() -> None:
    """A tag or placeholder more is a penalty beside the similarity."""
    (match,) = ask([Unit("Press <b>the</b> red {color} button.", "x")], "Press the red {color} button.")
    assert [name for name, _ in match.penalties] == ["markup"]


def test_a_placeholder_in_capitals_is_another_one() -> None:
    """Case does not count, but a placeholder that is written otherwise is named."""
    (match,) = ask([Unit("Hello {Name}", "안녕하세요 {Name}")], "hello {name}")
    assert (match.kind, [name for name, _ in match.penalties]) == ("normalised", ["case", "markup"])


def test_a_shouted_text_is_found_below_the_threshold() -> None:
    """Similarity would miss a text in capitals; its plain form does not, even where similar ones fill the list."""
    units = [Unit("Getting started", "시작하기"), *(Unit(f"GETTING STARTE{c}", c) for c in "ABCEFG")]
    found = ask(units, "GETTING STARTED", limit=5)
    assert [m.kind for m in found] == ["normalised", "fuzzy", "fuzzy", "fuzzy", "fuzzy"]
    assert found[0].target == "시작하기"


def test_exact_answers_do_not_need_the_search() -> None:
    """With as many exact answers as were asked for, nothing is searched; a draft is not enough."""
    listed = Listed.of(PRESS, replace(PRESS, target="둘", status="draft"))
    index = Brute(list(listed.texts(("en", "ko"))))
    lookup.lookup(listed.store, index, PRESS.source, languages=("en", "ko"), limit=1)
    assert index.asked == 0
    lookup.lookup(listed.store, index, PRESS.source, languages=("en", "ko"), limit=2)
    assert index.asked == 1


@pytest.mark.parametrize("query", ["", "  ", "\n"])
def test_nothing_answers_nothing(query: str) -> None:
    """An empty query has no matches."""
    assert ask([PRESS], query) == []


def test_without_an_index_exact_answers_remain() -> None:
    """A memory that has no index yet still answers what it can."""
    found = lookup.lookup(Listed.of(PRESS).store, None, "press the red button.", languages=("en", "ko"))
    assert [match.kind for match in found] == ["normalised"]


def test_korean_queries_carry_a_content_score() -> None:
    """1 where only particles and endings differ; never where one denies what the other says."""
    units = [
        Unit("서버가 오류를 반환한다.", "a", "ko", "en"),
        Unit("서버가 오류를 반환하지 않습니다.", "b", "ko", "en"),
    ]
    found = ask(units, "서버는 오류를 반환합니다.", languages=("ko", "en"), threshold=0.5)
    content = {match.target: match.content for match in found}
    assert content["a"] == 1.0
    assert (content["b"] or 0) <= 0.9
    assert all(match.content is None for match in ask([PRESS], PRESS.source))


def test_meaning_comes_last_and_costs() -> None:
    """Neighbours by meaning fill what room is left, below everything that is similar."""

    class Meaning:
        def near(self, query: str, *, limit: int) -> list[tuple[int, float]]:
            return [(1, 0.99), (2, 0.95), (3, 0.3)]

    units = [PRESS, Unit("Push that scarlet knob!", "저 다홍색 손잡이를 미세요!"), Unit("Far away", "먼 곳")]
    found = ask(units, "Press the red button", semantic=Meaning())
    assert [(m.kind, m.unit.id) for m in found] == [("fuzzy", 1), ("semantic", 2)]
    assert found[1].score == pytest.approx(0.75)


# Laws -----------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["red", "Red", "button", "버튼", "버튼을", "3", "40", "<b>", "“x”", "press", "누르세요", "."])
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
UNITS = st.lists(
    st.builds(
        Unit,
        TEXTS,
        TEXTS,
        before=st.sampled_from(["", "A", "B"]),
        after=st.sampled_from(["", "C"]),
        status=st.sampled_from(["", "approved", "translated", "draft"]),
        changed=st.sampled_from(["", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"]),
    ),
    max_size=25,
)


@given(UNITS, TEXTS, st.sampled_from(["", "A"]), st.integers(1, 6), st.sampled_from([0.5, 0.7, 0.75, 0.9]))
def test_laws(units: list[Unit], query: str, before: str, limit: int, threshold: float) -> None:
    """Scores fall, nothing but the same text is 100, penalties add up, no pair is shown twice, the limit holds."""
    found = ask(units, query, before=before, limit=limit, threshold=threshold)
    assert len(found) <= limit
    plain = [match.score for match in found]
    assert plain == sorted(plain, reverse=True)
    assert len({(match.unit.source, match.unit.target) for match in found}) == len(found)
    for match in found:
        assert (match.similarity == 1) == (match.unit.source == query) == (match.kind in ("context", "exact"))
        assert match.score < 1 or match.unit.source == query
        base = {"context": 1.01, "exact": 1.0, "normalised": 1.0, "numbers": 1.0}.get(match.kind, match.similarity)
        assert match.score == pytest.approx(max(0, base - sum(amount for _, amount in match.penalties)))
        assert match.similarity == pytest.approx(Levenshtein.normalized_similarity(query, match.unit.source))


@given(UNITS, TEXTS, st.integers(1, 6), st.randoms(use_true_random=False))
def test_the_order_is_total(units: list[Unit], query: str, limit: int, chance: random.Random) -> None:
    """Two runs agree, in whatever order the store and the search hand their units over."""
    listed = Listed.of(*units)
    first = lookup.lookup(
        listed.store, Brute(list(listed.texts(("en", "ko")))), query, languages=("en", "ko"), limit=limit
    )
    chance.shuffle(listed.kept)
    second = lookup.lookup(
        listed.store, Brute(list(listed.texts(("en", "ko")))), query, languages=("en", "ko"), limit=limit
    )
    assert first == second


@given(UNITS, TEXTS, st.integers(1, 6), st.sampled_from([0.5, 0.7, 0.9]))
def test_the_similar_ones_are_those_of_brute_force(units: list[Unit], query: str, limit: int, threshold: float) -> None:
    """Similarities shown are the highest there are; a plain and a number match may each take the place of one."""
    found = ask(units, query, limit=limit, threshold=threshold)
    pairs = {(unit.source, unit.target) for unit in units}
    best = sorted((Levenshtein.normalized_similarity(query, source) for source, _ in pairs), reverse=True)
    best = [similarity for similarity in best if similarity >= threshold - 1e-12][:limit]
    shown = sorted((match.similarity for match in found), reverse=True)
    inside = [s for s in shown if s >= threshold - 1e-12 and (not best or s >= best[-1] - 1e-12)]
    taken = sum(match.kind in ("normalised", "numbers") for match in found)
    assert len(inside) >= len(best) - min(taken, 2)
    assert inside == pytest.approx(best[: len(inside)]) or taken
    if not taken:
        assert shown == pytest.approx(best)


@given(UNITS, TEXTS)
def test_the_same_text_is_always_first(units: list[Unit], query: str) -> None:
    """A unit with the same text, unless it is a draft, comes before all that have not."""
    found = ask([*units, Unit(query, "같음", status="approved")], query)
    assert found[0].unit.source == query


@given(UNITS, st.lists(TEXTS, max_size=6))
def test_many_queries_are_answered_as_one_by_one(units: list[Unit], queries: list[str]) -> None:
    """A batch gives what single lookups give."""
    listed = Listed.of(*units)
    index = Brute(list(listed.texts(("en", "ko"))))
    asked = [lookup.Query(query) for query in queries]
    many = lookup.lookup_many(listed.store, index, asked, languages=("en", "ko"))
    assert many == [ask(units, query) for query in queries]
