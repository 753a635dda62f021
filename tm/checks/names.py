"""Names of the source and the forms in which they stand in a Korean target: no glossary needed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from tm.checks.registry import Pair, Whole
from tm.core import Kind, Segment, Span
from tm.lang import en, en_context, josa_forms, ko
from tm.lang.regex import regex
from tm.terms.prose import brackets, prose
from tm.terms.sound import consonants, may_begin_with, opening, spells

# What must not stand before is asked behind the capital: so the search jumps from one capital to the next.
_CAPITAL = regex(r"[A-Z](?<![\w.@/#-].)[A-Za-z]*[a-z][A-Za-z]*(?![\w@/]|[.-]\w)")
_INNER = regex(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
_LOWER = regex(r"(?<![\w.@/#-])[a-z]{4,}(?![\w@/]|[.-]\w)")
_HANGUL = regex(r"[가-힣]+")
_LATIN = regex(r"(?<![\w.@/#-])[A-Za-z]+(?![\w@/]|[.-][A-Za-z])", re.ASCII)
_SHORTEST = 4
_WORDS = 5_000  #: words gathered before it is asked which of them are in lower case
LATIN, CASE, HANGUL = "latin", "case", "hangul"
#: What may follow a name: particles, the copula, a plural.
_PARTICLES = regex(
    "(?:들?(?:은|는|이|가|을|를|의|에|에서|에게|에게서|한테|께서|로|으로|로서|으로서|로써|으로써|로의|으로의|로는|으로는|로도|으로도|로부터|으로부터"
    "|와|과|와의|과의|와는|과는|랑|이랑|도|만|만의|만이|나|이나|처럼|같은|까지|까지의|부터|부터의|보다|마다|조차|밖에|에는|에도|에만|에의|에서는|에서도|에서의"
    "|에게는|에게도|라는|이라는|란|이란|라고|이라고|라면|이라면|라도|이라도|든|이든|씨|님)"
    "|들|이다|입니다|이며|이고|인|일|이었다|였다|이었습니다|였습니다|이지만|이어서|여서)?"
)
#: Particles with a form for each kind of last sound: a name cannot stand before the wrong one.
_AGREEING = ("으로", "로", "은", "는", "이", "가", "을", "를", "과", "와")


@dataclass(frozen=True, slots=True)
class Form:
    """A name in a target.

    kind: latin (as in the source), case (other capitals), hangul
    """

    name: str
    text: str
    kind: str
    pair: Pair
    span: Span


#: Where Hangul words begin that may be a name, and the beginnings of each that sound like it.
_Said = tuple[tuple[int, tuple[str, ...]], ...]


def forms(whole: Whole, known: frozenset[str]) -> Iterator[Form]:
    """The forms of all names in order; a name in brackets behind another form of it does not count.

    known: names of the glossary in lower case, which other rules watch over
    """
    capitals: list[tuple[Pair, list[str]]] = []
    found: set[str] = set()
    words: set[str] = set()
    lower = set(known)
    for pair in whole.pairs:
        if not _comparable(pair):
            continue
        text = prose(pair.source)
        words.update(text.split())
        if len(words) > _WORDS:
            lower.update(_LOWER.findall(" ".join(words)))
            words.clear()
        if own := _CAPITAL.findall(text):
            capitals.append((pair, list(map(intern, own))))
            new = [word for word in own if len(word) >= _SHORTEST and word not in found]
            if new and not (len(new) == 1 and _opens_alone(text, new[0])):
                found.update(_names(text, found))
    lower.update(_LOWER.findall(" ".join(words)))
    found = {name for name in found if name.lower() not in lower}
    held = [(pair, sorted(found.intersection(own))) for pair, own in capitals if not found.isdisjoint(own)]
    spoken: dict[str, Counter[str]] = defaultdict(Counter)
    said: list[tuple[Pair, list[tuple[str, _Said]]]] = []
    for pair, own in held:
        text = prose(pair.target)
        heard = [(name, tuple(_spoken(text, name))) for name in own]
        for name, places in heard:
            for _, heads in places:
                spoken[name].update(heads)
        said.append((pair, heard))
    for pair, heard in said:
        yield from sorted(_forms(pair, heard, spoken), key=lambda form: form.span)


def _comparable(pair: Pair) -> bool:
    if not pair.two_sided or not pair.trusted or not pair.translatable:
        return False
    return pair.source.kind is not Kind.MARKUP and pair.target.kind is not Kind.MARKUP


def _opens_alone(text: str, word: str) -> bool:
    """Does the word open the text, so that its capital says nothing? It stands there once."""
    return text.startswith(word) and text.count(word) == 1 and not _INNER.search(word)


def _names(text: str, known: set[str]) -> list[str]:
    """Further words that have a capital within a sentence, or inside."""
    found = []
    titled: bool | None = None
    for match in _CAPITAL.finditer(text):
        word = match[0]
        if len(word) < _SHORTEST or word in known:
            continue
        if not _INNER.search(word):
            if not match.start():
                continue
            titled = en_context.titled(text) if titled is None else titled
            if titled or _opens(text, match.start(), word):
                continue
        found.append(word)
    return found


def _opens(text: str, at: int, word: str) -> bool:
    return en_context.opens(text, en.Word(word, Span(at, at + len(word)), en.readings(word)))


def _forms(pair: Pair, heard: list[tuple[str, _Said]], spoken: Mapping[str, Counter[str]]) -> Iterator[Form]:
    text, masked = prose(pair.target), pair.target.text
    inside = [*brackets(text), *_aside(pair.target)]
    latin: dict[str, list[Span]] = defaultdict(list)
    for match in _LATIN.finditer(text):
        latin[match.group().lower()].append(Span(*match.span()))
    for name, places in heard:
        own = [span for span in latin.get(name.lower(), ()) if not any(b.contains(span) for b in inside)]
        own = [span for span in own if not _in_longer_name(text, span, pair.source.text)]
        # of all readings of a word (파이썬으로: 파이썬으, 파이썬) the one that most words of the document share
        usual = [(start, max(heads, key=lambda head: (spoken[name][head], -len(head)))) for start, heads in places]
        hangul_forms = [Span(start, start + len(head)) for start, head in usual]
        bracketed = [span for span in hangul_forms if any(b.contains(span) for b in inside)]
        for span in own:
            form = span.of(masked)
            if form == name:
                yield Form(name, form, LATIN, pair, span)
            elif not form.islower() and form not in pair.source.text and not form.isupper():
                yield Form(name, form, CASE, pair, span)
        if not own or not bracketed:
            for span in hangul_forms:
                if span not in bracketed:
                    yield Form(name, span.of(text), HANGUL, pair, span)


_SUPERSCRIPT = regex(r"<sup\b[^<>]*>[^<>]*</sup\s*>")
_TITLE_WORDS = 3  #: of a link that was left in English


def _aside(target: Segment) -> Iterator[Span]:
    """What is no mention: glosses in superscript, and the words of a link that stayed in English."""
    text = target.text
    if "<sup" in text:
        yield from (Span(*found.span()) for found in _SUPERSCRIPT.finditer(text))
    if "](" not in text:
        return
    opener: Span | None = None
    for mask in target.masked:
        shown = mask.span.of(text)
        if shown == "[":
            opener = mask.span
        elif opener is not None and shown.startswith("]("):
            words = text[opener.end : mask.span.start]
            if len(words.split()) >= _TITLE_WORDS and not _HANGUL.search(words):
                yield Span(opener.end, mask.span.start)
            opener = None


#: Words in Latin letters with capitals, one behind the other.
_RUN = regex(r"[A-Z][A-Za-z]*(?: (?:of |the |and |for )?[A-Z][A-Za-z]*)+")
#: What a place or a person gives its name to: in Dublin City University, Dublin is no longer the city.
_NAMED_AFTER = regex(
    r"(?<![A-Za-z])(?:College|University|Institute|School|Academy|Press|Museum|Library|Foundation|Conference|Society|"
    r"Street|Avenue|Park|Bay|River|Bridge|Airport|Station|Hospital|Hotel|Times|Post|Prize|Award)(?![A-Za-z])"
)
_LONG_NAME = 3  #: words


def _in_longer_name(text: str, span: Span, source: str) -> bool:
    """Is a word kept as part of the name of something else, which the source has as well: Trinity College Dublin?"""
    start = max(0, span.start - 80)
    for run in _RUN.finditer(text, start, span.end + 80):
        if run.start() <= span.start and span.end <= run.end():
            longer = run[0].count(" ") + 1 >= _LONG_NAME or _NAMED_AFTER.search(run[0]) is not None
            return longer and run[0] in source
    return False


def _spoken(text: str, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Hangul words that may be the name: where each begins, and its beginnings that sound like it."""
    for match in _beginning(name[0].lower()).finditer(text):
        heads = _sounding(match[0], name)
        if heads:
            yield match.start(), heads


@lru_cache(maxsize=64)
def _beginning(letter: str) -> re.Pattern[str]:
    """Hangul words of two syllables or more that may be the sound of a word with this first letter."""
    return re.compile(f"(?<![가-힣])[{opening(letter)}][가-힣]+")


@lru_cache(maxsize=8192)
def _sounding(word: str, name: str) -> tuple[str, ...]:
    """None where the shortest beginning that sounds like the name may be a word: the rest is then its particle."""
    if not may_begin_with(word, name):
        return ()
    heads = [head for head in _heads(word) if spells(head, name)]
    return tuple(head for head in heads if _is_name(head)) if heads and _is_name(heads[-1]) else ()


@lru_cache(maxsize=16384)
def _heads(word: str) -> tuple[str, ...]:
    """Beginnings of a Hangul word that may be a name, with a particle behind them that agrees, or nothing."""
    return tuple(
        word[:length]
        for length in range(len(word), 1, -1)
        if _PARTICLES.fullmatch(word, length) and _agrees(word[:length], word[length:])
    )


def _agrees(head: str, rest: str) -> bool:
    particle = next((form for form in _AGREEING if rest == form or (form[-1] == "로" and rest.startswith(form))), "")
    return not particle or josa_forms.agreeing(head, particle) == particle


def _is_name(word: str) -> bool:
    """Is a Hangul word that sounds like the name rather it than a word of the dictionary?

    It is if it sounds like it in three consonants.
    """
    if len(consonants(word)) > 2:
        return True
    found = ko.morphemes(word)
    return not (len(found) == 1 and found[0].tag in ("NNG", "MAG", "VV", "VA", "NP")) and len(word) > 2
