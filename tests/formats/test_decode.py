from __future__ import annotations

import contextlib
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import FormatError, TmError
from tm.formats import decode, read_bitext, read_document


def test_bom() -> None:
    """A byte order mark is not part of the text."""
    assert decode("\ufeff가나\r\n".encode(), name="a.md").text == "가나\r\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16(encoding: str) -> None:
    """UTF-16 and UTF-32 are known by their mark."""
    data = "가나 text\n".encode(encoding)
    if not encoding.endswith(("16", "32")):
        data = "\ufeff".encode(encoding) + data
    assert decode(data, name="a.md").text == "가나 text\n"


def test_legacy() -> None:
    """Korean text in CP949 is read, with a notice that says so."""
    decoded = decode("본문입니다. Text.\n".encode("cp949"), name="a.md")
    assert (decoded.text, decoded.encoding) == ("본문입니다. Text.\n", "cp949")
    assert "CP949" in decoded.notice


def test_not_korean() -> None:
    """Text in another encoding is refused with the offset of the first byte that is not UTF-8."""
    with pytest.raises(FormatError, match="offset 4") as error:
        decode("Caf é déjà ± Ñandú".encode("latin-1"), name="a.md")
    assert "UTF-8" in error.value.hint


@pytest.mark.parametrize("data", [b"", b"\n\n  \n", b"\xef\xbb\xbf", "\u3000\n".encode()])
def test_empty(data: bytes) -> None:
    """A file without text is an error that says so."""
    with pytest.raises(FormatError, match="is empty"):
        decode(data, name="a.md")


def test_binary() -> None:
    """A NUL byte means a binary file; its line and column are named."""
    with pytest.raises(FormatError, match="binary") as error:
        decode(b"id,en\n1,\0x\n", name="a.csv")
    assert error.value.where == "a.csv:2:3"


def test_long_line() -> None:
    """A line of more than a million characters is refused with its number; one of a million is read."""
    with pytest.raises(FormatError, match="line 3 is longer") as error:
        decode(b"a\r\nb\r\n" + b"x" * 1_000_001, name="a.md")
    assert error.value.where == "a.md:3"
    assert len(decode(b"x" * 1_000_000, name="a.md").text) == 1_000_000


def test_declared() -> None:
    """The encoding that a file names itself is believed where UTF-8 fails."""
    decoded = decode("é".encode("latin-1"), name="a.po", declared="iso-8859-1")
    assert decoded.text == "é"
    assert decoded.notice


def test_suffix() -> None:
    """A suffix that is not read is an error that names those that are."""
    with pytest.raises(FormatError) as error:
        read_document(b"x", name="a.pages", language="en")
    assert ".md" in error.value.hint


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    """Arbitrary bytes give a value or a TmError in every format."""
    for name in ("a.md", "a.mdx", "a.txt"):
        with contextlib.suppress(TmError):
            read_document(data, name=name, language="en", notices=[])
    for name in ("a.po", "a.tsv", "a.csv"):
        with contextlib.suppress(TmError):
            read_bitext(data, name=name, source_language="en", target_language="ko", notices=[])


@given(st.text("ab\n\r", max_size=40))
def test_the_first_long_line_is_found(text: str) -> None:
    """As a walk over the lines finds it, wherever the breaks are."""
    module = sys.modules["tm.formats.decode"]  # the package has a function of this name
    long = [match.start() for match in re.finditer(r"[^\n\r]+", text) if len(match[0]) > 3]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MAX_LINE", 3)
        assert module._too_long(text) == (long[0] if long else -1)
