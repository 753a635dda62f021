"""What translators say in their own name: notes, and credits that name the original. No additions, both."""

from __future__ import annotations

import re
from functools import cached_property

from tm.core import Document, Kind, Segment
from tm.lang.regex import regex

_TRANSLATOR = r"역주|역자|번역자|옮긴\s?이|옮긴\s?사람|옮긴\s?말|옮김"
_NOTE = regex(
    rf"{_TRANSLATOR}|[(\[（【]\s?(?:역\s?[)\]）】:]|주\s?:)|[\[【]\s?주\s?[\]】]|^\W*(?:역|주)\s?[)）:]|^\W*번역\s?(?:주|노트|메모)\b"
    r"|^\W*(?:한(?:국어|글)\s?)?(?:번역|감수|검수|교정)\W{0,5}:"
    r"|\(\s?\*(?!\*|\w+\*)|^\W*T\.?N\.?\s?[:)]|\b[Tt]ranslator['’]?s?['’]?\s[Nn]otes?\b"
)
#: "This text is a translation of ..., with leave of ..."
_CREDIT = regex(
    r"(?:본|이|원)\s?(?:글|문서|문|포스트|포스팅|기사|튜토리얼|번역)[은는이가을를의]?.{0,60}번역"
    r"|번역(?:문|본|한|하였|했|된|되었|됐).{0,40}(?:원문|원본|원저|허락|동의|출처)"
    r"|(?:한국어|국문|우리말)\s?번역(?:본|문)?[은자]|원(?:문|본)의?\s.{0,120}(?:까지|기준).{0,12}(?:반영|번역)"
    r"|(?:원문|원본|원글|원저자|출처)\s?[:(\[은는]"
)
#: Words about the translating of a text, which name its original or its author, where a link leads there too ...
_TRANSLATED = regex(
    r"옮긴|옮겼|옮겨|옮깁|번역(?:본|문|글|하|했|한|할|합|됐|된|되|입|이[며고]|일|\W{0,3}(?:및|안내|정보|후기|공지|허가))|의?\s번역\b"
    r"|허락|동의|허가|원문|원글|원\s글|원본|원저자|원작자|출처\W{0,3}[:은는]|역자|저자\s?(?:[:의가인]|님|소개)"
)
#: ... and what is said of an original without one.
_ORIGINAL = regex(
    r"^\W*원(?:문|글|본)(?:에(?:는|서는|선)|과(?:는)?\s(?:달리|다르|다른)|의\s(?:오류|오타|오자|그림|예제|각주|링크))"
)
#: So many blocks of prose at either end of a document may be about the document.
_EDGE = 3
#: What stands on its line before the text of a footnote, or of an aside.
_BEFORE = regex(r"^\s*(?:\[\^[^\]\s]+\]:|<aside\b)", re.IGNORECASE)
_ASIDE = regex(r"<(/?)aside\b", re.IGNORECASE)


def is_note(segment: Segment) -> bool:
    """A text that says that it is a translator's note, or a credit that names the original."""
    text = " ".join(segment.blanked().split())
    return _NOTE.search(text) is not None or _CREDIT.search(text) is not None


def _is_about(segment: Segment) -> bool:
    """Does a text at the beginning or the end of a document speak of its translation, or of its original?"""
    text = " ".join(segment.blanked().split())
    linked = any(mask.kind == "url" for mask in segment.masked)
    return _ORIGINAL.search(text) is not None or (linked and _TRANSLATED.search(text) is not None)


class Notes:
    """Where a document has notes: by what they say, or by where they stand. source: what it translates."""

    def __init__(self, document: Document, source: Document | None = None) -> None:
        self.document, self.source = document, source

    def has(self, index: int) -> bool:
        """Is that segment a note? To be asked of what stands alone: a footnote of the source has its counterpart."""
        segment = self.document.segments[index]
        start = self.document.text.rfind("\n", 0, segment.file.start) + 1
        before = self.document.text[start : segment.file.start]
        if segment.kind is Kind.META:  # a page has to have front matter for a site, whatever the original was made with
            return self.source is not None and not any(one.kind is Kind.META for one in self.source.segments)
        return (
            is_note(segment)
            or _BEFORE.match(before) is not None
            or index in self._asides
            or (index in self._edges and _is_about(segment))
        )

    @cached_property
    def _edges(self) -> frozenset[int]:
        """The first and the last blocks of prose."""
        prose = [
            index
            for index, segment in enumerate(self.document.segments)
            if segment.kind in (Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM)
        ]
        return frozenset(prose[:_EDGE] + prose[-_EDGE:])

    @cached_property
    def _asides(self) -> frozenset[int]:
        """The segments between `<aside>` and `</aside>` on lines of their own."""
        found: set[int] = set()
        inside = False
        for index, segment in enumerate(self.document.segments):
            if segment.kind is Kind.MARKUP:
                for tag in _ASIDE.finditer(segment.text):
                    inside = not tag[1]
            elif inside:
                found.add(index)
        return frozenset(found)
