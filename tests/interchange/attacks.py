"""Files made to do harm: what XML, archives, tables and catalogues have been used for, all of them made here.

An attack is a file, or two; `refused` says whether the program has to refuse it, or None where both are right.
"""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

#: What stands in a file that no attack may bring to light, and how attacks name that file.
SECRET, SECRET_FILE = "correct-horse-battery", "@SECRET@"
#: An address that no one answers.
ADDRESS = "http://127.0.0.1:9/x"


@dataclass(frozen=True)
class Attack:
    """name: of the file; refused: must it be? True, False, or None."""

    what: str
    name: str
    data: bytes
    refused: bool | None = True


@dataclass(frozen=True)
class Shape:
    """A format of XML with one pair.

    root:  the name of the outermost element
    item:  the pair, with `{}` in a text of it, between `open` and `close`
    line:  an element that stands in texts
    brief: another format has the same reader, so that what is the same for both is tried there alone
    """

    name: str
    root: str
    open: str
    item: str
    close: str
    line: str
    brief: bool = False


def _pair(one: str, other: str) -> str:
    sides = (("en", one), ("ko", other))
    return "".join(f'<langSet xml:lang="{tag}"><tig><term>{text}</term></tig></langSet>' for tag, text in sides)


SHAPES = (
    Shape("a.tbx", "martif", '<martif type="TBX-Basic"><text><body>',
          f"<termEntry>{_pair('lamp{}', '등')}</termEntry>", "</body></text></martif>", "descrip"),
    Shape("a3.tbx", "tbx", '<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca"><text><body>',
          '<conceptEntry><langSec xml:lang="en"><termSec><term>lamp{}</term></termSec></langSec><langSec xml:lang="ko">'
          "<termSec><term>등</term></termSec></langSec></conceptEntry>", "</body></text></tbx>", "descrip", brief=True),
    Shape("a.xml", "mtf", "<mtf>",
          '<conceptGrp><concept>1</concept><languageGrp><language type="English" lang="EN"/><termGrp>'
          '<term>lamp{}</term></termGrp></languageGrp><languageGrp><language type="Korean" lang="KO"/><termGrp>'
          "<term>등</term></termGrp>"
          "</languageGrp></conceptGrp>", "</mtf>", "descripGrp", brief=True),
    Shape("a.tmx", "tmx", '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" '
          'o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>',
          '<tu><tuv xml:lang="en"><seg>lamp{}</seg></tuv><tuv xml:lang="ko"><seg>등</seg></tuv></tu>',
          "</body></tmx>", "hi"),
    Shape("a.xlf", "xliff", '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x" '
          'source-language="en" target-language="ko" datatype="plaintext"><body>',
          '<trans-unit id="1"><source>lamp{}</source><target>등</target></trans-unit>', "</body></file></xliff>", "g"),
    Shape("a.xlf2", "xliff",
          '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ko">'
          '<file id="f">', '<unit id="1"><segment><source>lamp{}</source><target>등</target></segment></unit>',
          "</file></xliff>", "pc"),
)  # fmt: skip


def in_xml(shape: Shape) -> Iterator[Attack]:
    """What XML can do to its reader."""

    def made(
        what: str, *, subset: str = "", before: str = "", text: str = "", inside: str = "", refused: bool | None = True
    ) -> Attack:
        doctype = f"<!DOCTYPE {shape.root}{subset}>" if subset else ""
        document = f'<?xml version="1.0" encoding="UTF-8"?>{before}{doctype}{shape.open}{inside}'
        document += f"{shape.item.format(text)}{shape.close}"
        return Attack(what, shape.name, document.encode("utf-8", "surrogatepass"), refused)

    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    yield made("billion laughs", subset=f' [<!ENTITY e0 "ha">{levels}]', text="&e11;")
    yield made("quadratic blowup", subset=f' [<!ENTITY e "{"a" * 100_000}">]', text="&e;" * 10_000)
    yield made("entity of a file", subset=f' [<!ENTITY e SYSTEM "file://{SECRET_FILE}">]', text="&e;")
    yield made("entity of an address", subset=f' [<!ENTITY e SYSTEM "{ADDRESS}">]', text="&e;")
    yield made("parameter entity", subset=f' [<!ENTITY % p SYSTEM "file://{SECRET_FILE}">%p;]')
    yield made("entity through a public name", subset=f' [<!ENTITY e PUBLIC "-//x" "{ADDRESS}">]', text="&e;")
    yield made("document type of an address", subset=f' SYSTEM "{ADDRESS}"', refused=False)
    yield made("document type of a file with an entity", subset=f' SYSTEM "file://{SECRET_FILE}"', text="&e;")
    yield made("attribute list", subset=f' [<!ATTLIST {shape.root} x CDATA "y">]')
    yield made("recursive entity", subset=' [<!ENTITY a "&b;"><!ENTITY b "&a;">]', text="&a;")
    yield made(
        "inclusion of a file",
        text=f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{SECRET_FILE}" parse="text"/>',
        refused=None,
    )
    yield made("style sheet", before=f'<?xml-stylesheet type="text/xsl" href="file://{SECRET_FILE}"?>', refused=False)
    yield made(
        "schema location",
        inside=f'<x xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a {ADDRESS}"/>',
        refused=None,
    )
    yield made("elements 100,000 deep", text=f"<{shape.line}>" * 100_000 + f"</{shape.line}>" * 100_000)
    if shape.brief:
        return
    yield made("100,000 attributes", inside="<x " + " ".join(f'a{n}=""' for n in range(100_000)) + "/>")
    yield made("an attribute of 8 MB", inside=f'<x a="{"a" * (8 << 20)}"/>')
    yield made("20,000 names", inside="".join(f"<n{n}/>" for n in range(20_000)))
    yield made("a text of 20 MB", text="a" * (20 << 20))
    yield made("a comment that does not end", inside="<!--" + "a" * (8 << 20))
    yield made("a section that does not end", text="<![CDATA[" + "a" * (8 << 20))
    yield made("half of a surrogate pair", text="&#xD800;")
    yield made("half of a surrogate pair in bytes", text="\ud800")
    yield made("NUL", text="\0")
    yield made("a reference beyond Unicode", text="&#x110000;")
    yield made("a reference of a million digits", text=f"&#{'9' * 1_000_000};")
    yield made("one attribute twice", inside='<x a="1" a="2"/>')
    whole = made("").data
    yield Attack("cut off", shape.name, whole[: len(whole) // 2])
    text = whole.decode()
    yield Attack("UTF-16 that says UTF-8", shape.name, text.encode("utf-16"), None)
    yield Attack("UTF-8 that says UTF-16", shape.name, text.replace("UTF-8", "UTF-16").encode(), None)
    yield Attack(
        "UTF-7", shape.name, text.replace("UTF-8", "UTF-7").encode().replace(b"<termEntry", b"+ADw-termEntry"), None
    )
    yield Attack("an encoding that does not exist", shape.name, text.replace("UTF-8", "x-nothing").encode(), None)
    yield Attack("an encoding that runs code", shape.name, text.replace("UTF-8", "zlib_codec").encode(), None)
    yield Attack("UTF-16 of an odd length", shape.name, text.replace("UTF-8", "UTF-16").encode("utf-16") + b"\x00")
    bomb = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE {shape.root} [<!ENTITY a "b">]>'
    bomb += f"{shape.open}{shape.item.format('&a;')}{shape.close}"
    yield Attack("entities in UTF-16", shape.name, bomb.encode("utf-16"))
    yield Attack("mixed line ends and blanks before the declaration", shape.name, b"\n\r\n" + whole, None)


_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELS = "application/vnd.openxmlformats-package.relationships+xml"


def _related(kind: str, target: str) -> str:
    one = f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_RELATIONS}">{one}</Relationships>'


def _row(number: int, one: str, other: str) -> str:
    cells = "".join(
        f'<c r="{at}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in zip("AB", (one, other), strict=True)
    )
    return f'<row r="{number}">{cells}</row>'


#: The parts of the archives.
OFFICE = {
    "a.xlsx": {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="{_RELS}"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>',
        "_rels/.rels": _related("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _related("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEETS}"><sheetData>'
        f"{_row(1, 'en', 'ko')}{_row(2, 'lamp', '등')}</sheetData></worksheet>",
    },
    "a.docx": {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="text/xml"/></Types>',
        "_rels/.rels": _related("officeDocument", "word/document.xml"),
        "word/document.xml": f'<w:document xmlns:w="{_WORDS}"><w:body><w:p><w:r><w:t>The lamp is on.</w:t></w:r></w:p>'
        "</w:body></w:document>",
    },
    "a.odt": {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>The lamp is on.'
        "</text:p></office:text></office:body></office:document-content>",
    },
}
MAIN = {"a.xlsx": "xl/worksheets/sheet1.xml", "a.docx": "word/document.xml", "a.odt": "content.xml"}


def packed(parts: dict[str, bytes], **more: int) -> bytes:
    """An archive. more: attributes of the main part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = more.get(name, 0)
            archive.writestr(entry, data)
    return stream.getvalue()


def in_archives(name: str) -> Iterator[Attack]:
    """What archives of office programs can do."""
    good = {part: text.encode() for part, text in OFFICE[name].items()}
    main = MAIN[name]
    yield Attack("nothing", name, packed(good), False)
    for part in good:
        if part == "mimetype":
            continue
        root = good[part][1:].split(b" ")[0].decode()
        for what, subset, text in (
            ("entity of a file", f'[<!ENTITY e SYSTEM "file://{SECRET_FILE}">]', b"&e;"),
            (
                "entities",
                f'[<!ENTITY a "ha"><!ENTITY b "{"&a;" * 1000}"><!ENTITY d "{"&b;" * 100_000}">]',
                b"&d;",
            ),
        ):
            changed = f"<!DOCTYPE {root} {subset}>".encode() + good[part].replace(b"lamp", b"lamp" + text)
            refused = True if part in (main, "xl/workbook.xml") or name == "a.xlsx" else None
            yield Attack(f"{what} in {part}", name, packed({**good, part: changed}), refused)
    zeros = bytes(120 << 20)
    yield Attack("bomb in the text", name, packed({**good, main: good[main] + zeros}))
    yield Attack("bomb beside the text", name, packed({**good, "media/x.bin": zeros}), None)
    yield Attack("5,000 parts", name, packed({**good, **{f"x{n}.xml": b"<x/>" for n in range(5_000)}}))
    for evil in (
        "../../evil.txt",
        "/tmp/evil.txt",
        "..\\..\\evil.txt",
        "C:\\evil.txt",
        "a/../../../evil.xml",
        "evil\0.xml",
    ):
        yield Attack(f"a part called {evil!r}", name, packed({**good, evil: b"<evil/>"}), None)
    link = {**good, main: SECRET_FILE.encode()}
    yield Attack("a part that is a link", name, packed(link, **{main: 0o120777 << 16}))
    yield Attack("deep elements", name, packed({**good, main: b"<a>" * 100_000}))
    data = packed(good)
    at = data.rindex(main.encode()) - 46
    for what, place, value in (("says it is small", 24, 10), ("says it is huge", 24, 0xFFFFFFF0), ("is locked", 8, 1)):
        size = "<H" if value == 1 else "<I"
        changed_bytes = bytearray(data)
        struct.pack_into(size, changed_bytes, at + place, value)
        yield Attack(f"a part that {what}", name, bytes(changed_bytes))
    yield Attack("cut off", name, data[: len(data) // 2])
    yield Attack("an archive in an archive", name, packed({**good, main: data}))
    twice = io.BytesIO(data)
    with zipfile.ZipFile(twice, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(main, "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")
    yield Attack("a part that comes twice", name, twice.getvalue())


def in_workbooks() -> Iterator[Attack]:
    """Formulas, links to other files, sheets without end."""
    good = {part: text.encode() for part, text in OFFICE["a.xlsx"].items()}

    def cells(*inner: str) -> bytes:
        return packed(
            {
                **good,
                MAIN["a.xlsx"]: good[MAIN["a.xlsx"]].replace(
                    b"</sheetData>", "".join(inner).encode() + b"</sheetData>"
                ),
            }
        )

    formula = '<row r="3"><c r="A3"><f>{}</f><v>1</v></c><c r="B3" t="inlineStr"><is><t>나</t></is></c></row>'
    for text in ("cmd|'/c calc'!A1", f'WEBSERVICE("{ADDRESS}")', f"'file://{SECRET_FILE}'#$S.A1", "[1]S!A1"):
        yield Attack(f"the formula {text[:12]}", "a.xlsx", cells(formula.format(text.replace('"', "&quot;"))), False)
    external = {
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{_SHEETS}"/>'.encode(),
        "xl/externalLinks/_rels/externalLink1.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship '
        f'Id="r1" TargetMode="External" Type="x" Target="{ADDRESS}"/></Relationships>'.encode(),
    }
    yield Attack("a link to another workbook", "a.xlsx", packed({**good, **external}), False)
    yield Attack(
        "a shared text that is not there", "a.xlsx", cells('<row r="3"><c r="A3" t="s"><v>99</v></c></row>'), None
    )
    yield Attack(
        "a number of a shared text without end",
        "a.xlsx",
        cells(f'<row r="3"><c r="A3" t="s"><v>{"9" * 9000}</v></c></row>'),
        None,
    )
    yield Attack("a number without end", "a.xlsx", cells(f'<row r="3"><c r="A3"><v>{"9" * 9000}</v></c></row>'), None)
    yield Attack(
        "an infinite number",
        "a.xlsx",
        cells('<row r="3"><c r="A3"><v>1e999</v></c><c r="B3"><v>nan</v></c></row>'),
        None,
    )
    yield Attack("a date beyond time", "a.xlsx", cells('<row r="3"><c r="A3" t="d"><v>9999-99-99</v></c></row>'), None)
    yield Attack("a row far away", "a.xlsx", cells('<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>'))
    yield Attack("columns without end", "a.xlsx", cells('<row r="3"><c r="ZZZZZZZZ3"><v>1</v></c></row>'), None)


def in_tables() -> Iterator[Attack]:
    """What tables and their encodings can do."""
    yield Attack("a line of 200 MB", "a.csv", b"en,ko\n" + b"a" * 200_000_000)
    yield Attack("a line of 20 MB", "a.txt", b"lamp\t" + "등".encode() * 7_000_000)
    yield Attack("a quote that does not end", "a.csv", b'en,ko\n"lamp' + b",b\n" * 1_000_000)
    yield Attack("100,000 columns", "a.csv", b"," * 100_000 + b"\nlamp," + "등\n".encode(), None)
    yield Attack("NUL", "a.csv", "en,ko\nla\0mp,등\n".encode())
    yield Attack("control characters", "a.csv", "en,ko\nla\x1b[31mmp,등\x07\n".encode())
    yield Attack("UTF-7", "a.csv", b"+/v8-en,ko\nlamp,+sWQ-\n", None)
    yield Attack("UTF-16 without a mark", "a.csv", "en,ko\nlamp,등\n".encode("utf-16-le"))
    yield Attack("UTF-16 of an odd length", "a.csv", "en,ko\nlamp,등\n".encode("utf-16") + b"\x0a")
    yield Attack("UTF-32 beyond Unicode", "a.csv", b"\xff\xfe\0\0\xff\xff\xff\xff")
    yield Attack("halves of surrogate pairs in bytes", "a.csv", b"en,ko\nlamp," + b"\xed\xa0\x80\n")
    yield Attack("overlong bytes", "a.csv", b"en,ko\nlamp,\xc0\xaf\n", None)
    yield Attack("formulas", "a.csv", b'en,ko\n=cmd|\'/c calc\'!A1,@SUM(A1)\n"=HYPERLINK(""http://x"")",+1\n', False)
    yield Attack("a mark of direction", "a.csv", "en,ko\nlamp\u202e,등\u2066\n".encode(), False)
    yield Attack("a name of a file", "a.csv", f"en,ko\nfile://{SECRET_FILE},@{SECRET_FILE}\n".encode(), False)
    yield Attack("Markdown without end", "a.md", b"|" * 200_000 + b"\n" + b"|-" * 100_000 + b"\n", None)
    yield Attack("backslashes", "a.md", b"| source | target |\n|---|---|\n| " + b"\\" * 200_000 + b" | b |\n", None)


def in_catalogues() -> Iterator[Attack]:
    """What JSON, YAML and PO can do."""
    yield Attack("halves of surrogate pairs", "a.jsonl", b'{"source": "a\\ud800", "target": "\\udc00b"}\n')
    yield Attack("100,000 deep", "a.jsonl", b"[" * 100_000 + b"\n")
    yield Attack("a number without end", "a.jsonl", b'{"source": ' + b"9" * 100_000 + b', "target": "b"}\n', None)
    yield Attack("no number", "a.jsonl", b'{"source": NaN, "target": Infinity}\n', None)
    yield Attack("100,000 deep", "en.json", b'{"a":' * 100_000)
    yield Attack("a number without end", "en.json", b'{"a": ' + b"9" * 100_000 + b', "b": "lamp"}', None)
    yield Attack("halves of surrogate pairs", "en.json", b'{"a": "\\ud800"}', None)
    yield Attack("one key twice", "en.json", b'{"a": "x", "a": "y"}', None)
    names = "abcdefghij"
    bomb = 'a: &a ["ha"]\n' + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]\n" for a, b in pairwise(names))
    yield Attack("anchors without end", "en.yaml", bomb.encode(), None)
    yield Attack("an anchor of itself", "en.yaml", b"a: &a\n  b: *a\n")
    yield Attack("merged anchors", "en.yaml", b"a: &a {x: lamp}\nb: {<<: *a}\n", None)
    yield Attack("a tag that runs code", "en.yaml", b'a: !!python/object/apply:os.system ["touch evil"]\n', None)
    yield Attack("another tag that runs code", "en.yaml", b"a: !!python/name:os.system\nb: lamp\n", None)
    yield Attack("100,000 deep", "en.yaml", b"[" * 100_000)
    yield Attack("a number without end", "en.yaml", b"a: " + b"9" * 100_000 + b"\nb: lamp\n", None)
    yield Attack("a number in base sixty", "en.yaml", b"a: " + b"1:" * 50_000 + b"1\nb: lamp\n", None)
    yield Attack("a directive", "en.yaml", b"%YAML 9.9\n%TAG ! tag:" + ADDRESS.encode() + b",\n---\na: lamp\n", None)
    plural = (
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=%s; plural=%s;\\n"\n\n'
    )
    entry = b'msgid "lamp"\nmsgid_plural "lamps"\nmsgstr[0] "x"\n'
    yield Attack("plural forms without end", "a.po", plural % (b"999999999999", b"0") + entry, None)
    yield Attack(
        "code for plural forms", "a.po", plural % (b"2", b"__import__('os').system('touch evil')") + entry, None
    )
    yield Attack("brackets for plural forms", "a.po", plural % (b"2", b"(" * 100_000) + entry, None)
    yield Attack(
        "an encoding that runs code",
        "a.po",
        (plural % (b"1", b"0")).replace(b"UTF-8", b"unicode_escape") + b'msgid "a"\nmsgstr "\\xff\xff"\n',
        None,
    )
    yield Attack("a text that does not end", "a.po", b'msgid "' + b"a" * (8 << 20))
