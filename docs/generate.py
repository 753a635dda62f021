"""Write the pages that are made from the code: the manuals of the rules, the frames for notebooks.

usage: python docs/generate.py [--check]

docs/en/rules.md and docs/ko/rules.md list the rules by family, docs/rules/CODE.md and CODE.ko.md explain each;
docs/en/frames.md documents the DataFrames and charts of `tm.frames`, column by column.
With --check nothing is written; the status is 1 if a page is not what the code says.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from tm import frames
from tm.checks import manual, registry
from tm.checks.registry import Bad, Good, Rule

HERE = Path(__file__).parent
MADE = {
    "en": "<!-- made by docs/generate.py from {file}; changes belong there -->",
    "ko": "<!-- docs/generate.py가 {file}에서 만든 쪽입니다. 고칠 것은 그 파일에 적습니다 -->",
}
FAMILIES = {
    "en": {
        "T": "Terminology",
        "C": "Consistency",
        "U": "Completeness",
        "N": "Numbers",
        "M": "Markup",
        "P": "Punctuation",
        "K": "Korean",
        "S": "Style",
        "G": "Glossary and housekeeping",
    },
    "ko": {
        "T": "용어",
        "C": "일관성",
        "U": "누락과 추가",
        "N": "숫자",
        "M": "마크업",
        "P": "문장 부호",
        "K": "한국어",
        "S": "문체",
        "G": "용어집과 정리",
    },
}
WORDS = {
    "en": {
        "title": "Rules",
        "intro": "`tm rule CODE` prints these pages in the terminal. A rule speaks of an error only where the text "
        "itself is the evidence.",
        "head": "| code | reports | severity |",
        "examples": "Examples",
        "bad": "Reported",
        "good": "Fine",
        "fixed": "fixed",
        "glossary": "glossary",
        "severity": "Severity",
        "off": "off unless selected",
        "before": "en before",
        "glossary_check": "runs in `tm glossary check`",
        "all": "All rules",
    },
    "ko": {
        "title": "규칙",
        "intro": "터미널에서는 `tm rule CODE --lang ko`로 같은 내용을 볼 수 있습니다. 글에서 잘못이 분명히 드러날 때만 "
        "오류라고 합니다.",
        "head": "| 코드 | 알리는 것 | 심각도 |",
        "examples": "예문",
        "bad": "알리는 것",
        "good": "문제없는 것",
        "fixed": "고친 뒤",
        "glossary": "용어집",
        "severity": "심각도",
        "off": "고르지 않으면 꺼져 있음",
        "before": "전 en",
        "glossary_check": "`tm glossary check`에서 실행",
        "all": "모든 규칙",
    },
}


def pages() -> dict[Path, str]:
    """Every page that is made, by its path."""
    rules = list(registry.load().values())
    made = {}
    for language in ("en", "ko"):
        folder = HERE / language
        made[folder / "rules.md"] = index(rules, language)
        made |= {folder / "rules" / f"{rule.code}.md": page(rule, language) for rule in rules}
    return made | {HERE / "en" / "frames.md": frames_page()}


def index(rules: list[Rule], language: str) -> str:
    """The list of rules, a table for each family."""
    words = WORDS[language]
    order = list(FAMILIES[language])
    rows = [MADE[language].format(file="tm/checks/rules"), "", f"# {words['title']}", "", words["intro"]]
    ordered = sorted(rules, key=lambda rule: (order.index(rule.code[0]), rule.code))
    for family, members in groupby(ordered, key=lambda rule: rule.code[0]):
        rows += ["", f"## {family}: {FAMILIES[language][family]}", "", words["head"], "| --- | --- | --- |"]
        for rule in members:
            title = escaped(manual.title(rule, language)).replace("|", "\\|")
            rows.append(f"| [{rule.code}](rules/{rule.code}.md) | {title} | {severity(rule, language)} |")
    return "\n".join(rows) + "\n"


def page(rule: Rule, language: str) -> str:
    """The manual of one rule."""
    words, module = WORDS[language], registry.module(rule)
    first, _, rest = manual.text(module, language).partition("\n")
    file = "/".join(Path(str(module.__file__)).parts[-4:])
    rows = [MADE[language].format(file=file), "", f"# {escaped(first)}", ""]
    rows += [paragraph(part) for part in parts(rest)]
    rows += [f"**{words['severity']}**: {severity(rule, language)}", "", f"## {words['examples']}", ""]
    rows += [example(one, words) for one in getattr(module, "EXAMPLES", [])]
    rows += [f"[{words['all']}](../rules.md)"]
    return "\n".join(rows) + "\n"


def severity(rule: Rule, language: str) -> str:
    """`error`, or `info, off unless selected`, or for the glossary itself, which command runs it."""
    name = manual.severity(rule, language)
    if rule.code.startswith("G") and rule.scope == "bitext":
        return f"{name}, {WORDS[language]['glossary_check']}"
    return name if rule.enabled else f"{name}, {WORDS[language]['off']}"


def parts(text: str) -> list[str]:
    """The labelled parts of a manual, each on one line."""
    found: list[str] = []
    for line in text.strip().split("\n"):
        if not line.strip():
            continue
        if not found or re.match(r"[A-Z가-힣][\w ]{0,16}: ", line):
            found.append(line.strip())
        else:
            found[-1] += " " + line.strip()
    return found


def paragraph(text: str) -> str:
    """`What it does: ...` with its label in bold."""
    label, colon, rest = text.partition(": ")
    if colon and re.fullmatch(r"[A-Z가-힣][\w ]{0,16}", label):
        return f"**{label}**: {escaped(rest)}\n"
    return escaped(text) + "\n"


def example(one: Good | Bad, words: dict[str, str]) -> str:
    """An example as a block that shows its text as it is."""
    rows = [(words["before"], one.before)] if one.before else []
    rows += [("en", one.source), ("ko", one.target)]
    if one.glossary:
        rows.insert(0, (words["glossary"], re.sub(r"\s*\n\s*", " / ", one.glossary.strip())))
    if isinstance(one, Bad) and one.fixed is not None:
        rows.append((words["fixed"], one.fixed))
    lines = [f"{label}: {text}" for label, text in rows]
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`{3,}", "\n".join(lines)))])
    title = words["bad" if isinstance(one, Bad) else "good"]
    return "\n".join([f"{title}:", "", f"{fence}text", *lines, fence, ""])


#: Sections of docs/en/frames.md: what a function gives decides where it stands.
FRAMES = {
    "DataFrames": ("pandas.DataFrame",),
    "Charts": ("altair.",),
    "HTML": ("str", "Page"),
    "What they work on": ("",),
}


def frames_page() -> str:
    """The functions of `tm.frames`, from their docstrings."""
    found = {name: getattr(frames, name) for name in frames.__all__ if inspect.isfunction(getattr(frames, name))}
    lines = [MADE["en"].format(file="tm/frames"), "# Frames and charts", ""]
    lines += [*str(frames.__doc__).strip().split("\n")[0:1], ""]
    lines += [
        "All of these are functions of `tm.frames`. Frames of nothing have all columns, too. The notebooks in",
        "[notebooks/](../../notebooks) show them at work;",
        '`pip install "tm-toolkit[notebooks]"` brings what charts need.',
        "",
    ]
    for title, kinds in FRAMES.items():
        section = [name for name, function in found.items() if str(_gives(function)).startswith(kinds)]
        lines += [f"## {title}", ""]
        for name in section:
            lines += frame_entry(name, found.pop(name))
    return "\n".join(lines).rstrip() + "\n"


def _gives(function: Callable[..., Any]) -> str:
    return str(inspect.signature(function).return_annotation)


def frame_entry(name: str, function: Callable[..., Any]) -> list[str]:
    """One function: how it is called, what its docstring says, its columns as a table."""
    text, _, rest = inspect.cleandoc(str(function.__doc__)).partition("\nColumns:\n")
    _, _, raises = rest.partition("\nRaises:\n")
    parameters = inspect.signature(function).parameters
    signature = re.sub(r"\b(?:pandas|altair)\.", "", re.sub(r": '([^']*)'", r": \1", str(inspect.signature(function))))
    call = re.sub(r" -> .*", "", signature)
    lines = [f"### {name}", "", "```python", f"tm.frames.{name}{call}", "```", ""]
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        if paragraph.startswith("Raises:"):
            raises = paragraph.partition("\n")[2]
        elif set(paragraph.partition(":")[0].split(", ")) <= parameters.keys():  # arguments, one a line
            entries = re.sub(r"\n {2,}", " ", paragraph).split("\n")
            lines += [re.sub(r"^([\w, ]+?):\s+", r"- `\1`: ", marked(entry)) for entry in entries] + [""]
        else:
            lines += [marked(" ".join(paragraph.split())), ""]
    if rest:
        lines += ["| column | dtype | |", "| --- | --- | --- |"]
        lines += [
            f"| {', '.join(f'`{c}`' for c in names)} | {dtype} | {marked(what)} |"
            for names, dtype, what in columns(function)
        ]
        lines.append("")
    if raises:
        lines += ["Raises " + marked("; ".join(" ".join(line.split()) for line in raises.strip().split("\n"))), ""]
    return lines


def columns(function: Callable[..., Any]) -> Iterator[tuple[list[str], str, str]]:
    """(names, dtype, meaning) of the columns that a docstring documents: `a, b (string): meaning`."""
    block = inspect.cleandoc(str(function.__doc__)).partition("\nColumns:\n")[2].partition("\n\n")[0]
    for entry in re.split(r"\n {4}(?=\S)", "\n" + block)[1:]:
        found = re.fullmatch(r"([\w, ]+) \(([\w\[\], ]+)\): (.*)", " ".join(entry.split()))
        if not found:
            raise ValueError(f"{function.__name__}: not `name, name (dtype): meaning`: {entry!r}")
        yield found[1].split(", "), found[2], found[3]


def marked(text: str) -> str:
    """Text for a table or a paragraph, what looks like a tag left readable."""
    spans = re.split(r"(`[^`]+`)", text)
    return "".join(part if part.startswith("`") else part.replace("<", "&lt;").replace("|", "\\|") for part in spans)


def escaped(text: str) -> str:
    """Text that Markdown shows as it is; what stands in backticks is left alone."""
    spans = re.split(r"(`[^`]+`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([\\*_\[\]<>{}~])", r"\\\1", part) for part in spans)


def main() -> int:
    """Write the pages, or compare them."""
    made = pages()
    stale = [path for path in HERE.glob("*/rules/*.md") if path not in made]
    wrong = [
        path for path, text in made.items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    ] + stale
    if "--check" in sys.argv[1:]:
        for path in wrong:
            print(f"not what the code says: {path.relative_to(HERE.parent)}; run python docs/generate.py")
        return bool(wrong)
    for path, text in made.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in stale:
        path.unlink()
    print(f"{len(made)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
