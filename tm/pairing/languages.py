"""A look at the languages of two documents: whether they are what the user calls them."""

from __future__ import annotations

import re

from tm.core import Document
from tm.errors import UsageError
from tm.messages import say

#: Letters that a text needs before its script says anything about its language.
_ENOUGH = 30


def refuse_wrong_languages(source: Document, target: Document) -> None:
    """Raise UsageError when the two texts are swapped, or of one language, going by their script."""
    shares = {}
    for document in (source, target):
        shares[document.path], letters = _hangul(document)
        if letters < _ENOUGH:
            return
    from_korean = source.language.lower().startswith("ko")
    if not from_korean and not target.language.lower().startswith("ko"):
        return
    korean, other = (source, target) if from_korean else (target, source)
    share, other_share = shares[korean.path], shares[other.path]
    if share < 0.1 and other_share > 0.3:
        raise UsageError(
            say("the two files are swapped: {path} is Korean, {path_2} is not", path=other.path, path_2=korean.path),
            where=f"{source.path} {target.path}",
            hint=say("run it as `{path} {path_2}`, source first", path=target.path, path_2=source.path),
        )
    if share > 0.3 and other_share > 0.5:
        raise UsageError(
            say("both files are Korean"),
            where=f"{source.path} {target.path}",
            hint=say("give the source first, then its translation"),
        )
    if share < 0.01:
        raise UsageError(
            say("both files look {language}: {path} holds no Korean", language=other.language, path=korean.path),
            where=f"{source.path} {target.path}",
            hint=say("give the source first, then its Korean translation"),
        )


def _hangul(document: Document) -> tuple[float, int]:
    """Share of Hangul among the letters of what readers read, and how many letters there are."""
    letters = hangul = 0
    for segment in document.segments:
        if segment.translatable:
            text = segment.blanked()
            letters += sum(map(str.isalpha, text))
            hangul += len(re.findall("[가-힣]", text))
    return (hangul / letters if letters else 0.0), letters
