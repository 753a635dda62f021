"""Messages: English text that can be said in Korean, and the catalogue that says it."""

from __future__ import annotations

import ast
import json
import pickle
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


def templates() -> dict[str, str]:
    """Every literal that the source gives to `say`, and where."""
    found: dict[str, str] = {}
    for file in sorted((ROOT / "tm").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                where = f"{file.relative_to(ROOT)}:{node.lineno}"
                for literal in _literals(node.args[0], where):
                    found.setdefault(literal, where)
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


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=lambda entry: entry.msgid[:40])
def test_a_translation_uses_the_values_of_its_message(entry: polib.POEntry) -> None:
    """A translation is there, is final, and names values that the message has."""
    assert entry.msgstr
    assert not entry.fuzzy
    assert fields(entry.msgstr) <= fields(entry.msgid)


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
