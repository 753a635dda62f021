"""Masks inside prose: code, link destinations, tags, variables, math and the marks of Markdown.

A single pass from left to right; what is masked is what a translator keeps or a reader does not see.
Lenient where Markdown engines differ: `**용어(term)**를` counts as emphasis although CommonMark
would not close it before a letter.
"""

from __future__ import annotations

import re
from collections import defaultdict

from tm.core import Mask
from tm.formats.pieces import Found, tidy
from tm.formats.tags import Scanner

_PART = r"[^\s()\\<>{}]|\\.|\{\{[^{}]*+\}\}|\{%[^%]*+%\}|[{}]"
_DESTINATION = _PART
for _ in range(3):  # brackets nest in addresses: .../Breakout_(video_game)
    _DESTINATION = rf"{_PART}|\((?:{_DESTINATION})*+\)"
#: `(destination "title")` behind a closing bracket.
LINK_TAIL = re.compile(
    rf"\(\s*+(?:<(?P<angled>[^<>\n]*+)>|(?P<plain>(?:{_DESTINATION})*+))"
    r"""(?P<title>\s++(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?\s*+\)"""
)
_REFERENCE = re.compile(r"\[[^\[\]\n]{0,200}+\]")
_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]{1,100}+\]")
_TICKS = re.compile(r"`+")
_SPECIAL = re.compile(r"[\\`<{$\[\]!*_~%]|https?://|ftp://|www\.|@")
_WORDS = re.compile(r"[`<{$%]|https?://|ftp://|www\.|@")
#: Hangul goes on with an address behind these, unless it is a particle at the end: https://e.org/을
_PARTICLE = (
    r"(?:을|를|은|는|이|가|과|와|의|도|만|로|으로|에|에서|에는|에도|에서는|에서도|부터|까지|보다|처럼|라는|이라는|입니다|이다|이며|이고|"
    r"이나|로는|로도|로부터)(?![\w/%=&#-]|[.:?]\w)"
)
_ADDRESS = r"A-Za-z0-9\-._~:/?#@!$&'()*+,;=%"
_URL = re.compile(rf"(?:(?:https?|ftp)://|www\.)[{_ADDRESS}]++(?:(?<=[/=_#])(?!{_PARTICLE})[가-힣]++[{_ADDRESS}]*+)*+")
_MAIL = re.compile(r"[\w.+-]{1,64}+@[A-Za-z0-9](?:[A-Za-z0-9-]*+\.)+[A-Za-z]{2,}+")
_MAIL_NAME = re.compile(r"[A-Za-z0-9.+_-]{1,64}$")
_MATH = re.compile(r"\$\$(?P<display>[^$]++)\$\$|\$(?P<inline>[^\s$](?:[^$\n]*+(?<=\S))?)\$(?!\d)")
_MATH_SIGN = re.compile(r"[\\^_=+{}<>]")
_SHORT_MATH = re.compile(r"[A-Za-z]'?|\d*[A-Za-z]\d?|[A-Za-z]\([A-Za-z]\)|[A-Za-z],\s?[A-Za-z]")
_MATH_PROSE = re.compile(r"[A-Za-z]{4,}\s+[A-Za-z]{2,}|[가-힣]")
_SHELL = re.compile(r"\$\{[A-Za-z_]\w{0,80}+\}|\$[A-Z][A-Z0-9]*+_[A-Z0-9_]++|\$(?:HOME|PATH|USER|SHELL|PWD)\b")
_PRINTF = re.compile(r"%(?:\(\w{1,60}+\)[-+#0]?\d*+(?:\.\d++)?[sdifrgxcu]|\d{1,2}+\$[-+#0]?\d*+(?:\.\d++)?[sdifgxcu@])")
_PRINTF_PLAIN = re.compile(r"(?<![\d%])%(?:\.\d++)?(?:l{1,2}|z)?[sdifgxuc@](?![A-Za-z])")
_PRINTF_ALL = re.compile(
    r"%%|%(?:\d{1,2}+\$)?[-+#0']*+(?:\d++|\*)?(?:\.(?:\d++|\*))?(?:hh|h|ll|l|q|j|z|t|L)?[diouxXeEfFgGaAcspn@r]"
)
_ANCHOR = re.compile(
    r"\s*(?:\{:?\s{0,3}[#.][^{}\s]{1,200}+(?:\s[^{}]{0,200}+)?\}|\[\[[^\[\]\s]{1,200}+\]\]|\{/\*[^*{}]{1,200}+\*/\})\s*$"
)
_CODE_TAGS = frozenset({"code", "kbd", "samp", "tt"})
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def markdown_masks(text: str, *, heading: bool = False) -> tuple[Mask, ...]:
    """The masks of a piece of Markdown. heading: an anchor such as `{#id}` may stand at the end."""
    found: list[Found] = []
    stop = len(text)
    if heading and (anchor := _ANCHOR.search(text, max(0, stop - 700))) is not None:
        found.append((anchor.start(), stop, "anchor"))
        stop = anchor.start()
    found += _Pass(text, stop).run()
    return tidy(found)


def plain_masks(text: str, *, formats: bool = False) -> tuple[Mask, ...]:
    """The masks of plain text: code in backticks, addresses, tags, variables. formats: any printf conversion."""
    return tidy(plain_found(text, formats=formats))


def plain_found(text: str, *, formats: bool = False) -> list[Found]:
    """The same as (start, end, kind), in the order in which they were found."""
    return _Pass(text, len(text), _WORDS, formats=formats).run() if _WORDS.search(text) is not None else []


class _Pass:
    """One walk over a text. `special` finds the next character worth a look."""

    def __init__(self, text: str, stop: int, special: re.Pattern[str] = _SPECIAL, *, formats: bool = False) -> None:
        self.text, self.stop, self.special, self.formats = text, stop, special, formats
        self.found: list[Found] = []
        self.scanner = Scanner(text)
        self.brackets: list[tuple[int, int]] = []  # open `[` or `![`: start and length
        self.emphasis: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.ticks: dict[int, list[int]] | None = None

    def run(self) -> list[Found]:
        at = 0
        text, stop, search = self.text, self.stop, self.special.search
        while (found := search(text, at, stop)) is not None:
            at = self.step(text[found.start()], found.start())
        return self.found

    def mask(self, start: int, end: int, kind: str) -> int:
        self.found.append((start, end, kind))
        return end

    def step(self, character: str, at: int) -> int:
        """Handle what stands at an offset; return where to go on."""
        match character:
            case "\\":
                return self.backslash(at)
            case "`":
                return self.code(at)
            case "<" | "{":
                return self.construct(at)
            case "$":
                return self.dollar(at)
            case "%":
                return self.percent(at)
            case "[" | "!":
                return self.open(at)
            case "]":
                return self.close(at)
            case "*" | "_" | "~":
                return self.delimiter(character, at)
            case "@":
                return self.mail(at)
        return self.url(at)

    def backslash(self, at: int) -> int:
        r"""An escape, or math in `\( \)`, which Markdown needs doubled."""
        opener = next((mark for mark in ("\\\\(", "\\(") if self.text.startswith(mark, at)), "")
        if opener:
            close = opener[:-1] + ")"
            end = self.scanner.until(close, at + len(opener))
            if 0 < end <= min(self.stop, at + 500) and _math_inside(self.text[at + len(opener) : end - len(close)]):
                return self.mask(at, end, "math")
        return at + 2 if self.text[at + 1 : at + 2] in _PUNCTUATION else at + 1

    def code(self, at: int) -> int:
        if self.ticks is None:
            self.ticks = defaultdict(list)
            for ticks in reversed(list(_TICKS.finditer(self.text))):
                self.ticks[ticks.end() - ticks.start()].append(ticks.start())
        run = _TICKS.match(self.text, at)
        assert run is not None
        length = run.end() - at
        places = self.ticks[length]
        while places and places[-1] <= at:
            places.pop()
        if places:
            return self.mask(at, places.pop() + length, "code")
        return run.end()

    def construct(self, at: int) -> int:
        found = self.scanner.construct(at)
        if found is None or found.end > self.stop:
            return at + 1
        if found.kind == "url":
            self.mask(at, at + 1, "markup")
            self.mask(at + 1, found.end - 1, "url")
            return self.mask(found.end - 1, found.end, "markup")
        self.mask(at, found.end, found.kind)
        if found.name in _CODE_TAGS and not found.closing:
            end = self.scanner.until(f"</{found.name}>", found.end)
            if 0 < end <= self.stop:
                return self.mask(found.end, end, "code")
        return found.end

    def dollar(self, at: int) -> int:
        if (found := _SHELL.match(self.text, at)) is not None:
            return self.mask(at, found.end(), "variable")
        found = _MATH.match(self.text, at, min(self.stop, at + 1_000))
        if found is not None and (found["display"] or _math_inside(found["inline"])):
            return self.mask(at, found.end(), "math")
        return at + 1

    def percent(self, at: int) -> int:
        patterns = (_PRINTF, _PRINTF_ALL) if self.formats else (_PRINTF, _PRINTF_PLAIN)
        for pattern in patterns:
            if (found := pattern.match(self.text, at)) is not None:
                return self.mask(at, found.end(), "variable")
        return at + 1

    def open(self, at: int) -> int:
        text = self.text
        if text[at] == "!":
            if text[at + 1 : at + 2] != "[":
                return at + 1
            self.brackets.append((at, 2))
            return at + 2
        if (found := _FOOTNOTE.match(text, at)) is not None:
            return self.mask(at, found.end(), "anchor")
        self.brackets.append((at, 1))
        return at + 1

    def close(self, at: int) -> int:
        if not self.brackets:
            return at + 1
        start, length = self.brackets.pop()
        text = self.text
        if (found := LINK_TAIL.match(text, at + 1, self.stop)) is not None:
            self.mask(start, start + length, "markup")
            name = "angled" if found["angled"] is not None else "plain"
            first, last = found.span(name)
            self.mask(at, first, "markup")
            self.mask(first, last, "url")
            return self.mask(last, found.end(), "markup")
        found = _REFERENCE.match(text, at + 1, self.stop)
        if found is not None and found.group() != "[[" and not text.startswith("[^", at + 1):
            self.mask(start, start + length, "markup")
            return self.mask(at, found.end(), "markup")
        return at + 1

    def delimiter(self, character: str, at: int) -> int:
        """Pair emphasis marks; only pairs are masked."""
        text = self.text
        end = at
        while end < self.stop and text[end] == character:
            end += 1
        length = end - at
        before, after = text[at - 1 : at] or " ", text[end : end + 1] or " "
        opens, closes = not after.isspace(), not before.isspace()
        if character == "_":
            opens = opens and not before.isalnum()
            closes = closes and not (after.isascii() and after.isalnum())
        elif character == "~":
            opens, closes = opens and length == 2, closes and length == 2
        elif before.isdigit() and after.isdigit():
            return end
        stack = self.emphasis[character]
        left = length
        while closes and left and stack:
            start, size = stack.pop()
            used = min(size, left)
            self.mask(start + size - used, start + size, "markup")
            self.mask(end - left, end - left + used, "markup")
            left -= used
            if size > used:
                stack.append((start, size - used))
        if opens and left:
            stack.append((end - left, left))
        return end

    def mail(self, at: int) -> int:
        name = _MAIL_NAME.search(self.text, max(0, at - 64), at)
        found = _MAIL.match(self.text, name.start()) if name is not None else None
        return self.mask(found.start(), found.end(), "url") if found is not None else at + 1

    def url(self, at: int) -> int:
        if at and self.text[at - 1].isalnum() and self.text[at - 1].isascii():
            return at + 1
        found = _URL.match(self.text, at, self.stop)
        if found is None:
            return at + 1
        end = found.end()
        surplus = self.text.count(")", at, end) - self.text.count("(", at, end)
        while end > at:  # punctuation of the sentence, brackets around the address
            last = self.text[end - 1]
            if last == ")" and surplus > 0:
                surplus -= 1
            elif last not in ".,;:!?'*_~":
                break
            end -= 1
        return self.mask(at, end, "url") if end - at > 8 or self.text.startswith("www.", at) else at + 1


def _math_inside(inner: str) -> bool:
    """True for formulas; False for prose, such as what stands between two amounts of money."""
    if _SHORT_MATH.fullmatch(inner.strip()):
        return True
    return bool(_MATH_SIGN.search(inner)) and ("\\" in inner or not _MATH_PROSE.search(inner))
