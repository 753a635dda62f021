from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.core import Diagnostic, Document, Place, Severity, Span
from tm.fingerprint import fingerprints, key


def found(
    text: str, flagged: str, *, code: str = "T002", path: str = "ko.md", term: str = "", source: str = ""
) -> Diagnostic:
    start = text.index(flagged)
    target = Place(Document(path, "ko", text), Span(start, start + len(flagged)))
    english = Document("en.md", "en", source)
    origin = Place(english, Span(0, len(source))) if source else None
    return Diagnostic(code, "a-rule", Severity.ERROR, "a message", term=term, target=target, source=origin)


SENTENCE = "모델은 때때로 hallucination을 일으키며, 이는 알려진 문제입니다."


@pytest.mark.parametrize(
    "edited",
    [
        f"# 새 제목\n\n앞에 새 문단.\n\n{SENTENCE}",
        f"{SENTENCE}\n\n뒤에 새 문단.\n",
        f"{SENTENCE}\n- 새 항목",
        SENTENCE.replace(" ", "\n", 2),
        SENTENCE.replace(" ", "\r\n"),
        SENTENCE.replace(" ", "  "),
        unicodedata.normalize("NFD", SENTENCE),
    ],
)
def test_it_stays_where_other_things_change(edited: str) -> None:
    """New paragraphs and items, other line breaks and decomposed Hangul leave the name as it is."""
    assert key(found(edited, "hallucination")) == key(found(SENTENCE, "hallucination"))


def test_it_changes_with_what_it_is_about() -> None:
    """Another rule, term, file, flagged text or neighbouring word makes another name."""
    plain = found(SENTENCE, "hallucination")
    others = [
        found(SENTENCE, "hallucination", code="T003"),
        found(SENTENCE, "hallucination", term="hallucination"),
        found(SENTENCE, "hallucination", path="other.md"),
        found(SENTENCE, "hallucination을"),
        found(SENTENCE.replace("일으키며", "보이며"), "hallucination"),
        found(SENTENCE.replace("때때로", "자주"), "hallucination"),
    ]
    assert len({key(item) for item in [plain, *others]}) == 7


def test_words_far_away_do_not_matter() -> None:
    """Of a long paragraph only the words around the finding take part."""
    near = "가" * 50
    texts = [f"{far}{near} hallucination {near}{far}" for far in ("앞뒤에 있는 말", "전혀 다른 말")]
    assert len({key(found(text, "hallucination")) for text in texts}) == 1


def test_a_message_of_a_catalogue_may_be_wrapped() -> None:
    """Where the strings of a message break does not make it another finding."""
    texts = ['msgstr "모델의 hallucination 문제"\n', 'msgstr ""\n"모델의 "\n"hallucination 문제"\n']
    assert len({key(found(text, "hallucination")) for text in texts}) == 1


def test_two_things_missing_at_one_place_differ() -> None:
    """What the source says tells findings apart that stand at the same place of the translation."""
    numbers = [found(SENTENCE, SENTENCE, code="N301", source=number) for number in ("12", "15")]
    assert len({key(item) for item in numbers}) == 2


def test_an_edited_source_is_nothing_to_a_finding_about_the_korean() -> None:
    """A wrong particle stays the same finding when its source sentence is reworded."""
    both = [found(SENTENCE, "hallucination을", code="K602", source=text) for text in ("One thing.", "Another.")]
    assert len({key(item) for item in both}) == 1


def test_an_omission_is_known_by_what_is_missing() -> None:
    """A paragraph without translation keeps its name when the paragraphs around its place change."""
    source = Document("en.md", "en", "First.\n\nLost paragraph.\n\nLast.")
    lost = Place(source, Span(8, 23))
    gaps = [
        Diagnostic("U203", "omission", Severity.WARNING, "", target=Place(Document("ko.md", "ko", text), Span(at, at)))
        for text, at in (("첫째.\n\n끝.", 3), ("첫 문단.\n\n끝.", 5))
    ]
    named = [Diagnostic(g.code, g.name, g.severity, "", target=g.target, source=lost) for g in gaps]
    assert key(named[0]) == key(named[1])


def test_equal_findings_are_numbered() -> None:
    """Findings that nothing tells apart have names of their own, the first of them that of a single one."""
    once = found(SENTENCE, "hallucination")
    names = fingerprints([once, once, once])
    assert len(set(names)) == 3
    assert names[0] == key(once)
    assert fingerprints([once, once]) == names[:2]


@given(st.text(), st.text(), st.data())
def test_any_finding_has_a_name(text: str, path: str, data: st.DataObject) -> None:
    """Whatever a file and its name hold, lone surrogates too, the name is 32 hexadecimal digits."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = Place(Document(path + "\udcff", "ko", text + "\udc80"), Span(start, end))
    name = key(Diagnostic("X001", "x", Severity.INFO, "", target=place))
    assert len(name) == 32
    int(name, 16)
