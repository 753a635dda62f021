"""XLIFF of any version as a bitext: one bead a unit or segment, with the place of every character."""

from __future__ import annotations

import io
from itertools import pairwise

from tm.core import Bead, Bitext, Document, Segment
from tm.errors import FormatError
from tm.formats import remark_xml
from tm.formats.language_codes import canonical, rank
from tm.formats.reading import Reading
from tm.formats.units_xliff import version
from tm.formats.xml_places import File, decoded, missing
from tm.messages import say


def read(data: bytes, *, name: str, source_language: str, target_language: str) -> tuple[Bitext, list[str]]:
    """Read an XLIFF file, and what was passed over.

    A unit without a translation stays, its target an empty segment behind the source; what is not to be translated
    and has no target is left out. Documents have the languages that are asked for where the file says nothing else.

    Raises:
        FormatError: the file is no XLIFF, or is not safe to read; carries the line.
    """
    text = decoded(data, name=name).text
    file, report = File(text), Reading()
    sources: list[Segment] = []
    targets: list[Segment] = []
    own = "", ""
    for entry in version(data[: 1 << 16], name=name).entries(io.BytesIO(data), name=name, report=report, exact=True):
        source = file.segment(entry.source, entry.id)
        if not source.text or (entry.fixed and not entry.target):
            continue
        own = own if own[0] else (entry.file.source_language, entry.file.target_language)
        sources.append(source)
        target = None if entry.target is None else file.segment(entry.target, entry.id)
        targets.append(target or missing(entry.id, file.behind(entry.at)))
    if not sources:
        raise FormatError(say("{name} holds no units to read", name=name), where=name)
    return bitext(text, name, (source_language, target_language), own, sources, targets, "xliff"), report.notices


def bitext(
    text: str,
    name: str,
    wanted: tuple[str, str],
    own: tuple[str, str],
    sources: list[Segment],
    targets: list[Segment],
    signature: str,
) -> Bitext:
    """Two documents of one file whose segments belong together one by one.

    own: the languages that the file names; they count where they are others than those that are wanted
    """
    languages = [
        mine if mine and rank(asked, mine) < 0 else asked
        for asked, mine in zip(wanted, map(canonical, own), strict=True)
    ]
    documents = [
        Document(name, languages[0], text, tuple(sources)),
        Document(name, languages[1], text, tuple(targets), remark_xml.read(text, targets)),
    ]
    beads = tuple(Bead(range(start, end), range(start, end)) for start, end in pairwise(range(len(sources) + 1)))
    return Bitext(documents[0], documents[1], beads, signature)
