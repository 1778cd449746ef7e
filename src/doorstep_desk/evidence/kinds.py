"""Which kinds of evidence are taken, how large may they be, and how long are they kept?"""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

_MEGABYTE: Final = 1_048_576
MEDIA: Final = {
    "photo": frozenset({"image/jpeg", "image/png", "image/webp"}),
    "audio": frozenset({"audio/mp4", "audio/webm", "audio/ogg", "audio/mpeg"}),
    "signature": frozenset({"image/png", "image/svg+xml", "application/json"}),
}
LARGEST: Final = {"photo": 20 * _MEGABYTE, "audio": 64 * _MEGABYTE, "signature": _MEGABYTE}
LARGEST_OF_ALL: Final = max(LARGEST.values())
SEAL_BYTES: Final = 256
"""A closed file is a little larger than the open one: point, nonce and tag."""


def is_taken(role: str, media: str) -> bool:
    """Say whether evidence of a kind is taken; what follows a semicolon does not matter."""
    return media.partition(";")[0].strip().lower() in MEDIA.get(role, frozenset())


def kept_until(role: str, came_on: date) -> date:
    """Return the day on which evidence is deleted that came on a day."""
    rule = max(
        (each for each in _schedule() if each["from"] <= came_on), key=lambda each: each["from"]
    )
    years = int(rule["years"][role])
    try:
        return came_on.replace(year=came_on.year + years)
    except ValueError:  # the 29th of February of a year that is none of the later ones
        return came_on.replace(year=came_on.year + years, day=28)


@lru_cache(maxsize=1)
def _schedule() -> list[dict[str, Any]]:
    """Return the dated schedule; each entry names its source."""
    text = Path(__file__).with_name("schedule.yaml").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = yaml.safe_load(text)
    for entry in entries:
        if entry.keys() != {"from", "years", "source"} or entry["years"].keys() != MEDIA.keys():
            raise ValueError("an entry of the schedule names from, years of each kind, and source")
    return entries
