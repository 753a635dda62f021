"""Nouns, compounds and verbs of a Korean text, for mining."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tm.lang import hangul, ko
from tm.terms.mine_features import Found, light

#: Morphemes of a compound.
_LONGEST = 4
#: What hangs on a noun may be the rest of a word that the analyser does not know; up to this length.
_TAIL = 5
_NOMINAL = frozenset(("NNG", "NNP", "XR", "XSN", "XPN", "SL", "SH", "NR", "SN"))
_JOSA = re.compile(r"(?:들)?(?:을|를|이|가|은|는|의|에|에서|로|으로|와|과|도|만)$")

#: The nominal part of an eojeol: where its morphemes begin and end in it, whether 하다 makes a verb of it (not bare),
#: and whether nothing stands between it and the next eojeol.
_Piece = tuple[tuple[tuple[int, int], ...], bool, bool]


def found(text: str) -> dict[str, Found]:
    """The features of a text by label, the first of each."""
    features: dict[str, Found] = {}
    waiting: list[tuple[int, _Piece]] = []  # nominal eojeols that may be one compound
    end = -1
    for start, stop, piece, predicate in _eojeols(text):
        if predicate and predicate not in features:
            features[predicate] = Found(start, stop, True, 1, False)
        joined = waiting and waiting[-1][1][2] and start - end <= 1 and (start == end or text[end].isspace())
        if piece is not None and joined:
            waiting.append((start, piece))
            end = start + piece[0][-1][1]
            continue
        if waiting:
            _compounds(text, waiting, features)
        waiting = [(start, piece)] if piece is not None else []
        end = start + piece[0][-1][1] if piece is not None else -1
    if waiting:
        _compounds(text, waiting, features)
    return features


def _eojeols(text: str) -> list[tuple[int, int, _Piece | None, str]]:
    """Runs of morphemes without a space or a sign between them: start, end, nominal part, predicate."""
    runs: list[tuple[int, int, _Piece | None, str]] = []
    run: list[str] = []
    start = end = 0
    for form, at, described in ko.lines(text):
        sign = described[0] == "S" and described[1] not in "LHN"
        if run and (sign or at != end):
            runs.append((start, end, *_eojeol(tuple(run))))
            run = []
        if sign:
            continue
        if not run:
            start = at
        run += (form, described)
        end = at + len(form)
    if run:
        runs.append((start, end, *_eojeol(tuple(run))))
    return runs


@lru_cache(maxsize=65536)
def _eojeol(run: tuple[str, ...]) -> tuple[_Piece | None, str]:
    """Nominal part and predicate of an eojeol; run: forms and descriptions of its morphemes by turns."""
    forms = run[::2]
    read = [ko.columns(form, described) for form, described in zip(forms, run[1::2], strict=True)]
    piece = _nominal(forms, [tag for tag, _ in read])
    form, tag = read[0][1][0]
    if piece is not None or tag not in ("VV", "VA"):
        return piece, ""
    verb = f"{form}다"
    return None, verb if verb not in light("ko_verb") and hangul.has_hangul(form) else ""


def _nominal(forms: Sequence[str], tags: Sequence[str]) -> _Piece | None:
    """The noun at the head of an eojeol, without particles and 하다.

    A word that the analyser does not know may be cut into other words (커/VV 밋/NNG, 저/MM 장소/NNG): what stands
    before the last noun belongs to it.
    """
    end = len(tags)
    while end and not (tags[end - 1] in _NOMINAL and forms[end - 1] != "들"):
        end -= 1
    if not end or tags[0][0] == "J" or tags[0] in ("NNB", "NP", "VCP"):
        return None
    atoms: list[tuple[int, int]] = []
    start = at = 0
    for form, tag in zip(forms[:end], tags[:end], strict=True):
        at += len(form)
        if tag in _NOMINAL:
            atoms.append((start, at))
            start = at
        elif tag[0] == "J":  # a particle inside: 모델을통해
            return None
    tail = tags[end:]
    if tail and tail[0][0] in "VM" and not tail[0].startswith(("VC", "VX")):
        # perhaps a word that the analyser does not know: 블/NNG 롭/VV 을/ETM
        whole = _JOSA.sub("", "".join(forms[end:]))
        if whole and len(whole) < _TAIL:
            atoms.append((start, start + len(whole)))
    bare = not tail or not tail[0].startswith(("XSV", "XSA"))
    return tuple(atoms), bare, not tail


def _compounds(text: str, pieces: Sequence[tuple[int, _Piece]], features: dict[str, Found]) -> None:
    """Every run of up to four morphemes of neighbouring nouns; one of a single letter only where it is an eojeol."""
    atoms: list[tuple[int, int, str, bool, bool, bool]] = []
    for start, (spans, bare, _) in pieces:
        last = len(spans) - 1
        for number, (left, right) in enumerate(spans):
            word = text[start + left : start + right].casefold()
            atoms.append((start + left, start + right, word, bare, number == 0, number == last))
    empty = light("ko_noun")
    for at, (begin, _, _, _, first, _) in enumerate(atoms):
        key = ""
        for number in range(at, min(at + _LONGEST, len(atoms))):
            _, end, word, bare, _, last = atoms[number]
            key += word
            if key in features or (len(key) < 2 and not (first and last)) or key in empty or key.isdigit():
                continue
            features[key] = Found(begin, end, False, number - at + 1, bare)
