"""English: is a word a verb where it stands, and does it open a sentence? Neighbours decide, no tagger.

Method: particles and pronouns before the word (to, can, we), a determiner behind it (cache the ...).
A tagger with a model (HanTa) was tried for the same question: 0.3 s to load, and no better on term checks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tm.lang.en import BASE, ED, ING, S, Word, also_verb, readings, word_class
from tm.lang.regex import regex

_GAP = regex(r"[\s*_\"“”‘]+")
_OPENING = regex(r"""(?:[.!?:;]["'”’)\]]*\s|[\n•–—]|\s-\s)[\s"'“‘(\[*_#>-]*$""")
_DECORATION = " \t\n*_#>-\"'“‘(["
_CODE_NEXT = regex(r"\s*:|\s{3,}")
_LOOK_BACK = 40
#: A line that is long and does not end in a stop goes on in the next.
_WRAPPED = regex(r"[^\n]{30}[^\n.!?:;]\n[ \"“‘(\[*_]*$")
_LOGO = regex(r"[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?[ \[*_]{0,4}$")
_SINGULAR = frozenset(("is", "was", "has", "does"))
#: Determiners of one thing, and how many words before a noun they are looked for.
_ONE = frozenset(("a", "an", "each", "every", "another", "this"))
_PHRASE = 4
#: What stands before nouns in the plural, and is no determiner of one.
_SOME = frozenset(("fewer", "less", "all", "both", "various", "different", "several", "many", "few", "most", "enough"))
#: Verbs with a person and a verb behind them, whose the person may be, and how many words it may have.
_HELP = frozenset(("help", "helps", "helped", "let", "lets", "letting", "helping"))
_WHOSE, _WHOM = frozenset(("you", "me", "your", "our", "their", "my", "his", "her", "users", "people", "developers")), 6


def is_verb(text: str, words: Sequence[Word], at: int, inflection: str = BASE) -> bool:
    """Is `words[at]` a verb here, as far as its neighbours tell? A word not known as a verb never is.

    words:      all words of `text`, in order
    inflection: of the reading in question; -ed and -ing forms are judged mostly by their ending
    """
    if inflection == ED:
        return True
    before = neighbour(text, words, at, -1)
    if inflection != ING and (before in word_class("determiners") or not also_verb(words[at])):
        return False  # most words: what follows them need not be looked at
    after = neighbour(text, words, at, +1)
    if inflection == ING:
        governing = after in word_class("objects") or after in word_class("determiners")  # bundling two copies
        return governing or before in word_class("auxiliaries")
    governs = after in word_class("objects") and before not in word_class("prepositions")
    if inflection == S:
        if before in _SOME:
            return False
        subject = before in {"it", "he", "she", "that", "which", "who"} and after not in word_class("auxiliaries")
        return subject or governs or _of_one(text, words, at) or _between_things(text, words, at, after)
    if words[at].lower in word_class("unchanging") and (
        before in word_class("auxiliaries") or after in {"to", "by", "when", "if", "as", "with", "off", "up"}
    ):
        return True  # is set, set to: a participle without an ending of its own
    if after in {"that", "whether", "how"} and before in {"", "and", "or", "to"}:
        return True  # note that, query whether
    if inflection == BASE and _after_comma(text, words[at]):
        return True
    if before in {"do", "does", "did"} and words[at - 1].lower in {"not", "never"}:
        return True  # do not object
    if inflection == BASE and _after_help(text, words, at) and after not in word_class("auxiliaries"):
        return True
    commanded = before == "to" or before in word_class("modals") or before in word_class("subjects")
    return commanded or governs or (before in {"and", "or"} and _after_to(words, at))


def _between_things(text: str, words: Sequence[Word], at: int, after: str) -> bool:
    """`      ` returns `       `, between two pieces of code; or `Django returns values`, before a plural."""
    start, end = words[at].span.start, words[at].span.end
    if text[max(0, start - 3) : start] == "   " == text[end : end + 3]:
        return True
    plural = after.endswith("s") and any(how == S for _, how in readings(after))
    return plural and after not in word_class("auxiliaries") and after not in word_class("others")


def _of_one(text: str, words: Sequence[Word], at: int) -> bool:
    """`a dropped stitch runs`, `this method returns`: behind a or this and a few words, a word in -s is no noun."""
    for here in range(at - 1, max(-1, at - _PHRASE - 1), -1):
        if not _GAP.fullmatch(text, words[here].span.end, words[here + 1].span.start):
            return False
        if words[here].lower in _ONE:
            return here < at - 1
        if words[here].lower in word_class("prepositions") or words[here].lower in word_class("others"):
            return False
    return False


def _after_help(text: str, words: Sequence[Word], at: int) -> bool:
    """`help you and your team build`: behind help, let or make and whom, a verb stands in its base form."""
    for here in range(at - 1, max(-1, at - _WHOM - 1), -1):
        if not _GAP.fullmatch(text, words[here].span.end, words[here + 1].span.start):
            return False
        if words[here].lower in _HELP:
            return here < at - 1 and (words[here + 1].lower in word_class("objects") or words[here + 1].lower in _WHOSE)
        if words[here].lower in word_class("prepositions"):
            return False
    return False


def _after_comma(text: str, word: Word) -> bool:
    """`To start, type ...`: in lower case behind a comma, and before a gap (code that was left out) or a colon.

    A noun would have a determiner there.
    """
    start, end = word.span.start, word.span.end
    return text[:start].rstrip(" ").endswith(",") and word.form.islower() and _CODE_NEXT.match(text, end) is not None


def _after_to(words: Sequence[Word], at: int) -> bool:
    """`to build and test`: does the word before `and` stand behind `to` or a modal?"""
    return at >= 3 and (words[at - 3].lower == "to" or words[at - 3].lower in word_class("modals"))


def neighbour(text: str, words: Sequence[Word], at: int, step: int) -> str:
    """The next word on a side in lower case, adverbs passed over; empty where a mark stands between."""
    here = at
    while 0 <= here + step < len(words):
        left, right = sorted((here, here + step))
        if not _GAP.fullmatch(text, words[left].span.end, words[right].span.start):
            return ""
        here += step
        if not _adverb(words[here].lower):
            return words[here].lower
    return ""


def _adverb(lower: str) -> bool:
    return lower in word_class("adverbs") or (lower.endswith("ly") and len(lower) > 5 and lower != "supply")


def named(text: str, words: Sequence[Word], at: int) -> bool:
    """Is the word capitalised where nothing but being a name asks for it?

    That is in mid-sentence, and in no title. An emoji opens nothing: in `made with 🔥 Lanterns` it is a logo.
    At the head of a sentence, a plural with a singular verb is a name as well: `Lanterns is a library`.
    """
    word = words[at]
    if not word.form[0].isupper():
        return False
    if at and _LOGO.search(text[max(0, word.span.start - _LOOK_BACK) : word.span.start]):
        return True
    if titled(text):
        return False
    if opens(text, word):
        return any(how == S for _, how in word.readings) and neighbour(text, words, at, +1) in _SINGULAR
    return True


@lru_cache(maxsize=256)
def titled(text: str) -> bool:
    """Is the text in title case: are most of its longer words capitalised?"""
    longer = [word for word in re.findall(r"[A-Za-z]+", text) if len(word) > 3]
    return len(longer) > 1 and sum(word[0].isupper() for word in longer) >= 0.7 * len(longer)


def opens(text: str, word: Word) -> bool:
    """Does the word open the text, a sentence or a clause behind a colon?"""
    before = text[max(0, word.span.start - _LOOK_BACK) : word.span.start]
    if _WRAPPED.search(before):
        return False
    return not text[: word.span.start].strip(_DECORATION) or _OPENING.search(before) is not None
