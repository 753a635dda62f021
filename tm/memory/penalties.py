"""What is taken off a match, and why: a name and an amount for everything that speaks against using it as it is.

Similarity says how much of the text is the same; a penalty says what similarity does not see: one changed digit in a
long sentence is more harm than one changed letter, and the same text may come from a draft.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from tm.core import TranslationUnit
from tm.memory.keys import normal, numbers
from tm.memory.store import hyphened
from tm.messages import say

Penalty = tuple[str, float]

#: Name -> what it takes off a score of 0 to 1. A name is a sentence of the catalogue: it can be shown in Korean.
#:
#: case, quotes, spaces, width: what a normalised match disregards; quotes stands for dashes and ellipses too
#: numbers-replaced: the numbers of the query were put into the translation
#: numbers:  they differ, or what they count (million, GB), and the translation has those of the unit
#: markup:   tags, placeholders, code or addresses differ
#: draft, rejected: the status of the unit
#: reversed: the unit was translated from the language into which the query is
#: variant:  another variant of a language: en-GB for en-US
#: meaning:  found by meaning only, the words are others
AMOUNTS: dict[str, float] = {
    say("case"): 0.01,
    say("quotes"): 0.01,
    say("spaces"): 0.01,
    say("width"): 0.01,
    say("numbers-replaced"): 0.02,
    say("numbers"): 0.05,
    say("markup"): 0.03,
    say("draft"): 0.1,
    say("rejected"): 0.3,
    say("reversed"): 0.02,
    say("variant"): 0.01,
    say("meaning"): 0.2,
}

_NAMED: dict[str, Penalty] = {str(name): (name, amount) for name, amount in AMOUNTS.items()}
#: Without any there is no amount in a text.
_AMOUNT = re.compile(r"[0-9\uff10-\uff19]|hundred|thousand|illion|[십백천만억조]", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
#: Full-width ASCII, half-width Hangul and Kana, the ideographic space.
_WIDE = re.compile("[\u3000\uff01-\uffee]+")
_MARKUP = re.compile(
    r"`[^`\n]+`"
    r"|</?[A-Za-z][^<>\n]*>"
    r"|\$?\{\{?[^{}\n]*\}\}?"
    r"|%(?:\(\w+\)|[0-9]+\$)?[-+#0]*[0-9]*(?:\.[0-9]+)?[sdifgxXcru@](?![A-Za-z])"
    r"|https?://[^\s)>\]]+"
    r"|\]\([^()\s]+\)"
    r"|\*\*|&[A-Za-z]+;"
)


def named(*names: str) -> tuple[Penalty, ...]:
    """Penalties with their amounts."""
    return tuple(_NAMED[name] for name in names)


def of_unit(unit: TranslationUnit, languages: tuple[str, str], *, reverse: bool = False) -> list[str]:
    """What the unit itself brings, whatever the query. languages: those that were asked for, the unit's direction."""
    found = [unit.status] if unit.status in ("draft", "rejected") else []
    if reverse:
        found.append("reversed")
    kept = unit.source_language, unit.target_language
    if kept != languages and any(_other(*pair) for pair in zip(languages, kept, strict=True)):
        found.append("variant")
    return found


def of_forms(query: str, source: str) -> list[str]:
    """In what two texts differ that have the same plain form; nothing where they are one text."""
    if query == source:
        return []
    one, other = _narrow(query), _narrow(source)
    found = ["width"] if (one != query or other != source) and _wide(query) != _wide(source) else []
    if _letters(one) != _letters(other):
        found.append("case")
    if _signs(one) != _signs(other):
        found.append("quotes")
    if _blanks(one) != _blanks(other) or not found:
        found.append("spaces")
    if _markup(query) != _markup(source):  # {Name} is not {name}
        found.append("markup")
    return found


def of_texts(query: str, source: str) -> list[str]:
    """What differs between a query and a similar source beyond its words."""
    found = []
    if _numbers(query) != _numbers(source) or not _same_amounts(query, source):
        found.append("numbers")
    if _markup(query) != _markup(source):
        found.append("markup")
    return found


def _other(asked: str, kept: str) -> bool:
    """Two variants of one language, both named: `ko` is no variant of `ko-KR`."""
    asked, kept = hyphened(asked), hyphened(kept)
    return asked != kept and "-" in asked and "-" in kept


def _numbers(text: str) -> Counter[str]:
    return Counter(span.of(text) for span in numbers(text))


def _same_amounts(query: str, source: str) -> bool:
    if _AMOUNT.search(query) is None and _AMOUNT.search(source) is None:
        return True
    from tm.memory import amounts

    return amounts.same(query, source)


def _markup(text: str) -> Counter[str]:
    return Counter(_MARKUP.findall(text))


def _wide(text: str) -> list[str]:
    return _WIDE.findall(text)


def _narrow(text: str) -> str:
    """In the usual width, all else as it is."""
    if text.isascii():
        return text
    return normal(_WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _signs(text: str) -> str:
    return "".join(c for c in text if not c.isalnum() and not c.isspace())


def _blanks(text: str) -> tuple[bool, list[str]]:
    """Each run of blanks, and whether the text begins with one."""
    return text[:1].isspace(), _BLANKS.findall(text)
