"""The page around its content: one file that fetches nothing and runs nothing but its own script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby

from tm.report.html.words import some, words
from tm.report.marked import Html, tag, together

#: Marks of the script: key, and which word says what it does.
KEYS = (
    ("j n / k p", "key_next"),
    ("] / [", "key_document"),
    ("Enter", "key_enter"),
    ("/", "key_search"),
    ("1 2 3", "key_severity"),
    ("r", "key_rule"),
    ("e", "key_folds"),
    ("t", "key_theme"),
    ("?", "key_help"),
    ("Esc", "key_escape"),
)


@cache
def asset(name: str) -> Html:
    """Style or script; their own text, trusted as the rest of the program."""
    return Html((files("tm.report.html") / name).read_text(encoding="utf-8").strip())


@cache
def script() -> Html:
    """All that runs on the page."""
    return together(map(asset, ("theme.js", "script.js")), "\n")


def _digest(content: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() + "'"


def policy() -> str:
    """What a browser may do for the page: use its style and its script, and nothing else."""
    return (
        f"default-src 'none'; style-src {_digest(asset('style.css'))}; script-src {_digest(script())}; "
        "base-uri 'none'; form-action 'none'"
    )


def page(*, title: str, language: str, head: str, tools: str, main: str, foot: str, kind: str) -> str:
    """The whole file. kind: `check` or `pair`, which the script and the style ask for."""
    said = words(language)
    document = tag(
        "html",
        "\n",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{policy()}">'),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="referrer", content="no-referrer"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("title", title),
            Html(f"\n<style>{asset('style.css')}</style>\n"),
        ),
        "\n",
        tag(
            "body",
            "\n",
            tag("a", said["skip_texts" if kind == "pair" else "skip"], href="#main", class_="skip") if tools else "",
            tag("header", head, id="top"),
            "\n",
            tools,
            "\n",
            tag("main", main, id="main", tabindex=-1),
            "\n",
            tag("footer", foot),
            "\n",
            _keyboard(language, kind) if tools else "",
            Html(f"\n<script>{script()}</script>\n"),
            class_=kind,
            data_some=some(language),
            data_nothing=said["nothing"],
            data_auto=said["theme_auto"],
            data_light=said["theme_light"],
            data_dark=said["theme_dark"],
        ),
        lang=language,
    )
    return f"<!DOCTYPE html>\n{document}\n"


def tools(language: str, filters: Sequence[Html], kind: str) -> Html:
    """Filters and steps; they need the script, and are not shown without it."""
    said = words(language)
    of = "_doubt" if kind == "pair" else ""
    return tag(
        "div",
        tag("div", *filters, id="filters", role="search", aria_label=said["filters"]),
        tag(
            "div",
            tag(
                "div",
                tag("span", id="at"),
                tag("span", id="count", role="status", aria_live="polite"),
                class_="told",
            ),
            _button("clear", said["clear"], said["clear"], hidden=True),
            _button("previous", "↑", f"{said['previous' + of]} (k)", short=True),
            _button("next", "↓", f"{said['next' + of]} (j)", short=True),
            _button("theme", "◐", said["theme_auto"], short=True),
            _button("keys", "?", f"{said['help']} (?)", short=True),
            id="steps",
        ),
        id="tools",
        class_="scripted",
    )


def _button(name: str, shown: str, title: str, *, short: bool = False, hidden: bool = False) -> Html:
    label = tag("span", shown, aria_hidden="true") if short else shown
    return tag(
        "button",
        label,
        id=name,
        type="button",
        title=title,
        aria_label=title if short else None,
        class_="short" if short else None,
        hidden=hidden,
    )


def choice(name: str, title: str, everything: str, options: Sequence[tuple[str, str, str]]) -> Html:
    """A list to choose one of, or all. options: (group, value, label), those of a group one behind another"""
    made: list[Html] = []
    for group, members in groupby(options, key=lambda option: option[0]):
        items = [tag("option", label, value=value) for _, value, label in members]
        made += [tag("optgroup", *items, label=group)] if group else items
    return tag(
        "label",
        tag("span", title, class_="label"),
        tag("select", tag("option", everything, value=""), *made, id=name),
    )


def search(language: str, where: str = "search_in") -> Html:
    """Where to type what is looked for. where: the word for what is searched."""
    said = words(language)
    field = tag("input", type="search", id="search", placeholder=said[where], autocomplete="off", spellcheck="false")
    return tag("label", tag("span", said["search"], class_="label"), field, class_="wide")


def _keyboard(language: str, kind: str) -> Html:
    said = words(language)
    rows = []
    for keys, word in KEYS:
        if kind == "pair" and word in ("key_enter", "key_severity", "key_rule", "key_document", "key_folds"):
            continue
        told = said["key_doubt" if kind == "pair" and word == "key_next" else word]
        shown = together([Html(key) if key == "/" and " " in keys else tag("kbd", key) for key in keys.split()], " ")
        rows.append(tag("tr", tag("th", shown, scope="row"), tag("td", told)))
    return tag(
        "dialog",
        tag("h2", said["help"], id="keys-title"),
        tag("table", *rows),
        tag("label", tag("input", type="checkbox", id="shortcuts", checked=True), tag("span", said["shortcuts"])),
        tag("form", tag("button", said["close"]), method="dialog"),
        id="help",
        aria_labelledby="keys-title",
    )
