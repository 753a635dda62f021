"""K601 to K604 on whole texts: what the text itself says, places in the file, fixes."""

from __future__ import annotations

import random

import pytest

from tests.checks.harness import apply_fixes, document, findings
from tm.checks import engine
from tm.checks.particles import PARTNER, uses
from tm.checks.registry import load
from tm.core import Bead, Bitext, Diagnostic, Document, Mask, Places, Segment, Span

HOSTS = "데이터 메서드 파일 모델 환각 GPU SQL JSON 3 5km 30% `None` `file` 정답(truth) [WaveNet](https://a.example/b)"


def check(lines: list[str], codes: tuple[str, ...] = ("K601", "K602", "K603", "K604")) -> list[Diagnostic]:
    """Findings on a document with one segment a line."""
    text, segments, at = "\n".join(lines), [], 0
    for number, line in enumerate(lines):
        masked = document(line, "ko").segments[0].masked
        segments.append(Segment(str(number), line, Places.identity(at, len(line)), masked=masked))
        at += len(line) + 1
    beads = tuple(Bead(range(0), range(number, number + 1)) for number in range(len(lines)))
    bitext = Bitext(Document("en.md", "en", ""), Document("ko.md", "ko", text, tuple(segments)), beads)
    return engine.run(bitext, [load()[code] for code in codes])


def test_one_form_against_many() -> None:
    """One 를 behind a word that takes 을 and the like ten times is reported, though its reading is open."""
    lines = ["set을 만듭니다."] * 10 + ["set를 지웁니다."]
    found = check(lines)
    assert [(d.code, d.target.text if d.target else "") for d in found] == [("K602", "를")]
    assert not check(lines[:5] + lines[-1:])


def test_a_consistent_text_has_its_way() -> None:
    """An unlisted word that the text treats against its spelling throughout is left alone, a listed one is not."""
    assert len(check(["Zorbikan가 왔습니다."])) == 1
    assert not check(["Zorbikan가 왔습니다.", "Zorbikan를 봤습니다.", "Zorbikan는 갑니다."])
    assert len(check(["JSON가 왔습니다.", "JSON를 봤습니다.", "JSON는 갑니다."])) == 3


def test_placeholders_take_both_forms() -> None:
    """A single form behind a placeholder is reported where the text writes both forms behind all others."""
    both = [f"%s을(를) {verb}" for verb in ("엽니다", "닫습니다", "지웁니다", "옮깁니다")]
    found = check([*both, "%s을 읽을 수 없습니다"])
    assert [(d.code, d.severity, d.fix.edits[0].text if d.fix else "") for d in found] == [
        ("K602", "warning", "을(를)")
    ]
    assert not check(["%s을 엽니다", "%s을 읽을 수 없습니다"])


@pytest.mark.parametrize("host", HOSTS.split())
@pytest.mark.parametrize("forms", [("을", "를"), ("이", "가"), ("은", "는"), ("과", "와"), ("으로", "로")])
def test_one_form_is_right_and_the_other_is_found(host: str, forms: tuple[str, str]) -> None:
    """Behind each kind of host exactly one of the two forms is reported, at its place, and its fix silences all."""
    wrong = []
    for form in forms:
        line = f"여기서 {host}{form} 함께 봅니다."
        found = [d for code in ("K601", "K602") for d in findings(code, "", line)]
        if not found:
            continue
        wrong.append(form)
        assert [d.target.text for d in found if d.target] == [form]
        fixed = apply_fixes(line, found)
        assert fixed == line.replace(f"{host}{form}", f"{host}{PARTNER[form]}")
        assert not [d for code in ("K601", "K602") for d in findings(code, "", fixed)]
    assert len(wrong) == 1


@pytest.mark.parametrize(
    "line",
    [
        "제2과 3과에서는 을지로3가와 종로 5가를 다룹니다.",
        "https://a.example/b를 보고 `run()`을 부릅니다.",
        "Kim et al.은 Lee et al.는",
        "가져오기<sup>Fetching</sup>가 끝났습니다.",
        "파일(들)을 고릅니다. 값(들)을 봅니다.",
        "파일(으)로 저장하거나 값(으)로 바꿉니다.",
        "(인터프리터가 그곳에 있을 때)을 첫 줄에 씁니다.",
        "`$path`을 읽고 $name를 씁니다. %1을 %2를",
        "`open -a <name>`를 부르고 `open -a <name>`을 봅니다.",
        "파트 3를 읽고 파트 3을 봅니다. `km`는 길이이고 `km`은 이름입니다.",
        "포트 25이 고 메서드는(`run()`)는 씁니다. Update이 항목에서는 다룹니다.",
        "2020/12/25로 미룹니다. &quot;중대한 오류&quot;(500)가 납니다.",
        "임상효과 근거를 봅니다. 타그반와 자, 메이테이 마옉",
        "xfsdump를 씁니다. templates을 만듭니다.",
        "API이 (가) 바뀝니다. R2이 하 버전과 `run`이 기능은 다릅니다. 상태이 고 끝납니다.",
        "다음 명령은를 부르고 및를 더합니다. 보려면를 씁니다. 프로세스로이 작업을 합니다.",
    ],
)
def test_left_alone(line: str) -> None:
    """Lessons, streets, addresses, calls, open readings, notes and variables are no findings of K601 and K602."""
    assert not check([line], ("K601", "K602"))


def test_a_unit_behind_a_placeholder_is_read_as_one() -> None:
    """Behind a placeholder a unit has its name, and what is no unit is left open."""
    line = "{n}GB을 씁니다. {n}X을 씁니다. {n}X(으)로 읽습니다."
    masks = tuple(Mask(Span(at, at + 3), "variable") for at, piece in enumerate(line) if piece == "{")
    segment = Segment("0", line, Places.identity(0, len(line)), masked=masks)
    bitext = Bitext(Document("en.po", "en", ""), Document("ko.po", "ko", line, (segment,)), (Bead(range(0), range(1)),))
    found = engine.run(bitext, [load()[code] for code in ("K602", "K603")])
    assert [d.target.span.start for d in found if d.target] == [line.index("을")]


def test_space_and_agreement_are_fixed_at_once() -> None:
    """Closing up a particle also puts its form right, so a second run has nothing to do."""
    line = "GPU 을 쓰고 JSON 를 읽습니다. `run` 은 빠릅니다."
    found = findings("K604", "", line)
    fixed = apply_fixes(line, found)
    assert fixed == "GPU를 쓰고 JSON을 읽습니다. `run`은 빠릅니다."
    assert not check([fixed])


def test_any_text_is_survived() -> None:
    """No mixture of hosts, marks and particles stops a rule, and every finding stands inside its text."""
    draw = random.Random(5)
    pieces = [
        "을",
        "를",
        "(",
        ")",
        "`",
        "GPU",
        " ",
        "3",
        "[",
        "](u)",
        "**",
        '"',
        "가",
        "으로",
        "\\",
        "값",
        "_",
        "%s",
        "</b>",
    ]
    for _ in range(400):
        line = "가" + "".join(draw.choices(pieces, k=12)).strip()
        for found in check([line]):
            assert found.target is not None
            assert 0 <= found.target.span.start < found.target.span.end <= len(line)


def test_uses_names_the_host() -> None:
    """What is read out is found behind marks: the words of a link, a quotation, emphasis, code."""
    line = '[WaveNet](https://a.example/b)을 "이름"을 **GPU**를 `None`을 정답(truth)을'
    found = [(use.host.kind, use.host.text) for use in uses(document(line, "ko").segments[0])]
    assert found == [
        ("word", "WaveNet"),
        ("hangul", "이름"),
        ("word", "GPU"),
        ("code", "None"),
        ("bracket", "정답"),
    ]


@pytest.mark.parametrize(
    ("code", "target", "shown"),
    [
        ("K602", "`foo: false`은 된다", "`foo: false`는"),
        ("K602", "글(text)를 읽는다.", "글(text)을"),
        ("K602", "(값은 “짧은 이름”를 쓴다)", "“짧은 이름”을"),
        ("K602", "그 글(긴 text (안의 글))를 읽는다.", "글(긴 text (안의 글))을"),
        ("K602", "그 [긴 **JSON**](https://a.example/b)를 본다", "[긴 **JSON**](https://a.example/b)을"),
        ("K603", "그 **파일**이(가) 없다.", "**파일**이"),
        ("K604", "값(value) 을 바꾼다.", "값(value)을"),
        ("K604", "`run it` 은 빠르다.", "`run it`은"),
    ],
)
def test_the_help_shows_what_the_fix_makes(code: str, target: str, shown: str) -> None:
    """The help has the word with its marks and brackets, just as the fixed text has it."""
    found = findings(code, "the text", target)
    assert [one.help for one in found] == [f"write {shown}"]
    assert shown in apply_fixes(target, found)


@pytest.mark.parametrize(
    "text", ["작업가 약 2분 걸립니다.", "압축가 최대 3배 빠릅니다.", "회선가 약 2개입니다.", "학습가 2번 멈춥니다."]
)
def test_a_particle_in_front_of_a_number(text: str) -> None:
    """가 behind a word that makes no noun with it is a particle, whatever an analyser takes it for."""
    (found,) = findings("K601", "It takes time.", text)
    assert found.target is not None
    assert found.target.text == "가"


@pytest.mark.parametrize(
    "text", ["번역가 약 20명", "독립운동가 12명", "판매가 약 2만 원", "상점가 약 2km", "응원가 3곡"]
)
def test_a_noun_in_front_of_a_number(text: str) -> None:
    """Persons, prices, streets and songs."""
    assert findings("K601", "It is so.", text) == []
