"""PO catalogues filled in place."""

from __future__ import annotations

import polib
import pytest

from tm.checks import fix
from tm.formats import po_draft

CATALOGUE = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    '# a note\n#: a.c:1\n#, c-format\nmsgid "Open %s"\nmsgstr ""\n\n'
    '#, fuzzy\nmsgid "Close"\nmsgstr "닫기?"\n\n'
    'msgctxt "menu"\nmsgid ""\n"Say \\"no\\"\\n"\n"now\\n"\nmsgstr ""\n\n'
    'msgid "one file"\nmsgid_plural "%d files"\nmsgstr[0] ""\n\n'
    'msgid "Done"\nmsgstr "끝"\n\n#~ msgid "Old"\n#~ msgstr ""\n'
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_empty_strings_are_filled_and_nothing_else_changes(end: str) -> None:
    """What is filled reads back as it was meant, what is fuzzy is marked so; every other line stays as it was."""
    text = CATALOGUE.replace("\n", end)
    slots = po_draft.slots(text, name="a.po")
    assert [slot.text for slot in slots] == ["Open %s", 'Say "no"\nnow\n', "one file"]
    found = {
        slots[0].number: ("%s 열기", "Open the %s"),
        slots[1].number: ('"아니요"라고\n지금\t말하기\\\n', ""),
        slots[2].number: ("파일 %d개", 'a "file"'),
    }
    done = fix.apply(text, [tuple(po_draft.edits(text, found, name="a.po"))])
    read = {entry.msgid: entry for entry in polib.pofile("\n" + done)}
    assert read["Open %s"].msgstr == "%s 열기"
    assert sorted(read["Open %s"].flags) == ["c-format", "fuzzy"]
    assert read["Open %s"].previous_msgid == "Open the %s"
    assert read['Say "no"\nnow\n'].msgstr == '"아니요"라고\n지금\t말하기\\\n'
    assert not read['Say "no"\nnow\n'].fuzzy
    assert read["one file"].msgstr_plural == {0: "파일 %d개"}
    assert read["one file"].fuzzy
    gone = [line for line in text.split(end) if line not in done.split(end)]
    assert gone == ['msgstr ""', 'msgstr ""', 'msgstr[0] ""']  # each of them filled
    assert ("\r\n" in done) == (end == "\r\n")
    assert done.count("\r") == (done.count("\n") if end == "\r\n" else 0)


def test_a_full_catalogue_has_no_slots() -> None:
    """Nothing is offered for what is translated, fuzzy or obsolete."""
    text = 'msgid "a"\nmsgstr "가"\n\n#, fuzzy\nmsgid "b"\nmsgstr "나"\n\n#~ msgid "c"\n#~ msgstr ""\n'
    assert po_draft.slots(text, name="a.po") == []
