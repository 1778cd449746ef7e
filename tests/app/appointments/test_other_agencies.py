"""Does a stop end what the same person booked with another agency, and show it to nobody?"""

from datetime import timedelta

import pytest
from tests.app.doors import verbs_of
from tests.app.portfolio import NOON, account, mandate, place

from doorstep_desk.appointments.models import Appointment
from doorstep_desk.cases.actions.publish import publish_accounts
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.permits.actions import stop_contact
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.scope import acting_as


@pytest.mark.parametrize(("only_these", "ended"), [(False, True), (True, False)])
def test_a_stop_reaches_the_persons_appointments_with_every_agency(cast, only_these, ended):
    (ours,) = place(cast)
    other = mandate(cast, agency_id=cast.other_agency_id)
    publish_accounts(
        actor=day_runner(cast.other_agency_id), accounts=[account(cast, other, 0, "E0")],
        points=[], flags=[], at=NOON,
    )  # fmt: skip
    (theirs,) = accounts_on_file(cast.other_agency_id)
    row = Appointment.objects.create(
        id=new_id(), agency_id=cast.other_agency_id, case_id=theirs.case_id,
        borrower_id=theirs.borrower_id, starts_at=NOON + timedelta(days=1),
        ends_at=NOON + timedelta(days=1, hours=2), form="page", booked_at=NOON, noted_by="x",
    )  # fmt: skip
    with acting_as(cast.lead):
        assert not Appointment.objects.exists()
        found = stop_contact(
            actor=cast.lead, case_ids=[ours.case_id], because="complaint", at=NOON,
            only_these_cases=only_these,
        )  # fmt: skip
    row.refresh_from_db()
    assert found.appointments == int(ended)
    assert (row.ended_at, row.ended_by) == (
        (NOON, "another organisation") if ended else (None, "")
    )
    assert ("appointment.cancelled" in verbs_of(f"case:{theirs.case_id}")) is ended
