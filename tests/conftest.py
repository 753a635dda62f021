"""What all tests share: the place of the gold data, golden files, no network."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: Gold data that is measured on and not shipped; a user's checkout has none.
SHARED = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))

needs_shared = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason=f"no gold data: set TM_SHARED to the folder that holds gold/ (not in {SHARED})"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files from what the program prints")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """True when golden files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))
