"""Mining: what is found to be a term, and which word renders it."""

from __future__ import annotations

import pytest

from tests.conftest import SHARED, needs_shared
from tm import glossary_work
from tm.core import Document, Glossary, Places, Segment
from tm.errors import TmError
from tm.formats import read_bitext
from tm.terms.mine import Miner, mine, near, split
from tm.terms.mine_features import features
from tm.terms.mined import Mined
from tm.terms.proposals import Proposal, proposals
from tm.terms.senses import apart

FILLER = [
    ("The cat sleeps.", "고양이가 잔다."),
    ("A dog barks.", "강아지가 짖는다."),
    ("The tree grows.", "나무가 자란다."),
    ("My house burns.", "나의 집이 탄다."),
    ("Rain falls.", "비가 내린다."),
    ("Birds sing.", "새가 노래한다."),
]


def segment(text: str) -> Segment:
    return Segment("1", text, Places.identity(0, len(text)))


def mined(*pairs: tuple[str, str], languages: tuple[str, str] = ("en", "ko")) -> dict[str, Mined]:
    """Terms by their key, the pairs standing among others."""
    units = [(segment(source), segment(target)) for source, target in (*pairs, *FILLER)]
    if languages == ("ko", "en"):
        units = [(target, source) for source, target in units]
    return {term.key: term for term in mine(units, languages, least=3)}


def renderings(term: Mined) -> list[tuple[str, int]]:
    return [(rendering.text, len(rendering.uses)) for rendering in term.renderings]


LAMP = [
    ("A lamp is here.", "램프가 여기 있다."),
    ("Clean the lamp.", "램프를 닦는다."),
    ("Two lamps broke.", "램프 두 개가 깨졌다."),
    ("The lamp fits.", "램프가 맞는다."),
]


def test_a_recurring_noun_and_its_rendering() -> None:
    """Inflected forms and particles do not hide a term."""
    assert renderings(mined(*LAMP)["lamp"]) == [("램프", 4)]


def test_the_source_word_left_in_place_is_a_rendering() -> None:
    """A bead without the usual rendering that holds the source word counts as that."""
    found = mined(*LAMP, ("Sell the lamp.", "lamp를 판다."))["lamp"]
    assert renderings(found) == [("램프", 4), ("lamp", 1)]
    assert found.renderings[1].evidence == "kept"


def test_a_compound_is_found_whole() -> None:
    """A compound is rendered by a compound, however it is spaced."""
    found = mined(
        ("The log file grows.", "로그 파일이 커진다."),
        ("Open a log file.", "로그 파일을 연다."),
        ("Every log file counts.", "모든 로그파일을 센다."),
        ("This log file is old.", "이 로그 파일은 오래되었다."),
    )
    (rendering,) = found["log file"].renderings
    assert rendering.spellings == [("로그 파일", 3), ("로그파일", 1)]


def test_a_word_that_the_analyser_cuts_is_made_whole() -> None:
    """A loanword that the dictionary does not know is one word: 커밋 is analysed as 커 and 밋."""
    found = mined(
        ("A commit is here.", "커밋이 여기 있다."),
        ("Drop the commit.", "커밋을 버린다."),
        ("Two commits differ.", "커밋 두 개가 다르다."),
        ("The commit stays.", "커밋은 남는다."),
    )
    assert renderings(found["commit"]) == [("커밋", 4)]


def test_a_word_belongs_to_one_term() -> None:
    """A rendering that another word of the bead needs does not render the term as well."""
    found = mined(
        *LAMP, *LAMP, *[(f"{word} the shelf of the lamp.", "선반이다.") for word in ("Open", "Close", "Paint")]
    )
    assert ("선반", 3) not in renderings(found["lamp"])


def test_from_korean_to_english() -> None:
    """The other direction finds the same pairs."""
    assert renderings(mined(*LAMP, languages=("ko", "en"))["램프"])[0][0].casefold() in ("lamp", "lamps")


def test_other_languages_are_refused() -> None:
    """A language without an analysis is an error that says so."""
    with pytest.raises(TmError, match="cannot be mined"):
        Miner([(segment("Un chat."), segment("고양이."))], ("fr", "ko"))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("릴리스", "릴리즈", True), ("픽스처", "픽스쳐", True), ("표", "포", False), ("릴리스", "릴레이", False)],
)
def test_near_spellings(one: str, other: str, expected: bool) -> None:
    """Longer words that differ in a jamo are near; short ones are other words."""
    assert near(one, other) is expected


def test_sides_with_as_many_sentences_are_taken_by_sentence() -> None:
    """Otherwise a pair stays whole."""
    languages = ("en", "ko")
    assert len(split(segment("One. Two."), segment("하나다. 둘이다."), languages)) == 2
    assert len(split(segment("One. Two."), segment("하나이고 둘이다."), languages)) == 1


def test_features_stand_where_they_say() -> None:
    """The span of a feature holds its letters."""
    text = "작업 트리에서 커밋을 지웁니다."
    found = {feature.label: feature.span.of(text) for feature in features(segment(text), "ko")}
    assert found["작업트리"] == "작업 트리"
    assert found["커밋"] == "커밋"


def proposed(*pairs: tuple[str, str]) -> dict[str, Proposal]:
    """Rows for a glossary by their source, the pairs standing among others."""
    units = [(segment(source), segment(target)) for source, target in (*pairs, *FILLER)]
    documents = [Document("ko.md", "ko", target.text) for _, target in units]
    return {row.source: row for row in proposals(units, documents, ("en", "ko"), 3, Glossary())}


def test_a_name_that_is_kept_is_not_to_be_translated() -> None:
    """Lantern rendered as Lantern is proposed as dnt, spelt as the translation spells it."""
    row = proposed(
        ("We like Lantern.", "우리는 Lantern을 좋아한다."),
        ("They built Lantern.", "그들이 Lantern을 만들었다."),
        ("It needs Lantern.", "그것은 Lantern이 필요하다."),
        ("Nobody knows Lantern.", "아무도 Lantern을 모른다."),
    )["Lantern"]
    assert (row.target, row.status, row.pos) == ("Lantern", "dnt", "name")


def test_a_verb_is_proposed_in_its_dictionary_form() -> None:
    """What is rendered by 하다 everywhere is a verb in the glossary."""
    row = proposed(
        ("You can delete files.", "파일을 삭제합니다."),
        ("Try to delete it.", "그것을 삭제해 보십시오."),
        ("We delete rows.", "행을 삭제한다."),
        ("They will delete the page.", "쪽을 삭제할 것이다."),
    )["delete"]
    assert (row.target, row.pos) == ("삭제하다", "verb")


def test_a_compound_is_not_proposed_by_half() -> None:
    """What renders one word of a compound is no rendering of the whole."""
    changes = [
        ("A change is here.", "변경이 여기 있다."),
        ("One change more.", "변경 하나 더."),
        ("The change stays.", "변경은 남는다."),
        ("No change.", "변경 없음."),
    ]
    breaking = [
        ("A breaking change came.", "큰 변경이 왔다."),
        ("Each breaking change hurts.", "힘든 변경은 모두 아프다."),
        ("No breaking change today.", "오늘은 변경이 없다."),
    ]
    found = proposed(*changes, *breaking)
    assert found["change"].target == "변경"
    assert "breaking change" not in found


@pytest.mark.parametrize(
    ("word", "one", "usual", "expected"),
    [
        ("list", "목록", "리스트", True),
        ("list", "명단", "목록", True),
        ("binary", "이진수", "이진", False),
        ("lantern", "등불", "랜턴", False),
    ],
)
def test_two_senses_are_no_inconsistency(word: str, one: str, usual: str, expected: bool) -> None:
    """Renderings of two senses of a word are told from those of one."""
    assert apart(word, one, usual) is expected


@needs_shared
def test_the_first_terms_of_a_catalogue_are_real() -> None:
    """Among the first twenty of a catalogue of a version control system are its own words, rightly rendered."""
    path = SHARED / "gold" / "po" / "git-ko.po"
    bitext = read_bitext(path.read_bytes(), name="git-ko.po", source_language="en", target_language="ko", notices=[])
    found = {term.source: term.target for term in glossary_work.mine([bitext])[:20]}
    expected = {
        "file": "파일",
        "branch": "브랜치",
        "commit": "커밋",
        "object": "오브젝트",
        "index": "인덱스",
        "submodule": "하위 모듈",
        "repository": "저장소",
        "path": "경로",
        "patch": "패치",
        "tag": "태그",
        "remote": "리모트",
        "merge": "병합",
        "directory": "디렉터리",
        "working tree": "작업 폴더",
    }
    assert {source: found.get(source) for source in expected} == expected
