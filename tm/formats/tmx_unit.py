"""A unit of TMX, with the attributes, notes and properties of its own and of its variants, as a `TranslationUnit`."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import is_normalized, normalize

from tm.core import Code, TranslationUnit
from tm.formats.tmx_dates import date
from tm.formats.tmx_props import described
from tm.formats.xml_safe import Attributes

_NOTHING: dict[str, str] = {}


class Variant:
    """A `<tuv>`: its language as the file writes it, its text, and what is said about it; or what a `<tu>` says."""

    text = ""
    codes: tuple[Code, ...] = ()
    notes: tuple[str, ...] = ()
    props: tuple[tuple[str, str], ...] = ()

    def __init__(self, language: str, attributes: Attributes) -> None:
        self.language, self.attributes = language, attributes


def built(
    unit: Attributes, holder: Variant, source: Variant, target: Variant, tag: Callable[[str], str]
) -> TranslationUnit:
    """The unit of two variants.

    unit, holder: attributes of the `<tu>`; its notes and properties
    tag:          a language of the file in hyphen form
    """
    text, translation = source.text, target.text
    if not text.isascii() and not is_normalized("NFC", text):
        text = normalize("NFC", text)
    if not translation.isascii() and not is_normalized("NFC", translation):
        translation = normalize("NFC", translation)
    attributes = unit if len(target.attributes) < 2 else {**unit, **target.attributes}
    props = holder.props + source.props + target.props
    notes = holder.notes + source.notes + target.notes
    if not (attributes or props or notes or source.codes or target.codes):
        return TranslationUnit(text, translation, tag(source.language), tag(target.language))
    created = date(attributes.get("creationdate", ""))
    changed = attributes.get("changedate", "")
    details = described(props) if props else _NOTHING
    said = details.get
    return TranslationUnit(
        text,
        translation,
        tag(source.language),
        tag(target.language),
        said("before", ""),
        said("after", ""),
        said("origin", ""),
        (date(changed) if changed else "") or created,
        tuple([note for note in notes if note]) if notes else (),
        said("document", ""),
        unit.get("tuid", "") or said("segment", ""),
        attributes.get("changeid") or attributes.get("creationid") or "",
        created,
        said("status", ""),
        0,
        source.codes,
        target.codes,
    )
