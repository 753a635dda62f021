"""What all tests share: the place of the gold data, golden files, no network."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest

# A busy machine is slow, not wrong.
hypothesis.settings.register_profile("tm", deadline=None)
hypothesis.settings.load_profile("tm")

# As in `tm.cli.main`, less far: looking for garbage costs a tenth of a long run, and garbage is memory.
gc.set_threshold(10_000, 20, 20)

ROOT = Path(__file__).parents[1]
#: Gold data that is measured on and not shipped; a user's checkout has none.
SHARED = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))

needs_shared = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(),
    reason=f"no gold data: set TM_SHARED to the folder that holds gold/ (not in {SHARED})",
)

#: Set where the gold data must be there: a test that skips for want of it then fails.
REQUIRE_SHARED = bool(os.environ.get("TM_REQUIRE_SHARED"))


def _must_not_skip(report: pytest.CollectReport | pytest.TestReport) -> None:
    if REQUIRE_SHARED and report.skipped and "TM_SHARED" in str(report.longrepr):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"TM_REQUIRE_SHARED is set. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _must_not_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _must_not_skip(report)
    return report


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files from what the program prints")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """True when golden files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache that the tests share and that begins empty: what ran before on this machine decides nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TM_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
