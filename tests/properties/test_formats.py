"""Every format that `tm check` reads: findings stand where they say, and repairs leave all else as it is, by byte."""

from __future__ import annotations

import codecs
import json
import unicodedata
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tm.cli import app

SOURCE = ("It reduces 2 < 3 & “noise” in this information.", "He saved it.\tThen the model was “ready”.")
TARGET = ("이것은 2 < 3 & “잡음” 많은 토막 정보을 줄인다.", "그는 저장했다.\t그리고 모델는 “준비되었다”.")
WRONG = {"을": "를", "는": "은"}
XML = '<?xml version="1.0" encoding="{encoding}"?>\n'


def named(text: str) -> str:
    """With some characters as references."""
    return escape(text, quote=False).replace("“", "&#8220;").replace("”", "&#x201D;").replace("\t", "&#9;")


def escaped(text: str) -> str:
    """With some characters as escapes of JSON and of YAML in double quotes."""
    return text.replace("“", "\\u201c").replace("”", "\\u201D").replace("\t", "\\t").replace("토", "\\ud1a0")


def html(texts: Sequence[str]) -> str:
    return f'<meta charset="{{encoding}}">\n<p>{named(texts[0])}</p>\n<ul><li>{named(texts[1])}</ul>\n'


#: By suffix: one file for each language from its texts; or one for both.
TWO: dict[str, Callable[[Sequence[str]], str]] = {
    ".md": lambda texts: f"# 1\n\n{texts[0]}\n\n- {texts[1]}\n",
    ".txt": lambda texts: f"{texts[0]}\n\n{texts[1]}\n",
    ".html": html,
    ".rst": lambda texts: f"{texts[0]}\n\n.. note::\n\n   {texts[1]}\n",
    ".srt": lambda texts: "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{t}\n\n" for n, t in enumerate(texts, 1)),
    ".vtt": lambda texts: (
        "WEBVTT\n\n"
        + "".join(f"00:00:0{n}.000 --> 00:00:0{n}.900\n{escape(t, quote=False)}\n\n" for n, t in enumerate(texts, 1))
    ),
    ".json": lambda texts: f'{{"a": "{escaped(texts[0])}",\n "b": ["{escaped(texts[1])}"]}}\n',
    ".yaml": lambda texts: f'a: "{escaped(texts[0])}"\nb:\n- |\n  {texts[1]}\n',
}
ONE: dict[str, Callable[[list[tuple[str, str]]], str]] = {
    ".po": lambda pairs: (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset={encoding}\\n"\n'
        + "".join(
            'msgid "{}"\nmsgstr ""\n"{}"\n'.format(*(text.replace("\t", "\\t") for text in pair)) for pair in pairs
        )
    ),
    ".xlf": lambda pairs: (
        XML
        + '<xliff version="1.2"><file source-language="en" target-language="ko" original="x" datatype="x"><body>\n'
        + "".join(
            f'<trans-unit id="{n}"><source>{named(one)}</source><target>{named(other)}</target></trans-unit>\n'
            for n, (one, other) in enumerate(pairs)
        )
        + "</body></file></xliff>\n"
    ),
    ".tmx": lambda pairs: (
        XML
        + '<tmx version="1.4"><header srclang="en"/><body>\n'
        + "".join(
            f'<tu><tuv xml:lang="en"><seg>{named(one)}</seg></tuv>'
            f'<tuv xml:lang="ko"><seg>{named(other)}</seg></tuv></tu>\n'
            for one, other in pairs
        )
        + "</body></tmx>\n"
    ),
    ".csv": lambda pairs: "en,ko\n" + "".join('"{}","{}"\n'.format(*pair) for pair in pairs),
    ".tsv": lambda pairs: "en\tko\n" + "".join("{}\t{}\n".format(*(t.replace("\t", " ") for t in p)) for p in pairs),
}
MARKS = {"utf-8": b"", "utf-8-sig": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
VARIANTS = [
    ("\n", "NFC", "utf-8-sig"),
    ("\r\n", "NFD", "utf-8"),
    ("\n", "NFD", "utf-16-le"),
    ("\r\n", "NFC", "utf-16-be"),
]


def encoded(text: str, end: str, form: str, encoding: str) -> tuple[str, bytes]:
    """A file's text and its bytes."""
    declared = "utf-16" if "16" in encoding else "utf-8"
    text = unicodedata.normalize(form, text.replace("{encoding}", declared)).replace("\n", end)  # type: ignore[arg-type]
    return text, MARKS[encoding] + text.encode(encoding.removesuffix("-sig"))


@pytest.mark.parametrize("suffix", [*TWO, *ONE])
def test_places_and_repairs(suffix: str, tmp_path: Path) -> None:
    """Two wrong particles among references and escapes, in any line ends, composed or not, in any encoding that the
    format has: found where they stand; repaired, and all else as it was.
    """
    for number, (end, form, encoding) in enumerate(VARIANTS):
        if suffix == ".po" and "16" in encoding:
            continue  # gettext has none
        folder = tmp_path / str(number)
        folder.mkdir()
        target = folder / f"ko{suffix}"
        if suffix in TWO:
            (folder / f"en{suffix}").write_bytes(encoded(TWO[suffix](SOURCE), end, form, encoding)[1])
            text, data = encoded(TWO[suffix](TARGET), end, form, encoding)
        else:
            text, data = encoded(ONE[suffix](list(zip(SOURCE, TARGET, strict=True))), end, form, encoding)
        target.write_bytes(data)
        paths = [str(path) for path in sorted(folder.iterdir())]
        options = ["--isolated", "--no-cache", "--select", "K601,P5,M", "--output-format", "json"]
        found = json.loads(CliRunner().invoke(app, ["check", *paths, *options]).stdout)["diagnostics"]
        edits: list[dict[str, Any]] = []
        for one in found:
            places = [one["target"], *([one["source"]] if suffix in ONE and one["source"] else [])]
            for place in places:
                assert text[place["start"]["offset"] : place["end"]["offset"]] == place["text"], (suffix, number)
            edits += one["fix"]["edits"] if one["fix"] and one["code"] == "K601" else []
        wrong = [unicodedata.normalize("NFC", one["target"]["text"]) for one in found if one["code"] == "K601"]
        assert wrong == list(WRONG), (suffix, number, found)
        CliRunner().invoke(app, ["check", *paths, "--isolated", "--no-cache", "--select", "K601", "--fix"])
        for edit in sorted(edits, key=lambda edit: -int(edit["start"])):
            text = text[: edit["start"]] + edit["text"] + text[edit["end"] :]
        after = target.read_bytes()
        assert after == MARKS[encoding] + text.encode(encoding.removesuffix("-sig")), (suffix, number)
        assert len(edits) == len(WRONG)
        assert all(unicodedata.normalize("NFC", edit["text"]) in WRONG.values() for edit in edits)
