"""Keep, check and hand out the signed log."""

import os
import time
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_line, tell
from doorstep_desk.audit.checking import answer_checks, check_log
from doorstep_desk.audit.jobs import keep_log
from doorstep_desk.audit.proofs import all_lines, newest_checkpoint
from doorstep_desk.audit.signing import signer
from doorstep_desk.audit.witness import witness_folder
from doorstep_desk.commands.session import plainly, store
from doorstep_desk.plumbing import clock

EVERY: Final = 20.0
"""Seconds between two signings; with a slow one in between still under a minute."""

_TICK: Final = 2.0
Witness = Annotated[
    Path | None,
    typer.Option(help="Folder of the witness; else DOORSTEP_WITNESS_DIR, else in the store."),
]


def audit_keep(
    witness: Witness = None,
    once: Annotated[bool, typer.Option("--once", help="Do it once, then end.")] = False,
    with_parent: Annotated[
        bool, typer.Option("--with-parent", help="End when the program that started it ends.")
    ] = False,
    data_dir: DataDir = DEFAULT_DATA_DIR,
) -> None:
    """Give entries their place, sign the log at least once a minute, hand it to the witness.

    "doorstep serve" starts this by itself.

    Example: doorstep audit keep --once
    """
    parent = os.getppid() if with_parent else None
    with store(data_dir):
        folder = witness or witness_folder()
        _keep_once(folder)
        due = time.monotonic() + EVERY
        while not once and parent in (None, os.getppid()):
            time.sleep(_TICK)
            with plainly():
                answer_checks(witness=folder, at=clock.now())
            if time.monotonic() >= due:
                due = time.monotonic() + EVERY
                _keep_once(folder)


def _keep_once(folder: Path) -> None:
    """Keep the log once; a witness that is away gets everything when it is back."""
    try:
        keep_log(witness=folder, at=clock.now())
    except OSError as fault:
        tell(f"The witness cannot be written ({fault}); it is tried again.")


def audit_check(
    witness: Witness = None, data_dir: DataDir = DEFAULT_DATA_DIR, json: Json = False
) -> None:
    """Read the whole log again and compare it with every signed checkpoint.

    Example: doorstep audit check --witness /mnt/witness
    """
    with store(data_dir):
        begun = time.perf_counter()
        found = check_log(witness or witness_folder())
        seconds = round(time.perf_counter() - begun, 3)
    if found.fault:
        raise CommandFailed(f"NOT SOUND. {found.fault}")
    if json:
        print_json({"sound": True, "seconds": seconds, **_plain(found.size, found.checkpoints)})
        return
    print_line(f"Sound: {found.size} lines agree with {found.checkpoints} checkpoints.")
    if found.lost:
        print_line(f"{found.lost} checkpoints are of a log that a restore went back behind.")


def _plain(size: int, checkpoints: int) -> dict[str, int]:
    return {"lines": size, "checkpoints": checkpoints}


def audit_export(
    file: Annotated[Path, typer.Argument(help="Where to write; replaced when it exists.")],
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Write the whole log as one line per entry, up to the newest checkpoint.

    Example: doorstep audit export log.jsonl
    """
    with store(data_dir):
        newest = newest_checkpoint()
        if newest is None:
            raise CommandFailed("Nothing has been signed yet: run 'doorstep audit keep --once'.")
        draft = file.with_name(f"{file.name}.part")
        with draft.open("wb") as sink:
            for line in all_lines(newest.size):
                sink.write(line + b"\n")
        draft.replace(file)
    _say(file, newest.size, newest.at, as_json=json)


def _say(file: Path, size: int, at: datetime, *, as_json: bool) -> None:
    if as_json:
        print_json({"file": file, "lines": size, "signed_at": at})
    else:
        print_line(f"{file}: {size} lines, as signed at {at:%Y-%m-%d %H:%M:%S} UTC.")


def audit_key(data_dir: DataDir = DEFAULT_DATA_DIR, json: Json = False) -> None:
    """Show the public key with which others check the log; give it to them in person.

    Example: doorstep audit key > log.pub
    """
    with store(data_dir):
        public = signer(may_begin=False).public
    if json:
        print_json({"key": public})
    else:
        print_line(public)
