"""Korean morphemes, words, lemmas, comparison form; the language table."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import TmError
from tm.lang import ko, language

MIXED = st.text(
    st.one_of(
        st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
        st.sampled_from("은는을를 \n\t\0.,!?()[]'\"`*aZ09é漢字😀\u200b\ufeff\u3000\xa0\x85\u2028ㄱᄇ"),
        st.characters(),
    ),
    max_size=60,
)


@given(MIXED)
def test_any_text_is_covered_exactly(text: str) -> None:
    """Morphemes stand in order, each form is the text under its span, and only white space and NUL lie between."""
    at = 0
    for morpheme in ko.morphemes(text):
        assert morpheme.span.of(text) == morpheme.form != ""
        assert not text[at : morpheme.span.start].strip().strip("\0").strip()
        at = morpheme.span.end
    assert not "".join(c for c in text[at:] if not c.isspace() and c != "\0")


def test_inflected_words_come_apart() -> None:
    """An inflected token tells its stem and endings; a plain one is its own part."""
    by_form = {m.form: m for m in ko.morphemes("모델을 학습시켰습니다. 다시 합니다.")}
    assert by_form["시켰"].parts == (("시키", "XSV"), ("었", "EP"))
    assert by_form["시켰"].tags == ("XSV", "EP")
    assert by_form["합니다"].parts[0] == ("하", "VV")
    assert by_form["모델"].parts == (("모델", "NNG"),)
    assert by_form["모델"].jongseong is True
    assert by_form["."].jongseong is None


def test_disagreeing_particle_stays_a_particle() -> None:
    """The analyser still sees a particle where it disagrees: what K601 rests on."""
    assert [m.tag for m in ko.morphemes("데이터을 모델는")] == ["NNG", "JKO", "NNG", "JX"]


@pytest.mark.parametrize("text", ["가" * 50_000, "단어 " * 20_000, "a" * 50_000, "줄\n" * 20_000])
def test_long_lines(text: str) -> None:
    """A very long line is analysed in pieces, with the same coverage."""
    covered = sum(len(morpheme.span) for morpheme in ko.morphemes(text))
    assert covered == len("".join(text.split()))


def test_threads_share_the_analyser() -> None:
    """Several threads get the results that one would get."""
    texts = [f"{number}번째 모델을 학습시켰습니다." for number in range(200)]
    alone = [list(ko._pieces(text)) for text in texts]
    together: dict[int, list[list[ko.Morpheme]]] = {}

    def work(number: int) -> None:
        together[number] = [list(ko._pieces(text)) for text in texts]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(result == alone for result in together.values())
    assert len(together) == 4


def test_words_and_lemmas() -> None:
    """Words are eojeols without punctuation; lemmas are nouns, and verbs in their dictionary form."""
    text = "모델은 API를 썼고, 아름다운 결과를 보았다."
    assert [span.of(text) for span in ko.words(text)] == ["모델은", "API를", "썼고", "아름다운", "결과를", "보았다"]
    assert ko.lemmas(text) == ["모델", "api", "쓰다", "아름답다", "결과", "보다"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [("ＡＰＩ　１", "api 1"), ("\u1112\u1161\u11ab", "한"), ("①", "①"), ("ﾡ", "\u1100"), ("GPT-4", "gpt-4")],
)
def test_fold(text: str, folded: str) -> None:
    """Case, width and composition do not matter in a comparison; other compatibility characters stay."""
    assert ko.fold(text) == folded


@given(st.text(max_size=20))
def test_fold_twice_is_fold_once(text: str) -> None:
    """A folded text is its own comparison form."""
    assert ko.fold(ko.fold(text)) == ko.fold(text)


@pytest.mark.parametrize("tag", ["ko", "ko-KR", "KO_kr", "en", "en-US"])
def test_language_by_tag(tag: str) -> None:
    """A BCP 47 tag leads to a module that splits sentences, finds words and folds."""
    found = language(tag)
    assert [span.of("One. Two.") for span in found.sentences("One. Two.")] == ["One.", "Two."]
    assert found.words("One two")
    assert found.fold("A") == "a"


def test_unknown_language() -> None:
    """An unknown language is an error that names the known ones."""
    with pytest.raises(TmError) as caught:
        language("tlh")
    assert "tlh" in caught.value.what
    assert "en, ko" in caught.value.hint
