"""The manual of a rule, made from its file: docstring, Korean text, examples."""

from __future__ import annotations

import difflib
import inspect
import re
from pathlib import Path
from types import ModuleType

from tm.checks import registry, select
from tm.checks.registry import Bad, Good, Rule
from tm.errors import UsageError
from tm.messages import say

_LABELS = {
    "en": {
        "bad": "reported",
        "good": "fine",
        "fixed": "fixed",
        "severity": "Severity",
        "file": "File",
        "off": "off",
        "before": "en before",
    },
    "ko": {
        "bad": "알리는 것",
        "good": "문제없는 것",
        "fixed": "고친 뒤",
        "severity": "심각도",
        "file": "파일",
        "off": "꺼짐",
        "before": "전 en",
    },
}
#: What families of rules are about, in the order in which they are told.
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
#: The label of a part of a manual: `Why: `
_LABEL = re.compile(r"([A-Z가-힣][\w ]{0,16}): ")
_SEVERITY = {"error": "오류", "warning": "경고", "info": "정보"}


def index(language: str = "en") -> str:
    """All rules, one a line: code, severity, title."""
    rows = []
    for rule in registry.load().values():
        state = "" if rule.enabled else f" ({_LABELS[language]['off'] if rule.code[0] != 'G' else 'tm glossary check'})"
        rows.append(f"{rule.code}  {severity(rule, language):<8} {title(rule, language)}{state}")
    return "\n".join(rows) + "\n"


def title(rule: Rule, language: str = "en") -> str:
    """`particle-agreement: a particle does not agree ...`, or the Korean one."""
    return text(registry.module(rule), language).split("\n", 1)[0].removeprefix(rule.code).strip()


def name(rule: Rule, language: str = "en") -> str:
    """`particle-agreement`, 조사 불일치: the title without what it reports; the rule's own name where it has none."""
    own, colon, _ = title(rule, language).partition(": ")
    return own if colon else rule.name


def parts(text: str) -> list[tuple[str, str]]:
    """(label, text) of each part of a manual behind its title, each text on one line; some have no label."""
    found: list[str] = []
    for line in text.strip().split("\n"):
        if not line.strip():
            continue
        if not found or _LABEL.match(line):
            found.append(line.strip())
        else:
            found[-1] += " " + line.strip()
    return [(label[1], part[label.end() :]) if (label := _LABEL.match(part)) else ("", part) for part in found]


def page(code: str, language: str = "en") -> str:
    """The whole manual of one rule, or of all whose code or name begins so.

    code: `K604`, `k6`, `particle-space`, `particle`

    Raises:
        UsageError: no such rule.
    """
    rules = list(registry.load().values())
    found = [rule for rule in rules if rule.code.startswith(code.upper())] if code else []
    if not found:
        name = re.sub(r"[\s_]+", "-", code.strip().lower())
        exact = [rule for rule in rules if rule.name == name]
        found = exact or [rule for rule in rules if name and rule.name.startswith(name)]
    if not found:
        near = difflib.get_close_matches(code.lower(), [rule.name for rule in rules], 1)
        if near:
            raise UsageError(
                say("unknown rule {code!r}", code=code),
                hint=say("did you mean {near}? `tm rule` lists all rules", near=near[0]),
            )
        select.known(code.upper())
    return "\n".join(_page(rule, language) for rule in found)


def _page(rule: Rule, language: str) -> str:
    module = registry.module(rule)
    labels = _LABELS[language]
    file = Path(inspect.getfile(module))
    parts = [
        text(module, language).strip(),
        f"{labels['severity']}: {severity(rule, language)}\n{labels['file']}: {'/'.join(file.parts[-4:])}",
        *(_example(example, labels) for example in getattr(module, "EXAMPLES", [])),
    ]
    return "\n\n".join(parts) + "\n"


def severity(rule: Rule, language: str = "en") -> str:
    """The severity in the words of that language."""
    return rule.severity.value if language == "en" else _SEVERITY[rule.severity.value]


def text(module: ModuleType, language: str = "en") -> str:
    """The manual of a rule's module without its examples."""
    manual: str = module.__doc__ or ""
    if language == "ko":
        manual = getattr(module, "KOREAN", manual)
    return inspect.cleandoc(manual)


def _example(example: Good | Bad, labels: dict[str, str]) -> str:
    rows = [("", f"{labels['bad' if isinstance(example, Bad) else 'good']}:")]
    if example.glossary:
        rows.append(("glossary", re.sub(r"\s*\n\s*", " / ", example.glossary.strip())))
    if example.before:
        rows.append((labels["before"], example.before))
    rows += [("en", example.source), ("ko", example.target)]
    if isinstance(example, Bad) and example.fixed is not None:
        rows.append((labels["fixed"], example.fixed))
    return "\n".join(f"    {label}: {text}" if label else f"  {text}" for label, text in rows)
