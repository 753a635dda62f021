"""Bytes to text: UTF-8, UTF-16 with its mark, and the Korean legacy encodings with a notice."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tm.errors import FormatError
from tm.messages import say

#: Longer lines are data, not prose; every reader and rule may count on this.
MAX_LINE = 1_000_000
_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins the same way
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as in the file, line breaks included and without a byte order mark.

    notice: what the user should know about the encoding; empty where there is nothing to say
    """

    text: str
    encoding: str = "utf-8"
    notice: str = ""


def decode(data: bytes, *, name: str, declared: str = "") -> Decoded:
    """Decode a file.

    name:     what messages call the file
    declared: the encoding that the file itself names, tried after UTF-8

    Raises:
        FormatError: the bytes are in no known encoding (with the offset of the first byte that is
            not UTF-8), the file is binary or empty, or a line is too long (with its number).
    """
    decoded = _decode(data, name, declared)
    if "\0" in decoded.text:
        raise _binary(name, decoded.text.encode())
    if not decoded.text.strip():
        raise FormatError(
            say("{name} is empty", name=name), where=name, hint=say("was the file saved? Give a file with text in it")
        )
    if (start := _too_long(decoded.text)) >= 0:
        line = len(re.findall(r"\r\n|\n|\r", decoded.text[:start])) + 1
        raise FormatError(
            say("line {line} is longer than {max_line:,} characters", line=line, max_line=MAX_LINE),
            where=f"{name}:{line}",
            hint=say("break the text into lines; one paragraph a line is usual"),
        )
    return decoded


def _too_long(text: str) -> int:
    """Where the first line begins that is longer than MAX_LINE; -1 without one.

    From the start of a line, the last break within its greatest length ends lines that are all short enough.
    """
    at = 0
    while at + MAX_LINE < len(text):
        stop = at + MAX_LINE + 1
        end = max(text.rfind("\n", at, stop), text.rfind("\r", at, stop))
        if end < 0:
            return at
        at = end + 1
    return -1


def _decode(data: bytes, name: str, declared: str) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            try:
                return Decoded(body.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise FormatError(
                    say(
                        "{name} begins like {encoding} but byte {byte} is not",
                        name=name,
                        encoding=encoding.upper(),
                        byte=error.start + len(mark),
                    ),
                    where=name,
                    hint=say("save the file again as UTF-8"),
                ) from error
    if b"\0" in data:
        raise _binary(name, data)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _legacy(data, name, declared, error)


def _binary(name: str, data: bytes) -> FormatError:
    """The error for a NUL byte, with its line and column (in bytes)."""
    before = data[: data.index(0)]
    line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    return FormatError(
        say("{name} is a binary file: it holds a NUL byte", name=name),
        where=f"{name}:{line}:{column}",
        hint=say("give a text file: Markdown, plain text, PO, TSV"),
    )


def _legacy(data: bytes, name: str, declared: str, error: UnicodeDecodeError) -> Decoded:
    if declared:
        try:
            return Decoded(
                data.decode(declared),
                declared,
                say("{name}: read as {encoding}, as the file says", name=name, encoding=declared),
            )
        except (LookupError, UnicodeError):
            pass  # the label may be wrong: go on as if there were none
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        text = ""
    foreign = len(_FOREIGN.findall(text))
    # Most pairs of high bytes are some CP949 character: only text that reads as Korean is believed.
    if foreign and len(_HANGUL.findall(text)) * 2 >= foreign:
        notice = say("{name}: not UTF-8, read as CP949 (EUC-KR); save it as UTF-8 to be sure", name=name)
        return Decoded(text, "cp949", notice)
    raise FormatError(
        say(
            "{name} is not UTF-8: byte {data:#04x} at offset {start}",
            name=name,
            data=data[error.start],
            start=error.start,
        ),
        where=name,
        hint=say("save the file as UTF-8, or convert it: iconv -f ENCODING -t UTF-8"),
    )


def encoded(text: str, *, like: bytes, encoding: str, name: str) -> bytes:
    """Text in an encoding, with the byte order mark that a file begins with, if it does.

    Raises:
        FormatError: the encoding cannot hold a character of the text.
    """
    mark = next((mark for mark, _ in _MARKS if like.startswith(mark)), b"")
    try:
        return mark + text.encode(encoding.removesuffix("-sig"))
    except UnicodeEncodeError as error:
        raise FormatError(
            say("{object!r} cannot be written in {encoding}", object=error.object[error.start], encoding=encoding),
            where=name,
            hint=say("save the file as UTF-8"),
        ) from error
