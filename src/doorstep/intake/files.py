"""What is in a file on disk, checked after the files that came before it?"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from doorstep.intake.check import check
from doorstep.intake.checked import Checked
from doorstep.intake.known import KnownAccounts


def check_file(path: Path, context_paths: Sequence[Path], as_of: date) -> Checked:
    """Check a file in a store that holds the accepted rows of earlier files and nothing else.

    Args:
        path: The file.
        context_paths: Files imported before into an empty store, in their order.
        as_of: The day of the import; never the machine's.
    """
    known = KnownAccounts.empty()
    for earlier in context_paths:
        known = known.after(check(earlier.name, earlier.read_bytes(), as_of=as_of, known=known))
    return check(
        path.name,
        path.read_bytes(),
        as_of=as_of,
        known=known,
        sent_with=tuple(earlier.name for earlier in context_paths),
    )
