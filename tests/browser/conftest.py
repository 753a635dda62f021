"""Chromium as the system has it, driven by Playwright; nothing is downloaded.

Where there is no Chromium the tests are skipped, unless TM_REQUIRE_CHROMIUM is set, as in CI.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.report.made import STYLE, summary_of
from tests.report.paired import bitext, findings
from tm.report import REPORTS, Style
from tm.report.html import pair, rows

#: Nothing that asks other machines, and no sandbox, which containers refuse.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


def chromium() -> str:
    """Where Chromium is; empty where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or ""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    required = bool(os.environ.get("TM_REQUIRE_CHROMIUM"))
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        if required:
            raise
        pytest.skip("playwright is not installed")
    if not chromium():
        assert not required, "TM_REQUIRE_CHROMIUM is set, and there is no chromium"
        pytest.skip("no chromium on this system")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Reports as files, by name: a check in either language, an alignment."""
    folder = tmp_path_factory.mktemp("pages")
    aligned = bitext()
    found = findings(aligned)
    chunk, rows.CHUNK = rows.CHUNK, 3
    chunked = pair.page(aligned, "en")
    rows.CHUNK = chunk
    made = {
        "chunks": chunked,
        "check": _check(found, "en", aligned),
        "check.ko": _check(found, "ko", aligned),
        "pair": pair.page(aligned, "en"),
        "clean": REPORTS["html"]([], summary_of([]), "", STYLE),
    }
    written = {}
    for name, page in made.items():
        written[name] = folder / f"{name}.html"
        written[name].write_text(page, encoding="utf-8")
    return written


def _check(found: Any, language: str, aligned: Any) -> str:
    style = Style(language=language, manual=STYLE.manual, aligned=lambda: [aligned])
    return REPORTS["html"](found, summary_of(found, ("bad.md", "why")), "tm 1", style)


@pytest.fixture
def show(browser: Any, pages: dict[str, Path]) -> Iterator[Callable[..., Any]]:
    """Opens a page; at the end of the test nothing was said on the console and nothing was asked of a network."""
    contexts: list[Any] = []
    said: list[str] = []
    asked: list[str] = []

    def opened(name: str, fragment: str = "", **options: Any) -> Any:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(pages[name].as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith("file:")] == []
    assert len(asked) == len(contexts)
