"""XLIFF files filled in place."""

from __future__ import annotations

import io

import pytest

from tm.checks import fix
from tm.formats import xliff_draft
from tm.formats.reading import Reading
from tm.formats.units import read_units

ONE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="가.md" source-language="en" '
    'target-language="ko" datatype="plaintext"><body>\n'
    '  <trans-unit id="1">\n    <source>A &amp; B</source>\n  </trans-unit>\n'
    '  <trans-unit id="2"><source>Open</source><target state="new"/></trans-unit>\n'
    '  <trans-unit id="3"><source>Close</source><target></target></trans-unit>\n'
    '  <trans-unit id="4"><source>Press <g id="1">OK</g></source></trans-unit>\n'
    '  <trans-unit id="5"><source>Done</source><target>끝</target></trans-unit>\n'
    "</body></file></xliff>\n"
)
TWO = (
    '<?xml version="1.0"?>\n<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en">\n'
    '<x:file id="f"><x:unit id="u1"><x:segment><x:source>Open</x:source></x:segment></x:unit>\n'
    '<x:unit id="u2"><x:segment state="initial"><x:source>Close</x:source></x:segment></x:unit></x:file></x:xliff>\n'
)


def filled(text: str, found: dict[str, tuple[str, bool]], name: str) -> str:
    """The file with translations put in by source text."""
    read, slots = xliff_draft.slots(text.encode(), name=name)
    chosen = {slot.number: found[slot.text] for slot in slots if slot.text in found}
    edits = xliff_draft.edits(read, slots, chosen, name=name, target_language="ko")
    return fix.apply(read, [tuple(edits)])


def units(text: str, name: str) -> dict[str, tuple[str, str]]:
    """Source to target and status, as a memory would read the file."""
    stream = io.BytesIO(text.encode())
    found = read_units(stream, name=name, source_language="en", target_language="ko", report=Reading(drafts=True))
    return {unit.source: (unit.target, unit.status) for unit in found}


def test_targets_of_12_are_filled_with_states() -> None:
    """What is not the very text, or lacks the codes of the source, needs review; nothing else changes."""
    found = {
        "A & B": ("가 <및> 나", True),
        "Open": ("열기", True),
        "Close": ("닫기?", False),
        "Press OK": ("확인을 누르십시오", True),
    }
    done = filled(ONE, found, "a.xlf")
    assert units(done, "a.xlf") == {
        "A & B": ("가 <및> 나", "translated"),
        "Open": ("열기", "translated"),
        "Close": ("닫기?", "draft"),
        "Press OK": ("확인을 누르십시오", "draft"),
        "Done": ("끝", ""),
    }
    assert '<source>A &amp; B</source>\n    <target state="translated"' in done
    assert done.count("fuzzy-match") == 2
    assert next(line for line in ONE.splitlines() if 'id="5"' in line) in done


def test_targets_of_2_are_filled_with_the_state_of_the_segment() -> None:
    """The target takes the prefix of the file, and the file the language of its targets."""
    done = filled(TWO, {"Open": ("열기", True), "Close": ("닫기?", False)}, "a.xlf2")
    assert '<x:segment state="translated"><x:source>Open</x:source><x:target>열기</x:target>' in done
    assert '<x:segment state="initial"><x:source>Close</x:source><x:target>닫기?</x:target>' in done
    assert 'srcLang="en" trgLang="ko">' in done
    assert units(done, "a.xlf2") == {"Open": ("열기", "translated"), "Close": ("닫기?", "draft")}


@pytest.mark.parametrize("text", ["bad \x01 text", "half \ufffe"])
def test_what_xml_cannot_hold_is_left_out(text: str) -> None:
    """A control character from a memory does not break the file."""
    assert filled(ONE, {"Open": (text, True)}, "a.xlf") == ONE
