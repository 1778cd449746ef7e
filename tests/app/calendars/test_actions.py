"""Who may change a calendar, and what follows from it?"""

import uuid
from datetime import UTC, date, datetime

import numpy as np
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from tests.app.doors import verbs_of

from doorstep.terms.codes import Known
from doorstep.terms.local_time import day_number
from doorstep_desk.calendars.actions import approve_day, propose_day, withdraw_day
from doorstep_desk.calendars.facts import calendar_for_agency
from doorstep_desk.calendars.models import CalendarDay
from doorstep_desk.calendars.queries import missing_year, waiting_days, years_loaded
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 30)


def proposed(actor, on=MONDAY, kind="holiday", source="State Council notice no. 9"):
    return propose_day(actor=actor, on=on, kind=kind, source=source, at=AT)


def is_off(agency_id, day=MONDAY, known_at=None):
    number = np.array([day_number(day)], dtype=np.int32)
    return Known(int(calendar_for_agency(agency_id, known_at).of("cn").is_holiday(number)[0]))


@pytest.mark.parametrize("who", ["agent", "analyst", "admin"])
def test_only_lead_and_compliance_propose(cast, who):
    with pytest.raises(Refused) as refused:
        proposed(getattr(cast, who))
    assert refused.value.code == "not-permitted"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "festival"}, "calendar-kind"),
        ({"source": "  "}, "calendar-source"),
        ({"on": date(2026, 11, 24)}, "calendar-past"),  # yesterday
        ({"on": date(2025, 6, 1), "kind": "year"}, "calendar-past"),
    ],
)
def test_a_day_that_cannot_be_is_refused(cast, changes, code):
    with pytest.raises(Refused) as refused:
        proposed(cast.lead, **changes)
    assert refused.value.code == code
    assert CalendarDay.objects.count() == 0


def test_a_lead_does_not_approve(cast):
    row = proposed(cast.compliance)
    with pytest.raises(Refused) as refused:
        approve_day(actor=cast.lead, day_id=row.pk, at=AT)
    assert refused.value.code == "not-permitted"


def test_nobody_approves_their_own_day(cast):
    row = proposed(cast.compliance)
    with pytest.raises(Refused) as refused:
        approve_day(actor=cast.compliance, day_id=row.pk, at=AT)
    assert refused.value.code == "calendar-own"
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.filter(pk=row.pk).update(approved_by=row.proposed_by, approved_at=AT)


def test_a_day_is_decided_once(cast):
    row = proposed(cast.lead)
    approve_day(actor=cast.compliance, day_id=row.pk, at=AT)
    for act in (approve_day, withdraw_day):
        with pytest.raises(Refused) as refused:
            act(actor=cast.compliance, day_id=row.pk, at=AT)
        assert refused.value.code == "calendar-decided"
    with pytest.raises(Refused) as refused:
        approve_day(actor=cast.compliance, day_id=uuid.uuid4(), at=AT)
    assert refused.value.code == "calendar-missing"


def test_another_organisation_neither_sees_nor_decides_it(cast):
    row = proposed(cast.lead)
    with pytest.raises(Refused) as refused:
        withdraw_day(actor=cast.rival, day_id=row.pk, at=AT)
    assert refused.value.code == "calendar-missing"
    approve_day(actor=cast.compliance, day_id=row.pk, at=AT)
    with acting_as(cast.rival):
        assert CalendarDay.objects.count() == 0
    assert is_off(cast.other_agency_id) is Known.NO


def test_what_was_proposed_never_changes_in_the_database(cast):
    row = proposed(cast.lead)
    for change in ("on", "source"):
        with pytest.raises(ProgrammingError), acting_as(cast.lead), connection.cursor() as cursor:
            cursor.execute(f'UPDATE calendars_calendarday SET "{change}" = "{change}"')
    assert CalendarDay.objects.get(pk=row.pk).source == row.source


def test_a_day_counts_when_a_second_person_approved_it_and_not_before(cast):
    row = proposed(cast.lead)
    assert is_off(cast.agency_id) is Known.NO
    assert [each.pk for each in waiting_days(cast.agency_id)] == [row.pk]
    approve_day(actor=cast.compliance, day_id=row.pk, at=AT)
    assert is_off(cast.agency_id) is Known.YES
    assert is_off(cast.agency_id, known_at=datetime(2026, 11, 25, 1, 0, tzinfo=UTC)) is Known.NO
    assert verbs_of(f"calendar:{row.pk}") == ["calendar.approved", "calendar.proposed"]


def test_a_day_that_was_taken_back_never_counts(cast):
    row = proposed(cast.lead)
    withdraw_day(actor=cast.lead, day_id=row.pk, at=AT)
    assert is_off(cast.agency_id) is Known.NO
    assert waiting_days(cast.agency_id) == []
    assert verbs_of(f"calendar:{row.pk}")[0] == "calendar.withdrawn"


@pytest.mark.parametrize(
    ("on", "missing"),
    [
        (date(2026, 11, 30), None),  # nobody is troubled before December
        (date(2026, 12, 1), 2027),
        (date(2027, 1, 1), 2027),
        (date(2009, 6, 1), 2009),
    ],
)
def test_a_year_without_a_calendar_is_missed_in_time(cast, on, missing):
    assert missing_year(cast.agency_id, on) == missing


def test_a_year_that_two_people_entered_is_missed_no_more(cast):
    row = proposed(cast.lead, on=date(2027, 1, 1), kind="year")
    approve_day(actor=cast.compliance, day_id=row.pk, at=AT)
    assert 2027 in years_loaded(cast.agency_id)
    assert missing_year(cast.agency_id, date(2026, 12, 1)) is None
    assert is_off(cast.agency_id, date(2027, 6, 1)) is Known.NO
