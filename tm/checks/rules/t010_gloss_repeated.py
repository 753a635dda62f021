"""T010 gloss-repeated: a term is introduced a second time.

What it does: the original in brackets belongs to the first mention: 환각(hallucination), then 환각. Reported with
`policy = "first"` or `"first-per-section"`, and with `"auto"` (the default) where the document shows the habit: it
introduces two terms or more, and seldom repeats the brackets. `"none"` switches the rule off. Headings and the messages
of a catalogue are not looked at.
Why: repeated brackets interrupt the reader and say nothing new.
How to fix: take the brackets away; the particle behind them agrees with the term. Unsafe.
Source: Korean publishing practice of giving the original of a foreign term once, where it is met first.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.gloss_policy import NONE, SECTION, Mention, mentions, policy_of
from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.core import Severity, Span
from tm.messages import say
from tm.terms.replace import replacing

KOREAN = """T010 원어 병기 반복: 이미 소개한 용어에 원어를 또 적었습니다.

무엇을 찾나: 괄호 속 원어는 처음 나오는 자리에 한 번만 적습니다(처음에는 환각(hallucination), 그다음부터는 환각).
`policy = "first"`나 `"first-per-section"`일 때, 그리고 기본값 `"auto"`에서는 문서가 그렇게 쓰고 있을 때(둘 이상의
용어를 소개하고 거의 되풀이하지 않을 때) 알립니다. `"none"`이면 알리지 않습니다. 제목과 메시지 목록은 보지
않습니다.
왜: 되풀이된 괄호는 읽는 흐름을 끊습니다.
고치는 법: 괄호를 지우고 조사를 용어에 맞춥니다. 안전하지 않은 수정입니다.
근거: 외국어 용어를 처음 나온 곳에서 한 번만 괄호에 밝히는 출판 관행.
"""

_ROWS = "embedding,임베딩\ntensor,텐서"
EXAMPLES = [
    Bad(
        "An embedding is a tensor. Embeddings are small. The embedding of an embedding.",
        "임베딩(embedding)은 텐서(tensor)다. 임베딩은 작다. 임베딩의 임베딩(embedding)은.",
        glossary=_ROWS,
        at="(embedding)",
        fixed="임베딩(embedding)은 텐서(tensor)다. 임베딩은 작다. 임베딩의 임베딩은.",
    ),
    Bad(
        "A tensor, an embedding; tensors, the tensor, a tensor.",
        "텐서(tensor), 임베딩(embedding), 텐서, 텐서(tensor), 텐서.",
        glossary=_ROWS,
    ),
    Bad(
        "An embedding, a tensor. The embedding, the embedding, embeddings.",
        "임베딩(embedding), 텐서(tensor). 임베딩 (embedding)을 임베딩이 임베딩은.",
        glossary=_ROWS,
    ),
    Good("An embedding is a tensor.", "임베딩(embedding)은 텐서(tensor)다.", glossary=_ROWS),
    Good("Embeddings. An embedding.", "임베딩(embedding). 임베딩(embedding).", glossary=_ROWS),
    Good("An embedding, a tensor.", "임베딩, 텐서.", glossary=_ROWS),
    Good("Use it.", "임베딩(embedding). 임베딩(embedding).", glossary=_ROWS),
]


@rule("T010", "gloss-repeated", Severity.WARNING, scope="bitext")
def gloss_repeated(whole: Whole, *, policy: str = "auto") -> Iterator[Hit]:
    """policy: none, first, first-per-section, auto."""
    found = mentions(whole, by_section=policy == SECTION)
    if policy_of(policy, found) == NONE:
        return
    home: dict[str, Mention] = {}
    for mention in found:
        if mention.gloss is None:
            continue
        term = mention.use.concept.source
        if not mention.glossed_before:
            home[term] = mention
            continue
        text, first = mention.pair.target.text, home.get(term)
        yield Hit(
            Span(mention.gloss.start + (text[mention.gloss.start] == " "), mention.gloss.end),
            say("{target} was introduced before", target=mention.target),
            help=say("write {target} alone", target=mention.target),
            source=mention.use.source[0],
            term=term,
            pair=mention.pair,
            fix=replacing(text, Span(mention.span.start, mention.gloss.end), mention.span.of(text)),
            related=[(say("introduced here"), first.pair, first.span)] if first else (),
        )
