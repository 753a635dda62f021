"""What speaks against a particle: suffixes that sound like one, names, words spoken about.

Suffixes: 로 road, 과 department or family, 가 price or person, 나 of compound verbs (고장나).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from tm.lang.josa_forms import TO_LONG, TO_SHORT
from tm.lang.regex import regex

if TYPE_CHECKING:
    from tm.lang.ko import Morpheme

#: Syllables that Chinese characters are read as in Korean: words of others (토큰, 웹훅) take no Sino-Korean suffix.
_SINO = frozenset(
    "가각간갈감갑강개객갱거건걸검겁게격견결겸경계고곡곤골공과곽관괄광괘괴굉교구국군굴궁권궐궤귀규균귤극근금급긍기긴길김나낙난날"
    "남납낭내녀년념녕노농뇌뇨누눌니닉다단달담답당대댁덕도독돈돌동두둔득등라락란랄람랍랑래랭략량려력련렬렴렵령례로록론롱뢰료룡루"
    "류륙륜률륭륵름릉리린림립마막만말망매맥맹면멸명모목몰몽묘무묵문물미민밀박반발방배백번벌범법벽변별병보복본봉부북분불붕비빈빙"
    "사삭산살삼삽상새색생서석선설섬섭성세소속손솔송쇄쇠수숙순술숭슬습승시식신실심십쌍씨아악안알암압앙애액앵야약양어억언엄업여역"
    "연열염엽영예오옥온옹와완왕왜외요욕용우욱운울웅원월위유육윤율융은을음읍응의이익인일임입잉자작잔잠잡장재쟁저적전절점접정제조"
    "족존졸종좌죄주죽준중즉즐즙증지직진질짐집징차착찬찰참창채책처척천철첨첩청체초촉촌총촬최추축춘출충췌취측층치칙친칠침칭쾌타탁"
    "탄탈탐탑탕태택토통퇴투특파판팔패팽편평폐포폭표품풍피필핍하학한할함합항해핵행향허헌헐험혁현혈혐협형혜호혹혼홀홍화확환활황회획"
    "횡효후훈훼휘휴휼흉흑흔흘흠흡흥희"
)


def is_suffix(host: str, form: str, tokens: Sequence[Morpheme], following: Sequence[Morpheme], next_to: str) -> bool:
    """True when a disagreeing 로, 과 or 가 may be the end of a noun: 대학로 무대, 형사과 직원, 매각가.

    Args:
        tokens: the last token of the host and the word from there on
        following: the next two tokens behind the word
        next_to: the character directly behind the word
    """
    if host.endswith(_suffixed().get(form, ())):
        return True
    if form == "로" and not following and not next_to.strip() and tokens[0].tag in ("NNP", "XSN"):
        return True  # a road that stands alone: 용두산로
    if form == "과" and tokens[0].tag == "NNP" and len(host) > 3 and not is_plain(host):
        return next_to in set(",.)]·/<") or tokens[-1].form.endswith("의") or _has_tag(following, "SN")  # 남양극과의 꽃
    if form == "로" and len(tokens) > 2 and tokens[2].tag.startswith("VCP"):
        return True  # 비자림로라고
    if form == "로" and tokens[1].form in ("로", "로는", "로도", "로의"):
        if following and following[0].tag == "SN" and tokens[0].tag in ("NNG", "NNP"):
            return True  # 역삼로 12
        road = len(host) < 3 and tokens[0].tag in ("NNG", "NNP") and _SINO.issuperset(host)
        return road and not _is_predicate(following)
    if form == "과":
        head = following[0].form if following else ""
        return next_to in set(",.)]·/") or head in _suffixed().get("과 +", ())
    return False


#: Words in front of a number: 약 2분, 최대 3명.
_ABOUT = frozenset({"약", "대략", "최대", "최소", "평균", "총"})


def is_counted(host: str, following: Sequence[Morpheme]) -> bool:
    """True where a number follows 가 behind a word that makes no noun with it: 작업가 약 2분, but 상점가 약 2km."""
    number = following[0].tag == "SN" or (following[0].form in _ABOUT and len(following) > 1)
    return number and not host.endswith((*_suffixed().get("가", ()), *_suffixed().get("가 +", ())))


def reads_otherwise(word: str, start: int, *, plain: bool) -> bool:
    """True when the word on its own, without its neighbours, is read with no border at `start`.

    On its own a word is read as the dictionary has it: 권오을 is a name, 고장나 a verb, 미술가 a noun.
    plain: the form speaks for itself, so only one dictionary noun over the whole word counts.
    """
    from tm.lang import ko

    alone = ko.morphemes(word)
    if plain:
        return len(alone) == 1 and alone[0].tag in ("NNG", "NNP")
    across = next((token for token in alone if token.span.start < start < token.span.end), None)
    if across is None:
        return False
    before = [token for token in alone if token.span.end <= across.span.start]
    if word[start:] == "로" and across.tag == "NNG" and before and all(len(token.form) > 1 for token in before):
        return True  # 절대경로
    if across.tag == "NNG" and before and all(token.tag == "NNG" for token in before):
        host = ko.morphemes(word[:start])
        if len(host) == 1 and host[0].tag == "NNP":  # 임상효과: common nouns rather than somebody's name
            return True
    # 일가 in 파일가 and 자이 in 사용자이: a short word that only the end of the host makes up
    return not before or start - across.span.start > 1 or sum(len(token.form) < 2 for token in before) > 1


@cache
def listed() -> frozenset[str]:
    """Loanwords in Hangul, and nouns that no suffix follows which looks like a particle."""
    text = resources.files("tm.lang").joinpath("data/ko_latin_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t")[1] for line in text.splitlines() if not line.startswith("#"))
    nouns = resources.files("tm.lang").joinpath("data/ko_plain_nouns.tsv").read_text(encoding="utf-8")
    plain = {line for line in nouns.splitlines() if not line.startswith("#")}
    return frozenset(plain | {form for row in rows for form in row.split("|") if len(form) > 1})


def is_plain(host: str) -> bool:
    """True when a host is, or ends in, a listed loanword or noun that no suffix follows: 메서드, 파일, 이름.

    Two syllables at the end of three say little: 르노 in 보르노이 (Voronoi).
    """
    known = listed()
    return any(host[start:] in known for start in range(len(host) - 1) if start != 1 or len(host) > 3)


def _has_tag(following: Sequence[Morpheme], tag: str) -> bool:
    return bool(following) and following[0].tag == tag


def _is_predicate(following: Sequence[Morpheme]) -> bool:
    """True when the next word is a verb, an adverb or a noun with 하다: what a 로 of direction or means leads to."""
    if not following:
        return False
    first = following[0]
    if first.tag[0] == "V" or first.tag in ("MAG", "XR"):
        return True
    return (
        len(following) > 1 and first.span.end == following[1].span.start and following[1].tag.startswith(("XSV", "XSA"))
    )


#: What follows the name of a script, a language or a people.
_OF_NAMES = frozenset({"문자", "언어", "글자", "자", "부족", "방언", "민족"})
#: What follows somebody's name: 서안나 역.
_BEHIND_NAMES = frozenset({"역", "씨", "님", "여사"})


def is_name(host: str, form: str, following: Sequence[Morpheme]) -> bool:
    """True when a disagreeing 이, 와 or 가 may be the end of a foreign name that no list has: 보로노이, 난닝가.

    Behind a word that no list has, 이 counts as a particle before a predicate only, the others before anything but
    the end.
    """
    if form not in ("이", "와", "가", "나") or is_plain(host):
        return False
    if following and following[0].form in _BEHIND_NAMES:
        return True
    if form == "나":
        return False
    if not following or following[0].form in _OF_NAMES:
        return True
    return form == "이" and (not _is_predicate(following) or any(token.tag == "UNKNOWN" for token in following))


#: One syllable that is a noun, to the forms that are no part of another word behind it: 값를, 표을, 탭로.
_SHORT = {
    **dict.fromkeys("앱웹탭팀폼팁맵힙핀컵팩캠칩갭셀", frozenset({"를", "가", "는", "와", "로"})),
    **dict.fromkeys("값때것칸뜻틀꼴쪽힘빛몸끝", frozenset({"를", "와", "로", "과"})),
    **dict.fromkeys("값것", frozenset({"를", "는", "가", "와", "로"})),
    **dict.fromkeys("수표예차해개코혀피뇌죄새게", frozenset({"을"})),
    **dict.fromkeys("키뷰큐", frozenset({"을", "은", "과", "으로"})),
}


def is_short(host: str, form: str) -> bool:
    """True when a host of one syllable is a noun, and the form behind it nothing but a particle."""
    return form in _SHORT.get(host, ())


def both_forms(text: str, form: str, end: int) -> bool:
    """True for 을(를), 은/는: both forms stand there, for whatever word will be filled in."""
    other = TO_SHORT.get(form) or TO_LONG.get(form)
    end += text.startswith(" ", end)
    return other is not None and text.startswith((f"({other})", f"（{other}）", f"({other}）", f"/{other}"), end)


#: Endings of 이다 that were torn from it: 상태이 고.
COPULA_TORN = regex(r"\s(?:고|며|므로|지만|면|라서|라는|라고|기)(?![가-힣])")
#: Particles and words behind which no particle of a noun stands: what does has lost its noun (및를, 명령은를).
_CLOSED = frozenset({"JX", "JKO", "JKG", "JKS", "MAJ", "EC", "EF", "ETM"})
_ENDS_CLOSED = ("은", "는", "을", "를", "의", "이", "가", "인", "한", "된", "면", "고", "도록")


#: What stands before forms of verbs that lose their ㅅ, by what is left of the stem: 짝지은, 뒤이은, 쏟아부은, 그은.
_BEFORE_SIOT = {
    "지": "짝 약 척 밥 집 죄 글 시 떼 옷 줄 복 무리 농사 한숨 미소 눈물 웃음 이름 매듭 결론 노래 구분 한정 규정 결정 "
    "확정 갈음 가름 판가름 가늠 특징 관련 연관",
    "이": "뒤 연 맞 대 줄 연달아 잇따라 뒤따라 죽",
    "나": "더 덜 더욱 훨씬 보다 조금 좀 제일 가장",
    "부": "쏟아 퍼 들이 때려 갖다 처 따라 끼얹어 쳐 적금 곗돈",
    "그": "선 줄 금 획 밑줄 내리 가로 성호 경계선 빗금 치 테두리",
    "저": "휘 노 내 고개 손 뒤 휘휘",
    "모": "끌어 그러 불러 긁어 쓸어 주워 거둬 거두어 쌓아 돈 힘 입 뜻 손 한데",
}


def has_lost_siot(host: str, form: str) -> bool:
    """True where 은 or 을 may be the ending of a verb that lost the ㅅ of its stem: 짝지은, 구분지을.

    Behind 지 the rest is a noun: 구분 in 구분지, while 목적지 is a word.
    """
    before = _BEFORE_SIOT.get(host[-1:])
    if form not in ("은", "을") or before is None:
        return False
    if host[:-1] in before.split():
        return True
    if host[-1] != "지" or len(host) < 3 or is_plain(host):
        return False
    from tm.lang import ko

    tokens = ko.morphemes(host)
    return len(tokens) > 1 and tokens[-1].form == "지" and tokens[-2].tag in ("NNG", "XSN")


#: The ending -ㄴ가 before 보다: 아는 사인가 보지; and verbs in 와: 시집와.
_GUESSED = regex(r"\s보(?:지|다|네|군|아|죠|며|면|니|았|였|구)|\s봐")
_VERBS = frozenset({"시집와", "장가와"})
_AUTHOR = regex(r"\s*(?:[.,)]|$|중 )")  #: behind 문장가, who writes well


def is_verb(text: str, host: str, form: str, end: int) -> bool:
    """True for the end of a verb: 암행어사인가 보군, 시집와."""
    if host + form == "문장가" and _AUTHOR.match(text, end):
        return True
    return host + form in _VERBS or (
        form == "가" and host[-1:] in "인한된은간" and _GUESSED.match(text, end) is not None
    )


#: A street with the number of a house: 안양산로 616-2, 천년로13길.
_HOUSE = regex(r"\s?[0-9]+(?:-[0-9]+|번?길|번지)|\s[0-9]+(?![0-9.,]|\s?[가-힣%A-Za-z])")


def is_address(text: str, form: str, end: int) -> bool:
    """True for a 로 that is a street, the number of a house behind it."""
    return form == "로" and _HOUSE.match(text, end) is not None


def has_lost_noun(host: str, form: str, tokens: Sequence[Morpheme]) -> bool:
    """True where the particle stands behind a word that cannot be its noun, which was moved or left out.

    이 behind another particle is the beginning of the next word: 프로세스로이 작업을.
    """
    tag = tokens[-1].tag.rpartition("+")[2] if tokens else ""
    if form == "이" and (tag == "JKB" or (tag == "MAG" and not is_plain(host))):
        return True
    if tag not in _CLOSED or is_plain(host):
        return False
    return tag == "MAJ" or host.endswith(_ENDS_CLOSED)


def is_named(host: str, form: str) -> bool:
    """True for 은는, 을를: particles spoken about, not used. 이으로 is the pronoun."""
    return (host in TO_SHORT or host in TO_LONG) and not (host == "이" and form == "으로")


@cache
def _table() -> tuple[tuple[str, str], ...]:
    text = resources.files("tm.lang").joinpath("data/ko_not_josa.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple((row[0], row[1]) for row in rows)


@cache
def words() -> tuple[str, ...]:
    """Words that end in a syllable which looks like a particle that disagrees."""
    return tuple(word for word, kind in _table() if kind == "word")


@cache
def _suffixed() -> dict[str, tuple[str, ...]]:
    """Form to the words after which it is a suffix; `과 +`: the words that follow such a noun."""
    kinds = {kind for _, kind in _table()} - {"word"}
    return {kind: tuple(word for word, k in _table() if k == kind) for kind in kinds}
