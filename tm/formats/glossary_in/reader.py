"""Which format a glossary file is in, and its rows. What a file holds decides, not what it is called."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator

from tm.errors import FormatError
from tm.formats.decode import decode
from tm.formats.glossary_in import multiterm, records, table, tbx, workbook
from tm.formats.glossary_in.incoming import Incoming, Intake, Languages
from tm.formats.glossary_in.trees import Trees
from tm.messages import say

LARGEST = 200 << 20  #: bytes of a file


def read(data: bytes, *, name: str, languages: Languages, intake: Intake) -> Iterator[Incoming]:
    """The rows of a glossary of any format that is read.

    Raises:
        FormatError: it is none, is not safe, or a row is wrong; with the place.
    """
    if len(data) > LARGEST:
        raise FormatError(
            say("the file is larger than {size:,} bytes", size=LARGEST), where=name, hint=say("split the file")
        )
    if data[:4] == b"PK\x03\x04":
        yield from table.read(workbook.read(data, name=name), name=name, languages=languages, intake=intake)
    elif data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise FormatError(
            say("the old format of workbooks (.xls) is not read"), where=name, hint=say("save the file as .xlsx or CSV")
        )
    elif _is_xml(data, name):
        yield from _xml(data, name, languages, intake)
    else:
        decoded = decode(data, name=name)
        if decoded.notice:
            intake.notice(decoded.notice)
        found = records.of_text(decoded.text, name=name)
        headed = records.is_markdown(decoded.text, name=name)
        yield from table.read(found, name=name, languages=languages, intake=intake, headed=headed)


_TABLES = (".csv", ".tsv", ".tab", ".txt", ".utf8", ".md", ".markdown")
_ROOT = re.compile(r"<(?:\?xml\s|!DOCTYPE\s|!--|(?:martif|tbx|TBX|mtf)[\s>])")


def _is_xml(data: bytes, name: str) -> bool:
    """Does it begin as XML does? In a table, a first term may begin with `<` as well."""
    head = data[:200]
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    text = head.replace(b"\0", b"").decode("latin-1").lstrip()
    return _ROOT.match(text) is not None if name.lower().endswith(_TABLES) else text.startswith("<")


def _xml(data: bytes, name: str, languages: Languages, intake: Intake) -> Iterator[Incoming]:
    looked = Trees(name=name, roots=tbx.ROOTS | multiterm.ROOTS)
    looked.replacing = Intake() if intake.replace_control else None
    for _ in looked.run(io.BytesIO(data)):
        if looked.root is not None:
            break
    module = multiterm if looked.root is not None and looked.root.name in multiterm.ROOTS else tbx
    yield from module.read(data, name=name, languages=languages, intake=intake)
