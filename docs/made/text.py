"""What the makers of pages share: where a page is from, and text as Markdown shows it."""

from __future__ import annotations

import re
from pathlib import Path

from tm.lang import catalogue

#: The folder of the documentation.
DOCS = Path(__file__).parents[1]
LANGUAGES = ("en", "ko")
MADE = {
    "en": "<!-- made by docs/generate.py from {file}; changes belong there -->",
    "ko": "<!-- docs/generate.py가 {file}에서 만든 쪽입니다. 고칠 것은 그 파일에 적습니다 -->",
}


def marked(text: str) -> str:
    """Text for a table or a paragraph, what looks like a tag left readable."""
    spans = re.split(r"(`[^`]+`)", text)
    return "".join(part if part.startswith("`") else part.replace("<", "&lt;").replace("|", "\\|") for part in spans)


def escaped(text: str) -> str:
    """Text that Markdown shows as it is; what stands in backticks is left alone."""
    spans = re.split(r"(`[^`]+`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([\\*_\[\]<>{}~])", r"\\\1", part) for part in spans)


def said(text: str, language: str) -> str:
    """A sentence of the reference in the language of a page: tm/locale/LANGUAGE/LC_MESSAGES/docs.po."""
    return text if language == catalogue.LANGUAGES[0] else catalogue.messages(language, "docs").get(text, text)
