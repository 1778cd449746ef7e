"""How is one PostgreSQL server made, started, asked and stopped?"""

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg

from doorstep_desk.plumbing.embedded.account import Account, hand_over, reclaim, step_down
from doorstep_desk.plumbing.embedded.binaries import Binaries
from doorstep_desk.plumbing.embedded.fault import StoreError
from doorstep_desk.plumbing.endpoint import PORT, SUPERUSER, socket_directory

START_SECONDS: Final = 60
LOCALES: Final = ("C.UTF-8", "en_US.UTF-8")
"""In order of preference. The plain ``C`` locale makes trigrams ignore Chinese."""

_QUIET_LOGS: Final = """
log_min_messages = warning
log_min_error_statement = panic
log_error_verbosity = terse
log_parameter_max_length_on_error = 0
log_statement = none
"""
"""Statements and row values never reach the log, because they hold personal data."""

_THROW_AWAY: Final = """
fsync = off
synchronous_commit = off
full_page_writes = off
"""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One server's files and programs.

    Attributes:
        data_dir: The store; the server's files lie in ``pg`` below it.
        binaries: Programs to run.
        account: Who runs them.
        is_throw_away: Whether a power cut may lose everything (tests only).
    """

    data_dir: Path
    binaries: Binaries
    account: Account
    is_throw_away: bool = False

    @property
    def files(self) -> Path:
        """Return PostgreSQL's own data directory."""
        return self.data_dir / "pg"

    @property
    def socket(self) -> Path:
        """Return the folder of the socket."""
        return socket_directory(self.data_dir)

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """Open a superuser connection in autocommit mode."""
        return psycopg.connect(
            host=str(self.socket),
            port=PORT,
            user=SUPERUSER,
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        )

    def exists(self) -> bool:
        """Say whether the server's files have been made."""
        return (self.files / "PG_VERSION").exists()


def is_running(cluster: Cluster) -> bool:
    """Say whether the server answers; waits while it is still starting.

    Raises:
        StoreError: It did not finish starting in time.
    """
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        try:
            cluster.connect().close()
        except psycopg.errors.CannotConnectNow:
            time.sleep(0.05)
        except psycopg.OperationalError as error:
            if "starting up" not in str(error) and "shutting down" not in str(error):
                return False
            time.sleep(0.05)
        else:
            return True
    raise StoreError(f"The database in {cluster.data_dir} did not finish starting; see its log.")


def create(cluster: Cluster) -> None:
    """Make the server's files: UTF-8, checksummed, socket only.

    Raises:
        StoreError: ``initdb`` failed with every locale; the message carries its last words.
    """
    draft = cluster.data_dir / "pg.new"
    last_words = ""
    for locale in LOCALES:
        _remove(cluster, draft)
        hand_over(draft, cluster.account)
        done = _run(
            cluster,
            ["initdb", "-D", str(draft), "-U", SUPERUSER, "-E", "UTF8", f"--locale={locale}"]
            + ["--auth=trust", "--data-checksums"]
            + (["--no-sync"] if cluster.is_throw_away else []),
        )
        if done.returncode == 0:
            (draft / "pg_hba.conf").write_text("local all all trust\n", encoding="ascii")
            # Overwritten, not replaced, so the file keeps its owner and mode.
            with (draft / "postgresql.conf").open("a", encoding="ascii") as file:
                file.write("include 'doorstep.conf'\n")
            draft.rename(cluster.files)
            return
        last_words = done.stderr.strip().rpartition("\n")[2]
    raise StoreError(f"The database could not be made in {cluster.data_dir}: {last_words}")


def start(cluster: Cluster) -> None:
    """Start the server and wait until it answers.

    Raises:
        StoreError: Another PostgreSQL version made the files, or the server did not start.
    """
    made_by = int((cluster.files / "PG_VERSION").read_text(encoding="ascii"))
    if made_by != cluster.binaries.major:
        raise StoreError(
            f"The store {cluster.data_dir} was made by PostgreSQL {made_by}, but the programs at "
            f"hand are version {cluster.binaries.major}: run 'doorstep backup' with the old ones "
            "and 'doorstep restore' into a new store."
        )
    hand_over(cluster.socket, cluster.account)
    reclaim(cluster.files, cluster.account)
    _write_settings(cluster)
    log = cluster.files / "server.log"
    options = ["-t", str(START_SECONDS), "-D", str(cluster.files), "-l", str(log)]
    done = _run(cluster, ["pg_ctl", "start", "-w", "-s", *options])
    if done.returncode != 0:
        raise StoreError(f"The database did not start: {_last_line(log, done.stderr)}")


def stop(cluster: Cluster) -> None:
    """Stop the server at once but cleanly; open connections are closed.

    Raises:
        StoreError: It did not stop.
    """
    done = _run(cluster, ["pg_ctl", "stop", "-m", "fast", "-w", "-s", "-D", str(cluster.files)])
    if done.returncode != 0 and is_running(cluster):
        raise StoreError(f"The database did not stop: {done.stderr.strip()}")


def _write_settings(cluster: Cluster) -> None:
    lines = (
        "listen_addresses = ''\n"
        f"unix_socket_directories = '{_quoted(cluster.socket)}'\n"
        "unix_socket_permissions = 0700\n"
        f"port = {PORT}\n"
        "max_connections = 60\n"
        "timezone = 'UTC'\n"
        "log_timezone = 'UTC'\n"
        "jit = off\n"
        "work_mem = '16MB'\n"  # the sums of a list over 100,000 cases stay out of files
        "random_page_cost = 1.1\n"  # no disk turns any more; else no list reads its index alone
    )
    lines += _QUIET_LOGS + (_THROW_AWAY if cluster.is_throw_away else "")
    path = cluster.files / "doorstep.conf"
    path.write_text(lines, encoding="utf-8")
    path.chmod(0o644)  # the server's account reads what root may have written


def _quoted(path: Path) -> str:
    # A comma separates folders in this setting, so each is put in double quotes.
    return '"' + str(path).replace("'", "''") + '"'


def _last_line(log: Path, fallback: str) -> str:
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else fallback
    return text.strip().rpartition("\n")[2] or fallback.strip()


def _remove(cluster: Cluster, folder: Path) -> None:
    if folder.exists():
        subprocess.run(  # noqa: S603 (fixed program; removes only our unfinished draft)
            [*step_down(cluster.account, cluster.data_dir), "rm", "-rf", "--", str(folder)],
            check=False,
        )


def _run(cluster: Cluster, command: list[str]) -> subprocess.CompletedProcess[str]:
    program = cluster.binaries.program(command[0])
    # Output goes to files, not pipes: the server inherits them and would hold a pipe open.
    words = [*step_down(cluster.account, cluster.data_dir), program, *command[1:]]
    return _run_with_files(words, cluster.data_dir)


def _run_with_files(words: list[str], data_dir: Path) -> subprocess.CompletedProcess[str]:
    errors = data_dir / "last-server-command.log"
    with errors.open("w", encoding="utf-8") as sink:
        done = subprocess.run(  # noqa: S603 (our own programs, no shell)
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=sink,
            cwd="/",
            check=False,
            text=True,
        )
    said = errors.read_text(encoding="utf-8", errors="replace")
    return subprocess.CompletedProcess(words, done.returncode, "", said)
