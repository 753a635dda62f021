"""What stands in the target instead of a term, when something can be shown.

Evidence, the best first: a near spelling of an approved target (탬플릿), a transliteration of the source word
(레퍼런스 for reference), the word before a gloss (변경사항(migration)), another word of the other parts of a compound
(외부 키 for 외래 키), a rendering that is as usual as the approved one (자료형 for 타입), a part of the target alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tm.core import Span
from tm.lang import en, hangul
from tm.terms.concepts import Concept
from tm.terms.korean import KoreanText, letters_of, pattern
from tm.terms.sound import among, consonants, spells, transliterates

_HANGUL = re.compile(r"[가-힣]+")
_TAIL = re.compile(
    r"(?:들?(?:[은는이가을를의에도와과로만]|으로|에서|에게|부터|까지|처럼|보다)(?:[은는도만의서써])?|들|이다|입니다|라는|이라는|하|한|할|하는|하여|합니다|되|된|될|되는|됩니다"
    r"|이?(?:고|며|면|라고|라면|니까|므로|나|든|랑|란|었다|였다|어야|여야|지만|던|인|일)|인|일|였다|여야|으로서?|(?:이어야|여야)(?:합니다|한다|만)?)?"
)
_HANGUL_BEFORE, _HANGUL_BEHIND, _LONGEST = re.compile(r"([가-힣]+) $"), re.compile(r" ?([가-힣]+)"), 20
_SHORT = 2  #: consonants of a short transliteration
#: Words of every text that sound like English ones by chance: 그래서 like class.
_CONNECTIVES = frozenset(
    (
        "그래서",
        "그러나",
        "그리고",
        "그러면",
        "그런데",
        "그래도",
        "그러므로",
        "그렇게",
        "그래야",
        "하지만",
        "따라서",
        "그러니",
        "그대로",
    )
)
_NEAR, _LETTERS = 1, 6  #: a near spelling: so many jamo differ, in a word of at least so many
_LATIN, _GLOSS = re.compile("[A-Za-z]+"), 3  #: words of a gloss at most
_NEAR_SOUND = 2  #: the same, where both spell the same foreign word


@dataclass(frozen=True)
class Around:
    """What else is in the two texts.

    beside: for each occurrence of the term in the source, the words directly before and behind it
    taken:  places of the target that render other terms
    others: gives the base forms of the other words of the source; asked for when needed
    """

    beside: Sequence[tuple[str, str]] = ()
    taken: Sequence[Span] = ()
    others: Callable[[], Collection[str]] = frozenset

    @cached_property
    def words(self) -> Collection[str]:
        """Base forms of the other words of the source."""
        return self.others()

    def free(self, span: Span) -> bool:
        """Does nothing else of the source claim the place?"""
        return not any(span.overlaps(other) for other in self.taken)


def rival(
    concept: Concept, text: KoreanText, left: Sequence[tuple[Span, str]], around: Around
) -> tuple[Span, str] | None:
    """The place of the likeliest wrong rendering and its kind.

    Kinds: misspelled, transliterated, altered, glossed, partial (a compound of which one part is another word),
    known (in the list of usual renderings), truncated (part of the target, nothing in the place of the rest).
    """
    if concept.kept:
        return _altered(concept, text) or _sounding(concept, text, least=2)
    return (
        _misspelled(concept, text, around)
        or _sounding(concept, text, least=3)
        or _glossed(text, left)
        or _sounding_beside(concept, text, around.beside)
        or _spelling(concept, text, around)
        or _partial(concept, text, around)
        or _known(concept, text, around)
    )


@dataclass(frozen=True, slots=True)
class _Word:
    """The beginning of a Hangul word, its letters as they are compared, its consonants."""

    span: Span
    text: str
    letters: str
    sounds: str


@lru_cache(maxsize=65536)
def _heads(word: str) -> tuple[tuple[str, str, str], ...]:
    """Every beginning of a Hangul word that may be a noun with a particle behind it, the shortest first."""
    if word in _CONNECTIVES:
        return ()
    parts = (word[:length] for length in range(2, len(word) + 1) if _TAIL.fullmatch(word, length))
    return tuple((part, letters_of(part), consonants(part)) for part in parts)


@lru_cache(maxsize=32)
def _words(prose: str) -> tuple[_Word, ...]:
    found = []
    for match in _HANGUL.finditer(prose):
        start = match.start()
        found += [_Word(Span(start, start + len(part[0])), *part) for part in _heads(match.group())]
    return tuple(found)


@lru_cache(maxsize=32)
def _consonants(prose: str) -> str:
    """The consonants of all words of a text, one word a line."""
    return "\n".join({word.sounds for word in _words(prose)})


def _misspelled(concept: Concept, text: KoreanText, around: Around) -> tuple[Span, str] | None:
    """A form one jamo off an approved target, or two where both are the sound of the source word."""
    for target in concept.wanted:
        letters, size, foreign = _looked_for(target, concept.source)
        if not letters:
            continue
        for word in _words(text.prose):
            if abs(len(word.letters) - len(letters)) > 1 or word.letters == letters:
                continue
            if word.letters[0] != letters[0] and word.letters[-1] != letters[-1] and not foreign:
                continue
            if not around.free(word.span):
                continue
            near = foreign and len(word.letters) == len(letters) and word.sounds == consonants(letters)
            if not near and (len(letters) < 3 or size < _LETTERS):
                continue
            if not near and word.letters[0] != letters[0] and word.letters[-1] != letters[-1]:
                continue
            limit = _NEAR_SOUND if near else _NEAR
            if len(word.letters) == len(letters) and _differing(word.letters, letters) > limit:
                continue
            if hangul.jamo_distance(word.letters, letters, limit=limit) > limit:
                continue
            if not _accounted(word, around) and (near or not text.is_word(word.span)):
                return word.span, "misspelled"
    return None


@lru_cache(maxsize=16384)
def _looked_for(target: str, source: str) -> tuple[str, int, bool]:
    """Letters of a target, how many jamo, and does it sound like the source; none where it is too short to tell."""
    letters = pattern(target).letters
    if len(letters) < 2 or not all(map(hangul.is_syllable, letters)):
        return "", 0, False
    size = len(hangul.jamo(letters))
    foreign = spells(letters, source) or transliterates(letters, source)
    return ("", 0, False) if (len(letters) < 3 or size < _LETTERS) and not foreign else (letters, size, foreign)


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _accounted(word: _Word, around: Around) -> bool:
    """Is the word the sound, or a usual rendering, of another word of the source?"""
    others = en.rendered_by().get(word.letters, frozenset())
    if others & set(around.words):
        return True
    return any(len(other) > 2 and spells(word.text, other) for other in around.words)


def _sounding(concept: Concept, text: KoreanText, *, least: int) -> tuple[Span, str] | None:
    latin = "".join(character for character in concept.source if character.isalpha())
    if not among(_consonants(text.prose), latin):
        return None
    for word in _words(text.prose):
        if len(word.sounds) >= least and transliterates(word.text, latin, least=least):
            return word.span, "transliterated"
    return None


def _spelling(concept: Concept, text: KoreanText, around: Around) -> tuple[Span, str] | None:
    """A short transliteration that fits in its vowels too, and is no word of the dictionary: 이넘, 어레이."""
    if not concept.source.isalpha():
        return None
    for word in _words(text.prose):
        if spells(word.text, concept.source) and around.free(word.span) and not text.is_word(word.span):
            return word.span, "transliterated"
    return None


def _sounding_beside(concept: Concept, text: KoreanText, beside: Sequence[tuple[str, str]]) -> tuple[Span, str] | None:
    """A short transliteration counts where its neighbour is one too: 피처 인코더 for feature encoder."""
    if not any(before or behind for before, behind in beside) or not among(_consonants(text.prose), concept.source):
        return None
    for word in _words(text.prose):
        if len(word.sounds) != _SHORT or not transliterates(word.text, concept.source, least=_SHORT):
            continue
        before = _HANGUL_BEFORE.search(text.prose[max(0, word.span.start - _LONGEST) : word.span.start])
        behind = _HANGUL_BEHIND.match(text.prose, word.span.end)
        for neighbours in beside:
            for korean, english in zip((before, behind), neighbours, strict=True):
                if (
                    korean
                    and english
                    and any(transliterates(korean[1][:length], english) for length in range(2, len(korean[1]) + 1))
                ):
                    return word.span, "transliterated"
    return None


def _altered(concept: Concept, text: KoreanText) -> tuple[Span, str] | None:
    """A name in another case or misspelt: django or Djagno for Django."""
    for match in re.finditer(r"[A-Za-z][A-Za-z0-9.]*", text.prose):
        word, wanted = match.group().lower(), concept.source.lower()
        if word == wanted or (
            len(wanted) > 4 and word != wanted and sorted(word) == sorted(wanted) and word[0] == wanted[0]
        ):
            return Span(*match.span()), "altered"
    return None


def _glossed(text: KoreanText, left: Sequence[tuple[Span, str]]) -> tuple[Span, str] | None:
    for span, status in left:
        if status != "gloss":
            continue
        if len(_LATIN.findall(_enclosed(text.text, span))) > _GLOSS:
            continue  # a whole clause is quoted in the original
        opening = max(text.text.rfind(bracket, 0, span.start) for bracket in "(（[<")
        before = re.search(r"[가-힣]+(?=[ *_\"'”’]*[(（\[<]$)", text.text[: opening + 1])
        if before:
            return Span(*before.span()), "glossed"
    return None


def _enclosed(text: str, span: Span) -> str:
    """What stands between the brackets around a span."""
    start = max(text.rfind(bracket, 0, span.start) for bracket in "(（[<>") + 1
    ends = [at for at in (text.find(bracket, span.end) for bracket in ")）]<") if at >= 0]
    return text[start : min(ends, default=len(text))]


def _partial(concept: Concept, text: KoreanText, around: Around) -> tuple[Span, str] | None:
    """Of a target of two words one is there: with another word in the place of the other, or alone.

    Nothing is shown where a part of the English term stands in the source by itself as well; nor is the other word
    where the term is single with a neighbour on that side, which it renders: 확장 모듈 for extension module.
    """
    single = " " not in concept.source
    led, followed = (single and any(pair[side] for pair in around.beside) for side in (0, 1))
    compound = [target for target in concept.wanted if len(target.split()) == 2]
    if not any(part in text.prose for target in compound for part in target.split()):
        return None
    own = {lemma for word in concept.source.split() for lemma, _ in en.readings(word)}
    if own & set(around.words):
        return None
    alone: Span | None = None
    for target in concept.wanted:
        parts = target.split()
        if len(parts) != 2 or not all(map(_all_hangul, parts)):
            continue
        first, last = parts
        for span in _whole_words(text, last):
            if not around.free(span):
                continue
            if before := text.noun_before(span.start):
                if around.free(before) and not led:
                    return Span(before.start, span.end), "partial"
            elif len(last) > 1 and alone is None:
                alone = span
        for span in _whole_words(text, first) if len(first) > 1 else ():
            if not around.free(span):
                continue
            if behind := text.noun_behind(span.end):
                if around.free(behind) and not followed:
                    return Span(span.start, behind.end), "partial"
            elif alone is None:
                alone = span
    return (alone, "truncated") if alone and len(concept.source.split()) > 1 else None


def _whole_words(text: KoreanText, word: str) -> Iterator[Span]:
    """Where a word stands at a border of a word or behind another noun it is joined to, with particles at most."""
    at = text.prose.find(word)
    while at >= 0:
        span = Span(at, at + len(word))
        rest = _HANGUL.match(text.prose, span.end)
        if rest is None or _TAIL.fullmatch(rest.group()) or text.noun_behind(span.end):
            before = text.prose[at - 1 : at]
            if not hangul.is_hangul(before or " ") or text.noun_before(at):
                yield span
        at = text.prose.find(word, at + 1)


def _known(concept: Concept, text: KoreanText, around: Around) -> tuple[Span, str] | None:
    """A word that renders the term as usually as the approved one, and no other word of the source."""
    named = {target.replace(" ", "") for row in concept.terms for target in row.targets}
    for word in en.renderings().get(concept.source.lower(), ()):
        bare = word.replace(" ", "")
        if bare in named:
            continue
        for span in text.find(pattern(word), strict=True):
            if around.free(span) and not en.rendered_by()[bare] & set(around.words):
                return span, "known"
    return None


def _all_hangul(text: str) -> bool:
    return _HANGUL.fullmatch(text) is not None
