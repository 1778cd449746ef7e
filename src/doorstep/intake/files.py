"""What is in a file on disk, checked after the files that came before it?"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from doorstep.intake.check import check
from doorstep.intake.checked import Checked
from doorstep.intake.known import KnownAccounts
from doorstep.intake.profile import NO_PROFILE, Profile
from doorstep.intake.report import RefusedFile

LARGEST: Final = 512 << 20
"""Bytes of the largest file that is read."""


class UnreadableFileError(ValueError):
    """A file that cannot be read for what it is on disk; the message says what to do."""


class RefusedContextError(ValueError):
    """A file that should have been imported before is itself refused."""

    def __init__(self, name: str, refusal: RefusedFile) -> None:
        self.name, self.refusal = name, refusal
        super().__init__(
            f"The context file {name} was refused: {refusal.rule}. {refusal.hint} "
            "Nothing was checked."
        )

    def __reduce__(self) -> tuple[type["RefusedContextError"], tuple[str, RefusedFile]]:
        """Pass to another process whole."""
        return type(self), (self.name, self.refusal)


def check_file(
    path: Path,
    context_paths: Sequence[Path],
    as_of: date,
    *,
    kind: str | None = None,
    profile: Profile = NO_PROFILE,
) -> Checked:
    """Check a file in a store that holds the accepted rows of earlier files and nothing else.

    Accepted rows come in chunks, so that a million never stand in memory together:
    ``for rows in checked.placement_chunks(): ...``.

    Args:
        path: The file.
        context_paths: Files imported before into an empty store, in their order.
        as_of: The day of the import; never the machine's.
        kind: Kind to assume where the header words fit none.
        profile: What a person settled about this lender's headers.

    Raises:
        UnreadableFileError: A file is not there, is too large, or changed while it was read.
        RefusedContextError: An earlier file is refused.
    """
    known = KnownAccounts.empty()
    for earlier in context_paths:
        before = check(earlier.name, read_steadily(earlier), as_of=as_of, known=known)
        if before.report.refusal:
            raise RefusedContextError(earlier.name, before.report.refusal)
        known = known.after(before)
    return check(
        path.name,
        read_steadily(path),
        as_of=as_of,
        known=known,
        kind=kind,
        sent_with=tuple(earlier.name for earlier in context_paths),
        profile=profile,
    )


def read_steadily(path: Path) -> bytes:
    """Return a file's bytes, unless somebody is still writing it.

    Raises:
        UnreadableFileError: It is not there, is too large, or changed while it was read.
    """
    if not path.is_file():
        raise UnreadableFileError(f"There is no file {path}.")
    try:
        with path.open("rb") as file:
            before = path.stat()
            if before.st_size > LARGEST:
                raise UnreadableFileError(f"{path} is larger than {LARGEST >> 20} MiB; split it.")
            content = file.read(LARGEST + 1)
            after = path.stat()
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from error
    looks = [(each.st_size, each.st_mtime_ns, each.st_ino) for each in (before, after)]
    if looks[0] != looks[1] or len(content) != before.st_size:
        raise UnreadableFileError(
            f"{path} changed while it was read; wait until it is written, then try again."
        )
    return content
