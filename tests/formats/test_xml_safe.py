"""XML from elsewhere is read piece by piece, in any encoding, and is refused with its line where it is not safe."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.errors import FormatError, TmError
from tm.formats.units import Reading, read_units
from tm.formats.xml_safe import LIMITS, Limits, Reader

BODY = (
    '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>ground truth</seg></tuv>'
    '<tuv xml:lang="ko"><seg>정답</seg></tuv></tu></body></tmx>'
)


def units(data: bytes, name: str = "a.tmx", report: Reading | None = None) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in read_units(io.BytesIO(data), name=name, report=report)]


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("UTF-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16LE", "utf-16-le"),
        ("UTF-16BE", "utf-16-be"),
        ("EUC-KR", "euc-kr"),
        ("CP949", "cp949"),
        ("ks_c_5601-1987", "cp949"),
        ("windows-949", "cp949"),
    ],
)
def test_encodings(declared: str, codec: str) -> None:
    """The mark of a file decides, then what it declares; Korean encodings are known by all of their names."""
    data = f'<?xml version="1.0" encoding="{declared}"?>\n{BODY}'.encode(codec)
    assert units(data) == [("ground truth", "정답")]


@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b'<?xml version="1.0" encoding="UTF-7"?><tmx/>', "encoding utf-7", 1),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]>\n<tmx/>', "entities", 1),
        (b'\n<!DOCTYPE tmx [<!ENTITY % a SYSTEM "http://127.0.0.1:9/">%a;]>\n<tmx/>', "entities", 2),
        (b'<!DOCTYPE tmx [<!ATTLIST seg a CDATA "b">]>\n<tmx/>', "document type", 1),
        (b'<!DOCTYPE tmx SYSTEM "a.dtd">\n<tmx>\n&name;</tmx>', "&name; is not declared", 3),
        (b"<tmx>\n&name;</tmx>", "not declared", 2),
        (b"<tmx>\n\x01</tmx>", "control character U+0001", 2),
        (b"<tmx>\n&#1;</tmx>", "a character that XML does not have", 2),
        (b"<tmx>\n\xff</tmx>", "not UTF-8", 2),
        (b"<tmx>\n<a></b></tmx>", "fits no opening one", 2),
        (b"<tmx>\n<a>", "breaks off", 2),
        (b"<tmx>\n<a", "breaks off", 2),
        (b"<tmx/>\n<tmx/>", "behind the end", 2),
        (b"plain text", "XML", 1),
        (b"<html>\n</html>", "not a TMX file: it begins with <html>", 1),
    ],
)
def test_what_is_refused(data: bytes, what: str, line: int) -> None:
    """Entities, document types, characters that XML has not, and files that break off, each with its line."""
    with pytest.raises(FormatError) as error:
        units(data)
    assert what in error.value.what
    assert error.value.where.split(":")[1] == str(line)


def test_an_empty_file_is_told() -> None:
    """Nothing is no XML."""
    with pytest.raises(FormatError, match="empty"):
        units(b" \n")


@pytest.mark.parametrize(
    ("limits", "data", "what"),
    [
        (Limits(depth=3), b"<a><b><c><d/></c></b></a>", "nested"),
        (Limits(text=10), b"<a>" + b"x" * 11 + b"</a>", "more than 10 characters"),
        (Limits(text=1000), b"<a>" + b"x&amp;" * 100_000 + b"</a>", "more than 1,000 characters"),
        (Limits(size=1000), b"<a>" + b" " * 2000 + b"</a>", "larger than 1,000 bytes"),
        (Limits(token=1000), b"<a><!--" + b"x" * 200_000 + b"--></a>", "does not end"),
        (Limits(names=10), b"<a>" + b"".join(b"<b%d/>" % n for n in range(20)) + b"</a>", "names"),
    ],
)
def test_limits(limits: Limits, data: bytes, what: str) -> None:
    """What a file may ask for is bounded."""

    class Texts(Reader):
        def start(self, tag: str, attributes: dict[str, str]) -> None:
            self.collect()

        def end(self, tag: str) -> None:
            self.collected()

    with pytest.raises(FormatError, match=what):
        list(Texts(name="a.xml", limits=limits).run(io.BytesIO(data)))
    list(Texts(name="a.xml", limits=LIMITS).run(io.BytesIO(data)))


PIECES = st.lists(
    st.sampled_from(
        [
            b"<tmx>", b"</tmx>", b"<tu>", b"</tu>", b"<tuv xml:lang='en'>", b"</tuv>", b"<seg>", b"</seg>", b"<ph>",
            b"</ph>", b"<sub>", b"</sub>", b"<xliff version='1.2'>", b"<file source-language='en'>",
            b"<trans-unit id='1'>",
            b"<source>", b"</source>", b"<target>", b"</target>", b"<mrk mtype='seg' mid='1'>", b"</mrk>",
            b"&amp;", b"&#0;",
            b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<!DOCTYPE a [", b"<?xml", b"?>", b"\x00",
            b"\xff\xfe", b"\xec\xa0", b"text",
        ]
    ),
    max_size=30,
).map(b"".join)  # fmt: skip


@pytest.mark.parametrize("name", ["a.tmx", "a.xlf", "a.xlf2", "a.po", "a.jsonl", "a.csv"])
@given(data=st.one_of(PIECES, st.binary(max_size=60)))
@settings(max_examples=150)
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    """Whatever a file holds, there are units or one of our errors."""
    with suppress(TmError):
        units(data, name)
