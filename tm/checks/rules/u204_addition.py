"""U204 addition: a paragraph or sentence of the target has no counterpart in the source.

What it does: reports target text that the alignment leaves without a counterpart: whole paragraphs (neighbours as one
finding) and sentences inside a paragraph. A sentence is reported only if the paragraph is too long for its source, or
the sentence has numbers, Latin words or links that the source lacks, or the alignment is very sure. Translator's
notes (역주, 옮긴이, `(* ...)`, an `<aside>` or a footnote that the source does not have) and credits that name the
original are legitimate and left alone, as are a first or last paragraph with a link that speaks of the translating,
front matter where the source has none, images, code and markup, and titles of boxes that have a default one. A
sentence that may render a clause of its neighbour, or beside the original that it translates, is no addition. Where
U203 reports a text at the same place, the two may be one that was rewritten: then this is information.
Why: the reader takes the addition for the author's words.
How to fix: delete it, or mark it as a translator's note: (역주: ...).
Source: MQM error type "addition"; the alignment's confidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks import gaps, prose
from tm.checks.notes import Notes, is_note
from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.core import Severity
from tm.messages import say

KOREAN = """U204 번역 추가: 번역문의 문단이나 문장이 원문에 없습니다.

무엇을 찾나: 짝이 되는 원문이 없는 번역문을 알립니다. 이웃한 문단은 하나로 묶습니다. 문단 안의 문장은, 문단이 원문에
비해 너무 길거나 그 문장에 원문에 없는 숫자, 로마자 낱말, 링크가 있거나 정렬이 아주 확실할 때만 알립니다. 역주, 옮긴이
주, `(* ...)`, 원문에 없는 각주와 `<aside>`, 원문을 밝히는 출처 표시는 정당한 추가이므로 알리지 않습니다. 글의 처음이나
끝에서 링크를 걸고 번역을 밝히는 문단, 원문에 머리말이 없을 때 번역문에만 있는 머리말, 기본 제목이 있는 알림 상자의
제목, 그림, 코드, 마크업도 제외합니다. 이웃 문장의 한 절을 옮긴 것일 수 있는 문장, 번역하고도 지우지 않은 원문 옆의
문장은 추가로 보지 않습니다. 같은 자리에서 U203이 빠진 글을 알리면 고쳐 쓴 글일 수 있으므로 정보로 알립니다.
왜: 독자는 덧붙은 말을 저자의 말로 읽습니다.
고치는 법: 지우거나 (역주: ...)처럼 옮긴이의 말임을 밝힙니다.
근거: MQM 오류 유형 "추가", 정렬의 확신도.
"""

EXAMPLES = [
    Bad("", "센서는 봄마다 점검합니다."),
    Bad("", "## 관측 장소 고르기"),
    Bad("", "이 방법은 요즘 한국에서도 널리 쓰입니다."),
    Good("", "(역주: 이 센서는 2019년에 단종되었습니다.)"),
    Good("", "> 옮긴이 주: 원문에는 그림이 없습니다."),
    Good("", "(* 이 낱말에는 아직 널리 쓰이는 번역이 없습니다.)"),
    Good("", "[^2]: 이 이야기는 한국에서는 조금 다르게 전해집니다."),
    Good("", "<aside>옛 단위는 미터법으로 바꾸었습니다.</aside>"),
    Good("", "*본 글은 저자의 허락을 받아 번역하였습니다.*"),
    Good("", "> 이 글은 Jane Doe의 [Owls](https://example.org/owls)를 저자의 허락을 받아 옮긴 것이다."),
    Good("", "![관측소](station.png)"),
    Good("", "```\ncount(birds)\n```"),
    Good("The sensors are checked every spring.", "센서는 봄마다 점검합니다."),
    Good("First we count and then we wait.", "먼저 셉니다. 그러고 나서 기다립니다."),
]

HELP = say("delete it, or mark it as a translator's note")


@rule("U204", "addition", Severity.WARNING, scope="bitext")
def addition(whole: Whole, least: float = 0.5) -> Iterator[Hit]:
    """Report target text that stands alone. least: how sure the alignment must be, 0 to 1."""
    if gaps.other_version(whole):
        return  # U203 says so
    notes = Notes(whole.bitext.target, whole.bitext.source)
    lost = list(gaps.paragraphs(whole, "source", least=least))
    for gap in gaps.paragraphs(
        whole, "target", least=least, expected=lambda pair: all(map(notes.has, pair.bead.target))
    ):
        text = gap.pair.target
        if gaps.words(text, gap.pair.target_language) >= 1:
            begins = prose.quoted(text, 32)
            message = (
                say(
                    "{count} paragraph is not in the source: “{text}”",
                    "{count} paragraphs are not in the source: “{text}”",
                    count=gap.count,
                    text=begins,
                )
                if gap.count > 1
                else say("this is not in the source: “{text}”", text=begins)
            )
            severity = Severity.INFO if gaps.at_one_place(whole, gap, lost) else None
            yield Hit(None, message, help=HELP, severity=severity, pair=gap.pair)
    for gap in gaps.sentences(whole, "target", least=least):
        text = gap.pair.target
        if gaps.words(text, gap.pair.target_language) >= 2 and not is_note(text):
            message = say("sentence not in the source: “{text}”", text=prose.quoted(text, 32))
            yield Hit(None, message, help=HELP, pair=gap.pair)
