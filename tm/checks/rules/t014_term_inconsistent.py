"""T014 term-inconsistent: a recurring word is rendered in several ways, and no glossary says which is right.

What it does: works on the aligned text alone. It learns which word of the source recurs and what usually renders it,
and reports a rarer rendering that stands where the usual one does not. A rarer rendering counts if it is the source
word itself, sounds like it, is a near spelling of the usual one, or goes with the word at three places and so often
that it is no chance (log-likelihood). Spellings with and without a space are compared as well. One finding for each
rarer rendering, at its first place; the others are related. Words with two technical senses (list: 목록, 리스트), words
marked as code, headings that are the name of a piece of code (template), parts of names, and renderings that stand only
in compounds of their own (일반 텍스트 for plain text, though text is 글) are passed over. Names are left to T013, terms
of the glossary to T001-T012. The rows of a table (TSV, CSV) may come from anywhere and are not taken for one document;
`tm glossary mine` reads them, and catalogues of more than 8,000 messages, which take longer to learn from than to check
(`at-most = 0` lifts that).
It is a warning where one word is spelt in two ways, or borrowed or left in Latin letters here and translated there;
info where both are Korean words, which may be two senses, and for spaces.
Why: one thing should have one name, also where nobody has written a glossary yet; a reader takes two names for two
things.
How to fix: choose one, and write it into the glossary (`tm glossary mine --accept`). There is no automatic fix.
Source: ISO 17100 asks for consistent terminology; association as in Dunning (1993) and Melamed (2000).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tm.checks import compounds, mined_words
from tm.checks.mined import AT_MOST, MinedBitext, mined
from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.core import Kind, Severity, Span
from tm.lang import hangul
from tm.lang.regex import regex
from tm.messages import say, times
from tm.terms.senses import apart

if TYPE_CHECKING:
    from tm.terms.mined import Mined, Rendering, Use

KOREAN = """T014 용어 불일치: 되풀이되는 낱말을 여러 가지로 옮겼고, 어느 쪽이 맞는지 정한 용어집이 없습니다.

무엇을 찾나: 정렬된 글만 보고 찾습니다. 원문에 되풀이되는 낱말과 그 낱말을 보통 옮기는 말을 알아낸 다음, 보통 쓰는
말이 없는 자리에 나오는 드문 번역어를 알립니다. 드문 번역어는 원어 그대로이거나, 원어의 소리를 적은 것이거나, 보통
쓰는 말과 철자가 비슷하거나, 세 곳 이상에서 우연이라고 볼 수 없을 만큼 그 낱말과 함께 나올 때만 셉니다. 띄어 쓴 꼴과
붙여 쓴 꼴도 비교합니다. 드문 번역어마다 한 번, 처음 나온 자리에서 알리고 나머지 자리는 함께 보여 줍니다. 전문 용어로
뜻이 둘인 낱말(list: 목록, 리스트), 코드로 표시한 낱말, 코드 이름인 제목(template), 이름의 일부는 보지 않습니다.
따로 굳은 합성어에만 나오는 번역어(text는 ‘글’이어도 plain text는 ‘일반 텍스트’)도 그렇습니다. 이름은 T013이, 용어집에
있는 용어는 T001~T012가 맡습니다. 표(TSV, CSV)의 행은 출처가 제각각일 수 있으므로 한 문서로 보지 않습니다. 그런 파일과
메시지가 8,000개를 넘는 목록은 `tm glossary mine`으로 봅니다(`at-most = 0`이면 목록도 모두 봅니다). 한 낱말을 두 가지로
적었거나, 어디서는 옮기고 어디서는 소리대로 또는 로마자로 적었으면 경고이고, 둘 다 우리말이어서 뜻이 다를 수도 있거나
띄어쓰기만 다르면 정보입니다.
왜: 용어집이 없는 글에서도 한 가지는 한 이름으로 불러야 독자가 헷갈리지 않습니다.
고치는 법: 하나를 골라 용어집에 적습니다(`tm glossary mine --accept`). 자동으로 고치지 않습니다.
근거: ISO 17100:2015의 용어 일관성 요구. 낱말의 연관은 Dunning(1993)과 Melamed(2000)의 방법으로 셉니다.
"""

_PATTERNS = (
    "The pattern is empty. Close the file. Write the pattern in quotes. Open the menu. The pattern ends here. "
    "Wait a moment. Each pattern has a name. Press the key. Save the pattern."
)
EXAMPLES = [
    Bad(
        _PATTERNS,
        "패턴이 비어 있습니다. 파일을 닫습니다. 패턴을 따옴표 안에 적습니다. 메뉴를 엽니다. 패턴은 여기에서 끝납니다. "
        "잠시 기다립니다. 패턴마다 이름이 있습니다. 키를 누릅니다. pattern을 저장합니다.",
        at="pattern",
    ),
    Bad(
        "The release has a number. Close the file. Sign the release. Open the menu. Write notes on the release. "
        "Wait a moment. Test the release. Press the key. Announce the release.",
        "릴리스에는 번호가 있습니다. 파일을 닫습니다. 릴리스에 서명합니다. 메뉴를 엽니다. 릴리스 설명을 적습니다. "
        "잠시 기다립니다. 릴리스를 시험합니다. 키를 누릅니다. 릴리즈를 알립니다.",
        at="릴리즈",
    ),
    Bad(
        "Open the log file. Close the door. The log file grows. Wait a moment. Delete the log file. Press the key. "
        "Send us the log file.",
        "로그 파일을 엽니다. 문을 닫습니다. 로그 파일이 커집니다. 잠시 기다립니다. 로그 파일을 지웁니다. "
        "키를 누릅니다. 로그파일을 보내 주십시오.",
        at="로그파일",
    ),
    Bad(
        _PATTERNS,
        "무늬가 비어 있습니다. 파일을 닫습니다. 무늬를 따옴표 안에 적습니다. 메뉴를 엽니다. 무늬는 여기에서 끝납니다. "
        "잠시 기다립니다. 무늬마다 이름이 있습니다. 키를 누릅니다. 패턴을 저장합니다.",
        at="패턴",
    ),
    Good(
        _PATTERNS,
        "패턴이 비어 있습니다. 파일을 닫습니다. 패턴을 따옴표 안에 적습니다. 메뉴를 엽니다. 패턴은 여기에서 끝납니다. "
        "잠시 기다립니다. 패턴마다 이름이 있습니다. 키를 누릅니다. 패턴(pattern)을 저장합니다.",
    ),
    Good(
        _PATTERNS,
        "패턴이 비어 있습니다. 파일을 닫습니다. 패턴을 따옴표 안에 적습니다. 메뉴를 엽니다. 여기에서 끝납니다. "
        "잠시 기다립니다. 패턴들에는 이름이 있습니다. 키를 누릅니다. 패턴을 저장합니다.",
    ),
    Good(
        _PATTERNS.replace("Save the pattern.", "Set the `pattern` option."),
        "패턴이 비어 있습니다. 파일을 닫습니다. 패턴을 따옴표 안에 적습니다. 메뉴를 엽니다. 패턴은 여기에서 끝납니다. "
        "잠시 기다립니다. 패턴마다 이름이 있습니다. 키를 누릅니다. `pattern` 옵션을 정합니다.",
    ),
    Good("A pattern and a pattern.", "패턴과 무늬."),
]


@rule("T014", "term-inconsistent", Severity.INFO, scope="bitext", language="ko")
def term_inconsistent(whole: Whole, *, least: int = 3, at_most: int = AT_MOST) -> Iterator[Hit]:
    """One finding for each rarer rendering of a recurring word.

    least:   uses of the usual rendering
    at_most: beads of a bitext that is looked at; 0 for any number
    """
    if 0 < at_most < len(whole.pairs):
        return
    if all(pair.source.kind is Kind.ENTRY and not pair.source.key for pair in whole.pairs):
        return  # the rows of a table may come from anywhere: no document
    found = mined(whole)
    listed = {term.source.casefold() for term in whole.glossary}
    taken: list[tuple[int, Span]] = []

    def wanted(term: Mined) -> bool:
        return term.named <= _NAMED and hangul.has_hangul(term.renderings[0].key)

    terms = found.miner.terms(wanted=wanted, nouns=_NAMED, many=min(least, _SPACED + 1), few=_FEW)
    for term in sorted(terms, key=lambda term: (-term.words, -term.score)):
        if term.source.casefold() in listed:
            continue
        usual = term.renderings[0]
        for rendering in term.renderings[1:]:
            severity = _severity(term, usual, rendering, found, least)
            if severity is not None:
                yield from _once(found, term, rendering.uses, usual.uses, severity, taken)
        for rendering in term.renderings:
            yield from _spacing(found, term, rendering, taken)


#: Share of uses with a capital from which a word is a name.
_NAMED = 0.4
#: The usual rendering stands with the term in at least this share of its beads, else it may render a neighbour:
#: where it is met often, and where it is met `_SELDOM` times.
_OFTEN_OWN, _SELDOM_OWN, _SELDOM = 0.5, 0.9, 3
#: ... and where it explains fewer of the beads with the term, nothing is usual.
_COVERED = 0.35


def _severity(term: Mined, usual: Rendering, rendering: Rendering, found: MinedBitext, least: int) -> Severity | None:
    """How sure it is that two renderings should be one; None for not at all."""
    many, few = len(usual.uses), len(rendering.uses)
    if many < least or not hangul.has_hangul(usual.key) or apart(term.key, rendering.key, usual.key):
        return None
    if not usual.uses[0].bare or any(use.text.endswith("다") and not use.bare for use in usual.uses):
        return None
    if rendering.evidence == "kept":
        return Severity.WARNING if mined_words.left_as_word(term, rendering, found) and few <= many / 2 else None
    if not all(map(hangul.is_syllable, rendering.key)) or not any(use.bare for use in rendering.uses):
        return None
    if _of_a_compound(rendering, usual, found):
        return None
    if rendering.evidence == "spelling":
        return Severity.WARNING if _borrowed(rendering.key, term) or _borrowed(usual.key, term) else None
    if usual.own < (_OFTEN_OWN if many > _SELDOM else _SELDOM_OWN) or many < _COVERED * term.count:
        return None
    if rendering.evidence == "sound":
        return _by_number(few, many) if _borrowed(rendering.key, term) else None
    if few > many or few < _FEW or len(rendering.key) < 2:
        return None
    if _akin(usual.key, rendering.key) or _in_one_compound(rendering, found):
        return None
    if _in_one_text(rendering, found) or _in_one_text(usual, found):
        return None
    return _by_number(few, many) if _borrowed(rendering.key, term) != _borrowed(usual.key, term) else Severity.INFO


def _by_number(few: int, many: int) -> Severity:
    """Against a few others, a word may be there for its sense; against many, it slipped in."""
    return Severity.WARNING if few * 4 <= many else Severity.INFO


#: Uses of a plain other word: fewer may be another sense, or free.
_FEW = 3


def _akin(one: str, other: str) -> bool:
    """Do two words share a part: 위 모서리, 아래 모서리? The rest renders a neighbour then."""
    return any(one[at : at + 2] in other for at in range(len(one) - 1))


def _in_one_compound(rendering: Rendering, found: MinedBitext) -> bool:
    """Does the term stand in one and the same compound at every use, which has a rendering of its own: function key?"""
    shared: set[str] | None = None
    for use in rendering.uses:
        around = found.miner.around(use)
        shared = around if shared is None else shared & around
    return bool(shared)


def _in_one_text(rendering: Rendering, found: MinedBitext) -> bool:
    """Is it one and the same text at every use, such as a row of many tables? It proves no more than one place."""
    return len({found.units[use.unit].target.text for use in rendering.uses}) < 2


def _of_a_compound(rendering: Rendering, usual: Rendering, found: MinedBitext) -> bool:
    """Does a rendering stand in compounds alone, on both sides, none of which has the usual one: 일반 텍스트?"""
    named: set[str] = set()
    for use in rendering.uses:
        around = found.miner.around(use)
        if not around or not compounds.in_korean(found.units[use.unit].target.text, use.target):
            return False
        named |= around
    return not any(named & found.miner.around(use) for use in usual.uses)


#: Syllables that words borrowed from English have and others rarely.
_LOAN = regex("[카-킿타-팋파-핗]|[그느드르므브스즈크트프흐]|[뉴뷰듀튜큐]|레|메|데|베|네|델|셋")


def _borrowed(word: str, term: Mined) -> bool:
    from tm.terms.sound import transliterates

    hangul_only = all(map(hangul.is_syllable, word))
    return hangul_only and transliterates(word, term.key.split()[-1], least=2) and _LOAN.search(word) is not None


def _once(
    found: MinedBitext,
    term: Mined,
    rare: tuple[Use, ...],
    usual: tuple[Use, ...],
    severity: Severity,
    taken: list[tuple[int, Span]],
) -> Iterator[Hit]:
    """One finding for a rarer rendering, unless a longer term has said it already."""
    free = [
        use
        for use in rare
        if not any(use.unit == unit and use.target.overlaps(span) for unit, span in taken)
        and not mined_words.named(found.units[use.unit].source.text, use.source)
    ]
    if not free:
        return
    taken += [(use.unit, use.target) for use in rare]
    first, other = free[0], usual[0]
    unit, home = found.units[first.unit], found.units[other.unit]
    source, target = unit.in_pair(first.source, first.target)
    related = [(say("rendered {text} here", text=other.text), home.pair, home.in_pair(other.source, other.target)[1])]
    for use in free[1:_PLACES]:
        place = found.units[use.unit]
        related.append(
            (say("rendered {text} here too", text=use.text), place.pair, place.in_pair(use.source, use.target)[1])
        )
    yield Hit(
        target,
        say(
            "'{source}' is {rare} here ({free}), {common} elsewhere ({usual})",
            source=term.source,
            rare=first.text,
            free=times(len(free)),
            common=other.text,
            usual=times(len(usual)),
        ),
        help=say("use one rendering, and write it into the glossary"),
        source=source,
        severity=severity,
        pair=unit.pair,
        related=related,
    )


#: Places listed with a finding.
_PLACES = 20


def _spacing(found: MinedBitext, term: Mined, rendering: Rendering, taken: list[tuple[int, Span]]) -> Iterator[Hit]:
    """The rarer spellings of one rendering, with a space or without."""
    spellings = rendering.spellings
    if len(spellings) < 2 or not hangul.has_hangul(rendering.key):
        return
    usual = tuple(use for use in rendering.uses if use.text == spellings[0][0])
    for spelling, _ in spellings[1:]:
        rare = tuple(use for use in rendering.uses if use.text == spelling)
        if spelling.casefold() != spellings[0][0].casefold() and len(usual) >= _SPACED and len(rare) <= len(usual):
            yield from _once(found, term, rare, usual, Severity.INFO, taken)


#: Uses of the usual spelling before another spacing counts.
_SPACED = 2
