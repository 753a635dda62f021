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
#: What stands on its line before the text of a footnote, or of an aside.
_BEFORE = regex(r"^\s*(?:\[\^[^\]\s]+\]:|<aside\b)", re.IGNORECASE)
_ASIDE = regex(r"<(/?)aside\b", re.IGNORECASE)


def is_note(segment: Segment) -> bool:
    """A text that says that it is a translator's note, or a credit that names the original."""
    text = " ".join(segment.blanked().split())
    return _NOTE.search(text) is not None or _CREDIT.search(text) is not None


class Notes:
    """Where a document has notes: by what they say, or by where they stand."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def has(self, index: int) -> bool:
        """Is that segment a note? To be asked of what stands alone: a footnote of the source has its counterpart."""
        segment = self.document.segments[index]
        start = self.document.text.rfind("\n", 0, segment.file.start) + 1
        before = self.document.text[start : segment.file.start]
        return is_note(segment) or _BEFORE.match(before) is not None or index in self._asides

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
