"""How much of each limit on contacts is used up for one borrower, over all agencies?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from doorstep.compliance.leave.contacts import Contact
from doorstep.compliance.leave.used import LimitUse, limits_used
from doorstep.compliance.rulebook import Rulebook
from doorstep.terms.codes import Channel, Purpose
from doorstep.terms.local_time import instant_number
from doorstep_desk.calendars.facts import calendar_for_agency
from doorstep_desk.cases.queries import people_of_cases
from doorstep_desk.permits.contacts import contacts_made, leave_outstanding

_ANY: Final = -1


def limits_of_case(
    agency_id: int, case_id: int, points: Sequence[int], rulebook: Rulebook, at: datetime
) -> list[LimitUse]:
    """Return how far each limit is used up now, in a constant number of queries.

    What leave is withheld by is counted in the same way, from the same contacts.

    Args:
        agency_id: Who asks.
        case_id: A case that the asker may see.
        points: Contact points of its borrower, for limits that count each apart.
        rulebook: Which law.
        at: Now.
    """
    person = people_of_cases([case_id])[case_id]
    asked = Contact(
        person.person_key, person.creditor_id, _ANY, Channel.CALL, Purpose.COLLECT,
        instant_number(at),
    )  # fmt: skip
    keys = [person.person_key]
    return limits_used(
        asked, points, contacts_made(keys, agency_id, at), leave_outstanding(keys, agency_id, at),
        rulebook, calendar_for_agency(agency_id),
    )  # fmt: skip
