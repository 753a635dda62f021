"""M405: levels that changed throughout, and those that go their own way."""

from __future__ import annotations

from tests.checks.test_markup import files
from tm.core import Severity


def test_a_change_of_level_throughout_is_told_once() -> None:
    """Ten headings one level too deep are one habit; a lone one is told what the others suggest."""
    source = "# A\n\n" + "## B\n\nText.\n\n### C\n\nText.\n\n" * 4
    target = "# 가\n\n" + "## 나\n\n글.\n\n##### 다\n\n글.\n\n" * 4
    found = files("M405", source, target)
    assert [one.severity for one in found] == [Severity.WARNING, *[Severity.INFO] * 3]
    lone = files("M405", "# A\n\n## B\n\n## C\n\n## D\n", "## 가\n\n### 나\n\n## 다\n\n### 라\n")
    assert [one.message for one in lone] == ["heading of level 2: as the others are, it should be of level 3"]
