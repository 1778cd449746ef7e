"""Where does a report go, and does an earlier one stay whole until the new one is?"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from doorstep.cli.failure import CommandFailed


def require_report_path(path: Path | None) -> None:
    """Refuse a path that no report can be written to, before any work is done.

    Raises:
        CommandFailed: It is a folder, or its folder is not there or not writable.
    """
    if path is None:
        return
    if path.is_dir():
        raise CommandFailed(f"The report path {path} is a folder; name a file in it.")
    folder = path.absolute().parent
    if not folder.is_dir():
        raise CommandFailed(f"The report cannot be written: there is no folder {folder}.")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise CommandFailed(f"The report {path} cannot be written: no permission; choose another.")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path beside the report's; on success it takes the report's place in one step.

    Raises:
        CommandFailed: The report cannot be written; an earlier one is as it was.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise CommandFailed(
            f"The report {path} cannot be written: {error.strerror or error}."
        ) from error
    finally:
        part.unlink(missing_ok=True)
