"""Nouns, compounds and verbs of a Korean text, for mining."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tm.lang import hangul, ko
from tm.lang.regex import regex
from tm.terms.mine_features import Found, light

#: Morphemes of a compound.
_LONGEST = 4
#: What hangs on a noun may be the rest of a word that the analyser does not know; up to this length.
_TAIL = 5
_NOMINAL = frozenset(("NNG", "NNP", "XR", "XSN", "XPN", "SL", "SH", "NR", "SN"))
_JOSA = regex(r"(?:들)?(?:을|를|이|가|은|는|의|에|에서|로|으로|와|과|도|만)$")

#: The nominal part of a run: where its morphemes begin and end in it, and their letters, whether 하다 makes a verb
#: of it (not bare), and whether nothing stands between it and the next run.
_Piece = tuple[tuple[tuple[int, int, str], ...], bool, bool]
#: Morphemes without a space or a sign between them: where they begin and end in their eojeol, the nominal part and what
#: it offers where it stands alone, the predicate.
_Run = tuple[int, int, _Piece | None, tuple[tuple[str, int, int, int, bool], ...], str]


def found(text: str) -> dict[str, Found]:
    """The features of a text by label, the first of each."""
    features: dict[str, Found] = {}
    waiting: list[tuple[int, _Piece]] = []  # nominal parts that may be one compound
    alone: Sequence[tuple[str, int, int, int, bool]] = ()
    end = -1
    for place, morphemes in ko.eojeols(text):
        for begin, stop, piece, offers, predicate in _runs(morphemes):
            start = place + begin
            if predicate and predicate not in features:
                features[predicate] = Found(start, place + stop, True, 1, False)
            if waiting:
                joined = waiting[-1][1][2] and start - end <= 1 and (start == end or text[end].isspace())
                if piece is not None and joined:
                    waiting.append((start, piece))
                    end = start + piece[0][-1][1]
                    continue
                _offer(waiting, alone, features)
                waiting = []
            if piece is not None:
                waiting.append((start, piece))
                alone = offers
                end = start + piece[0][-1][1]
    if waiting:
        _offer(waiting, alone, features)
    return features


@lru_cache(maxsize=65536)
def _runs(morphemes: tuple[str, ...]) -> tuple[_Run, ...]:
    """What an eojeol holds. morphemes: as `ko.eojeols` gives them."""
    runs: list[_Run] = []
    run: list[tuple[str, str]] = []
    start = end = 0
    for line in (*morphemes, ""):
        form, _, described = line.partition("\t")
        sign = not line or (described[0] == "S" and described[1] not in "LHN")
        if sign and run:
            runs.append((start, end, *_run(run)))
            run = []
        if not sign:
            if not run:
                start = end
            run.append((form, described))
        end += len(form)
    return tuple(runs)


def _run(
    run: Sequence[tuple[str, str]],
) -> tuple[_Piece | None, tuple[tuple[str, int, int, int, bool], ...], str]:
    """Nominal part, what it offers, and predicate of a run; run: forms and descriptions of its morphemes."""
    read = [ko.columns(form, described) for form, described in run]
    piece = _nominal([form for form, _ in run], [tag for tag, _ in read])
    if piece is not None:
        features: dict[str, Found] = {}
        _compounds([(0, piece)], features)
        return piece, tuple((label, f.start, f.end, f.size, f.bare) for label, f in features.items()), ""
    form, tag = read[0][1][0]
    if tag not in ("VV", "VA"):
        return None, (), ""
    verb = f"{form}다"
    return None, (), verb if verb not in light("ko_verb") and hangul.has_hangul(form) else ""


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
    whole = "".join(forms)
    return tuple((left, right, whole[left:right].casefold()) for left, right in atoms), bare, not tail


def _offer(
    pieces: Sequence[tuple[int, _Piece]],
    alone: Sequence[tuple[str, int, int, int, bool]],
    features: dict[str, Found],
) -> None:
    """Add what neighbouring nominal parts offer; alone: what the first does by itself."""
    if len(pieces) > 1:
        _compounds(pieces, features)
        return
    start = pieces[0][0]
    for label, left, right, size, bare in alone:
        if label not in features:
            features[label] = Found(start + left, start + right, False, size, bare)


def _compounds(pieces: Sequence[tuple[int, _Piece]], features: dict[str, Found]) -> None:
    """Every run of up to four morphemes of neighbouring nouns; one of a single letter only where it is an eojeol."""
    atoms: list[tuple[int, int, str, bool, bool, bool]] = []
    for start, (spans, bare, _) in pieces:
        last = len(spans) - 1
        for number, (left, right, word) in enumerate(spans):
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
