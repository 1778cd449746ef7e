"""Serve the desk in the browser until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated, Final

import typer
from django.core.checks import run_checks
from django.core.wsgi import get_wsgi_application

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_line, print_table, tell
from doorstep_desk.commands.answering import MOST, Answering, listening, usual_count
from doorstep_desk.commands.oversight.beside import Beside, keeper_of_log, sender
from doorstep_desk.commands.session import Store, plainly, store, use
from doorstep_desk.plumbing.embedded.locks import serving
from doorstep_desk.staff.demo import DEMO_PASSWORD, DEMO_READERS, DEMO_STAFF

DEMO_DATA_DIR: Final = DEFAULT_DATA_DIR / "demo"
LOOKS_EVERY: Final = 0.5
"""Seconds between two looks at what runs beside."""


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    demo: Annotated[
        bool,
        typer.Option("--demo", help="Run one day of the bundled world first; in .doorstep/demo."),
    ] = False,
    processes: Annotated[
        int,
        typer.Option(min=1, max=MOST, help="Processes that answer; one for each core."),
    ] = usual_count(),
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Serve the desk until Ctrl-C; starts the database and stops it afterwards.

    Example: doorstep serve --port 8080
    """
    place = DEMO_DATA_DIR if demo and data_dir == DEFAULT_DATA_DIR else data_dir
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with plainly(), serving(place):
        _require_free(host, port)
        if demo:
            _run_demonstration_day(place)
        with store(place) as opened:
            use(place, "web")
            _require_sound()
            os.environ["DOORSTEP_DB_ROLE"] = "web"
            with listening(host, port) as doors:
                _announce(opened, f"http://{host}:{port}", as_json=json)
                _serve(doors, processes, place)
    tell("Stopped.")


def _require_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandFailed(
                f"Port {port} on {host} cannot be used ({error.strerror}); "
                "stop what uses it or choose another --port."
            ) from error


def _run_demonstration_day(place: Path) -> None:
    words = [sys.executable, "-m", "doorstep.cli.main", "day", "--data-dir", str(place)]
    done = subprocess.run(words, check=False)  # noqa: S603 (our own program)
    if done.returncode != 0:
        raise CommandFailed("The day of the demonstration failed; its reason stands above.")


def _require_sound() -> None:
    if faults := [message for message in run_checks() if message.is_serious()]:
        raise CommandFailed("The desk does not start: " + " ".join(str(f.msg) for f in faults))


def sign_ins(kind: str | None) -> list[dict[str, str]]:
    """Return one sign-in per role, and only for a demonstration: elsewhere none is known."""
    if kind != "demo":
        return []
    first: dict[str, str] = {}
    known = [(role, username) for username, _, role, *_ in (*DEMO_STAFF, *DEMO_READERS)]
    for role, username in known:
        first.setdefault(role, username)
    return [
        {"role": role, "username": username, "password": DEMO_PASSWORD}
        for role, username in first.items()
    ]


def _announce(opened: Store, address: str, *, as_json: bool) -> None:
    known = sign_ins(opened.kind)
    if as_json:
        print_json({"address": address, "kind": opened.kind, "sign_ins": known})
        return
    if known:
        title = "A demonstration with invented people: everybody knows these passwords"
        print_table(
            title, ["role", "user name", "password"], [list(row.values()) for row in known]
        )
    print_line(f"The desk is at {address} (Ctrl-C stops it).")


def _serve(doors: list[socket.socket], processes: int, place: Path) -> None:
    """Have everything running until Ctrl-C or a request to end."""
    watched: list[Answering | Beside] = []
    usual = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        watched.append(Answering(get_wsgi_application(), doors, processes))
        watched += [keeper_of_log(place), sender(place)]
        while True:
            for each in watched:
                each.look()
            time.sleep(LOOKS_EVERY)
    except KeyboardInterrupt:
        pass  # asked for
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second request would end this halfway
        for each in watched:
            each.end()
        signal.signal(signal.SIGTERM, usual)
