"""How the page looks: desks, phones, paper, themes, and without its script."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.looking import Show, current, seen
from tests.report.made import STYLE, summary_of
from tests.report.paired import at, document
from tm.core import Bead, Bitext, Diagnostic, Severity
from tm.report import REPORTS, Style

PHONE = {"width": 375, "height": 700}


@pytest.mark.parametrize("name", ["check", "check.ko", "pair", "clean"])
def test_nothing_scrolls_sideways(show: Show, name: str) -> None:
    """On a phone and on a desk the page is as wide as its window, folds and help open."""
    page = show(name)
    if name != "clean":
        page.keyboard.press("e")
        page.keyboard.press("?")
    for width in (320, 375, 600, 800, 1100, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_phone_stacks_the_sides(show: Show) -> None:
    """On a phone the translation stands under its source, findings under both; fingers can hit the buttons."""
    page = show("check", viewport=PHONE, has_touch=True)
    row = page.locator(".row:has(#f1)")
    boxes = [row.locator(part).first.bounding_box() for part in (".s", ".t", ".margin")]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]
    assert boxes[1]["y"] + boxes[1]["height"] <= boxes[2]["y"]
    button = page.locator("#next").bounding_box()
    assert min(button["width"], button["height"]) >= 44
    page.locator("#next").tap()
    assert current(page) == "f1"
    assert seen(page, "#f1")


def test_sides_stand_beside_each_other(show: Show) -> None:
    """On a desk the two sides of a bead begin at one height, the finding beside them."""
    page = show("check")
    boxes = [page.locator(".row:has(#f1)").locator(part).first.bounding_box() for part in (".s", ".t", ".margin")]
    assert boxes[0]["y"] == boxes[1]["y"] == boxes[2]["y"]
    assert boxes[0]["x"] < boxes[1]["x"] < boxes[2]["x"]


def test_korean_breaks_between_words(show: Show) -> None:
    """Korean is broken between words only; English text is not told so."""
    page = show("check")
    rule = "node => getComputedStyle(node).wordBreak"
    assert page.locator(".t[lang=ko] p").first.evaluate(rule) == "keep-all"
    assert page.locator(".s[lang=en] p").first.evaluate(rule) == "normal"
    assert "Malgun Gothic" in page.locator("body").evaluate("node => getComputedStyle(node).fontFamily")


def test_themes(show: Show) -> None:
    """Light or dark as the system says, until the button says otherwise."""
    background = "getComputedStyle(document.body).backgroundColor"
    light = show("check", color_scheme="light").evaluate(background)
    page = show("check", color_scheme="dark")
    dark = page.evaluate(background)
    assert light != dark
    button = page.locator("#theme")
    told = {button.get_attribute("aria-label")}
    button.click()
    assert page.evaluate(background) == light
    told.add(button.get_attribute("aria-label"))
    page.keyboard.press("t")
    assert page.evaluate(background) == dark
    told.add(button.get_attribute("aria-label"))
    assert told == {"Theme: as the system", "Theme: light", "Theme: dark"}


def test_without_a_script(show: Show) -> None:
    """With scripts switched off everything can be read and followed by links; filters are not there."""
    page = show("check", java_script_enabled=False)
    assert page.locator("#tools").is_hidden()
    assert [page.locator(f"#f{number}").is_visible() for number in range(1, 5)] == [True] * 4
    page.locator(".fold summary").click()
    assert page.get_by_text("Three.").is_visible()
    page.locator("#f1 .where a").last.click()
    assert page.url.endswith("#t1")
    page.locator("#t1").click()
    assert page.url.endswith("#f1")
    page.locator(".fold summary").click()
    for link, goal in (("#f1 .rel a", "#r1-1"), ("#f1 h3 a", "#r-T002"), (".chip.error", "#f1")):
        page.locator(link).click()
        assert page.url.endswith(goal)
        assert page.locator(goal).is_visible()


def test_nothing_moves_by_itself(show: Show) -> None:
    """Whether less motion was asked for or not: no smooth scrolling, no animation, no transition."""
    page = show("check", reduced_motion="no-preference")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.keyboard.press("j")
    page.keyboard.press("?")
    assert page.evaluate("document.getAnimations({ subtree: true }).length") == 0


def test_paper(show: Show) -> None:
    """Printed, the page is light, without its bar, with all findings."""
    page = show("check", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator("#tools").is_hidden()
    assert page.locator("#f4").is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def test_a_long_text_and_its_finding_stay_together(show: Show, pages: dict[str, Path], tmp_path: Path) -> None:
    """Where a paragraph is higher than the window, its finding is in sight all along."""
    source = document("The otter swims. " * 400 + "\n", "en.md", "en")
    target = document("수달이 헤엄칩니다. " * 400 + "\n", "ko.md", "ko")
    one = Diagnostic("S701", "register-mixed", Severity.ERROR, "no", target=at(target, "수달이"))
    style = Style(manual=STYLE.manual, aligned=lambda: [Bitext(source, target, (Bead(range(1), range(1)),))])
    pages["long"] = tmp_path / "long.html"
    pages["long"].write_text(REPORTS["html"]([one], summary_of([one]), "", style), encoding="utf-8")
    page = show("long", "#f1")
    assert page.locator(".row .t p").bounding_box()["height"] > 1500
    for distance in (0, 400, 1200):
        page.evaluate("distance => scrollTo(0, document.querySelector('.sheet').offsetTop + distance)", distance)
        assert seen(page, "#f1")
