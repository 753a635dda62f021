"""Baselines: what was accepted stays silent through edits, what is new is told, once."""

from __future__ import annotations

import json
import re
import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_fingerprint import found
from tm.baseline import Comparison, Entry, compare, dumps, entry, reads
from tm.errors import FormatError

SENTENCE = "모델은 때때로 hallucination을 일으키며, 이는 이미 널리 알려진 문제입니다."
OTHER = "다음 장에서는 여러 hallucination의 보기를 하나씩 들어 차근차근 설명하겠습니다."


def at(text: str, path: str = "ko.md", code: str = "T002", flagged: str = "hallucination", source: str = "") -> Entry:
    return entry(found(text, flagged, code=code, path=path, source=source), path)


def news(accepted: list[Entry], now: list[Entry], *, gone: tuple[str, ...] = ()) -> int:
    """How many findings are new; entries without a finding and new findings always add up."""
    result = compare(accepted, now, exists=lambda path: path not in gone)
    assert len(result.known) + len(result.unmatched) == len(accepted)
    assert len(set(result.known.values())) == len(result.known)
    return len(now) - len(result.known)


@pytest.mark.parametrize(
    "edited",
    [
        f"# 새 제목\n\n앞에 새 문단.\n\n{SENTENCE}",
        SENTENCE.replace(" ", "\n", 2),
        SENTENCE.replace(" ", "\r\n"),
        unicodedata.normalize("NFD", SENTENCE),
        SENTENCE.replace("모델은 때때로", "큰 언어 모델은 이따금"),
        SENTENCE.replace("이는 이미 널리 알려진 문제입니다", "이것은 고칠 수 있습니다"),
        SENTENCE + " 그래서 이 장에서는 그 까닭을 살펴봅니다.",
    ],
)
def test_an_edit_elsewhere_loses_no_entry(edited: str) -> None:
    """New paragraphs, other line breaks, decomposed Hangul, other words in the sentence: the finding is known."""
    assert news([at(SENTENCE)], [at(edited)]) == 0


def test_the_same_mistake_elsewhere_is_new() -> None:
    """An entry whose place was repaired does not stand for the same mistake in another sentence."""
    assert news([at(SENTENCE)], [at(OTHER)]) == 1


def test_each_entry_stands_for_one_finding() -> None:
    """A copy of an accepted paragraph is new; of two accepted ones both are known."""
    assert news([at(SENTENCE)], [at(SENTENCE)] * 2) == 1
    assert news([at(SENTENCE)] * 2, [at(SENTENCE)] * 2) == 0


def test_exact_matches_come_first() -> None:
    """An unchanged place keeps its entry, though an edited one before it looks like it."""
    near = SENTENCE.replace("때때로", "이따금")
    result = compare([at(SENTENCE)], [at(near), at(SENTENCE)])
    assert result == Comparison({1: 0}, ())


@pytest.mark.parametrize(("code", "flagged"), [("T003", "hallucination"), ("T002", "hallucination을")])
def test_another_rule_or_text_is_another_finding(code: str, flagged: str) -> None:
    """What was accepted of one rule says nothing about another, nor about other words."""
    assert news([at(SENTENCE)], [at(SENTENCE, code=code, flagged=flagged)]) == 1


def test_a_renamed_file_keeps_its_entries() -> None:
    """Entries of a file that is gone stand for the same findings elsewhere; those of one that is there do not."""
    moved = at(SENTENCE.replace("때때로", "이따금"), "guide/ko.md")
    assert news([at(SENTENCE)], [moved], gone=("ko.md",)) == 0
    assert news([at(SENTENCE)], [moved]) == 1


def test_a_long_text_may_be_edited() -> None:
    """A whole paragraph that is flagged stays the same finding with a word changed; another paragraph is new."""
    whole = " ".join(["This paragraph about birds was never translated."] * 3)
    edited = whole.replace("never", "not", 1)
    accepted = at(whole, flagged=whole, code="U201")
    assert news([accepted], [at(edited, flagged=edited, code="U201")]) == 0
    unlike = "An entirely different text stands here, in which nothing of the first is said again."
    assert news([accepted], [at(unlike, flagged=unlike, code="U201")]) == 1
    assert news([at(whole, flagged=whole, source="12", code="N301")], [at(edited, flagged=edited, source="13")]) == 1


def test_what_is_told_once_may_move() -> None:
    """A rule that tells the first of several places tells no new thing where another became the first."""
    assert news([at(SENTENCE, code="T013")], [at(OTHER, code="T013")]) == 0


ENTRIES = st.lists(
    st.builds(Entry, *[st.text(min_size=1, max_size=6)] * 2, *[st.text(max_size=90)] * 3, *[st.text(max_size=5)] * 2)
)


@given(ENTRIES, st.randoms())
def test_written_and_read_again(entries: list[Entry], random: object) -> None:
    """A file holds what was put into it, one entry a line, and is the same in whatever order that came."""
    data = dumps(entries)
    assert reads(data, name="b") == sorted(entries)
    random.shuffle(shuffled := list(entries))  # type: ignore[attr-defined]
    assert dumps(shuffled) == data
    assert data.count(b"\n") == (len(entries) + 5 if entries else 4)


@given(ENTRIES)
def test_a_baseline_knows_itself(entries: list[Entry]) -> None:
    """Findings that all were accepted leave nothing new and nothing over."""
    assert (
        compare(entries, entries).unmatched
        == ()
        == tuple(set(range(len(entries))) - set(compare(entries, entries).known))
    )


@given(ENTRIES, ENTRIES)
def test_each_of_both_once(accepted: list[Entry], now: list[Entry]) -> None:
    """Whatever is compared, no entry stands for two findings."""
    news(accepted, now)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "damaged"),
        (b"{", "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"[]", "no baseline"),
        (b'{"version": "1", "findings": []}', "no baseline"),
        (b'{"version": 9, "findings": []}', "later version"),
        (b'{"version": 1, "findings": [{"path": "a", "code": "T002"}, 3]}', "entry 2"),
        (b'{"version": 1, "findings": [{"path": "a", "code": "T002", "text": 3}]}', "entry 1"),
        (b'{\n<<<<<<< HEAD\n  "version": 1\n=======\n>>>>>>> topic\n}', "merge conflict"),
    ],
)
def test_a_foreign_or_damaged_file_is_an_error(data: bytes, words: str) -> None:
    """It says what is wrong and where, with a way out."""
    with pytest.raises(FormatError, match=words) as caught:
        reads(data, name="base.json")
    assert caught.value.where.startswith("base.json")
    assert "--write-baseline" in caught.value.hint


@pytest.mark.parametrize("comma", ["", ","])
def test_a_merge_may_lose_or_leave_a_comma(comma: str) -> None:
    """Rows of both sides that were kept one below the other are read, whatever stands between them and at the end."""
    entries = sorted([at(SENTENCE), at(OTHER), at("A } \\n { B.", flagged="} \\n {")])
    data = dumps(entries).decode()
    first, second, third = data.splitlines()[3:6]
    merged = data.replace(first, first.rstrip(",")).replace(third, third + comma)
    for text in (merged, merged.replace("\n", "\r\n")):
        assert reads(text.encode(), name="b") == entries
    assert second.endswith(",")
    with pytest.raises(FormatError, match="damaged") as caught:
        reads(data.replace('"code"', "code", 1).encode(), name="b")
    assert caught.value.where == "b:4"


def test_it_is_json_that_people_can_read() -> None:
    """Korean stands as it is, empty fields are left out, nothing but the findings decides about the bytes."""
    data = dumps([at(SENTENCE)])
    assert "때때로" in data.decode()
    assert json.loads(data)["version"] == 1
    assert list(json.loads(data)["findings"][0]) == ["code", "path", "text", "before", "after"]


def test_very_many_edited_places_are_matched() -> None:
    """One mistake in a thousand sentences, each edited: every entry finds its own."""

    def places(verb: str) -> list[Entry]:
        return [
            Entry("ko.po", "K605", "할수", f"{n * 7919} 번째 줄의 {n}호에서는 이 일을", f"있다고 {verb}")
            for n in range(1000)
        ]

    result = compare(places("합니다."), places("말했습니다."))
    assert result.known == {number: number for number in range(1000)}


def test_a_repetitive_document_keeps_its_entries() -> None:
    """Thousands of edited places in which every word is a common one: nearly all are known; other places are new."""
    words = re.findall(r"\w+", "설정 파일을 열고 버튼을 누른 다음 저장을 선택하면 목록이 새로 고쳐지고 결과가 화면에")
    random = Random(2)

    def places(more: str) -> list[Entry]:
        return [Entry("ko.md", "T002", "API", f"{before} {more}", f"를 {after}", "API") for before, after in around]

    around = [(" ".join(random.choices(words, k=5)), " ".join(random.choices(words, k=5))) for _ in range(1500)]
    accepted, edited = places(""), places("꼭 ")
    assert news(accepted, edited) <= 15
    others = [Entry("ko.md", "T002", "API", f"Wholly {n % 7} other ", " words here", "API") for n in range(1500)]
    assert news(accepted, others) == 1500
    assert news([accepted[0]] * 1500, [edited[0]] * 1500) == 0
