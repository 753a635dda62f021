"""What a text offers as a term, or as the rendering of one: nouns, compounds and verbs with their places.

Both languages give the same shape, so that mining works in either direction. A compound is offered along with its
parts; which of them renders a term is for `tm.terms.association` to find out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import NamedTuple

from tm.core import Segment, Span
from tm.errors import TmError
from tm.messages import say
from tm.terms.prose import prose

NOUN, VERB = "noun", "verb"


class Found(NamedTuple):
    """A feature as the readers of a language make it, in great numbers: see `Feature`."""

    start: int
    end: int
    verb: bool
    size: int
    bare: bool


class Feature(NamedTuple):
    """A noun, compound or verb in a segment.

    label: what is counted: the base form in English (`to commit` for a verb), the letters without spaces in Korean
    kind:  noun or verb
    size:  words or morphemes in it
    bare:  (Korean noun) no 하다 or 되다 makes a verb of it here; (English) written with a capital where none is due
    """

    label: str
    span: Span
    kind: str
    size: int
    bare: bool


def reader(language: str) -> Callable[[str], dict[str, Found]]:
    """What finds the features of a text, by label, the first of each.

    Raises:
        TmError: neither English nor Korean.
    """
    primary = language.replace("_", "-").partition("-")[0].lower()
    if primary == "en":
        from tm.terms.mine_english import found

        return found
    if primary == "ko":
        from tm.terms.mine_korean import found

        return found
    raise TmError(say("terms cannot be mined in '{language}'", language=language), hint=say("use English and Korean"))


def features(segment: Segment, language: str) -> list[Feature]:
    """The features of a segment, the first of each label.

    Raises:
        TmError: neither English nor Korean.
    """
    found = reader(language)(prose(segment))
    return [
        Feature(label, Span(f.start, f.end), VERB if f.verb else NOUN, f.size, f.bare) for label, f in found.items()
    ]


@cache
def light(kind: str) -> frozenset[str]:
    """Words that carry no subject matter: en, ko_verb or ko_noun."""
    text = (resources.files("tm.lang") / "data" / "light_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(word for name, words in rows if name == kind for word in words.split())
