"""Does each command do its work, or say in one sentence why not?

Each test runs the real program in a store of its own, so each takes seconds.
"""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[3] / "src"
ROSTER = (
    "username,name,role,pair,shift_from,shift_to,starts,ends,latitude,longitude,max_visits\n"
    "lin,林安,agent,甲,2026-11-26,2026-11-28,9:00,18:00,42.9,129.5,12\n"
    "sun,孙平,agent,甲,,,,,,,\n"
)


@dataclass(frozen=True)
class Said:
    """What a program said, and how it ended."""

    status: int
    out: str
    err: str


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    for name in ("DOORSTEP_DATA_DIR", "DOORSTEP_DB_ROLE", "DOORSTEP_DEBUG", "DATABASE_URL"):
        kept.pop(name, None)
    return kept | {"PYTHONPATH": str(SOURCE), "NO_COLOR": "1", "COLUMNS": "200"}


def doorstep(*words: object, **variables: str) -> Said:
    done = subprocess.run(
        [sys.executable, "-m", "doorstep.cli.main", *map(str, words)],
        capture_output=True,
        text=True,
        env=environment() | variables,
        timeout=120,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def add(store: Path, username: str, *more: object) -> Said:
    return doorstep(
        "staff", "add", username, "--name", "王宁", "--role", "agent", "--data-dir", store, *more
    )


def refused(said: Said) -> str:
    """Return the one sentence of a failure."""
    assert said.status == 1
    assert "Traceback" not in said.err
    assert said.out == ""
    lines = said.err.strip().splitlines()
    assert len(lines) == 1
    return lines[0].removeprefix("doorstep: ")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """Return a store that holds one agent, made once; tests work on copies of it."""
    place = tmp_path_factory.mktemp("prepared") / "store"
    assert add(place, "wang", "--organisation", "延边外访").status == 0
    return place


@pytest.fixture
def store(prepared: Path, tmp_path: Path) -> Path:
    place = tmp_path / "store"
    subprocess.run(["cp", "-a", str(prepared), str(place)], check=True)
    return place


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_what_cannot_be_added_is_said_in_one_sentence(store):
    assert "taken" in refused(add(store, "wang"))
    assert "small letters" in refused(add(store, "王"))
    assert "no day such as" in refused(add(store, "li", "--certificate-until", "soon"))


def test_without_an_agency_one_must_be_named(tmp_path):
    assert "--organisation NAME" in refused(add(tmp_path / "empty", "wang"))


def test_a_file_that_is_not_there_is_named(tmp_path):
    nowhere = tmp_path / "nowhere.csv"
    assert str(nowhere) in refused(doorstep("staff", "import", nowhere, "--data-dir", tmp_path))
    assert str(nowhere) in refused(doorstep("restore", nowhere, "--data-dir", tmp_path))


def test_a_traceback_is_shown_only_when_asked_for(tmp_path):
    said = doorstep("restore", tmp_path / "x", "--data-dir", tmp_path, DOORSTEP_DEBUG="1")
    assert said.status != 0
    assert "Traceback" in said.err


def test_an_unknown_command_or_option_is_a_usage_error():
    assert doorstep("nosuch").status == 2
    assert doorstep("staff", "add", "--nosuch").status == 2


def test_the_list_of_commands_is_shown_without_loading_them():
    said = doorstep("--help")
    assert said.status == 0
    for name in ("backup", "restore", "serve", "staff"):
        assert name in said.out


@pytest.mark.parametrize("command", ["serve", "backup", "restore", "staff add", "staff import"])
def test_each_command_explains_itself_with_an_example(command):
    said = doorstep(*command.split(), "--help")
    assert said.status == 0
    assert f"Example: doorstep {command}" in " ".join(said.out.replace("│", "").split())
    assert "--json" in said.out
    assert "--data-dir" in said.out


def test_a_list_comes_in_and_its_passwords_are_printed_once(store, tmp_path):
    roster = tmp_path / "staff.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    answer = json.loads(doorstep("staff", "import", roster, "--data-dir", store, "--json").out)
    assert set(answer["passwords"]) == {"lin", "sun"}
    assert (answer["pairs"], answer["shifts"]) == (["甲"], 3)
    again = refused(doorstep("staff", "import", roster, "--data-dir", store))
    assert "row 2: The user name lin is taken" in again
    assert "row 3: The user name sun is taken" in again


def test_a_backup_comes_back_whole_into_an_empty_store_that_has_the_keys(store, tmp_path):
    file, other = tmp_path / "saved.tar", tmp_path / "other"
    saved = json.loads(doorstep("backup", file, "--data-dir", store, "--json").out)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"doorstep" in file.read_bytes()

    sentence = refused(doorstep("restore", file, "--data-dir", other))
    assert saved["key_ids"][0] in sentence
    assert "copy the folder 'keys'" in sentence
    for key in (store / "keys").iterdir():
        (other / "keys" / key.name).write_bytes(key.read_bytes())
    answer = json.loads(doorstep("restore", file, "--data-dir", other, "--json").out)
    assert answer["era"] == 2
    assert "wang is taken" in refused(add(other, "wang"))

    assert "not empty" in refused(doorstep("restore", file, "--data-dir", other))
    assert add(other, "later").status == 0
    assert doorstep("restore", file, "--data-dir", other, "--replace").status == 0
    assert add(other, "later").status == 0  # what came after the backup is gone


def test_a_damaged_backup_is_refused_and_changes_nothing(store, tmp_path):
    file = tmp_path / "saved.tar"
    assert doorstep("backup", file, "--data-dir", store).status == 0
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    for damaged, said in [(content, "damaged"), (content[:3000], "complete"), (b"x", "complete")]:
        file.write_bytes(damaged)
        sentence = refused(doorstep("restore", file, "--data-dir", store, "--replace"))
        assert said in sentence
    assert "taken" in refused(add(store, "wang"))


def test_a_store_on_an_external_server_is_told_to_use_that_servers_backups(store, tmp_path):
    said = doorstep("backup", tmp_path / "x.tar", DATABASE_URL="postgresql://nobody@127.0.0.1:1/x")
    assert "does not answer" in refused(said)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_desk_is_served_beside_other_commands_until_it_is_stopped(store, how, tmp_path):
    port = free_port()
    words = [sys.executable, "-m", "doorstep.cli.main", "serve", "--port", str(port), "--json"]
    words += ["--data-dir", str(store)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        words, stdout=pipe, stderr=pipe, text=True, env=environment(), preexec_fn=_may_be_stopped
    ) as desk:
        try:
            announced = json.loads(desk.stdout.readline())
            assert announced == {
                "address": f"http://127.0.0.1:{port}", "kind": None, "sign_ins": []
            }  # fmt: skip
            assert _asked(f"{announced['address']}/readyz") == '{"ready": true}'

            second = doorstep("serve", "--port", free_port(), "--data-dir", store)
            assert "already serves" in refused(second)
            elsewhere = doorstep("serve", "--port", port, "--data-dir", tmp_path / "elsewhere")
            assert "cannot be used" in refused(elsewhere)
            assert add(store, "beside").status == 0
            file = tmp_path / "saved.tar"
            assert doorstep("backup", file, "--data-dir", store).status == 0
            in_use = doorstep("restore", file, "--data-dir", store, "--replace")
            assert "in use" in refused(in_use)
            assert _asked(f"{announced['address']}/readyz") == '{"ready": true}'
        finally:
            desk.send_signal(how)
            _, last_words = _ended(desk)
        assert desk.returncode == 0
        assert "Stopped." in last_words
        assert "Traceback" not in last_words
    assert not (store / "pg" / "postmaster.pid").exists()


def _may_be_stopped() -> None:
    """Hear Ctrl-C also where whoever runs the tests was started in the background of a shell."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _ended(process):
    try:
        return process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()  # or the block around it would wait for ever
        raise


def _asked(address: str) -> str:
    deadline = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
