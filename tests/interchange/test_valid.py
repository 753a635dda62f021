"""What the commands write is what the standards say: every format of memories, alignments and glossaries."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.conftest import SHARED, needs_shared
from tests.formats.test_units_valid import assert_valid, schema
from tests.interchange.schematron import broken
from tests.interchange.texts import AWKWARD
from tests.program import tm

SCHEMAS = SHARED / "schemas"
XLIFF_2 = SCHEMAS / "xliff21"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A memory, two documents and a glossary of awkward texts."""
    folder = tmp_path_factory.mktemp("valid")
    units = [
        {"source": f"{text} source {number}", "target": f"번역 {text}", "notes": [text] if number % 3 else []}
        for number, text in enumerate(AWKWARD)
    ]
    lines = [json.dumps(unit, ensure_ascii=False) for unit in units]
    (folder / "units.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for name, word in (("en.md", "Source"), ("ko.md", "번역")):
        texts = (f"{word} {number} of {text} <b>x</b>" for number, text in enumerate(AWKWARD))
        (folder / name).write_text("\n\n".join(" ".join(text.split()) for text in texts), encoding="utf-8")
    rows = [
        {"id": "a b", "source": f"{text} term", "target": f"용어 {text}", "status": "approved", "note": text}
        for text in AWKWARD
    ]
    rows += [
        {"id": "7", "source": "one", "target": "하나", "status": status, "note": "", "pos": "noun", "case": "sensitive"}
        for status in ("forbidden", "dnt")
    ]
    (folder / "theirs.csv").write_bytes(_csv(rows))
    for arguments in (
        ("memory", "import", "units.jsonl", "--db", "m.db"),
        ("glossary", "import", "theirs.csv", "--into", "glossary.csv"),
    ):
        done = tm(folder, *arguments)
        assert done.returncode == 0, done.stderr
    return folder


def _csv(rows: list[dict[str, str]]) -> bytes:
    import csv
    import io

    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, ["id", "source", "target", "status", "note", "pos", "case"], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def written(project: Path, command: str, name: str) -> bytes:
    """The file of this name, as a command writes it."""
    given = {
        "memory": ("memory", "export", "--db", "m.db"),
        "align": ("align", "en.md", "ko.md", "--encoder", "none"),
        "glossary": ("glossary", "export", "glossary.csv", "--lang-variant", "en-US", "--lang-variant", "ko-KR"),
    }[command]
    file = f"{command}.{name}"
    done = tm(project, *given, "-o", file)
    assert done.returncode == 0, done.stderr
    return (project / file).read_bytes()


BILINGUAL = pytest.mark.parametrize("command", ["memory", "align"])


@needs_shared
@BILINGUAL
def test_tmx(project: Path, command: str) -> None:
    """TMX agrees with the DTD of version 1.4."""
    assert_valid(etree.DTD(str(SCHEMAS / "tmx14" / "tmx14.dtd")), written(project, command, "a.tmx"))


@needs_shared
@BILINGUAL
def test_xliff(project: Path, command: str) -> None:
    """XLIFF 1.2 agrees with the strict schema."""
    folder = SCHEMAS / "xliff12"
    rules = schema(folder / "xliff-core-1.2-strict.xsd", folder / "xml.xsd")
    assert_valid(rules, written(project, command, "a.xlf"))


@needs_shared
@BILINGUAL
def test_xliff_2(project: Path, command: str) -> None:
    """XLIFF 2.1 agrees with the schema of its core and breaks none of its rules."""
    xml = XLIFF_2 / "informativeCopiesOf3rdPartySchemas" / "w3c" / "xml.xsd"
    data = written(project, command, "a.xlf2")
    assert_valid(schema(XLIFF_2 / "xliff_core_2.0.xsd", xml), data)
    assert broken(XLIFF_2 / "xliff_core_2.1.sch", data) == []


@needs_shared
@pytest.mark.parametrize(("name", "wrong"), [("GroupIdNotUnique", "id duplication"), ("NoTrgLang", "'trgLang'")])
def test_the_rules_of_xliff_2_find_what_is_wrong(name: str, wrong: str) -> None:
    """Files that are wrong by rule are found, so that the test above can fail."""
    found = broken(XLIFF_2 / "xliff_core_2.1.sch", (SHARED / "interop" / f"xliff21_bad_{name}.xlf").read_bytes())
    assert [wrong in line for line in found] == [True]


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext's msgfmt is not installed")
@BILINGUAL
def test_po(project: Path, command: str) -> None:
    """msgfmt accepts catalogues without a word."""
    written(project, command, "a.po")
    check: Any = subprocess.run(
        ["msgfmt", "--check", "-o", "a.mo", f"{command}.a.po"], cwd=project, capture_output=True, text=True, check=False
    )
    assert (check.returncode, check.stderr) == (0, "")


@needs_shared
@pytest.mark.parametrize(
    ("name", "grammar"), [("a.tbx", "tbx2/TBXBasicRNGV02.rng"), ("a.v3.tbx", "tbx3/TBXcoreStructV03.rng")]
)
def test_tbx(project: Path, name: str, grammar: str) -> None:
    """TBX 2 and 3 agree with their grammars; version 3 breaks none of the rules of its dialect."""
    data = written(project, "glossary", name)
    assert_valid(etree.RelaxNG(etree.parse(SCHEMAS / grammar)), data)
    if name == "a.v3.tbx":
        assert broken(SCHEMAS / "tbx3" / "TBX-Basic_DCA.sch", data) == []
        assert broken(SCHEMAS / "tbx3" / "TBX-Basic_DCA.sch", data.replace(b">noun<", b">name<")) != []
