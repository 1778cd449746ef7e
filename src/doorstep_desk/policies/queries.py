"""What can be asked about house policies?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from doorstep.compliance.house.policy import ADJUSTABLE, Adjustable, Stricter, shipped_value
from doorstep.terms.local_time import local_day
from doorstep_desk.plumbing.tables.once import once_a_page
from doorstep_desk.policies.models import Policy


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A number of the house as it stands on a day.

    Attributes:
        what: The number: key, direction, strictest value, law behind it.
        shipped: Its value as shipped, the mildest that anybody gets.
        value: Its value on the day: the strictest policy in force, else the shipped one.
        policy: The policy that sets it, or None where the shipped value stands.
        later: Approved policies that begin after the day, the soonest first.
        proposals: Proposals that nobody has decided yet, the newest first.
    """

    what: Adjustable
    shipped: int
    value: int
    policy: Policy | None
    later: tuple[Policy, ...]
    proposals: tuple[Policy, ...]


def policies_as_of(
    agency_id: int, on: date, known_at: datetime | None = None
) -> tuple[HouseNumber, ...]:
    """Return every number of the house as it stands on a day, in one query.

    Of several policies for one number the strictest holds; a milder one needs the stricter one
    withdrawn first.

    Args:
        agency_id: Whose policy.
        on: The day.
        known_at: Leave out what was proposed or decided later; None keeps everything.
    """
    rows = [
        row
        for row in Policy.objects.filter(agency_id=agency_id).order_by("-proposed_at", "-id")
        if known_at is None or row.proposed_at <= known_at
    ]
    return tuple(
        _number(item, [row for row in rows if row.parameter_key == item.key], on, known_at)
        for item in ADJUSTABLE.values()
    )


def policy_history(agency_id: int, key: str) -> list[Policy]:
    """Return everything that was ever proposed for a number, the newest first."""
    rows = Policy.objects.filter(agency_id=agency_id, parameter_key=key)
    return list(rows.order_by("-proposed_at", "-id"))


def waiting_for_second(agency_id: int) -> list[Policy]:
    """Return what waits for a second person: proposals and asked withdrawals, newest first."""
    rows = Policy.objects.filter(agency_id=agency_id, withdrawn_at=None)
    return [
        row
        for row in rows.order_by("-proposed_at", "-id")
        if row.approved_at is None or row.withdrawal_asked_at is not None
    ]


@once_a_page
def approved_policies(agency_id: int, known_at: datetime | None = None) -> list[Policy]:
    """Return what two people agreed on, as far as was known at an instant, oldest first."""
    rows = Policy.objects.filter(agency_id=agency_id).exclude(approved_at=None)
    if known_at is not None:
        rows = rows.filter(approved_at__lte=known_at)
    return list(rows.order_by("approved_at", "id"))


def first_day(policy: Policy) -> date | None:
    """Return the first day on which a policy is in force, or None while nobody approved it.

    An approval that came late never reaches back.
    """
    if policy.approved_at is None:
        return None
    return max(policy.effective_from, local_day(policy.approved_at))


def last_day(policy: Policy, known_at: datetime | None = None) -> date | None:
    """Return the last day on which a policy is in force: the day it was withdrawn, or None."""
    withdrawn = policy.withdrawn_at
    if withdrawn is None or (known_at is not None and withdrawn > known_at):
        return None
    return local_day(withdrawn)


def _number(
    item: Adjustable, rows: list[Policy], on: date, known_at: datetime | None
) -> HouseNumber:
    shipped = shipped_value(item.key)
    decided = [row for row in rows if _is_approved(row, known_at)]
    running = [row for row in decided if _runs(row, on, known_at)]
    strictest = _strictest(item, running)
    return HouseNumber(
        what=item,
        shipped=shipped,
        value=strictest.value if strictest is not None else shipped,
        policy=strictest,
        later=tuple(sorted(
            (row for row in decided if (first_day(row) or on) > on and row.withdrawn_at is None),
            key=lambda row: row.effective_from,
        )),
        proposals=tuple(
            row
            for row in rows
            if not _is_approved(row, known_at) and row.withdrawn_at is None
        ),
    )  # fmt: skip


def _strictest(item: Adjustable, rows: Iterable[Policy]) -> Policy | None:
    sign = 1 if item.stricter is Stricter.LOWER else -1
    return min(rows, key=lambda row: (sign * row.value, row.effective_from), default=None)


def _is_approved(policy: Policy, known_at: datetime | None) -> bool:
    at = policy.approved_at
    return at is not None and (known_at is None or at <= known_at)


def _runs(policy: Policy, on: date, known_at: datetime | None) -> bool:
    begins, ends = first_day(policy), last_day(policy, known_at)
    return begins is not None and begins <= on and (ends is None or on <= ends)
