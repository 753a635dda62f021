"""The manuals of the rules: docs/LANGUAGE/rules.md lists them by family, docs/LANGUAGE/rules/CODE.md explains each."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from made.text import DOCS, LANGUAGES, MADE, escaped
from tm.checks import manual, registry
from tm.checks.registry import Bad, Good, Rule

WORDS = {
    "en": {
        "title": "Rules",
        "intro": "`tm rule CODE` prints these pages in the terminal. A rule speaks of an error only where the text "
        "itself is the evidence.\n\n"
        "The severity is the one that a rule has by itself. A single finding may be milder or graver where its "
        "evidence is weaker or stronger: M401 calls a mistyped address an error, a missing link a warning. "
        "The page of the rule says when.",
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
        "intro": "터미널에서는 `tm rule CODE`로 같은 내용을 볼 수 있습니다. 글에서 잘못이 분명히 드러날 때만 "
        "오류라고 합니다.\n\n"
        "표의 심각도는 규칙마다 정해진 기본값입니다. 증거가 더 약하거나 강하면 개별 결과의 심각도는 이보다 낮거나 높을 "
        "수 있습니다. 이를테면 M401은 잘못 적은 주소를 오류로, 빠진 링크를 경고로 알립니다. "
        "언제 그런지는 각 규칙의 설명에 있습니다.",
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
    """The list of the rules and the page of each, by path."""
    rules = list(registry.load().values())
    made = {}
    for language in LANGUAGES:
        folder = DOCS / language
        made[folder / "rules.md"] = index(rules, language)
        made |= {folder / "rules" / f"{rule.code}.md": page(rule, language) for rule in rules}
    return made


def index(rules: list[Rule], language: str) -> str:
    """The list of rules, a table for each family."""
    words = WORDS[language]
    order = list(manual.FAMILIES[language])
    rows = [MADE[language].format(file="tm/checks/rules"), "", f"# {words['title']}", "", words["intro"]]
    ordered = sorted(rules, key=lambda rule: (order.index(rule.code[0]), rule.code))
    for family, members in groupby(ordered, key=lambda rule: rule.code[0]):
        rows += ["", f"## {family}: {manual.FAMILIES[language][family]}", "", words["head"], "| --- | --- | --- |"]
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
    rows += [paragraph(label, text) for label, text in manual.parts(rest)]
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


def paragraph(label: str, text: str) -> str:
    """A part of a manual, its label in bold."""
    return f"**{label}**: {escaped(text)}\n" if label else escaped(text) + "\n"


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
