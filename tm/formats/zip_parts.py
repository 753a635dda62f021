"""Parts of a zip archive by their names, in memory and within limits; nothing is unpacked to a disk.

Parts that no one asks for are not looked at, whatever they are called and however large they would be.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import NoReturn

from tm.errors import FormatError
from tm.messages import say

#: Parts of an archive, bytes of one, and how many times smaller it may be packed; the last counts from a size on.
PARTS, SIZE, RATIO, SMALL = 2_000, 100 << 20, 100, 1 << 20


class Archive:
    """An archive that is read by the names of its parts."""

    def __init__(self, data: bytes, *, name: str) -> None:
        """Raises FormatError where it is no archive, or has too many parts."""
        self.name = name
        try:
            self.file = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError) as error:
            raise self.damaged() from error
        if len(self.file.infolist()) > PARTS:
            self.refuse(say("the file has more than {count:,} parts", count=PARTS))

    def damaged(self) -> FormatError:
        """What to raise for an archive that is none, or not of this kind."""
        return FormatError(
            say("{name} is damaged, or no file of its kind", name=self.name),
            where=self.name,
            hint=say("open it in the program that wrote it and save it again"),
        )

    def refuse(self, what: str) -> NoReturn:
        """Raise FormatError for what is beyond a limit."""
        raise FormatError(what, where=self.name, hint=say("save the text as a file of its own"))

    def __contains__(self, part: str) -> bool:
        return part in self.file.NameToInfo

    def read(self, part: str) -> bytes:
        """A part.

        Raises:
            FormatError: there is none of that name, or it is damaged, locked or beyond a limit.
        """
        info = self.file.NameToInfo.get(part)
        if info is None:
            raise self.damaged()
        size, packed = info.file_size, max(info.compress_size, 1)
        if size > SIZE:
            self.refuse(say("its part {part} is larger than {size:,} bytes", part=part, size=SIZE))
        if size > SMALL and size > RATIO * packed:
            self.refuse(say("its part {part} unpacks to more than {ratio} times its size", part=part, ratio=RATIO))
        try:
            with self.file.open(info) as stream:
                data = stream.read(size + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
            raise self.damaged() from error
        if len(data) > size:
            raise self.damaged()
        return data
