"""Whatever the bytes, a check gives findings or one of our errors."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tm.checks.registry import load
from tm.config import Config
from tm.errors import TmError
from tm.pairing import FilePair
from tm.project import Project

MARKUP = [
    "# ",
    "- ",
    "> ",
    "```",
    "`",
    "**",
    "[",
    "](",
    ")",
    "|",
    "<br />",
    "---\n",
    "{{",
    "}}",
    "{%",
    "%}",
    "<!--",
    "-->",
]
WORDS = ["환각을 ", "데이터을 ", "5천만 ", "50 million ", "ground truth ", "https://a.b/c?d ", "한다. ", "합니다. "]
SPACE = ["\n", "\n\n", "\r\n", "\t", " ", "\u202e", "\x00", "\u1112\u1161\u11ab", "é", "😀"]
CATALOGUE = ["msgid ", 'msgstr "', '"', "\\", ","]
pieces = st.sampled_from([*MARKUP, *WORDS, *SPACE, *CATALOGUE])
soup = st.lists(pieces, max_size=40).map(lambda parts: "".join(parts).encode())
contents = st.one_of(
    soup, st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)


def check(*files: tuple[str, bytes]) -> None:
    """Check files in a folder of their own; a TmError is as good as findings."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name, _ in files]
        for path, (_, data) in zip(paths, files, strict=True):
            path.write_bytes(data)
        glossary = Path(folder) / "glossary.csv"
        glossary.write_text("source,target\nground truth,정답\nvalue,값\n", encoding="utf-8")
        project = Project(Path(folder), Config(encoder="none", glossary=("glossary.csv",)), use_cache=False)
        try:
            checked = project.check(FilePair(paths[0], paths[1] if len(paths) > 1 else None))
        except TmError:
            return
        for found in checked.diagnostics:
            assert found.code in load()
            for place in (found.target, found.source):
                assert place is None or 0 <= place.span.start <= place.span.end <= len(place.document.text)


@pytest.mark.parametrize("suffix", [".md", ".mdx", ".txt"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(source=contents, target=contents)
def test_any_two_documents(suffix: str, source: bytes, target: bytes) -> None:
    """Two files of any bytes: findings whose places lie in the file, or an error with a message."""
    check((f"en{suffix}", source), (f"ko{suffix}", target))


@pytest.mark.parametrize("suffix", [".po", ".tsv", ".csv"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=contents, header=st.booleans())
def test_any_bilingual_file(suffix: str, data: bytes, header: bool) -> None:
    """One file of any bytes, with and without a good start."""
    starts = {
        ".po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n',
        ".tsv": "en\tko\n",
        ".csv": "en,ko\n",
    }
    check((f"both{suffix}", (starts[suffix].encode() if header else b"") + data))
