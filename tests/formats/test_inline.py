from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.formats.inline import markdown_masks, plain_masks


def _masked(text: str, **options: bool) -> list[tuple[str, str]]:
    return [(mask.kind, mask.span.of(text)) for mask in markdown_masks(text, **options)]


def _kind(text: str, kind: str) -> list[str]:
    return [words for found, words in _masked(text) if found == kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("`a` and ``b`c`` but `open", "code", ["`a`", "``b`c``"]),
        ("<kbd>Ctrl</kbd>를 누릅니다", "code", ["Ctrl</kbd>"]),
        ("[글](https://e.org/a_(b)#c \"제목\")은", "url", ["https://e.org/a_(b)#c"]),
        ("[글](<a b.md>)", "url", ["a b.md"]),
        ("![그림]({{ site.base }}/a.png)", "url", ["{{ site.base }}/a.png"]),
        ("https://e.org/가이드를 보세요.", "url", ["https://e.org/가이드를"]),
        ("https://e.org를 보고 (http://a.b/c). www.e.org!", "url", ["https://e.org", "http://a.b/c", "www.e.org"]),
        ("<https://e.org> me@e.org", "url", ["https://e.org", "me@e.org"]),
        ("a <br /> b </p> c < d > e", "tag", ["<br />", "</p>"]),
        ("List<String>와 <T extends={a > b}>", "tag", ["<String>", "<T extends={a > b}>"]),
        ("{% link a %} {{< ref 'a' >}}글{{< /ref >}}", "tag", ["{% link a %}", "{{< ref 'a' >}}", "{{< /ref >}}"]),
        ("{{ page.title }} {name} ${USER_ID} %s %(n)d {0:.2f}", "variable",
         ["{{ page.title }}", "{name}", "${USER_ID}", "%s", "%(n)d", "{0:.2f}"]),
        ("100% sure, 50%로, 20%s", "variable", []),
        ("{중괄호 안의 글}", "variable", []),
        ("각주[^1]와 [^글]", "anchor", ["[^1]", "[^글]"]),
        ("$x$와 $\\alpha + 1$, $5와 $10, US$3", "math", ["$x$", "$\\alpha + 1$"]),
        ("가격은 $20 (또는 $30) 입니다", "math", []),
        ("식 \\\\( a_i = 1 \\\\)와 \\( 괄호 \\)", "math", ["\\\\( a_i = 1 \\\\)"]),
        ("앞 <!-- 주석 --> 뒤 {/* 주석 */}", "comment", ["<!-- 주석 -->", "{/* 주석 */}"]),
        ("**굵게**와 _기울임_, ~~지움~~, snake_case_name, 2*3*4, 5 * 6", "markup", ["**", "**", "_", "_", "~~", "~~"]),
        ("**용어(term)**를 봅니다", "markup", ["**", "**"]),
        ("[글][ref] [참고]", "markup", ["[", "][ref]"]),
        ("\\*별표\\* \\`코드\\`", "markup", []),
    ],
)  # fmt: skip
def test_masks(text: str, kind: str, expected: list[str]) -> None:
    """What is no prose is masked, exactly, and prose is not."""
    assert _kind(text, kind) == expected


def test_link_text() -> None:
    """The words of a link stay prose; brackets, title and address are masked apart."""
    assert _masked('[글](a.md "t")') == [("markup", "["), ("markup", "]("), ("url", "a.md"), ("markup", ' "t")')]


@pytest.mark.parametrize("anchor", [" {#id}", "[[id]]", " {/*id*/}", " {#id .class}", " { #id }", "{: .class}"])
def test_heading_anchor(anchor: str) -> None:
    """An anchor at the end of a heading is masked as one."""
    assert _masked(f"제목{anchor}", heading=True) == [("anchor", anchor)]


def test_plain() -> None:
    """Plain text has no emphasis and no links, but code, addresses and variables."""
    text = "*a* [b](c) `d` https://e.org %d"
    assert [mask.span.of(text) for mask in plain_masks(text)] == ["`d`", "https://e.org", "%d"]
    text = "%-5s %% %(name)s %2$ld"
    assert [mask.span.of(text) for mask in plain_masks(text, formats=True)] == ["%-5s", "%%", "%(name)s", "%2$ld"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://e.org/을 보세요", "https://e.org/"),
        ("https://e.org/a/에서.", "https://e.org/a/"),
        ("https://e.org/입니다", "https://e.org/"),
        ("https://e.org/wiki/의미를", "https://e.org/wiki/의미를"),
        ("https://e.org/이/가", "https://e.org/이/"),
        ("https://e.org/이.html", "https://e.org/이.html"),
        ("https://e.org/wiki/하늘_노래", "https://e.org/wiki/하늘_노래"),
    ],
)
def test_addresses_in_korean(text: str, address: str) -> None:
    """An address may hold Hangul; a particle behind its last slash is not a part of it."""
    assert [mask.span.of(text) for mask in plain_masks(text)] == [address]


@given(st.text(st.sampled_from("ab 가`*_~[](){}<>!$%\\\n\"'#:/.@^|&="), max_size=80))
def test_any_text(text: str) -> None:
    """Masks of any text are in order, inside it and not empty."""
    for masks in (markdown_masks(text), markdown_masks(text, heading=True), plain_masks(text, formats=True)):
        at = 0
        for mask in masks:
            assert at <= mask.span.start < mask.span.end <= len(text)
            at = mask.span.end
