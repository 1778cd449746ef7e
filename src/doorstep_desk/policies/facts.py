"""Which law holds for an organisation on a day: the law, and its own stricter policy?"""

from datetime import date, datetime

from doorstep.compliance.house.policy import HousePolicy, rulebook_with
from doorstep.compliance.rulebook import Rulebook
from doorstep.terms.local_time import local_day
from doorstep_desk.policies.errors import policy_altered
from doorstep_desk.policies.models import Policy
from doorstep_desk.policies.payload import payload_hash
from doorstep_desk.policies.queries import approved_policies, first_day, last_day


def rulebook_for_agency(
    agency_id: int, on: date, known_at: datetime | None = None, jurisdiction: str = "CN"
) -> Rulebook:
    """Return the rulebook of a day, with an organisation's approved policies laid over it.

    Args:
        agency_id: Whose policy.
        on: Day on which it is opened; each contact is judged by the law of its own day.
        known_at: Leave out policies that were approved later; None keeps everything.
        jurisdiction: Key of the core's rulebooks.

    Raises:
        Refused: A stored policy is not the one that was approved.
    """
    policies = [_policy(row, known_at) for row in approved_policies(agency_id, known_at)]
    return rulebook_with(policies, on, jurisdiction)


def _policy(row: Policy, known_at: datetime | None) -> HousePolicy:
    begins = first_day(row)
    if begins is None or row.approved_at is None or payload_hash(row) != row.approved_hash:
        raise policy_altered(row.parameter_key)
    return HousePolicy(
        key=row.parameter_key, value=row.value, effective_from=begins,
        effective_to=last_day(row, known_at), known_from=local_day(row.approved_at),
        reason=row.reason,
    )  # fmt: skip
