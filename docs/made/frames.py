"""docs/en/frames.md and docs/ko/frames.md: the DataFrames and charts of `tm.frames`, column by column.

In Korean each sentence is a row of tm/locale/ko/LC_MESSAGES/frames.po.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from made import docstrings
from made.text import DOCS, MADE, marked
from tm import frames
from tm.lang import catalogue

NOTEBOOKS = DOCS.parent / "notebooks"
#: Sections: what a function gives decides where it stands.
SECTIONS = {
    "frames": ("pandas.DataFrame",),
    "charts": ("altair.",),
    "html": ("str", "Page"),
    "values": ("",),
}
#: Functions that notebooks use without naming them: a value shows itself, or gives its frame.
THEMSELVES = {
    "bitext": "`Bitext.to_frame()`",
    "bitext_html": "`Bitext`",
    "diagnostics": "`Findings.to_frame()`",
    "findings_html": "`Findings`",
    "glossary_html": "`Glossary`",
    "matches": "`Matches.to_frame()`",
    "matches_html": "`Matches`",
}
WORDS = {
    "en": {
        "title": "Frames and charts",
        "intro": "All of these are functions of `tm.frames`. Frames of nothing have all columns, too.\n"
        "[The notebooks](../../notebooks) show them at work; the table below says which notebook shows what,\n"
        "or which value shows itself in this way.\n"
        '`pip install -e ".[notebooks]"` in the clone brings what charts need.',
        "language": "Charts and tables speak English or Korean, as messages do: `LANG=ko_KR.UTF-8 jupyter lab`.\n"
        "Names of columns and what stands in them are the same in both, so that a program can rely on them;\n"
        "only sentences that explain are in the language of the reader.",
        "frames": "DataFrames",
        "charts": "Charts",
        "html": "HTML",
        "values": "What they work on",
        "where": "Which notebook shows what",
        "head": "| function | notebook |",
        "folder": "",
        "columns": "| column | dtype | |",
        "raises": "Raises",
    },
    "ko": {
        "title": "데이터프레임과 차트",
        "intro": "아래는 모두 `tm.frames`의 함수입니다. 담을 것이 없는 데이터프레임에도 열은 모두 있습니다.\n"
        "[노트북](../../notebooks/ko)에서 함수가 실제로 쓰이는 것을 볼 수 있습니다.\n"
        "어느 노트북이 무엇을 보여 주는지, 어느 값이 스스로 이렇게 보이는지는 아래 표에 있습니다.\n"
        '차트에 필요한 것은 저장소 사본에서 `pip install -e ".[notebooks]"`로 설치합니다.',
        "language": "차트와 표는 메시지와 마찬가지로 영어나 한국어로 나옵니다: `LANG=ko_KR.UTF-8 jupyter lab`.\n"
        "열의 이름과 그 안의 값은 프로그램이 믿고 쓸 수 있도록 두 언어에서 같고,\n"
        "설명하는 문장만 읽는 사람의 언어로 나옵니다.",
        "frames": "데이터프레임",
        "charts": "차트",
        "html": "HTML",
        "values": "함수에 넣는 값",
        "where": "노트북과 함수",
        "head": "| 함수 | 노트북 |",
        "folder": "ko/",
        "columns": "| 열 | dtype | |",
        "raises": "오류",
    },
}


def pages() -> dict[Path, str]:
    """The page in each language, by its path."""
    return {DOCS / language / "frames.md": page(language) for language in WORDS}


def page(language: str) -> str:
    """The functions of `tm.frames`, from their docstrings."""
    words = WORDS[language]
    found = functions()
    lines = [MADE[language].format(file="tm/frames"), f"# {words['title']}", "", said(summary(frames), language), ""]
    lines += [words["intro"], "", words["language"], ""]
    lines += [f"## {words['where']}", "", words["head"], "| --- | --- |"]
    shown = uses()
    for name in found:
        places = ", ".join(
            f"[{path.stem[:2]}](../../notebooks/{words['folder']}{path.name})" for path in shown.get(name, [])
        )
        if name in THEMSELVES:
            places += (places and ", ") + THEMSELVES[name]
        lines.append(f"| [`{name}`](#{name}) | {places} |")
    lines.append("")
    for title, kinds in SECTIONS.items():
        lines += [f"## {words[title]}", ""]
        for name in [name for name, function in found.items() if gives(function).startswith(kinds)]:
            lines += entry(name, found.pop(name), language)
    return "\n".join(lines).rstrip() + "\n"


def functions() -> dict[str, Callable[..., Any]]:
    """The public functions of `tm.frames`, by name."""
    return {name: getattr(frames, name) for name in frames.__all__ if inspect.isfunction(getattr(frames, name))}


def gives(function: Callable[..., Any]) -> str:
    """What a function returns, as its signature says."""
    return str(inspect.signature(function).return_annotation)


def summary(module: Any) -> str:
    """The first line of a docstring."""
    return str(module.__doc__).strip().split("\n")[0]


def uses() -> dict[str, list[Path]]:
    """The notebooks that call each function, in order."""
    found: dict[str, list[Path]] = {}
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        names = {node.attr for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Attribute)}
        for name in names & functions().keys():
            found.setdefault(name, []).append(path)
    return found


def entry(name: str, function: Callable[..., Any], language: str) -> list[str]:
    """One function: how it is called, what its docstring says, its columns as a table."""
    signature = re.sub(r"\b(?:pandas|altair)\.", "", re.sub(r": '([^']*)'", r": \1", str(inspect.signature(function))))
    call = re.sub(r" -> .*", "", signature)
    lines = [f"### `{name}`", "", "```python", f"tm.frames.{name}{call}", "```", ""]
    before = ""
    for kind, label, text in parts(function):
        meaning = marked(said(text, language))
        if before in ("argument", "column") and kind != before:
            lines.append("")
        if kind == "text":
            lines += [meaning, ""]
        elif kind == "argument":
            lines.append(f"- `{label}`: {meaning}")
        elif kind == "column":
            if before != "column":
                lines += [WORDS[language]["columns"], "| --- | --- | --- |"]
            names, _, dtype = label.partition(" (")
            lines.append(f"| {', '.join(f'`{one}`' for one in names.split(', '))} | {dtype[:-1]} | {meaning} |")
        else:
            lines += [f"{WORDS[language]['raises']} `{label}`: {meaning}", ""]
        before = kind
    return [*lines, ""] if before in ("argument", "column") else lines


def parts(function: Callable[..., Any]) -> list[tuple[str, str, str]]:
    """What the docstring of a function says: see `made.docstrings.parts`."""
    return list(docstrings.parts(str(function.__doc__), inspect.signature(function).parameters))


def columns(function: Callable[..., Any]) -> Iterator[tuple[list[str], str, str]]:
    """(names, dtype, meaning) of the columns that a docstring documents: `a, b (string): meaning`."""
    for kind, label, meaning in parts(function):
        if kind == "column":
            names, _, dtype = label.partition(" (")
            yield names.split(", "), dtype[:-1], meaning


def sentences() -> dict[str, str]:
    """Every sentence of the page that is in a docstring, and where it stands first."""
    found = {summary(frames): "tm.frames"}
    for name, function in functions().items():
        for _, label, text in parts(function):
            found.setdefault(text, f"{name} {label}".rstrip())
    return found


def said(text: str, language: str) -> str:
    """A sentence in the language of the page."""
    return text if language == catalogue.LANGUAGES[0] else catalogue.messages(language, "frames").get(text, text)
