"""U205 length-ratio: a translation is far shorter or longer than the document's others.

What it does: learns from the document how long its translations are (median and spread of the ratio of lengths, prose
and headings apart; for short documents what is usual for the languages), and reports pairs far outside, by sentence
where the paragraph is aligned by sentence. Words that both sides share, such as names, and code count on neither.
A sentence counts with the one beside it where a clause went from one to the other.
Too short is a warning from three standard deviations on (headings and captions four and a half: they are worded
freely), too long from three and a half; a little less is information.
Silent where U201, U203 or U204 speak of the segment already, and where the alignment is in doubt.
Why: a clause that was left out, or explained at length, leaves no other trace.
How to fix: compare both sides and add what is missing. If all is there, leave it.
Source: MQM error types "omission" and "addition"; lengths as in Gale and Church (1993), with robust estimates.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks import gaps, held, prose
from tm.checks.lengths import Lengths, own_sizes
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Kind, Severity
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """U205 길이 비율: 번역이 이 문서의 다른 번역에 비해 너무 짧거나 깁니다.

무엇을 찾나: 문서에서 원문과 번역문의 길이 비율이 보통 얼마인지를(중앙값과 편차, 본문과 제목은 따로. 짧은 문서에서는
두 언어의 일반적인 비율) 익힌 뒤, 크게 벗어난 쌍을 알립니다. 문단이 문장 단위로 정렬되어 있으면 문장마다 봅니다.
이름처럼 양쪽에 그대로 있는 낱말과 코드는 세지 않습니다. 짧은 쪽은 표준편차의 세 배(자유롭게 옮기는 제목과 설명은
네 배 반), 긴 쪽은 세 배 반부터 경고이고, 그보다 조금 덜하면 정보입니다. 절 하나가 옆 문장으로 옮겨 간 곳은 두 문장을
함께 봅니다. U201, U203, U204가 이미 알린 세그먼트와 정렬이 불확실한 곳은 알리지 않습니다.
왜: 빠뜨린 절이나 길게 덧붙인 설명은 다른 흔적을 남기지 않습니다.
고치는 법: 양쪽을 비교하여 빠진 말을 넣습니다. 빠진 것이 없으면 그대로 둡니다.
근거: MQM 오류 유형 "누락", "추가", Gale과 Church(1993)의 길이 통계. 중앙값을 쓰므로 몇몇 극단적인 길이에 흔들리지
않습니다.
"""

EXAMPLES = [
    Bad(
        "Turn on the lamp when the fog comes in from the sea, because the ships that pass the cape at night cannot see "
        "the rocks, and the captain of one of them lost his way last winter.",
        "바다에서 안개가 밀려오면 등불을 켭니다.",
        at="바다에서 안개가 밀려오면 등불을 켭니다.",
    ),
    Bad(
        "The birds that nest on the northern cliffs leave in September, when the first storms reach the island, and "
        "they come back in the middle of April.",
        "북쪽 절벽의 새들은 9월에 떠납니다.",
    ),
    Bad(
        "Close the door of the cabin before you leave the ship.",
        "배를 떠나기 전에 선실 문을 닫습니다. 문이 열려 있으면 밤사이 비바람이 들이쳐서 해도와 일지가 젖고, "
        "나침반도 상할 수 있으며, 다음 날 아침에 배에 오르는 사람이 미끄러져 다칠 수도 있으므로 늘 조심해야 합니다. "
        "옛 선장들은 이 일을 배의 첫째 규칙으로 삼았습니다.",
    ),
    Good("Close the door of the cabin before you leave the ship.", "배를 떠나기 전에 선실 문을 닫습니다."),
    Good(
        "Thanks to Anna Berg, Ben Carter, Carla Dunn, David Ek, Emma Frost and George Hill for their help.",
        "도와준 Anna Berg, Ben Carter, Carla Dunn, David Ek, Emma Frost, George Hill에게 감사합니다.",
    ),
    Good("Please wait.", "네."),
    Good(
        "Turn on the lamp when the fog comes in from the sea, because the ships cannot see the rocks at night.",
        "밤에는 배에서 바위가 보이지 않으므로 바다에서 안개가 밀려오면 등불을 켭니다.",
    ),
]

#: Characters of the longer side, in those of the source, from which a ratio says something.
LEAST = 45
#: Standard deviations, too short and too long: a warning, and information.
SHORT, SHORT_INFO = 3.0, 2.7
LONG, LONG_INFO = 3.5, 3.0
#: The same of headings, cells and captions, which translators word freely: a warning.
TITLE = 4.5
#: Below so many, code and names included, nothing is looked at closely.
ORDINARY = 1.2
#: A sentence pair is looked at from this score on.
SURE = 0.7
_CODE = regex(r">>>|\[-|<[\w-]+> ?[<\[]|[{};]\s*$|^\s*#\w|\w\(\w*\)\s*[{:]")
#: Semicolons from which a text is code.
_STATEMENTS = 4
_SHORT_KINDS = frozenset({Kind.HEADING, Kind.CELL, Kind.CAPTION, Kind.META})


@rule("U205", "length-ratio", Severity.WARNING, scope="bitext")
def length_ratio(whole: Whole) -> Iterator[Hit]:
    """Report two-sided pairs whose lengths do not go together."""
    if gaps.other_version(whole):
        return
    told = gaps.told(whole)
    usual = gaps.lengths(whole)
    short = Lengths.of([pair for pair in whole.pairs if pair.source.kind in _SHORT_KINDS], usual)
    for pair in gaps.readable(whole):
        if not (pair.two_sided and pair.trusted) or pair.index in told:
            continue
        title = pair.source.kind in _SHORT_KINDS
        known = short if title else usual
        at, score = pair, _surprise(pair, known)
        if len(pair.sentences) > 1:
            for inner in pair.sentences:
                if not inner.two_sided or inner.bead.score < SURE:
                    continue
                found = _surprise(inner, known)
                if abs(found) > abs(score) and not _evened_out(pair, inner, found, known):
                    at, score = inner, found
        if (severity := _severity(score, TITLE if title else SHORT)) and not held.originals(pair):
            yield _hit(pair, at, score, known, severity)


def _surprise(pair: Pair, known: Lengths) -> float:
    """Standard deviations by which the target is too long; 0 where the lengths say nothing."""
    left, right = len(pair.source.text), len(pair.target.text)
    if max(left, right) < LEAST or abs(known.surprise(left, right)) < ORDINARY:
        return 0.0
    source, target = own_sizes(pair.source, pair.target)
    if max(source, target / known.ratio) < LEAST or _is_code(pair.source.text):
        return 0.0
    if not prose.in_language(pair.target.blanked(), pair.target_language):
        return 0.0
    return known.surprise(source, target)


def _evened_out(paragraph: Pair, inner: Pair, score: float, known: Lengths) -> bool:
    """Has a sentence beside it what this one lacks, or the other way round? Then a clause changed its sentence."""
    sizes = own_sizes(inner.source, inner.target)
    for near in held.beside(paragraph, inner):
        theirs = own_sizes(near.source, near.target)
        both = known.surprise(sizes[0] + theirs[0], sizes[1] + theirs[1])
        if near.two_sided and known.surprise(*theirs) * score < 0 and abs(both) < ORDINARY:
            return True
    return False


def _is_code(text: str) -> bool:
    return text.count(";") >= _STATEMENTS or _CODE.search(text) is not None


def _severity(score: float, least: float) -> Severity | None:
    if score <= -least or score >= LONG:
        return Severity.WARNING
    return Severity.INFO if score <= -SHORT_INFO or score >= LONG_INFO else None


def _hit(pair: Pair, at: Pair, score: float, known: Lengths, severity: Severity) -> Hit:
    source, target = own_sizes(at.source, at.target)
    share = target / source / known.ratio
    side: held.Side = "source" if score < 0 else "target"
    lone = [inner for inner in pair.sentences if held.has(inner, side) and not held.has(inner, held.opposite(side))]
    which = prose.quoted(held.of(max(lone, key=lambda one: one.bead.score), side)) if lone else ""
    sentence = at is not pair
    if score < 0:
        short = say(
            "this sentence has {share:.0%} of the length to be expected"
            if sentence
            else "this text has {share:.0%} of the length to be expected",
            share=share,
        )
        message = say("{what}: “{text}” is missing?", what=short, text=which) if lone else short
        return Hit(None, message, help=say("see whether something was left out"), severity=severity, pair=at)
    long = say(
        "this sentence is {share:.1f} times as long as expected"
        if sentence
        else "this text is {share:.1f} times as long as expected",
        share=share,
    )
    message = say("{what}: “{text}” is added?", what=long, text=which) if lone else long
    return Hit(None, message, help=say("see whether something was added"), severity=severity, pair=at)
