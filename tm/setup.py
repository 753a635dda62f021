"""What `tm init` finds and writes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tm import files as disk
from tm import formats, pairing
from tm.config import PathPair, holder, parse
from tm.errors import ConfigError
from tm.messages import say

HEADER = "id,source,target,status,pos,except,case,domain,definition,note\n"
_LANGUAGE = re.compile(r"(?<![A-Za-z])(en(?:[-_]US)?|ko(?:[-_]KR)?)(?![A-Za-z])", re.IGNORECASE)
#: How Korean is told in the name of a file behind that of its source, and as a folder; and what holds such folders.
_NAMED = tuple(f"{mark}{korean}" for korean in ("ko", "ko-KR", "ko_KR", "kr") for mark in ".-_")
_KOREAN = ("ko", "ko-KR", "ko_KR", "ko-kr", "ko_kr", "kr", "Korean", "korean")
_LANGUAGE_BEHIND = (r"[._-][a-z]{2}$", r"[._-][a-z]{2}[-_]\w+$")
_HOLDERS = ("", "translations/", "translated/", "i18n/", "locales/", "lang/")
#: Folders of pages, and the plugin that holds their translations.
_DOCUSAURUS = {"docs": "docs/current", "blog": "blog", "src/pages": "pages"}
_HOOK = """\
  - repo: local
    hooks:
      - id: tm-check
        name: tm check
        entry: tm check
        language: system
        pass_filenames: false
"""


@dataclass(frozen=True)
class Plan:
    """What was found and what would be written.

    files:    path to its whole new content
    settings: the file of the configuration, and the table in it that names pairs
    """

    root: Path
    patterns: tuple[PathPair, ...]
    counts: tuple[int, ...]
    files: dict[Path, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    settings: tuple[str, str] = ("tm.toml", "[[pairs]]")

    def describe(self, *, written: bool = False) -> Iterator[str]:
        """Lines that tell the user what was found, and what is to be written or was."""
        for pattern, count in zip(self.patterns, self.counts, strict=True):
            yield say(
                "found  {count} pair: {source} ↔ {target}",
                "found  {count} pairs: {source} ↔ {target}",
                count=count,
                source=pattern.source,
                target=pattern.target,
            )
        if not self.patterns:
            yield say("found  no pairs (looked for en/ beside ko/, and name.en.md beside name.ko.md)")
        yield from self.notes
        for path in self.files:
            name = path.relative_to(self.root)
            yield say("wrote  {path}", path=name) if written else say("write  {path}", path=name)
        if not self.patterns:
            yield say("next   write pairs into {file}, as {table}", file=self.settings[0], table=self.settings[1])


def plan(root: Path) -> Plan:
    """Look at a folder without changing it.

    Raises:
        ConfigError: a configuration is there and cannot be read.
    """
    patterns = _patterns(root)
    counts = tuple(len(pairing.find(root, [pattern])) for pattern in patterns)
    files: dict[Path, str] = {}
    notes: list[str] = []
    for name in ("tm.toml", "glossary.csv", ".pre-commit-config.yaml"):
        if (root / name).is_dir():
            raise ConfigError(say("this is a folder, not a file"), where=name, hint=say("remove or rename it"))
    config = _configuration(root, patterns, notes)
    if config is not None:
        files[config[0]] = config[1]
    if (root / "glossary.csv").exists():
        notes.append(say("kept   {name}", name="glossary.csv"))
    else:
        files[root / "glossary.csv"] = HEADER
    hooks = root / ".pre-commit-config.yaml"
    if not hooks.exists():
        files[hooks] = "repos:\n" + _HOOK
    elif "tm-check" in disk.read(hooks).decode("utf-8", "replace"):
        notes.append(say("kept   {name}", name=".pre-commit-config.yaml"))
    else:
        notes.append(say("note   add to .pre-commit-config.yaml:\n{hook}", hook=_HOOK.rstrip()))
    return Plan(root, patterns, counts, files, tuple(notes), holder(root))


def write(found: Plan) -> None:
    """Write the files of a plan, each whole or not at all."""
    for path, text in found.files.items():
        disk.write(path, text.encode("utf-8"))


def _patterns(root: Path) -> tuple[PathPair, ...]:
    """Path patterns that pair files, the most frequent first: a name in which only the language differs."""
    found_paths = (path for path in pairing.files(root) if formats.carries(path) == "document")
    paths = [path for path in found_paths if not set("{}'\n") & set(path)]
    present = set(paths)
    counts: Counter[PathPair] = Counter()
    for path in paths:
        for found in _LANGUAGE.finditer(path):
            if not found[0].lower().startswith("en"):
                continue
            for korean in ("ko", "ko-KR", "ko_KR", "ko-kr", "KO"):
                twin = path[: found.start()] + korean + path[found.end() :]
                if twin in present and twin != path:
                    counts[_generalise(path, found.start(), found.end(), korean)] += 1
    counts.update(_below_source(paths, present))
    counts.update(_beside_source(paths, present))
    return tuple(pattern for pattern, _ in counts.most_common())


def _below_source(paths: list[str], present: set[str]) -> Iterator[PathPair]:
    """Translations in a folder of their own, the source in none: `guide/a.md` and `ko/guide/a.md`."""
    for path in paths:
        if _LANGUAGE.search(path):
            continue
        suffix = Path(path).suffix
        for at in (0, *(slash.end() for slash in re.finditer("/", path))):
            before, after = path[:at], path[at:]
            for folder in (f"{before}{outer}{korean}/" for outer in _HOLDERS for korean in _KOREAN):
                if f"{folder}{after}" in present:
                    yield PathPair(f"{before}{{path}}{suffix}", f"{folder}{{path}}{suffix}")
        # Docusaurus keeps the pages of each plugin apart.
        for folder, plugin in _DOCUSAURUS.items():
            before, found, after = path.partition(f"{folder}/")
            other = f"{before}i18n/ko/docusaurus-plugin-content-{plugin}/"
            if found and f"{other}{after}" in present and (not before or before.endswith("/")):
                yield PathPair(f"{before}{folder}/{{path}}{suffix}", f"{other}{{path}}{suffix}")


def _beside_source(paths: list[str], present: set[str]) -> Iterator[PathPair]:
    """README.md beside README.ko.md. One pattern for all below a folder in which nearly every page has its twin."""
    pages: Counter[tuple[str, str]] = Counter()
    twins: Counter[tuple[str, str, str]] = Counter()
    paired = []
    by_name: dict[str, list[str]] = {}
    for path in paths:
        by_name.setdefault(path.rpartition("/")[2].casefold(), []).append(path)
    for path in paths:
        suffix = Path(path).suffix
        stem = path.removesuffix(suffix)
        if _is_translation(stem, suffix, present):
            continue
        named = next((name for name in _NAMED if f"{stem}{name}{suffix}" in present), "")
        if named:
            paired.append((stem, named, suffix))
        elif elsewhere := _away(stem, suffix, present, by_name):
            yield PathPair(path, elsewhere)
        for folder in _folders(path):
            pages[folder, suffix] += 1
            twins[folder, named, suffix] += 1
    for stem, named, suffix in paired:
        for folder in _folders(stem):  # the outermost first
            if 1 < twins[folder, named, suffix] >= 0.75 * pages[folder, suffix]:
                yield PathPair(f"{folder}{{path}}{suffix}", f"{folder}{{path}}{named}{suffix}")
                break
        else:
            yield PathPair(f"{stem}{suffix}", f"{stem}{named}{suffix}")


def _is_translation(stem: str, suffix: str, present: set[str]) -> bool:
    """Is it named for a language: README.ja.md, or README-ja.md beside README.md? But how-to.md is none."""
    named = (re.search(pattern, stem, re.IGNORECASE) for pattern in _LANGUAGE_BEHIND)
    return any(found and (found[0][0] == "." or stem[: found.start()] + suffix in present) for found in named)


def _away(stem: str, suffix: str, present: set[str], by_name: Mapping[str, list[str]]) -> str:
    """The translation of a page of the topmost folder in a folder for such: translations/README-ko.md, if it is one.

    by_name: all pages by their name without its folder, folded
    """
    if "/" in stem:
        return ""
    wanted = {f"{stem}{name}{suffix}".casefold() for name in _NAMED}
    found = [path for name in wanted for path in by_name.get(name, ()) if "/" in path]
    beside = f"{found[0].rpartition('/')[0]}/{stem}{suffix}" if found else ""
    return found[0] if len(found) == 1 and beside not in present else ""


def _folders(path: str) -> list[str]:
    """The folders that hold a file, from the root on, each with its slash: `["", "docs/", "docs/rules/"]`."""
    return ["", *(path[: slash.end()] for slash in re.finditer("/", path))]


def _generalise(path: str, start: int, end: int, korean: str) -> PathPair:
    """`docs/en/guide/a.md` to `docs/en/{path}.md`; `guide/a.en.md` to `{path}.en.md`."""
    before, after = path[:start], path[end:]
    if after.startswith("/"):
        suffix = Path(after).suffix
        after = "/{path}" + suffix
    elif "/" not in after and before.rpartition("/")[2]:
        before = "{path}" + before[-1] if before[-1] in "._-" else "{path}"
    elif "/" not in after and before:  # corpus/name/en.md
        before = "{path}/"
    return PathPair(f"{before}{path[start:end]}{after}", f"{before}{korean}{after}")


def _configuration(root: Path, patterns: tuple[PathPair, ...], notes: list[str]) -> tuple[Path, str] | None:
    project, own = root / "pyproject.toml", root / "tm.toml"
    if own.is_file():
        notes.append(say("kept   {name}", name="tm.toml"))
        return None
    if project.is_file():
        try:
            text = disk.read(project).decode("utf-8")
        except UnicodeDecodeError as error:
            raise ConfigError(
                say("not UTF-8 text"), where="pyproject.toml", hint=say("save the file as UTF-8")
            ) from error
        if parse(text.removeprefix("\ufeff"), name="pyproject.toml") is not None:
            notes.append(say("kept   [tool.tm] in pyproject.toml"))
            return None
        newline = "\r\n" if "\r\n" in text else "\n"
        added = _toml(patterns, "tool.tm").replace("\n", newline)
        whole = text.rstrip("\r\n") + 2 * newline + added
        try:
            parse(whole.removeprefix("\ufeff"), name="pyproject.toml")
        except ConfigError:
            notes.append(
                say(
                    "note   pyproject.toml cannot take a table [tool.tm]; add it by hand:\n{table}",
                    table=added.rstrip(),
                )
            )
            return None
        return project, whole
    return own, _toml(patterns, "")


def _toml(patterns: tuple[PathPair, ...], table: str) -> str:
    rows = [f"[{table}]"] if table else []
    rows += ['source-language = "en"', 'target-language = "ko"', 'glossary = ["glossary.csv"]']
    prefix = f"{table}." if table else ""
    if not patterns:
        rows += ["", f"# [[{prefix}pairs]]", '# source = "en/{path}.md"', '# target = "ko/{path}.md"']
    for pattern in patterns:
        rows += ["", f"[[{prefix}pairs]]", f"source = {_quoted(pattern.source)}", f"target = {_quoted(pattern.target)}"]
    return "\n".join(rows) + "\n"


def _quoted(text: str) -> str:
    """A TOML string: literal where it can be, so that a backslash stays one."""
    return f'"{text}"' if not set('"\\') & set(text) else f"'{text}'"
