"""Which format a glossary file is in, and its rows. What a file holds decides, not what it is called."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator

from tm.errors import FormatError
from tm.formats.decode import MAX_LINE, decode
from tm.formats.glossary_in import catalogue, multiterm, records, table, tbx, workbook
from tm.formats.glossary_in.headers import header_of
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
        yield from _sheets(data, name, languages, intake)
    elif data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise FormatError(
            say("the old format of workbooks (.xls) is not read"), where=name, hint=say("save the file as .xlsx or CSV")
        )
    elif _is_xml(data, name):
        yield from _xml(data, name, languages, intake)
    else:
        _refuse_long_lines(data, name)
        decoded = decode(data, name=name)
        if decoded.notice:
            intake.notice(decoded.notice)
        if catalogue.is_catalogue(decoded.text, name=name):
            yield from catalogue.read(data, name=name, languages=languages, intake=intake)
            return
        headed = records.is_markdown(decoded.text, name=name)
        found = []
        for record in records.of_text(decoded.text, name=name):
            if records.is_comment(record, name=name):
                intake.skip(say("a line that begins with #: a comment"), f"{name}:{record.line}")
            else:
                found.append(record)
        if not found and not intake.skipped:
            raise FormatError(
                say("the file has no table of terms") if headed else say("the file is empty"),
                where=name,
                hint=say("give a glossary: a table, TBX, MultiTerm XML, a workbook"),
            )
        yield from table.read(found, name=name, languages=languages, intake=intake, headed=headed)


def _refuse_long_lines(data: bytes, name: str) -> None:
    """Refuse a line that is too long in any encoding before it is decoded, which takes several times its size.

    Raises:
        FormatError: there is one.
    """
    longest, at = 4 * MAX_LINE, 0
    while at + longest < len(data):
        end = max(data.rfind(b"\n", at, at + longest), data.rfind(b"\r", at, at + longest))
        if end < 0:
            line = data.count(b"\n", 0, at) + 1
            raise FormatError(
                say("line {line} is longer than {max_line:,} characters", line=line, max_line=MAX_LINE),
                where=f"{name}:{line}",
                hint=say("is it a glossary? Terms are short"),
            )
        at = end + 1


def _sheets(data: bytes, name: str, languages: Languages, intake: Intake) -> Iterator[Incoming]:
    """The rows of the first sheet whose header is known, else of the first; the others are told."""
    sheets = [sheet for sheet in workbook.read(data, name=name) if sheet.records]
    chosen = next((sheet for sheet in sheets if _known(sheet, languages)), sheets[0] if sheets else None)
    for sheet in sheets:
        if sheet is not chosen:
            sentence = say(
                "{name}: the sheet {title!r} with {count} row is not read",
                "{name}: the sheet {title!r} with {count} rows is not read",
                name=name,
                title=sheet.title,
                count=len(sheet.records),
            )
            intake.notice(sentence)
    if chosen is not None:
        where = name if chosen is sheets[0] else f"{name}/{chosen.title}"
        yield from table.read(chosen.records, name=where, languages=languages, intake=intake)


def _known(sheet: workbook.Sheet, languages: Languages) -> bool:
    try:
        return header_of(sheet.records[0].cells, "", languages, Intake()) is not None
    except FormatError:
        return False


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
