"""A translation that is worked on: commits that each plant one defect among edits that are none.

`python -m tests.corpus.history [FOLDER...]` plays histories over pairs (folders with en.md and ko.md), those of the
corpus by default, and counts what a baseline made at the first commit leaves: planted defects told once, lost, others.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.corpus.gold import CORPUS
from tm import baseline
from tm.core import Diagnostic, Kind, Segment
from tm.fingerprint import folded
from tm.lang.hangul import has_final
from tm.pairing import FilePair
from tm.project import Checked, Project, baselines

#: Sentences that may stand anywhere, with translations in the polite and in the formal level.
ADDED = (
    ("Keep this page in mind while you read on.", "계속 읽는 동안 이 쪽을 기억해 두면 좋습니다."),
    ("The rest of this guide builds on this part.", "이 안내서의 나머지는 이 부분을 바탕으로 합니다."),
    ("You can come back here at any time.", "언제든지 여기로 돌아올 수 있습니다."),
    ("This part is short and easy to follow.", "이 부분은 짧고 따라 하기 쉽습니다."),
)
#: A term in four sentences, for a glossary that forbids its second form.
TERM = ("lighthouse", "등대", "광탑")


@dataclass(frozen=True)
class Planted:
    """A defect: codes that may tell it, and words that stand near the finding on one of the sides."""

    kind: str
    codes: str
    words: str


@dataclass(frozen=True)
class State:
    """Both files after a commit, and what was planted up to it."""

    source: str
    target: str
    planted: tuple[Planted, ...] = ()


Pairs = Sequence[tuple[Segment, Segment]]


def pairs(source: str, target: str) -> Pairs:
    """Paragraphs that are surely each other's translation, and stand in the files as they are."""
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name, file) for file in ("en.md", "ko.md")]
        for path, text in zip(paths, (source, target), strict=True):
            path.write_bytes(text.encode())
        bitext = Project(Path(name)).bitext(FilePair(*paths), sentences=False)
    return [
        (left, right)
        for bead in bitext.beads
        if bead.type == "1-1" and bead.score > 0.6
        for left, right in [bitext.sides(bead)]
        if left.kind is right.kind is Kind.PARAGRAPH and len(left.text) > 60 and len(right.text) > 30
        if source.count(left.text) == target.count(right.text) == 1
    ]


def particle(state: State, choice: random.Random, found: Pairs) -> State | None:
    """을 behind a vowel, or 를 behind a consonant."""
    choices = [
        (right, match)
        for _, right in found
        for match in re.finditer(r"(?<![가-힣])[가-힣]+[을를](?= [가-힣])", right.blanked())
        if has_final(match[0][-2]) == (match[0][-1] == "을")
    ]
    if not choices:
        return None
    right, match = choice.choice(choices)
    wrong = match[0][:-1] + ("를" if match[0][-1] == "을" else "을")
    text = right.text[: match.start()] + wrong + right.text[match.end() :]
    return _target(state, right.text, text, Planted("particle", "K6", wrong))


def number(state: State, choice: random.Random, found: Pairs) -> State | None:
    """A number of both sides, another one in the translation."""
    choices = [
        (right, match)
        for left, right in found
        for match in re.finditer(r"(?<![\w.,/-])[1-9]\d{1,3}(?![\w,/-]|\.\d)", right.blanked())
        if len(re.findall(rf"(?<!\d){match[0]}(?!\d)", left.blanked())) == 1 == right.text.count(match[0])
    ]
    if not choices:
        return None
    right, match = choice.choice(choices)
    wrong = str(int(match[0]) + 13)
    text = right.text[: match.start()] + wrong + right.text[match.end() :]
    return _target(state, right.text, text, Planted("number", "N3", wrong))


def untranslated(state: State, choice: random.Random, found: Pairs) -> State | None:
    """The source in the place of its translation."""
    left, right = choice.choice(found)
    return _target(state, right.text, left.text, Planted("untranslated", "U201", left.text[:40]))


def lost(state: State, choice: random.Random, found: Pairs) -> State | None:
    """A paragraph without its translation."""
    left, right = choice.choice(found)
    return _target(state, right.text + "\n", "", Planted("lost", "U203", left.text[:40]))


def term(state: State, choice: random.Random, found: Pairs) -> State | None:
    """A new sentence on both sides, its term in a form that the glossary forbids."""
    left, right = choice.choice(found)
    source = left.text + f" A {TERM[0]} is a good picture of this."
    target = right.text + f" {TERM[2]}이 이것을 잘 보여 줍니다."
    state = replace(state, source=state.source.replace(left.text, source))
    return _target(state, right.text, target, Planted("term", "T003", TERM[2]))


def _target(state: State, old: str, new: str, planted: Planted) -> State | None:
    if state.target.count(old) != 1:
        return None
    return State(state.source, state.target.replace(old, new), (*state.planted, planted))


DEFECTS: tuple[Callable[[State, random.Random, Pairs], State | None], ...] = (
    particle,
    number,
    untranslated,
    lost,
    term,
)


def unrelated(state: State, choice: random.Random, found: Pairs, number: int) -> State:
    """Edits that change no translation for the worse: a new paragraph, one wrapped anew, other line ends."""
    source, target = state.source, state.target
    left, right = choice.choice(found)
    added = ADDED[number % len(ADDED)]
    source = source.replace(left.text, f"{left.text}\n\n{added[0]}")
    target = target.replace(right.text, f"{right.text}\n\n{added[1]}")
    _, wrapped = choice.choice(found)
    if "\n" not in wrapped.text and "  " not in wrapped.text:
        at = wrapped.blanked().find(". ", 10) + 1
        if at:
            target = target.replace(wrapped.text, wrapped.text[:at] + "\n" + wrapped.text[at + 1 :])
    if number == 2:
        target = target.replace("\r\n", "\n").replace("\n", "\r\n")
    if number == 3:
        target = target.replace("\r\n", "\n")
    return State(source, target, state.planted)


def history(source: str, target: str, seed: int, commits: int = 5) -> list[State]:
    """States of a pair, the first one as it is: each of the others plants one defect and holds other edits."""
    choice = random.Random(seed)
    states = [State(source, target)]
    kinds = list(DEFECTS)
    choice.shuffle(kinds)
    used: set[str] = set()
    for number in range(1, commits):
        before = states[-1]
        found = [one for one in pairs(before.source, before.target) if one[0].text not in used]
        after = None
        while after is None and kinds and found:
            after = kinds.pop(0)(before, choice, found)
        if after is None:
            break
        touched = [
            left.text for left, right in found if right.text not in after.target or left.text not in after.source
        ]
        used.update(touched)
        rest = [one for one in found if one[0].text not in used]
        states.append(unrelated(after, choice, rest, number) if rest else after)
    return states


def commit(root: Path, states: Sequence[State]) -> None:
    """A repository with one commit a state, and a glossary; tags `c1`, `c2` ..."""
    git(root, "init", "-q", "-b", "main")
    rows = f"source,target,status\n{TERM[0]},{TERM[1]},approved\n{TERM[0]},{TERM[2]},forbidden\n"
    (root / "glossary.csv").write_text(rows, encoding="utf-8")
    (root / "tm.toml").write_text('[[pairs]]\nsource = "{name}.en.md"\ntarget = "{name}.ko.md"\n', encoding="utf-8")
    for number, state in enumerate(states, 1):
        (root / "page.en.md").write_bytes(state.source.encode())
        (root / "page.ko.md").write_bytes(state.target.encode())
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", f"state {number}")
        git(root, "tag", f"c{number}")


def git(root: Path, *arguments: str) -> str:
    """Run git in a repository that no configuration of the user reaches."""
    own = [
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "-c",
        "core.autocrlf=false",
        "-c",
        "commit.gpgsign=false",
    ]
    done = subprocess.run(["git", *own, *arguments], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout


def check(root: Path) -> list[Checked]:
    """Findings on the working tree of a repository that `commit` made."""
    project = Project.containing(root)
    return [project.check(pair) for pair in project.pairs()]


def new(root: Path, file: Path, results: list[Checked]) -> list[Diagnostic]:
    """Findings that a baseline does not accept."""
    project = Project.containing(root)
    entries = baselines.read(file)
    accepted = baselines.compare(project, file, entries, results, whole=True)
    return [found for checked in accepted.results for found in checked.diagnostics]


def tells(found: Diagnostic, planted: Planted) -> bool:
    """A finding of the right rule near the planted words."""
    if not found.code.startswith(planted.codes):
        return False
    for place in (found.target, found.source):
        if place is not None:
            start, end = max(place.span.start - 60, 0), place.span.end + 60
            if folded(planted.words) in folded(place.document.text[start:end]):
                return True
    return False


@dataclass(frozen=True)
class Played:
    """What came of a history, over all of its commits.

    looks:  how often a planted defect was there to be told
    missed: (commit, defect, findings of it beside the baseline, and without one) where it was not told once
    others: (commit, finding) that are none of the planted defects
    """

    looks: int
    missed: list[tuple[int, Planted, int, int]]
    others: list[tuple[int, Diagnostic]]


def played(source: str, target: str, seed: int) -> Played:
    """Play a history, with a baseline made at the first commit."""
    states = history(source, target, seed)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        commit(root, states)
        file = root / baseline.NAME
        result = Played(sum(len(state.planted) for state in states), [], [])
        for number, state in enumerate(states, 1):
            git(root, "checkout", "-q", f"c{number}")
            results = check(root)
            if number == 1:
                project = Project.containing(root)
                baselines.written(file, baselines.compare(project, file, [], results, whole=True))
            every = [one for checked in results for one in checked.diagnostics]
            found = new(root, file, results)
            for planted in state.planted:
                here, all_ = (sum(tells(one, planted) for one in some) for some in (found, every))
                if here != 1:
                    result.missed.append((number, planted, here, all_))
            others = [one for one in found if not any(tells(one, planted) for planted in state.planted)]
            result.others.extend((number, one) for one in others)
    return result


def main(folders: Sequence[str]) -> None:
    """Play ten histories for each pair."""
    for folder in [Path(one) for one in folders] or [CORPUS / "applications", CORPUS / "howto"]:
        source, target = ((folder / name).read_bytes().decode("utf-8-sig") for name in ("en.md", "ko.md"))
        looks = missed = others = 0
        for seed in range(10):
            result = played(source, target, seed)
            looks, missed, others = looks + result.looks, missed + len(result.missed), others + len(result.others)
            for number, planted, here, every in result.missed:
                print(f"  seed {seed} c{number}: told {here} times of {every}: {planted.kind} {planted.words}")
            for number, one in result.others:
                text = one.target.text if one.target else ""
                print(f"  seed {seed} c{number}: other {one.code} {one.message} [{text[:40]}]")
        print(f"{folder.name}: {looks} looks at planted defects, {missed} not told once, {others} other findings")


if __name__ == "__main__":
    main(sys.argv[1:])
