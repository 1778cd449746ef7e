"""Where do the bytes lie, and how do they get there so that a cut or a crash leaves no half file?

What arrives is appended to a draft and synced; a whole draft whose hash fits its name takes the
final name in one step and is never written again. The number of bytes that counts stands in the
database: after a crash the draft is cut back to it.
"""

import hashlib
import os
from pathlib import Path
from typing import Final

from django.conf import settings

_PIECE: Final = 1_048_576


class Files:
    """The files of one agency."""

    def __init__(self, agency_id: int) -> None:
        self._root = Path(settings.DOORSTEP_DATA_DIR) / "evidence" / str(agency_id)

    def present(self, sha256: str) -> int:
        """Return how many bytes of a draft are on the disk."""
        draft = self._draft(sha256)
        return draft.stat().st_size if draft.exists() else 0

    def append(self, sha256: str, have: int, chunk: bytes) -> None:
        """Write bytes behind the first ``have`` of a draft and wait until they are on the disk."""
        draft = self._draft(sha256)
        draft.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            file.truncate(have)
            file.seek(have)
            file.write(chunk)
            file.flush()
            os.fsync(file.fileno())

    def finish(self, sha256: str) -> bool:
        """Give a draft its final name if its hash is that name; else throw it away."""
        draft, final = self._draft(sha256), self.final(sha256)
        if _hash(draft) != sha256:
            draft.unlink()
            return False
        final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.chmod(0o400)
        draft.replace(final)
        _sync_folder(final.parent)
        return True

    def is_whole(self, sha256: str, total: int) -> bool:
        """Say whether the final file is there and is what its name says."""
        final = self.final(sha256)
        return final.exists() and final.stat().st_size == total and _hash(final) == sha256

    def read(self, sha256: str) -> bytes:
        """Return the bytes of a whole file."""
        return self.final(sha256).read_bytes()

    def delete(self, sha256: str) -> None:
        """Remove a file and its draft, if they are there."""
        for path in (self.final(sha256), self._draft(sha256)):
            path.unlink(missing_ok=True)

    def final(self, sha256: str) -> Path:
        """Return the place of a whole file."""
        return self._root / sha256[:2] / sha256

    def _draft(self, sha256: str) -> Path:
        return self._root / "drafts" / sha256


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
