"""Who acts, for which organisation, and what may they do?"""

from dataclasses import dataclass
from typing import Final

from doorstep_desk.plumbing.refusal import Refused

EVERYTHING: Final = "*"
"""Permission word that stands for all others; only ``SYSTEM`` holds it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or process in whose name something is read or changed.

    Attributes:
        name: As written into the audit log: a user name, or ``system``.
        role: Role word; ``system`` and ``anonymous`` stand beside those of staff.
        permissions: Permission words such as ``promise.record``.
        staff_id: Key of the staff row, None for processes and the unknown visitor.
        organisation_id: Key of the organisation whose rows may be seen.
        borrower_id: The borrower who acts; they see what is their own and nothing else.
    """

    name: str
    role: str
    permissions: frozenset[str]
    staff_id: int | None
    organisation_id: int | None
    borrower_id: int | None = None

    @property
    def is_system(self) -> bool:
        """Say whether this is the batch process rather than a person."""
        return EVERYTHING in self.permissions

    @property
    def agency_id(self) -> int:
        """Return the organisation that new rows belong to.

        Raises:
            Refused: The actor is of no organisation.
        """
        if self.organisation_id is None:
            raise Refused("no-organisation", "Say for which organisation this is done.")
        return self.organisation_id

    @property
    def own_staff_id(self) -> int:
        """Return the member of staff who acts.

        Raises:
            Refused: A process acts, or a visitor.
        """
        if self.staff_id is None:
            raise Refused("no-person", "Only a member of staff can do this.")
        return self.staff_id

    def may(self, permission: str) -> bool:
        """Say whether the actor holds a permission."""
        return permission in self.permissions or self.is_system

    def require(self, permission: str) -> None:
        """Let the actor pass who holds a permission.

        Raises:
            Refused: Code ``not-permitted``; the actor does not hold it.
        """
        if not self.may(permission):
            raise Refused(
                "not-permitted",
                f"Your role ({self.role}) does not include {permission!r}; "
                "ask a colleague whose role does.",
            )


SYSTEM: Final = Actor("system", "system", frozenset({EVERYTHING}), None, None)
"""The batch process; row-level security knows it by its database role, not by a setting."""

ANONYMOUS: Final = Actor("anonymous", "anonymous", frozenset(), None, None)
"""A visitor who has not signed in: holds nothing and sees no protected row."""


def day_runner(agency_id: int) -> Actor:
    """Return the batch actor that runs an agency's days."""
    return Actor("day run", "system", SYSTEM.permissions, None, agency_id)
