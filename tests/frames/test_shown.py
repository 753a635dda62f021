"""What notebooks show is a table in which every string is text, and lists that show themselves stay lists."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import tm
from tests.frames.test_columns import EMPTY, EN, KO, revision
from tests.frames.test_frames import Tags
from tm import frames
from tm.core import (
    Bead,
    Bitext,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Glossary,
    Match,
    Place,
    Places,
    Segment,
    Severity,
    Span,
    Term,
    TranslationUnit,
)
from tm.report import inline

HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(1)">&lt;\'"'
TAGS = {"table", "caption", "thead", "tbody", "tr", "th", "td", "mark", "br", "p", "code", "ins", "del", "span", "b"}
ATTRIBUTES = {"style", "dir", "lang", "scope", "class", "aria-hidden"}


def harmless(html: str) -> Tags:
    """The tags of a page, after a look at them."""
    parsed = Tags(html)
    assert set(parsed.tags) <= TAGS
    assert parsed.attributes <= ATTRIBUTES
    return parsed


def finding(text: str) -> Diagnostic:
    document = Document(text, text, f"가 {text} 나", ())
    place = Place(document, Span(2, 2 + len(text)))
    return Diagnostic("T001", "term", Severity.ERROR, text, text, text, text, place, Place(document, Span(0, 1)))


def test_hostile_strings_are_text() -> None:
    """Findings, glossaries, matches and frames show a script as its letters."""
    unit = TranslationUnit(HOSTILE, HOSTILE, source_language=HOSTILE, document=HOSTILE)
    pages = [
        tm.Findings([finding(HOSTILE)])._repr_html_(),
        Glossary((Term(HOSTILE, HOSTILE, (HOSTILE, "가"), note=HOSTILE),))._repr_html_(),
        tm.Matches([Match(unit, 0.8, HOSTILE)])._repr_html_(),
        frames.readable(frames.glossary(Glossary((Term(HOSTILE, HOSTILE, (HOSTILE,)),))))._repr_html_(),
    ]
    for page in pages:
        assert any(HOSTILE in text for text in harmless(page).texts), page


def test_hostile_revisions_are_text(tmp_path: Path) -> None:
    """Words that changed are marked without letting them become markup."""
    for name, word in (("a.txt", "하나"), ("b.txt", "둘")):
        (tmp_path / name).write_text(f"{word} <b onclick='x'>글</b> {HOSTILE}\n같은 줄\n", encoding="utf-8")
    segments = frames.revision_segments(frames.revision(tmp_path / "a.txt", tmp_path / "b.txt", trials=0))
    parsed = harmless(frames.revision_html(segments))
    assert (parsed.tags.count("del"), parsed.tags.count("ins")) == (1, 1)
    assert "1 of 2 segments changed" in parsed.texts


def test_a_finding_is_marked_where_it_stands() -> None:
    """The place of a finding is marked in its line, and named as in reports."""
    html = tm.Findings([finding("둘")])._repr_html_()
    assert f'가 <mark style="{inline.mark(Severity.ERROR)}">둘</mark> 나' in html
    assert "T001 <span" in html
    assert "✕" in html
    assert "둘:1:3" in html
    assert "1 finding<" in html


def test_a_fix_is_shown_as_a_difference() -> None:
    """What a fix takes out and puts in stands under the message; without a fix there is none."""
    plain = finding("둘")
    fixed = replace(plain, fix=Fix((Edit(plain.target.span, "<셋>"),)) if plain.target else None)
    assert "가 <del>둘</del><ins>&lt;셋&gt;</ins> 나" in tm.Findings([fixed])._repr_html_()
    assert "<del>" not in tm.Findings([plain])._repr_html_()


def test_a_bitext_shows_doubt_and_what_is_missing() -> None:
    """A side without text is hatched, a bead that is not sure has a tint and a question mark."""
    sides = [
        Document(name, name, "가\n나", tuple(Segment(str(n), "가나"[n], Places.identity(2 * n, 1)) for n in range(2)))
        for name in ("en", "ko")
    ]
    beads = (Bead(range(1), range(1), 0.3), Bead(range(1, 2), range(1, 1), 0.9), Bead(range(2, 2), range(1, 2), 0.9))
    html = Bitext(sides[0], sides[1], beads)._repr_html_()
    assert (html.count(inline.NOTHING), html.count(inline.DOUBT), html.count("30% ?")) == (2, 1, 1)


def test_long_lists_are_cut_and_say_so() -> None:
    """A notebook cell stays small; what is not shown is counted."""
    html = tm.Findings([finding("둘")] * 120)._repr_html_()
    assert Tags(html).tags.count("tr") == 101
    assert "not shown: 20;" in html
    assert "not shown: 75;" in frames.readable(frames.diagnostics([finding("둘")] * 100))


def test_lists_stay_lists() -> None:
    """What check and lookup return compares, slices, adds, pickles and prints as a list, and gives its frame."""
    found = tm.Findings([finding("둘")])
    assert found == [finding("둘")]
    assert isinstance(found, list)
    assert repr(found) == repr(list(found))
    assert pickle.loads(pickle.dumps(found)) == found
    assert [*found, *found] == found + found
    assert found.to_frame().equals(frames.diagnostics(found))
    assert tm.Matches().to_frame().equals(frames.matches([]))


def test_check_and_lookup_give_them(tmp_path: Path) -> None:
    """`tm.check` gives Findings, and a lookup Matches, also where there are none."""
    assert type(tm.check(tm.align(EN, KO))) is tm.Findings
    assert tm.check(EMPTY) == []
    with tm.Memory(tmp_path / "memory.db") as memory:
        memory.add([TranslationUnit("A lamp is lit.", "등이 켜집니다.")])
        found = memory.lookup("A lamp is lit.")
    assert type(found) is tm.Matches
    assert "등이 켜집니다." in found._repr_html_()


def test_missing_values_are_empty() -> None:
    """A side that is missing shows nothing, not the name of a missing value."""
    texts = "".join(harmless(frames.readable(frames.revision_segments(revision()), limit=200)).texts)
    assert "<NA>" not in texts
    assert "nan" not in texts
    with pytest.raises(ValueError, match="metric is one of"):
        frames.revision_chart(frames.revision_segments(revision()), metric="bleu4")


def test_a_side_may_be_empty(tmp_path: Path) -> None:
    """A pair whose one side has no prose gives one-sided beads in every frame, and no error."""
    (tmp_path / "en.md").write_text("# One\n\nTwo words.\n", encoding="utf-8")
    (tmp_path / "ko.md").write_text("```\nx\n```\n", encoding="utf-8")
    bitext: Any = tm.align(tmp_path / "en.md", tmp_path / "ko.md")
    assert set(frames.types(bitext).index) == {"1-0"}
    assert len(frames.doubtful(bitext)) == 2
    assert "Two words." in frames.bitext_html(bitext)
    assert frames.confidence_chart(bitext).to_dict()
    terms = Glossary((Term("word", "word", ("낱말",)),))
    assert frames.coverage([bitext], terms)["words"].tolist() == [3]
    assert len(frames.renderings([bitext], terms)) == len(frames.mined([bitext])) == 0


def test_tables_speak_the_language_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Heads, counts and kinds are Korean for a Korean; columns of a DataFrame keep the names that programs use."""
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    unit = TranslationUnit("one", "하나", source_language="en", target_language="ko")
    shown = {
        "결과 2건": tm.Findings([finding("둘")] * 2)._repr_html_(),
        "품사": Glossary((Term("a", "a", ("가",)),))._repr_html_(),
        "비슷함": tm.Matches([Match(unit, 0.8, "fuzzy")])._repr_html_(),
        "비드 0개": frames.bitext_html(EMPTY),
        "변화": frames.revision_html(frames.revision_segments(revision())),
        "severity": frames.readable(frames.diagnostics([finding("둘")])),
    }
    for word, html in shown.items():
        assert word in html
    assert "rule" not in shown["결과 2건"]


def test_columns_of_one_name() -> None:
    """A frame that was joined from two has some names twice; each column keeps its own texts."""
    import pandas as pd

    joined = pd.concat([pd.DataFrame({"a": ["one"]}), pd.DataFrame({"a": [2]})], axis=1)
    html = frames.readable(joined)
    assert html.index(">one<") < html.index(">2<")
