"""The store in a file: what is the same unit, imports, deletions, languages."""

from __future__ import annotations

import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tm.core import TranslationUnit
from tm.errors import UsageError
from tm.memory import keys
from tm.memory.adding import PIECE
from tm.memory.inserting import MANY
from tm.memory.store import Added, Store, hyphened, open_store, primary

EN_KO = ("en", "ko")


def unit(source: str, target: str = "번역", **changes: object) -> TranslationUnit:
    return replace(TranslationUnit(source, target), **changes)  # type: ignore[arg-type]


def document(count: int, name: str = "guide.md") -> list[TranslationUnit]:
    """Units as a document gives them: each knows its neighbours."""
    sources = ["", *(f"Sentence {number} of {name}." for number in range(count)), ""]
    return [
        unit(
            source,
            f"{name}의 문장 {number}",
            before=sources[number],
            after=sources[number + 2],
            document=name,
            segment=str(number),
        )
        for number, source in enumerate(sources[1:-1])
    ]


def bare(units: list[TranslationUnit]) -> list[TranslationUnit]:
    """Units without what the store adds."""
    return [replace(one, id=0, created="", changed="", origin="") for one in units]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.db"


def test_units_come_back_as_they_went_in(path: Path) -> None:
    """Every field of a unit is kept, also where it looks like a number, and a date that is none."""
    whole = TranslationUnit(
        source="1",
        target="“둘”\n셋",
        source_language="en",
        target_language="ko-KR",
        before="1",
        after="a\tb",
        origin="old.tmx",
        changed="last week",
        document="a/b.md",
        segment="007",
        author="김",
        created="2026-11-22T09:30:00Z",
        status="draft",
        notes=("one", "둘"),
    )
    with open_store(path) as store:
        assert store.add([whole], origin="new.tmx") == Added(1, 1, 0, 0)
        (found,) = store.units([1])
    assert found == replace(whole, id=1)


def test_what_nobody_said_is_said_by_the_import(path: Path) -> None:
    """A unit without a date and an origin has those of its import."""
    with open_store(path) as store:
        store.add([unit("a")], origin="x.po")
        (found,), (row,) = store.units([1]), store.imports()
    assert (found.origin, found.created, found.changed) == ("x.po", row.started, row.started)


def test_neighbours_survive_pieces_and_duplicates(path: Path) -> None:
    """A unit's neighbours are those it was added with, over the borders of pieces and beside units already there."""
    units = document(PIECE + MANY)
    with open_store(path) as store:
        store.add(units[PIECE - 2 : PIECE + 1], origin="first")
        store.add(units, origin="all")
        found = list(store.select())
        assert store.verify() == []
    assert sorted(bare(found), key=lambda one: int(one.segment)) == units


def test_the_same_import_twice_changes_nothing(path: Path) -> None:
    """A second time, every unit is a duplicate, no import is listed and no cache becomes stale."""
    units = document(300)
    with open_store(path) as store:
        assert store.add(units, origin="a") == Added(1, 300, 0, 0)
        before = store.state(), store.imports()
        assert store.add(units, origin="b") == Added(0, 0, 300, 0)
        assert (store.state(), store.imports()) == before


def test_what_makes_a_unit_another(path: Path) -> None:
    """Target, context and language tags do; what else is known of it does not."""
    one = unit("Source", "번역", before="b")
    others = [
        replace(one, target="다른 번역"),
        replace(one, before="c"),
        replace(one, before="", after="b"),
        replace(one, target_language="ko-KR"),
    ]
    same = [
        replace(
            one, status="approved", notes=("n",), author="a", document="d", segment="1", changed="2020-01-01T00:00:00Z"
        ),
        replace(one, target=unicodedata.normalize("NFD", "번역")),
    ]
    with open_store(path) as store:
        assert store.add([one, *others, *same], origin="x") == Added(1, 5, 2, 0)
        assert [found.target for found in store.by_digest(keys.digest("Source"), EN_KO)] == ["번역", "다른 번역"] + [
            "번역"
        ] * 3


def test_units_without_a_text_are_counted(path: Path) -> None:
    """A unit with an empty or blank side is skipped; what no text can hold is replaced."""
    with open_store(path) as store:
        units = [unit("", "x"), unit("x", " \n"), unit("a\0b", "\ud800")]
        assert store.add(units, origin="x") == Added(1, 1, 0, 2)
        assert [(found.source, found.target) for found in store.units([1])] == [("a\ufffdb", "\ufffd")]
        assert len(store.by_digest(keys.digest("a\0b"), EN_KO)) == 1


def test_undo_takes_out_what_an_import_brought(path: Path) -> None:
    """What was there before stays, with its neighbours; the rest of an import that was deleted from is gone too."""
    first, second = document(50, "a.md"), document(80, "b.md")
    with open_store(path) as store:
        store.add(first, origin="a")
        assert store.add([*first[:10], *second], origin="b") == Added(2, 80, 10, 0)
        store.delete([60, 61])
        assert [row.left for row in store.imports()] == [50, 78]
        assert store.undo(2) == 78
        assert bare(list(store.select())) == first
        assert [row.id for row in store.imports()] == [1]
        assert store.deleted(0) == [60, 61, *range(51, 60), *range(62, 131)]
        assert store.verify() == []
        with pytest.raises(UsageError, match="no import 2"):
            store.undo(2)
        assert store.undo(1) == 50
        assert (store.state().count, list(store.select()), store.verify()) == (0, [], [])


def test_numbers_are_never_given_twice(path: Path) -> None:
    """After an undo, units and imports go on with new numbers, in another session too."""
    with open_store(path) as store:
        store.add(document(5), origin="a")
        store.undo(1)
    with open_store(path) as store:
        assert store.add(document(5), origin="a").id == 2
        assert [one.id for one in store.select()] == [6, 7, 8, 9, 10]


def test_an_import_that_fails_leaves_nothing(path: Path) -> None:
    """Where the units cannot be read to their end, none is there, and the mistake is told as it was."""

    def broken() -> object:
        yield from document(PIECE + 10)
        raise RuntimeError("the file ends here")

    with open_store(path) as store:
        with pytest.raises(RuntimeError, match="ends here"):
            store.add(broken(), origin="x")  # type: ignore[arg-type]
        assert (store.state().last_id, store.imports(), store.verify()) == (0, [], [])
        assert store.add(document(3), origin="y") == Added(1, 3, 0, 0)


@pytest.mark.parametrize(
    ("column", "text", "found"),
    [
        ("source", "The Cache has 12 rows", [1]),
        ("target", "캐시에 12 줄", [1, 2]),
        ("plain", "the cache has 12 rows", [1, 2]),
        ("numberless", "THE cache has 7 rows", [1, 2, 3]),
        ("numberless", "no NUMBER here", [4]),
        ("source", "absent", []),
    ],
)
def test_digests_find_units(path: Path, column: str, text: str, found: list[int]) -> None:
    """Each column finds the units whose text is the same in its way, and no other."""
    form = {"plain": keys.plain, "numberless": keys.numberless}.get(column, keys.normal)
    with open_store(path) as store:
        rows = [("The Cache has 12 rows", "캐시에 12 줄"), ("the  cache has 12 rows", "캐시에 12 줄")]
        rows += [("the cache has 3.5 rows", "캐시에 3.5 줄"), ("No number here", "숫자 없음")]
        store.add([unit(*row) for row in rows], origin="x")
        assert [one.id for one in store.by_digest(keys.digest(form(text)), EN_KO, column)] == found


def test_languages_are_found_by_their_primary_subtag(path: Path) -> None:
    """`ko` finds `ko-KR` and the other way round, exact tags first; other languages are not."""
    tags = ["ko_KR", "ko", "ja", "ko-KP"]
    with open_store(path) as store:
        store.add([unit("a", target_language=tag) for tag in tags], origin="x")

        def find(target: str) -> list[str]:
            return [one.target_language for one in store.by_digest(keys.digest("a"), ("en-US", target))]

        assert find("ko-KP") == ["ko-KP", "ko-KR", "ko"]
        assert find("ko") == ["ko", "ko-KR", "ko-KP"]
        assert sorted(store.languages()) == [("en", tag, 1) for tag in ("ja", "ko", "ko-KP", "ko-KR")]
        assert [number for number, _ in store.texts(EN_KO)] == [1, 2, 4]
        assert (store.state(EN_KO).count, store.state(EN_KO).last_id, store.state(("en", "ja")).last_id) == (3, 4, 3)


def test_tags_have_one_form() -> None:
    """Case and underscores do not make another language."""
    assert [hyphened(tag) for tag in ("KO_kr", "zh-hant-tw", "sr-Latn", "en")] == [
        "ko-KR",
        "zh-Hant-TW",
        "sr-Latn",
        "en",
    ]
    assert primary("KO_kr") == "ko"


def test_a_language_is_renamed(path: Path) -> None:
    """All units of the old tag have the new one; one that others equal then is gone; caches are stale."""
    with open_store(path) as store:
        store.add([*document(20), unit("a", target_language="xx"), unit("b", target_language="xx")], origin="x")
        store.add([unit("a", target_language="ko")], origin="y")
        state = store.state()
        assert store.rename_language("xx", "ko") == 2
        assert (store.languages(), store.verify()) == ([("en", "ko", 22)], [])
        assert store.state().uuid != state.uuid
        assert store.deleted(0) == [21]
        assert store.rename_language("en", "en-GB") == 22
        assert (store.languages(), store.verify(), store.rename_language("fr", "de")) == ([("en-GB", "ko", 22)], [], 0)
        renamed = [replace(one, source_language="en-GB") for one in document(20)]
        assert store.add(renamed, origin="z").imported == 0


def test_units_are_selected(path: Path) -> None:
    """Each filter keeps what it names; dates alone mean whole days."""
    units = [
        unit(
            "a", origin="x/old.tmx", created="2020-01-01T00:00:00Z", changed="2024-05-05T23:00:00Z", status="approved"
        ),
        unit("b", origin="new.po", created="2025-01-01T00:00:00Z", document="docs/a.md"),
        unit("c", origin="new.po", created="2026-01-01T00:00:00Z", document="docs/b.md", target_language="ja"),
    ]
    with open_store(path) as store:
        store.add(units, origin="-")

        def select(**filters: Any) -> str:
            return "".join(one.source for one in store.select(**filters))

        assert select() == "abc"
        assert (select(origin="*.tmx"), select(origin="x/*"), select(document="docs/*.md")) == ("a", "a", "bc")
        assert (select(since="2024-05-05"), select(until="2024-05-05"), select(until="2024-05-04")) == ("abc", "a", "")
        assert (select(since="2025-01-01T00:00:01Z"), select(status="approved")) == ("c", "a")
        assert (select(languages=("en", "ko-KR")), select(languages=("fr", "ko"))) == ("ab", "")
        assert select(origin="new.po", document="b.md", since="2026-01-01") == "c"


def test_a_stream_is_of_one_moment(path: Path) -> None:
    """What is written while units are read does not come among them; the writer does not wait."""
    with open_store(path) as store:
        store.add(document(2500), origin="x")
        stream = store.texts(EN_KO)
        first = next(stream)
        store.add(document(10, "other.md"), origin="y")
        store.undo(1)
        assert [first, *stream] == [(number, f"Sentence {number - 1} of guide.md.") for number in range(1, 2501)]
        assert [number for number, _ in store.texts(EN_KO, side="target", after=2505)] == [2506, 2507, 2508, 2509, 2510]


def test_statistics_count(path: Path) -> None:
    """Sizes, sources, languages, origins and statuses are what was added."""
    with open_store(path) as store:
        store.add([*document(10), *(replace(one, target="x", status="draft") for one in document(4))], origin="a")
        found = store.statistics()
        assert (found.units, found.sources, found.imports, found.deletions) == (14, 10, 1, 0)
        assert [(count.value, count.units) for count in found.statuses] == [("", 10), ("draft", 4)]
        assert [(count.value, count.units) for count in found.origins] == [("a", 14)]
        assert (found.languages, found.size) == ((("en", "ko", 14),), found.size)
        assert found.size >= path.stat().st_size


def test_verify_sees_what_is_wrong(path: Path) -> None:
    """A key that is gone, a count that is off and a text that was changed behind the store's back are each told."""
    import sqlite3

    with open_store(path) as store:
        store.add(document(20), origin="x")
    damages = ["DELETE FROM by_plain WHERE key = (SELECT min(key) FROM by_plain)", "UPDATE pair SET units = 19"]
    damages += ["UPDATE unit SET target = '다르다' WHERE id = 3", "DELETE FROM unit WHERE id = 7"]
    damages += ["UPDATE unit SET shelf = 99 WHERE id = 5", "UPDATE fact SET value = 3 WHERE name = 'last_id'"]
    whole = path.read_bytes()
    for damage in damages:
        path.write_bytes(whole)
        connection = sqlite3.connect(path)
        connection.execute(damage)
        connection.commit()
        connection.close()
        with open_store(path) as store:
            assert store.verify(), damage


TEXTS = st.sampled_from(["a", "A", "b 1", "b 2", "b  2", "환각", "환\u1100\u1161", "“q”", "", "\0", "x\u200b"])
UNITS = st.builds(
    TranslationUnit,
    TEXTS,
    TEXTS,
    st.sampled_from(["en", "en_US"]),
    st.sampled_from(["ko", "ko-KR"]),
    before=TEXTS,
    after=TEXTS,
    status=st.sampled_from(["", "draft"]),
)


def key(one: TranslationUnit) -> tuple[str, ...]:
    """What makes a unit the same, without digests."""
    texts = (one.source, one.target, one.before, one.after)
    return (hyphened(one.source_language), hyphened(one.target_language), *map(keys.normal, texts))


class Model(RuleBasedStateMachine):
    """A store beside a dictionary of what is in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "memory.db")
        self.store: Store = open_store(self.path)
        self.there: dict[tuple[str, ...], int] = {}  # -> import
        self.imports: set[int] = set()
        self.gone: list[int] = []

    @rule(units=st.lists(UNITS, max_size=12), durable=st.booleans())
    def add(self, units: list[TranslationUnit], durable: bool) -> None:
        full = [one for one in units if keys.normal(one.source).strip() and keys.normal(one.target).strip()]
        new = dict.fromkeys(key(one) for one in full if key(one) not in self.there)
        added = self.store.add(iter(units), origin="x", durable=durable)
        assert (added.imported, added.duplicates, added.skipped) == (
            len(new),
            len(full) - len(new),
            len(units) - len(full),
        )
        assert bool(added.id) == bool(new)
        self.there.update(dict.fromkeys(new, added.id))
        self.imports |= {added.id} - {0}

    @precondition(lambda self: self.imports)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.imports)))
        left = [one for one, its in self.there.items() if its == number]
        assert self.store.undo(number) == len(left)
        self.imports.remove(number)
        self.there = {one: its for one, its in self.there.items() if its != number}

    @precondition(lambda self: self.there)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        wanted = data.draw(st.lists(st.sampled_from(sorted(self.there)), unique=True, max_size=5))
        ids = [one.id for one in self.store.select() if key(one) in wanted]
        assert self.store.delete([*ids, 10**6]) == len(wanted)
        self.there = {one: its for one, its in self.there.items() if one not in wanted}

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = open_store(self.path)

    @invariant()
    def holds_the_same(self) -> None:
        found = list(self.store.select())
        assert sorted(map(key, found)) == sorted(self.there)
        state = self.store.state()
        assert (state.count, {row.id for row in self.store.imports()}) == (len(self.there), self.imports)
        deleted = self.store.deleted(0)
        assert {one.id for one in found} == set(range(1, state.last_id + 1)) - set(deleted)
        assert len(deleted) == len(set(deleted))
        for one in found[:3]:
            again = self.store.by_digest(keys.digest(one.source), (one.source_language, one.target_language))
            exact = [(other.source_language, other.target_language) == key(one)[:2] for other in again]
            assert exact == sorted(exact, reverse=True)
            assert one in again

    def teardown(self) -> None:
        assert self.store.verify() == []
        self.store.close()
        self.folder.cleanup()


TestModel = Model.TestCase
TestModel.settings = settings(max_examples=30, stateful_step_count=12, deadline=None)


@settings(max_examples=25)
@given(st.lists(UNITS, max_size=30), st.integers(0, 30))
def test_pieces_do_not_matter(units: list[TranslationUnit], cut: int) -> None:
    """Added in one call or in two, the same units are there."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(Path(folder, "a.db")) as one,
        open_store(Path(folder, "b.db")) as two,
    ):
        one.add(units, origin="x")
        two.add(units[:cut], origin="x")
        two.add(units[cut:], origin="x")
        assert [key(found) for found in one.select()] == [key(found) for found in two.select()]
