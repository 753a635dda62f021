"""TMX as units: languages by code, readable text of inline codes, what tools say in properties."""

from __future__ import annotations

import io

import pytest

from tm.core import TranslationUnit
from tm.formats.units import Reading, read_units

HEAD = '<?xml version="1.0"?><tmx version="1.4"><header srclang="{}"/><body>'


def units(
    body: str, *, srclang: str = "en", source: str = "en", target: str = "ko", report: Reading | None = None
) -> list[TranslationUnit]:
    data = (HEAD.format(srclang) + body + "</body></tmx>").encode()
    return list(
        read_units(io.BytesIO(data), name="a.tmx", source_language=source, target_language=target, report=report)
    )


def tu(*variants: tuple[str, str], **attributes: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        f"<tu{said}>" + "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in variants) + "</tu>"
    )


@pytest.mark.parametrize(
    ("seg", "text"),
    [
        ('a <bpt i="1">&lt;b></bpt>bold<ept i="1">&lt;/b></ept> word', "a bold word"),
        ('First <it pos="begin">&lt;b></it>sentence', "First sentence"),
        ('see <ph x="1">&lt;img/></ph> here', "see  here"),
        ('Hello <ph x="1">{name}</ph>!', "Hello {name}!"),
        ("<ph>%d</ph> files in <ut>$HOME</ut>", "%d files in $HOME"),
        ('Hello <ph x="2"/>!', "Hello {2}!"),
        ('one<ph type="lb"/>two', "one two"),
        ("one<ph>&lt;br/></ph>two", "one two"),
        ("one <ph>&lt;br/></ph>two", "one two"),
        ('a <hi type="x">marked <hi>and</hi> so</hi> on', "a marked and so on"),
        ("Elephants<ph>{\\fn <sub>Large <hi>animals</hi>.</sub>}</ph> are big", "Elephants (Large animals.) are big"),
        ('<bpt i="1">&lt;a title="<sub>Go <ph>{x}</ph></sub>"></bpt>home<ept i="1"/>', "(Go {x})home"),
        ("a<unknown>b<ph>{y}</ph></unknown>c", "ab{y}c"),
        ("<![CDATA[a & b <c>]]> &amp; d", "a & b <c> & d"),
        ("a<!-- no -->b<?no?>c", "abc"),
    ],
)
def test_inline_codes(seg: str, text: str) -> None:
    """Codes that mark go, values and text stay, and no text of a highlight or of a code is lost."""
    assert [unit.source for unit in units(tu(("en", seg), ("ko", "가")))] == [text]


def test_languages_by_code() -> None:
    """The order of the variants says nothing; a unit says what the file says, in hyphen form."""
    report = Reading()
    found = units(tu(("ja", "日"), ("KO_kr", "하나"), ("EN-US", "one")), report=report)
    assert [(u.source, u.target, u.source_language, u.target_language) for u in found] == [
        ("one", "하나", "en-US", "ko-KR")
    ]
    assert report.languages == ["ja", "ko-KR", "en-US"]


def test_the_very_variant_first() -> None:
    """Of several variants the one that is asked for counts, else the one that the unit calls its source."""
    body = tu(("en-GB", "colour"), ("en-US", "color"), ("ko", "색"))
    assert [unit.source for unit in units(body, source="en-US")] == ["color"]
    assert [unit.source for unit in units(body, source="en", srclang="en-US")] == ["color"]
    assert [unit.source for unit in units(body.replace("<tu>", '<tu srclang="en-GB">'), srclang="en-US")] == ["colour"]
    assert [(unit.source, unit.target) for unit in units(body, source="en-GB", target="en-US")] == [("colour", "color")]
    assert units(body, source="en-GB", target="en-AU") == []


def test_every_translation_comes_in() -> None:
    """Two translations of one unit are two units."""
    assert [unit.target for unit in units(tu(("en", "a"), ("ko", "가"), ("ko", "나")))] == ["가", "나"]


def test_as_the_file_says() -> None:
    """Without languages, the source is the one that the file names and every other text a target."""
    body = tu(("ko", "가"), ("en", "a"), ("ja", "あ"))
    found = units(body, source="", target="", srclang="ko")
    assert [(unit.source, unit.target, unit.target_language) for unit in found] == [
        ("가", "a", "en"),
        ("가", "あ", "ja"),
    ]
    assert [unit.source for unit in units(body, source="", target="ko", srclang="*all*")] == ["a"]
    regions = tu(("en-US", "a"), ("ko-KR", "가"))
    assert [unit.source_language for unit in units(regions, source="", target="", srclang="en")] == ["en-US"]


def test_what_is_skipped_is_counted_with_its_line() -> None:
    """Units without one of the two texts are left out, each with reason and place."""
    report = Reading()
    body = "\n".join([tu(("en", "a")), tu(("en", "a"), ("ko", " ")), tu(("en", ""), ("ko", "가")), "<tu></tu>"])
    assert units(body, report=report) == []
    assert report.reasons == {"no text in ko": 1, "no translation": 1, "no source text": 2}
    assert report.places["no translation"] == ["a.tmx:2"]


def test_what_tools_say() -> None:
    """Dates, keys, notes, neighbours, documents and states, of OmegaT, memoQ and Trados."""
    body = (
        '<tu tuid="k" creationdate="20201231T235959Z" creationid="kim"><note>n</note>'
        '<prop type="x-context-pre">&lt;seg>before&lt;/seg></prop><prop type="next">after</prop>'
        '<prop type="file">C:\\work\\a.md</prop>'
        '<prop type="x-ConfirmationLevel">Draft</prop><prop type="other">x</prop>'
        '<tuv xml:lang="en"><seg>a</seg></tuv>'
        '<tuv xml:lang="ko" changedate="20210101T000000Z" changeid="lee"><note>m</note><seg>가</seg></tuv></tu>'
    )
    assert units(body) == [
        TranslationUnit(
            "a", "가", before="before", after="after", changed="2021-01-01T00:00:00Z", notes=("n", "m"),
            document="a.md", segment="k", author="lee", created="2020-12-31T23:59:59Z", status="draft",
        )
    ]  # fmt: skip


def test_old_files() -> None:
    """TMX 1.1 names languages in `lang`."""
    body = '<tu><tuv lang="EN"><seg>a</seg></tuv><tuv lang="KO"><seg>가</seg></tuv></tu>'
    assert [(unit.source, unit.target_language) for unit in units(body)] == [("a", "ko")]


def test_memory_stays_flat() -> None:
    """Twenty times the units take the same memory."""
    import tracemalloc

    def peak(count: int) -> int:
        data = (HEAD.format("en") + tu(("en", "some text"), ("ko", "가나다")) * count + "</body></tmx>").encode()
        tracemalloc.start()
        assert sum(1 for _ in read_units(io.BytesIO(data), name="a.tmx")) == count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(20_000) < 2 * peak(1_000) + 100_000


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-8"])
@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0" encoding="UTF-16"?>'])
def test_two_bytes_a_character(encoding: str, declaration: str) -> None:
    """UTF-16 of both ends is read with a mark or without one, declared or not, and wrongly declared as well."""
    data = f'{declaration}<tmx><header srclang="*all*"/><body>{tu(("en", "a<ph>{n}</ph>"), ("ko", "가"))}</body></tmx>'
    found = list(read_units(io.BytesIO(data.encode(encoding)), name="a.tmx", source_language="en"))
    assert [(unit.source, unit.target) for unit in found] == [("a{n}", "가")]
