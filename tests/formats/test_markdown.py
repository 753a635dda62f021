from __future__ import annotations

import pytest

from tests.formats import invariants
from tm.core import Kind
from tm.formats import read_document
from tm.formats.markdown import blocks


def _read(text: str, name: str = "a.md") -> list[tuple[str, str]]:
    """Kinds and texts; markup left out."""
    document = read_document(text.encode(), name=name, language="ko")
    invariants.places(document)
    invariants.line_owners(document.text, blocks(document.text, mdx=name.endswith(".mdx")))
    return [(segment.kind.value, segment.text) for segment in document.segments if segment.kind is not Kind.MARKUP]


def _levels(text: str) -> list[tuple[str, int]]:
    return [(s.text, s.level) for s in read_document(text.encode(), name="a.md", language="ko").segments]


def test_headings() -> None:
    """ATX and underlined headings, closing hashes left out."""
    assert _levels("## 둘 ##\n# [하나](a.md)\n제목\n---\n긴\n제목\n===\n") == [
        ("둘", 2),
        ("[하나](a.md)", 1),
        ("제목", 2),
        ("긴\n제목", 1),
    ]


_MARKUP = [
    "<br />", "<hr>", "</div>", '<div class="a">', "<!-- c -->", "{% raw %}", "{{< note >}}", "{{% note %}}",
    "<Intro>", "<Foo bar={[{a: '}'}]} />", "{/* c */}", "{#if a}", "{:else}", "{/if}", "{{ content }}", "{: .class}",
    "<<< @/a.js{2} [js]", "<<< ../a.js#here", "@[code js{1-2}](../a.js)", "@[code](@/a.js)", '--8<-- "a.md"', "[[toc]]",
    "!!!include(a.md)!!!", "@include(a.md)", "[TOC]", "[[_TOC_]]", "@[youtube](x1y2)",
    "{* ../a.py hl[1] *}", "{!a.md!}", "<a id='x'></a>", "<Foo\n  a='b'\n/>", "<!-- c\n\nd -->",
]  # fmt: skip


@pytest.mark.parametrize("line", _MARKUP)
def test_markup_lines(line: str) -> None:
    """Lines of tags and templates swallow nothing: what stands before and behind is read as Markdown."""
    assert _read(f"글 하나\n{line}\n## 제목\n{line}\n글 둘\n\n{line}\n- 항목\n{line}\n") == [
        ("paragraph", "글 하나"),
        ("heading", "제목"),
        ("paragraph", "글 둘"),
        ("item", "항목"),
    ]


@pytest.mark.parametrize("line", ["[표](a.md)을 본다.", "@[민수](b.md) 씨", "<<<", "[목차]", "@include 뒤에 글"])
def test_what_looks_like_an_inclusion_is_text(line: str) -> None:
    """Only what stands alone on its line in the form of an inclusion is one."""
    assert ("paragraph", line) in _read(f"글 하나\n\n{line}\n\n글 둘\n")


def test_breaks() -> None:
    """A `<br />` at the end of a line ends the segment; two spaces do not."""
    assert _read("하나<br />\n둘 <br>\n셋  \n넷\n- 다섯<br/><br />\n  여섯\n") == [
        ("paragraph", "하나"),
        ("paragraph", "둘"),
        ("paragraph", "셋\n넷"),
        ("item", "다섯"),
        ("item", "여섯"),
    ]


def test_lists() -> None:
    """Each item is a segment with its depth; further paragraphs stand alone; task boxes are left out."""
    text = "- [x] 하나\n  이어짐\n\n  둘째 단락\n  1. 깊은 항목\n\n     > 인용\n* + 셋\n"
    document = read_document(text.encode(), name="a.md", language="ko")
    assert [(s.kind.value, s.level, s.text) for s in document.segments] == [
        ("item", 1, "하나\n이어짐"),
        ("paragraph", 1, "둘째 단락"),
        ("item", 2, "깊은 항목"),
        ("quote", 0, "인용"),
        ("item", 2, "셋"),
    ]


def test_quotes() -> None:
    """Quoted paragraphs are joined without their marks; an alert's mark is markup, its title text."""
    assert _read("> 하나\n> 둘\n게으른 줄\n>\n> 셋\n\n> [!NOTE]\n> 넷\n\n> [!TIP] 제목\n> 다섯\n") == [
        ("quote", "하나\n둘\n게으른 줄"),
        ("quote", "셋"),
        ("quote", "넷"),
        ("quote", "제목"),
        ("quote", "다섯"),
    ]


def test_tables() -> None:
    """Each cell is a segment with its column; escaped bars are undone, surplus cells kept."""
    text = "| 가 | 나 |\n|---|:-:|\n| a \\| b | `c` |\n| | |\n끝 | x | 더\n\n> | 가 |\n> |---|\n> | 나 |\n"
    document = read_document(text.encode(), name="a.md", language="ko")
    invariants.places(document)
    cells = [(s.text, s.level) for s in document.segments if s.kind is Kind.CELL]
    assert cells == [
        ("가", 1),
        ("나", 2),
        ("a | b", 1),
        ("`c`", 2),
        ("끝", 1),
        ("x", 2),
        ("더", 3),
        ("가", 1),
        ("나", 1),
    ]


def test_code() -> None:
    """Code is one segment with a key of its content; prose around it is untouched."""
    text = (
        "글\n\n```py\nx = 1\n\n# c\n```\n\n    들여 쓴 코드\n\n<pre>\na\n\nb\n</pre>\n\n"
        "$$\nx^2\n$$\n\n{% highlight c %}\ny\n{% endhighlight %}\n끝\n"
    )
    document = read_document(text.encode(), name="a.md", language="ko")
    code = [s for s in document.segments if s.kind is Kind.CODE]
    assert len(code) == 5
    assert len({s.key for s in code}) == 5
    assert not any(s.blanked().strip() for s in code)
    assert [text for kind, text in _read(text) if kind == "paragraph"] == ["글", "끝"]
    assert _read("    들여 쓴 글\n", "a.mdx") == [("paragraph", "들여 쓴 글")]


def test_captions() -> None:
    """A line under an image, or an emphasised one behind it, is its caption; `<br />` separates."""
    text = (
        "![a](a.png)\n설명 하나\n\n![b](b.png)\n\n*설명 둘*\n\n![c](c.png)\n<br />\n본문\n\n"
        "*강조*\n\n앞글\n![d](d.png)\n뒷글\n"
    )
    assert [(kind, words) for kind, words in _read(text) if kind != "media"] == [
        ("caption", "설명 하나"),
        ("caption", "*설명 둘*"),
        ("paragraph", "본문"),
        ("paragraph", "*강조*"),
        ("paragraph", "앞글"),
        ("caption", "뒷글"),
    ]


def test_html_text() -> None:
    """Prose inside HTML elements is read, indented or not; block tags end a segment, inline tags are masked."""
    text = (
        '<p align="center">가운데 <b>글</b></p>\n\n<details><summary>요약</summary>\n\n안\n</details>\n\n'
        "<table>\n  <tr><td>하나</td><td>둘</td></tr>\n      <td>셋</td>\n</table>\n\n"
        "<h2>제목</h2>\n<div>\n    들여 쓴 글\n</div>\n<ul>\n    <li>항목</li>\n</ul>\n"
        '<figure>\n<img src="a.png">\n<figcaption>설명</figcaption>\n</figure>\n'
    )
    assert _read(text) == [
        ("paragraph", "가운데 <b>글</b>"),
        ("paragraph", "요약"),
        ("paragraph", "안"),
        ("cell", "하나"),
        ("cell", "둘"),
        ("cell", "셋"),
        ("heading", "제목"),
        ("paragraph", "들여 쓴 글"),
        ("item", "항목"),
        ("media", '<img src="a.png">'),
        ("caption", "설명"),
    ]


def test_containers() -> None:
    """Directives, admonitions and footnotes are containers of text; their titles are text."""
    text = (
        ":::note 제목\n하나\n:::\n\n::: details\n둘\n:::\n\n"
        '!!! tip "팁"\n    셋\n\n    넷\n\n/// note | 주의\n다섯\n///\n\n[^1]: 여섯\n\n    일곱\n\n여덟\n'
    )
    words = ["제목", "하나", "둘", "팁", "셋", "넷", "주의", "다섯", "여섯", "일곱", "여덟"]
    assert _read(text) == [("paragraph", word) for word in words]


def test_components() -> None:
    """Texts in the attributes of components and shortcodes are read; HTML's tooltips are not."""
    text = '<TabItem value="a" label="사과">\n글\n</TabItem>\n\n{{< figure src="a.png" caption="설명" >}}\n\n'
    text += '<p title="x">글</p>\n'
    document = read_document(text.encode(), name="a.md", language="ko")
    found = [(s.kind.value, s.key, s.text) for s in document.segments if s.translatable]
    assert found == [
        ("meta", "label", "사과"),
        ("paragraph", "", "글"),
        ("caption", "caption", "설명"),
        ("paragraph", "", "글"),
    ]


def test_definitions() -> None:
    """Link definitions are markup; a bracketed note that only looks like one stays text."""
    assert _read("[a]: https://e.org '글'\n[b]: ../b.md\n\n[참고]: 단어\n\n용어\n: 뜻\n") == [
        ("paragraph", "[참고]: 단어"),
        ("paragraph", "용어"),
        ("paragraph", "뜻"),
    ]


def test_definitions_have_a_label_and_an_address() -> None:
    """The key is the label as Markdown compares it; the address alone is masked as one."""
    text = "[Otter  Book]: <https://e.org/a b> 'x'\n> [수달]: ../b.md\n"
    found = [s for s in read_document(text.encode(), name="a.md", language="ko").segments if s.key]
    addresses = [m.span.of(s.text) for s in found for m in s.masked if m.kind == "url"]
    assert [s.key for s in found] == ["[otter book]", "[수달]"]
    assert addresses == ["https://e.org/a b", "../b.md"]
    assert all(not s.blanked().strip() for s in found)


def test_modules() -> None:
    """`import` and `export` of MDX are markup, prose that begins with such a word is not."""
    text = "import A from './a'\nimport {\n  B\n} from 'b'\n\nexport const c = {\n  d: 1\n}\n\nimport duties rose.\n"
    assert _read(text, "a.mdx") == [("paragraph", "import duties rose.")]


def test_comments() -> None:
    """Comments of several lines are markup, text behind one is read, an open one hides nothing."""
    assert _read("<!-- 하나\n\n둘 --> 셋\n\n<!-- 열림\n\n넷\n") == [
        ("paragraph", "셋"),
        ("paragraph", "<!-- 열림"),
        ("paragraph", "넷"),
    ]


def test_windows_lines() -> None:
    """Windows line breaks stay in the file and become plain ones in the text."""
    text = "하나\r\n둘\r\n\r\n> 셋\r\n> 넷\r\n"
    document = read_document(text.encode(), name="a.md", language="ko")
    assert document.text == text
    assert [s.text for s in document.segments] == ["하나\n둘", "셋\n넷"]
    assert document.segments[1].part(type(document.segments[1].file)(2, 3)).file.of(text) == "넷"


def test_ordinals() -> None:
    """Segments are numbered from 1 in file order."""
    document = read_document(b"# a\n\nb\n\n- c\n", name="a.md", language="en")
    assert [s.id for s in document.segments] == ["1", "2", "3"]


def test_deep_nesting() -> None:
    """Text nested deeper than the parser goes is read all the same."""
    assert _read(">" * 200 + " 글\n")[-1][1] == "글"
    assert _read("".join("  " * depth + f"- 항목{depth}\n" for depth in range(120)))[-1][1] == "항목119"


def test_laid_out() -> None:
    """Between rows and items of HTML, indentation makes no code, even behind a blank line."""
    text = (
        "<table>\n  <tr>\n\n      <td>하나</td>\n\n      <td>\n        둘\n      </td>\n  </tr>\n</table>\n\n    코드\n"
    )
    assert _read(text) == [("cell", "하나"), ("paragraph", "둘"), ("code", "코드")]


def test_tags_without_text() -> None:
    """A piece of a line that holds tags alone is no segment."""
    assert _read("<p>글</p></a>\n<td><a id='x'></a></td> <td>둘</td>\n") == [("paragraph", "글"), ("cell", "둘")]


def test_a_component_inside_a_sentence_does_not_cut_it() -> None:
    """`<Link>` is a component, not the element `<link>`: its text belongs to the sentence around it."""
    text = '<Note>\n  To count birds, see <Link href="/birds">counting</Link>, please.\n</Note>\n'
    document = read_document(text.encode(), name="a.mdx", language="en")
    found = [segment.text for segment in document.segments if segment.translatable]
    assert found == ['To count birds, see <Link href="/birds">counting</Link>, please.']


@pytest.mark.parametrize(
    "text", ["/// tip | 팁\n\n글\n\n///\n", ":::tip[팁]\n\n글\n\n:::\n", '!!! note "팁"\n    글\n']
)
def test_titles_of_admonitions_are_marked(text: str) -> None:
    """The title of a box has a key of its own: a default title on the other side is no lost text."""
    document = read_document(text.encode(), name="a.md", language="ko")
    assert [(s.text, s.key) for s in document.segments if s.translatable] == [("팁", "admonition"), ("글", "")]
