"""Where sentences end, in English and Korean."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SHARED, needs_shared
from tm.core import Mask, Span
from tm.lang import sentences

Splitter = Callable[..., list[Span]]
SPLITTERS = [pytest.param(sentences.english, id="en"), pytest.param(sentences.korean, id="ko")]
PROSE = st.text(
    st.one_of(
        st.sampled_from(".?!… \n\"'“”‘’()[]*_`\\가다요까.A1a。"), st.sampled_from("가나다 .?!()ab"), st.characters()
    ),
    max_size=80,
)


def english(text: str) -> list[str]:
    return [span.of(text) for span in sentences.english(text, code(text))]


def korean(text: str) -> list[str]:
    return [span.of(text) for span in sentences.korean(text, code(text))]


def code(text: str) -> list[Mask]:
    """Text between backticks is masked as code."""
    return [Mask(Span(*match.span()), "code") for match in re.finditer("`[^`]*`", text)]


@pytest.mark.parametrize("split", SPLITTERS)
@given(text=PROSE, cuts=st.lists(st.integers(0, 80), max_size=4, unique=True))
def test_sentences_cover_the_text(split: Splitter, text: str, cuts: list[int]) -> None:
    """Every character but white space lies in exactly one sentence, in order, and no cut lies inside a mask."""
    ends = sorted(min(cut, len(text)) for cut in cuts)
    pairs = zip(ends[::2], ends[1::2], strict=False)
    masked = [Mask(Span(a, b), kind) for (a, b), kind in zip(pairs, ["code", "tag"], strict=False) if a < b]
    at = 0
    for span in split(text, masked):
        assert not text[at : span.start].strip()
        assert span.of(text).strip() == span.of(text) != ""
        assert not any(mask.span.start < span.end < mask.span.end for mask in masked if text[span.end :].strip())
        at = span.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "whole",
    [
        "Use tools, e.g. Wireshark, i.e. a sniffer.",
        "Dr. Smith and Prof. Jones et al. (2019) disagree.",
        "See Fig. 3 and Eq. (2), No. 5, pp. 10-12.",
        "Version v1.0 costs 3.50 dollars at example.com.",
        "The U.S. Army and J. K. Rowling met at 5 p.m. EST.",
        "It was slow vs. the baseline, approx. 3 times.",
        "Wait... what did you do?",
        '"Stop!" he said.',
        'She said "I came. I saw." and left.',
        "This (see above. Or below) goes on.",
        "Run `a. B` and `c! D` now.",
        "1. Title of the section",
        "Yahoo! is a company.",
        "| quit . . . . . . quit",
    ],
)
def test_english_stays_whole(whole: str) -> None:
    """A stop in an abbreviation, a number, a quotation, brackets or code does not end an English sentence."""
    assert english(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["One.", "Two?", "Three!", "Four..."],
        ["He came.", "(See also this.)", "Then he left."],
        ["He said “Stop.”", "Then he left."],
        ["**Bold.**", "Next *it.*", "End."],
        ["I live in the U.S.", "The army left."],
        ["So do I.", "And you, etc.", "Then we go."],
        ["It is in Appendix C.", "We’ll see."],
        ["Read the docs.", "iPhone users too.", "`run` starts it.", "*name* is free."],
        ["It works.[^1]", "It helps.[2]", "Good."],
        ["Is it No.", "Yes?!", "No."],
        ["(One thing.", "Two things.)", "Three."],
        ["First line", "second line."],
    ],
)
def test_english_is_cut(parts: list[str]) -> None:
    """Closing quotes, brackets, emphasis and note marks go with the sentence they close."""
    assert english("  \n".join(parts) if parts[0] == "First line" else " ".join(parts)) == parts


@pytest.mark.parametrize(
    "whole",
    [
        "2017. 3. 5. 발표했습니다.",
        "1. 제목을 씁니다",
        "가. 항목을 씁니다",
        "그는 “갑니다.”라고 말했습니다.",
        '"정말입니다." 하고 말했습니다.',
        "‘왔다. 갔다.’고 했습니다.",
        "값은 3.5이고 v1.0이며 README.md에 있습니다.",
        "음... 그렇군요.",
        "Mr. Kim이 홍길동 et al. (2019)를 읽었습니다.",
        "Yahoo!는 회사입니다.",
        "할까?라는 질문입니다.",
        "이것은 (네. 아니오) 둘 다입니다.",
        "`가. 나다. 라` 함수입니다.",
    ],
)
def test_korean_stays_whole(whole: str) -> None:
    """Dates, numbering, quotations that go on, names and code do not end a Korean sentence."""
    assert korean(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["그렇습니다.", "그렇죠?", "네!", "그렇습니까?"],
        ["결과입니다(그림 2 참고).", "다음입니다."],
        ["그는 “갑니다.”", "그리고 갔습니다."],
        ["했습니다…", "그리고 잊었습니다."],
        ["(짧게 말합니다.", "길게도 말합니다.)", "끝입니다."],
        ["**굵게 씁니다.**", "다음입니다.[^1]", "끝입니다."],
        ["It is English.", "한국어입니다.", "See Chapter 7.", "Because it is."],
        ["`foo()`.", "다음입니다."],
    ],
)
def test_korean_is_cut(parts: list[str]) -> None:
    """Korean sentences end at a stop with what closes it; English ones between them end as in English."""
    assert korean(" ".join(parts)) == parts


def test_missing_space() -> None:
    """A full stop without a space behind it still ends a Korean sentence, unless a bracket or a quotation follows."""
    assert korean("있습니다.이 결과는 좋습니다.React는 다릅니다.(참고)") == [
        "있습니다.",
        "이 결과는 좋습니다.",
        "React는 다릅니다.(참고)",
    ]


@pytest.mark.parametrize("split", SPLITTERS)
def test_line_ends(split: Splitter) -> None:
    """A hard break ends a sentence, any other line end is a space."""
    text = "하나\n둘  \n셋\\\n넷<br>다섯\n\n여섯"
    assert [span.of(text) for span in split(text)] == ["하나\n둘", "셋\\", "넷<br>", "다섯", "여섯"]


def test_link_masks() -> None:
    """The rest of a masked link goes with the sentence that its text ends."""
    text = "[See here.](http://a.b/c.d) Then go."
    masked = [
        Mask(Span(0, 1), "markup"),
        Mask(Span(10, 12), "markup"),
        Mask(Span(12, 26), "url"),
        Mask(Span(26, 27), "markup"),
    ]
    assert [span.of(text) for span in sentences.english(text, masked)] == ["[See here.](http://a.b/c.d)", "Then go."]


@pytest.mark.parametrize("split", SPLITTERS)
@pytest.mark.parametrize(
    "unit", ["가다. ", "(a. ", '"', "a.", " ", ". ", "\n \n", "(a. b.) ", '("', ".*", "다.", "].("]
)
def test_hostile_text_takes_linear_time(split: Splitter, unit: str) -> None:
    """Twenty thousand repetitions of anything that the rules look at are split at once."""
    text = unit * 20_000
    covered = "".join(span.of(text) for span in split(text))
    assert "".join(covered.split()) == "".join(text.split())


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("side", ["en", "ko"])
def test_gold_boundaries(side: str) -> None:
    """On sentences that people split, joined again where the first one ends in a stop, boundary F1 is at least 0.99."""
    split = sentences.english if side == "en" else sentences.korean
    right = found = wanted = 0
    for folder in sorted((SHARED / "gold").glob("sent-*")):
        runs: list[list[str]] = [[]]
        for line in (folder / f"{side}.txt").read_text(encoding="utf-8").splitlines():
            if runs[-1] and not re.search(r"[.?!…][\"')\]”’*_]*$", runs[-1][-1]):
                runs.append([])
            runs[-1].append(line.strip())
        for run in runs:
            ends = {len(" ".join(run[: number + 1])) for number in range(len(run) - 1)}
            got = {span.end for span in split(" ".join(run))[:-1]}
            right, found, wanted = right + len(ends & got), found + len(got), wanted + len(ends)
    assert wanted > 250
    assert 2 * right / (found + wanted) >= 0.99
