"""Alignment: which source segments and which target segments say the same.

`align` pairs paragraphs, `align_sentences` the sentences inside paired paragraphs. Both give beads
that cover each segment of either side exactly once, in order.
"""

from __future__ import annotations

from tm.alignment.paragraphs import align
from tm.alignment.sentences import align_sentences
from tm.alignment.signature import locks_digest, signature

__all__ = ["align", "align_sentences", "locks_digest", "signature"]
