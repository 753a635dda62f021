"""Misspellings, impossible shapes and spacing in Korean text: the tables and what looks them up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.lang import josa_cut, spelling, spelling_forms, spelling_rates, spelling_shapes, spelling_spacing
from tm.lang.spelling_spacing_patterns import patterns
from tm.lang.spelling_verbal_nouns import verbal_nouns

TABLES = {"words": spelling.words(), "loanwords": spelling.loanwords()}


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_sound(name: str) -> None:
    """Every row names a place to look, its correction is not listed as wrong; a sound word holds another row."""
    table = TABLES[name]
    for entry in table.values():
        if entry.wrong == entry.right:
            assert any(wrong in entry.wrong for wrong in table if wrong != entry.wrong), entry
        assert entry.where in ("any", "word", "whole"), entry
        assert entry.level in (("", "info") if name == "words" else ("info", "warning")), entry
        found = [other.entry.wrong for other in spelling.find(entry.right, table)]
        assert found == [], f"{entry.right} would be reported again"


def test_words_are_found_where_the_table_says() -> None:
    """`word` only at the start of a word, `whole` only as a word of its own, the longest entry first."""
    table = spelling.words()
    assert [m.entry.wrong for m in spelling.find("몇일과 열몇일", table)] == ["몇일", "몇일"]
    assert [m.entry.wrong for m in spelling.find("금새, 금새우", table)] == ["금새"]
    assert [m.entry.wrong for m in spelling.find("기게, 이야기게", table)] == ["기게"]


def test_sound_words_cover_what_they_hold() -> None:
    """A word that only holds the letters of a misspelling is none, alone or beside that misspelling."""
    texts = ["누미디아의 그로테스크한 벽화", "미디아에서 테스크를 엽니다", "교육계장과 육계장"]
    assert [m.entry.wrong for m in spelling.find(texts[0], spelling.loanwords())] == []
    found = spelling.find_all(texts, spelling.loanwords())
    assert {number: [m.entry.wrong for m in met] for number, met in found.items()} == {1: ["미디아", "테스크"]}
    assert [m.span.start for m in spelling.find_all(texts, spelling.words())[2]] == [6]


FORMS = [
    ("바꿀께 없습니다", "바꿀 게"),
    ("곧 날아가습니다", "날아갑니다"),
    ("다 해습니다", "했습니다"),
    ("끝이 가까습니다", "가깝습니다"),
    ("줄을 만들습니다", "만듭니다"),
    ("문을 엽니다만 만듭습니다", "만듭니다"),
    ("집에 갓습니다", "갔습니다"),
    ("물이 움직입습니다", "움직입니다"),
    ("이게 종이예여.", "종이예요"),
    ("울지 안네요", "않네요"),
    ("다 만들엇다", "만들었다"),
    ("다 끝낫다", "끝났다"),
    ("내가 접을께요", "접을게요"),
    ("곧 끝낼 께요", "끝낼게요"),
    ("눈이 올껄", "올걸"),
    ("멀쑤록", "멀수록"),
    ("눈이 올꺼라고", "올 거라고"),
    ("눈이 올 꺼예요", "거예요"),
    ("눈이 올꺼에요", "올 거예요"),
    ("눈이 올 꺼에요", "거예요"),
    ("그럴 껍니다", "그럴 겁니다"),
    ("좋은 곳이엿습니다", "곳이었습니다"),
    ("제꺼는", "제 거는"),
    ("배를 옮길려고", "옮기려고"),
    ("문을 닫을려면", "닫으려면"),
    ("새가 돼지 않는다", "되지"),
    ("새가 돼도록", "되도록"),
    ("새가 돼었다", "되었다"),
    ("새가 됀", "된"),
    ("안 되도 좋다", "돼도"),
    ("그러면 되.", "돼"),
    ("울지 안는다", "않는다"),
    ("울지 안고 웃는다", "않고"),
    ("비가 않 온다", "안"),
    ("비가 않왔다", "안 왔다"),
    ("비가 오기 바래요", "바라요"),
    ("비를 바랬다", "바랐다"),
    ("봄의 바램이", "바람이"),
    ("울던 말던", "울든 말든"),
    ("울던지 웃던지", "울든지"),
    ("누가 울던 상관없이", "울든"),
    ("어떤 꽃이던 좋다", "꽃이든"),
    ("그렇치 않다", "그렇지"),
    ("익숙치 않다", "익숙지"),
    ("산이 푸르었다", "푸르렀다"),
    ("끝에 다다르었다", "다다랐다"),
    ("여기는 바다이에요", "바다예요"),
    ("둘의 차이에요", "차이예요"),
    ("이것은 책이예요", "책이에요"),
    ("이것은 책예요", "책이에요"),
    ("저기가 바다에요", "바다예요"),
    ("그는 시인이였다", "시인이었다"),
    ("그는 가수이였다", "가수였다"),
    ("꽃이여서 곱다", "꽃이어서"),
    ("꽃이 아니여서", "아니어서"),
    ("그런 이유이여서", "이유여서"),
    ("이것보다 낳다", "낫다"),
    ("정답을 맞췄다", "맞혔다"),
    ("뒷쪽과 앞", "뒤쪽과"),
    ("아랫층", "아래층"),
    ("반듯히 서서", "반듯이"),
    ("끝없히", "끝없이"),
    ("발행년도가", "발행연도가"),
    ("발행 년도가", "연도가"),
    ("1999연도에", "년도에"),
]


@pytest.mark.parametrize(("text", "right"), FORMS)
def test_forms(text: str, right: str) -> None:
    """What the rules of the orthography say of any verb or noun, told as the words that are to be written."""
    found = spelling_forms.find_all(["", text]).get(1, [])
    assert [slip.entry.right for slip in found][:1] == [right]
    assert [slip.span.of(text) for slip in found] == [slip.entry.wrong for slip in found]
    assert not any(spelling_forms.find_all([slip.entry.right for slip in found]).values())


@pytest.mark.parametrize(
    "text",
    [
        "갔습니다. 가깝습니다. 입습니다. 갈아입습니다. 잡습니다. 낫습니다. 잇습니다. 짓습니다.",
        "하늘께 빌고 아들께 줍니다. 껄껄 웃고 팔찌를 낍니다. 불 꺼라. 불꺼야지. 내 꺼진 불.",
        "전원을 꺼라고 했다. 불을 꺼. 7월께, 27일께 온다. 연말께",
        "문을 열려고, 줄을 늘리려고, 바람이 불려고, 짐을 들려고 합니다. 들려고요",
        "돼지가 운다. 돼지도 안 운다. 잘돼서 좋다. 되도록 빨리. 되도 않는 말. 쌀 한 되.",
        "이미지 안은 비고 휴지 안을 본다. 패키지 안을 뒤지고 패키지 안은 비고 배지 안은.",
        "강아지 안았다. 안는다. 하지 않는다. 않는 것",
        "색이 바래고, 빛바램, 집에 바래다 준다. 바람이 분다.",
        "누가 왔던지 모른다. 얼마나 춥던지. 놀던 아이가 살던 집",
        "가치 있다. 수치는. 무엇이다. 그릇다",
        "그는 아이였다. 높이였다. 종이예요. 놀이예요. 길이여서. 하늘이여. 민준이예요. 여기에요. 집에요. 나무이었다",
        "블레어 윗치, 윗치. 아이를 더 낳다. 답을 정답에 맞춘다.",
        "힘들게 낳은 아기. 지점장이 되다. 보살께 빈다.",
        "뒤쪽. 뒷문. 윗옷. 아랫방. 못히. 특히. 급히. 2020년도. 몇 년도. 신년도",
    ],
)
def test_sound_forms_are_left_alone(text: str) -> None:
    """Words that look like a misspelt form."""
    assert not any(spelling_forms.find_all([text]).values())


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
        ("둘을 바꿈니다.", "바꿉니다"),
        ("문을 염니다.", "엽니다"),
        ("새 프로그램니다.", ""),
        ("답을 모름니다.", "모릅니다"),
        ("내 이름니다.", ""),
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
        "가슴이 섬찟하다. 마음이 설렜다. 피부가 하얬다. 베르됭",
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
        ("온뒤로", "온 뒤로"),
        ("갈수밖에 없다", "갈 수밖에"),
        ("꺼진것처럼", "꺼진 것처럼"),
        ("적은대로", "적은 대로"),
        ("정렬 하겠습니다", "정렬하겠습니다"),
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
        ("몇 번째 인지", "번째인지"),
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
        "온후와 기후. 전후에.",
        "비슷한지 얼마만큼 다른지. 두었는지 5초. 어디서든지 1년. 그럴듯 하게. 분할뿐이다. 연장된 뿐이었다",
        "별수 없다. 구설수가 있다. 과실수가 있어서. 단기전에 강하다. 하야했다고. 하야할 것을. 사또는. 되지못한 말",
        "어린것이. 부서질 것같이. 안되면 안되는 대로. 어느 만큼. 공부를 계속 하던. 찬성 한 표.",
        "예산안을 찬성 한 표 반대 두 표. 십 일인지 십일 일인지",
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
