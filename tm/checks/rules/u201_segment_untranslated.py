"""U201 segment-untranslated: a segment is still in the source language, or empty.

What it does: reports a target that holds no word of its own language although the source has prose: it equals the
source, or is other text in the source's script. Names, acronyms, code, numbers, licences and titles of cited works
are no prose: "PyTorch", "GPT-2" or a line of languages to choose from may stay as they are, and a list item that is
the title of a page elsewhere is but information. A word counts as a name when the translation uses it inside Korean
sentences too, and as ordinary when it is a common English word or the source writes it in lower case elsewhere. A
heading that is a command, as code has it, stays. A text that stays everywhere is told once,
an ordinary word in a cell if the others of its column are translated. A source that was left as a whole
beside its translation is reported too.
Why: a reader of the translation cannot read it; in a catalogue the user sees a half-translated screen.
How to fix: translate the segment. An error has ordinary lower-case or function words; a warning may be a name, or is
an empty entry of a catalogue or table.
Source: MQM error type "untranslated"; translation checkers ("target same as source").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tm.checks import command_lines, gaps, held, language_bars, prose
from tm.checks.links import links
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Kind, Segment, Severity
from tm.lang import en_prose
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """U201 미번역 세그먼트: 세그먼트가 원문 언어 그대로이거나 비어 있습니다.

무엇을 찾나: 원문에는 문장이 있는데 번역문에는 번역 언어의 낱말이 하나도 없는 세그먼트를 알립니다. 이름, 약어, 코드,
숫자, 라이선스 문구, 인용한 글의 제목은 문장이 아니므로 "PyTorch"나 "GPT-2", 언어를 고르는 줄은 그대로 두어도 되고,
다른 곳의 글 제목인 목록 항목은 정보로만 알립니다. 표의 칸에 남은 흔한 낱말은 같은 열의 다른 칸이 번역되었을 때
알리며, 문서 곳곳에 똑같이 남은 글은 한 번만 알립니다. 번역문의 다른 한국어 문장에서도 쓰인 낱말은 이름으로 보고,
흔한 영어 낱말이거나 원문의 다른 곳에서 소문자로 쓰인 낱말은 일반 낱말로 봅니다. 코드에 나온 명령이 제목이면 그대로
두어도 됩니다. 번역문 옆에 통째로 남은 원문도 알립니다.
왜: 번역문만 읽는 사람은 이 부분을 읽을 수 없습니다.
고치는 법: 세그먼트를 번역합니다. 소문자로 쓰인 일반 낱말이나 기능어가 있으면 오류이고, 이름일 수도 있거나 표의 빈
칸이면 경고입니다.
근거: MQM 오류 유형 "미번역", 번역 검사 도구의 관행(원문과 같은 번역문).
"""

EXAMPLES = [
    Bad("Choosing a good learning rate", "Choosing a good learning rate", at="Choosing a good learning rate"),
    Bad("The sensor counts every bird.", "The sensor counts every bird."),
    Bad("How it works", "How it works"),
    Bad("Predicting the weather with `rain.py`", "Predicting the weather with `rain.py`"),
    Bad("*The ice melts from below.*", "*The ice melts from below*"),
    Bad("Open the file and read it twice.", "Please open this file twice."),
    Good("PyTorch", "PyTorch"),
    Good("**Result:**", "**Result:**"),
    Good(
        '— @riverby, ["A look inside the river and its many banks"](https://example.org/banks)',
        '— @riverby, ["A look inside the river and its many banks”](https://example.org/banks)',
    ),
    Bad("— @riverby, who saw the river and its many banks", "— @riverby, who saw the river and its many banks"),
    Good("Ada Lovelace, Alan Turing", "Ada Lovelace, Alan Turing"),
    Good("GPT-2 (2019)", "GPT-2 (2019)"),
    Good("The sensor counts every bird.", "센서가 모든 새를 셉니다."),
    Good("Training a network", "네트워크 학습시키기"),
    Good("`pip install birds`", "`pip install birds`"),
    Good(
        "J. Marsh et al. Counting birds by their songs. arXiv:1801.00001, 2018.",
        "J. Marsh et al. Counting birds by their songs. arXiv:1801.00001, 2018.",
    ),
]

_REFERENCE = regex(
    r"\bet al\b|\barXiv\b|\bdoi\b|\bISBN\b|\bProc(?:eedings|\.)|©|\(c\)\s*(?:19|20)\d\d|^\W*copyright\b|SPDX"
    r"|^\W*[A-Z]\.(?:\s?[A-Z]\.)*\s[A-Z][a-z]+.*\b(?:19|20)\d\d\b"
    r"|\bpermission is hereby granted\b|\babove copyright notice\b|\bwithout warrant(?:y|ies)\b",
    re.IGNORECASE,
)
#: A name with its letters in brackets, or the other way round: "Bird Song Network (BSN)", "BSN (Bird Song Network)".
_NAMED = regex(
    r"^\W*(?:(?P<name>[A-Z][\w -]{3,60}?)\s\((?P<letters>(?!FAQ|TOC|TBD)[A-Z][A-Za-z]{1,7})\)"
    r"|(?P<short>[A-Z][A-Za-z]{1,7})\s?\((?P<long>[A-Z][\w -]{3,60}?)\))\W*$"
)
#: What parts of books and articles are called, as style guides have it: prose, though its words may be rare.
_SECTION = regex(
    r"^\W*(?:works cited|bibliography|references|further reading|see also|acknowledge?ments?|appendi(?:x|ces)|preface"
    r"|foreword|afterword|glossary|footnotes|endnotes|table of contents|about the authors?)\W*$",
    re.IGNORECASE,
)
#: A word with a part in brackets, as functions are called: "Soft(arg)max".
_COINED = regex(r"\b[A-Za-z]+\([a-z]+\)[a-z]+\b")
#: Words beside the title of a page: who wrote it.
_BESIDE = frozenset({"by", "and", "from", "with", "of", "the", "et", "al"})
#: Share of the cells of a column that are translated, from which an English word in it is a leftover, and how many.
_COLUMN, _CELLS = 0.6, 2
_CODE = regex(
    r"^\s*(?:>>>|\.\.\.|\$ |#!|<\?|%|\w+\s*=[^=]|\w[\w.]*\(.*\)\s*$)|[{};]\s*$|::\s*$|->|=>|=="
    r"|(?<![\w-])\[?--?[A-Za-z][\w-]*(?=[\s\]=]|$)|\w\|\w|<[a-z][a-z-]*>"
)
_QUOTED = regex(r"^\W*[\"“「《*_]+[^\"”」》*_]+[\"”」》*_]+\W*$")
#: A quotation that is the text of a link.
_LINKED = regex(r"\[\W*[\"“「《](?P<title>[^\"“”「」《》\[\]]+)[\"”」》]\W*\](?=[(\[])")
_LINK_TEXT = regex(r"!?\[[^\[\]]*\](?=[(\[])")
_HANDLE = regex(r"(?<!\w)@[\w-]+")
_ANNOUNCED = regex(r"\b(?:messages?|errors?|warnings?|outputs?|prints?|logs?|console|terminal)\b", re.IGNORECASE)
_CONSOLE = regex(r"<\w*(?:Console|Terminal|Output|Log)\w*[\s>]")


@rule("U201", "segment-untranslated", Severity.ERROR, scope="bitext")
def segment_untranslated(whole: Whole) -> Iterator[Hit]:
    """Report each translatable bead whose target holds no word of the target language."""
    names: frozenset[str] | None = None
    lower: frozenset[str] | None = None
    columns: dict[int, float] | None = None
    typed = command_lines.Typed(whole.bitext)
    for pair in gaps.readable(whole):
        if not pair.bead.source or not pair.bead.target:
            continue
        target = pair.target.blanked()
        if prose.in_language(target, pair.target_language):
            yield from _leftover(whole, pair)
            continue
        source = pair.source.blanked()
        if not target.strip() and not pair.target.text.strip():
            yield from _empty(pair, source)
            continue
        if not prose.word_count(source, pair.source_language):
            continue
        if pair.target_language.startswith("ko"):
            if names is None or lower is None:
                names, lower = _names(whole), _lower(whole)
            columns = _columns(whole) if columns is None else columns
            severity = _english(pair, names, lower) or _cell(pair, columns, names)
        else:
            severity = Severity.ERROR if prose.word_count(target, pair.source_language) >= 2 else None
        if language_bars.is_bar(pair.target) or language_bars.other_language_named(pair.source, pair.target):
            continue  # it leads to the document in other languages
        same = prose.folded(pair.source) == prose.folded(pair.target)
        if same and typed.is_heading(pair):
            continue
        if not same and (not pair.trusted or gaps.other_version(whole)):
            continue  # it may be the translation of another text
        if severity is Severity.ERROR and same and _printed(whole, pair):
            severity = Severity.WARNING
        if severity is not None and same and _page(pair):
            severity = Severity.INFO
        if severity is not None:
            message = say(
                "untranslated: the same as the source"
                if same
                else "untranslated: not in the language of the translation"
            )
            habit = f"untranslated {prose.folded(pair.target)}"
            yield Hit(None, message, help=say("translate it"), severity=severity, pair=pair, habit=habit)


def _empty(pair: Pair, source: str) -> Iterator[Hit]:
    if pair.source.kind is Kind.ENTRY and prose.word_count(source, pair.source_language):
        message = say("not translated: {text}", text=prose.excerpt(pair.source.text))
        yield Hit(None, message, help=say("translate it"), severity=Severity.WARNING, pair=pair)


def _leftover(whole: Whole, pair: Pair) -> Iterator[Hit]:
    """Sentences of the source that stand in the target beside their translation; U202 has what is left otherwise."""
    for sentence in held.doubled(pair, gaps.lengths(whole)):
        message, help_ = say("untranslated: the source stands beside its translation"), say("delete it")
        yield Hit(None, message, help=help_, severity=Severity.WARNING, pair=sentence)


def _printed(whole: Whole, pair: Pair) -> bool:
    """Does the text look like what a program prints: announced as such, or inside a component for it?"""
    at = pair.bead.source.start
    if not at:
        return False
    before = whole.bitext.source.segments[at - 1]
    if before.kind is Kind.MARKUP:
        return _CONSOLE.search(before.text) is not None
    return before.text.rstrip(" *_").endswith(":") and _ANNOUNCED.search(before.text) is not None


def _title(pair: Pair) -> bool:
    """Is all but names, such as who said it, inside one quoted link text: the title of what it leads to?"""
    found = _LINKED.search(pair.target.text)
    if found is None or found["title"].endswith((".", "!", "?")):
        return False
    text = pair.target.blanked()
    rest = en_prose.words(_HANDLE.sub(" ", text[: found.start()] + " " + text[found.end() :]))
    return not any(word.islower() or en_prose.is_ordinary(word) for word in rest)


def _page(pair: Pair) -> bool:
    """A list item that is the title of a page elsewhere, with its author or owner: who follows it reads English."""
    if pair.target.kind is not Kind.ITEM:
        return False
    found = [link for link in links(pair.target) if not link.image]
    if not found or not all(link.address.startswith(("http://", "https://")) for link in found):
        return False
    beside = en_prose.words(_LINK_TEXT.sub(" ", _shown(pair.target)))
    return all(word[0].isupper() or word in _BESIDE for word in beside) and len(beside) <= 8


def _shown(segment: Segment) -> str:
    """The text without addresses, but with the marks of links."""
    text = segment.text
    for mask in segment.masked:
        if mask.kind == "url":
            text = text[: mask.span.start] + " " * len(mask.span) + text[mask.span.end :]
    return text


def _columns(whole: Whole) -> dict[int, float]:
    """Share of the cells of its column that are translated, by the index of a cell; none if too few are."""
    tables: dict[tuple[int, int], list[int]] = {}
    segments, table = whole.bitext.target.segments, 0
    for index, segment in enumerate(segments):
        if segment.kind is not Kind.CELL:
            table = index + 1
        elif segment.level:
            tables.setdefault((table, segment.level), []).append(index)
    found: dict[int, float] = {}
    for cells in tables.values():
        hangul = sum(prose.has_hangul(segments[index].text) for index in cells)
        if hangul >= _CELLS:
            found.update(dict.fromkeys(cells, hangul / len(cells)))
    return found


def _cell(pair: Pair, columns: Mapping[int, float], names: frozenset[str]) -> Severity | None:
    """An ordinary word alone in its cell, while the column is translated."""
    if pair.target.kind is not Kind.CELL or pair.bead.type != "1-1":
        return None
    words = en_prose.words(pair.target.blanked())
    if columns.get(pair.bead.target.start, 0) < _COLUMN or not 1 <= len(words) <= 3 or _CODE.search(pair.target.text):
        return None
    plain = all(en_prose.is_ordinary(word) and word not in names for word in words)
    return Severity.WARNING if plain and any(not en_prose.is_function(word) for word in words) else None


def _english(pair: Pair, names: frozenset[str], lower: frozenset[str]) -> Severity | None:
    """How sure it is that the English of a target is prose; None when it may be a name, a command or a citation."""
    text, kind = _COINED.sub(" ", pair.target.blanked()), pair.source.kind
    every = en_prose.words(text)
    sentence = sum(en_prose.is_function(word) for word in every) >= 3
    if _REFERENCE.search(pair.target.text) or _title(pair) or (_CODE.search(text) and not sentence):
        return None
    section = kind in (Kind.HEADING, Kind.META) and _SECTION.match(text) is not None
    words = [word for word in every if word not in names]
    listed = [word for word in words if en_prose.is_ordinary(word)]
    known = [word for word in words if word in listed or (word.lower() in lower and _wordlike(word))]
    functions = [word for word in listed if en_prose.is_function(word)]
    small = [word for word in known if word[0].islower()]
    if len(functions) == len(known) < 2 or (not functions and text.islower() and len(every) <= 4):
        # nothing but names; or a few words that may be a command, a keyword or a value
        return Severity.WARNING if section else None
    if _QUOTED.match(pair.target.text) and len(small) < 4 and not text.rstrip(' *_"”').endswith((".", "!", "?", ":")):
        return Severity.INFO if len(every) > 1 else None  # the title of a work
    if small and len(known) >= 2:
        return Severity.ERROR if listed and 2 * len(known) >= len(words) else Severity.WARNING
    if kind in (Kind.HEADING, Kind.META, Kind.ENTRY):
        if any(en_prose.is_gerund(word) for word in listed) and len(every) >= 2:
            return Severity.ERROR
        enough = 3 * len(known) >= 2 * len(words) and (len(known) > 1 or kind is not Kind.ENTRY)
        return Severity.WARNING if enough or section else None
    return Severity.WARNING if len(known) == len(words) >= 2 and not small else None


def _named(text: str) -> bool:
    """A name with its letters in brackets, or letters with the name that they stand for."""
    found = _NAMED.match(text)
    if found is None:
        return False
    name, letters = (found["name"] or found["long"]).casefold(), (found["letters"] or found["short"]).casefold()
    return re.match(".*?".join(letters), name) is not None


def _wordlike(word: str) -> bool:
    return len(word) >= 3 and not word.isupper() and word[1:].islower()


def _names(whole: Whole) -> frozenset[str]:
    """Capitalised Latin words that the translation uses inside Hangul text, glosses in brackets left out."""
    found: set[str] = set()
    for segment in whole.bitext.target.segments:
        if segment.translatable:
            text = segment.blanked()
            if _named(text):
                found.update(en_prose.words(text))
            if prose.has_hangul(text):
                text = re.sub(r"(?<=[가-힣])\s?\([^()]*\)", " ", text)
                found.update(
                    word for word in en_prose.words(text) if not word.islower() and not en_prose.is_function(word)
                )
    return frozenset(found)


def _lower(whole: Whole) -> frozenset[str]:
    """Words that the source writes in lower case somewhere."""
    return frozenset(
        word
        for segment in whole.bitext.source.segments
        if segment.translatable
        for word in en_prose.words(segment.blanked())
        if word.islower()
    )
