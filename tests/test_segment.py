"""Documents by sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.core import Document, Kind, Mask, Places, Segment, Span
from tm.errors import TmError
from tm.segment import sentences_of

PARAGRAPH = st.text(st.sampled_from("가다요. ?!ab()“”\n`*1"), max_size=40)


def document(*texts: str, language: str = "ko") -> Document:
    """Paragraphs, one after another with a blank line between."""
    segments, at = [], 0
    for number, text in enumerate(texts, 1):
        segments.append(Segment(str(number), text, Places.identity(at, len(text))))
        at += len(text) + 2
    return Document("a.md", language, "\n\n".join(texts), tuple(segments))


@given(st.lists(PARAGRAPH, max_size=5), st.sampled_from(["en", "ko"]))
def test_sentences_cover_each_paragraph_once(texts: list[str], language: str) -> None:
    """A paragraph's sentences hold its text in order, without the white space between, and stand where it stands."""
    given_document = document(*texts, language=language)
    by_sentence = sentences_of(given_document)
    assert (by_sentence.path, by_sentence.language, by_sentence.text) == ("a.md", language, given_document.text)
    for index, paragraph in enumerate(given_document.segments):
        parts = [segment for segment in by_sentence.segments if segment.parent == index]
        assert "".join("".join(part.text.split()) for part in parts) == "".join(paragraph.text.split())
        for part in parts:
            assert part.file.of(by_sentence.text) == part.text
            assert part.kind is Kind.SENTENCE
        assert [part.id for part in parts] == [f"{paragraph.id}.{n}" for n in range(1, len(parts) + 1)]
    assert [segment.parent for segment in by_sentence.segments] == sorted(s.parent for s in by_sentence.segments)


def test_masks_move_along() -> None:
    """A sentence keeps the masks that lie in it, at their places."""
    text = "`가. 나`를 씁니다. <b>그리고</b> `x`."
    whole = Segment(
        "3", text, Places.identity(0, len(text)), masked=(Mask(Span(0, 6), "code"), Mask(Span(24, 27), "code"))
    )
    parts = sentences_of(Document("a.md", "ko", text, (whole,))).segments
    assert [[mask.span.of(part.text) for mask in part.masked] for part in parts] == [["`가. 나`"], ["`x`"]]


def test_places_of_escaped_text() -> None:
    """A sentence of a segment that is escaped in its file still points at the file's characters."""
    file = "A &amp; me. C."
    places = Places.of_pieces([(2, Span(0, 2)), (1, Span(2, 7)), (7, Span(7, 14))])
    parts = sentences_of(Document("a.xlf", "en", file, (Segment("1", "A & me. C.", places),))).segments
    assert [part.file.of(file) for part in parts] == ["A &amp; me.", "C."]


@pytest.mark.parametrize("kind", [Kind.CODE, Kind.MEDIA, Kind.MARKUP])
def test_what_is_no_prose_stays_whole(kind: Kind) -> None:
    """Code, media and markup keep their kind, id and text."""
    code = Segment("1", "a. B. c", Places.identity(0, 7), kind, key="k")
    (only,) = sentences_of(Document("a.md", "ko", "a. B. c", (code,))).segments
    assert (only.kind, only.id, only.text, only.key, only.parent) == (kind, "1", "a. B. c", "k", 0)


def test_unknown_language_is_refused() -> None:
    """A document in a language without rules is not cut by guess."""
    with pytest.raises(TmError, match="tlh"):
        sentences_of(document("a", language="tlh"))
