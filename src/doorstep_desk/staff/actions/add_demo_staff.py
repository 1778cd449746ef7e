"""Who signs in to the demonstration?"""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.staff.actions.add_staff import NewStaff, add_staff
from doorstep_desk.staff.demo import DEMO_PASSWORD, DEMO_READERS, DEMO_STAFF
from doorstep_desk.staff.queries import StaffSeen, staff_seen

TRAINED_DAYS_AGO: Final = timedelta(days=60)
CHECKED_DAYS_AGO: Final = timedelta(days=90)


@transaction.atomic
def add_demo_staff(
    *, actor: Actor, organisation_id: int, certificate_valid_until: date, at: datetime
) -> list[StaffSeen]:
    """Add the invented staff of the demonstration, agents in the order of their pairs.

    Called again, it returns the same people.

    Raises:
        Refused: The actor may not, or this store is not marked as a demonstration.
    """
    actor.require("staff.add")
    if not store_is_demo():
        raise Refused("not-demo", "Known passwords exist only in a store marked as a demo.")
    known = {person.username for person in staff_seen(organisation_id)}
    for username, name, role, languages in DEMO_STAFF:
        if username in known:
            continue
        new = NewStaff(
            username=username,
            display_name=name,
            role=role,
            organisation_id=organisation_id,
            password=DEMO_PASSWORD,
            languages=frozenset(languages.split()),
            certificate_valid_until=certificate_valid_until if role == "agent" else None,
            trained_on=local_day(at) - TRAINED_DAYS_AGO,
            record_checked_on=local_day(at) - CHECKED_DAYS_AGO,
        )
        add_staff(actor=actor, new=new, at=at)
    order = {username: place for place, (username, *_) in enumerate(DEMO_STAFF)}
    return sorted(
        (person for person in staff_seen(organisation_id) if person.username in order),
        key=lambda person: order[person.username],
    )


@transaction.atomic
def add_demo_readers(
    *, actor: Actor, agency_id: int, lender_id: int, at: datetime
) -> list[StaffSeen]:
    """Add those who read about conduct in the demonstration: the lender's person is the lender's.

    Raises:
        Refused: The actor may not, or this store is not marked as a demonstration.
    """
    actor.require("staff.add")
    if not store_is_demo():
        raise Refused("not-demo", "Known passwords exist only in a store marked as a demo.")
    return [
        add_staff(
            actor=actor,
            new=NewStaff(
                username=username, display_name=name, role=role, password=DEMO_PASSWORD,
                organisation_id=lender_id if role == "lender" else agency_id,
            ),
            at=at,
        )
        for username, name, role in DEMO_READERS
    ]  # fmt: skip
