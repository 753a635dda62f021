"""M401: which addresses lead to the same place, and what is said when they do not."""

from __future__ import annotations

import pytest

from tests.checks.bitexts import bitext, document, run
from tests.checks.harness import apply_fixes, findings
from tm.checks.links import canonical, links, same
from tm.core import Kind, Severity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://youtu.be/AbCdEfGhIjK", "https://www.youtube.com/watch?v=AbCdEfGhIjK&t=12"),
        ("https://youtu.be/AbCdEfGhIjK", "https://www.youtube.com/embed/AbCdEfGhIjK"),
        ("http://example.org/a/", "https://www.example.org/a"),
        ("https://example.org/a#one", "https://example.org/a#하나"),
        ("https://example.org/en/guide", "https://example.org/ko/guide"),
        ("https://example.org/en-US/docs/a", "https://example.org/ko/docs/a"),
        ("https://example.org/docs/a", "https://ko.example.org/docs/a"),
        ("https://docs.example.org/3/a.html", "https://docs.example.org/ko/3/a.html"),
        ("https://example.org/a?utm_source=x&id=2", "https://example.org/a?id=2"),
        ("/docs/start.md", "/docs/start"),
        ("./start.md", "../start"),
        ("https://example.org/docs/start", "/docs/start"),
        ("{{ site.baseurl }}/a/b", "/a/b"),
        ("https://en.wikipedia.org/wiki/Owl", "https://ko.wikipedia.org/wiki/올빼미"),
        ("https://arxiv.org/abs/1702.00783", "https://arxiv.org/pdf/1702.00783v2.pdf"),
        ("https://example.org/a%20b", "https://example.org/a b"),
        ("https://example.org/a?x=1&amp;y=2", "https://example.org/a?y=2&x=1"),
    ],
)
def test_same_place(one: str, other: str) -> None:
    """Two ways to write one address, or the page in the other language."""
    assert same(canonical(one), canonical(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a", "https://example.com/a"),
        ("https://youtu.be/AbCdEfGhIjK", "https://youtu.be/AbCdEfGhIjX"),
        ("https://arxiv.org/abs/1702.00783", "https://arxiv.org/abs/1702.00784"),
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("/docs/a", "/docs/b"),
    ],
)
def test_other_place(one: str, other: str) -> None:
    """Addresses that lead elsewhere."""
    assert not same(canonical(one), canonical(other))


def test_links_of_a_segment() -> None:
    """Destinations are told from pictures, in Markdown and in tags, with their places."""
    text = '[![map](map.png)](https://example.org/x) and <a href="/y">y</a> <img src="z.png"> https://example.org/w'
    found = links(document([text], "en").segments[0])
    assert [(link.address, link.image) for link in found] == [
        ("map.png", True),
        ("https://example.org/x", False),
        ("/y", False),
        ("z.png", True),
        ("https://example.org/w", False),
    ]
    assert all(link.span.of(text) == link.address for link in found)


def test_a_changed_address_is_an_error_with_a_fix() -> None:
    """The address of the source takes the place of the changed one, and nothing else changes."""
    target = "[논문](https://example.org/p/18.pdf)과 [코드](https://example.org/code)"
    source = "[Paper](https://example.org/p/17.pdf) and [code](https://example.org/code)"
    (found,) = findings("M401", source, target)
    assert found.severity is Severity.ERROR
    assert found.fix is not None
    assert not found.fix.safe
    assert apply_fixes(target, [found]) == target.replace("18", "17")


def test_a_missing_link_is_a_warning() -> None:
    """A link without any rival in the target."""
    (found,) = findings("M401", "The [paper](https://example.org/p) says so.", "논문에 그렇게 나옵니다.")
    assert (found.severity, found.message) == (Severity.WARNING, "link missing: https://example.org/p")


def test_a_link_elsewhere_in_the_target_is_enough() -> None:
    """A link that moved to another paragraph is not missing."""
    rows = [
        (["See [it](https://example.org/p)."], ["그것을 보세요."]),
        (["Good luck."], ["[행운](https://example.org/p)"]),
    ]
    assert run("M401", bitext(*rows)) == []


def test_a_korean_page_instead_is_accepted() -> None:
    """A translator may send readers to a Korean page."""
    assert findings("M401", "[Help](https://example.org/help)", "[도움말](https://example.kr/doum)") == []


def test_a_lost_video_is_reported() -> None:
    """A video that stood alone and that the target shows nowhere."""
    found = run("M401", bitext((["[![v](v.png)](https://youtu.be/AbCdEfGhIjK)"], []), kind=Kind.MEDIA))
    assert [f.message for f in found] == ["video missing: https://youtu.be/AbCdEfGhIjK"]


def test_an_omitted_paragraph_is_not_reported_for_its_links() -> None:
    """One finding about the paragraph is enough."""
    assert findings("M401", "See [it](https://example.org/p).", "") == []
