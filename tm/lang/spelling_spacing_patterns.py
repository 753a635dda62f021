"""The shapes of wrong word spacing that `spelling_spacing` looks for, with the article that each rests on.

Here those of words that join others, of particles and of stops; the others stand in modules of their own.
Source: Hangul Orthography (한글 맞춤법), articles 2, 41 and 45.
"""

from __future__ import annotations

from tm.lang import spelling_spacing_nouns, spelling_spacing_verbs
from tm.lang.spelling_spacing_shapes import END, PARTICLE, START, WORD, G, L, N, Pattern, one
from tm.messages import say

_JOINED = say("및 is written apart from both sides")
_WORDS: tuple[Pattern, ...] = (
    # Words that join, article 45
    one(
        "및",
        rf"[가-힣A-Za-z0-9)]{G}및(?:(?P<g2>)(?=[가-힣A-Za-z0-9])|{END})",
        "45",
        _JOINED,
    ),
    one("및", rf"(?<![가-힣])및{G}[가-힣A-Za-z0-9]", "45", _JOINED),
    one("또는", rf"[가-힣A-Za-z0-9)]{G}또는(?:(?P<g2>)(?=[가-힣A-Za-z0-9])|{END})", "2", WORD, unless=r"사또는"),
    # Forms that stay what they are, article 2
    one(
        "위해|위한|위하",
        rf"(?:[을를]|기){G}위(?:해|한{END}|하여|함{END})",
        "2",
        WORD,
        unless=r".*(?:을|를|기)위해(?:하|한)",
    ),
    one(
        "에대|에의해|에의한|에따라|에따른|에관한|에관해|에비해",
        rf"[가-힣A-Za-z0-9)]에{G}(?:대(?:해|한{END}|하여)|의(?:해|한{END})|따(?:라|른{END})|관(?:한{END}|해)|비해)",
        "2",
        WORD,
        unless=r".*(?:세에대|최에대)",
    ),
    one("로인", rf"[가-힣]로{G}인(?:해|하여|한{END})", "2", WORD),
    one("과같|와같", rf"[가-힣A-Za-z0-9)][과와]{G}같(?:은{END}|이{END}|습니|다{END})", "2", WORD),
    one("불구", rf"도{G}불구하고", "2", WORD),
    one("다시말", rf"{START}다시{G}말(?:해|하면|하자면|해서){END}", "2", WORD),
    one("그밖|이밖", rf"{START}[그이]{G}밖(?:에|에는|의|에도){END}(?! ?(?:없|모르|모른))", "2", WORD),
    one("더이상", rf"{START}더{G}이상{END}", "2", WORD),
    one("다시한번", rf"{START}다시{G}한번", "2", WORD),
    one("만아니|뿐아니", rf"뿐만?{G}아니", "2", WORD),
    # Particles, article 41 (those that K604 does not look for)
    one(" 만큼", rf"(?<=[가-힣])(?P<g1> )만큼(?:은|의|이나|만)?{END}", "41", PARTICLE, unless=rf".*[{N}{L}]$|어느$"),
    one(" 뿐", rf"(?<=[가-힣])(?P<g1> )뿐(?:만|이|입|인|{END})", "41", PARTICLE, unless=rf".*(?:[{L}]|[다된는운던])$"),
    one(
        " 뿐만",
        r"(?:문자열|배열|모듈|모델|파일|메일|테이블|레이블|심벌|심볼|채널|커널|터미널|셸|툴|패널|레벨|라벨|[자트드스기]들)"
        r"(?P<g1> )뿐만 ?아니",
        "41",
        PARTICLE,
        unless=r".*만들$",
    ),
    one("뿐 만", r"뿐(?P<g1> )만 ?아니", "41", PARTICLE),
    one(
        " 대로",
        rf"(?:규칙|마음|순서|뜻|차례|절차|지침|설명|약속|계획|원칙|법|사실|이름|생각|그|이)(?P<g1> )대로{END}",
        "41",
        PARTICLE,
    ),
    one(
        "밖에",
        r"(?:것|하나|조금|일부|하루|정도|[한두세네몇] ?(?:번|개|명|가지|줄|달|시간)|"
        r"\d ?(?:번|개|명|가지|줄|달|시간|분|초|일|년|회|%))"
        r"(?P<g1> )밖에 (?:없|안 되|안 됩|안 남|못|모르)",
        "41",
        PARTICLE,
    ),
    one(
        "것 보다",
        r"것(?P<g1> )보다(?= (?:더|훨씬|낫|나은|좋|쉽|빠르|빠른|안전|효율|간단|크|큰|작|많|적|느리|느린))",
        "41",
        PARTICLE,
    ),
    one(" 생각 보다", r"(?:^| )생각(?P<g1> )보다(?= )", "41", PARTICLE),
    one(" 조차", rf"(?<=[가-힣])(?P<g1> )조차(?:도|{END})", "41", PARTICLE),
    # Stops and figures
    one("니다.|니다!|니다?", rf"니다[.!?]{G}[가-힣]", "2", say("a space stands behind a full stop")),
    one("0|1|2|3|4|5|6|7|8|9", rf"[가-힣](?:는|를|에서|에는|까지){G}\d", "2", WORD, sure=False),
)

#: The groups that mark spaces.
GAPS = ("g1", "g2", *spelling_spacing_nouns.COUNTER_GAPS)


def patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order in which they are tried."""
    return _PATTERNS


_PATTERNS = (*spelling_spacing_nouns.PATTERNS, *_WORDS, *spelling_spacing_verbs.PATTERNS)
