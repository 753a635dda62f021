"""What a remark asks for: `tm: ignore T002 reason`, `tm: ignore-file K605 reason`, and slips in writing them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tm.checks.registry import load
from tm.core import Remark, Span
from tm.lang.regex import regex

VERBS = ("ignore", "ignore-file")
#: What other programs call it.
_ELSEWHERE = {
    "disable": "ignore",
    "suppress": "ignore",
    "skip": "ignore",
    "off": "ignore",
    "noqa": "ignore",
    "ignore-next": "ignore",
    "ignore-line": "ignore",
    "ignore-next-line": "ignore",
    "ignore-block": "ignore",
    "disable-file": "ignore-file",
    "skip-file": "ignore-file",
    "ignore-all": "ignore-file",
}
_HEAD = regex(r"\s*(?:(?P<address>tm)(?P<colon>\s*:\s*|[\s-]+))?(?P<verb>[A-Za-z][\w-]*)(?![\w-])")
_TOKEN = regex(r"(?P<between>[\s,;]+)(?P<word>[\w-]+)")
_CODE = regex(r"[A-Z]\d{0,3}")


@dataclass(frozen=True, slots=True)
class Code:
    """One code, prefix or name.

    text:  as written; place: in the remark's text
    rules: codes of the rules that it stands for, as meant
    right: how it would be written rightly; empty where nobody knows what is meant
    """

    text: str
    place: Span
    rules: frozenset[str]
    right: str

    @property
    def holds(self) -> bool:
        """Is it understood as it is?"""
        return self.text == self.right

    @property
    def sure(self) -> bool:
        """Is `right` what is meant without a doubt, and not just the name that comes nearest?"""
        if _CODE.fullmatch(self.right):  # small letters, or letters that look like digits
            return True
        return bool(self.right) and self.text.lower().replace("_", "-") == self.right


@dataclass(frozen=True, slots=True)
class Directive:
    """A remark that was meant to silence something.

    head:  where `tm: ignore` stands in the remark's text; right: how it should read
    """

    remark: Remark
    head: Span
    right: str
    whole_file: bool
    codes: tuple[Code, ...]

    @property
    def holds(self) -> bool:
        """Is it understood as it is?"""
        return self.head.of(self.remark.text) == self.right


def read(remark: Remark) -> Directive | None:
    """What a remark asks for; None where it asks for nothing that has to do with rules."""
    found = _HEAD.match(remark.text)
    if found is None or (found["address"] and ":" not in found["colon"] and "ignore" not in found["verb"].lower()):
        return None
    verb = _verb(found["verb"])
    if not verb:
        return None
    first = found.start("address") if found["address"] else found.start("verb")
    head = Span(first, found.end())
    colon = found["colon"] or ""
    address = ("tm" + (colon if ":" in colon else ": ")) if found["address"] else ""
    codes = tuple(_codes(remark.text, found.end()))
    return Directive(remark, head, address + verb, verb == "ignore-file", codes)


def _verb(word: str) -> str:
    """`ignore` or `ignore-file` as meant, or nothing."""
    if word in VERBS:
        return word
    plain = word.lower().replace("_", "-")
    if plain in _ELSEWHERE:
        return _ELSEWHERE[plain]
    near = difflib.get_close_matches(plain, VERBS, n=1, cutoff=0.75)
    return near[0] if near else ""


def _codes(text: str, at: int) -> Iterator[Code]:
    """The codes up to the first word that begins the reason."""
    first = True
    while (found := _TOKEN.match(text, at)) is not None:
        word, place = found["word"], Span(*found.span("word"))
        rules, right = resolved(word)
        listed = "," in found["between"]
        if not (first or _is_code(word, rules, right, listed=listed)):
            return
        if first and not rules and not _looks_like_code(word):
            return
        yield Code(word, place, rules, right)
        first, at = False, found.end()


def _is_code(word: str, rules: frozenset[str], right: str, *, listed: bool) -> bool:
    """Is a further word a code, or does the reason begin? After a comma, more counts as one."""
    if right == word:
        return listed or (any(c.isdigit() for c in word) if _CODE.fullmatch(word) else "-" in word)
    if rules:
        return re.fullmatch(r"[A-Za-z]\w{3}", word) is not None or (listed and "-" in word)
    return re.fullmatch(r"[A-Z]\d{3}", word) is not None


def _looks_like_code(word: str) -> bool:
    return re.fullmatch(r"[A-Za-z]\d{1,4}|[A-Z]\w{1,3}\d|[a-z]+(?:-[a-z]+)+", word) is not None


@lru_cache(maxsize=1024)
def resolved(word: str) -> tuple[frozenset[str], str]:
    """The codes of the rules that a code, prefix or name stands for, and how it is written rightly."""
    codes = load()
    if _CODE.fullmatch(word) and (found := frozenset(code for code in codes if code.startswith(word))):
        return found, word
    names = {rule.name: code for code, rule in codes.items()}
    if word in names:
        return frozenset({names[word]}), word
    guess = word[:1].upper() + word[1:].upper().replace("O", "0").replace("I", "1").replace("L", "1")
    if _CODE.fullmatch(guess) and len(guess) > 1:
        found = frozenset(code for code in codes if code.startswith(guess))
        return (found, guess) if found else (found, "")
    near = difflib.get_close_matches(word.lower().replace("_", "-"), names, n=1, cutoff=0.8)
    return (frozenset({names[near[0]]}), near[0]) if near else (frozenset(), "")


def foreign(word: str) -> bool:
    """Could a code that is not known be that of a rule of another project or installation?"""
    own = {code[0] for code, rule in load().items() if rule.module.startswith("tm.checks.")}
    if _CODE.fullmatch(word):
        return word[0] not in own
    return re.fullmatch(r"[a-z]+(?:-[a-z]+)+", word) is not None and not resolved(word)[0]
