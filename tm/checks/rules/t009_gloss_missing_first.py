"""T009 gloss-missing-first: a term or abbreviation is not introduced where it is met first.

What it does: always reports the gloss in the wrong order, fine-tuning(미세 조정) for 미세 조정(fine-tuning), and an
abbreviation that the source introduces and the target takes over without a word (An electrocardiogram, or ECG; ECG는).
Only with `policy = "first"` or `"first-per-section"`: a term of the glossary without the original in brackets at its
first mention. Other policies are `"none"` and `"auto"` (the default), which ask for no gloss.
Headings and the messages of a catalogue are not looked at.
Why: the original tells the reader which term is meant, and what to search for.
How to fix: put the gloss in order, or add it. Unsafe.
Source: Korean publishing practice of giving the original of a foreign term once, where it is met first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.checks.gloss_policy import FIRST, SECTION, mentions, policy_of
from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.checks.term_counts import checked
from tm.core import Edit, Kind, Severity, Span
from tm.lang.regex import regex
from tm.messages import say
from tm.terms.gloss import turned
from tm.terms.prose import prose
from tm.terms.replace import replacing

KOREAN = """T009 원어 병기 누락: 용어나 약어가 처음 나오는 자리에 소개하지 않았습니다.

무엇을 찾나: 순서가 뒤바뀐 병기(미세 조정(fine-tuning)을 fine-tuning(미세 조정)으로 적은 것)와, 원문은 풀어 주는데
번역문은 그냥 쓴 약어(An electrocardiogram, or ECG를 ECG로만 옮긴 것)는 언제나 알립니다. 용어집의 용어가 처음 나오는데
원어를 괄호에 적지 않은 자리는 `policy = "first"`나 `"first-per-section"`일 때만 알립니다. 기본값 `"auto"`와
`"none"`에서는 병기를 요구하지 않습니다. 제목과 메시지 목록은 보지 않습니다.
왜: 독자는 처음 만나는 번역어와 약어가 무엇을 가리키는지 알 수 없습니다. 원어를 함께 적으면 다른 글에서도 찾아볼 수
있습니다.
고치는 법: 순서를 바로잡거나 원어를 덧붙입니다. 안전하지 않은 수정입니다.
근거: 외국어 용어를 처음 나온 곳에서 괄호에 밝히는 출판 관행.
"""

_ROW = "fine-tuning,미세 조정"
EXAMPLES = [
    Bad(
        "A little fine-tuning helps.",
        "fine-tuning(미세 조정)을 조금 한다.",
        glossary=_ROW,
        at="fine-tuning(미세 조정)",
        fixed="미세 조정(fine-tuning)을 조금 한다.",
    ),
    Bad("Fine-tuning (slow)", "Fine-tuning (미세조정)", glossary=_ROW),
    Bad("An electrocardiogram, or ECG for short, is taken.", "ECG를 잰다.", at="ECG"),
    Bad("A content delivery network (CDN) is near.", "CDN은 가까이 있다.", at="CDN"),
    Good("A little fine-tuning helps.", "미세 조정(fine-tuning)을 조금 한다.", glossary=_ROW),
    Good("A little fine-tuning helps.", "미세 조정을 조금 한다.", glossary=_ROW),
    Good("An electrocardiogram, or ECG for short, is taken.", "심전도(ECG)를 잰다."),
    Good("A content delivery network (CDN) is near.", "CDN(콘텐츠 전송 네트워크)은 가까이 있다."),
    Good("A content delivery network (CDN) is near.", "콘텐츠 전송 네트워크, 곧 CDN은 가까이 있다."),
    Good("A content delivery network (CDN) is near.", "전송망(content delivery network, CDN)은 가까이 있다."),
    Good("The CDN is near.", "CDN은 가까이 있다."),
    Good("the Expression Language (EL) parser", "EL 표현식(Expression Language) 구문 분석기"),
    Good("A least common multiple (LCM)", "최소 공배수 - LCM"),
    Good("Use non-maximum suppression (NMS).", "NMS<sup>Non-Maximum Suppression</sup>를 쓴다."),
]

_INTRODUCED = regex(r"(?P<long>[A-Za-z][A-Za-z -]{5,80}?)(?: ?\(|,? or |, also called )(?P<short>[A-Z]{2,6})s?\b(?!-)")
#: What stands in every such place: quickly told, while a long form may begin at any letter.
_SHORT = regex(r"(?:\(| or | called )[A-Z]{2,6}s?\b(?!-)")
#: The long form and the abbreviation in one bracket: 테스트 주도 개발(Test Driven Development, TDD).
_OPENED = regex(r"[(（\[]([A-Za-z][A-Za-z '’-]+?)[ *_]*[,;:/=–—-]$")
#: One Korean word between the letters and their name: EL 표현식(Expression Language).
_NAMED = regex(r"\s?[가-힣]+ ?[(（](?P<long>[A-Za-z][A-Za-z '’-]+)")
#: The letters behind their Korean name and a dash, in lists: 최소 공배수 - LCM.
_DASHED = regex(r"[가-힣]\s*[-–—:]$")
_SAID = regex(r"[가-힣]+\s?,? ?(?:곧|즉|또는|혹은|줄여서|약칭|이하)[, ]")


@rule("T009", "gloss-missing-first", Severity.WARNING, scope="bitext")
def gloss_missing_first(whole: Whole, *, policy: str = "auto") -> Iterator[Hit]:
    """policy: none, first, first-per-section, auto."""
    korean = whole.bitext.target.language.lower().startswith("ko")
    for pair, use in checked(whole):
        for left in use.having("untranslated"):
            text = pair.target.text
            if gloss := turned(text, left.span, use.concept.wanted):
                wanted = use.concept.wanted[0]
                yield Hit(
                    gloss,
                    say("{found}: the original stands in brackets behind the term", found=gloss.of(text)),
                    help=say("write {target}({original})", target=wanted, original=left.target),
                    source=use.source[0],
                    term=use.concept.source,
                    pair=pair,
                    fix=replacing(text, gloss, f"{wanted}({left.target})"),
                )
    if korean:
        yield from _abbreviations(whole)
    if policy_of(policy, []) not in (FIRST, SECTION):
        return
    for mention in mentions(whole, by_section=policy == SECTION):
        if mention.first and not mention.gloss:
            original = mention.use.concept.source
            yield Hit(
                mention.span,
                say(
                    "{target} is met first here, without '{original}' in brackets",
                    target=mention.target,
                    original=original,
                ),
                help=say("write {target}({original})", target=mention.target, original=original),
                source=mention.use.source[0],
                term=original,
                pair=mention.pair,
                fix=Edit(Span(mention.span.end, mention.span.end), f"({original})"),
            )


def _abbreviations(whole: Whole) -> Iterator[Hit]:
    known: set[str] = set()
    for pair in whole.pairs:
        if not pair.two_sided or not pair.trusted or pair.source.kind in (Kind.ENTRY, Kind.HEADING, Kind.MARKUP):
            continue
        text = prose(pair.target)
        source = prose(pair.source)
        for found in _INTRODUCED.finditer(source) if _SHORT.search(source) else ():
            short = found["short"]
            if short in known or not _abbreviates(short, found["long"]):
                continue
            at = _bare(text, pair.target.text, short)
            known.add(short)
            if at is not None:
                yield Hit(
                    at,
                    say(
                        "{short} is introduced in the source ({long}), and not here",
                        short=short,
                        long=_tail(short, found["long"]),
                    ),
                    help=say("say what {short} is where it is met first", short=short),
                    source=Span(*found.span("short")),
                    pair=pair,
                )
        known.update(re.findall(r"(?<![A-Za-z])[A-Z]{2,6}(?![A-Za-z])", text))


def _bare(text: str, written: str, short: str) -> Span | None:
    """The first place of the abbreviation, if nothing explains it; None where it is absent or explained.

    written: the text with its markup
    """
    places = list(re.finditer(rf"(?<![A-Za-z]){short}(?![A-Za-z])", text))
    if any(_in_superscript(written, place.start(), place.end()) for place in places):
        return None
    for place in places:
        before, after = text[: place.start()].rstrip(" *_"), text[place.end() :].lstrip(" *_")
        if before.endswith(("(", "（", "[")) or after.startswith(("(", "（", "[")) or _SAID.search(before[-20:] + " "):
            return None
        if (opened := _OPENED.search(before)) and _abbreviates(short, opened[1]):
            return None
        if (named := _NAMED.match(text, place.end())) and _abbreviates(short, named["long"]):
            return None
        if _DASHED.search(before):
            return None
    return Span(*places[0].span()) if places else None


def _in_superscript(written: str, start: int, end: int) -> bool:
    """Does a gloss in superscript stand behind the letters, or hold them: NMS<sup>Non-Maximum Suppression</sup>?"""
    return (
        written.startswith("<sup", end) or re.search(r"<sup[^<>]*>$", written[max(0, start - 40) : start]) is not None
    )


def _abbreviates(short: str, long: str) -> bool:
    """Are the letters those with which the last words begin, or in order those of the last word?"""
    words = re.findall(r"[A-Za-z]+", long)
    if "".join(word[0] for word in words[-len(short) :]).upper() == short:
        return True
    rest = iter(words[-1].upper()) if words else iter("")
    return bool(words) and words[-1][0].upper() == short[0] and all(letter in rest for letter in short)


def _tail(short: str, long: str) -> str:
    words = re.findall(r"[A-Za-z]+", long)
    initials = "".join(word[0] for word in words[-len(short) :]).upper() == short
    return " ".join(words[-len(short) :]) if initials else words[-1]
