"""Fixes: which edits are applied together, and the text that comes out. Spans only; nothing is re-serialised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tm.core import Diagnostic, Edit
from tm.lang.regex import regex

#: What would need an escape in a quoted table, or one with tabs or semicolons; such a fix is left to the person.
_ESCAPED = frozenset('",;\\\t\r\n')
_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_PO = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
#: What a YAML value may have to write in another way, depending on its marks; such a fix is left to the person.
_YAML = regex(r"""[^\w\s.,;!?()/+=~^$·…%-]|[\t\r\n\x85\u2028\u2029]|^[-?%=~]""")
_BARE = regex(r"&(?!#?\w+;)|<(?![A-Za-z/!])")
_HTML = {"&": "&amp;", "<": "&lt;"}


def as_written(text: str, signature: str, path: str = "") -> str | None:
    """The text of an edit as the target file writes it, None where that would take more than an escape.

    signature: of the bitext; that of a bilingual file, or of a catalogue, names the way in which it writes text
    path:      of the target
    """
    if path.lower().endswith((".html", ".htm", ".xhtml", ".vtt")):  # tags and entities come from the other page
        return _BARE.sub(lambda found: _HTML[found[0]], text)
    if signature == "json":
        import json

        return json.dumps(text, ensure_ascii=False)[1:-1]
    if signature == "yaml":
        return None if _YAML.search(text) else text
    if signature == "po":
        return text.translate(_PO)
    if signature in ("xliff", "tmx"):
        return text.translate(_XML)
    return None if signature == "table" and not _ESCAPED.isdisjoint(text) else text


def edits(diagnostics: Iterable[Diagnostic], *, unsafe: bool = False) -> list[tuple[Edit, ...]]:
    """The fixes that can be applied together, each whole or not at all, in file order.

    Of two that overlap the one that starts first wins: a replaced term brings its own particle.

    unsafe: also those that might change the meaning
    """
    fixes = [found.fix.edits for found in diagnostics if found.fix and (found.fix.safe or unsafe)]
    chosen: list[tuple[Edit, ...]] = []
    taken: list[Edit] = []
    for fix in sorted(set(fixes), key=lambda fix: (fix[0].span.start, -fix[-1].span.end)):
        if not any(edit.span.overlaps(other.span) or edit.span == other.span for edit in fix for other in taken):
            chosen.append(fix)
            taken.extend(fix)
    return chosen


def apply(text: str, fixes: Sequence[tuple[Edit, ...]]) -> str:
    """The text with the edits applied; everything else stays as it is, to the character."""
    parts, at = [], 0
    for edit in sorted((edit for fix in fixes for edit in fix), key=lambda edit: edit.span):
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*parts, text[at:]])


def harmless(text: str, fixes: Sequence[tuple[Edit, ...]], blocks: Callable[[str], Any]) -> list[tuple[Edit, ...]]:
    """The fixes after which a text still falls into the same blocks; an edit may open what swallows the text behind it.

    blocks: what a text falls into, to be compared; asked twice where nothing is wrong, and some more times for each
            fix that is left out
    """
    wanted = blocks(text)

    def good(some: Sequence[tuple[Edit, ...]], chosen: Sequence[tuple[Edit, ...]]) -> list[tuple[Edit, ...]]:
        if not some or blocks(apply(text, [*chosen, *some])) == wanted:
            return list(some)
        if len(some) == 1:
            return []
        half = len(some) // 2
        first = good(some[:half], chosen)
        return first + good(some[half:], [*chosen, *first])

    return good(fixes, ())
