"""OmegaT without a window: what it makes of our memories and glossaries.

OmegaT ends with status 0 whatever happened, so its log is read for what it could not load. Its glossaries are read by
its own classes, through the Groovy that OmegaT brings, since a translation without a window loads none.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

JAR = Path(os.environ.get("TM_OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))
JAVA = shutil.which("java")

#: Set where every change is judged: a test that needs OmegaT then fails where there is none.
REQUIRED = bool(os.environ.get("TM_REQUIRE_OMEGAT"))

needs_omegat = pytest.mark.skipif(
    not REQUIRED and not (JAR.is_file() and JAVA),
    reason=f"OmegaT is not installed: no {JAR} (Debian's package omegat, or TM_OMEGAT_JAR), or no java",
)

#: What its log says of files that it could not read.
TROUBLE = ("TF_TM_LOAD_ERROR", "Exception", "CT_ERROR", "TF_LOAD_ERROR", "LD_ERROR")
PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>{source}</source_lang>
    <target_lang>{target}</target_lang>
    <sentence_seg>false</sentence_seg>
  </project>
</omegat>
"""
READ_GLOSSARY = """
import org.omegat.core.Core
import org.omegat.core.data.IProject
import org.omegat.gui.glossary.*
import org.omegat.util.ProjectFileStorage
def properties = ProjectFileStorage.loadProjectProperties(new File("project"))
Core.setProject([getProjectProperties: { properties }] as IProject)
def file = new File(args[0])
def found = file.name.endsWith(".tbx") ? GlossaryReaderTBX.read(file, false) : GlossaryReaderTSV.read(file, false)
found.each { println(groovy.json.JsonOutput.toJson([it.srcText, it.getLocTerms(false) as List, it.commentText])) }
"""


def _java(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [JAVA or "java", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Duser.language=en", *arguments],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(folder)},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )


def laid_out(folder: Path, languages: tuple[str, str]) -> None:
    """Make the folders and the file of an empty project."""
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat", "config"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    source, target = languages
    (folder / "omegat.project").write_text(PROJECT.format(source=source, target=target), encoding="utf-8")


def translated(
    folder: Path,
    languages: tuple[str, str],
    sources: Mapping[str, Sequence[str]],
    memories: Mapping[str, bytes],
    glossaries: Mapping[str, bytes],
) -> tuple[dict[str, list[str]], str]:
    """Translate a new project from its memories.

    sources: texts by the name of a file, one a paragraph

    Returns: the paragraphs of the translated files, and what OmegaT said.
    """
    laid_out(folder, languages)
    for name, texts in sources.items():
        (folder / "source" / name).write_text("".join(f"{text}\n\n" for text in texts), encoding="utf-8")
    for place, given in (("tm/auto", memories), ("tm", memories), ("glossary", glossaries)):
        for name, data in given.items():
            (folder / place / name).write_bytes(data)
    done = _java(folder, "-jar", str(JAR), str(folder), "--mode=console-translate", f"--config-dir={folder / 'config'}")
    log = done.stdout + done.stderr
    log += "".join(file.read_text(encoding="utf-8", errors="replace") for file in folder.glob("config/**/*.log"))
    files = {
        name: [part for part in (folder / "target" / name).read_text(encoding="utf-8").split("\n") if part]
        for name in sources
        if (folder / "target" / name).is_file()
    }
    return files, log


def trouble(log: str) -> list[str]:
    """The lines of a log that tell of something that could not be read."""
    return [line for line in log.splitlines() if any(word in line for word in TROUBLE)]


def glossary(folder: Path, name: str, data: bytes) -> list[tuple[str, list[str], str]]:
    """Source, targets and comment of each entry that OmegaT finds in a glossary."""
    (folder / name).write_bytes(data)
    laid_out(folder / "project", ("EN", "KO"))
    (folder / "read.groovy").write_text(READ_GLOSSARY, encoding="utf-8")
    done = _java(folder, "-cp", str(JAR), "groovy.ui.GroovyMain", "read.groovy", name)
    assert done.returncode == 0, done.stderr
    entries = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    return [(source, targets, comment) for source, targets, comment in entries]
