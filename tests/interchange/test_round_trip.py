"""Out through one command and in again through another: nothing is lost between two memories or two glossaries."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.interchange.texts import AWKWARD
from tests.program import tm
from tm.core import Glossary
from tm.formats import glossary_csv

#: Texts with blanks around them and line breaks in them, beside those on which files break.
TEXTS = (
    *AWKWARD,
    "  blanks around ",
    "line\nbreak",
    "\ttab first",
    "trailing\n",
    "\r\nlines of Windows\r\n",
    "a\n\n\nb",
)
#: What CSV keeps no blanks around; PO has the line breaks at the ends of a translation from its source.
BLANKS: dict[str, Callable[[str], str]] = {
    "a.csv": str.strip,
    "a.po": lambda text: text.replace("\r\n", "\n").strip("\n"),
}


def done(folder: Path, *arguments: str) -> str:
    result = tm(folder, *arguments, TM_LANG="en")
    assert result.returncode == 0, result.stderr
    return result.stdout


def units(folder: Path, db: str) -> list[tuple[str, str]]:
    """The pairs of a memory, in a fixed order."""
    rows = [json.loads(line) for line in done(folder, "memory", "export", "--db", db, "--to", "jsonl").splitlines()]
    return sorted((row["source"], row["target"]) for row in rows)


@pytest.mark.parametrize("name", ["a.tmx", "a.xlf", "a.xlf2", "a.po", "a.csv", "a.jsonl"])
def test_memories(name: str, tmp_path: Path) -> None:
    """A memory that is exported and imported again holds the same units, to the character."""
    pairs = [(f"{text} source {number}{text}", f"{text}번역{text}") for number, text in enumerate(TEXTS)]
    lines = [json.dumps({"source": one, "target": other}, ensure_ascii=False) for one, other in pairs]
    (tmp_path / "units.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done(tmp_path, "memory", "import", "units.jsonl", "--db", "one.db")
    done(tmp_path, "memory", "export", "--db", "one.db", "-o", name)
    done(tmp_path, "memory", "import", name, "--db", "two.db")
    changed = BLANKS.get(name, str)
    before, after = units(tmp_path, "one.db"), units(tmp_path, "two.db")
    assert len(before) == len(TEXTS)
    assert sorted((changed(one), changed(other)) for one, other in after) == sorted(
        (changed(one), changed(other)) for one, other in before
    )
    assert {unicodedata.normalize("NFC", one) for one, _ in pairs} == {one for one, _ in before}


def terms(path: Path) -> set[tuple[object, ...]]:
    glossary: Glossary = glossary_csv.read(path.read_text(encoding="utf-8"), name=path.name)
    return {
        (term.source, target, term.status, term.pos, term.case, term.excepted, term.domain, term.definition, term.note)
        for term in glossary
        for target in term.targets
    }


@pytest.mark.parametrize(
    "name", ["a.csv", "a.tbx", "a.v3.tbx", "a.multiterm.xml", "a.xlsx", "a.md", "a.phrase.xlsx", "a.memoq.csv"]
)
def test_glossaries(name: str, tmp_path: Path) -> None:
    """A glossary that is exported and imported again holds the same terms, with all that is said about them."""
    plain = [" ".join(text.split()) for text in TEXTS]
    rows = [
        {
            "id": f"c{number}",
            "source": f"{text} term{number}",
            "target": f"{text} 용어",
            "domain": f"{text} d",
            "definition": f"{text} def",
        }
        for number, text in enumerate(dict.fromkeys(plain))
    ]
    if not name.startswith(("a.phrase", "a.memoq")):  # which have no place for these
        for number, row in enumerate(rows):
            row |= {"note": f"{plain[0]} n{number}", "status": ["approved", "admitted", "deprecated"][number % 3]}
            row |= {"pos": ["noun", "idiom"][number % 2], "case": ["", "sensitive"][number % 2]}
    (tmp_path / "theirs.csv").write_bytes(_table(rows))
    done(tmp_path, "glossary", "import", "theirs.csv", "--into", "one.csv")
    done(tmp_path, "glossary", "export", "one.csv", "-o", name)
    account = json.loads(done(tmp_path, "glossary", "import", name, "--into", "two.csv", "--report", "json"))
    before = terms(tmp_path / "one.csv")
    assert len(before) == len(rows) + 1  # a bar in a target divides two
    assert (account["imported"], account["skipped"], account["conflicts"]) == (len(before), 0, [])
    assert terms(tmp_path / "two.csv") == before


def _table(rows: list[dict[str, str]]) -> bytes:
    import csv
    import io

    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()
