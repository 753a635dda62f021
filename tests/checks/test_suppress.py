"""Suppressions: where they hold, and which are reported as being without effect."""

from __future__ import annotations

import pytest

from tm.checks import engine, fix
from tm.checks.registry import load
from tm.core import Bead, Bitext, Diagnostic
from tm.formats import read_bitext, read_document

WRONG = "빠른 여우이 달아났습니다."
RIGHT = "글입니다."


def bitext(target: str, *, name: str = "ko.md", source: str = "", lacking: int | None = None) -> Bitext:
    """Paragraph by paragraph; `lacking`: the source has one more, in front of that target segment."""
    right = read_document(target.encode(), name=name, language="ko")
    count = len(right.segments) + (lacking is not None)
    text = source or "\n\n".join(["The fox ran away into the forest."] * count)
    left = read_document(text.encode(), name="en.md", language="en")
    beads, at = [], 0
    for number in range(count):
        if number == lacking:
            beads.append(Bead(range(number, number + 1), range(at, at)))
        else:
            beads.append(Bead(range(number, number + 1), range(at, at + 1)))
            at += 1
    return Bitext(left, right, tuple(beads))


def found(target: str, *codes: str, **more: str) -> list[Diagnostic]:
    rules = [load()[code] for code in codes or ("K601",)]
    return engine.run(bitext(target, **more), rules)  # type: ignore[arg-type]


def codes(target: str, *wanted: str, **more: str) -> list[str]:
    return [diagnostic.code for diagnostic in found(target, *wanted, **more)]


def fixed(target: str, *wanted: str, **more: str) -> str:
    """The text with all fixes of G906 applied, until there is none."""
    for _ in range(4):
        some = [d for d in found(target, *wanted, **more) if d.code == "G906"]
        edits = fix.edits(some)
        if not edits:
            break
        target = fix.apply(target, edits)
    return target


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- tm: ignore K601 house style -->\n\n",
        "<!-- tm: ignore K601 -->\n",
        "<!-- tm: ignore T002, K6 both -->\n\n",
        "<!--tm:ignore K-->\n\n",
        "<!-- tm: ignore particle-agreement a name -->\n\n",
        "<!-- tm: ignore K601: a colon -->\n\n",
        "<!-- tm: ignore K601\n     a reason of two lines -->\n\n",
        "{% comment %} tm: ignore K601 {% endcomment %}\n\n",
        "{{/* tm: ignore K601 */}}\n\n",
        "{# tm: ignore K601 #}\n\n",
    ],
)
def test_the_next_block_is_left_alone(comment: str) -> None:
    """A comment with a code, prefix or name silences it in the block behind it, and in no other."""
    assert codes(f"# 제목\n\n{comment}{WRONG}\n") == []
    assert codes(f"# 제목\n\n{comment}{RIGHT}\n\n{WRONG}\n") == ["K601"]
    assert codes(f"# 제목\n\n{WRONG}\n\n{comment}{RIGHT}\n") == ["K601"]


def test_other_rules_go_on() -> None:
    """Another code silences nothing."""
    assert codes(f"# 제목\n\n<!-- tm: ignore T002 reason -->\n\n{WRONG}\n") == ["K601"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"# 제목\n\n{WRONG}\n\n<!-- tm: ignore-file K601 reason -->\n", "ko.md"),
        (f"---\n# tm: ignore-file K601 reason\ntitle: 제목\n---\n\n{WRONG}\n", "ko.md"),
        (f"# 제목\n\n{{/* tm: ignore K601 reason */}}\n\n{WRONG}\n", "ko.mdx"),
        (f"> <!-- tm: ignore K601 reason -->\n> {WRONG}\n", "ko.md"),
        (f"- {RIGHT}\n  <!-- tm: ignore K601 reason -->\n- {WRONG}\n", "ko.md"),
        (f"<!-- tm: ignore K601 reason -->\n| 가 | 나 |\n|---|---|\n| 다 | {WRONG} |\n", "ko.md"),
        (f"| 가 | 나 |\n|---|---|\n| 다 | {WRONG} <!-- tm: ignore K601 --> |\n", "ko.md"),
        (f"<!-- tm: ignore K601 reason -->\n![그림](a.png)\n*{WRONG}*\n", "ko.md"),
        (f"---\n# tm: ignore K601 reason\ntitle: {WRONG}\n---\n\n{RIGHT}\n", "ko.md"),
        (f"{RIGHT}\n\n<!-- tm: ignore K601 reason -->\n\n{WRONG}\n", "ko.txt"),
    ],
)
def test_wherever_blocks_stand(text: str, name: str) -> None:
    """Quotations, items, tables as a whole or a cell, captions, front matter, MDX and plain text have their ways."""
    assert codes(text, "K601", "G906", name=name) == []


def test_code_that_shows_a_suppression_is_none() -> None:
    """In code blocks and inline code, the words are an example."""
    block = f"```\n<!-- tm: ignore K601 -->\n```\n\n{WRONG}\n"
    assert codes(block, "K601", "G906") == ["K601"]
    assert codes(f"`<!-- tm: ignore K601 -->` {WRONG}\n", "K601", "G906") == ["K601"]


def test_what_is_missing_belongs_to_the_gap() -> None:
    """A paragraph without counterpart is silenced by the comment in its gap, and by none around it."""
    comment = "<!-- tm: ignore U203 not for us -->"
    one, two = "첫째 글이 여기 있습니다.", "둘째 글이 여기 있습니다."
    lines = "\n\n".join(["The fox ran away into the forest, and nobody saw it again that year."] * 3)

    def missing(text: str, lacking: int) -> list[str]:
        return [d.code for d in engine.run(bitext(text, source=lines, lacking=lacking), [load()["U203"]])]

    assert missing(f"{one}\n\n{two}\n", 1) == ["U203"]
    assert missing(f"{one}\n\n{comment}\n\n{two}\n", 1) == []
    assert missing(f"{one}\n\n{comment}\n\n{two}\n", 2) == ["U203"]
    assert missing(f"{comment}\n\n{one}\n\n{two}\n", 1) == ["U203"]
    assert missing(f"{one}\n\n{two}\n\n{comment}\n", 2) == []
    assert missing(f"{comment}\n\n{one}\n\n{two}\n", 0) == []


def test_the_source_may_ask_too() -> None:
    """A suppression in the source holds for what has a place in its block, and is never called unused."""
    source = "A fox.\n\n<!-- tm: ignore K601, T002 not to be translated -->\n\nThe fox ran away.\n"
    assert codes(f"{RIGHT}\n\n{WRONG}\n", "K601", "G906", source=source) == []
    assert codes(f"{WRONG}\n\n{RIGHT}\n", "K601", "G906", source=source) == ["K601"]


HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
MESSAGE = f'msgid "The fox ran away into the forest."\nmsgstr "{WRONG}"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "# tm: ignore K601 reason\n" + MESSAGE, []),
        (HEAD + "#  tm: ignore K601\n#: main.c\n" + MESSAGE, []),
        (HEAD + MESSAGE, ["K601"]),
        (HEAD + "#. tm: ignore K601 x\n" + MESSAGE, ["K601"]),
        ("# tm: ignore-file K601 reason\n" + HEAD + MESSAGE, []),
        (HEAD + '# tm: ignore K601\n#~ msgid "old"\n#~ msgstr "옛것"\n\n' + MESSAGE, ["K601"]),
        (HEAD + '# tm: ignore K601\n#, fuzzy\nmsgid "old"\nmsgstr "옛것"\n\n' + MESSAGE, ["K601"]),
    ],
)
def test_a_comment_above_a_message(text: str, expected: list[str]) -> None:
    """In a catalogue a translator's comment silences a rule for its message, which must be one that is read."""
    read = read_bitext(text.encode(), name="ko.po", source_language="en", target_language="ko", notices=[])
    assert [one.code for one in engine.run(read, [load()["K601"], load()["G906"]])] == expected


@pytest.mark.parametrize(
    ("table", "name", "expected"),
    [
        (f"en\tko\ttm\nA fox.\t{WRONG}\tignore K601 reason\n", "a.tsv", []),
        (f"en\tko\ttm\nA fox.\t{WRONG}\ttm: ignore K601 reason\nA fox.\t{WRONG}\t\n", "a.tsv", ["K601"]),
        (f"en\tko\tnote\nA fox.\t{WRONG}\ttm: ignore K601 reason\n", "a.tsv", []),
        (f"en\tko\tnote\nA fox.\t{WRONG}\tignore K601 reason\n", "a.tsv", ["K601"]),
        (f'tm,en,ko\n"ignore K601, T002 ""so""",A fox.,{WRONG}\n', "a.csv", []),
        (f"tm,en,ko\nignore-file K601,A fox.,{RIGHT}\n100%,A fox.,{WRONG}\n", "a.csv", []),
    ],
)
def test_a_column_of_a_table(table: str, name: str, expected: list[str]) -> None:
    """A column `tm` is for suppressions; in other columns they say so."""
    read = read_bitext(table.encode(), name=name, source_language="en", target_language="ko")
    assert [one.code for one in engine.run(read, [load()["K601"], load()["G906"]])] == expected


def test_one_without_effect_is_reported() -> None:
    """G906 speaks where nothing is silenced, also where nothing else is found, and its fix takes the comment out."""
    text = f"# 제목\n\n<!-- tm: ignore K601 reason -->\n{RIGHT}\n"
    (one,) = found(text, "K601", "G906")
    assert (one.code, one.target and one.target.text, one.source) == ("G906", "K601", None)
    assert fixed(text, "K601", "G906") == f"# 제목\n\n{RIGHT}\n"
    assert codes(f"{RIGHT}\n\n<!-- tm: ignore-file K601 -->\n", "K601", "G906") == ["G906"]


def test_only_the_code_without_effect_goes() -> None:
    """Of several codes, the fix leaves those that silence something."""
    text = f"<!-- tm: ignore K603, K601, K604 reason -->\n{WRONG}\n"
    assert fixed(text, "K601", "K603", "K604", "G906") == f"<!-- tm: ignore K601 reason -->\n{WRONG}\n"


@pytest.mark.parametrize("comment", ["K603 reason", "K6 reason", "T001 reason", "X100 of the project", "U206 since"])
def test_what_another_run_may_need_is_left_alone(comment: str) -> None:
    """Rules that are off, term rules without a glossary, rules of a project: nobody can say that they are unused."""
    assert codes(f"<!-- tm: ignore {comment} -->\n{RIGHT}\n", "K601", "T001", "G906") == []


@pytest.mark.parametrize(
    ("comment", "right"),
    [
        ("tm: ignore k601 reason", "tm: ignore K601 reason"),
        ("tm: ignore K6O1 reason", "tm: ignore K601 reason"),
        ("tm: ignore particle-agrement reason", "tm: ignore particle-agreement reason"),
        ("tm: ingore K601 reason", "tm: ignore K601 reason"),
        ("tm: ignore_file K601", "tm: ignore-file K601"),
        ("tm: disable K601", "tm: ignore K601"),
        ("tm ignore K601 reason", "tm: ignore K601 reason"),
        ("tm: Ignore K601 reason", "tm: ignore K601 reason"),
    ],
)
def test_a_slip_is_told_and_mended(comment: str, right: str) -> None:
    """A misspelt suppression silences nothing and is reported; its fix writes what would, or else takes it out."""
    text = f"<!-- {comment} -->\n{WRONG}\n"
    assert sorted(codes(text, "K601", "G906")) == ["G906", "K601"]
    assert fixed(text, "K601", "G906") == f"<!-- {right} -->\n{WRONG}\n"
    assert fixed(f"{RIGHT}\n\n<!-- {comment} -->\n\n{RIGHT}\n", "K601", "G906") == f"{RIGHT}\n\n{RIGHT}\n"


@pytest.mark.parametrize(
    ("comment", "right"),
    [
        ("tm: ignore t002 game", "tm: ignore T002 game"),
        ("tm: ingore T002 game", "tm: ignore T002 game"),
        ("tm: ignore Term-Untranslated game", "tm: ignore term-untranslated game"),
        ("tm: ignore term-untranslted game", "tm: ignore term-untranslted game"),
        ("tm: ignore K601, t002 game", "tm: ignore T002 game"),
    ],
)
def test_a_slip_about_a_rule_that_did_not_run_is_never_taken_out(comment: str, right: str) -> None:
    """It is put right where that is sure, else left, with its reason: it may be of use in another run."""
    text = f"<!-- {comment} -->\n{RIGHT}\n"
    assert "G906" in codes(text, "K601", "G906")
    assert fixed(text, "K601", "G906") == f"<!-- {right} -->\n{RIGHT}\n"


def test_small_letters_are_named_as_what_is_wrong() -> None:
    """A code in small letters is no unknown rule."""
    (one,) = found(f"<!-- tm: ignore t002 game -->\n{RIGHT}\n", "K601", "G906")
    assert one.message == "'t002' silences nothing: codes are written in capital letters"
    assert one.help == "write T002"


@pytest.mark.parametrize("words", ["tm: a trademark", "tmux: ignore K601", "TM: ignore K601", "see tm: x"])
def test_other_comments_are_not_ours(words: str) -> None:
    """What does not speak to the program is left alone."""
    assert codes(f"<!-- {words} -->\n{RIGHT}\n", "K601", "G906") == []


def test_reasons_are_free_text() -> None:
    """Words of the reason are no codes, also where they look a little like some."""
    for reason in ("K8s docs", "omission is meant", "v2 H2O S3 bucket", "A reason", "because, T is short"):
        text = f"<!-- tm: ignore K601 {reason} -->\n{WRONG}\n"
        assert codes(text, "K601", "U203", "G906") == []


def test_a_suppression_can_be_kept_on_purpose() -> None:
    """G906 is silenced as other rules are, and that is never called unused."""
    assert codes(f"<!-- tm: ignore K601, G906 kept -->\n{RIGHT}\n", "K601", "G906") == []
    assert codes(f"<!-- tm: ignore G906 kept -->\n{RIGHT}\n", "K601", "G906") == []
