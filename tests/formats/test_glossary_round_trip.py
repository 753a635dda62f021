"""Glossaries written for other tools and read back: the same terms, as far as the format can hold them."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SHARED, needs_shared
from tests.interchange.schematron import broken
from tm.core import Glossary, Term
from tm.errors import FormatError, TmError
from tm.formats import glossary_csv
from tm.formats.glossary_export import EXPORTS, export
from tm.formats.glossary_in import reader
from tm.formats.glossary_in.incoming import Intake, Languages
from tm.formats.glossary_in.into import joined

AWKWARD = (
    "&<>\"'",
    "]]>",
    "tab\tbed",
    "line\nbreak",
    "  blank  ",
    "🙂👩‍👩‍👧",
    unicodedata.normalize("NFD", "환각한글"),
    "\u202eright\u202c",
    "=1+1",
    "@SUM(A1)",
    "#tag",
    "a|b",
    "back\\slash",
    "a;b,c",
    '"quoted"',
    "_x0041_",
    "&amp;",
    "`code` *x*",
    "𝒜",
    "é\u0301",
    "sep=;",
    "ko",
)
TEXT = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.sampled_from("ab가힣 ,\"'|\\;:#=&<>]/-_\u0301🙂\u2028\u3000"), min_size=1, max_size=10),
).filter(lambda text: text.strip() != "" and normal(text) != "")


def normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


@st.composite
def glossaries(draw: st.DrawFn) -> Glossary:
    """Concepts whose rows agree about what belongs to the concept; any source and target in one concept only."""
    rows = list[Term]()
    used = set[str]()
    for number in range(draw(st.integers(1, 3))):
        sources = draw(st.lists(TEXT.map(normal), min_size=1, max_size=2, unique_by=str.casefold))
        sources = [text for text in sources if text.casefold() not in used]
        targets = draw(st.lists(TEXT.map(normal), min_size=1, max_size=3, unique_by=str.casefold))
        if not sources:
            continue
        used.update(text.casefold() for text in sources)
        identifier = draw(st.sampled_from(["", "1", "a b", "가.나", "id-7", "x"])) or ("c" if len(sources) > 1 else "")
        common = Term(
            f"{identifier}{number}" if identifier else "",
            "",
            (),
            pos=draw(st.sampled_from(["", "noun", "proper noun", "idiom"])),
            domain=draw(st.just("") | TEXT.map(normal)),
            definition=draw(st.just("") | TEXT.map(normal)),
        )
        about = {
            source: (
                tuple(draw(st.lists(TEXT.map(normal), max_size=2, unique=True))),
                draw(st.sampled_from(["", "sensitive"])),
            )
            for source in sources
        }
        for target in targets:
            status = draw(st.sampled_from(["approved", "admitted", "forbidden", "deprecated"]))
            note = draw(st.just("") | TEXT.map(normal))
            rows += [
                replace(
                    common, source=source, targets=(target,), status=status, note=note, excepted=said[0], case=said[1]
                )
                for source, said in about.items()
            ]
        if draw(st.booleans()) and len(sources) == 1 and sources[0].casefold() not in map(str.casefold, targets):
            said = about[sources[0]]
            rows.append(
                replace(common, source=sources[0], targets=(sources[0],), status="dnt", excepted=said[0], case=said[1])
            )
    return Glossary(tuple(rows))


def read_back(data: bytes, name: str) -> tuple[Glossary, Intake]:
    intake = Intake()
    text, _ = joined(
        "", reader.read(data, name=name, languages=Languages("en", "ko"), intake=intake), intake, name="glossary.csv"
    )
    return (glossary_csv.read(text, name="glossary.csv") if text else Glossary()), intake


def one_each(glossary: Glossary, *left_out: str) -> set[Term]:
    """Rows of one target each, without places and without what the format does not hold."""
    plain = dict.fromkeys(left_out, "") | {"place": ""}
    return {
        replace(term, targets=(target,), excepted=tuple(sorted(term.excepted)) if "excepted" not in left_out else ())
        for term in (replace(term, **{key: "" for key in plain if key != "excepted"}) for term in glossary)  # type: ignore[arg-type]
        for target in term.targets
    }


def told(account: object) -> bool:
    return bool(getattr(account, "left_out", None))


@pytest.mark.parametrize("to", ["csv", "tbx", "tbx3", "multiterm", "xlsx", "md"])
@given(glossary=glossaries())
def test_terms_come_back(to: str, glossary: Glossary) -> None:
    """Every column of every row is the same after export and import."""
    if not glossary.terms:
        return
    data, account = export(glossary, to)
    back, intake = read_back(data, EXPORTS[to].file)
    reasons = [reason for _, reason in account.left_out]
    reasons += [notice.removeprefix(":").partition(": ")[2] for notice in intake.notices if "except" in notice]
    if reasons:  # two phrases that no cell holds
        assert {reason.split("'")[0] for reason in reasons} <= {"except ", 'except "'}
        return
    assert one_each(back) == one_each(glossary)
    assert intake.skipped == 0


@pytest.mark.parametrize("to", ["memoq", "phrase"])
@given(glossary=glossaries())
def test_terms_of_concepts_come_back(to: str, glossary: Glossary) -> None:
    """What these hold: the terms, whether they may be used, domain and definition of the concept."""
    if not glossary.terms:
        return
    data, _ = export(glossary, to)
    back, _ = read_back(data, EXPORTS[to].file)

    def held(glossary: Glossary) -> set[tuple[object, ...]]:
        return {
            (term.source, target, term.status in ("forbidden", "deprecated"), term.domain, term.definition)
            for term in glossary
            for target in term.targets
        }

    assert held(back) == held(glossary)


@pytest.mark.parametrize("to", ["deepl", "google", "amazon", "weblate", "omegat"])
@given(glossary=glossaries())
def test_pairs_that_may_be_used_come_back(to: str, glossary: Glossary) -> None:
    """Pairs of the file are pairs of the glossary, none forbidden; every other row is named with a reason."""
    try:
        data, account = export(glossary, to)
    except TmError:
        return
    try:
        back, _ = read_back(data, EXPORTS[to].file)
    except FormatError:
        # without a header, the columns have to be in the languages
        if to in ("deepl", "google", "omegat") and re.search("[a-z]{3}|[가힣]", data.decode()):
            return
        raise
    given = {(term.source, target) for term in glossary for target in term.targets}
    usable = {
        (term.source, target)
        for term in glossary
        if term.status not in ("forbidden", "deprecated")
        for target in term.targets
    }
    found = {
        (term.source, target)
        for term in back
        if term.status not in ("forbidden", "deprecated")
        for target in term.targets
    }
    assert found <= usable if to != "omegat" else found <= given
    named = {source for source, _ in account.left_out}
    assert {source for source, target in usable - found} <= named


def test_a_remark_in_parts_stays_with_its_word() -> None:
    """What a semicolon divides in a remark on one term comes back as the remark on that term, not on its neighbours."""
    first = Term("1", "lamp", ("등",), "approved", note="")
    data, _ = export(Glossary((first, replace(first, targets=("램프",), note="old; of wood"))), "memoq")
    back, _ = read_back(data, EXPORTS["memoq"].file)
    assert {term.targets: term.note for term in back} == {("등",): "", ("램프",): "old; of wood"}


def test_a_term_of_one_quote() -> None:
    """A quote between tabs is a quote, though a spreadsheet could mean a cell that holds a tab."""
    glossary = Glossary((Term("", '"', ('"',), "dnt"),))
    back, _ = read_back(export(glossary, "omegat")[0], EXPORTS["omegat"].file)
    assert [(term.source, term.targets) for term in back] == [('"', ('"',))]


@needs_shared
@settings(max_examples=25)
@given(glossary=glossaries())
def test_tbx3_obeys_the_rules_of_its_dialect(glossary: Glossary) -> None:
    """TBX 3 passes the Schematron rules of TBX-Basic in DCA style."""
    if not glossary.terms:
        return
    assert broken_rules(export(glossary, "tbx3", "en-US", "ko-KR")[0]) == []


@needs_shared
def test_the_rules_of_the_dialect_find_what_is_wrong() -> None:
    """A part of speech that is not in the list is found, so that the test above can fail."""
    data, _ = export(Glossary((Term("", "a", ("가",), pos="noun"),)), "tbx3")
    assert broken_rules(data) == []
    assert broken_rules(data.replace(b">noun<", b">name<")) != []


def broken_rules(data: bytes) -> list[str]:
    """The rules of TBX-Basic in DCA style that a document breaks."""
    return broken(SHARED / "schemas" / "tbx3" / "TBX-Basic_DCA.sch", data)


def test_the_same_glossary_gives_the_same_bytes() -> None:
    """No file holds the moment of writing, a path, a user or a host."""
    import getpass
    import socket

    glossary = Glossary((Term("1", "a", ("가",), note="n"), Term("", "b", ("나",), status="forbidden")))
    for to in EXPORTS:
        first, second = export(glossary, to)[0], export(glossary, to)[0]
        assert first == second, to
        with tempfile.TemporaryDirectory() as folder:
            assert folder.encode() not in first
        assert str(Path.home()).encode() not in first
        assert socket.gethostname().encode() not in first
        assert getpass.getuser().encode() not in first.replace(b"</mtf>", b"")


@pytest.mark.parametrize("to", ["memoq", "phrase", "weblate"])
def test_a_term_given_up_comes_back_with_its_reason(to: str) -> None:
    """Deprecated and forbidden terms stay what they are, each with its own note, also where no such status is."""
    glossary = Glossary(
        (
            Term("1", "dataset", ("데이터셋",), note="use it"),
            Term("1", "dataset", ("자료집",), "deprecated", note="given up in 2020"),
            Term("1", "dataset", ("데이타셋",), "forbidden", note="misspelt"),
        )
    )
    data, _ = export(glossary, to)
    back, _ = read_back(data, EXPORTS[to].file)
    assert {(term.targets, term.status, term.note) for term in back} == {
        (term.targets, term.status, term.note) for term in glossary
    }
