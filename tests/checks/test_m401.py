"""M401: which addresses lead to the same place, and what is said when they do not."""

from __future__ import annotations

import pytest

from tests.checks.bitexts import Row, bitext, document, run
from tests.checks.harness import apply_fixes, findings
from tm.checks.links import canonical, likeness, links, same
from tm.core import Bead, Bitext, Diagnostic, Kind, Severity
from tm.formats import read_document


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
        ("https://twitter.com/a/status/1", "https://x.com/a/status/1"),
        ("https://github.com/x/y/blob/master/a.py", "https://github.com/x/y/blob/main/a.py"),
        ("http://example.org/a/b", "https://web.archive.org/web/20200121061528/http://example.org/a/b"),
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


def both(source: str, target: str) -> list[Diagnostic]:
    """Findings on two Markdown texts with as many segments each, put together one by one."""
    left = read_document(source.encode(), name="a.md", language="en")
    right = read_document(target.encode(), name="b.md", language="ko")
    count = len(left.segments), len(right.segments)
    beads = tuple(Bead(range(i, i + 1), range(i, i + 1)) for i in range(min(count)))
    rest = Bead(range(min(count), count[0]), range(min(count), count[1]))
    return run("M401", Bitext(left, right, (*beads, rest) if count[0] != count[1] else beads))


@pytest.mark.parametrize("reference", ["[Otter Book][]", "[책][otter  book]", "[OTTER book]"])
def test_a_reference_leads_where_its_definition_says(reference: str) -> None:
    """The three forms of reference links are links; case and spaces of labels do not count."""
    source = "Read the [Otter Book](https://otter.example.org/)."
    assert both(source, f"{reference}을 읽으세요.\n\n[Otter Book]: https://otter.example.org/ 'x'\n") == []


def test_a_reference_without_definition_is_a_lost_link() -> None:
    """What Markdown shows as brackets leads nowhere."""
    source = "Read the [book][otter].\n\n[otter]: https://otter.example.org/1\n"
    (found,) = both(source, "[책][otter]을 읽으세요.\n")
    assert found.message == "link missing: https://otter.example.org/1"


def test_a_changed_definition_is_reported_once_where_it_stands() -> None:
    """Definitions are compared by label; the links that use them say nothing more."""
    source = "Read the [book][otter] and [more][otter].\n\n[otter]: <https://example.org/p/1702>\n"
    target = '[책][Otter]과 [더][otter]를 읽으세요.\n\n[Otter]: https://example.org/p/1720 "제목"\n'
    (found,) = both(source, target)
    assert (found.severity, found.message) == (
        Severity.ERROR,
        "link changed: the source has https://example.org/p/1702",
    )
    assert found.target is not None
    assert found.target.text == "https://example.org/p/1720"
    assert apply_fixes(target, [found]) == target.replace("1720", "1702")


def test_likeness_looks_at_what_differs() -> None:
    """Folders in common do not make two pages alike, nor do hosts; a slip of digits does."""
    root = "//example.org/fauna/tree/main/src/fauna/models/"
    assert likeness(root + "insects", root.replace("tree", "blob") + "otter_2d.py") < 0.5
    assert likeness(root + "normal.py", root + "attention.py") < 0.6
    assert likeness("//example.org/p/1702", "//example.org/p/1720") == 1
    assert likeness("arxiv:1702.00783", "arxiv:2305.11206") < 0.6


def test_a_link_to_the_translation_itself_is_not_missed() -> None:
    """A switch of languages leads from either page to the other."""
    assert findings("M401", "[한국어](docs/ko/intro.md) / English", "한국어 / [English](../intro.md)") == []


def test_an_alignment_in_doubt_shows_no_lost_links() -> None:
    """Links of two texts that may not belong together are not compared, but for slips."""
    row = (["See [it](https://example.org/p)."], ["그것을 보세요."], 0.3)
    assert run("M401", bitext(row)) == []
    slip = (["See [it](https://example.org/p/17)."], ["[그것](https://example.org/p/18)을 보세요."], 0.3)
    assert len(run("M401", bitext(slip))) == 1


def test_another_version_lacks_links_and_pictures_and_tags() -> None:
    """Where a target is of another version, what is missing says nothing; what was altered does."""
    row = ["Read [one](https://a.example.org/one/page), ![map](map.png) <Tip>now</Tip>."], ["하나를 읽으세요."]
    alone: list[Row] = [([f"A sentence of another version, number {number}."], []) for number in range(24)]
    parted = [part for one in alone for part in (row, one, one)]
    for code in ("M401", "M404", "M407"):
        assert run(code, bitext(*[row] * 6))
        assert not run(code, bitext(*parted))
    changed = ["[하나](https://a.example.org/one/pages), ![지도](map.png) <Tip>지금</Tip>을 읽으세요."]
    assert run("M401", bitext(*[part for one in alone for part in ((row[0], changed), one, one)]))


A, B = "https://a.example.org/alpha", "https://b.example.org/beta"


@pytest.mark.parametrize(
    ("target", "severities"),
    [
        (f"[Alpha]({A})와 [Beta]({B})를 보세요.", []),
        (f"[Beta]({B})와 [Alpha]({A})를 보세요.", []),
        (f"[Alpha]({B})와 [Beta]({A})를 보세요.", [Severity.ERROR, Severity.ERROR]),
        (f"[하나]({B})와 [둘]({A})을 보세요.", []),
        (f"[Alpha]({A})와 [Beta]({B}s)를 보세요.", [Severity.ERROR]),
        (f"[Alpha]({A})와 [Beta](https://elsewhere.example.com/)를 보세요.", [Severity.WARNING]),
        (f"[Alpha]({A})와 베타를 보세요.", []),
    ],
)
def test_links_that_the_document_has_elsewhere(target: str, severities: list[Severity]) -> None:
    """An address that stands elsewhere too is not missed, but one that was altered or changed places is told."""
    source = f"See [Alpha]({A}) and [Beta]({B})."
    again = ([f"Again, [Alpha]({A}) and [Beta]({B})."], [f"다시 [알파]({A})와 [베타]({B})."])
    assert [one.severity for one in run("M401", bitext(([source], [target]), again))] == severities


def test_an_address_in_code_marks_is_not_missing() -> None:
    """The reader has the address, though no link leads there."""
    assert not findings("M401", "Clone it (https://example.org/a/b).", "복제합니다(`https://example.org/a/b`).")


def test_many_lost_links_of_a_paragraph_are_one_finding() -> None:
    """Who left out three links left out a passage."""
    source = "Read [one](https://a.example.org/1), [two](https://b.example.org/2) or [three](https://c.example.org/3)."
    (found,) = findings("M401", source, "하나, 둘이나 셋을 읽습니다.")
    assert found.message == "3 links missing, from https://a.example.org/1"


def test_a_link_that_stands_twice_is_told_once() -> None:
    """Both lead to the page that the target does not have."""
    source = "See [it](https://example.org/a/one), or [again](https://example.org/a/one)."
    assert len(findings("M401", source, "그것을 보세요.")) == 1


def test_a_project_that_moved_is_told_once() -> None:
    """The same part of the addresses changed everywhere: one decision of the translator."""
    rows = [
        (
            [f"See [page {n}](https://example.org/old/thing/{n})."],
            [f"[{n}쪽](https://example.org/new/thing/{n})을 보세요."],
        )
        for n in range(4)
    ]
    found = run("M401", bitext(*rows))
    assert [d.severity is Severity.INFO for d in found] == [False, True, True, True]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("[it](https://example.org/tubelessß)", "https://example.org/tubeless 을 보세요."),
        ("https://example.org/a1216)'s", "[글](https://example.org/a1216)을 보세요."),
        ("[it](https://example.org/power’usage)", "https://example.org/power-usage 를 보세요."),
    ],
)
def test_an_address_that_would_not_be_read_again_is_no_fix(source: str, target: str) -> None:
    """Put in the place of another it would end sooner, and the next run would find the same again."""
    assert [one.fix for one in findings("M401", f"See {source} there.", target)] == [None]
