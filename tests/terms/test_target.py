"""Terms in Korean: particles, conjugation, spacing, saisiot, gloss brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.harness import findings
from tests.terms.helpers import segment, uses
from tm.terms.conjugation import surfaces
from tm.terms.korean import KoreanText, pattern


def found(target: str, text: str, *, strict: bool = False) -> list[str]:
    return [span.of(text) for span in KoreanText(segment(text)).find(pattern(target), strict=strict)]


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("환각", "환각은 환각이다."),
        ("딥러닝", "딥 러닝으로"),
        ("딥 러닝", "딥러닝으로"),
        ("매개 변수", "매개변숫값을"),
        ("데이터셋", "데이터셋을"),
        ("검증하다", "검증된 값"),
        ("검증하다", "값의 검증"),
        ("재정의하다", "재정의는"),
        ("오버라이드하다", "오버라이딩합니다"),
        ("빌리다", "값을 빌려 온다"),
        ("그리다", "화면에 그린다"),
        ("풀다", "문제를 풀었다"),
        ("돌려주다", "값을 돌려줍니다"),
        ("내보내다", "파일로 내보냈다"),
        ("불러오다", "불러와서 쓴다"),
        ("패턴 일치", "패턴의 일치를 본다"),
        ("식", "정규식을"),
        ("표현식", "점표현식을"),
        ("API", "API를"),
        ("API", "웹API들"),
        ("API 키", "API키를"),
        ("상대적인", "상대적입니다"),
        ("상대적인", "상대적 위치"),
        ("상대적이다", "상대적으로"),
    ],
)
def test_a_target_is_found_however_it_is_inflected(target: str, text: str) -> None:
    """Particles, endings, spaces and saisiot do not hide a target."""
    assert found(target, text)


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("식", "방식을"),
        ("문", "질문을"),
        ("API", "APIs2"),
        ("API", "api"),
        ("표", "발표를"),
        ("검증하다", "검사한다"),
        ("인자", "확인자를"),
    ],
)
def test_part_of_another_word_is_not_the_target(target: str, text: str) -> None:
    """A syllable inside a word of its own is nothing, and Latin targets have borders and case."""
    assert not found(target, text)


def test_strict_matches_are_whole_words() -> None:
    """As evidence against a translation, only whole words and morphemes count."""
    assert found("메소드", "메소드를 부른다", strict=True) == ["메소드"]
    assert found("설정", "설정값에 설정되었다", strict=True)
    assert not found("기계", "기계론을 설명한다", strict=True) or found("기계론", "기계론을", strict=True)


@pytest.mark.parametrize(
    ("stem", "form"),
    [("나누", "나눠"), ("고르", "골라"), ("돕", "도와"), ("짓", "지어"), ("불러오", "불러온"), ("가리키", "가리켜")],
)
def test_conjugation(stem: str, form: str) -> None:
    """Contractions and irregular classes are among the forms of a stem."""
    assert form in surfaces(stem)


@pytest.mark.parametrize(
    ("target", "statuses"),
    [
        ("환각(hallucination)을 줄인다.", ["approved", "gloss"]),
        ("hallucination(환각)을 줄인다.", ["untranslated", "approved"]),
        ("hallucinations를 줄인다.", ["untranslated"]),
        ("환각을 줄인다. `hallucination`", ["approved"]),
        ("hallucination_rate를 줄인다.", []),
        ("'hallucination'이라는 말을 쓴다.", ["ignored"]),
        ("환각<sup>hallucination</sup>을 줄인다.", ["approved", "gloss"]),
        ("환각을 <b>hallucination</b>에서 줄인다.", ["approved", "untranslated"]),
        ("HR(hallucination rate)을 줄인다.", ["gloss"]),
        ("HT(hallucination rate)을 줄인다.", ["untranslated"]),
        ("hallucination절을 줄인다.", ["ignored"]),
        ("hallucination 문제를 줄인다.", ["untranslated"]),
        ("환각\n(hallucination)을 줄인다.", ["approved", "gloss"]),
    ],
)
def test_left_over_words_and_glosses(target: str, statuses: list[str]) -> None:
    """In brackets behind Korean the source word is a gloss, spoken of it is ignored, else left over."""
    use = uses("It reduces hallucination.", target, "hallucination,환각")["hallucination"]
    assert [rendering.status for rendering in use.found] == statuses


@pytest.mark.parametrize(
    ("source", "target", "status"),
    [
        ("owlctl nest add <name>", "owlctl nest add <이름>", "ignored"),
        ("owlctl nest [-v | --verbose] show", "owlctl nest [-v | --verbose] 보기", "ignored"),
        ("Use this:\n\towlctl nest\nto see it.", "보려면:\n\towlctl nest\n이렇게 쓴다.", "ignored"),
        ("stale (use 'owlctl nest prune' to remove)", "낡음 (없애려면 'owlctl nest prune'을 쓴다)", "ignored"),
        ("Run the owlctl nest command.", "owlctl nest 명령을 실행한다.", "ignored"),
        ("wrong nest.%s.place: %s", "nest.%s.place 값이 잘못됨: %s", "ignored"),
        ("an owlctl nest", "owlctl nest를 만든다", "untranslated"),
        ("owlctl nests and a nest", "owlctl nest를 만든다 <이름>", "untranslated"),
        ("a nest --quiet", "새 nest --quiet", "untranslated"),
    ],
)
def test_commands_are_not_left_over(source: str, target: str, status: str) -> None:
    """A word of a command or a key that the source has, too, is kept; behind a name in a sentence it is left over."""
    use = uses(source, target, "nest,둥지")["nest"]
    assert [rendering.status for rendering in use.found] == [status]


@pytest.mark.parametrize(
    ("source", "target", "row", "rival", "status"),
    [
        ("a scope", "스코프가 좁다", "scope,범위", "스코프", "transliterated"),
        ("a template", "탬플릿이 있다", "template,템플릿", "탬플릿", "misspelled"),
        ("Use Django.", "django를 쓴다", "Django,,dnt", "django", "altered"),
        ("a migration", "변경사항(migration)을 본다", "migration,마이그레이션", "변경사항", "glossed"),
        ("a migration", "변경사항<sup>migration</sup>을 본다", "migration,마이그레이션", "변경사항", "glossed"),
        ("a scope", "스코프에는 없다", "scope,범위", "스코프", "transliterated"),
        ("a cover renderer", "커버 렌더러를 연다", "cover,덮개", "커버", "transliterated"),
        ("a spinner cover", "스피너 커버를 연다", "cover,덮개", "커버", "transliterated"),
    ],
)
def test_rivals(source: str, target: str, row: str, rival: str, status: str) -> None:
    """What stands instead of the term is shown where there is evidence."""
    (use,) = uses(source, target, row).values()
    assert use.rival is not None
    assert (use.rival.span.of(target), use.rival.status) == (rival, status)


@pytest.mark.parametrize(
    ("source", "target", "row"),
    [
        ("Put it into a build.", "그것을 폴더에 넣는다.", "build,빌드"),
        ("the best way to build apps", "앱을 구축하는 가장 좋은 방법", "build,빌드"),
        ("two types of lamps", "두 가지 유형의 등", "type,타입"),
        ("They help you and your team build lamps.", "여러분이 등을 구축하도록 돕는다.", "build,빌드"),
        ("Cargo runs.", "그 결과를 본다.", "Cargo,,dnt"),
        ("A user uses it.", "그것을 사용하는 경우이다.", "user,사용자"),
        ("third-party libraries (crates)", "외부 라이브러리(crates)", "crate,크레이트"),
    ],
)
def test_what_is_no_rival(source: str, target: str, row: str) -> None:
    """A word that sounds alike by chance, or renders another sense or word of the source, is no evidence."""
    assert all(use.rival is None for use in uses(source, target, row).values())


def test_the_particle_is_no_part_of_what_is_shown() -> None:
    """Of 에폭으로 the noun is 에폭."""
    (use,) = uses("fewer epochs", "더 적은 에폭으로", "epoch,에포크").values()
    assert use.rival is not None
    assert use.rival.target == "에폭"


def test_a_short_transliteration_needs_a_neighbour() -> None:
    """Two consonants alone are no evidence: too many native words have them."""
    (use,) = uses("a cover of wool", "커버를 부른다", "cover,덮개").values()
    assert use.rival is None


def test_forbidden_part_of_a_longer_right_term_is_not_evidence() -> None:
    """The longest rendering counts on the target side too."""
    rows = "fine-tuning,미세 조정\nadjust,바꾸다\nadjust,조정,forbidden"
    assert not uses("Adjust the fine-tuning.", "미세 조정을 바꾼다.", rows)["adjust"].having("forbidden")


TEXTS = st.text(st.sampled_from("가나다환각을를은 label(hallucination)`*_.,:-\"'\n0A"), max_size=60)


@given(TEXTS, TEXTS)
def test_any_pair_of_texts_is_matched_within_its_bounds(source: str, target: str) -> None:
    """Whatever the texts, every span lies inside its text and covers something."""
    rows = "hallucination,환각|환각하다\nlabel,나다\nlabel,가나,forbidden\nA,,dnt"
    for use in uses(source, target, rows).values():
        shown = [r.span for r in use.found] + ([use.rival.span] if use.rival else [])
        assert all(0 <= span.start < span.end <= len(source) for span in use.source)
        assert all(0 <= span.start < span.end <= len(target) for span in shown)


@pytest.mark.parametrize("target", ["위치를 모두 찾아냅니다.", "위치를 찾습니다.", "위치를 정확히 찾아 줍니다."])
def test_adverbs_and_auxiliaries_do_not_hide_a_verb(target: str) -> None:
    """A phrase with a verb is found with an adverb inside and an auxiliary behind."""
    assert not findings("T001", "It localizes the line.", target, "localize,위치를 찾다,,verb")


@pytest.mark.parametrize("target", ["물을 가져오는 법", "물 가져오기", "물을 다시 가져왔다."])
def test_a_nominal_phrase_is_met_as_a_verb(target: str) -> None:
    """A target in -기 is also found with its object and in any conjugation."""
    assert not findings("T001", "Fetching water", target, "fetching water,물 가져오기")


def test_a_name_may_be_spaced_otherwise() -> None:
    """Bluelamp for Blue Lamp is the name, altered."""
    (use,) = uses("Use Blue Lamp.", "Bluelamp를 쓴다.", "Blue Lamp,,dnt").values()
    assert use.rival is not None
    assert (use.rival.target, use.rival.status) == ("Bluelamp", "altered")


def test_connectives_are_no_transliteration() -> None:
    """그래서 sounds like class; the finding does not point at it."""
    (found,) = findings("T001", "So the class is picked.", "그래서 갈래를 고릅니다.", "class,클래스")
    assert "그래서" not in found.message


def test_a_label_may_have_a_particle_behind_it() -> None:
    """'Add label'을: quotation marks end where Hangul follows."""
    assert not findings("T002", "Press 'Add label'.", "'Add label'을 누른다.", "label,레이블")


def test_a_name_with_an_ampersand_is_no_term() -> None:
    """Wicks & Lanterns is a name, also at the head of a sentence."""
    assert not findings(
        "T002", "Wicks & Lanterns sells oil.", "Wicks & Lanterns는 기름을 판다.", "wick,심지\nlantern,등불"
    )
