"""Where sentences end: one scanner, and what English and Korean each count as an end.

Own rules, no model: they never cut inside a mask, and inside brackets or quotation marks only when these
hold whole sentences. Missing full stops are not guessed. `en.sentences` and `ko.sentences` are the doors.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from tm.core import Mask, Span
from tm.lang.regex import regex

#: Stands for masked text that is read as a word: code, URLs, variables, formulas.
WORD = "\ufffc"
#: Stands for masked text that is not read at all: tags, comments, anchors, emphasis marks.
SILENT = "\ufffb"
_SILENT_KINDS = frozenset({"tag", "comment", "anchor", "markup"})
_STOP = regex(r"[.?!…。？！]+")
#: May stand between a stop and the white space after it: quotes, brackets, emphasis, note marks, emoji, the rest of
#: a link.
_CLOSING = regex(
    rf"(?:\]\({WORD}*\)|{SILENT}+{WORD}+{SILENT}|\[\^?\w{{1,12}}\]|[\"'”’)\]」』》〉*_~{SILENT}]|[\u2600-\u27bf\ufe0f\U0001f300-\U0001faff])*"
)
_HARD_BREAK = regex(r"(?<! ) {2,}\n|\\\n|\n[ \t]*\n")
_CLAUSE_END = regex(rf"(?:[:;：；][{SILENT}*_]*|(?<=\s)(?:[—–]|--?)|(?<=\w)—)(?=\s)")
_BR = regex(r"<br\s*/?>", re.IGNORECASE)
_PAIRS = {"(": ")", "[": "]", "「": "」", "『": "』", "“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）"}
_OPENING = {close: open_ for open_, close in _PAIRS.items()}
_MARK = regex(r"[()\[\]「」『』“”‘’《》〈〉（）\"]")
#: A longer pair is taken for a stray bracket and a later one that happens to fit.
_LONGEST_PAIR = 1_000
_LEADING = regex(rf"[\s\"'“‘(\[「『《〈*_~¿¡{SILENT}]*")

#: What a sentence has at least one of.
_SAYS = regex(rf"[^\W_]|{WORD}")

#: (text with masks replaced, start of the sentence, start of the stop, end of the stop, end of what closes it) -> cut?
Ends = Callable[[str, int, int, int, int], bool]


def split(text: str, masked: Sequence[Mask], ends: Ends) -> list[Span]:
    """Cut a text where `ends` agrees; spans leave out the white space between sentences.

    A hard line break (two spaces or a backslash before the line end, a blank line, `<br>`) always ends a
    sentence; any other line end is a space.
    Cost: linear in the text.
    """
    plain = _plain(text, masked)
    pairs: list[Span] | None = None
    opens: list[int] = []
    candidates = [(m.end(), m.start(), False) for m in _STOP.finditer(plain)]
    if "\n" in plain:
        candidates += [(m.end(), m.start(), True) for m in _HARD_BREAK.finditer(plain)]
    if "<" in text:
        candidates += [(m.end(), m.start(), True) for m in _BR.finditer(text)]
    cuts = [0]
    breaks = {0}
    start = _LEADING.match(plain).end()  # type: ignore[union-attr]  # it matches the empty string
    for stop_end, stop, forced in sorted(candidates):
        if stop_end <= max(start, cuts[-1]):
            continue
        end = stop_end if forced else _CLOSING.match(plain, stop_end).end()  # type: ignore[union-attr]
        if not forced:
            if start >= stop or end >= len(plain) or not ends(plain, start, stop, stop_end, end):
                continue
            if pairs is None:  # most texts hold no stop within another sentence
                pairs = enclosures(plain)
                opens = [pair.start for pair in pairs]
            index = bisect_right(opens, stop) - 1
            inside = index >= 0 and stop < pairs[index].end > end
            if inside and not _holds_sentences(plain, pairs[index], start, ends):
                continue
        if cuts[-1] not in breaks and not _SAYS.search(plain, cuts[-1], end):
            cuts.pop()  # :) or an emoji, and nothing else
        cuts.append(end)
        if forced:
            breaks.add(end)
        start = _LEADING.match(plain, end).end()  # type: ignore[union-attr]
    if cuts[-1] not in breaks and not _SAYS.search(plain, cuts[-1]):
        cuts.pop()
    cuts.append(len(text))
    return [span for a, b in pairwise(cuts) if (span := _trimmed(text, a, b)).start < span.end]


def clause_ends(text: str, masked: Sequence[Mask] = ()) -> list[int]:
    """Where a sentence may be cut into clauses if its translation is: behind a colon, a semicolon or a dash.

    Never inside a mask, brackets or quotation marks, and only before white space. The same for both languages.
    """
    plain = _plain(text, masked)
    pairs = enclosures(plain)
    opens = [pair.start for pair in pairs]
    found = []
    for match in _CLAUSE_END.finditer(plain):
        index = bisect_right(opens, match.start()) - 1
        inside = index >= 0 and match.start() < pairs[index].end
        if not inside and plain[: match.start()].strip() and plain[match.end() :].strip():
            found.append(match.end())
    return found


def _plain(text: str, masked: Sequence[Mask]) -> str:
    """The text with masks replaced by stand-ins of the same length."""
    if not masked:
        return text
    pieces, at = [], 0
    for mask in masked:
        start, end = max(at, mask.span.start), mask.span.end
        if start < end:
            pieces += [text[at:start], (SILENT if mask.kind in _SILENT_KINDS else WORD) * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])


def enclosures(plain: str) -> list[Span]:
    """The outermost pairs of brackets and quotation marks, both marks included, in order."""
    if _MARK.search(plain) is None:
        return []
    waiting: dict[str, list[int]] = {}
    found = []
    for match in _MARK.finditer(plain):
        mark, at = match.group(), match.start()
        before, after = plain[at - 1 : at], plain[at + 1 : at + 2]
        if mark == '"':
            closes = bool(waiting.get('"')) and not before.isspace()
            if not closes and before and not (before.isspace() or before in _PAIRS or before in "*_-—–/"):
                continue  # inches, a stray mark
            opener = mark
        else:
            closes, opener = mark in _OPENING, _OPENING.get(mark, mark)
            if mark == "’" and before.isalnum() and after.isalpha() and after.isascii():
                continue  # an apostrophe
        if not closes:
            waiting.setdefault(opener, []).append(at)
        elif waiting.get(opener):
            begin = waiting[opener].pop()
            if at - begin <= _LONGEST_PAIR:
                found.append(Span(begin, at + 1))
    outermost: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not outermost or span.start >= outermost[-1].end:
            outermost.append(span)
    return outermost


def _holds_sentences(plain: str, pair: Span, start: int, ends: Ends) -> bool:
    """True when the pair opens the sentence, or was cut before, and its end is the end of a sentence."""
    if pair.start >= start:
        return False
    inside = plain[pair.start + 1 : pair.end - 1].rstrip("\"'”’)]*_~" + SILENT)
    last = _STOP.search(inside, max(len(inside) - 4, 0))
    if last is None:
        return False
    at = pair.start + 1
    stop_end = at + len(inside)
    end = _CLOSING.match(plain, stop_end).end()  # type: ignore[union-attr]
    return end >= len(plain) or ends(plain, at, at + last.start(), stop_end, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


# --- English -----------------------------------------------------------------------------------------------------


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: Always followed by the rest of the sentence.
_OPEN = _words(
    """mr mrs ms mx dr prof gen sen rep rev hon capt col lt maj sgt cmdr gov pres st mt ft messrs
    e.g eg i.e ie cf viz vs approx ca resp esp incl excl aka a.k.a w.r.t wrt c.f s.t"""
)
#: Followed by a number or a letter when they do not end the sentence.
_NUMBERED = _words(
    """no nos fig figs eq eqs sec secs sect ch chap vol vols p pp par para art thm tab ref refs app appx ver v ex
    lem prop def rem cor alg"""
)
#: May end a sentence: what comes next decides.
_EITHER = _words(
    """al etc inc ltd co corp bros u.s u.k u.n e.u u.s.a d.c a.m p.m jr sr ph.d m.d b.sc m.sc b.a m.a b.c a.d
    dept univ est min max misc temp eds trans orig assn ave blvd rd"""
)
#: Told apart by a letter: one behind them is no initial.
_LETTERED = _words(
    """appendix option plan vitamin step part type class grade group team exhibit column row table figure section
    version variant point drive phase level side room gate model sample set stage tier category schedule annex"""
)
_MONTHS = _words("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")
#: Capitalised words that open a sentence rather than go on with a name.
_STARTERS = _words(
    """a about after all also although an and another any are as at based because before both but by can despite do does
    during don each either even every finally first for from further given had has have he hence her here his how
    however i if in instead is it its last later let like many may more most much my next no nor not note now of
    on once one only or other our over perhaps please see several she should similarly since so some still such
    that the their them then there therefore these they this those though through thus to today two under unless
    unlike until use using was we well were what when where whether which while who why will with within without
    would yes yet you your"""
)
_WORD_BEFORE = regex(r"(?:[^\W\d_]\.)*[^\W_]+$")
_WORD_THEN_SPACE = regex(r"([^\W\d_]+)\s$")
_NUMBER_ONLY = regex(r"(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,4}|[가나다라마바사아자차카타파하])$")
_NAME = regex(r"[^\W\d_]*(?:[A-Z_]|\d)\w*")
_NEXT_WORD = regex(r"[^\W_]+")  # of We'll the part that is in the list


def english_ends(plain: str, start: int, stop: int, stop_end: int, end: int) -> bool:
    """Is this stop the end of an English sentence? (an `Ends`)."""
    if end < len(plain) and not plain[end].isspace():
        return False
    at = _LEADING.match(plain, end).end()  # type: ignore[union-attr]
    following = plain[at : at + 1]
    word = _NEXT_WORD.match(plain, at)
    if following.islower() and not _NAME.match(plain, at) and plain[at - 1] not in f"*_{SILENT}":
        return False  # iPhone, max_size and *names* may open a sentence, other small letters go on with it
    if plain[stop:stop_end] != ".":
        return True
    if plain[stop - 1].isspace() or following == ".":
        return False  # a row of dots
    return not _abbreviated(plain, start, stop, word.group() if word else following)


def _abbreviated(plain: str, start: int, stop: int, following: str) -> bool:
    """True when the full stop belongs to an abbreviation, an initial or a number that opens the sentence."""
    if _NUMBER_ONLY.fullmatch(plain, start, stop):
        return True
    found = _WORD_BEFORE.search(plain, max(start, stop - 24), stop)
    if found is None:
        return False
    word = found.group()
    key = word.lower()
    opens = not following or following.lower() in _STARTERS
    if key in _OPEN:
        return True
    if key in _NUMBERED:
        return following[:1].isdigit() or (len(following) == 1 and following.isupper() and following not in "AI")
    if key in _EITHER or word in _MONTHS or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return not opens and not (key in ("etc", "a.m", "p.m") and following[:1].isupper() and not following.isupper())
    if len(word) != 1 or not word.isupper() or word == "I" or opens:
        return False
    named = _WORD_THEN_SPACE.search(plain, max(start, stop - 24), stop - 1)
    return named is None or named[1].lower() not in _LETTERED


# --- Korean ------------------------------------------------------------------------------------------------------

_ENDINGS = frozenset("다요죠까네오")
#: After a quotation the sentence goes on with these.
_QUOTATIVE = regex(r"(?:이?라[고는며던]|이?란|하[고는며]|하면서|고|며)(?![가-힣]{2})")
_SPACE = regex(r"\s*")
_SYLLABLE = regex(r"[가-힣]")
_LATIN = regex(r"[A-Za-z]")


def korean_ends(plain: str, start: int, stop: int, stop_end: int, end: int) -> bool:
    """Is this stop the end of a Korean sentence? (an `Ends`); English sentences in it end as in English."""
    mark, closed = plain[stop:stop_end], end > stop_end
    before = plain[stop - 1 : stop]
    since = max(start, stop - 200)
    if not _SYLLABLE.search(plain, since, stop) and (_LATIN.search(plain, since, stop) or not before.isdigit()):
        return english_ends(plain, start, stop, stop_end, end)
    spaced = end >= len(plain) or plain[end].isspace()
    if not spaced:  # 있습니다.이 결과
        following = plain[end]
        opens = bool(_SYLLABLE.match(following)) or ("A" <= following <= "Z")
        return not closed and opens and before in _ENDINGS and not _QUOTATIVE.match(plain, end)
    at = _LEADING.match(plain, end).end()  # type: ignore[union-attr]
    if closed and at == _SPACE.match(plain, end).end() and _QUOTATIVE.match(plain, at):  # type: ignore[union-attr]
        return False
    if mark[0] in ".…" and not (set(mark) & set("?!？！")):
        if len(mark) > 1 or mark == "…":
            return before in _ENDINGS or bool(before.isascii() and english_ends(plain, start, stop, stop_end, end))
        if before.isspace() or before.isdigit() or _NUMBER_ONLY.fullmatch(plain, start, stop):
            return False  # a row of dots; 1. 제목, 가. 제목, 2017. 3. 5.
        if before.isascii() and before.isalpha():
            return english_ends(plain, start, stop, stop_end, end)
    return True


def english(text: str, masked: Sequence[Mask] = ()) -> list[Span]:
    """The sentences of an English text."""
    return split(text, masked, english_ends)


def korean(text: str, masked: Sequence[Mask] = ()) -> list[Span]:
    """The sentences of a Korean text."""
    return split(text, masked, korean_ends)
