"""Words that are another word of the same text but for one slip of a finger, and render the same source word.

How it is told, each step on what the step before left: a stem that stands once or twice is one slip away from a stem
that is met often; the analyser finds the rare word far less likely than the usual one in its place; and a word of the
source goes with the usual stem in most of its places, and stands here, too. Nothing is a slip that is a word of the
dictionary, a word derived from the usual one (스트리머 beside 스트림) or a name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from tm.checks.mined import Unit
from tm.core import Span
from tm.lang import en, hangul
from tm.lang.keystrokes import keys, shortened, slipped
from tm.lang.likelihood import reading
from tm.lang.regex import regex
from tm.lang.spelling import find as listed
from tm.lang.spelling import loanwords, words

_RUN = regex("[가-힣]{2,}")
#: A word by itself: nothing that is typed without a space stands beside it but marks.
_WORD = regex(r"(?<![\w\\%&$@#./~:-])[가-힣]{2,12}(?![\w])")
_SOURCE = regex(r"[A-Za-z]{3,}")
_GLOSSED = regex(r"[*_]*[(（\[<][A-Za-z]")
_QUOTES = frozenset("\"'`“”‘’「」『』«»")
_PARTICLES = regex("[가-힣]+").findall(
    "을 를 이 가 은 는 의 에 에서 에게 으로 로 와 과 도 만 까지 부터 에는 에서는 으로는 로는 에도 이나 나 "
    "이며 며 마다 처럼 보다 라는 이라는 라고 이라고 입니다 이다 인 이고"
)
_PLURAL = "들"
_TAILS = frozenset(("", *_PARTICLES, _PLURAL, *(_PLURAL + particle for particle in _PARTICLES)))
_VERBAL = frozenset("하한할함합했해되된될됩됐돼")  #: what makes a verb of a noun begins with one of these
_NOMINAL = frozenset(("NNG", "NNP", "NNB", "NNBC", "NR", "XSN", "XPN", "XR", "MM", "UNKNOWN"))
_LONGEST = 12  #: syllables of a word that is looked at
_FEW, _OFTEN, _TIMES = 2, 3, 3  #: a slip is met so often at most; its partner so often at least, and so many times more
_KEYS = 5  #: of the partner: short words have too many neighbours
_MARGIN = 1_500  #: cost by which the partner is likelier in the same place: about 8 to 1
_WITH, _OWN = 0.5, 0.25  #: share of the partner's places that hold the source word, and of this word's that are theirs
_LOOKED = 100  #: places of the usual stem that are looked at, at most
_JOINED = 4  #: letters that words of one family begin with


class Slip(NamedTuple):
    """number: of the piece; span: of the stem in its target; right: the stem that is meant; source: its source word."""

    number: int
    span: Span
    right: str
    source: str


def find(pieces: Sequence[Unit]) -> Iterator[Slip]:
    """The slips in the targets of pieces whose sides belong together, in no order."""
    texts = Texts(pieces)
    stems: Counter[str] = Counter()
    tails: Counter[str] = Counter()
    stems_of = {word: [word[:cut] for cut in _cuts(word)] for word in texts.words}
    for word, count in texts.words.items():
        for stem in stems_of[word]:
            stems[stem] += count
            tails[stem] += 1
    near: defaultdict[str, list[str]] = defaultdict(list)
    for stem, count in stems.items():
        if count >= _OFTEN and tails[stem] > 1 and len(typed := keys(stem)) >= _KEYS:
            for short in shortened(typed):
                near[short].append(stem)
    for word, count in texts.words.items() if near else ():
        if count > _FEW or len(word) > _LONGEST or any(stems[stem] > _FEW for stem in stems_of[word]):
            continue
        for stem in stems_of[word]:
            for right in _partners(stem, near, stems):
                if stems[right] >= _TIMES * stems[stem] and _likelier(word, stem, right):
                    yield from texts.slips(word, stem, right)


def _cuts(word: str) -> list[int]:
    """Where a stem may end: what is behind is a particle, or makes a verb of it."""
    return [cut for cut in range(2, len(word) + 1) if word[cut:] in _TAILS or word[cut] in _VERBAL]


def _partners(stem: str, near: dict[str, list[str]], stems: Counter[str]) -> set[str]:
    """The usual stems from which it is one slip to this one."""
    typed = keys(stem)
    found: set[str] = set()
    left = shortened(typed)
    for short in () if near.keys().isdisjoint(left) else left:
        if short in near:
            found.update(right for right in near[short] if right != stem and slipped(typed, keys(right)))
    for at in range(1, len(stem) - 2):
        if stem[at] == stem[at + 1] and len(right := stem[:at] + stem[at + 1 :]) > 2 and stems[right] >= _OFTEN:
            found.add(right)
    return {right for right in found if not _is_derived(stem, right)}


def _is_derived(stem: str, right: str) -> bool:
    """Do the two differ by a particle, by the ㅅ between two nouns, or by the end of a loanword (-er, -ing)?"""
    if stem[:-1] == right or right[:-1] == stem:
        return True
    if len(stem) != len(right):
        return stem.startswith(right[:-1]) or right.startswith(stem[:-1])
    one, other = next((pair for pair in zip(stem, right, strict=True) if pair[0] != pair[1]), ("", ""))
    (*before, final), (*wanted, other_final) = hangul.decompose(one), hangul.decompose(other)
    finals = {final, other_final}
    if before == wanted and finals == {"", "ㅅ"}:
        return True
    if stem[:-1] != right[:-1]:
        return False
    ending = before == wanted and finals == {"", "ㅇ"}
    return ending or stem[-1] in _TAILS or right[-1] in _TAILS or {before[1], wanted[1]} == {"ㅡ", "ㅓ"}


def _likelier(word: str, stem: str, right: str) -> bool:
    """Is the usual stem a noun that is far likelier in this place, and the rare one no word of the dictionary?"""
    if reading(word).cost - reading(right + word[len(stem) :]).cost < _MARGIN:
        return False
    if any(slip.entry.level != "info" for table in (words(), loanwords()) for slip in listed(word, table)):
        return False  # K606 and K608 say so
    return reading(stem).tags != ("NNG",) and _NOMINAL.issuperset(reading(right).tags)


class Texts:
    """The two sides of many pieces, each as one text. words: how often each word by itself stands in the targets."""

    def __init__(self, pieces: Sequence[Unit]) -> None:
        self.pieces = pieces
        self._targets = [piece.target.blanked() for piece in pieces]
        self._whole = "\n".join(self._targets)
        self._starts = list(accumulate((len(text) + 1 for text in self._targets), initial=0))
        self._source = ""
        self.words = Counter(_RUN.findall(self._whole))
        self._counted: dict[str, int] = {}

    def slips(self, word: str, stem: str, right: str) -> Iterator[Slip]:
        """The places of a rare word, where the source says that the usual one is meant."""
        for number, at in self._places(word):
            if not self._is_bare(number, at, word):
                continue
            source = self._meant(number, right)
            if source:
                yield Slip(number, Span(at, at + len(stem)), right, source)

    def _places(self, word: str) -> Iterator[tuple[int, int]]:
        """Piece and offset wherever these letters stand."""
        at = self._whole.find(word)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number, at - self._starts[number]
            at = self._whole.find(word, at + 1)

    def _is_bare(self, number: int, at: int, word: str) -> bool:
        """Is it a word by itself there, not quoted, not glossed, with no code before it?"""
        text, blanked = self.pieces[number].target.text, self._targets[number]
        found = _WORD.match(blanked, at)
        if found is None or found.group() != word or _GLOSSED.match(text, found.end()):
            return False
        before, behind = text[at - 1 : at], text[found.end() : found.end() + 1]
        return before == blanked[at - 1 : at] and not (before in _QUOTES and behind in _QUOTES and before)

    def _meant(self, number: int, right: str) -> str:
        """The word of this source that goes with the usual stem elsewhere; empty where none does."""
        here = Counter(self._bases_of(number))
        looked = list(islice(self._places(right), _LOOKED))
        others = {other for other, _ in looked} - {number}
        scale = self._whole.count(right) / max(len(looked), 1) if len(looked) == _LOOKED else 1.0
        counts = Counter(base for other in others for base in here.keys() & set(self._bases_of(other)))
        rendered = self._targets[number].count(right)
        for base, together in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            if together < 2 or together < _WITH * len(others):
                break
            if here[base] <= rendered or self._has_family(base, here):
                continue
            if scale * together >= _OWN * self._source_count(base):
                return base
        return ""

    def _bases_of(self, number: int) -> Iterator[str]:
        return _bases(self.pieces[number].source.blanked())

    def _source_count(self, base: str) -> int:
        """How often a word stands in the sources; endless for one that is written with a capital as a rule: a name."""
        if not self._source:
            self._source = "\n".join(piece.source.blanked() for piece in self.pieces)
        if base not in self._counted:
            small = self._source.count(base)
            name = small < self._source.count(base.capitalize())
            self._counted[base] = len(self._source) if name else small
        return self._counted[base]

    @staticmethod
    def _has_family(base: str, here: Counter[str]) -> bool:
        """Does another word of the same family stand there, which the rare one may render: streamer beside stream?"""
        return any(other != base and other.startswith(base[: max(_JOINED, len(base) - 2)]) for other in here)


def _bases(text: str) -> Iterator[str]:
    """The words of a source that mean something, without the endings of the plural."""
    function = en.function_words()
    for found in _SOURCE.findall(text):
        word = found.lower()
        if word in function:
            continue
        if word.endswith("ies") and len(word) > 5:
            word = word[:-3] + "y"
        elif word.endswith(("sses", "xes", "ches", "shes")):
            word = word[:-2]
        elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
        yield word
