"""What only catalogues say comes back from other formats."""

from __future__ import annotations

import io
from pathlib import Path
from shutil import which
from subprocess import run

import pytest

from tm.core import TranslationUnit
from tm.formats.reading import Reading
from tm.formats.units import read_units, write_units

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
BODY = r"""# for translators
# with a | bar
#. for programmers
#: main.c:12 lib/b.c:3
#, fuzzy, c-format
#| msgid "Opened %s\n"
msgctxt "menu"
msgid "Open %s\n"
msgstr "%s 열기\n"

msgctxt "7"
msgid "Open"
msgstr "열기"

msgctxt ""
msgid "Open"
msgstr "엶"

msgid "%d \"file\""
msgid_plural "%d \"files\""
msgstr[0] "파일 %d개"

msgid "a\tb\\c"
msgstr "가\t나\\다"
"""
UNTRANSLATED = '\nmsgid "not yet"\nmsgstr ""\n'
OBSOLETE = r"""
# gone
#, fuzzy
#~| msgid ""
#~| "older "
#~| "one"
#~ msgctxt "x"
#~ msgid "old one"
#~ msgstr "옛것"

#~ msgid "old two"
#~ msgid_plural "olds"
#~ msgstr[0] "옛"
"""


def read(data: bytes, name: str) -> tuple[list[TranslationUnit], Reading]:
    """As a conversion reads."""
    report = Reading(drafts=True, whole=True, obsolete=name.endswith(".po"))
    return list(read_units(io.BytesIO(data), name=name, source_language="en", report=report)), report


def written(units: list[TranslationUnit], to: str) -> bytes:
    """A file."""
    stream = io.BytesIO()
    write_units(units, stream, to=to, source_language="en", target_language="ko")
    return stream.getvalue()


@pytest.mark.parametrize("to", ["po", "xliff", "xliff2", "tmx", "csv", "jsonl", "parquet"])
def test_by_way_of(to: str) -> None:
    """Contexts, plurals, flags, references and comments are the same after a way through another format."""
    body = BODY + UNTRANSLATED * (to != "tmx") + OBSOLETE * (to == "po")
    units, _ = read((HEAD + "\n" + body).encode(), "a.po")
    name = {"xliff": "a.xlf", "xliff2": "a.xlf2"}.get(to, f"a.{to}")
    back, _ = read(written(units, to), name)
    assert written(back, "po").decode().split("\n\n", 1)[1] == body


def test_forms_of_other_languages() -> None:
    """Each form is a unit and finds back to its message; one whose message is gone is a message, which is told."""
    text = 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "y"\nmsgstr[2] ""\n'
    units, _ = read((HEAD + "\n" + text).encode(), "a.po")
    assert [(unit.source, unit.target) for unit in units] == [("a", "x"), ("b", "y"), ("b", "")]
    assert written(units, "po").decode().split("\n\n", 1)[1] == text
    report = Reading()
    write_units(units[1:2], io.BytesIO(), to="po", report=report)
    assert report.notices == ["1 plural form became a message, as its own is not in front of it"]


def test_paths_of_a_machine_stay_at_home() -> None:
    """References lose the folders above the file where they are absolute."""
    units, _ = read((HEAD + '\n#: /home/kim/a.c:3 b.c:1\nmsgid "a"\nmsgstr "가"\n').encode(), "a.po")
    assert units[0].notes == ("#: a.c:3 b.c:1",)


@pytest.mark.skipif(which("msgfmt") is None, reason="no msgfmt")
def test_msgfmt_takes_it(tmp_path: Path) -> None:
    """GNU gettext finds nothing to say about what is written."""
    units, _ = read((HEAD + "\n" + BODY + UNTRANSLATED + OBSOLETE).encode(), "a.po")
    (tmp_path / "b.po").write_bytes(written(units, "po"))
    done = run(["msgfmt", "--check", "-o", "-", "b.po"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
