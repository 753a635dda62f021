"""What `tm init` finds: the layouts in which people keep translations."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tm import setup

DOCS = "i18n/ko/docusaurus-plugin-content-docs/current"


@pytest.mark.parametrize(
    ("files", "patterns"),
    [
        ("en/a.md ko/a.md en/b/c.md ko/b/c.md", "en/{path}.md ko/{path}.md"),
        ("a.en.md a.ko.md", "{path}.en.md {path}.ko.md"),
        ("_posts/a.md _posts/ko/a.md README.md", "_posts/{path}.md _posts/ko/{path}.md"),
        ("guide/a.md ko/guide/a.md index.md ko/index.md ja/index.md", "{path}.md ko/{path}.md"),
        (f"docs/a.md {DOCS}/a.md docs/b/c.md {DOCS}/b/c.md", f"docs/{{path}}.md {DOCS}/{{path}}.md"),
        ("README.md README.ko.md LICENSE.md NEWS.md", "README.md README.ko.md"),
        ("docs/r/a.md docs/r/a.ko.md docs/r/b.md docs/r/b.ko.md docs/x.md", "docs/r/{path}.md docs/r/{path}.ko.md"),
        ("a.md a.ko.md b/c.md b/c.ko.md b/c.ja.md", "{path}.md {path}.ko.md"),
        ("README.md README-ko.md README-ja.md NEWS.md", "README.md README-ko.md"),
        ("README.md README_ko.md docs/x.md docs/y.md", "README.md README_ko.md"),
        ("README.md README.ko-KR.md NEWS.md LICENSE.md", "README.md README.ko-KR.md"),
        ("docs/how-to.md docs/how-to-kr.md docs/set-up.md docs/set-up-kr.md", "{path}.md {path}-kr.md"),
        ("README.md translations/README-ko.md translations/README-ja.md", "README.md translations/README-ko.md"),
        ("README.md docs/README.ko.md docs/a.md", "README.md docs/README.ko.md"),
        ("a.md b/c.md Korean/a.md Korean/b/c.md", "{path}.md Korean/{path}.md"),
        ("a.md b/c.md translated/ko_kr/a.md translated/ko_kr/b/c.md", "{path}.md translated/ko_kr/{path}.md"),
    ],
)
def test_layouts_are_recognised(tmp_path: Path, files: str, patterns: str) -> None:
    """One pattern for all pages of a layout, and not one a page; what has no translation is left out of it."""
    for name in files.split():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text\n", "utf-8")
    source, target = patterns.split()
    assert [(found.source, found.target) for found in setup.plan(tmp_path).patterns] == [(source, target)]


def test_many_pages_beside_each_other(tmp_path: Path) -> None:
    """What a folder of pages costs grows with their number, not with its square."""

    def seconds(count: int) -> float:
        for number in range(count):
            (tmp_path / f"page-{number}.md").write_text("text\n", "utf-8")
        spent = []
        for _ in range(3):
            start = time.process_time()
            assert setup.plan(tmp_path).patterns == ()
            spent.append(time.process_time() - start)
        return min(spent)

    few = seconds(400)
    assert seconds(1600) < 8 * few
