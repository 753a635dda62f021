"""M402: what counts as the same code, in marks and in blocks, with exact places."""

from __future__ import annotations

import pytest

from tests.checks.harness import findings
from tests.checks.test_markup import files, message
from tm.checks import code_same as codes
from tm.core import Severity


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("The `map` of `filter`.", "`filter`의 `map`입니다."),
        ("Call `run` twice; `run` waits.", "`run`을 두 번 부릅니다."),
        ("Use `user-id`.", "user-id를 씁니다."),
        ("See `say('hello')`.", "`say('안녕')`을 보세요."),
        ("It is `(key, value)`.", "`(키, 값)`입니다."),
        ("```sh\n# copy it\ncp a b\n```", "```sh\n# 복사합니다\ncp a b\n```"),
        ("```js\nf(1);\n```", "```js\n  f( 1 );\n```"),
        ("```\nName: the name\n```", "```\n이름: 그 이름\n```"),
        ("Run `pack {{path/to/file}} > <output>`.", "`pack {{경로/파일}} > <출력>`을 실행합니다."),
        ("Use `useThing.` here.", "여기서 `useThing`을 씁니다."),
        ("```js\na.map((x) => {\n  f(x, y,\n  )\n})\n```", "```js\na.map(x => {\n  f(x, y\n  )\n})\n```"),
        ("```\nopen notes-en.md\n```", "```\nopen notes-ko.md\n```"),
    ],
)
def test_same_code(source: str, target: str) -> None:
    """Order, repetition, missing marks, quoted texts, comments and indentation are no changes of code."""
    assert not findings("M402", source, target)


def test_an_altered_name_is_found_beside_the_right_one() -> None:
    """A typing error in the second of two equal names is as wrong as in the first."""
    found = findings(
        "M402", "Set `max_size`; `max_size` counts bytes.", "`max_size`를 정합니다. `max_sise`는 바이트입니다."
    )
    assert [d.target.text for d in found if d.target] == ["`max_sise`"]


@pytest.mark.parametrize(
    ("source", "target", "at"),
    [
        ("Run `pack --keep {{file}}`.", "`pack --kept {{파일}}`을 실행합니다.", "`pack --kept {{파일}}`"),
        ("Run `pack {{file}}`.", "`pack {{files}}`를 실행합니다.", "`pack {{files}}`"),
        ("Set `?Sized`.", "`?Size`를 정합니다.", "`?Size`"),
        ("```\nx = (a, b)\n```", "```\nx = (a)\n```", "x = (a)"),
    ],
)
def test_altered_code(source: str, target: str, at: str) -> None:
    """A command is held to all but what the reader fills in; a name cut short has not merely lost its marks."""
    assert [d.target.text for d in findings("M402", source, target) if d.target] == [at]


def test_a_word_that_is_code_elsewhere_is_not_translated() -> None:
    """An example text may be translated, a name that a listing of the translation shows may not."""
    listing = "\n\n```py\nfit(batch)\n```"
    (found,) = files("M402", f"Treat the `batch` as the data.{listing}", f"`배치`를 데이터로 다룹니다.{listing}")
    assert found.severity is Severity.WARNING
    assert found.message == "code translated: the source has batch"
    assert not files("M402", "It says `hello`.", "`안녕`이라고 합니다.")


def test_the_code_at_the_same_place_is_the_translated_one() -> None:
    """Of two pieces of code that are gone the one is named that stood where the translation has Korean code."""
    (found, other) = files(
        "M402", "Set `max_size` first, then call `load_all`.", "크기를 먼저 정한 뒤 `모두_읽기`를 부릅니다."
    )
    assert {found.message, other.message} == {
        "code missing: max_size",
        "code translated: the source has load_all",
    }


def test_what_translated_code_was_is_learnt() -> None:
    """Korean turns the order of words round: what `원본` stands for is known from where it stands alone."""
    listing = "\n\n```\ncp original compiled\n```"
    source = f"Use `original` here.\n\nUse `compiled` or `original` there.{listing}"
    target = f"여기서 `원본`을 씁니다.\n\n거기서는 `원본`이나 `컴파일된` 것을 씁니다.{listing}"
    found = {d.target.text: d.message for d in files("M402", source, target)[1:] if d.target}
    assert found["`원본`"] == "code translated: the source has original"
    assert found["`컴파일된`"] == "code translated: the source has compiled"


def test_a_name_that_changed_throughout_is_told_once() -> None:
    """Listings in which the same argument has another name everywhere make one finding, the others are info."""
    listing = "```py\nload({}, {}=1)\n```"
    source = "\n\n".join(listing.format(name, "dtype") for name in "abcd")
    target = "\n\n".join(listing.format(name, "kind") for name in "abcd")
    found = files("M402", source, target)
    assert [d.severity for d in found] == [Severity.WARNING, *[Severity.INFO] * 3]


def test_options_of_a_program_are_code() -> None:
    """In a catalogue an option stands without marks; a translated one is restored."""
    (found,) = message("M402", "use --keep-original to keep it", "--원본-유지 옵션을 쓰면 남깁니다")
    assert found.severity is Severity.ERROR
    assert found.fix is not None
    assert [edit.text for edit in found.fix.edits] == ["--keep-original"]


@pytest.mark.parametrize(
    ("source", "target", "place"),
    [
        ("Run `npm install` and `ls`.", "`npm start`와 `ls`를 실행합니다.", "`npm start`"),
        ("Run `pip install requests`.", "`pip install`을 실행합니다.", "`pip install`"),
        ("Run `docker compose up`.", "`docker compose down`을 실행합니다.", "`docker compose down`"),
        ("`query` is a `String`.", "`query`는 `String`입니다. `quuery`를 봅니다.", "`quuery`"),
    ],
)
def test_another_word_of_a_command(source: str, target: str, place: str) -> None:
    """A command with another English word in it, and a name with a typing error, are altered code."""
    (found,) = findings("M402", source, target)
    assert found.target is not None
    assert (found.target.text, found.severity) == (place, Severity.ERROR)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Say `hello world` here.", "여기에서 `hello 세상`이라고 합니다."),
        ("Say `Good morning` here.", "여기에서 `Good evening`이라고 합니다."),
        ("Type `red owl` or `old owl`.", "`red bird`나 `old bird`를 적습니다."),
        ("See `model` and `param`.", "`model`, `models`, `param`을 봅니다."),
    ],
)
def test_words_that_are_no_command(source: str, target: str) -> None:
    """Examples, and words of which it is not clear what took whose place, may be put otherwise."""
    assert not findings("M402", source, target)


@pytest.mark.parametrize(
    "comment",
    [
        "# tm: ignore-file T002 {}",
        "{{/* tm: ignore T002 {} */}}",
        ".. tm: ignore T002 {}",
        "NOTE tm: ignore T002 {}",
        "<note>tm: ignore T002 {}</note>",
        "// T002 {}",
    ],
)
def test_free_words_of_a_comment_may_be_translated(comment: str) -> None:
    """In code marks as in a listing; what a machine reads of it may not."""
    assert codes.same(comment.format("the reason"), comment.format("이유"))
    assert not codes.same(comment.format("the reason"), comment.format("이유").replace("T002", "T003"))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("PUT (replace/update)", "PUT(대체/갱신, replace/update)"),
        ("consumer scale-out", "Consumer 증설(Scale-out)"),
        ("table-layout: fixed", "table-layout:fixed;"),
        ("/zh/foo", "/ko/foo"),
        ("<p>", "p"),
    ],
)
def test_code_that_says_the_same(source: str, target: str) -> None:
    """Korean beside the words, spaces, a last semicolon, an example in another language are no change of code."""
    assert codes.same(source, target)
    assert not codes.same(source + "_x", target)


def test_a_name_in_quotes_with_a_slip() -> None:
    """A warning; another text in quotes may be an example."""
    (found,) = files("M402", "Set it to `'commonjs'`.", "`'comonjs'`로 설정합니다.")
    assert found.severity is Severity.WARNING
    assert not files("M402", "Set it to `'hello'`.", "`'goodbye'`로 설정합니다.")


def test_a_sentence_in_a_third_language_is_said_in_korean() -> None:
    """It is an example, no name; the name beside it is."""
    assert codes.same("{% date %} 我会出发", "{% date %}에 떠납니다")
    assert not codes.same("{% date %} trip", "{% date %} 여행")


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("TraceNodes", "TraceNode", Severity.WARNING),
        ("Passwords", "password", Severity.WARNING),
        ("log.info(orderNo)", "log.info(주문번호)", Severity.INFO),
        ("log.info(orderNo)", "log.warn(주문번호)", None),
        ("log.info(orderNo)", "log.info(order)", None),
        ("TraceNodes", "TraceMode", None),
    ],
)
def test_how_much_a_change_of_code_matters(source: str, target: str, severity: Severity | None) -> None:
    """Korean has no plural, and pseudo code may speak it."""
    assert codes.weight(source, target) is severity


FORMULA = "$$\nf(x) = \\begin{cases} x, & \\text{if} x > 0\\\\ 0, & \\text{otherwise} \\end{cases}\n$$"


@pytest.mark.parametrize(("old", "new", "count"), [("{if} x > 0", "{if $x > 0$}", 0), ("x > 0", "x < 0", 1)])
def test_a_formula_may_be_set_in_another_way(old: str, new: str, count: int) -> None:
    """What is shown counts, not what the text of the formula is enclosed in."""
    assert len(files("M402", f"Text.\n\n{FORMULA}", f"글입니다.\n\n{FORMULA.replace(old, new)}")) == count


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("./Layout.vue", "./Layuot.vue", 1),
        ("./Layout.vue", "./배치.vue", 0),
        ("Hello", "Hallo", 0),
        ("en-US", "ko-KR", 0),
    ],
)
def test_names_in_quotes_of_a_listing(old: str, new: str, count: int) -> None:
    """A path in quotes is copied as it is; words that are shown may be others, a language is the reader's."""
    block = "```js\nimport Layout from './Layout.vue'\nsay(\"Hello\", 'en-US')\n```"
    assert len(files("M402", block, block.replace(old, new))) == count


def test_the_columns_of_a_table_may_change_places() -> None:
    """Code that another cell of the row has is not altered; that of another row is."""
    source = "| Rust | Script |\n|---|---|\n| `Kind::ColStacked` | `colStacked` |\n| `Kind::Bar` | `bar` |"
    target = "| 러스트 | 스크립트 |\n|---|---|\n| `colStacked` | `Kind::ColStacked` |\n| `Kind::Bar` | `bar` |"
    assert not files("M402", source, target)
    assert files("M402", source, target.replace("`Kind::ColStacked`", "`Kind::ColStackd`"))


def test_words_for_the_own_of_a_reader_are_no_names() -> None:
    """`git add file` may say 파일; a command of a program may not be translated."""
    assert codes.filled_in("git add file", "git add 파일")
    assert not codes.filled_in("git commit", "git 커밋")
    assert not codes.same("# tm: ignore T002 reason", "# tm: 무시 T002 이유")
