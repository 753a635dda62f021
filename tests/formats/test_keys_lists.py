"""Items of lists in two catalogues."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tm.formats import by_key, keys_lists, read_document


def paired(source: str, target: str) -> list[tuple[str, str]]:
    """The keys that stand beside one another, as either file has them; empty where it has none."""
    sides = (
        read_document(text.encode(), name=f"{language}.yaml", language=language)
        for text, language in ((source, "en"), (target, "ko"))
    )
    made = by_key(*sides)
    assert made is not None
    return [(one.id, other.id) for one, other in map(made.sides, made.beads)]


def test_items_that_hold_the_same_address() -> None:
    """They belong together wherever they stand, also where the address has the language in it."""
    source = "- text: Home\n  url: /en/\n- text: News\n  url: /en/news/\n- text: Blog\n  url: /en/blog/\n"
    target = "- text: 글\n  url: /ko/blog/\n- text: 처음\n  url: /ko/\n"
    assert paired(source, target) == [
        ("2.text", "0.text"),
        ("2.url", "0.url"),
        ("0.text", "1.text"),
        ("0.url", "1.url"),
        ("1.text", ""),
        ("1.url", ""),
    ]


def test_what_stands_between() -> None:
    """Items without an address are counted off between those that have one; lists of texts by their numbers."""
    source = "- u: x\n- text: One\n- text: Two\n- u: y\n- text: Three\n"
    target = "- u: x\n- text: 하나\n- text: 둘\n- u: y\n"
    assert paired(source, target) == [
        ("0.u", "0.u"),
        ("1.text", "1.text"),
        ("2.text", "2.text"),
        ("3.u", "3.u"),
        ("4.text", ""),
    ]
    assert paired("- One\n- Two\n", "- 하나\n- 둘\n") == [("0", "0"), ("1", "1")]


def test_an_item_that_was_divided() -> None:
    """Half of an item does not take the place of the next one."""
    source = "- s: [{l: c3/1}, {l: c3/2}, {l: c3/3}]\n- s: [{l: c4/1}]\n- s: [{l: c5/1}]\n"
    target = "- s: [{l: c3/1}, {l: c3/2}]\n- s: [{l: c3/3}]\n- s: [{l: c5/1}]\n"
    assert ("1.s.0.l", "1.s.0.l") not in paired(source, target)
    assert ("2.s.0.l", "2.s.0.l") in paired(source, target)


ITEM = st.fixed_dictionaries({"u": st.sampled_from(["a", "b", "c", "가"]), "t": st.sampled_from(["x", "나", "다"])})


@given(st.lists(ITEM, min_size=1, max_size=6), st.lists(ITEM, min_size=1, max_size=6))
def test_whatever_is_in_them(source: list[dict[str, str]], target: list[dict[str, str]]) -> None:
    """No two items of the source get the place of one of the target, and equal lists stay as they are."""
    documents = [
        read_document(
            "".join(f"- u: {one['u']}\n  t: {one['t']}\n" for one in items).encode(), name="a.yaml", language="ko"
        )
        for items in (source, target)
    ]
    names = keys_lists.renamed(documents[0], documents[1])
    keys = [names.get(segment.key, segment.key) for segment in documents[0].segments]
    assert len(set(keys)) == len(keys)
    if source == target and len({one["u"] for one in source}) == len(source):
        assert not names
