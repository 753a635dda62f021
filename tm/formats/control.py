"""Characters that no text should hold: controls, halves of surrogate pairs, non-characters. Refused, or replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tm.core import TranslationUnit
from tm.errors import FormatError
from tm.formats.reading import Reading
from tm.messages import say

#: What XML 1.0 cannot hold, not even escaped, and what no text file should.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: The same in UTF-8, and references to characters, which are looked at one by one.
_BYTES = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
_INSTEAD = "\N{REPLACEMENT CHARACTER}"
#: Bytes of the longest of these.
_LONGEST = 11


def clean(units: Iterable[TranslationUnit], *, name: str, report: Reading) -> Iterator[TranslationUnit]:
    """The units, such characters of their texts replaced where the report asks for it.

    Where it asks to keep going, units that hold one are left out instead.

    Raises:
        FormatError: a text holds one, and they are not to be replaced.
    """
    for number, unit in enumerate(units, 1):
        for side in ("source", "target"):
            text = getattr(unit, side)
            if (bad := ILLEGAL.search(text)) is None:
                continue
            if not report.replace_control:
                if report.keep_going:
                    report.units -= 1
                    report.skip(say("a control character"), say("unit {number}", number=number))
                    break
                raise FormatError(
                    say(
                        "control character {code} at position {position} of the {side}",
                        code=f"U+{ord(bad[0]):04X}",
                        position=bad.start() + 1,
                        side=side,
                    ),
                    where=say("{name}, unit {number}", name=name, number=number),
                    hint=say("repair the text, or replace such characters: --replace-control"),
                )
            text, count = ILLEGAL.subn(_INSTEAD, text)
            report.replaced += count
            unit = replace(unit, source=text) if side == "source" else replace(unit, target=text)
        else:
            yield unit


def replaced(chunks: Iterable[bytes], report: Reading) -> Iterator[bytes]:
    """XML in UTF-8, piece by piece, with such characters and references to them replaced and counted."""

    def instead(found: re.Match[bytes]) -> bytes:
        if found.lastindex is not None:
            code = int(found[1], 16) if found[1] else int(found[2])
            if code < 0x110000 and ILLEGAL.match(chr(code)) is None:
                return found[0]
        report.replaced += 1
        return _INSTEAD.encode()

    rest = b""
    for chunk in chunks:
        data = rest + chunk
        begin = max(len(data) - _LONGEST, 0)
        cut = max(data.rfind(b"&", begin), data.rfind(b"\xef", begin))
        cut = len(data) if cut < 0 else cut
        rest = data[cut:]
        yield _BYTES.sub(instead, data[:cut])
    yield _BYTES.sub(instead, rest)
