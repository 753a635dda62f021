"""Messages: English text that can be said in Korean, and the catalogue that says it."""

from __future__ import annotations

import ast
import json
import pickle
import re
from functools import cache
from string import Formatter

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tm.core import Severity
from tm.lang import catalogue
from tm.messages import Said, kept, restored, say
from tm.pairing import FilePair
from tm.project import Project

PO = ROOT / "tm" / "locale" / "ko" / "LC_MESSAGES" / "tm.po"


@cache
def _calls() -> list[tuple[str, ast.Call]]:
    """Each call of `say` in the source, and where it is."""
    return [
        (f"{file.relative_to(ROOT)}:{node.lineno}", node)
        for file in sorted((ROOT / "tm").rglob("*.py"))
        if "say(" in (text := file.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say"
    ]


def templates() -> dict[str, str]:
    """Every literal that the source gives to `say`, and where; of two forms, the one for a single thing."""
    found: dict[str, str] = {}
    for where, call in _calls():
        for literal in _literals(call.args[0], where):
            found.setdefault(literal, where)
    return found


def plurals() -> dict[str, str]:
    """The form for other numbers of every sentence that has one."""
    found: dict[str, str] = {}
    for where, call in _calls():
        if len(call.args) == 2:
            (one,), (many,) = (_literals(argument, where) for argument in call.args)
            assert "count" in {keyword.arg for keyword in call.keywords}, where
            assert found.setdefault(one, many) == many, where
    return found


def _literals(node: ast.expr, where: str) -> list[str]:
    """The texts that an argument may be: a literal, or one or another of two."""
    if isinstance(node, ast.IfExp):
        return _literals(node.body, where) + _literals(node.orelse, where)
    value = node.value if isinstance(node, ast.Constant) else None
    assert isinstance(value, str), f"{where}: say() takes a literal"
    return [value]


def fields(template: str) -> set[str]:
    """Names of the values in a template."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


ENTRIES = {entry.msgid: entry for entry in polib.pofile(str(PO)) if not entry.obsolete}


def test_the_catalogue_holds_every_message() -> None:
    """What a rule or an error says can be said in Korean, and nothing is kept that is said no more."""
    used = templates()
    assert sorted(set(used) - set(ENTRIES)) == []
    assert sorted(set(ENTRIES) - set(used)) == []
    assert {entry.msgid: entry.msgid_plural for entry in ENTRIES.values() if entry.msgid_plural} == plurals()


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=lambda entry: entry.msgid[:40])
def test_a_translation_uses_the_values_of_its_message(entry: polib.POEntry) -> None:
    """A translation is there, is final, and names values that the message has."""
    korean = entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr
    assert korean
    assert not entry.fuzzy
    assert fields(korean) <= fields(entry.msgid_plural or entry.msgid)


def test_a_count_chooses_its_form() -> None:
    """One thing is told in the singular, none and several in the plural; Korean has one form for all."""
    english = [str(_segments(count)) for count in (0, 1, 2, 1200)]
    assert english == ["0 segments", "1 segment", "2 segments", "1,200 segments"]
    korean = [catalogue.translated(_segments(count), "ko") for count in (0, 1, 1200)]
    assert korean == ["세그먼트 0개", "세그먼트 1개", "세그먼트 1,200개"]


def _segments(count: int) -> Said:
    return say("{count:,} segment", "{count:,} segments", count=count)


#: A number, and the plural of what it counts. A bound, a share and what is told from two on are never of one thing.
_COUNTED = re.compile(
    r"(?<!more than )(?<! of )\{(?:count|left_out|units|sources|terms|rows|total|pairs)(?::,)?\} "
    r"(?!has |is |times\b|vectors )(?:\w+ )?[a-z]{2,}s\b(?! of)"
)
#: What commands are matched by, whatever the number; what only stands beside a number that is none of one thing.
AS_THEY_ARE = {
    "imported {imported} terms, {duplicates} duplicates, {skipped} skipped",
    "imported {imported} units, {duplicates} duplicates, {skipped} skipped",
    "{count:,} characters, a cell holds {most:,}",
    "{count} columns for the {side} text ({language}) in the header",
    "{count} vectors for {rows} segments",
    "{name} has {count} lines, {name_2} has {count_2}",
    "{what}; {rows} rows do not fit, also {named}",
    "the archive unpacks to {size:,} bytes in {count:,} parts",
}


def test_counted_things_have_a_singular() -> None:
    """No sentence puts the plural of a thing behind a number that may be one."""
    said = {text for text in templates() if _COUNTED.search(text)}
    assert sorted(said - AS_THEY_ARE - plurals().keys()) == []


@pytest.mark.parametrize(
    ("term", "korean"),
    [("뷰", "뷰를"), ("환각", "환각을"), ("GPT", "GPT를"), ("`JSON`", "`JSON`을"), ("?!", "?!을(를)"), ("말", "말을")],
)
def test_particles_fit_the_value(term: str, korean: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Korean template names a particle, and it agrees with whatever stands before it."""
    monkeypatch.setattr(catalogue, "messages", lambda _: {"no {term}": "{term:을} 찾지 못했습니다"})
    assert catalogue.translated(say("no {term}", term=term), "ko") == f"{korean} 찾지 못했습니다"
    assert catalogue.translated(say("no {term}", term=term), "en") == f"no {term}"


def test_particles_stand_behind_a_closing_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark between a value and its particle is named before the particle."""
    monkeypatch.setattr(
        catalogue, "messages", lambda _: {"no {term}": "'{term:'이라는} 용어", "{term!r}": "{term!r:은}"}
    )
    assert catalogue.translated(say("no {term}", term="환각"), "ko") == "'환각'이라는 용어"
    assert catalogue.translated(say("no {term}", term="뷰"), "ko") == "'뷰'라는 용어"
    assert catalogue.translated(say("{term!r}", term="뷰"), "ko") == "'뷰'는"


_values = st.dictionaries(st.sampled_from("abc"), st.one_of(st.text(), st.integers(), st.just(say("in {x}", x="y"))))


@given(values=_values)
def test_a_sentence_survives_being_stored(values: dict[str, object]) -> None:
    """Kept as JSON or pickled, a sentence comes back with its template and values."""
    said = Said("".join(f"{{{name}}} " for name in values) + "end", values)
    for back in (restored(json.loads(json.dumps(kept(said)))), pickle.loads(pickle.dumps(said))):
        assert isinstance(back, Said)
        assert back == said
        assert back.template == said.template
        assert back.plural == said.plural
    for count in (1, 2):
        assert str(restored(json.loads(json.dumps(kept(_segments(count)))))) == str(_segments(count))
        assert str(pickle.loads(pickle.dumps(_segments(count)))) == str(_segments(count))
    assert str(say("a") + "b") == "ab"
    assert restored(kept("plain")) == "plain"


@pytest.mark.parametrize("damaged", [None, 3, {}, {"say": 1}, {"say": "{a}", "with": {"b": "c"}}])
def test_what_was_damaged_is_refused(damaged: object) -> None:
    """Something else than a stored sentence is a ValueError, as a cache expects."""
    with pytest.raises(ValueError):
        restored(damaged)


def test_the_catalogue_is_clean() -> None:
    """The project's own Korean passes its own check: no error, no warning, nothing suppressed."""
    project = Project(ROOT).with_config(glossary=(str(ROOT / "glossary.csv"),))
    found = project.check(FilePair(PO)).diagnostics
    assert [f"{one.code} {one.message}" for one in found if one.severity is not Severity.INFO] == []
    assert "tm: ignore" not in PO.read_text(encoding="utf-8")
