"""What did a person, or a lender's profile, settle about the headers of a file? Plain data."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from doorstep.intake import NO_PROFILE, Profile, ProfileColumn


@dataclass(frozen=True, slots=True)
class Settled:
    """A profile and whose it is.

    Attributes:
        profile: What each header means.
        lender: Name of the lender; empty for a mapping that was made for one file alone.
        version: Of the lender's profile; 0 for a mapping that is not saved.
    """

    profile: Profile = NO_PROFILE
    lender: str = ""
    version: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data; nothing for the empty one."""
        if not self.profile.columns and self.profile.kind is None:
            return {}
        columns = [
            {"header": each.header, "field": each.field, "unit": each.unit}
            for each in self.profile.columns
        ]
        return {
            "lender": self.lender, "version": self.version, "kind": self.profile.kind or "",
            "columns": columns,
        }  # fmt: skip


NOTHING_SETTLED: Final = Settled()


def settled_of(stored: dict[str, Any]) -> Settled:
    """Return what ``as_dict`` wrote down."""
    if not stored:
        return NOTHING_SETTLED
    profile = profile_of(stored["columns"], stored["kind"])
    return Settled(profile, stored["lender"], stored["version"])


def profile_of(columns: Iterable[dict[str, Any]], kind: str) -> Profile:
    """Return a profile from plain data.

    Raises:
        ProfileError: It cannot be used.
    """
    return Profile(
        tuple(ProfileColumn(each["header"], each["field"], each["unit"]) for each in columns),
        kind or None,
    )
