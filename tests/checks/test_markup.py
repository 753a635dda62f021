"""M402-M407: what counts as the same code, placeholder, tag, shape, emphasis and image, with exact places."""

from __future__ import annotations

import pytest

from tests.checks.bitexts import document
from tests.checks.harness import apply_fixes, findings
from tm.checks import engine
from tm.checks.emphasis import broken, stray
from tm.checks.placeholders import placeholders
from tm.checks.registry import load
from tm.checks.rules.m407_image import name
from tm.checks.tags import tags, unbalanced
from tm.core import Bead, Bitext, Diagnostic, Document, Kind, Severity
from tm.formats import po, read_document

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def message(code: str, source: str, target: str, *, flags: str = "", plural: str = "") -> list[Diagnostic]:
    """What one rule says about a message of a catalogue; both sides as written in the file."""
    flag = f"#, {flags}\n" if flags else ""
    many = f'msgid_plural "{plural}"\n' if plural else ""
    written = f'msgstr[0] "{target}"' if plural else f'msgstr "{target}"'
    text = f'{HEADER}{flag}msgid "{source}"\n{many}{written}\n'
    found, _ = po.read(text.encode(), name="ko.po", source_language="en", target_language="ko")
    return engine.run(found, [load()[code]])


def files(code: str, source: str, target: str) -> list[Diagnostic]:
    """What one rule says about two Markdown files whose blocks pair one to one."""
    left = read_document(source.encode(), name="en.md", language="en")
    right = read_document(target.encode(), name="ko.md", language="ko")
    assert len(left.segments) == len(right.segments)
    beads = tuple(Bead(range(i, i + 1), range(i, i + 1)) for i in range(len(left.segments)))
    return engine.run(Bitext(left, right, beads), [load()[code]])


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("%s moved to %s", "%s 이동됨: %s"),
        ("%d files in %s", "%2$s에 있는 파일 %1$d개"),
        ("%5d files", "파일 %d개"),
        ("%(count)d of %(all)d", "%(all)d개 중 %(count)d개"),
        ("100% sure", "100% 확신"),
        ("50 % of users", "사용자의 50 %"),
        ("{name} and {name}", "{name} 둘"),
        ("{0} in {1}", "{1}에 {0}"),
        ("%1 of %2", "%2 중 %1"),
        ("{n, plural, one {# owl} other {# owls}}", "{n, plural, other {올빼미 #마리}}"),
        ("{{ name }} left", "{{name}} 님이 나갔습니다"),
        ("$t(greeting) there", "거기 $t(greeting)"),
        ("{n, plural, one {# in {place}} other {# in {place}}}", "{n, plural, other {{place}에 #개}}"),
        (
            "{w, select, a {{n, plural, one {He} other {They}}} other {It}}",
            "{w, select, a {{n, plural, other {그들}}} other {그것}}",
        ),
        ("%d%% done", "%d%% 진행됨"),
        ("Zoom: %1 %", "배율: %1%"),
    ],
)
def test_same_placeholders(source: str, target: str) -> None:
    """Order by number, repetition, widths and plural options are the translator's."""
    assert not message("M403", source, target, flags="c-format" if "%" in source and "%1 " not in source else "")


@pytest.mark.parametrize(
    ("source", "target", "at"),
    [
        ("moved to %s", "%d(으)로 이동", "%d"),
        ("%s and %d", "%d 그리고 %s", "%d"),
        ("moved to %s", "이동 %s %s", "%s"),
        ("%(count)d photos", "사진 %(count)장", "%(count)"),
        ("open {path}", "{경로} 열기", "{경로}"),
        ("%1 of %2", "%2 중 %3", "%3"),
        ("{g, select, male {he} other {they}}", "{g, select, 남 {그} other {그들}}", None),
    ],
)
def test_other_placeholders(source: str, target: str, at: str | None) -> None:
    """An altered, added or swapped placeholder is an error at its place."""
    found = message("M403", source, target, flags="c-format" if "%s" in source or "%(" in source else "")
    assert [d.severity for d in found] == [Severity.ERROR]
    assert at is None or (found[0].target is not None and found[0].target.text == at)


def test_the_singular_may_drop_or_take_the_number() -> None:
    """A language with one form for both writes the number of the plural, and that is no addition."""
    many = "%d files in %s"
    assert not message("M403", "one file in %s", "%2$s에 파일 %1$d개", flags="c-format", plural=many)
    assert not message("M403", "%d file in %s", "%2$s에 파일 %1$d개", flags="c-format", plural=many)
    assert message("M403", "one file in %s", "파일 하나", flags="c-format", plural=many)


def test_a_percent_sign_is_no_placeholder() -> None:
    """Prose is full of percent signs."""
    segment = document(["100 % of the data, 5% off, 20%d"], "en").segments[0]
    assert not placeholders(segment)


def test_tags_without_a_partner() -> None:
    """Tags pair by name over a whole document; void and empty ones need no partner."""
    (segment,) = document(["<b>a</b> <br> <Tip/> <kbd>x</kbd> <sub>y {% if a %}"], "en").segments
    lone = unbalanced((0, tag) for tag in tags(segment))
    assert set(lone) == {"<sub", "{%if"}


def test_an_unclosed_block_is_found_where_it_opens() -> None:
    """A component that is never closed swallows the page: the finding stands on its opening tag."""
    source = "<Tip>\n\nOwls sleep.\n\n</Tip>\n\nMore.\n"
    assert not files("M404", source, "<Tip>\n\n올빼미는 잡니다.\n\n</Tip>\n\n더.\n")
    (found,) = files("M404", source, "<Tip>\n\n올빼미는 잡니다.\n\n<Tip>\n\n더.\n")[:1]
    assert found.target is not None
    assert found.target.text == "<Tip>"
    assert found.severity is Severity.ERROR


def test_names_in_angle_brackets_are_no_tags() -> None:
    """Usage lines of programs name their arguments in angle brackets."""
    assert not message("M404", "git add <file>...", "git add <파일>...")
    assert message("M404", "see <b>this</b>", "<b>이것을 보세요")


def test_a_lost_anchor_comes_back() -> None:
    """Anchors of headings stay as in the source, and are put back where they are missing."""
    source, target = "# Owls {#owls}\n\n## Bats {#bats}\n", "# 올빼미 {#owls}\n\n## 박쥐\n"
    found = files("M404", source, target)
    assert apply_fixes(target, found) == "# 올빼미 {#owls}\n\n## 박쥐 {#bats}\n"


def test_levels_are_compared_with_the_usual_shift() -> None:
    """A translation that shifts all headings is left alone; one heading on another level is not."""
    source = "# A\n\n## B\n\n## C\n"
    assert not files("M405", source, "## 가\n\n### 나\n\n### 다\n")
    assert len(files("M405", source, "# 가\n\n## 나\n\n### 다\n")) == 1


def test_a_row_that_lost_a_bar() -> None:
    """Rows have as many cells as their table, empty ones included."""
    source = "| a | b | c |\n| - | - | - |\n| x |  | z |\n"
    left = read_document(source.encode(), name="en.md", language="en")
    for target, count in (
        ("| 가 | 나 | 다 |\n| - | - | - |\n| 라 |  | 마 |\n", 0),
        ("| 가 | 나 | 다 |\n| - | - | - |\n| 라 | 마 |\n", 1),
    ):
        right = read_document(target.encode(), name="ko.md", language="ko")
        beads = tuple(Bead(range(i, i + 1), range(i, i + 1)) for i in range(len(right.segments)))
        assert len(engine.run(Bitext(left, right, beads), [load()["M405"]])) == count


@pytest.mark.parametrize(
    ("source", "target", "fixed"),
    [("done\\n", "끝", "끝\\n"), ("done", "끝\\n", "끝"), ("\\ndone", "끝", "\\n끝"), ("done", "\\n끝", "끝")],
)
def test_line_breaks_at_the_ends_of_a_message(source: str, target: str, fixed: str) -> None:
    """gettext wants both strings of a message to begin and end alike; the fix writes the escape."""
    found = message("M405", source, target)
    text = f'{HEADER}msgid "{source}"\nmsgstr "{target}"\n'
    assert apply_fixes(text, found) == text.replace(f'msgstr "{target}"', f'msgstr "{fixed}"')


@pytest.mark.parametrize("text", ["**용어(term)**를", "_올빼미_를", '**"말"**은', "앞**(뒤)** 끝", "**`a`**를"])
def test_broken_emphasis(text: str) -> None:
    """The parser leaves these marks in the text."""
    assert broken(document([text], "ko").segments[0])


@pytest.mark.parametrize(
    "text", ["**용어**를", "*용어* (term)를", "**용어(term)** 를", "**용어(term)**.", "a * b * c", "__용어__ 를"]
)
def test_sound_emphasis(text: str) -> None:
    """The parser renders these, or they are no emphasis."""
    assert not broken(document([text], "ko").segments[0])


@pytest.mark.parametrize(
    ("source", "target", "written"),
    [
        ("a **b** c", "가 **나 **다", "**나** "),
        ("a **b** c", "가** 나**는 다", " **나**"),
        ("a **b** c", "가 ** 나 **는 다", "**나**"),
        ("a **b** and **c**", "**가** 그리고 **나 **.", "**나**"),
        ("a *b* c", "가 *나 *다", "*나* "),
        ("a **b** c", "가 *나**다", "**나**"),
        ("a **b** c", "가 **나 다", ""),
    ],
)
def test_stray_asterisks(source: str, target: str, written: str) -> None:
    """Marks beside a space, or too few of them, are told with what was meant, where that is sure."""
    found = stray(document([source], "en").segments[0], document([target], "ko").segments[0])
    assert [one.written for one in found] == [written]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a **b** c*", "가 **나** 다*"),
        ("a **b**: 3 * 4", "**나**는 3 * 4이고 5 *입니다."),
        ("a **b** c", "**나**는 `**`를 씁니다."),
        ("a **b** c", "**나**는 \\*입니다."),
        ("type/*", "종류/**입니다"),
    ],
)
def test_asterisks_that_are_meant(source: str, target: str) -> None:
    """Asterisks that the source shows, that stand in code, or that cost no emphasis are no stray marks."""
    assert not stray(document([source], "en").segments[0], document([target], "ko").segments[0])


def test_names_of_images() -> None:
    """An image is its file, wherever it is hosted and whatever language its name carries."""
    assert name("/img/map.png") == name("https://cdn.example.org/x/Map-ko.svg?v=2") == "map"
    assert name("a/one.png") != name("a/two.png")


def test_an_image_that_is_gone_stands_between_its_neighbours() -> None:
    """A missing image is reported where it belongs; one that moved is not missing."""
    source = document(["One.", "![an owl](owl.png)", "Two."], "en", [Kind.PARAGRAPH, Kind.MEDIA, Kind.PARAGRAPH])
    beads = (Bead(range(0, 1), range(0, 1)), Bead(range(1, 2), range(1, 1)), Bead(range(2, 3), range(1, 2)))
    target = document(["하나.", "둘."], "ko")
    (found,) = engine.run(Bitext(source, target, beads), [load()["M407"]])
    assert found.target is not None
    assert found.target.span.start == len("하나.")
    moved = document(["하나.", "둘. ![올빼미](https://x.example/owl.webp)"], "ko")
    assert not engine.run(Bitext(source, moved, beads), [load()["M407"]])


def test_a_box_may_become_one_of_markdown() -> None:
    """`<Tip>` and `> [!TIP]` draw the same box; a box that is gone is missing still."""
    source = "Read.\n\n<Tip>\n\nTake care.\n\n</Tip>"
    left = read_document(source.encode(), name="en.md", language="en")

    def check(target: str) -> list[str]:
        right = read_document(target.encode(), name="ko.md", language="ko")
        return [one.message for one in engine.run(_told(left, right), [load()["M404"]])]

    assert check("읽습니다.\n\n> [!TIP]\n> 조심합니다.") == []
    assert check("읽습니다.\n\n조심합니다.") == ["tag missing: <Tip>"]


def _told(left: Document, right: Document) -> Bitext:
    """Translatable segments pair one to one; the rest stands alone."""
    own = [i for i, s in enumerate(left.segments) if s.translatable]
    theirs = [i for i, s in enumerate(right.segments) if s.translatable]
    beads, at, to = [], 0, 0
    for i, j in zip(own, theirs, strict=True):
        beads += [Bead(range(k, k + 1), range(to, to)) for k in range(at, i)]
        beads += [Bead(range(i, i), range(k, k + 1)) for k in range(to, j)]
        beads.append(Bead(range(i, i + 1), range(j, j + 1)))
        at, to = i + 1, j + 1
    beads += [Bead(range(k, k + 1), range(to, to)) for k in range(at, len(left.segments))]
    beads += [
        Bead(range(len(left.segments), len(left.segments)), range(k, k + 1)) for k in range(to, len(right.segments))
    ]
    return Bitext(left, right, tuple(beads))


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("{n, plural, one {# owl} other {# owls}}", "{n, plural, 기타 {올빼미 #마리}}", "altered"),
        ("{n, plural, one {{place}: #} other {{place}: #}}", "{n, plural, other {{장소}: #}}", "altered"),
        ("%d%% done", "%d% 진행됨", "not doubled"),
    ],
)
def test_broken_placeholders(source: str, target: str, said: str) -> None:
    """The words of a plural, what stands inside its options, and a percent sign that printf would read."""
    (found,) = message("M403", source, target, flags="c-format" if "%" in source else "")
    assert said in found.message


def test_paragraphs_may_stay_open() -> None:
    """HTML ends a paragraph or a list item where the next one begins; it does not end what is bold."""
    assert not message("M404", "<p>One</p><p>Two</p>", "<p>하나<p>둘</p>")
    assert message("M404", "<b>One</b> and <b>two</b>", "<b>하나와 <b>둘</b>")


def test_raised_figures_are_no_lost_tags() -> None:
    """H₂O says what H<sub>2</sub>O does; H2O does not."""
    assert not findings("M404", "H<sub>2</sub>O is water.", "H₂O는 물입니다.")
    assert findings("M404", "H<sub>2</sub>O is water.", "H2O는 물입니다.")


def test_a_tag_that_stands_in_code_is_there() -> None:
    """A word in angle brackets that the translation put into code marks is not missing."""
    assert not findings("M404", "Use the <cat-toy> example.", "`<cat-toy>` 예제를 씁니다.")


def test_a_sentence_in_braces_is_no_placeholder() -> None:
    """A page about templates shows one; a name or a condition is what a program fills in."""
    source = "This <span v-pre>{{ will be shown as it is }}</span>."
    assert not files("M403", source, "이것은 <span v-pre>{{ 그대로 보입니다 }}</span>.")
    assert files("M403", "Here {{ one if two else three }}.", "여기 {{ 하나 아니면 셋 }}.")


@pytest.mark.parametrize(
    ("name", "count"),
    [("archtecture", 1), ("architecutre", 1), ("architecture-ko", 0), ("architecturek", 0), ("ko/architecture", 0),
     ("gujo", 0), ("구조", 0), ("architecture2", 0), ("structure", 0)],
)  # fmt: skip
def test_a_slip_in_the_name_of_an_image(name: str, count: int) -> None:
    """A name with a typing error leads nowhere; a translator's own image has a name of its own, or of its language."""
    found = findings("M407", "See ![a map](architecture.png) here.", f"여기 ![지도]({name}.png)를 보세요.")
    assert len(found) == count
