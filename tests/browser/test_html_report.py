"""The page of a check and of an alignment in a browser: filters, keys, phones, themes, without a script, names."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.report.made import STYLE, summary_of
from tests.report.paired import large
from tm.report import REPORTS, Style

Show = Callable[..., Any]

PHONE = {"width": 375, "height": 700}


def shown(page: Any) -> list[str]:
    """Codes of the findings that are seen."""
    found: list[str] = page.eval_on_selector_all(
        ".f", "all => all.filter(e => e.checkVisibility()).map(e => e.dataset.r)"
    )
    return found


def current(page: Any) -> str:
    """The identifier of what has the focus."""
    name: str = page.evaluate("document.activeElement.id")
    return name


def seen(page: Any, selector: str) -> bool:
    """Is the element inside of the window, and not under the bar?"""
    inside: bool = page.evaluate(
        """selector => { const box = document.querySelector(selector).getBoundingClientRect();
            const tools = document.querySelector("#tools");
            const over = tools && getComputedStyle(tools).position === "sticky";
            const top = over ? tools.getBoundingClientRect().bottom : 0;
            return box.top >= top && box.bottom <= innerHeight; }""",
        selector,
    )
    return inside


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


def test_a_skip_link(show: Show) -> None:
    """The first Tab reaches a link past the head, which is seen then and leads to the findings."""
    page = show("check")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the findings")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert current(page) == "main"


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


NAMES = """() => {
  const refers = (node, attribute) => (node.getAttribute(attribute) || "").split(" ").filter(Boolean);
  const named = (node) => node.getAttribute("aria-label") || node.textContent.trim() || node.title
    || (node.labels && Array.from(node.labels).map((label) => label.textContent).join(" ").trim())
    || refers(node, "aria-labelledby").map((id) => document.getElementById(id)?.textContent || "").join("").trim();
  const bad = [];
  for (const node of document.querySelectorAll("a, button, input, select, summary, article, section, dialog, [role]")) {
    if (!named(node)) bad.push("no name: " + node.outerHTML.slice(0, 120));
  }
  for (const attribute of ["aria-labelledby", "aria-describedby"]) {
    for (const node of document.querySelectorAll(`[${attribute}]`)) {
      bad.push(...refers(node, attribute).filter((id) => !document.getElementById(id)).map((id) => "no such: " + id));
    }
  }
  const ids = Array.from(document.querySelectorAll("[id]"), (node) => node.id);
  if (new Set(ids).size !== ids.length) bad.push("an identifier twice");
  for (const name of ["header", "main", "footer"]) {
    if (document.querySelectorAll(`body > ${name}`).length !== 1) bad.push("landmark: " + name);
  }
  if (document.querySelectorAll("h1").length !== 1) bad.push("h1");
  let level = 0;
  for (const node of document.querySelectorAll("h1, h2, h3, h4")) {
    if (node.closest("dialog")) continue;
    const own = Number(node.localName[1]);
    if (own > level + 1) bad.push("a level of headings left out: " + node.textContent.slice(0, 40));
    level = own;
  }
  if (!document.documentElement.lang || !document.title) bad.push("no language or title");
  return bad;
}"""


@pytest.mark.parametrize("name", ["check", "check.ko", "pair", "clean"])
def test_everything_has_a_name(show: Show, name: str) -> None:
    """What can be operated has a name, references lead somewhere, landmarks are there, headings leave out no level."""
    assert show(name).evaluate(NAMES) == []


def test_the_focus_is_seen(show: Show) -> None:
    """Whatever Tab reaches is drawn with an outline."""
    page = show("check")
    for _ in range(25):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert style != "none"
        assert width >= 2


#: The colours of every text with what lies behind it, as drawn; half-transparent ones mixed.
CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return Array.from(canvas.getImageData(0, 0, 1, 1).data); };
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (c) => [0.2126, 0.7152, 0.0722].reduce((sum, share, n) => sum + share * linear(c[n] / 255), 0);
  const bad = [];
  let looked = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || !node.checkVisibility() || node.closest("script, style, option")) continue;
    let behind = null;
    for (let at = node; at && !behind; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) behind = colour;
    }
    behind = behind || [255, 255, 255, 255];
    const own = rgb(getComputedStyle(node).color);
    const [a, b] = [light(own.slice(0, 3)), light(behind.slice(0, 3))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    looked += 1;
    if (ratio < 4.5) bad.push(`${ratio.toFixed(2)} ${node.localName}.${node.className} ${text.data.slice(0, 30)}`);
  }
  return [looked, bad];
}"""


@pytest.mark.parametrize(("name", "scheme"), list(product(["check", "check.ko", "pair", "clean"], ["light", "dark"])))
def test_text_stands_out(show: Show, name: str, scheme: str) -> None:
    """Every text has a contrast of at least 4.5 to 1 with what is behind it, in both themes, marks lit or not."""
    page = show(name, color_scheme=scheme)
    page.evaluate("for (const node of document.querySelectorAll('details')) node.open = true")
    page.keyboard.press("1")
    page.keyboard.press("j")
    looked, bad = page.evaluate(CONTRASTS)
    assert looked > (1 if name == "clean" else 40)
    assert bad == []
    page.keyboard.press("1")
    assert page.evaluate(CONTRASTS)[1] == []
    page.keyboard.press("?")
    assert page.evaluate(CONTRASTS)[1] == []


#: What can be pressed and is smaller than 24 pixels either way, unless it is a link in a line of text.
SMALL = """() => Array.from(document.querySelectorAll("button, select, input, summary, a")).filter((node) => {
  const box = (node.closest("label") || node).getBoundingClientRect();
  const inline = node.localName === "a" && getComputedStyle(node).display === "inline";
  return node.checkVisibility() && !inline && !node.matches(".skip, .m.gap") && (box.height < 23.5 || box.width < 23.5);
}).map((node) => node.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("width", [1280, 390])
def test_targets_can_be_hit(show: Show, width: int) -> None:
    """Buttons, boxes, lists, folds and counts are at least 24 pixels high and wide."""
    page = show("check.ko", viewport={"width": width, "height": 800})
    assert page.evaluate(SMALL) == []
