"""reStructuredText as documents: structure, places, masks, comments."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.formats import invariants
from tm.cli import app
from tm.core import Document, Kind
from tm.errors import FormatError
from tm.formats import read_document

TEXT = """\
.. _birds:

=====
Birds
=====

:Author: Ann Owl

The station counts **340 birds** for
:ref:`the report <report>` with ``count()``::

    count(birds)

    more()

.. note:: Short
   note.

.. versionadded:: 3.5
   New thing.

.. code-block:: python
   :linenos:

   print("x")

.. function:: foo(a, b)

   Says things.

Second
------

* One

  more of one
* Two

  #. Inner

Word
    Its meaning.

+------+---------+
| Year | Birds   |
|      | and all |
+======+=========+
| 2020 | Cranes  |
+------+---------+

====  =====
Left  Right
====  =====
 a     b
====  =====

.. image:: img/map.png
   :alt: A map

| Row one
| Row two

Text

    A quotation.

    -- Someone
"""


def document(text: str) -> Document:
    """A file of a text."""
    return read_document(text.encode(), name="a.rst", language="en")


def test_kinds() -> None:
    """What docutils sees as text is a segment of its kind; other lines are markup, adornments nothing."""
    assert [(s.text, s.kind, s.level) for s in document(TEXT).segments] == [
        (".. _birds:", Kind.MARKUP, 0),
        ("Birds", Kind.HEADING, 1),
        ("Ann Owl", Kind.PARAGRAPH, 0),
        ("The station counts **340 birds** for\n:ref:`the report <report>` with ``count()``:", Kind.PARAGRAPH, 0),
        ("count(birds)\n\n    more()", Kind.CODE, 0),
        ("Short\nnote.", Kind.PARAGRAPH, 0),
        ("3.5\nNew thing.", Kind.PARAGRAPH, 0),
        (".. code-block:: python\n   :linenos:", Kind.MARKUP, 0),
        ('print("x")', Kind.CODE, 0),
        (".. function:: foo(a, b)", Kind.MARKUP, 0),
        ("Says things.", Kind.PARAGRAPH, 0),
        ("Second", Kind.HEADING, 2),
        ("One", Kind.ITEM, 1),
        ("more of one", Kind.PARAGRAPH, 1),
        ("Two", Kind.ITEM, 1),
        ("Inner", Kind.ITEM, 2),
        ("Word", Kind.PARAGRAPH, 0),
        ("Its meaning.", Kind.PARAGRAPH, 0),
        ("Year", Kind.CELL, 1),
        ("Birds\nand all", Kind.CELL, 2),
        ("2020", Kind.CELL, 1),
        ("Cranes", Kind.CELL, 2),
        ("Left", Kind.CELL, 1),
        ("Right", Kind.CELL, 2),
        ("a", Kind.CELL, 1),
        ("b", Kind.CELL, 2),
        (".. image:: img/map.png\n   :alt: A map", Kind.MEDIA, 0),
        ("Row one", Kind.PARAGRAPH, 0),
        ("Row two", Kind.PARAGRAPH, 0),
        ("Text", Kind.PARAGRAPH, 0),
        ("A quotation.", Kind.QUOTE, 0),
        ("Someone", Kind.QUOTE, 0),
    ]


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), TEXT.replace("    ", "\t")])
def test_places(text: str) -> None:
    """Every segment leads to its letters in the file, and no word is lost but names of fields."""
    found = document(text)
    invariants.places(found)
    assert set(invariants.lost_words(found)) <= {"Author", "note", "versionadded"}


def test_masks() -> None:
    """Literals and the targets of roles are masked, the words of a reference are not."""
    segment = document(TEXT).segments[3]
    assert [(mask.span.of(segment.text), mask.kind) for mask in segment.masked] == [
        ("**", "markup"),
        ("**", "markup"),
        (":ref:`", "markup"),
        (" <report>", "url"),
        ("`", "markup"),
        ("``count()``", "code"),
    ]


def test_nothing_is_opened(tmp_path: Path) -> None:
    """No directive reads a file, and none is known behind the reading that was not before."""
    from docutils.parsers.rst import directives

    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words", encoding="utf-8")
    before = set(directives._directives)  # type: ignore[attr-defined]
    found = document(
        f".. include:: {secret}\n\n.. csv-table:: t\n   :file: {secret}\n\n.. raw:: html\n   :file: {secret}\n\nx\n"
    )
    assert all("hidden" not in segment.text for segment in found.segments)
    assert set(directives._directives) == before  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("a\n\n.. tm: ignore K601 x\n\nb\n\nc\n", range(1, 2)),
        (".. tm: ignore K601 x\n\n.. note::\n\n   b\n\nc\n", range(0, 2)),
        ("a\n\n.. tm: ignore K601 x\n", range(1, 1)),
    ],
)
def test_comments(text: str, about: range) -> None:
    """A comment to the program is about the next text."""
    (remark,) = document(text).remarks
    assert (remark.text, remark.segments) == ("tm: ignore K601 x", about)
    assert remark.place.of(text) == remark.text


LINES = st.sampled_from(
    [
        *(
            "word",
            "두 낱말",
            "  word",
            "    글",
            "* a",
            "- b",
            "#. c",
            "1. d",
            "====",
            "----",
            "::",
            "e::",
            ".. note:: f",
        ),
        *(
            ".. code-block:: x",
            ".. g::",
            ".. _h: i",
            ".. |j| image:: k",
            ".. l",
            "| m",
            "+---+",
            "| n |",
            "=== ===",
            "o p",
        ),
        *(
            ":q: r",
            "-a  s",
            ">>> t",
            "__ u",
            ".. [1] v",
            "",
            "",
            "\t",
            "\u1112\u1161\u11ab",
            "a\\",
            "\u3000x",
            "\x0c",
            "``",
        ),
    ]
)


@settings(max_examples=150)
@given(st.lists(LINES, max_size=12).map("\n".join).filter(str.strip))
def test_any_text(text: str) -> None:
    """Whatever the lines, places lead back and no word is lost."""
    try:
        found = document(text)
    except FormatError:
        return
    invariants.places(found)
    assert not {"word", "낱말", "글"} & set(invariants.lost_words(found))


EN = """Bird counts
===========

The station counts **340 birds** each spring.

In 2019 there were 120 owls, see :ref:`counts`.

* Press ``Enter`` to start.

The fee is 5 euros for every visitor.
"""
KO = """새의 수
=======

관측소은 봄마다 **340마리** 를 셉니다.

2019년에는 올빼미가 150마리 있었습니다. :ref:`counts` 참고.

* ``Enter`` 키를 눌러 시작합니다.

.. tm: ignore N301 the fee was raised

모든 방문객의 입장료는 7유로입니다.
"""


def test_check_fix_align(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted defects are found at their places, what a comment excuses is not; --fix changes them alone."""
    monkeypatch.chdir(tmp_path)
    Path("en.rst").write_text(EN, encoding="utf-8")
    Path("ko.rst").write_text(KO, encoding="utf-8")
    done = CliRunner().invoke(app, ["check", "en.rst", "ko.rst", "--output-format", "json"])
    found = json.loads(done.stdout)["diagnostics"]
    assert [(d["code"], d["target"]["start"]["line"], d["target"]["text"]) for d in found] == [
        ("K601", 4, "은"),
        ("N301", 6, "150"),
    ]
    CliRunner().invoke(app, ["check", "en.rst", "ko.rst", "--fix"])
    assert Path("ko.rst").read_text(encoding="utf-8") == KO.replace("관측소은", "관측소는")
    done = CliRunner().invoke(app, ["align", "en.rst", "ko.rst", "--to", "tsv"])
    assert [line.split("\t")[2] for line in done.stdout.splitlines()[1:]] == ["1-1"] * 5


def test_interpreted_text_by_itself() -> None:
    """The marks around a name are marks, behind which the markup asks for a space, and the name is code."""
    (found,) = read_document("`name` 을 씁니다.\n".encode(), name="a.rst", language="ko").segments
    assert [(mask.kind, mask.span.of(found.text)) for mask in found.masked] == [
        ("markup", "`"),
        ("code", "name"),
        ("markup", "`"),
    ]
