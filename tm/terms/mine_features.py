"""What a segment offers as a term, or as the rendering of one: nouns, compounds and verbs with their places.

Both languages give the same shape, so that mining works in either direction. A compound is offered along with its
parts; which of them renders a term is for `tm.terms.association` to find out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from tm.core import Segment, Span
from tm.errors import TmError
from tm.lang import en, hangul, ko
from tm.lang.en_context import is_verb, opens, titled
from tm.lang.en_prose import is_ordinary
from tm.lang.ko import Morpheme
from tm.terms.prose import prose

NOUN, VERB = "noun", "verb"
#: Words of a compound; longer ones are rare, and each costs a column of counts.
_LONGEST = 3
_LONGEST_KOREAN = 4
#: Unknown words of up to this length are not taken for participles: speed, embed.
_SHORT = 5


class Feature(NamedTuple):
    """A noun, compound or verb in a segment.

    key:  what is counted: the base form in English, the letters without spaces in Korean
    kind: noun or verb
    size: words or morphemes in it
    bare: (Korean noun) no 하다 or 되다 makes a verb of it here; (English) written with a capital where none is due
    """

    key: str
    span: Span
    kind: str
    size: int
    bare: bool


def features(segment: Segment, language: str) -> list[Feature]:
    """All features of a segment, by place.

    Raises:
        TmError: neither English nor Korean.
    """
    primary = language.replace("_", "-").partition("-")[0].lower()
    if primary == "en":
        return list(_english(prose(segment)))
    if primary == "ko":
        return list(_korean(prose(segment)))
    raise TmError(f"terms cannot be mined in '{language}'", hint="use English and Korean")


@cache
def _light(kind: str) -> frozenset[str]:
    """Words that carry no subject matter: en, ko_verb or ko_noun."""
    text = (resources.files("tm.lang") / "data" / "light_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(word for name, words in rows if name == kind for word in words.split())


# English -------------------------------------------------------------------------------------------

_JOINT = re.compile(r" |-|\n")
_DEGREES = frozenset(("more", "most", "less", "least", "very", "too", "so", "not", "never", "only", "also", "just"))


class _Token(NamedTuple):
    span: Span
    lower: str
    lemma: str
    kind: str  # noun, verb, ed (participle), or empty for what is no part of a term
    capital: bool


def _english(text: str) -> Iterator[Feature]:
    words, empty = en.tokens(text), _light("en")
    tokens = [_token(text, words, at) for at in range(len(words))]
    for at, token in enumerate(tokens):
        if token.kind in (NOUN, VERB) and token.lemma not in empty and len(token.lemma) > 1:
            yield Feature(token.lemma, token.span, token.kind, 1, token.capital)
        if not token.kind or token.lower in empty or (token.kind == VERB and token.lower == token.lemma):
            continue
        for end in range(at + 1, min(at + _LONGEST, len(tokens))):
            if not tokens[end].kind or not _JOINT.fullmatch(text, tokens[end - 1].span.end, tokens[end].span.start):
                break
            if (
                tokens[end].kind != NOUN
                or tokens[end].lemma in empty
                or any(t.kind == VERB for t in tokens[at + 1 : end])
            ):
                continue
            key = " ".join([*(t.lower for t in tokens[at:end]), tokens[end].lemma])
            capital = all(t.capital for t in tokens[at : end + 1])
            yield Feature(key, Span(token.span.start, tokens[end].span.end), NOUN, end - at + 1, capital)


def _token(text: str, words: Sequence[en.Word], at: int) -> _Token:
    word = words[at]
    lower, form = word.lower, word.form
    if _functional(lower) or "'" in lower:
        return _Token(word.span, lower, lower, "", False)
    lemma, how = _base(lower) if not form.isupper() else (lower, en.BASE)
    kind = NOUN
    if how == en.ED:
        kind = "ed"
    elif lower in _DEGREES or (lower.endswith("ly") and len(lower) > 4):
        kind = ""
    elif is_verb(text, words, at, how):
        kind = VERB
    if kind == NOUN and how == en.ING:
        lemma = lower
    capital = form[0].isupper() and not titled(text) and not opens(text, word)
    return _Token(word.span, lower, lemma, kind, capital)


@lru_cache(maxsize=16384)
def _functional(lower: str) -> bool:
    names = ("determiners", "subjects", "adverbs")
    return lower in en.function_words() or any(lower in en.word_class(name) for name in names)


@lru_cache(maxsize=65536)
def _base(lower: str) -> tuple[str, str]:
    """The likeliest base form and how the word is inflected from it."""
    own, *inflected = en.readings(lower)
    if not inflected:
        return own
    known = [option for option in inflected if is_ordinary(option[0])]
    if known:
        return known[0]
    if inflected[0][1] == en.S:
        return inflected[-1] if lower.endswith(("sses", "xes", "ches", "shes", "zes")) else inflected[0]
    return inflected[0] if inflected[0][1] == en.ED and len(lower) > _SHORT else own


# Korean --------------------------------------------------------------------------------------------

_NOMINAL = frozenset(("NNG", "NNP", "XR", "XSN", "XPN", "SL", "SH", "NR", "SN"))


_JOSA = re.compile(r"(?:들)?(?:을|를|이|가|은|는|의|에|에서|로|으로|와|과|도|만)$")


class _Piece(NamedTuple):
    """The nominal part of an eojeol, cut into morphemes. open: nothing stands between it and the next eojeol."""

    atoms: tuple[Span, ...]
    bare: bool
    open: bool


def _korean(text: str) -> Iterator[Feature]:
    pieces: list[_Piece] = []
    for word in _eojeols(ko.morphemes(text)):
        piece = _nominal(word)
        if piece is None:
            yield from _predicate(word)
        if piece and pieces and pieces[-1].open and _near(text, pieces[-1].atoms[-1].end, piece.atoms[0].start):
            pieces.append(piece)
            continue
        yield from _compounds(text, pieces)
        pieces = [piece] if piece else []
    yield from _compounds(text, pieces)


def _near(text: str, end: int, start: int) -> bool:
    return start - end <= 1 and not text[end:start].strip()


def _eojeols(morphemes: Sequence[Morpheme]) -> Iterator[list[Morpheme]]:
    """Runs of morphemes without a space or a sign between them."""
    run: list[Morpheme] = []
    for morpheme in morphemes:
        sign = morpheme.tag[0] == "S" and morpheme.tag not in ("SL", "SH", "SN")
        if run and (sign or run[-1].span.end != morpheme.span.start):
            yield run
            run = []
        if not sign:
            run.append(morpheme)
    if run:
        yield run


def _nominal(word: Sequence[Morpheme]) -> _Piece | None:
    """The noun at the head of an eojeol, without particles and 하다.

    A word that the analyser does not know may be cut into other words (커/VV 밋/NNG, 저/MM 장소/NNG): what stands
    before the last noun belongs to it.
    """
    end = len(word)
    while end and not (word[end - 1].tag in _NOMINAL and word[end - 1].form != "들"):
        end -= 1
    if not end or word[0].tag[0] == "J" or word[0].tag in ("NNB", "NP", "VCP"):
        return None
    atoms: list[Span] = []
    start = word[0].span.start
    for morpheme in word[:end]:
        if morpheme.tag in _NOMINAL:
            atoms.append(Span(start, morpheme.span.end))
            start = morpheme.span.end
        elif morpheme.tag[0] == "J":  # a particle inside: 모델을통해
            return None
    tail = word[end:]
    if tail and tail[0].tag[0] in "VM" and not tail[0].tag.startswith(("VC", "VX")):
        # perhaps a word that the analyser does not know: 블/NNG 롭/VV 을/ETM
        whole = _JOSA.sub("", "".join(morpheme.form for morpheme in tail))
        if whole and len(whole) < _SHORT:
            atoms.append(Span(start, start + len(whole)))
    bare = not tail or not tail[0].tag.startswith(("XSV", "XSA"))
    return _Piece(tuple(atoms), bare, not tail)


def _compounds(text: str, pieces: Sequence[_Piece]) -> Iterator[Feature]:
    atoms = [(atom, piece.bare) for piece in pieces for atom in piece.atoms]
    heads = {piece.atoms[0].start for piece in pieces}
    tails = {piece.atoms[-1].end for piece in pieces}
    for at in range(len(atoms)):
        for end in range(at, min(at + _LONGEST_KOREAN, len(atoms))):
            span = Span(atoms[at][0].start, atoms[end][0].end)
            key = _key(span.of(text))
            whole = span.start in heads and span.end in tails
            if (len(key) < 2 and not whole) or key in _light("ko_noun") or key.isdigit():
                continue
            yield Feature(key, span, NOUN, end - at + 1, atoms[end][1])


def _predicate(word: Sequence[Morpheme]) -> Iterator[Feature]:
    form, tag = word[0].parts[0]
    if tag in ("VV", "VA") and f"{form}다" not in _light("ko_verb") and hangul.has_hangul(form):
        yield Feature(f"{form}다", Span(word[0].span.start, word[-1].span.end), VERB, 1, False)


def _key(text: str) -> str:
    return "".join(text.split()).casefold()
