"""The page of a check and of an alignment in a browser: filters, keys, links."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.looking import Show, current, seen, shown
from tests.report.made import STYLE, summary_of
from tests.report.paired import large
from tm.report import REPORTS, Style


@pytest.mark.parametrize("name", ["check", "check.ko", "pair", "clean"])
def test_a_page_opens(show: Show, name: str) -> None:
    """The page opens without a word on the console and without a request; hostile text ran nothing."""
    page = show(name)
    assert page.locator("h1").is_visible()
    assert page.locator("img").count() == 0


def test_filters_and_their_count(show: Show) -> None:
    """Severity, rule, term, document and words leave what fits; the count says how many; clearing brings all back."""
    page = show("check")
    count = page.locator("#count")
    assert count.inner_text() == "4 of 4 shown"
    assert count.get_attribute("aria-live") == "polite"
    page.get_by_role("checkbox", name="warning 2").uncheck()
    assert shown(page) == ["T002", "K601"]
    assert count.inner_text() == "2 of 4 shown"
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_label("Rule", exact=False).and_(page.locator("select")).select_option("U203")
    assert shown(page) == ["U203"]
    assert page.locator("div.row:visible").count() == 1
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_label("Search").fill("register")
    count.filter(has_text="1 of 4 shown").wait_for()
    assert shown(page) == ["S701"]
    page.get_by_label("Search").fill("nothing has this")
    count.filter(has_text="Nothing matches the filters.").wait_for()
    assert shown(page) == []
    page.get_by_label("Search").press("Escape")
    assert len(shown(page)) == 4
    page.locator("#overview a", has_text="K601").click()
    assert shown(page) == ["K601"]
    assert page.locator("a.m.off").count() > 0


def test_keys_step_through_findings(show: Show) -> None:
    """j, n, k and p go from finding to finding, in view, and round; filtered ones are passed over."""
    page = show("check")
    for key, goal in [("j", "f1"), ("n", "f2"), ("j", "f3"), ("k", "f2"), ("p", "f1"), ("k", "f4"), ("j", "f1")]:
        page.keyboard.press(key)
        assert current(page) == goal
        assert seen(page, f"#{goal}")
        assert page.evaluate("location.hash") == f"#{goal}"
    page.get_by_label("Rule", exact=False).and_(page.locator("select")).select_option("K601")
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.r") == "K601"
    assert page.locator("#at").inner_text().startswith("1/1")


def test_keys_of_a_korean_keyboard(show: Show) -> None:
    """Where the layout gives Hangul, the place of the key counts."""
    page = show("check")
    page.evaluate(
        """document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "ㅓ", code: "KeyJ", bubbles: true}))"""
    )
    assert current(page) == "f1"


def test_enter_and_clicks_lead_from_finding_to_text_and_back(show: Show) -> None:
    """Enter on a finding goes to its mark, Enter on the mark back; a click on overlapping marks visits each finding."""
    page = show("check")
    page.keyboard.press("j")
    number = current(page)[1:]
    page.keyboard.press("Enter")
    assert current(page).startswith(("t", "s"))
    assert page.evaluate("document.activeElement.className").startswith("m ")
    page.keyboard.press("Enter")
    assert current(page)[0] == "f"
    page.keyboard.press("Escape")
    over = page.locator("a.m.over")
    over.click()
    first = current(page)
    over.click()
    assert {first, current(page)} == {"f1", "f2"}
    assert number in {"1", "2"}
    page.locator("#f1 .where a").first.click()
    assert current(page) == "s1"
    assert "lit" in page.locator("#s1").get_attribute("class")


def test_a_finding_and_what_it_points_to_lead_to_each_other(show: Show) -> None:
    """A link of the finding opens and shows the related place, which the finding lights; a click there leads back."""
    page = show("check")
    assert not page.get_by_text("Four.").is_visible()
    page.locator("#f1 .rel a").click()
    assert current(page) == "r1-1"
    assert page.locator("#r1-1").inner_text() == "넷"
    assert seen(page, "#r1-1")
    assert "lit" in page.locator("#r1-1").get_attribute("class")
    page.keyboard.press("Enter")
    assert current(page) == "f1"


def test_one_severity_alone(show: Show) -> None:
    """The counts in the head, and the keys 1 to 3, show one severity alone from its first finding on, and all again."""
    page = show("check")
    errors = page.get_by_role("button", name="1 error")
    assert errors.get_attribute("aria-pressed") == "false"
    errors.click()
    assert shown(page) == ["T002"]
    assert errors.get_attribute("aria-pressed") == "true"
    assert current(page) == "f1"
    assert page.locator("#count").inner_text() == "1 of 4 shown"
    errors.press(" ")
    assert len(shown(page)) == 4
    page.keyboard.press("2")
    assert shown(page) == ["S701", "U203"]
    page.keyboard.press("3")
    assert shown(page) == ["K601"]
    assert current(page) == "f4"
    assert seen(page, "#f4")
    page.keyboard.press("3")
    assert len(shown(page)) == 4
    assert page.locator("#none").is_hidden()
    page.get_by_label("Search").fill("nothing has this")
    page.locator("#none").wait_for()


def test_the_list_of_the_worst_leads_to_them(show: Show) -> None:
    """The first thing on the page is what to begin with; it leads to the finding."""
    page = show("check")
    worst = page.get_by_role("region", name="Where to begin")
    assert worst.get_by_role("link").count() == 1
    assert worst.bounding_box()["y"] < 400
    worst.get_by_role("link").click()
    assert current(page) == "f1"
    assert seen(page, "#f1")


def test_many_rows_are_folded(show: Show) -> None:
    """Rows beyond a number are folded; steps, links and filters open what they need, and filters close it again."""
    page = show("chunks")
    rows = page.locator(".row[data-type]:visible")
    assert rows.count() == 3
    page.get_by_label("Type of bead").select_option("1-0")
    assert rows.count() == 1
    page.get_by_label("Type of bead").select_option("")
    assert rows.count() == 3
    for key, name in (("j", "b1-3"), ("j", "b1-8")):
        page.keyboard.press(key)
        assert current(page) == name
        assert seen(page, f"#{name}")


def test_ten_thousand_findings(show: Show, pages: dict[str, Path], tmp_path: Path) -> None:
    """A page of 10,000 findings is there, and filtered, within three seconds of the browser's time."""
    found, bitexts = large(10_000)
    pages["large"] = tmp_path / "large.html"
    style = Style(manual=STYLE.manual, aligned=lambda: bitexts)
    pages["large"].write_text(REPORTS["html"](found, summary_of(found), "", style), encoding="utf-8")
    page = show("large")
    page.keyboard.press("1")
    page.locator("#count").filter(has_text="3,400 of 10,000 shown").wait_for()
    metrics = page.context.new_cdp_session(page)
    metrics.send("Performance.enable")
    seconds = {one["name"]: one["value"] for one in metrics.send("Performance.getMetrics")["metrics"]}
    assert seconds["ProcessTime"] < 3


def test_search_help_and_escape(show: Show) -> None:
    """/ goes to the search and types nothing, letters typed there are text, ? opens the help, Esc leaves."""
    page = show("check")
    page.keyboard.press("/")
    assert current(page) == "search"
    page.keyboard.type("jk?")
    assert page.locator("#search").input_value() == "jk?"
    assert not page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keyboard").is_visible()
    page.keyboard.press("j")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("j")
    assert page.locator("#at").inner_text() == "1/4"
    page.keyboard.press("r")
    assert len(shown(page)) == 1
    assert page.locator("#at").inner_text() == "1/1"
    page.keyboard.press("Escape")
    assert len(shown(page)) == 4


def test_shortcuts_can_be_switched_off(show: Show) -> None:
    """Who steers by voice, or types by accident, can do without single letters; the buttons still work."""
    page = show("check")
    page.get_by_role("button", name="Keyboard").click()
    page.get_by_label("Letters and signs are shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert not current(page).startswith("f")
    page.get_by_role("button", name="Next finding").click()
    assert current(page) == "f1"


def test_folds_open(show: Show) -> None:
    """e opens what is folded, and closes it again; a link into a fold opens it."""
    page = show("check")
    assert not page.get_by_text("Three.").is_visible()
    page.keyboard.press("e")
    assert page.get_by_text("Three.").is_visible()
    page.keyboard.press("e")
    assert not page.get_by_text("Three.").is_visible()
    page.locator("#f1 h3 a").click()
    assert page.locator("#r-T002").is_visible()


def test_a_link_opens_at_its_finding(show: Show) -> None:
    """An address with a finding shows it, one with a place in a text that and its finding."""
    page = show("check", "#f4")
    assert current(page) == "f4"
    assert seen(page, "#f4")
    page = show("check", "#r1-1")
    assert current(page) == "r1-1"
    assert "lit" in page.locator("#f1").get_attribute("class")


def test_an_alignment_steps_through_doubt(show: Show) -> None:
    """In an alignment the keys go to what is doubtful or one-sided, which can also be all that is shown."""
    page = show("pair")
    rows = page.locator(".row[data-type]")
    assert rows.count() == 9
    page.keyboard.press("j")
    assert "doubt" in page.evaluate("document.activeElement.className")
    page.keyboard.press("j")
    assert "alone" in page.evaluate("document.activeElement.className")
    page.get_by_label("only what is doubtful or one-sided").check()
    assert page.locator(".row[data-type]:visible").count() == 2
    page.get_by_label("Type of bead").select_option("1-0")
    assert page.locator(".row[data-type]:visible").count() == 1
    assert page.locator("#count").inner_text() == "1 of 9 shown"
