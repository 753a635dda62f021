"""Words as they are written in front of a particle, with the marks, brackets and links that belong to them."""

from __future__ import annotations

import re
from bisect import bisect_left

from tm.core import Mask, Segment

QUOTES = {"”": "“", "’": "‘", "」": "「", "』": "『", "»": "«", "〉": "〈", "》": "《", '"': '"', "'": "'"}
BRACKETS = {")": "(", "）": "（"}
_CLOSING = {**QUOTES, **BRACKETS, "]": "["}
_OPENING = frozenset(_CLOSING.values()) - {'"', "'"}
_SHOWN = 60  #: of a word, in a message
FAR = 200  #: how far a word is looked for, at most


def mask_ending(segment: Segment, end: int) -> Mask | None:
    """The mask that ends at an offset."""
    masks = segment.masked
    index = bisect_left(masks, end, key=lambda mask: mask.span.end)
    return masks[index] if index < len(masks) and masks[index].span.end == end else None


def written(segment: Segment, end: int) -> str:
    """The word that ends at an offset as it is written, with the marks, brackets and links that belong to it.

    For messages: what is long is cut at its beginning.
    """
    text = segment.text
    waiting: list[str] = []  # openers that are still to come
    at, nothing = end, True
    while at > max(0, end - FAR):
        mask = mask_ending(segment, at)
        before = mask.span.start if mask else at - 1
        piece = text[before:at]
        if mask is None and waiting and piece == waiting[-1]:
            waiting.pop()
        elif mask is None and piece in _CLOSING and (nothing or piece not in "\"'"):
            waiting.append(_CLOSING[piece])
        elif mask is None and not waiting and (piece.isspace() or piece in _OPENING):
            break
        elif mask is not None and mask.kind == "markup" and piece.startswith("](") and waiting:
            waiting[-1] = "["  # the address of a link came before it
        elif mask is not None and mask.kind == "markup" and piece.endswith("[") and waiting:
            waiting.pop()
        elif mask is not None and mask.kind == "markup" and piece == ")":
            waiting.append("](")
        nothing = nothing and not (mask is None and piece.isalnum())
        at = before
    if waiting:
        at = end - len(re.split(r"\s", text[max(0, end - FAR) : end])[-1])
    if text[:end].endswith("et al."):
        at = min(at, end - len("et al."))
    return text[at:end] if end - at <= _SHOWN else "…" + text[end - _SHOWN : end]
