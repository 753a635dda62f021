from __future__ import annotations

import pytest

from tests.formats import invariants
from tm.core import Kind, Segment
from tm.formats import read_document
from tm.formats.markdown import blocks


def _meta(front: str) -> dict[str, str]:
    document = read_document(f"{front}\n\n본문\n".encode(), name="a.md", language="ko")
    invariants.places(document)
    invariants.line_owners(document.text, blocks(document.text))
    assert document.segments[-1].text == "본문"
    assert all(segment.kind in (Kind.META, Kind.MARKUP) for segment in document.segments[:-1])
    return {segment.key: segment.text for segment in document.segments if segment.kind is Kind.META}


def _segments(text: str) -> tuple[Segment, ...]:
    return read_document(text.encode(), name="a.md", language="ko").segments


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("A plain: title", "A plain: title"),
        ("Plain # with a comment", "Plain"),
        ("C# and F#", "C# and F#"),
        (r'"A \"quoted\" \u00e9 title"  # comment', 'A "quoted" é title'),
        ("'Don''t'", "Don't"),
        ("'never closed", "'never closed"),
        (">-\n  여러 줄\n\n  설명\nlayout: post", "여러 줄\n설명"),
        ("|\n    Block", "Block"),
        ("goes on\n  here", "goes on\nhere"),
        ('"goes on\n  in quotes"', "goes on\nin quotes"),
    ],
)
def test_yaml(value: str, text: str) -> None:
    """A translatable value is read without its quotes, escapes, comment and indentation."""
    assert _meta(f"---\nlayout: post\ntitle: {value}\ndate: 2020-01-01\n---") == {"title": text}


def test_toml() -> None:
    """Hugo's TOML front matter gives the same."""
    front = (
        "+++\ntitle = \"제목 \\\"하나\\\"\"\ndate = 2020-01-01\ndescription = '''\n긴\n설명\n'''\ntags = [\"a\"]\n+++"
    )
    assert _meta(front) == {"title": '제목 "하나"', "description": "긴\n설명"}


@pytest.mark.parametrize("key", ["description", "linkTitle", "sidebar_label", "tagline", "excerpt", "meta-description"])
def test_keys(key: str) -> None:
    """Values that readers see are segments, however the key is spelled."""
    assert _meta(f"---\n{key}: 글\n---") == {key: "글"}


@pytest.mark.parametrize(
    "line", ["layout: post", "permalink: /a/", "title:", 'title: ""', "title: {{ x }}", "tags: [a]"]
)
def test_not_read(line: str) -> None:
    """Other values, empty ones and templates are markup."""
    assert _meta(f"---\n{line}\n---") == {}


def test_nested() -> None:
    """Values inside lists and maps are read too."""
    found = _meta("---\nhero:\n  tagline: 하나\nfeatures:\n  - title: 둘\n    details: 셋\n---")
    assert found == {"tagline": "하나", "title": "둘", "details": "셋"}


def test_places() -> None:
    """A value's offsets lead inside its quotes."""
    text = '---\ntitle: "가 \\"나\\" 다"\n---\n'
    title = _segments(text)[1]
    assert title.part(type(title.file)(2, 5)).file.of(text) == '\\"나\\"'
    assert title.file.of(text) == '가 \\"나\\" 다'


def test_prose_between_rules() -> None:
    """Prose between two rules at the top of a file is not taken for front matter."""
    segments = _segments("---\n이것은 본문입니다.\n\n---\n끝.\n")
    assert [segment.text for segment in segments if segment.translatable] == ["이것은 본문입니다.", "끝."]


def test_only_at_the_top() -> None:
    """A later `---` is a rule."""
    assert _segments("글\n\n---\n\ntitle: 글\n")[0].kind is Kind.PARAGRAPH
