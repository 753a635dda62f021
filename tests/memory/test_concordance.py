"""Where a phrase stands in a memory: every unit that holds it, and no other."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.memory.small import Listed
from tm.core import Span, TranslationUnit
from tm.errors import UsageError
from tm.memory import arrays, blob, concordance, patterns
from tm.memory.concordance import Line, search
from tm.memory.store import Store, open_store

Unit = TranslationUnit
PAIR = ("en", "ko")
UNITS = (
    Unit("The network is deep.", "이 신경망은 깊다."),
    Unit("NETWORKS see an island.", "신경망들이 섬을 본다."),
    Unit("A subnetwork.", "하위망 하나."),
    Unit("Straße and STRASSE", "거리"),
    Unit("Nothing here.", "여기에는 없다.\n섬"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "memory.db") as opened:
        opened.add(UNITS, origin="test")
        yield opened


def texts(found: Iterator[Line]) -> list[str]:
    return ["|".join(span.of(line.text) for span in line.spans) for line in found]


@pytest.mark.parametrize(
    ("phrase", "side", "mode", "expected"),
    [
        ("network", "source", "text", ["network", "NETWORK", "network"]),
        ("network", "source", "word", ["network"]),
        (r"net\w+", "source", "regex", ["network", "NETWORKS", "network"]),
        (r"^\w+ \w+\.$", "source", "regex", ["A subnetwork.", "Nothing here."]),
        (r"[aeiou]{2}", "source", "regex", ["ee", "ee"]),
        ("strasse", "source", "text", ["Straße|STRASSE"]),
        ("신경망", "target", "text", ["신경망", "신경망"]),
        ("신경망", "target", "word", ["신경망", "신경망"]),
        ("섬", "target", "text", ["섬", "섬"]),  # one syllable
        ("망", "target", "word", []),
        ("absent", "source", "text", []),
    ],
)
@pytest.mark.parametrize("kept", [True, False])
def test_what_is_found(
    store: Store, tmp_path: Path, phrase: str, side: str, mode: str, expected: list[str], kept: bool
) -> None:
    """Each way to look, with the texts kept beside the memory and without."""
    folder = tmp_path / "kept" if kept else None
    assert texts(search(store, phrase, languages=PAIR, side=side, mode=mode, folder=folder)) == expected


def test_case_counts_where_asked(store: Store) -> None:
    """`case` leaves capitals what they are, in every mode."""
    for mode in concordance.MODES:
        assert texts(search(store, "NETWORKS", languages=PAIR, mode=mode, case=True)) == ["NETWORKS"]


def test_decomposed_phrases_are_found(store: Store) -> None:
    """A phrase as macOS writes it finds what is composed."""
    assert texts(search(store, unicodedata.normalize("NFD", "신경망"), languages=PAIR, side="target")) == ["신경망"] * 2


@pytest.mark.parametrize(
    ("phrase", "options"),
    [
        ("(", {"mode": "regex"}),
        ("(a+)+b", {"mode": "regex"}),
        ("(?:(?:x*)|y)+", {"mode": "regex"}),
        ("a{1,9999999999999}", {"mode": "regex"}),
        ("", {}),
        (" ", {"mode": "word"}),
        ("x", {"mode": "glob"}),
        ("x", {"side": "left"}),
    ],
)
def test_a_wrong_question_is_refused_at_once(store: Store, phrase: str, options: dict[str, Any]) -> None:
    """A pattern that is none or may never end, an empty phrase and unknown options are errors of the user's."""
    with pytest.raises(UsageError) as caught:
        search(store, phrase, languages=PAIR, **options)
    assert caught.value.hint


def test_a_pair_is_shown_once_and_the_limit_holds(tmp_path: Path) -> None:
    """The same pair in other contexts is one line."""
    units = [replace(UNITS[0], before=str(number)) for number in range(30)] + list(UNITS[1:3])
    with open_store(tmp_path / "memory.db") as opened:
        opened.add(units, origin="test")
        assert len(list(search(opened, "network", languages=PAIR))) == 3
        assert len(list(search(opened, "network", languages=PAIR, limit=2))) == 2


def test_the_first_lines_do_not_wait_for_the_last() -> None:
    """A line is there before all units were read."""

    class Endless(Listed):
        read = 0

        def texts(
            self, languages: tuple[str, str], *, side: str = "source", after: int = 0
        ) -> Iterator[tuple[int, str]]:
            while True:
                self.read += 1
                yield 1 + self.read % len(self.kept), "the network"

    endless = Endless(Listed.of(*(Unit(f"network {number}", "x") for number in range(40))).kept)
    lines = search(endless.store, "network", languages=PAIR, limit=None)
    assert len(list(islice(lines, 5))) == 5
    assert endless.read < 50


# Texts kept beside the memory ---------------------------------------------------------------------


def several(count: int, start: int = 0) -> list[Unit]:
    return [Unit(f"line {number} of many", f"여러 줄 가운데 {number}번") for number in range(start, start + count)]


def numbers(store: Store, folder: Path, phrase: str) -> list[int]:
    return [line.unit.id for line in search(store, phrase, languages=PAIR, limit=None, folder=folder)]


def test_kept_texts_follow_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is added is found, what is deleted is not, whether the file is of before or was made anew."""
    monkeypatch.setattr(blob, "_NEWER", 40)
    with open_store(tmp_path / "memory.db") as opened:
        opened.add(several(30), origin="test")
        assert len(numbers(opened, tmp_path / "kept", "line")) == 30
        made = list((tmp_path / "kept").iterdir())
        assert len(made) == 1
        before = made[0].read_bytes()
        opened.add(several(5, 30), origin="test")
        opened.delete([3, 31])
        expected = [number for number in range(1, 36) if number not in (3, 31)]
        assert numbers(opened, tmp_path / "kept", "line") == expected
        assert made[0].read_bytes() == before
        opened.add(several(50, 35), origin="test")
        assert numbers(opened, tmp_path / "kept", "many") == expected + list(range(36, 86))
        assert made[0].read_bytes() != before
        assert numbers(opened, tmp_path / "kept", "line 84") == [85]


@pytest.mark.parametrize("damage", ["cut", "empty", "other", "folder"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    """Whatever happened to the file, the answer is right; where none can be written, it is right as well."""
    monkeypatch.setattr(blob, "_NEWER", 8)
    folder = tmp_path / "kept"
    with open_store(tmp_path / "memory.db") as opened:
        opened.add(several(30), origin="test")
        numbers(opened, folder, "line")
        (path,) = folder.iterdir()
        if damage == "cut":
            path.write_bytes(path.read_bytes()[:-9])
        elif damage == "empty":
            path.write_bytes(b"")
        elif damage == "other":
            with open_store(tmp_path / "other.db") as other:
                other.add(several(40), origin="test")
                numbers(other, folder, "line")
        else:
            path.unlink()
            folder.rmdir()
            folder.write_text("in the way")
        assert numbers(opened, folder, "line") == list(range(1, 31))


def test_what_a_dead_writer_left_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that nobody has written to for an hour goes; one that is being written stays."""
    monkeypatch.setattr(blob, "_NEWER", 8)
    left, young = tmp_path / ".en-ko.source.text.old", tmp_path / ".en-ko.source.text.new"
    left.touch()
    young.touch()
    os.utime(left, (0, 0))
    with open_store(tmp_path / "memory.db") as opened:
        opened.add(several(30), origin="test")
        numbers(opened, tmp_path, "line")
    assert (left.exists(), young.exists()) == (False, True)


def test_a_memory_put_back_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the database from before, added to differently, has the same numbers for other texts: found rightly."""
    monkeypatch.setattr(blob, "_NEWER", 8)
    place = tmp_path / "memory.db"
    with open_store(place) as opened:
        opened.add(several(30), origin="test")
    copy = place.read_bytes()
    with open_store(place) as opened:
        opened.add(several(10, 100), origin="test")
        numbers(opened, tmp_path / "kept", "line")
    for left in tmp_path.glob("memory.db*"):
        left.unlink()
    place.write_bytes(copy)
    with open_store(place) as opened:
        opened.add(several(10, 200), origin="test")
        assert len(numbers(opened, tmp_path / "kept", "line 20")) == 11  # 20 and 200 to 209
        assert numbers(opened, tmp_path / "kept", "line 10") == [11]


LETTERS = ("각", "환각", "환각을", "제", "Ab", "aB", "ß", "ss", "İ", "\n", " ", "\xff")
WORDS = st.lists(st.sampled_from(LETTERS), max_size=6)


@given(st.lists(WORDS.map("".join), min_size=1, max_size=30), WORDS.map("".join))
def test_bytes_find_what_characters_hold(lines: list[str], phrase: str) -> None:
    """A phrase is found in exactly the texts that hold it, never across the border of two."""
    made = blob.Blob(blob.build(enumerate(lines, 1)))
    needle = blob.folded(phrase)
    found = [number for number, _ in made.find(needle.encode())] if needle else []
    assert found == [number for number, line in enumerate(lines, 1) if needle and needle in blob.folded(line)]


@given(st.lists(WORDS.map("".join), max_size=12), st.lists(WORDS.map("".join), max_size=12))
def test_a_file_is_continued(first: list[str], second: list[str]) -> None:
    """Texts put behind those of a file are where they would be if all were read at once."""
    rows = list(enumerate(first + second, 1))
    half = blob.Blob(blob.build(rows[: len(first)]))
    whole, both = blob.build(rows), blob.build(rows[len(first) :], half)
    assert all((whole[name] == both[name]).all() for name in whole)
    assert arrays.VERSION


# Patterns -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "held"),
    [
        ("network", "network"),
        (r"\bnet\w+ing", "net"),
        ("(deep )?learning", "learning"),
        ("(deep )learning", "learning"),
        ("(abc)+", "abc"),
        ("a|b", ""),
        ("colou?r", "colo"),
        ("[abc]+", ""),
        (r"\d+ files", " files"),
        ("(?x) a b c", ""),
        ("x(?!yz)w", "x"),
        ("(?i:Abc)", "Abc"),
    ],
)
def test_what_every_match_holds(pattern: str, held: str) -> None:
    """The longest text that has to be there for a pattern to match."""
    assert patterns.literal(pattern) == held


@pytest.mark.parametrize("pattern", ["(?:aa|a)*b", "(?:a?a?)*b", "(a|aa)+$x", r"(?=(?:a|aa)*b)a", r"(a*)\1*b"])
def test_a_pattern_that_takes_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str) -> None:
    """What would go on for ever on a text ends with an error that names the pattern, and the next search works."""
    monkeypatch.setattr(patterns, "SECONDS", 0.2)
    with open_store(tmp_path / "memory.db") as opened:
        opened.add([Unit("a" * 3_000 + "c", "가")], origin="test")
        with pytest.raises(UsageError) as caught:
            list(search(opened, pattern, languages=PAIR, mode="regex"))
        assert caught.value.where == pattern
        assert len(list(search(opened, "a+c", languages=PAIR, mode="regex"))) == 1


@pytest.mark.parametrize("pattern", ["a", "a+", "(foo|bar) baz", r"\w+ing\b", "x.*y", "[ab]{2,3}c?"])
def test_a_quick_pattern_is_not_watched(pattern: str) -> None:
    """The clock is set only where it may be needed."""
    assert not patterns.is_slow(pattern)


PIECES = st.sampled_from(
    ["a", "b", "(ab)", "[ab]", "a?", "b+", "(?:a|b)", "ba*", ".", r"\w", "(?:ab){2}", "(?=a)", "^"]
)


@given(st.lists(PIECES, min_size=1, max_size=5).map("".join), st.text("ab ", max_size=12))
def test_no_match_lacks_it(pattern: str, text: str) -> None:
    """Whatever a pattern matches, the text that it must hold is in it."""
    if found := re.search(pattern, text, re.IGNORECASE):
        assert patterns.literal(pattern).casefold() in found[0].casefold()


# Lines --------------------------------------------------------------------------------------------


@given(st.text("ab 가나\n", min_size=1, max_size=60), st.integers(0, 20), st.data())
def test_a_cut_line_is_short_and_flat(text: str, width: int, data: st.DataObject) -> None:
    """To each side at most `width` characters, on one line; the place itself is whole."""
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    left, hit, right = Line(Unit(text, "x"), "source", (span,)).cut(width)
    assert "\n" not in left + hit + right
    assert max(len(left), len(right)) <= max(width, 1)
    assert hit == span.of(text).replace("\n", " ")
    assert text.replace("\n", " ")[: span.start].endswith(left.removeprefix("…"))
    assert text.replace("\n", " ")[span.end :].startswith(right.removesuffix("…"))


def test_units_behind_kept_texts_are_found_after_deletions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept texts that were added to hold deleted ones still: these do not stand for as many new units."""
    monkeypatch.setattr(blob, "_NEWER", 8)
    with open_store(tmp_path / "memory.db") as store:

        def added(name: str, count: int) -> None:
            store.add([TranslationUnit(f"{name} {at}", "번역") for at in range(count)], origin=name)

        def found(name: str) -> int:
            lines = search(store, name, languages=("en", "ko"), limit=None, folder=tmp_path / "kept")
            return len(list(lines))

        added("first", 40)
        assert found("first") == 40
        store.delete([1, 2, 3])
        added("second", 20)  # kept texts are added to
        assert (found("second"), found("first")) == (20, 37)
        added("third", 3)  # as many as were deleted
        assert found("third") == 3


def test_a_pattern_with_letters_of_other_alphabets_finds_what_it_matches(tmp_path: Path) -> None:
    """A pattern that disregards case takes i for a Turkish one."""
    with open_store(tmp_path / "memory.db") as store:
        store.add([TranslationUnit("istanbul", "이스탄불")], origin="x")
        assert len(list(search(store, "\u0130stanbul", languages=("en", "ko"), mode="regex"))) == 1
