"""Everybody can use the page: names, focus, contrast, size of what is pressed."""

from __future__ import annotations

from itertools import product

import pytest

from tests.browser.looking import Show, current


def test_a_skip_link(show: Show) -> None:
    """The first Tab reaches a link past the head, which is seen then and leads to the findings."""
    page = show("check")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the findings")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert current(page) == "main"


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
