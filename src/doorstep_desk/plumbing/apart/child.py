"""Read one file in this process: ``python -m doorstep_desk.plumbing.apart.child FOLDER``.

The folder holds the call; the answer is put beside it, or what the call raised because of its
arguments (``ValueError``) or the disk (``OSError``). Any other error is a crash, as in a library.
"""

import errno
import os
import sys
import threading
import time
from pathlib import Path
from typing import Final

from doorstep_desk.plumbing.apart.handing import read_answer, write_answer
from doorstep_desk.plumbing.apart.limits import keep

CALL, LIMITS, ANSWER, RAISED = "call", "limits", "answer", "raised"
OUT_OF_MEMORY: Final = 77
"""Exit status of a process that met its limit of memory."""
DISK_FULL: Final = 78
"""Exit status of a process that had no room for what it spools."""

_STATUSES: Final = {errno.ENOMEM: OUT_OF_MEMORY, errno.ENOSPC: DISK_FULL}


def main(folder: Path) -> int:
    """Answer the call in a folder.

    Returns:
        The exit status: 0 when there is an answer or something was raised.
    """
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    # Our own modules are loaded with the call; only what it reads counts against the limits.
    call = read_answer(folder / CALL)
    keep(read_answer(folder / LIMITS))
    try:
        write_answer(folder / ANSWER, call())
    except MemoryError:
        return OUT_OF_MEMORY
    except OSError as error:
        if error.errno in _STATUSES:
            return _STATUSES[error.errno]
        write_answer(folder / RAISED, error)
    except ValueError as error:
        write_answer(folder / RAISED, error)
    return 0


def _leave_with(parent: int) -> None:
    """End this process once the one that asked is gone."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
