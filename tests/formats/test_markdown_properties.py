from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, SHARED, needs_shared
from tests.formats import invariants
from tm.core import Document, Kind
from tm.formats import read_document
from tm.formats.blocks import segments
from tm.formats.markdown import blocks

#: Words of Markdown and of what is mixed into it; one symbol each, so that failures shrink well.
_SOUP = [
    *(
        "a",
        "가나 ",
        "글입니다. ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "    ",
        "\t",
        " ",
        "> ",
        "- ",
        "1. ",
        "## ",
        "---\n",
        "===\n",
    ),
    *(
        "```\n",
        "`",
        "~~~",
        "<br />",
        "<hr>\n",
        "<div>\n",
        "</div>",
        "<td>x</td>",
        "<!--",
        "-->",
        "{%",
        "%}",
        "{{",
        "}}",
    ),
    *(
        "{{< youtube abcdef >}}",
        "{/*",
        "*/}",
        "{#if x}",
        "![a](b.png)",
        "[",
        "](",
        ")",
        "[^1]: ",
        "[r]: /u\n",
        "[참고]: 단어\n",
    ),
    *(
        "| a | b |\n",
        "|---|---|\n",
        "|",
        "\\",
        "$$",
        ":::note 제목\n",
        '!!! tip "팁"\n',
        "<pre>",
        "</pre>",
        "<Foo",
        "/>",
        ">",
    ),
    *("import x from 'y'\n", "[!NOTE]", "**", "_", "\u3000", "\u2028", "\x0b", "\x85", "title: x\n", "+++\n", ": 뜻"),
    *(
        "\u1100\u1161",
        "e\u0301",
        "\\[",
        "{% highlight c %}",
        "{% endhighlight %}",
        'caption="글"',
        "<script>",
        "\ufeff",
    ),
]
_FILES = [
    *sorted((SHARED / "founding").glob("*.md")),
    *sorted((SHARED / "gold").glob("raw-*/*.md")),
    *sorted((ROOT / "corpus").rglob("*.md")),
    *sorted(ROOT.glob("*.md")),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_SOUP), min_size=1, max_size=40).map("".join).filter(str.strip), st.booleans())
def test_soup(text: str, mdx: bool) -> None:
    """Whatever is mixed, every non-blank line belongs to one block and every place is right."""
    found = blocks(text, mdx=mdx)
    invariants.line_owners(text, found)
    invariants.places(Document("a.md", "ko", text, segments(found)))


@pytest.mark.parametrize("path", _FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_files(path: Path) -> None:
    """Real files: each line has one owner, places are right and no word of prose is lost."""
    text = path.read_bytes().decode("utf-8")
    found = blocks(text)
    invariants.line_owners(text, found)
    document = Document(path.name, "ko", text, segments(found))
    invariants.places(document)
    keys = {segment.key for segment in document.segments if segment.kind is Kind.META}
    assert set(invariants.lost_words(document)) <= {"br", *keys}


@needs_shared
@pytest.mark.parametrize(("name", "headings", "media"), [("en.md", 36, 41), ("ko.md", 37, 41)])
def test_founding(name: str, headings: int, media: int) -> None:
    """The founding pair: every heading, image and video is found; the 31 numbered headings are in order."""
    data = (SHARED / "founding" / name).read_bytes()
    found = read_document(data, name=name, language="ko").segments
    titles = [segment.text for segment in found if segment.kind is Kind.HEADING]
    assert len(titles) == headings
    numbers = [title.partition(".")[0] for title in titles if title.partition(".")[0].isdigit()]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert sum(segment.kind is Kind.MEDIA for segment in found) == media
