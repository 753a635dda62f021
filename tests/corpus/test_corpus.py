"""The corpus is what its README says: its formats, its spans, its alignments. No part of the checker is used."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
#: Folders that hold a pair of prose documents.
PAIRS = sorted(path.parent for path in CORPUS.glob("*/links.tsv"))
#: Every folder with gold findings: pairs and catalogues.
FOLDERS = sorted(path.parent for path in CORPUS.glob("*/findings.tsv"))
CATALOGUES = sorted(path.parent for path in CORPUS.glob("*/ko.po"))

CODES = {
    f"{family}{number}"
    for family, numbers in {
        "T": range(1, 15),
        "C": range(101, 104),
        "U": range(201, 206),
        "N": range(301, 307),
        "M": range(401, 408),
        "P": range(501, 506),
        "K": range(601, 610),
        "S": range(701, 704),
        "G": range(901, 907),
    }.items()
    for number in (f"{n:03d}" for n in numbers)
}
FINDINGS = ["ko_line", "rule", "ko_text", "en_term", "expected", "severity", "comment"]
FINDINGS_NOT = ["ko_line", "rule", "ko_text", "reason"]

FRONT_MATTER_TEXT = re.compile(r"(title|description): ")
#: Lines without a text of their own: tags, rules, table rulers.
MARKUP = re.compile(r"(<br />|<hr>|\|[-:| ]+\||-{3,})\s*")
MEDIA = re.compile(r"\[?!\[|<iframe ")
ITEM = re.compile(r"- |\*[^*]+\*<br />$")
Row = dict[str, str]
Range = range


def lines(path: Path) -> list[str]:
    """The physical lines of a file; line n is at n - 1."""
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    return text.removesuffix("\n").split("\n")


def table(path: Path, header: list[str]) -> list[Row]:
    """The rows of a tab-separated file without quoting."""
    first, *rows = lines(path)
    assert first.split("\t") == header
    assert all(row.count("\t") == len(header) - 1 for row in rows), "every row has a cell for each column"
    return [dict(zip(header, row.split("\t"), strict=True)) for row in rows]


def front_matter_end(text: list[str]) -> int:
    """The number of the line that closes the front matter."""
    return text.index("---", 1) + 1


def with_text(text: list[str]) -> list[int]:
    """The numbers of the lines that a translator works on, and of the media lines."""
    end = front_matter_end(text)
    return [
        number
        for number, line in enumerate(text, 1)
        if (FRONT_MATTER_TEXT.match(line) if number <= end else line.strip("> ") and not MARKUP.fullmatch(line))
    ]


def body(text: list[str]) -> list[str]:
    """The lines of paragraphs, steps, captions and block quotations, inline links reduced to their text."""
    end = front_matter_end(text)
    kept = [
        text[number - 1]
        for number in with_text(text)
        if number > end and not re.match(r"#|\|", text[number - 1])
        if not ITEM.match(text[number - 1]) and not MEDIA.match(text[number - 1])
    ]
    kept = [re.sub(r"^(> |\d+\. )", "", line).replace("<br />", "") for line in kept]
    return [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line) for line in kept]


def links(pair: Path) -> list[tuple[Range, Range]]:
    """The rows of links.tsv as line numbers."""

    def numbers(cell: str) -> Range:
        if cell == "-":
            return range(0)
        first, _, last = cell.partition("-")
        return range(int(first), int(last or first) + 1)

    return [
        (numbers(row["en_lines"]), numbers(row["ko_lines"]))
        for row in table(pair / "links.tsv", ["en_lines", "ko_lines"])
    ]


def beads(pair: Path) -> list[tuple[list[int], list[int]]]:
    """The beads of the sentences."""
    found = []
    for line in lines(pair / "sentences" / "gold.beads"):
        match = re.fullmatch(r"\[((?:\d+(?:, \d+)*)?)\]:\[((?:\d+(?:, \d+)*)?)\]", line)
        assert match, line
        source, target = ([int(n) for n in side.split(", ")] if side else [] for side in match.groups())
        found.append((source, target))
    return found


def repaired(text: list[str], findings: list[Row]) -> list[str]:
    """The text with every `expected` put in, as corpus/README.md says; from the end, so that line numbers hold."""
    text = list(text)
    for row in reversed(findings):
        at = int(row["ko_line"]) - 1
        if not row["ko_text"]:
            text[at:at] = row["expected"].split(r"\n")
        elif row["expected"]:
            text[at] = text[at].replace(row["ko_text"], row["expected"])
        else:
            text[at] = text[at].replace(" " + row["ko_text"], "")
    return text


def swapped(pair: Path) -> list[Row]:
    """The neighbouring rows of links.tsv whose Korean sides stand in the other order."""
    path = pair / "swapped.tsv"
    return table(path, ["en_lines", "ko_lines"]) if path.exists() else []


def target(folder: Path) -> Path:
    """The translation with its defects."""
    return folder / ("ko.po" if folder in CATALOGUES else "ko.md")


@pytest.fixture(params=FOLDERS, ids=lambda path: path.name)
def folder(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(params=PAIRS, ids=lambda path: path.name)
def pair(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_there_is_a_pair() -> None:
    """The corpus holds documents: the tests below do not pass for want of any."""
    assert {"applications", "howto"} <= {path.name for path in PAIRS}
    assert "toolkit-po" in [path.name for path in CATALOGUES]


@pytest.mark.parametrize(("name", "header"), [("findings.tsv", FINDINGS), ("findings_not.tsv", FINDINGS_NOT)])
def test_spans(folder: Path, name: str, header: list[str]) -> None:
    """Each marked text occurs exactly once in its line, and rows follow the order of the document."""
    text = lines(target(folder))
    places = []
    for row in table(folder / name, header):
        line = text[int(row["ko_line"]) - 1]
        if row["ko_text"]:
            assert line.count(row["ko_text"]) == 1, row
        else:
            assert name == "findings.tsv"
            assert row["expected"], row
        places.append((int(row["ko_line"]), line.find(row["ko_text"])))
    assert places == sorted(places)


def test_findings_do_not_overlap(folder: Path) -> None:
    """No two findings share a code point, so that each can be repaired on its own."""
    text = lines(target(folder))
    spans = []
    for row in table(folder / "findings.tsv", FINDINGS):
        start = text[int(row["ko_line"]) - 1].find(row["ko_text"])
        spans.append((int(row["ko_line"]), start, start + len(row["ko_text"])))
    assert all(first[0] < second[0] or first[2] <= second[1] for first, second in pairwise(spans))


def test_codes_and_severities(folder: Path) -> None:
    """Rules are named by codes that exist, and severities are those of a finding."""
    findings = table(folder / "findings.tsv", FINDINGS)
    codes = {row["rule"] for row in findings + table(folder / "findings_not.tsv", FINDINGS_NOT)}
    assert not codes - CODES
    assert {row["severity"] for row in findings} <= {"error", "warning", "info"}


def test_expected_gives_the_repaired_text(folder: Path) -> None:
    """Applying every `expected` turns ko into ko.fixed, byte for byte."""
    got = repaired(lines(target(folder)), table(folder / "findings.tsv", FINDINGS))
    assert ("\n".join(got) + "\n").encode() == (folder / f"ko.fixed{target(folder).suffix}").read_bytes()


def test_terms_are_in_the_glossary(folder: Path) -> None:
    """The term of a finding is spelt as in glossary.csv."""
    with (ROOT / "glossary.csv").open(encoding="utf-8", newline="") as stream:
        sources = {row["source"] for row in csv.DictReader(stream)}
    assert {row["en_term"] for row in table(folder / "findings.tsv", FINDINGS)} - {""} <= sources


def test_links_cover_both_sides(pair: Path) -> None:
    """Every line with text is in exactly one row, and rows keep the order on either side but for the swapped pair."""
    rows = table(pair / "links.tsv", ["en_lines", "ko_lines"])
    numbers = links(pair)
    if crossed := swapped(pair):
        at = rows.index(crossed[0])
        assert rows[at : at + 2] == crossed
        numbers[at], numbers[at + 1] = (
            (numbers[at][0], numbers[at + 1][1]),
            (numbers[at + 1][0], numbers[at][1]),
        )
    for side, name in enumerate(("en.md", "ko.md")):
        text = lines(pair / name)
        linked = [number for row in numbers for number in row[side] if text[number - 1].strip("> ")]
        assert linked == with_text(text)


def test_links_begin_and_end_on_text(pair: Path) -> None:
    """A range does not begin or end on a blank line."""
    for side, name in enumerate(("en.md", "ko.md")):
        text = lines(pair / name)
        assert all(text[row[side][0] - 1] and text[row[side][-1] - 1] for row in links(pair) if row[side])


def test_beads_cover_both_sides(pair: Path) -> None:
    """Every sentence is in exactly one bead, in order."""
    for side, name in enumerate(("en.txt", "ko.txt")):
        covered = [number for bead in beads(pair) for number in bead[side]]
        assert covered == list(range(len(lines(pair / "sentences" / name))))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_sentences_are_the_body(pair: Path, language: str) -> None:
    """The sentences are the paragraphs, captions and quotations of the document, complete and in order."""
    sentences = lines(pair / "sentences" / f"{language}.txt")
    assert all(sentence == " ".join(sentence.split()) != "" for sentence in sentences)
    assert " ".join(sentences).split() == " ".join(body(lines(pair / f"{language}.md"))).split()


def test_images_are_there(pair: Path) -> None:
    """Images named by a relative path lie beside the text."""
    for name in ("ko.md", "ko.fixed.md"):
        for path in re.findall(r"\]\((images/[^)]+)\)", (pair / name).read_text(encoding="utf-8")):
            assert (pair / path).is_file(), path


def test_clean_paragraphs(pair: Path) -> None:
    """At least 40 % of the Korean paragraphs hold no planted defect."""
    text = lines(pair / "ko.md")
    marked = {int(row["ko_line"]) for row in table(pair / "findings.tsv", FINDINGS)}
    prose = [
        ko
        for en, ko in links(pair)
        if en and ko and ko[0] > front_matter_end(text)
        if not re.match(r"#|\||>", text[ko[0] - 1])
        and not ITEM.match(text[ko[0] - 1])
        and not MEDIA.match(text[ko[0] - 1])
    ]
    assert sum(not marked & set(ko) for ko in prose) >= 0.4 * len(prose)


@pytest.mark.parametrize("name", ["ko.po", "ko.fixed.po"])
@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.name)
def test_catalogues(catalogue: Path, name: str) -> None:
    """A catalogue can be read in spite of its defects, and repairs touch no key."""
    messages = polib.pofile(str(catalogue / name))
    repaired_messages = polib.pofile(str(catalogue / "ko.fixed.po"))
    keys = [(message.msgctxt, message.msgid, message.msgid_plural) for message in messages]
    assert len(keys) == len(set(keys)) == 70
    assert keys == [(message.msgctxt, message.msgid, message.msgid_plural) for message in repaired_messages]
    assert len(messages.fuzzy_entries()) == len(messages.obsolete_entries()) == 1


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="msgfmt (gettext) is not installed")
@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.name)
def test_msgfmt(catalogue: Path) -> None:
    """The repaired catalogue passes msgfmt; the other fails at planted placeholders and line breaks alone."""
    for name in ("ko.po", "ko.fixed.po"):
        command = ["msgfmt", "-c", "-o", os.devnull, str(catalogue / name)]
        errors = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", env={**os.environ, "LC_ALL": "C"}
        ).stderr
        reported = {int(number) for number in re.findall(r"\.po:(\d+):", errors)}
        planted = {
            int(row["ko_line"])
            for row in table(catalogue / "findings.tsv", FINDINGS)
            if row["rule"] in ("M403", "M405") and name == "ko.po"
        }
        assert reported == planted, errors


def test_howto_has_no_term() -> None:
    """No term of the glossary occurs in howto/, so that every term finding there is false."""
    text = (CORPUS / "howto" / "en.md").read_text(encoding="utf-8")
    with (ROOT / "glossary.csv").open(encoding="utf-8", newline="") as stream:
        sources = {row["source"] for row in csv.DictReader(stream)}
    assert not [source for source in sources if re.search(rf"\b{source}(e?s|ed|ing)?\b", text, re.IGNORECASE)]


def test_size() -> None:
    """The corpus stays below 1 MB."""
    assert sum(path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()) < 1_000_000
