"""What may reading one file cost?"""

import contextlib
import importlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MIB: Final = 1 << 20
_STATM: Final = Path("/proc/self/statm")
_FALLBACK: Final = 1 << 30
"""Address space of a process before it reads anything, where the system does not tell."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one process that reads a file.

    Attributes:
        seconds: Time by the wall clock; the same in processor time, should nobody be watching.
        memory_mebibytes: Address space beyond what the bare program needs, where the system
            can limit it.
    """

    seconds: int = 1800
    memory_mebibytes: int = 2048

    def __post_init__(self) -> None:
        """Refuse limits that nothing could keep."""
        if self.seconds < 1 or self.memory_mebibytes < 1:
            raise ValueError(f"limits must be positive; got {self}")


DEFAULT_LIMITS: Final = Limits()


def limits_for(size: int) -> Limits:
    """Return limits that suit a file: a small one has no reason to take long or much.

    Args:
        size: Its bytes.
    """
    seconds = 28 + 60 * max(0, size - MIB // 2) // MIB
    memory = 700 + 400 * size // MIB
    return Limits(
        min(seconds, DEFAULT_LIMITS.seconds), min(memory, DEFAULT_LIMITS.memory_mebibytes)
    )


def keep(limits: Limits) -> None:
    """Bind this process to the limits, as far as the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        resource = importlib.import_module("resource")
        space = _address_space() + limits.memory_mebibytes * MIB
        resource.setrlimit(resource.RLIMIT_AS, (space, space))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space() -> int:
    """Return the address space that the program itself occupies, in bytes."""
    if not _STATM.exists():
        return _FALLBACK
    pages = int(_STATM.read_text(encoding="ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")
