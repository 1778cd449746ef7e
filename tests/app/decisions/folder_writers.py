"""Several processes that write the same model's folder in the same moment, round after round."""

from tests.desk import prepare

prepare()  # a process of its own begins here

# ruff: noqa: E402

from datetime import date
from multiprocessing import Queue, get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Final

from django.test import override_settings

from doorstep_desk.decisions.model_folder import files_of, signed, write_folder
from doorstep_desk.decisions.models import ModelVersion

WRITERS: Final = 3
PATIENCE: Final = 30.0
BODY: Final = '{"steps": [' + ", ".join(["0.125"] * 20_000) + "]}"
"""Long enough that writing it takes a while, as with a real model."""


def version(number: int) -> ModelVersion:
    """Return a version as it is kept, each with a folder of its own."""
    row = ModelVersion(
        head="paid", version=f"v{number}", body=BODY, card={}, metrics={},
        fitted_on=date(2026, 11, 26), input_hash="0" * 64,
    )  # fmt: skip
    row.manifest, row.signature = signed(row)
    return row


def faults_of_writers(data_dir: Path, rounds: int) -> list[str]:
    """Let processes write the folders of so many versions at once; return what went wrong."""
    spawn = get_context("spawn")
    together, found = spawn.Barrier(WRITERS), spawn.Queue()
    writers = [
        spawn.Process(target=_write, args=(data_dir, rounds, together, found))
        for _ in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    faults = [fault for _ in writers for fault in found.get(timeout=PATIENCE)]
    for writer in writers:
        writer.join(PATIENCE)
    return faults


def _write(data_dir: Path, rounds: int, together: Barrier, found: "Queue[list[str]]") -> None:
    rows = [version(number) for number in range(rounds)]
    faults: list[str] = []
    with override_settings(DOORSTEP_DATA_DIR=data_dir):
        for row in rows:
            together.wait(PATIENCE)
            try:
                folder = write_folder(row)
                faults += _not_as_signed(folder, row)
            except OSError as error:
                faults.append(repr(error))
    found.put(faults)


def _not_as_signed(folder: Path, row: ModelVersion) -> list[str]:
    """Return the files that are not whole in the moment in which one writer has finished."""
    wanted = files_of(row) | {"manifest.json": row.manifest}
    return [
        f"{row.version} {name} is not whole"
        for name, text in wanted.items()
        if (folder / name).read_text("utf-8") != text
    ]
