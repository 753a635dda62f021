"""What is only half translated in a Korean segment: English clauses left in it, and sentences that break off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.core import Kind, Segment, Span
from tm.lang import en_prose, ko
from tm.lang.regex import regex

_FOREIGN = regex(r"[^가-힣ㄱ-ㅎㅏ-ㅣ|]+")
#: What stands in brackets, quotation marks, link texts or emphasis: glosses, titles, labels, words under discussion.
_ENCLOSED = regex(
    r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>|（[^（）]*）|「[^「」]*」|『[^『』]*』|《[^《》]*》|〈[^〈〉]*〉"
    r"|“[^“”]*”|‘[^‘’]*’|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)|(\*{1,3}|_{1,3}|`+)(?=\S)[^*_`]*\1"
)
_EDGE = " \t\r\n,;:.!?…-–—'’·•*_>#()[]{}\"“”‘`"
_REFERENCE = regex(
    r"\bet al\b|\barXiv\b|\bdoi\b|\bISBN\b|©|\(c\)\s|\bcopyright|\blicen[sc]e|SPDX|\bvol\.|\bpp\.|\bwarrant",
    re.IGNORECASE,
)
#: Quick look: letters of a clause without Hangul between them.
_LONG = regex(r"[A-Za-z]+ [^가-힣]{2,}")
#: What a program prints, and what is typed into it.
_PRINTED = regex(r"^\s*(?:>>>|\$ |#!)|\bTraceback \(|^\s*\w+\s*=[^=]", re.MULTILINE)
_CODE = regex(r"\w\(|[{};]|\w_\w|==|\s=\s|\w\[|\]:|->|=>")
#: A run that ends in a dash or a colon has its translation behind it ("No such file -- ..."), read backwards ...
_TRANSLATED = regex(r"[-–—=→:(]")
#: ... or in front of it, when it begins so.
_ALREADY = regex(r"--|[–—=→]|- ")
#: Function words that are words of programs too.
_KEYWORDS = frozenset(
    {"and", "as", "else", "for", "from", "if", "in", "is", "not", "or", "while", "with", "each", "on"}
)
_LAST_ENGLISH = regex(r"(?<=[가-힣] )[a-z]{4,}$")
#: Words of a run; in order, so that it is found in the source.
_WORD = regex(r"\w+")
#: Ends of Korean sentences whose last letter may be a particle, an adnominal or a connective ending.
_MAYBE_OPEN = regex(r"[을를의는던며서](?=[.!?]+(?:\s|$)|\s*$)")
_LAST_WORD = regex(r"[가-힣]+$")
_WHOLE = regex(r"[.!?][\"')\]”’*_\s]*$")
#: A run of the analyser before the end that is enough to tell its last morpheme.
_CONTEXT = 40
_CONNECTIVE = frozenset({"며", "으며", "면서", "으면서"})
#: Nouns whose last syllable is no particle, whatever the analyser takes 재정의 for.
_NOUN = regex(r"(?:[정회주강동논합문예편협건심결토유임고모호발질열창제항선악]의|거의|가을|마을|노을|고을)$")
_PROSE = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM, Kind.SENTENCE})


def english_runs(segment: Segment, source: str) -> Iterator[Span]:
    """Clauses of English between Korean words; quotations, emphasis and glosses in brackets do not count."""

    def blank(found: re.Match[str]) -> str:
        # a bracket that the source has too is no gloss
        return found[0] if found[0].startswith("(") and found[0] in source else " " * len(found[0])

    if not _LONG.search(segment.text):
        return
    text = _readable(segment)
    if _PRINTED.search(text):
        return
    for found in _FOREIGN.finditer(text):
        piece = found[0]
        if piece.count(" ") < 1 or not _LONG.search(piece):
            continue
        bare = _ENCLOSED.sub(blank, piece)
        if not is_clause(bare) and not is_phrase(bare) and not is_sentence(bare, source):
            continue
        if _CODE.search(piece) or _TRANSLATED.match(piece[::-1].lstrip()) or _ALREADY.match(piece.lstrip()):
            continue
        start = found.start() + len(piece) - len(piece.lstrip(_EDGE))
        end = found.end() - len(piece) + len(piece.rstrip(_EDGE))
        yield Span(start, end)


def _readable(segment: Segment) -> str:
    """The text without code, addresses and tags, but with the marks of links and emphasis."""
    text = segment.text
    parts, at = [], 0
    for mask in segment.masked:
        if mask.kind != "markup":
            parts += [text[at : mask.span.start], " " * len(mask.span)]
            at = mask.span.end
    return "".join([*parts, text[at:]])


def is_clause(text: str) -> bool:
    """Five English words and more, two of them without meaning of their own, most of the others common ones?

    A title is in capitals, a list of names has uncommon words, a command has no function words.
    """
    words = en_prose.words(text)
    if len(words) < 5 or _REFERENCE.search(text):
        return False
    small = [word for word in words if word[0].islower()]
    if 3 * len(small) < 2 * len(words) or sum(map(en_prose.is_function, small)) < 2:
        return False
    return 4 * sum(map(en_prose.is_ordinary, small)) >= 3 * len(small)


def is_phrase(text: str) -> bool:
    """A few English words in lower case, common ones or behind an article: "a lottery ticket"?"""
    words = en_prose.words(text)
    if not 2 <= len(words) <= 7 or not text.replace("’", "'").strip(_EDGE).replace("'", "").replace(" ", "").isalpha():
        return False
    if not all(map(str.islower, words)) or max(map(len, words)) < 3:
        return False
    least = 1 if words[0] in ("a", "an", "the") else len(words)  # an article is evidence enough
    if sum(map(en_prose.is_ordinary, words)) < least:
        return False
    functions = [word for word in words if en_prose.is_function(word)]
    return len(functions) < len(words) and any(word not in _KEYWORDS for word in functions)


def is_sentence(text: str, source: str) -> bool:
    """A whole short sentence of the source, to the letter: an accident, however few its words are? Labels have no verb
    and no mark at their end, and what is quoted or shown stands behind a colon or in quotation marks.
    """
    sentence = text.lstrip(_EDGE).rstrip(" \t\r\n")
    words = en_prose.words(sentence)
    small = [word for word in words if word[0].islower()]
    if len(words) < 3 or len(small) < 2 or sentence[-1:] not in (".", "!", "?") or not sentence[:1].isupper():
        return False
    if not any(map(en_prose.is_function, words)) or 4 * sum(map(en_prose.is_ordinary, words)) < 3 * len(words):
        return False
    at = source.find(sentence)
    before, behind = source[:at].rstrip(), source[at + len(sentence) : at + len(sentence) + 1]
    return at >= 0 and (not before or before[-1] in ".!?") and not behind.strip() and not _REFERENCE.search(sentence)


def last_word(heading: Segment) -> Span | None:
    """The last word of a Korean heading, where it is an English one in lower case with a meaning of its own."""
    found = _LAST_ENGLISH.search(heading.blanked().rstrip())
    if found is None or en_prose.is_function(found[0]):
        return None
    return Span(*found.span())


def words_of(segment: Segment) -> frozenset[str]:
    """The English words of a segment."""
    return frozenset(en_prose.words(segment.blanked()))


def from_source(text: str, source: str) -> float:
    """How much of a run stands in the source: share of its triples of words (pairs, where it is short)."""
    words, others = (_WORD.findall(side.casefold()) for side in (text, source))
    size = min(3, len(words))
    own, other = ({tuple(side[i : i + size]) for i in range(len(side) - size + 1)} for side in (words, others))
    return len(own & other) / len(own) if own else 0.0


def broken_off(source: Segment, target: Segment) -> Iterator[Span]:
    """Last words of Korean sentences that want a predicate, where the source is made of whole sentences."""
    if target.kind not in _PROSE:
        return
    text = target.text
    for found in _MAYBE_OPEN.finditer(text):
        end = found.end()
        if text.startswith("..", end) or target.is_masked(Span(*found.span())):
            continue  # trails off on purpose; or is code
        if not _WHOLE.search(source.text) or len(en_prose.words(source.blanked())) < 6:
            return
        if _open(target.blanked()[max(0, end - _CONTEXT) : end]):
            word = _LAST_WORD.search(text, max(0, end - _CONTEXT), end)
            yield Span(word.start() if word else found.start(), end)


def _open(text: str) -> bool:
    """Does a text end in an object, a genitive, an adnominal or a connective ending: in want of a predicate?"""
    if _NOUN.search(text):
        return False
    found = ko.morphemes((text.partition(" ")[2] or text) + ".")  # a stop keeps 방법의 from being read as a noun
    if len(found) < 2:
        return False
    last = found[-2].parts or ((found[-2].form, found[-2].tag),)
    form, tag = last[-1]
    return last[0][1] == "JKG" or tag in ("JKO", "JKG", "ETM") or (tag == "EC" and form in _CONNECTIVE)
