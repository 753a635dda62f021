"""U203 omission: a paragraph or sentence of the source has no counterpart in the target.

What it does: reports source text that the alignment leaves without a counterpart: whole paragraphs, headings, list
items and captions (neighbours as one finding), and sentences inside a translated paragraph. A sentence is reported
only if the translated paragraph is too short to hold it or lacks its numbers, names or links, or the alignment is
very sure. Images, code and markup are left alone, and so are names over pieces of code, a paragraph that a longer
neighbour seems to hold, and one whose numbers, names and links stand in an unmatched text elsewhere. Where more than
40 % of a document is unmatched, here and there, one finding says that it may translate another version.
Why: readers of the translation miss what the author said, and nobody notices.
How to fix: translate it at the place shown. If it was left out on purpose, say so: `<!-- tm: ignore U203 reason -->`.
Source: ISO 17100:2015, 5.3.2 (check for omissions); MQM error type "omission"; the alignment's confidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks import gaps, prose, rows
from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.core import Kind, Severity
from tm.messages import Said, say

KOREAN = """U203 번역 누락: 원문의 문단이나 문장이 번역문에 없습니다.

무엇을 찾나: 짝이 되는 번역이 없는 원문을 알립니다. 문단, 제목, 목록 항목, 그림 설명은 통째로 알리며 이웃한 것은
하나로 묶습니다. 번역된 문단 안의 문장은, 번역 문단이 그 문장을 담기에 너무 짧거나 그 문장의 숫자, 이름, 링크가 없거나
정렬이 아주 확실할 때만 알립니다. 그림, 코드, 마크업, 코드 위의 이름은 제외하고, 이웃한 긴 문단에 합쳐졌거나 같은
숫자, 이름, 링크를 지닌 채 다른 곳으로 옮겨진 것으로 보이면 알리지 않습니다. 문서 여기저기에서 40%가 넘게 짝이 없으면,
다른 버전을 번역한 것일 수 있다고 한 번만 알립니다.
왜: 번역문만 읽는 사람은 저자의 말을 놓치고, 놓친 줄도 모릅니다.
고치는 법: 표시된 자리에 번역을 넣습니다. 일부러 뺐다면 `<!-- tm: ignore U203 이유 -->`로 밝혀 둡니다.
근거: ISO 17100:2015 5.3.2(누락 확인), MQM 오류 유형 "누락", 정렬의 확신도.
"""

EXAMPLES = [
    Bad("The sensors are checked every spring.", ""),
    Bad("## Choosing a site", ""),
    Bad("Read [the report](https://example.org/report) first.", ""),
    Bad("Ice in 2017", ""),
    Good("![A map of the bay](map.png)", ""),
    Good("```\ncount(birds)\n```", ""),
    Good("<!-- draft -->", ""),
    Good("The sensors are checked every spring.", "센서는 봄마다 점검합니다."),
    Good("3.14 (2017)", ""),
    Good("First we count. Then we wait.", "먼저 세고 나서 기다립니다."),
]


@rule("U203", "omission", Severity.WARNING, scope="bitext")
def omission(whole: Whole, least: float = 0.5) -> Iterator[Hit]:
    """Report source text that stands alone. least: how sure the alignment must be, 0 to 1."""
    if version := gaps.other_version(whole):
        what = say(
            "this looks like another version of the document: {alone} of {total} segments are unmatched",
            alone=version.alone,
            total=version.total,
        )
        yield Hit(None, what, help=say("compare it with the version it translates"), pair=version.pair)
        return
    for gap in gaps.paragraphs(whole, "source", least=least):
        language, source = gap.pair.source_language, gap.pair.source
        if source.kind is not Kind.HEADING and language.startswith("en") and prose.only_names(source.blanked()):
            continue  # "Java", "Rust" over two pieces of code
        if gaps.words(source, language) >= 1:
            begins = prose.quoted(gap.pair.source)
            what = _several(whole, gap, begins) if gap.count > 1 else say("not translated: “{text}”", text=begins)
            habit = f"column {source.level}" if source.kind is Kind.CELL else ""
            yield Hit(None, what, help=say("translate it here"), pair=gap.pair, habit=habit)
    for gap in gaps.sentences(whole, "source", least=least):
        if gaps.words(gap.pair.source, gap.pair.source_language) >= 3:
            begins = prose.quoted(gap.pair.source)
            yield Hit(
                None,
                say("sentence not translated: “{text}”", text=begins),
                help=say("translate it here"),
                pair=gap.pair,
            )


def _several(whole: Whole, gap: gaps.Gap, begins: str) -> Said:
    """Of more than one segment: what they are, and the first words."""
    lost, count = gap.pair.bead.source, gap.count
    if not all(whole.bitext.source.segments[at].kind in (Kind.CELL, Kind.MARKUP) for at in lost):
        return say(
            "{count} paragraph is not translated, from “{text}”",
            "{count} paragraphs are not translated, from “{text}”",
            count=count,
            text=begins,
        )
    cells = say("{count} cell", "{count} cells", count=count)
    if number := rows.whole_rows(whole.bitext.source, lost):
        return say(
            "{count} row of a table ({cells}) is not translated, from “{text}”",
            "{count} rows of a table ({cells}) are not translated, from “{text}”",
            count=number,
            cells=cells,
            text=begins,
        )
    return say("{cells} of a table are not translated, from “{text}”", cells=cells, text=begins)
