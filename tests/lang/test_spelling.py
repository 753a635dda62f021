"""Misspellings, impossible shapes and spacing in Korean text: the tables and what looks them up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.lang import josa_cut, spelling, spelling_rates, spelling_shapes, spelling_spacing
from tm.lang.spelling_spacing_patterns import patterns
from tm.lang.spelling_verbal_nouns import verbal_nouns

TABLES = {"words": spelling.words(), "loanwords": spelling.loanwords()}


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_sound(name: str) -> None:
    """Every row names a place to look, differs from its correction, and its correction is not listed as wrong."""
    table = TABLES[name]
    for entry in table.values():
        assert entry.wrong != entry.right, entry
        assert entry.where in ("any", "word", "whole"), entry
        assert entry.level in (("",) if name == "words" else ("info", "warning")), entry
        found = [other.entry.wrong for other in spelling.find(entry.right, table)]
        assert found == [], f"{entry.right} would be reported again"


def test_words_are_found_where_the_table_says() -> None:
    """`word` only at the start of a word, `whole` only as a word of its own, the longest entry first."""
    table = spelling.words()
    assert [m.entry.wrong for m in spelling.find("몇일과 열몇일", table)] == ["몇일", "몇일"]
    assert [m.entry.wrong for m in spelling.find("금새, 금새우", table)] == ["금새"]
    assert [m.entry.wrong for m in spelling.find("기게, 이야기게", table)] == ["기게"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("복구률과 충전률", ["복구률", "충전률"]),
        ("데이터 압축율이 높다", ["압축율"]),
        ("재사용율입니다", ["재사용율"]),
        ("복구율, 압축률, 관련법률, 불문율, 선율, 반복율동을, 김철율", []),
    ],
)
def test_rates_follow_the_sound_before_them(text: str, wrong: list[str]) -> None:
    """율 behind a vowel or ㄴ, 률 elsewhere, behind listed nouns alone; the correction is silent."""
    found = spelling_rates.find_all(["", text]).get(1, [])
    assert [slip.entry.wrong for slip in found] == wrong
    assert [slip.span.of(text) for slip in found] == wrong
    assert not spelling_rates.find_all([slip.entry.right for slip in found])


@pytest.mark.parametrize(
    ("host", "form", "cut"),
    [("프로그래", "을", True), ("알고리", "은", True), ("데이터", "을", False), ("프로그램", "를", False)],
)
def test_a_cut_word_is_told_from_a_whole_one(host: str, form: str, *, cut: bool) -> None:
    """A listed word without its end, whose particle fits the whole, is cut; a word of its own is not."""
    assert josa_cut.is_cut(host, form) is cut


@pytest.mark.parametrize(
    ("text", "right", "fixed"),
    [
        ("테잎을 봅니다", "테이프", "테이프를 봅니다"),
        ("테잎으로", "테이프", "테이프로"),
        ("테잎", "테이프", "테이프"),
        ("메세지를", "메시지", "메시지를"),
        ("로보트가", "로봇", "로봇이"),
    ],
)
def test_a_particle_is_made_to_agree(text: str, right: str, fixed: str) -> None:
    """The particle behind a corrected word follows its new final sound."""
    found = next(spelling.find(text, spelling.loanwords()))
    place, written = spelling.corrected(text, found.span, right)
    assert text[: place.start] + written + text[place.end :] == fixed


@given(st.lists(st.text("가나다라", min_size=1, max_size=4), min_size=1, max_size=12), st.text("가나다라 "))
def test_the_index_finds_what_a_plain_search_finds(words: list[str], text: str) -> None:
    """The longest entry at the first place where any of them stands, then on behind it."""
    table = {word: spelling.Entry(word, "", "any", True, "", "") for word in words}
    longest_first = "|".join(sorted(words, key=len, reverse=True))
    assert [(m.span.start, m.span.end) for m in spelling.find(text, table)] == [
        m.span() for m in re.finditer(longest_first, text)
    ]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("설명니다.", ""),
        ("새 작업니다.", "작업입니다"),
        ("끝에 들어니다.", ""),
        ("제거니다.", ""),
        ("있니다.", "있습니다"),
        ("있읍니다.", "있습니다"),
        ("밝혀짐니다.", "밝혀집니다"),
        ("공개되 있고", "공개되어"),
        ("할 있습니다", "할 수"),
        ("할 수 습니다", "수 있"),
        ("앖습니다", ""),
    ],
)
def test_slips(text: str, right: str) -> None:
    """A lost or doubled syllable is found, and corrected where only one word can be meant."""
    assert [slip.right for slip in spelling_shapes.find(text)] == [right]


@pytest.mark.parametrize(
    "text",
    [
        "아니다 지니다 다니다 언니다",
        "새 단업니다.",
        "우리 어머니다. 하모니다. 금니다.",
        "모읍니다. 옳다. 거칢. 똠얌꿍",
        "가니까 보니까 이니까 있으니까",
        "하되 있는 그대로",
        "ㄱ자와 ㄴ자",
        "받침 ㄹ",
        "ㅋㅋㅋ",
        "ㄱ, ㄴ, ㄷㅏ",
    ],
)
def test_sound_words_are_no_slips(text: str) -> None:
    """Words in 니다, letters that are talked about, rare but sound syllables."""
    assert list(spelling_shapes.find(text)) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("이룰수있다", "이룰 수 있다"),
        ("평면화 될", "평면화될"),
        ("문서화 되어야", "문서화되어야"),
        ("지불 해야", "지불해야"),
        ("해결하는데 쓰였습니다", "해결하는 데 쓰였습니다"),
        ("그럴것 같다", "그럴 것"),
        ("볼것입니다", "볼 것입니다"),
        ("않는것은", "않는 것은"),
        ("떠난지 3년", "떠난 지 3년"),
        ("먹었는 지를", "먹었는지를"),
        ("그럴지도 모를 일, 할 지도 모른다", "할지도 모른다"),
        ("네가지", "네 가지"),
        ("열번째", "열 번째"),
        ("알아야한다", "알아야 한다"),
        ("걷고있다", "걷고 있다"),
        ("춥지않다", "춥지 않다"),
        ("사용 할 수", "사용할"),
        ("재사용 됩니다", "재사용됩니다"),
        ("먹으면 안됩니다", "먹으면 안 됩니다"),
        ("비및 눈", "비 및"),
        ("우리 뿐이다", "우리뿐이다"),
        ("우리 조차", "우리조차"),
        ("왔습니다.그리고", "왔습니다. 그리고"),
        ("바뀐것을", "바뀐 것을"),
        ("그럴것같다", "그럴 것 같다"),
        ("그런 것같다", "그런 것 같다"),
        ("접을줄 알면", "접을 줄 알면"),
        ("없을때마다", "없을 때마다"),
        ("접힌대로", "접힌 대로"),
        ("먹을만큼", "먹을 만큼"),
        ("웃을뿐이다", "웃을 뿐이다"),
        ("끝난뒤에", "끝난 뒤에"),
        ("켜진채로", "켜진 채로"),
        ("가 본적이 있다", "본 적이"),
        ("그럴리가 없다", "그럴 리가"),
        ("녹음중입니다", "녹음 중입니다"),
        ("재는데 시간이 걸린다", "재는 데 시간이 걸린다"),
        ("그려야만한다", "그려야만 한다"),
        ("가려고합니다", "가려고 합니다"),
        ("웃지마세요", "웃지 마세요"),
        ("눕기만하면", "눕기만 하면"),
        ("뛰면안됩니다", "뛰면 안 됩니다"),
        ("넓을 수록", "넓을수록"),
        ("본격적 인", "본격적인"),
        ("그럼에도 불구 하고", "그럼에도 불구하고"),
        ("다시말해", "다시 말해"),
        ("하루 밖에 없다", "하루밖에 없다"),
        ("그것뿐아니라", "그것뿐 아니라"),
    ],
)
def test_spacing(text: str, right: str) -> None:
    """What is wrong in any sentence, and how it is written."""
    found = [place.right for place in spelling_spacing.find(text)]
    assert found == [right]


@pytest.mark.parametrize(
    "text",
    [
        "실수 있음, 필수가 있다, 홀수 없음",
        "한번 해 보세요. 한가지로. 세대가. 두개골. 여러분. 몇몇. 3번째",
        "먹는데 비가 온다. 있는 데다. 본 지 오래. 있는 지도",
        "해야만 한다. 받기도 했으며. 살펴보고 하는. 이것저것",
        "못지않게. 머지않아. 그럴 뿐. 나뿐이다",
        "마을만큼. 가을뿐. 단것을. 군것질. 되는대로. 설명대로. 물때가. 겨울때. 흔적이 있다. 제한적이 아니다",
        "해볼만하다. 올듯하다. 그중에. 한밤중에. 글을 수록 작품으로. 감사기도하는. 화면안되다. 집 밖에 없다",
        "수채화 할 때, 무궁화 된, 휴대전화 하는. 탈것이다. 들것입니다. 보잘것 없는 날것 같은",
        "필요한 만큼. 권한만큼. 제한대로. 안되다",
        "공부를 하다. 그림처럼. 이야기했다. 사용 한 번. config.py다. v1.2.3",
    ],
)
def test_sound_spacing_is_left_alone(text: str) -> None:
    """Words that look like a defect, what the norm allows both ways, and single words of the dictionary."""
    assert [place.right for place in spelling_spacing.find(text)] == []


@given(st.text("할수있는것데지만큼뿐해야고합니다. 한두세가지번째및사용되었 않위를기때문", max_size=40))
def test_fixed_spacing_stays(text: str) -> None:
    """Gaps lie inside the span and in order, and what is written instead has the same letters."""
    for place in spelling_spacing.find(text):
        assert all(place.span.contains(gap) for gap in place.gaps)
        assert list(place.gaps) == sorted(place.gaps)
        assert place.right.replace(" ", "") == place.span.of(text).replace(" ", "")


def test_verbal_nouns_are_no_endings() -> None:
    """Nouns that are also an ending would close up 받기도 했다."""
    assert not {"기도", "보고", "하고", "정도"} & verbal_nouns()


_PIECES = [
    "합",
    "니다",
    "니까",
    "언",
    "있",
    "읍",
    "작업",
    "되",
    "할",
    "수",
    "습니다",
    "됬",
    "ㅏ",
    "입다",
    "합니",
    ".",
    " ",
    "이",
    "때문",
    "가",
    "것",
    "A",
]


@given(st.lists(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join), max_size=6))
def test_shapes_are_found_in_many_texts_as_in_each(texts: list[str]) -> None:
    """Looking through many texts at once finds what looking through each of them finds."""
    alone = {number: found for number, text in enumerate(texts) if (found := list(spelling_shapes.find(text)))}
    assert spelling_shapes.find_all(texts) == alone


@given(st.lists(st.sampled_from([*_PIECES, "는데", "지", "첫번째", "고있", "하기때문", "별및", "3"]), max_size=8))
def test_spacing_is_found_in_words_that_were_seen_before(pieces: list[str]) -> None:
    """What is remembered of words changes no finding: those of a text are those of its patterns tried one by one."""
    text = "".join(pieces)
    first = list(spelling_spacing.find(text))
    assert list(spelling_spacing.find(text)) == first
    tried = [pattern for pattern in patterns() if any(need in text for need in pattern.needs)]
    matching = [pattern for pattern in tried if pattern.pattern.search(text)]
    assert [p for p in spelling_spacing._candidates(text) if p.pattern.search(text)] == matching
