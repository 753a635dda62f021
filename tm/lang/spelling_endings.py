"""Endings of verbs that are misspelt whatever the verb: 돌아가습니다, 먹을께요, 옮길려고, 돼지 않다, 쓰지 안는다.

Source: Hangul Orthography (한글 맞춤법), articles 18, 35, 40, 53 and 56; Standard Language (표준어 규정), article 17.
"""

from __future__ import annotations

import re

from tm.lang.hangul import INITIALS, VOWELS, compose, decompose, final
from tm.lang.josa_doubt import is_plain
from tm.lang.spelling_form import Form, with_final, written
from tm.lang.spelling_spacing_shapes import END, START, ending

_OPEN = "".join(compose(initial, vowel) for initial in INITIALS for vowel in VOWELS)
_L = ending("ㄹ")
#: Syllables in ㄹ that end nouns, before which 께 is the particle and 꺼 the verb: 하늘께, 불 꺼.
_NOUNS = "늘들딸불물달알쌀술풀칼"
#: What the past of a verb ends in, its ㅆ left out: 했, 갔, 왔, 됐.
_PAST = dict(
    zip("햇됫갓왓봣줫겟섯졋켯렷텃쳣엇엿줏펏컷폇롓녓켓뱟", "했됐갔왔봤줬겠섰졌켰렸텄쳤었였줬폈컸폈렜녔켰뱠", strict=True)
)

#: Those that are nothing else before 다 and 던.
_SURE = "".join(sorted(set(_PAST) - set("갓엿섯렷컷펏엇")))
#: Adjectives in ㅂ that lost it: 가까습니다 is 가깝습니다.
_LOST_B = ("가까", "어려", "무거", "가벼", "두꺼", "고마", "반가", "아름다", "새로", "까다로", "자유로", "쉬우", "어두")
#: Stems that lose 하 altogether before 지: 생각지 않다.
_LOST_HA = "생각|익숙|넉넉|깨끗|떳떳|답답|거북|섭섭|탐탁|짐작|의식|만족|충족|부족|녹록|똑똑|엄격"


def _polite(found: re.Match[str]) -> str:
    """돌아가습니다 to 돌아갑니다, 해습니다 to 했습니다, 만들습니다 to 만듭니다."""
    stem, rest = found["stem"], found["rest"]
    if stem.endswith(_LOST_B):
        return f"{stem[:-1]}{with_final(stem[-1], 'ㅂ')}습{rest}"
    if stem[-1] in "해되돼어아여와워져려켜혀겨쳐":
        past = {"되": "되었", "돼": "됐", "어": "었", "아": "았", "여": "였"}.get(stem[-1], with_final(stem[-1], "ㅆ"))
        return f"{stem[:-1]}{past}습{rest}"
    return f"{stem[:-1]}{with_final(stem[-1], 'ㅂ')}{rest}"


def _past(found: re.Match[str]) -> str:
    """갓습니다 to 갔습니다, 곳이엿습니다 to 곳이었습니다."""
    before = found.string[max(0, found.start("x") - 2) : found.start("x")]
    return "었" if found["x"] == "엿" and before[1:] == "이" and final(before[0]) else _PAST[found["x"]]


def _purpose(found: re.Match[str]) -> str:
    """옮길려고 to 옮기려고, 찾을려고 to 찾으려고."""
    return with_final(found["x"][0], "") + found["x"][1:]


def _not(found: re.Match[str]) -> str | None:
    """안는다 to 않는다 where a verb stands before it, not a noun in 지: 이미지 안은."""
    from tm.lang import ko

    before = found.string[max(0, found.start() - 20) : found.start("x")].rstrip()
    verb = before[before.rfind(" ") + 1 :].removesuffix("는").removesuffix("도")
    read = ko.morphemes(f"{verb} 않는다")
    inside = found.string[found.end("x")] in "은을고"  # 패키지 안은 비었다: inside it
    ends = any(
        token.span.end == len(verb) and "EC" in token.tags and not (inside and token.tag != "EC") for token in read
    )
    return "않" if ends and not is_plain(verb) else None


def _hope(found: re.Match[str]) -> str:
    """바래 to 바라."""
    return with_final("라", decompose(found["x"])[2])


def _irregular(found: re.Match[str]) -> str:
    """다르었 to 달랐, 이르었 to 이르렀, 따르었 to 따랐."""
    stem = found["x"][0]
    if found["x"] == "다다르었":
        return "다다랐"
    if stem in "이푸누":
        return f"{stem}르렀"
    bright = decompose(stem)[1] in "ㅏㅗ"
    if stem in "따치들잠":
        return f"{stem}{'랐' if bright else '렀'}"
    return f"{with_final(stem, 'ㄹ')}{'랐' if bright else '렀'}"


FORMS: tuple[Form, ...] = (
    # -습니다 behind an open stem
    Form(
        rf"습니[다까](?<=[{_OPEN}]습니[다까])",
        rf"(?P<x>(?P<stem>[가-힣]*[{_OPEN}])습(?P<rest>니[다까])){END}",
        _polite,
        "-",
        "error",
    ),
    Form(
        "습니(?<=[들알살]습니)",
        rf"{START}(?P<x>(?P<stem>(?:[가-힣]*(?:만들|흔들|힘들|떠들|거들)|살|알))습(?P<rest>니[다까])){END}",
        _polite,
        "18",
    ),
    Form("습니(?<=[합됩듭]습니)", rf"(?P<x>(?:[합됩]|만듭)습)(?=니[다까]{END})", lambda found: found["x"][:-1], "-"),
    Form("입습니", rf"(?<=[가-힣])(?<![아려껴덧힘])(?P<x>입습)(?=니[다까]{END})", written("입"), "-"),
    # Past tense with ㅅ
    Form(
        rf"[{''.join(_SURE)}](?:습니|다|던|지만|는데)",
        rf"(?P<x>[{''.join(_SURE)}])(?=습니[다까]|(?:다|던|지만|는데){END})",
        lambda found: _PAST[found["x"]],
        "-",
    ),
    Form("습니(?<=[갓엿섯렷컷펏]습니)", "(?P<x>[갓엿섯렷컷펏])(?=습니[다까])", _past, "-"),
    Form(
        "엇(?:습니|다|지만|는데)",
        rf"(?<=[가-힣])(?<![무그])(?P<x>엇)(?=습니[다까]|(?:다|지만|는데){END})",
        written("었"),
        "-",
    ),
    Form(
        "낫(?:습니|다|던|지만|는데)",
        r"(?<=[끝타어빛깨])(?P<x>낫)(?=습니[다까]|(?:다|던|지만|는데)(?![가-힣]))",
        written("났"),
        "-",
    ),
    # -ㄹ게, -ㄹ걸, -ㄹ수록, -ㄹ지, -ㄹ 거
    Form(
        f"께(?<=[{_L}]께)",
        rf"(?<=[{_L}])(?<![{_NOUNS}])(?P<x>께)(?! [없있많아])(?=요{END}|(?<=[할될줄볼갈올쓸둘릴킬낼을]께){END})",
        written("게"),
        "53",
    ),
    Form(
        f"께(?<=[{_L}]께)",
        r"(?<=[할될줄볼갈올쓸둘살릴킬낼을꿀])(?P<x>께)(?= (?:없|있|많|아니))",
        written(" 게"),
        "42",
    ),
    Form("께(?<![가-힣]께)요", rf"(?<=[{_L}])(?<![{_NOUNS}])(?P<x> 께)(?=요{END})", written("게"), "53"),
    Form(f"껄(?<=[{_L}]껄)", rf"(?<=[{_L}])(?<![{_NOUNS}껄])(?P<x>껄)(?=요?{END})", written("걸"), "53"),
    Form("쑤록", rf"(?<=[{_L}])(?P<x>쑤록)", written("수록"), "53"),
    Form(f"찌(?<=[{_L}]찌)", rf"(?<=[을될할일])(?P<x>찌)(?=[는도를 ]|{END})", written("지"), "53"),
    Form(
        f"꺼(?<=[{_L}]꺼)",
        rf"(?<=[{_L}])(?<![{_NOUNS}])(?P<x>꺼에요|꺼(?=(?:야|예요|죠|라고|라는|니까|라면)?{END}))",
        lambda found: " 거예요" if found["x"] == "꺼에요" else " 거",
        "42",
    ),
    Form(
        "꺼(?<![가-힣]꺼)[예에죠라니]",
        rf"(?<=[{_L}] )(?<![{_NOUNS}] )(?P<x>꺼(?:에요|예요){END}|(?<![을를] )꺼(?=(?:죠|라고|라는|니까){END}))",
        lambda found: "거예요" if found["x"] != "꺼" else "거",
        "-",
    ),
    Form("껍니[다까]", rf"(?<=[{_L}])(?P<x> ?껍)(?=니[다까]{END})", written(" 겁"), "-"),
    Form(
        "꺼(?<=[내네제]꺼)",
        rf"{START}(?P<x>[내네제]꺼)(?=(?:[는를도가]|야|예요|로)?{END})",
        lambda found: found["x"][0] + " 거",
        "42",
        "error",
    ),
    # -려고
    Form(
        f"려[고면](?<=[{_L}]려[고면])",
        r"(?P<x>[할될을를킬꿀낼쉴뀔뛸셀펼]려|(?<=[가-힣])[볼칠길릴질일]려)(?=고|면)",
        _purpose,
        "-",
    ),
    Form("쓸려[고면]", rf"{START}(?P<x>쓸려)(?=고|면)", written("쓰려"), "-", "warning"),
    # 되 and 돼
    Form("돼지", r"(?P<x>돼지)(?=(?:는|도|를)? ?(?:않|못|안[는습았])|(?:마|말)[고세시아])", written("되지"), "35"),
    Form(
        "돼",
        rf"(?P<x>돼)(?=도록|려[고면]|었|겠|네요|죠{END}|시[는기면고]|십시|다{END}|길 |기[는도를에]|는지|게[ 끔])",
        written("되"),
        "35",
    ),
    Form("[됀됄됌됑]", r"(?P<x>[됀됄됌])", lambda found: with_final("되", decompose(found["x"])[2]), "35"),
    Form("되도", r"(?<=[가-힣 ])(?P<x>되도)(?=[ ,.]|$)(?! ?않)", written("돼도"), "35", "error"),
    Form("되[.!?](?<![가-힣]되.)", r"(?<=[면도야이가안잘게] )(?P<x>되)(?=[.!?])", written("돼"), "35"),
    # 안 and 않
    Form(
        "안(?<![가-힣]안)(?:[습는았으도다아을은고던네]|거나)",
        r"지[는도를]? (?P<x>안)"
        r"(?=습니|는[ 다데지군]|네요|았|으[면므려니며]|도록|다[면고는]|아[도서야요]|"
        r"을(?: 수|까|지)|은 |고[ ,]|던 |거나)",
        _not,
        "-",
    ),
    Form(
        "않(?<![가-힣]않)(?![가-힣])",
        r"(?<![가-힣])(?<!지 )(?<!지는 )(?<!지도 )(?<!지를 )(?<!['\"‘“(])(?P<x>않)(?= [가-힣])(?! 된| 되| 됩| 될| 돼)",
        written("안"),
        "-",
    ),
    Form(
        "않(?<![가-힣]않)[와왔갔봤보쓰쓴씁오올온옵줬먹맞좋가]",
        r"(?<![가-힣])(?P<x>않)(?=[와왔갔봤쓰쓴씁올옵온줬먹맞좋]|보[이입여인였]|가[는고면]|오[는고면])",
        written("안 "),
        "-",
    ),
    # 바라다
    Form(
        "바[래랬랩](?<![가-힣]바.)",
        r"(?<=[기길] )바(?P<x>[래랬랩])(?=요|서|고|며|지|는|던|었|습|니|[.!]|봅|봐|본|왔)",
        _hope,
        "S11",
    ),
    Form(
        "바(?:래요|랬)",
        rf"(?<=[을를것] )바(?P<x>[래랬])(?=요{END}|[던었]|습니|다(?:고|는)?{END})",
        _hope,
        "S11",
        "warning",
    ),
    Form("바램", rf"{START}바(?P<x>램)(?=[은이을과]{END}|입니|이다|이며)", written("람"), "S11", "warning"),
    # 던 and 든
    Form(
        "말던지?(?![가-힣])",
        rf"(?P<x>(?<=[가-힣])던지? ?말던지?){END}",
        lambda found: found["x"].replace("던", "든").replace("든말", "든 말").replace("지말", "지 말"),
        "56",
    ),
    Form("던지(?![가-힣])", rf"(?<=[가-힣])(?P<x>던지)(?= (?:[가-힣]+ )?[가-힣]+던지{END})", written("든지"), "56"),
    Form("던지(?![가-힣])", rf"던지 (?:[가-힣]+ )?[가-힣]+(?P<x>던지){END}", written("든지"), "56"),
    Form(
        "던지?(?![가-힣])",
        r"(?<=[가-힣])(?P<x>던지?)(?= (?:간에|상관 ?없|관계 ?없))",
        lambda found: found["x"].replace("던", "든"),
        "56",
    ),
    Form(
        "던지?(?![가-힣])",
        rf"{START}(?:누구|어디|언제|무엇|뭐|(?:어떤|어느|무슨) [가-힣]{{1,6}})(?:에서|에게|에|로|이)?(?P<x>던지?){END}",
        lambda found: found["x"].replace("던", "든"),
        "56",
        "warning",
    ),
    # -지 behind a stem that has lost its 하
    Form("치(?<=[렇떻많좋않찮싫옳]치)", rf"(?<=[렇떻많좋않찮싫옳])(?P<x>치)(?=[는도]?{END})", written("지"), "-"),
    Form(
        f"치(?<=(?:{_LOST_HA})치)",
        rf"(?:{_LOST_HA})(?P<x>치)(?=[는도]? (?:않|못|아니))",
        written("지"),
        "40",
    ),
    # Verbs that sound alike: 낫다 and 낳다, 맞히다 and 맞추다
    Form(
        "낳(?<![가-힣]낳)[다습은지겠을네]",
        r"(?:보다|훨씬|것이|[는한된]게|[은는을] 게|편이) (?:더 )?(?P<x>낳)(?=[다습지겠네])",
        written("낫"),
        "-",
        "warning",
    ),
    Form(
        "맞[추춰췄춘출춥](?<![가-힣]맞.)",
        r"(?<![가-힣])(?:정답|해답|퀴즈|과녁)[을를] 맞(?P<x>[추췄춰춘출춥])",
        lambda found: {"추": "히", "춰": "혀", "췄": "혔", "춘": "힌", "출": "힐", "춥": "힙"}[found["x"]],
        "-",
        "warning",
    ),
    # 르 verbs
    Form("르었", r"(?P<x>다다르었|[가-힣]르었)", _irregular, "18", "error"),
)
