"""The bytes of an XML file as UTF-8, whatever it is written in: by its mark, else as it declares itself.

Source: XML 1.0 (fifth edition), appendix F.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from tm.errors import FormatError
from tm.messages import say

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,40})["']""")
#: Encodings in which `<` is the byte that it is in ASCII, and in which no byte switches what others mean.
_FIT = re.compile(
    r"(?:utf-?8|us-ascii|ascii|iso-?8859-\d+|latin-?1|windows-125\d|cp125\d|koi8-[ru]|euc[-_]?(?:kr|jp|cn)"
    r"|cp949|ms949|uhc|windows-949|ks_?c_?5601(?:-1987)?|johab|shift[-_]?jis|sjis|windows-31j|cp932|gb(?:2312|k|18030)"
    r"|cp936|big5|cp950)"
)
#: Names that Python does not know, or knows as a narrower set than the one that is meant.
_MEANT = {
    "euc-kr": "cp949",
    "euckr": "cp949",
    "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "ks_c_5601": "cp949",
    "windows-949": "cp949",
    "windows-31j": "cp932",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}


def encoding_of(head: bytes, *, name: str) -> tuple[str, int]:
    """The encoding of a file by its first bytes, and the length of its byte order mark.

    Raises:
        FormatError: it declares an encoding that is not read.
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    for start, encoding in ((b"<\0\0\0", "utf-32-le"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if head.startswith(start):
            return encoding, 0
    declared = _DECLARED.match(head)
    label = declared[1].decode("ascii").lower() if declared else "utf-8"
    if label in ("utf8", "utf-8", "utf-16", "utf16"):  # the second is wrong, as its bytes would have shown above
        return "utf-8", 0
    if _FIT.fullmatch(label) is not None:
        encoding = _MEANT.get(label, label)
        try:
            codecs.lookup(encoding)
        except LookupError:
            pass
        else:
            return encoding, 0
    raise FormatError(
        say("the file declares the encoding {encoding}, which is not read", encoding=label),
        where=f"{name}:1",
        hint=say("save the file again as UTF-8"),
    )


def as_utf8(stream: BinaryIO, *, name: str, size: int, limit: int) -> Iterator[bytes]:
    """The file as UTF-8 without a byte order mark, in pieces of about `size` bytes.

    limit: bytes that the file may have

    Raises:
        FormatError: it is larger, empty, or not in the encoding that it declares (with the offset).
    """
    head = stream.read(size)
    if not head.strip(b"\0 \t\r\n"):
        raise FormatError(
            say("{name} is empty", name=name), where=name, hint=say("was the file saved? Give a file with text in it")
        )
    encoding, mark = encoding_of(head, name=name)
    decode = None if encoding == "utf-8" else codecs.getincrementaldecoder(encoding)().decode
    read = 0
    chunk = head[mark:]
    while chunk:
        read += len(chunk)
        if read > limit:
            raise FormatError(
                say("the file is larger than {size:,} bytes", size=limit), where=name, hint=say("split the file")
            )
        try:
            yield chunk if decode is None else decode(chunk).encode()
        except UnicodeError as error:
            offset = read - len(chunk) + mark + getattr(error, "start", 0)
            raise FormatError(
                say(
                    "the file is not {encoding}: the byte at offset {offset} does not fit",
                    encoding=encoding,
                    offset=offset,
                ),
                where=name,
                hint=say("save the file again as UTF-8"),
            ) from error
        chunk = stream.read(size)
    if decode is not None:
        try:
            decode(b"", True)
        except UnicodeError as error:
            raise FormatError(
                say("the file breaks off inside a character"), where=name, hint=say("save the file again as UTF-8")
            ) from error
