"""As which operating system account does the server run?

PostgreSQL refuses to run as root. Root therefore lends it the account ``nobody``, which exists
everywhere, instead of making a new one, and lets it read through closed parent folders by one
capability instead of opening those folders to everybody.
"""

import os
import pwd
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from doorstep_desk.plumbing.embedded.binaries import everyone_reaches
from doorstep_desk.plumbing.embedded.fault import StoreError

BORROWED_ACCOUNT: Final = "nobody"

_CAPABILITIES: Final = {"dac_read_search": 2, "dac_override": 1}
"""Linux capability numbers, the narrower first."""


@dataclass(frozen=True, slots=True)
class Account:
    """Whose account runs the server.

    Attributes:
        user: Numeric user id.
        group: Numeric group id.
        is_borrowed: Whether we are root and step down to it.
    """

    user: int
    group: int
    is_borrowed: bool


def server_account() -> Account:
    """Return our own account, or ``nobody`` when we are root."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), is_borrowed=False)
    entry = pwd.getpwnam(BORROWED_ACCOUNT)
    return Account(entry.pw_uid, entry.pw_gid, is_borrowed=True)


def hand_over(path: Path, account: Account) -> None:
    """Make a folder belong to the server's account, closed to all others."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if account.is_borrowed:
        os.chown(path, account.user, account.group)
    path.chmod(0o700)


def reclaim(path: Path, account: Account) -> None:
    """Give the server's files back to its account after root has copied them.

    A copy made by root belongs to root, and the server, which never runs as root, could not even
    write its log. Files of anyone else are left alone.
    """
    if not account.is_borrowed or path.stat().st_uid != 0:
        return
    for folder, folders, files in os.walk(path):
        for name in (*folders, *files):
            os.chown(Path(folder) / name, account.user, account.group, follow_symlinks=False)
    os.chown(path, account.user, account.group)


def step_down(account: Account, data_dir: Path) -> list[str]:
    """Return the words to put before a command so that it runs as the server's account.

    Raises:
        StoreError: We are root and the system lacks what is needed to step down.
    """
    if not account.is_borrowed:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise StoreError(
            "As root the database needs the program 'setpriv' (package util-linux); "
            "install it or run as a normal user."
        )
    words = [setpriv, f"--reuid={account.user}", f"--regid={account.group}", "--clear-groups"]
    if everyone_reaches(data_dir):
        return words
    capability = _reading_capability(data_dir)
    return [*words, f"--inh-caps=+{capability}", f"--ambient-caps=+{capability}"]


def _reading_capability(data_dir: Path) -> str:
    held = _bounding_set()
    for name, number in _CAPABILITIES.items():
        if held >> number & 1:
            return name
    raise StoreError(
        f"The database server cannot reach {data_dir}: a folder above it is closed and this "
        "system lends no capability to pass it; choose another --data-dir."
    )


def _bounding_set() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("CapPrm:"):
            return int(line.split()[1], 16)
    return 0
