"""The own words of reports for people, in English and Korean."""

from __future__ import annotations

from tm.core import Severity
from tm.report.summary import Summary, plural

WORDS = {
    "en": {
        "title": "Translation check",
        "severity": "Severity",
        "place": "Place",
        "rule": "Rule",
        "problem": "Problem",
        "source": "source",
        "target": "translation",
        "help": "help",
        "clean": "No problems found in {documents}.",
        "more": "{count} more are not shown.",
        "show": "Show all",
        "failed": "could not be checked",
        "count": "count",
        "fixable": "fixable",
        "name": "name",
        "by_rule": "rule",
        "by_term": "term",
        "by_file": "file",
        "by_folder": "folder",
        "rest": "and {count} more",
    },
    "ko": {
        "title": "번역 검사",
        "severity": "심각도",
        "place": "위치",
        "rule": "규칙",
        "problem": "문제",
        "source": "원문",
        "target": "번역문",
        "help": "도움말",
        "clean": "{documents}에서 문제를 찾지 못했습니다.",
        "more": "{count}건은 싣지 않았습니다.",
        "show": "모두 보기",
        "failed": "검사하지 못함",
        "count": "건수",
        "fixable": "수정 가능",
        "name": "이름",
        "by_rule": "규칙",
        "by_term": "용어",
        "by_file": "파일",
        "by_folder": "폴더",
        "rest": "외 {count}건",
    },
}
SEVERITIES = {
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"},
    "ko": {Severity.ERROR: "오류", Severity.WARNING: "경고", Severity.INFO: "참고"},
}


def words(language: str) -> dict[str, str]:
    """The words of a language; English where there are none."""
    return WORDS.get(language, WORDS["en"])


def severity(found: Severity, language: str) -> str:
    """`error`, 오류."""
    return SEVERITIES.get(language, SEVERITIES["en"])[found]


def documents(summary: Summary, language: str) -> str:
    """`3 documents`, 문서 3개."""
    return f"문서 {summary.files:,}개" if language == "ko" else plural(summary.files, "document")


def counts(summary: Summary, language: str) -> str:
    """`3 errors, 6 warnings in 2 documents`, without those of which there are none."""
    each = [
        (summary.errors, Severity.ERROR),
        (summary.warnings, Severity.WARNING),
        (summary.infos, Severity.INFO),
    ]
    if language == "ko":
        listed = ", ".join(f"{severity(kind, language)} {count:,}건" for count, kind in each if count)
        return f"{documents(summary, language)}에서 {listed}"
    listed = ", ".join(plural(count, severity(kind, language)) for count, kind in each if count)
    return f"{listed} in {documents(summary, language)}"
