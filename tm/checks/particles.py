"""Particles behind something other than a Hangul word, and what they stand behind.

A Latin word, a number, a unit, code, a link, a closing bracket or quotation mark: `GPU를`, `3을`, `[WaveNet](..)을`,
`정답(ground truth)을`. The host is what a reader reads out last; marks that nobody reads are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from tm.checks.particle_words import BRACKETS, FAR, QUOTES, mask_ending
from tm.core import Mask, Segment, Span
from tm.lang.hangul import is_syllable
from tm.lang.reading import OPEN, UNKNOWN, Sound, sound
from tm.lang.reading_digits import measure
from tm.lang.regex import regex

#: The forms whose partner would be right after another sound. 이라는 and the like are right after any.
USE = regex(
    r"(?<=[^\s가-힣])(?P<gap>\\[ ]?)?"
    r"(?P<form>을|를|은|는|이|가|(?:과|와)(?=(?:의|는|도|만)?(?![가-힣]))|(?:으로|로)(?=(?:써|서|부터|까지|의|는|도|만)*(?![가-힣])))"
    r"(?:(?<![을를은는이가])|(?![가-힣]))"
)
#: What every use begins with: a quick look, which most segments fail.
_MAY_USE = regex(r"[^\s가-힣](?:[을를은는이가과와으로]|\\)")
#: Each form that follows the last sound to its partner.
PARTNER = {
    form: partner
    for pair in (("을", "를"), ("이", "가"), ("은", "는"), ("과", "와"), ("으로", "로"))
    for form, partner in (pair, pair[::-1])
}
_MARKS = 40  #: masks within the words of a link, at most
_EMPHASIS = regex(r"[*_~]+")
_TITLE = regex(r"(.+?)\s+<[^<>]*>$", re.S)
_LAST_WORD = regex(r"[\w:\"'] (?P<word>(?:--?)?[A-Za-z][\w.\-]*)$")
#: Code that is read as one word: a name, a number, a path, an option, a quoted word, the value in `name=value`.
_PLAIN_CODE = regex(
    r"(?:[\w.\-]+ ?= ?)?(?P<quote>[\"'])?(?:[-~!.@/]{0,3}|-?(?=[0-9]))"
    r"(?P<word>(?:[\w.\-@]+/)*[A-Za-z][\w.\-]*|[0-9][0-9.,]*|[가-힣 ]*[가-힣])(?(quote)(?P=quote))$"
)
_TAG_CODE = regex(r"</?(?P<word>[A-Za-z][\w.\-]*) ?/?>$")
_SHOWN_OTHERWISE = regex(r":(?:ref|doc|numref|eq|func|meth|rfc|pep|issue|gh|c:func|cpp:func|py:func|py:meth):$")
#: Closing tags of what is read as part of the sentence; a superscript is a gloss or a note.
_READ_ON = regex(r"</(?:a|b|strong|i|em|u|mark|span|font|ins|kbd|q|cite|dfn|var|small|big|g|x|Link)\s*>")
_FILLED_IN = regex(r"[$@][A-Za-z_{(]|^\$[0-9]|%[A-Za-z(0-9]|\\[a-z]|[{}<>]|^~[a-z]$")
#: A foreign word written directly behind its Korean one, as if in brackets.
_GLOSSED = regex(r"(?P<head>[가-힣])[A-Z][a-z]+(?: [A-Z]?[a-z]+)*$")
#: A mark that is written as code: &quot; &#x200B;
_ENTITY = regex(r"&(?:[a-z]{2,6}|#[0-9A-Za-z]{2,6});$")
_ROLE = regex(r"^:[a-z:]+:`")
#: A citation: Marsh et al., Marsh et al (2020), Marsh et al., 2020b.
_CITED = regex(r"(?<![A-Za-z])et al\.?,?(?: ?[(\[]?(?:18|19|20)[0-9]{2}[a-z]?)?$")
_SENTENCE = regex(r"[가-힣](?:다|요|까|죠|오)$")


@dataclass(frozen=True, slots=True)
class Host:
    """What a particle stands behind.

    text: what is read out, for messages
    kind: hangul, word, number, code, bracket, variable, expression (code that shows nothing to read out), open
    ends: the sounds that it may end in
    """

    text: str
    kind: str
    sound: Sound = UNKNOWN


@dataclass(frozen=True, slots=True)
class Use:
    """A particle of two forms behind a host. span: of the form alone, its tail left out."""

    form: str
    span: Span
    host: Host


def uses(segment: Segment) -> Iterator[Use]:
    """The particles of a segment that stand behind something other than a Hangul word, in order."""
    text = segment.text
    first = _MAY_USE.search(text)
    if first is None:
        return
    for found in USE.finditer(text, first.start()):
        span = Span(*found.span("form"))
        if segment.is_masked(span) or text.startswith(("(으)", "(이)"), span.start - 3):
            continue
        if _other_form(text, found["form"], span.end):  # 을(를): for whatever word will stand there
            continue
        host = host_before(segment, found.start())
        if host is not None:
            yield Use(found["form"], span, host)


def _other_form(text: str, form: str, end: int) -> bool:
    """Does the partner of a form follow in brackets? Its closing one may be missing, or be a full-width one."""
    rest = text[end : end + 6].lstrip(" ")[:5]
    inner = rest[1:].removeprefix(PARTNER[form])
    return rest[:1] in ("(", "（") and inner != rest[1:] and (not inner or inner[0] in ")） ")


def host_before(segment: Segment, end: int, depth: int = 0) -> Host | None:
    """What ends at an offset, passing over marks; None for a plain Hangul word, whose particles K601 judges."""
    text = segment.text
    quoted: int | None = None  #: where the quotation that was entered begins
    passed = False
    while end > 0:
        mask = mask_ending(segment, end)
        if mask is not None:
            if mask.kind == "code":
                return _code(segment, mask.span)
            if mask.kind == "variable":
                return Host(mask.span.of(text), "variable")
            if mask.kind == "markup" and _EMPHASIS.fullmatch(mask.span.of(text)):
                end = mask.span.start
                continue
            before = _before_link(segment, mask)
            if before is None and mask.kind == "tag" and _READ_ON.fullmatch(mask.span.of(text)):
                before = mask.span.start
            if before is None:
                return Host(mask.span.of(text), "open")
            end, passed = before, True
            continue
        last = text[end - 1]
        if (last == "_" and text[end - 2 : end - 1] in ("`", "_")) or (
            last == "*" and "*" in text[max(0, end - FAR) : end - 1].rstrip("*")
        ):
            end -= 1
        elif last in QUOTES:
            opener = text.rfind(QUOTES[last], max(0, end - FAR), end - 1)
            if opener < 0 or quoted is not None:
                return Host(text[max(0, end - 12) : end], "open")
            quoted, end, passed = opener + 1, end - 1, True
        elif last in BRACKETS:
            return _bracket(segment, end, depth)
        elif last == ";" and (entity := _ENTITY.search(text, max(0, end - 10), end)):
            end, passed = entity.start(), True
        else:
            break
    if end <= 0:
        return None
    begin = max(quoted or 0, _prose_from(segment, end), end - FAR)
    if is_syllable(text[end - 1]):
        if not passed and depth == 0:
            return None
        word = re.search(r"[가-힣]+$", text[begin:end])
        return Host(word[0] if word else "", "hangul", sound(text[end - 1]))
    piece = text[begin:end]
    if begin and text[begin - 1] in "\\%@$" and not piece[:1].isspace():
        return Host(piece, "open")
    if cited := _CITED.search(piece):  # read as 등, 외 or letter by letter, the year aloud or not
        return Host("et al." if cited[0].endswith("al") else cited[0], "word")
    word = re.search(r"\S+$", piece)
    told = sound(piece)
    if begin and not piece[:1].isspace() and _is_variable_ending(segment, begin):  # %dGB: a unit behind a number
        told = sound(f"1{piece}") if measure(f"1{piece}") else UNKNOWN
    if glossed := _GLOSSED.search(piece):
        told = _either(sound(glossed["head"]), told)
    name = _ROLE.sub("", word[0] if word else piece).lstrip("\"'“‘([{<*`")
    if _FILLED_IN.search(name) or (not piece[-1].isalnum() and told.ends == OPEN):
        return Host(name, "open")
    return Host(name, "word" if re.search(r"[A-Za-z]", name) else "number", told)


def _prose_from(segment: Segment, end: int) -> int:
    """Where the prose that ends at an offset begins: behind the last mask that is no emphasis."""
    masks = segment.masked
    index = bisect_left(masks, end + 1, key=lambda mask: mask.span.end) - 1
    return masks[index].span.end if index >= 0 else 0


def _is_variable_ending(segment: Segment, end: int) -> bool:
    mask = mask_ending(segment, end)
    return mask is not None and mask.kind == "variable"


def _before_link(segment: Segment, mask: Mask) -> int | None:
    """The end of a link's words, for the mask that ends the link; None where it ends none."""
    text = segment.text
    closing = mask.span.of(text)
    if mask.kind != "markup":
        return None
    if closing.startswith("]"):
        return mask.span.start
    if closing != ")":
        return None
    index = bisect_left(segment.masked, mask.span.end, key=lambda m: m.span.end)
    for other in reversed(segment.masked[max(0, index - 3) : index]):
        if other.kind == "markup" and other.span.of(text).startswith("]("):
            inside = segment.masked[max(0, index - _MARKS) : index]
            opener = next((m for m in reversed(inside) if m.span.of(text) in ("[", "![")), None)
            return other.span.start if opener is not None and opener.span.of(text) == "[" else None
    return None


def _code(segment: Segment, place: Span) -> Host:
    """Code in backticks. A cross-reference shows a title that is not in the text, a function a pair of brackets."""
    text, span = segment.text, place.of(segment.text)
    before = text[max(0, place.start - 16) : place.start]
    content = span.strip("`").strip()
    refers = before.endswith(":") or text.startswith("_", place.end)  # else <pid> is something to fill in
    title = None if span.startswith("``") or not refers else _TITLE.match(content)
    content = title[1] if title else content
    if not title and _SHOWN_OTHERWISE.search(before):
        return Host(content, "expression")
    if title:
        return Host(content, "code", sound(content))
    if plain := _PLAIN_CODE.match(content) or _TAG_CODE.match(content):
        return Host(content, "code", sound(plain["word"]))
    if (last := _LAST_WORD.search(content)) and (told := sound(last["word"].lstrip("-"))).listed:  # except: pass
        return Host(content, "code", told)
    return Host(content, "expression")


def _bracket(segment: Segment, end: int, depth: int) -> Host:
    """Behind a closing bracket: the word before it decides if it is Hangul, else both readings pass."""
    text = segment.text
    opener = _opening(text, end)
    unknown = Host(text[max(opener, end - 12) : end], "open")
    inner = text[opener + 1 : end - 1].strip()
    if opener < 0 or not inner or depth > 1:
        return unknown
    content = host_before(segment, end - 1, depth + 1) or unknown
    apart = opener == 0 or text[opener - 1].isspace()
    before = len(text[:opener].rstrip().removesuffix("\\"))
    head = host_before(segment, before, depth + 1) if before else None
    cut_off = (
        text[before - 1 : before] in (".", ":", ";", "!", "?", ",")
        and not _CITED.search(text, max(0, before - FAR), before)
        and not _ENTITY.search(text, max(0, before - 10), before)
    )
    if not before or cut_off:  # alone in front of its particle: what stood before it may be a block of code
        return Host(inner, "bracket", content.sound) if content.kind in ("word", "number") else unknown
    if head is None:
        return unknown
    if "\n" in text[before:opener]:
        return Host(head.text, "bracket", _either(head.sound, content.sound))
    if head.kind == "hangul" and not apart and inner != "들":  # 파일(들)을: read on
        if _SENTENCE.search(text[max(0, before - 4) : before]):
            return unknown
        return Host(head.text, "bracket", head.sound)
    return Host(head.text, "bracket", _either(head.sound, content.sound))


def _either(one: Sound, other: Sound) -> Sound:
    return Sound("".join(end for end in OPEN if end in one.ends + other.ends), one.listed and other.listed)


def _opening(text: str, end: int) -> int:
    """The offset of the bracket that the one before `end` closes; -1 where there is none near."""
    close = text[end - 1]
    open_, open_brackets = BRACKETS[close], 0
    for at in range(end - 1, max(-1, end - FAR), -1):
        open_brackets += (text[at] == close) - (text[at] == open_)
        if not open_brackets:
            return at
    return -1
