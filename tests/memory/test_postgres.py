"""A memory on a server: clients at the same time, refusals, restarts, locales; what the file's tests cannot know."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, cast

import pytest

import tm
from tests.conftest import ROOT
from tests.memory.server import PASSWORD, Server
from tests.memory.test_store import EN_KO, document, unit
from tm.core import TranslationUnit
from tm.errors import MissingExtraError, TmError, UsageError
from tm.memory import live, postgres_lock, postgres_schema
from tm.memory.postgres_address import Address, masked
from tm.memory.store import open_store

_NUMBERS = count(1)


def client(body: str, *values: object) -> subprocess.Popen[str]:
    """Another process with this body; `values` are its arguments."""
    head = "import sys\nfrom tm.memory.store import open_store\nfrom tests.memory.killed import units\n"
    command = [sys.executable, "-c", head + textwrap.dedent(body), *map(str, values)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)


def holding(address: str) -> Any:
    """A connection that has the writers' lock until it is closed."""
    where = Address.of(address)
    connection = postgres_schema.connect(where)
    connection.execute("BEGIN")
    postgres_lock.take(connection, where, 1)
    return connection


# -- several clients


def test_clients_at_the_same_time_lose_nothing(on_server: str) -> None:
    """Three processes that add at the same time, partly the same, leave every unit there once."""
    body = """
    with open_store(sys.argv[1]) as store:
        for number in range(5):
            store.add(units(60, f"{sys.argv[2]}-{number}.md"), origin=sys.argv[2])
            store.add(units(60, f"common-{number}.md"), origin="common")
    """
    clients = [client(body, on_server, name) for name in "abc"]
    assert [process.wait(60) for process in clients] == [0, 0, 0]
    with open_store(on_server) as store:
        assert store.state().count == (3 * 5 + 5) * 60
        assert [one.id for one in store.select()] == [*range(1, store.state().last_id + 1)]
        assert sum(row.units for row in store.imports()) == store.state().count
        assert store.verify() == []


def test_what_comes_later_has_the_higher_number(on_server: str) -> None:
    """A client that reads slowly keeps nobody waiting, and what it brings is numbered when it becomes visible."""
    with open_store(on_server, wait=1) as slow, open_store(on_server, wait=1) as fast:

        def units() -> Iterator[TranslationUnit]:
            yield from document(10, "slow.md")
            assert fast.add(document(10, "fast.md"), origin="fast").imported == 10
            assert fast.state().last_id == 10
            yield unit("the last one")

        assert slow.add(units(), origin="slow").imported == 11
        assert [number for number, _ in fast.texts(EN_KO, after=10)] == [*range(11, 22)]


def test_a_second_writer_waits(on_server: str) -> None:
    """It gets its turn when the first is done, however it ends."""
    with open_store(on_server, wait=20) as store:
        held = holding(on_server)
        timer = threading.Timer(0.3, held.close)
        timer.start()
        start = time.monotonic()
        assert store.add([unit("a")], origin="x").imported == 1
        assert time.monotonic() - start >= 0.25
        timer.join()


def test_a_second_writer_is_told_who_writes(on_server: str) -> None:
    """Who waited in vain hears which program and process of which user has been writing since when; readers do not."""
    with open_store(on_server, wait=0.1) as store:
        store.add([unit("a")], origin="x")
        held = holding(on_server)
        with pytest.raises(
            TmError, match=rf"\(process {os.getpid()}, user .+\) has been writing .* since 20\d\d-"
        ) as told:
            store.add([unit("b")], origin="x")
        assert "waited 0.1 s; nothing was changed" in told.value.hint
        assert (store.state().count, len(list(store.select()))) == (1, 1)
        held.close()
        assert store.add([unit("b")], origin="x").imported == 1


def test_clients_that_are_killed_leave_nothing(on_server: str) -> None:
    """After kill -9 at any moment, whole imports are there, and the next writer does not wait."""
    body = """
    with open_store(sys.argv[1]) as store:
        print("ready", flush=True)
        for number in range(1000):
            store.add(units(300, f"{sys.argv[2]}-{number}.md"), origin="x")
    """
    rng = random.Random(5)
    with open_store(on_server, wait=10) as store:
        for kill in range(3):
            process = client(body, on_server, kill)
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(rng.uniform(0, 0.3))
            process.kill()
            process.wait()
            store.add([unit(f"after {kill}")], origin="y")
        assert all(row.units == (300 if row.origin == "x" else 1) for row in store.imports())
        assert store.state().count == sum(row.units for row in store.imports())
        assert store.verify() == []


def test_the_client_keeps_the_arrays(stores: Callable[[], str], tmp_path: Path) -> None:
    """The index is built once; afterwards only rows above its last number are read, and deletions are masked."""
    units = document(300)
    with open_store(stores()) as store:
        store.add(units[:250], origin="x")
        assert live.fresh(store, EN_KO, "source", tmp_path).built
        store.add(units[250:], origin="y")
        store.delete([3, 4])
        index = live.fresh(store, EN_KO, "source", tmp_path)
        assert (index.built, len(index.newer), len(index.deleted)) == (False, 50, 2)
        assert index.near("Sentence 299 of guide.md.", threshold=0.9)[0] == (300, 1.0)
        assert 4 not in [number for number, _ in index.near("Sentence 3 of guide.md.", threshold=0.9, limit=50)]
        store.rename_language("en", "fr")
        assert live.fresh(store, ("fr", "ko"), "source", tmp_path).built


def test_answers_are_those_of_a_file(on_server: str, tmp_path: Path) -> None:
    """The same units in a file and on a server answer the same."""
    units = [
        *document(40),
        unit("The cache has 12 rows.", "캐시에 12줄이 있습니다."),
        unit("open the  FILE", "파일 열기"),
    ]
    answers = []
    for place in (tmp_path / "memory.db", on_server):
        with tm.Memory(place, source_language="en", target_language="ko") as memory:
            memory.add(units, origin="x")
            queries = ["Open the file", "The cache has 7 rows.", "Sentence 7 of guide.md", "nothing"]
            found = [memory.lookup(query) for query in queries]
            fixed = [
                [replace(match, unit=replace(match.unit, created="", changed="")) for match in one] for one in found
            ]
            answers.append((fixed, [line.unit.id for line in memory.search("문장 1", limit=5)], len(memory)))
    assert answers[0] == answers[1]
    assert [len(one) for one in answers[0][0]] == [1, 1, 5, 0]


@pytest.mark.parametrize("threshold", [0.6, 1.0])
def test_a_document_takes_a_few_journeys(on_server: str, monkeypatch: pytest.MonkeyPatch, threshold: float) -> None:
    """Many queries are answered as each by itself, for as many questions to the server as one or two take."""
    units = [*document(60), unit("The cache has 12 rows.", "캐시에 12줄이 있습니다."), unit("open the  FILE", "파일")]
    queries = [f"Sentence {number} of guide.md" for number in range(60)]
    queries += ["Open the file", "The cache has 7 rows.", "Sentence 7 of guide.md.", "nothing", " "]
    with tm.Memory(on_server, source_language="en", target_language="ko") as memory:
        memory.add(units, origin="x")
        each = [memory.lookup(query, threshold=threshold) for query in queries]
        session = cast(Any, memory.store)._session
        asked: list[str] = []
        every = session.all

        def counted(query: str, values: Any = None) -> list[Any]:
            asked.append(query)
            return list(every(query, values))

        monkeypatch.setattr(session, "all", counted)
        assert memory.lookup_many(queries, threshold=threshold) == each
        assert len(asked) <= 12


def test_the_cache_is_named_by_the_memory(
    server: Server, on_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another way to write the address, another password, and the index is not built again."""
    monkeypatch.setenv("TM_CACHE_DIR", str(tmp_path))
    for address in (on_server, server.address(password="other", schema=Address.of(on_server).schema)):
        with tm.Memory(address, source_language="en", target_language="ko") as memory:
            memory.add(document(5), origin="x")
            assert len(memory.lookup("Sentence 9 of guide.md.")) == 5
            kept = tmp_path / "memories" / memory.store.state().uuid
    assert list((tmp_path / "memories").iterdir()) == [kept]
    assert [file.name for file in kept.iterdir()] == ["en-ko.source.fuzzy"]


# -- addresses and refusals


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://me:secret@host:5432/base", "postgresql://me:***@host:5432/base"),
        ("postgresql://me@host/base?schema=team", "postgresql://me@host/base?schema=team"),
        ("postgres://host", "postgres://host"),
        ("postgresql://me:se?cr@et/@host/base?sslmode=require", "postgresql://me:***@host/base?sslmode=require"),
        ("postgresql:///base?password=secret&user=me", "postgresql:///base?password=***&user=me"),
        ("postgresql://me@/b?host=/tmp&sslpassword=secret", "postgresql://me@/b?host=/tmp&sslpassword=***"),
        ("postgresql://me:se@/b?host=@x&password=secret", "postgresql://me:***@x&password=***"),
        ("postgresql://h/b?passw%6Frd=secret", "postgresql://h/b?passw%6Frd=***"),
    ],
)
def test_passwords_are_masked(address: str, shown: str) -> None:
    """Wherever a password stands in an address, it is not in what is shown."""
    assert masked(address) == shown
    assert "secret" not in repr(Address.of(address))


def refusals(server: Server) -> dict[str, tuple[str, str]]:
    """Address -> what is said, and a word of the hint."""
    server.run(
        "DROP ROLE IF EXISTS guarded, closed, poor",
        f"CREATE ROLE guarded LOGIN PASSWORD '{PASSWORD}'",
        "CREATE ROLE closed LOGIN; CREATE ROLE poor LOGIN",
    )
    elsewhere = f"postgresql://me:{PASSWORD[:6]}@/base?host={server.folder}/nowhere"
    return {
        elsewhere: ("cannot be reached", "running"),
        "postgresql://me:s3cret@127.0.0.1:1/base": ("Connection refused", "host and port"),
        server.address(user="guarded", password="s3cret"): ("refused the user or the password", "PGPASSWORD"),
        server.address(user="guarded"): ("refused the user or the password", "PGPASSWORD"),
        server.address(user="stranger", password="s3cret"): ("refused the user or the password", "check both"),
        server.address(user="closed", password="s3cret"): ("lets this user not in", "ask whoever"),
        server.address("nowhere", password="s3cret"): ("no such database", "createdb --encoding=UTF8"),
        server.address(user="poor", password="s3cret"): ("may not do this", "docs/en/memory-server.md"),
        "postgresql://me:s3cret x@host:port/b": ("no address of a server", "% codes"),
        "postgresql://me:s3cret@host/b?wrong=s3cret": ("no address of a server", "postgresql://user@host"),
        "postgresql://me:s3cret@host/b?schema=No Name": ("cannot be called 'No Name'", "small letters"),
    }


def test_refusals_say_what_and_where_and_what_to_do(server: Server) -> None:
    """Every way of not getting in is a sentence, a place without the password, and a next step."""
    for address, (what, hint) in refusals(server).items():
        with pytest.raises(TmError) as told:
            open_store(address)
        error = told.value
        assert (what in error.what, hint in error.hint) == (True, True), (address, error)
        assert error.where == masked(address)
        assert "s3cret" not in str(error)


def test_commands_end_with_2(server: Server, on_server: str) -> None:
    """The program says so in its own way, with the exit status of what could not run."""
    address = server.address("nowhere", password="s3cret")
    for arguments in (["stats"], ["lookup", "a"], ["add", "a", "b"]):
        command = [sys.executable, "-m", "tm", "memory", *arguments, "--db", address]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
        assert done.returncode == 2, done
        assert done.stderr.startswith(
            "error: there is no such database on the server\n  --> postgresql://postgres:***@"
        )
        assert "s3cret" not in done.stdout + done.stderr


def test_outputs_hide_the_password(server: Server, on_server: str) -> None:
    """What commands print of an address is without its password."""
    address = server.address(password="s3cret", schema=Address.of(on_server).schema)
    open_store(address).close()
    for arguments in (["stats"], ["stats", "--output-format", "json"]):
        command = [sys.executable, "-m", "tm", "memory", *arguments, "--db", address]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
        assert (done.returncode, "postgresql://postgres:***@" in done.stdout) == (0, True), done
        assert "s3cret" not in done.stdout + done.stderr


def test_without_psycopg_the_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package is missing, the hint is what installs it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtraError) as told:
        open_store("postgresql://me:secret@host/base")
    assert told.value.hint == 'where tm was cloned: pip install -e ".[postgres]"'
    assert told.value.where == "postgresql://me:***@host/base"


def test_rights_of_a_reader(server: Server, on_server: str) -> None:
    """Who may only read can do all that reads; a change is refused with a sentence, and nothing has changed."""
    schema = Address.of(on_server).schema
    with open_store(on_server) as store:
        store.add(document(30), origin="x")
    server.run(
        "DROP ROLE IF EXISTS reader",
        "CREATE ROLE reader LOGIN",
        f"GRANT USAGE ON SCHEMA {schema} TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader",
    )
    with open_store(server.address(user="reader", schema=schema)) as store:
        assert (store.statistics().units, len(list(store.texts(EN_KO))), store.verify()) == (30, 30, [])
        changes: list[Callable[[], object]] = [
            lambda: store.add([unit("new")], origin="x"),
            lambda: store.delete([1]),
            lambda: store.undo(1),
            lambda: store.rename_language("en", "fr"),
        ]
        for change in changes:
            with pytest.raises(TmError, match="may not do this in the memory: nothing was changed"):
                change()
        assert store.state().count == 30
    server.run("DROP OWNED BY reader")


def test_rights_of_a_writer(server: Server, on_server: str) -> None:
    """Who was granted what docs/en/memory-server.md says for writers can do everything, but owns nothing."""
    schema = Address.of(on_server).schema
    open_store(on_server).close()
    server.run(
        "DROP ROLE IF EXISTS writer",
        "CREATE ROLE writer LOGIN",
        f"GRANT USAGE ON SCHEMA {schema} TO writer",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO writer",
    )
    with open_store(server.address(user="writer", schema=schema)) as store:
        store.add(document(30), origin="x")
        assert store.add(document(40), origin="y").imported == 11
        assert (store.delete([1, 2]), store.undo(2), store.rename_language("en", "fr")) == (2, 11, 28)
        assert store.verify() == []
    server.run("DROP OWNED BY writer")


@pytest.mark.parametrize("options", [{"create": False}, {"read_only": True}])
def test_no_memory_is_made_where_none_is_wanted(server: Server, on_server: str, options: dict[str, bool]) -> None:
    """Reading, or without leave, a missing memory is an error and stays missing."""
    with pytest.raises(UsageError, match="no memory here"):
        open_store(on_server, **options)
    assert server.run(f"SELECT to_regnamespace('{Address.of(on_server).schema}')") == [(None,)]


def test_reading_only_changes_nothing(on_server: str) -> None:
    """A memory opened for reading refuses every change."""
    with open_store(on_server) as store:
        store.add([unit("a")], origin="x")
    with open_store(on_server, read_only=True) as store:
        assert len(list(store.select())) == 1
        with pytest.raises(UsageError, match="reading only"):
            store.add([unit("b")], origin="x")
    with pytest.raises(ValueError, match="closed"):
        store.state()


def test_tables_of_others_are_left_alone(server: Server, on_server: str) -> None:
    """A schema with something else in it is refused; an empty one, made by whoever runs the server, is used."""
    schema = Address.of(on_server).schema
    for table in ("units (id int)", "store (id int)", "store (application text, version int)"):
        server.run(f"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}; CREATE TABLE {schema}.{table}")
        with pytest.raises(UsageError, match=f"the schema {schema} holds something else"):
            open_store(on_server)
        found = server.run(f"SELECT count(*) FROM pg_class WHERE relnamespace = '{schema}'::regnamespace")
        assert found == [(1,)]
    server.run(f"DROP SCHEMA {schema} CASCADE; CREATE SCHEMA {schema}")
    with open_store(on_server) as store:
        assert store.add([unit("a")], origin="x").imported == 1


def test_two_clients_make_one_memory(on_server: str) -> None:
    """Where several come first at the same time, they share one memory."""
    body = "open_store(sys.argv[1]).add(units(5, sys.argv[2]), origin='x')"
    clients = [client(body, on_server, name) for name in "ab"]
    assert [process.wait(60) for process in clients] == [0, 0]
    with open_store(on_server) as store:
        assert store.state().count == 10


# -- versions


def test_a_newer_version_is_refused(server: Server, on_server: str) -> None:
    """Neither opening nor, in a session that goes on, writing touches a memory of a newer program."""
    schema = Address.of(on_server).schema
    with open_store(on_server) as store:
        server.run(f"UPDATE {schema}.store SET version = 99")
        with pytest.raises(UsageError, match=r"newer version of the program \(format 99\)"):
            open_store(on_server)
        with pytest.raises(UsageError, match=r"newer version of the program \(format 99\)"):
            store.add([unit("a")], origin="x")
        assert store.state().last_id == 0


def test_an_older_version_is_migrated(server: Server, on_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next writer brings it to the version of the program, whole or not at all; a reader leaves it."""
    schema = Address.of(on_server).schema
    with open_store(on_server) as store:
        store.add(document(5), origin="x")
    newer = postgres_schema.VERSION + 1
    monkeypatch.setattr(postgres_schema, "VERSION", newer)

    def state() -> list[tuple[Any, ...]]:
        return server.run(
            f"SELECT version, (SELECT count(*) FROM information_schema.columns WHERE table_schema = '{schema}'"
            f" AND column_name = 'extra') FROM {schema}.store"
        )

    statement = "ALTER TABLE {schema}.unit ADD COLUMN extra text"
    monkeypatch.setitem(postgres_schema.MIGRATIONS, newer - 1, statement + "; SELECT * FROM {schema}.missing")
    with pytest.raises(TmError):
        open_store(on_server)
    assert state() == [(newer - 1, 0)]
    monkeypatch.setitem(postgres_schema.MIGRATIONS, newer - 1, statement)
    open_store(on_server, read_only=True).close()
    assert state() == [(newer - 1, 0)]
    with open_store(on_server) as store:
        assert (store.state().count, state()) == (5, [(newer, 1)])


# -- restarts


def test_a_restart_in_the_middle_loses_nothing(server: Server, on_server: str) -> None:
    """A server that ends during an import gives a clear error and the old state; later the session goes on."""
    for how in (signal.SIGINT, signal.SIGQUIT):
        with open_store(on_server) as store:
            before = store.add(document(20, f"{how.name}.md"), origin="x").imported and store.state()

            def units(how: signal.Signals = how) -> Iterator[TranslationUnit]:
                yield from document(9000, "lost.md")
                server.stop(how)
                server.start()
                yield from document(9000, "lost, too.md")

            with pytest.raises(TmError, match="connection to the server was lost: nothing was changed") as told:
                store.add(units(), origin="y")
            assert told.value.where == store.location
            assert told.value.hint == "run it again when the server is back"
            assert store.state() == before
            assert store.add([unit(f"again {how}")], origin="z").imported == 1
            assert store.verify() == []


def test_a_restart_between_is_not_noticed(server: Server, on_server: str) -> None:
    """Where nothing was under way, the next call connects again; a stream that breaks off says so."""
    with open_store(on_server) as store:
        store.add(document(12_000), origin="x")
        stream = store.texts(EN_KO)
        next(stream)
        server.stop()
        server.start()
        assert store.state().count == 12_000
        with pytest.raises(TmError, match="connection to the server was lost"):
            list(stream)
        assert len(list(store.texts(EN_KO))) == 12_000
        server.stop()
        server.start()
        assert len(list(store.texts(EN_KO))) == 12_000
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tm'")
        assert store.add([unit("new")], origin="y").imported == 1


def test_the_last_moment_is_told_apart(on_server: str) -> None:
    """Lost while a change is made final, it may be there: that is said, and that it can be run again."""
    import psycopg

    error = postgres_schema.failure(psycopg.OperationalError("gone"), Address.of(on_server), finishing=True)
    assert "there, or it is not" in error.what
    assert "not added twice" in error.hint


# -- locales


@pytest.fixture(scope="module", params=["C.UTF-8", "C", "icu ko"])
def database(request: pytest.FixtureRequest, server: Server) -> str:
    """A database of a locale."""
    name = f"base_{next(_NUMBERS)}"
    kind, _, language = str(request.param).partition(" ")
    locale = f"LOCALE '{kind}'" if not language else f"LOCALE_PROVIDER icu ICU_LOCALE '{language}' LOCALE 'C.UTF-8'"
    server.run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' {locale}")
    return name


def test_any_locale_is_as_good(
    server: Server, database: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Order, identity and answers are the same whatever the database sorts by; C is mentioned, once a session."""
    monkeypatch.setenv("PGCLIENTENCODING", "EUC_KR")
    words = ["나", "가", "a", "B", "Ä", "é", "😀", "1", "ab", "a b", "A", "하", "힣", "ß", "ss"]
    with open_store(server.address(database)) as store:
        store.add(
            [
                unit(f"{word}.", f"{word} 환각을 본다", origin=word, status=word, source_language=f"x{at}")
                for at, word in enumerate(words)
            ],
            origin="x",
        )
        with_numbers = [unit("환각 12개", "12"), unit("환각  3개", "3")]
        assert store.add([*with_numbers, *with_numbers], origin="y").duplicates == 2
        found = store.statistics()
        assert [one.value for one in found.origins] == ["y", *sorted(words)]
        assert [row[0] for row in store.languages()] == ["en", *sorted(f"x{at}" for at in range(len(words)))]
        from tm.memory import keys

        near = store.by_digest(keys.digest(keys.numberless("환각 7개")), EN_KO, "numberless")
        assert [one.target for one in near] == ["12", "3"]
        assert [one.source for one in store.select(origin="힣")] == ["힣."]
        assert store.verify() == []
    ctype = server.run("SELECT datctype FROM pg_database WHERE datname = current_database()", database=database)
    told = [record.getMessage() for record in caplog.records if "LC_CTYPE" in record.getMessage()]
    assert len(told) == (1 if ctype == [("C",)] else 0)
    assert all("see no Hangul; this program does not use them" in one for one in told)


def test_another_encoding_is_refused(server: Server) -> None:
    """A database that cannot hold both languages is refused with the command that makes one that can."""
    server.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(UsageError, match="in LATIN1, not in UTF-8") as told:
        open_store(server.address("latin"))
    assert "createdb --encoding=UTF8" in told.value.hint
    assert server.run("SELECT to_regnamespace('tm_memory')", database="latin") == [(None,)]


# -- verifying


def test_verify_sees_what_is_wrong(server: Server, on_server: str) -> None:
    """What was changed behind the store's back is told, each in a sentence."""
    schema = Address.of(on_server).schema
    with open_store(on_server) as store:
        store.add(document(20), origin="x")
        damages = {
            "UPDATE unit SET by_plain = 1 WHERE id = 2": "unit 2: what it is found by",
            "UPDATE unit SET target = '다르다' WHERE id = 3": "unit 3: what it is found by",
            "UPDATE unit SET source = 'e\u0301' WHERE id = 3": "unit 3: its text is not composed",
            "UPDATE pair SET units = 19": "20 units, not 19",
            "DELETE FROM unit WHERE id = 7": "neighbour is gone: 2",
            "UPDATE unit SET shelf = 99 WHERE id = 5": "units without a group: 1",
            "UPDATE shelf SET pair = 99": "without languages: 1",
            "DELETE FROM import": "no import brought: 20",
            "UPDATE store SET last_id = 3": "past the last number: 20 of 3",
        }
        tables = ("unit", "pair", "shelf", "import", "store")
        server.run(*(f"CREATE TABLE {schema}.kept_{name} AS TABLE {schema}.{name}" for name in tables))
        for damage, told in damages.items():
            server.run(f"SET search_path = {schema}", damage)
            assert told in "\n".join(store.verify()), damage
            for name in tables:
                always = "OVERRIDING SYSTEM VALUE" if name == "pair" else ""
                server.run(f"TRUNCATE {schema}.{name}; INSERT INTO {schema}.{name} {always} TABLE {schema}.kept_{name}")
        assert store.verify() == []
