"""Files that are written are what their standards say: the official schemas and msgfmt agree."""

from __future__ import annotations

import io
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.conftest import SHARED, needs_shared
from tests.formats.test_codes import NAMES, coded, sides
from tests.formats.test_units_round_trip import AWKWARD, written
from tm import formats
from tm.core import Bead, Bitext, Code, Document, Places, Segment, TranslationUnit

Side = tuple[str, tuple[Code, ...]]
SCHEMAS = SHARED / "schemas"
UNITS = [
    TranslationUnit(
        f"{mark} source {number}",
        f"번역문 {mark}",
        before="앞 <",
        after='뒤 "',
        document="docs/a & b.md" if number % 2 else "",
        segment=f'key "{number}" {mark}',
        notes=("first & last", "둘째") if number % 3 else (),
        status=["", "approved", "translated", "draft"][number % 4],
        created="2026-11-22T09:30:00Z",
        changed="2026-11-23T09:30:00Z",
    )
    for number, mark in enumerate(AWKWARD)
]
CASES = {"units": UNITS, "none": [], "regions": [TranslationUnit("a", "가", "en-US", "ko-KR")]}


class _Local(etree.Resolver):
    """The schema of XML's own attributes, from beside the others instead of from a network."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def resolve(self, url: str, public: str, context: Any) -> Any:  # type: ignore[override]
        resolver: Any = self
        return resolver.resolve_filename(str(self.path), context) if url.endswith("xml.xsd") else None


@cache
def schema(path: Path, xml: Path) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local(xml))
    return etree.XMLSchema(etree.parse(str(path), parser))


def assert_valid(validator: Any, data: bytes) -> None:
    document = etree.parse(io.BytesIO(data))
    assert validator.validate(document), validator.error_log


@needs_shared
@pytest.mark.parametrize("case", CASES)
def test_tmx(case: str) -> None:
    """TMX agrees with the DTD of version 1.4."""
    assert_valid(etree.DTD(str(SCHEMAS / "tmx14" / "tmx14.dtd")), written(CASES[case], "tmx")[0])


@needs_shared
@pytest.mark.parametrize("case", CASES)
def test_xliff(case: str) -> None:
    """XLIFF 1.2 agrees with the strict schema."""
    folder = SCHEMAS / "xliff12"
    assert_valid(schema(folder / "xliff-core-1.2-strict.xsd", folder / "xml.xsd"), written(CASES[case], "xliff")[0])


@needs_shared
@pytest.mark.parametrize("case", CASES)
def test_xliff_2(case: str) -> None:
    """XLIFF 2.1 agrees with the schema of its core."""
    folder = SCHEMAS / "xliff21"
    xml = folder / "informativeCopiesOf3rdPartySchemas" / "w3c" / "xml.xsd"
    assert_valid(schema(folder / "xliff_core_2.0.xsd", xml), written(CASES[case], "xliff2")[0])


def broken_rules(data: bytes) -> list[str]:
    """The rules of the Schematron file of XLIFF 2.1 that a document breaks: title and value."""
    import elementpath

    spaces = {"s": "http://purl.oclc.org/dsdl/schematron"}
    tree = etree.fromstring(data)
    rules = etree.parse(str(SCHEMAS / "xliff21" / "xliff_core_2.1.sch")).getroot()
    names = {str(row.get("prefix")): str(row.get("uri")) for row in rules.iterfind("s:ns", spaces)}

    def found(path: str, node: Any, known: dict[str, Any]) -> Any:
        path = path.replace("current()", "$current")
        return elementpath.select(tree, path, names, item=node, variables={**known, "current": node})

    broken = []
    for pattern in rules.iterfind("s:pattern", spaces):
        for rule in pattern.iterfind("s:rule", spaces):
            for node in elementpath.select(tree, f"//({rule.get('context')})", names):
                known: dict[str, Any] = {}
                for row in rule.iterfind("s:let", spaces):
                    known[str(row.get("name"))] = found(str(row.get("value")), node, known)
                for check in rule:
                    if not isinstance(check.tag, str) or not check.tag.endswith(("}assert", "}report")):
                        continue
                    held = found(f"boolean({check.get('test')})", node, known)
                    if held is not check.tag.endswith("}assert"):
                        broken.append(f"{pattern.get('id')}: {etree.tostring(node)[:200]!r}")
    return broken


@needs_shared
def test_the_rules_are_run() -> None:
    """What is wrong is found: an id twice, an end without a start."""
    text = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en"><file id="f"><unit id="u">'
        "<segment><source>{}</source></segment></unit></file></xliff>"
    )
    assert broken_rules(text.format('<ph id="1"/><ph id="2"/>').encode()) == []
    assert broken_rules(text.format('<ph id="1"/><ph id="1"/>').encode())
    assert broken_rules(text.format('<sc id="1"/>').encode())
    assert broken_rules(text.format('<pc id="1" subType="xlf:b">a</pc>').encode())


@needs_shared
@pytest.mark.parametrize("form", ["tmx", "xliff", "xliff2"])
@given(
    pairs=st.lists(st.tuples(sides(), sides()), min_size=1, max_size=8),
    crosswise=st.sampled_from(["", "tmx", "xliff", "xliff2"]),
)
@settings(max_examples=10, deadline=None)
def test_codes(form: str, pairs: list[tuple[Side, Side]], crosswise: str) -> None:
    """Texts with inline codes agree with the schemas, and with the rules of XLIFF 2.1, whatever they come from."""
    units = [
        TranslationUnit(first[0], second[0], source_codes=first[1], target_codes=second[1]) for first, second in pairs
    ]
    if crosswise:
        units = coded(written(units, crosswise)[0], NAMES[crosswise])
    data = written(units, form)[0]
    if form == "tmx":
        validator: Any = etree.DTD(str(SCHEMAS / "tmx14" / "tmx14.dtd"))
    elif form == "xliff":
        validator = schema(SCHEMAS / "xliff12" / "xliff-core-1.2-strict.xsd", SCHEMAS / "xliff12" / "xml.xsd")
    else:
        folder = SCHEMAS / "xliff21"
        xml = folder / "informativeCopiesOf3rdPartySchemas" / "w3c" / "xml.xsd"
        validator = schema(folder / "xliff_core_2.0.xsd", xml)
        assert broken_rules(data) == []
    assert_valid(validator, data)


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext's msgfmt is not installed")
@pytest.mark.parametrize("case", CASES)
def test_po(case: str, tmp_path: Path) -> None:
    """msgfmt accepts catalogues without a word."""
    file = tmp_path / "a.po"
    file.write_bytes(written(CASES[case], "po")[0])
    done = subprocess.run(
        ["msgfmt", "--check", "-o", str(tmp_path / "a.mo"), str(file)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def bitext() -> Bitext:
    """Two documents with a pair that recurs, one that is translated in two ways, and sides without partner."""

    def document(path: str, language: str, *texts: str) -> Document:
        segments = tuple(
            Segment(str(number), text, Places.identity(0, len(text))) for number, text in enumerate(texts, 1)
        )
        return Document(path, language, "\n\n".join(texts), segments)

    source = document("/srv/kim/en.md", "en", "One <b>", "Two", "Two", "Two", "Three")
    target = document("/srv/kim/ko.md", "ko", "하나 <b>", "둘", "둘", "두 개", "넷")
    beads = [Bead(range(n, n + 1), range(n, n + 1)) for n in range(4)]
    return Bitext(source, target, (*beads, Bead(range(4, 5), range(4, 4)), Bead(range(5, 5), range(4, 5))))


@pytest.mark.parametrize(
    ("to", "name", "count"), [("tmx", "a.tmx", 4), ("xliff", "a.xlf", 5), ("xliff2", "a.xlf2", 5), ("po", "a.po", 4)]
)
def test_bitexts(to: str, name: str, count: int) -> None:
    """A bitext is written and read again as one; what is not translated is there to be, paths of a machine are not."""
    data = formats.dump_bitext(bitext(), to)
    assert b"kim" not in data
    again = formats.read_bitext(data, name=name, source_language="en", target_language="ko")
    assert len(again.beads) == count
    texts = [tuple(side.text for side in again.sides(bead)) for bead in again.beads]
    assert texts[:2] == [("One <b>", "하나 <b>"), ("Two", "둘")]
    assert ("Two", "두 개") in texts
    assert (("Three", "") in texts) == (to != "tmx")
    assert formats.writer_for(name) == to
